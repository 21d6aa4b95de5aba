"""居民登记·查居民: one search box at the left, one resident's card at the right."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.forms.ui_residents_page import Ui_ResidentsPage
from gridhall.qt.buttons import button
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.frames import EmptyState
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width
from gridhall.registry import queries, service
from gridhall.registry.columns import resident_choice
from gridhall.registry.dialogs import ResidentDialog, RevealSheet
from gridhall.registry.pages.acts import CardActs
from gridhall.registry.pages.card import ResidentPanel
from gridhall.registry.pages.picks import Picks
from gridhall.registry.queries import (
    HouseholdCard,
    MatterRow,
    MatterSource,
    ResidentRow,
    RevealRow,
    Which,
    picking,
)
from gridhall.registry.rules import ResidentDraft, draft_from_search
from gridhall.registry.rules.guardians import needs_guardian

SIDE, TWO_PANES = 428, 1100  # px at 100 %; effective width from which both panes show
_OURS = frozenset({"person", "household", "membership", "dwelling", "entrance", "grid"})
_JUDGED = frozenset({"person_place", "past_value", "person_tag"})  # what chips and filters say
_TOLD = frozenset({"service_case", "case_event", "person_event", "hukou_transfer"})


class ResidentsPage(QWidget):
    """Built once by the window; `matters` tells what subjects above know of a resident."""

    def __init__(self, context: Context, matters: Sequence[MatterSource] = ()) -> None:
        super().__init__()
        self._context, self._sources = context, tuple(matters)
        self.ui = Ui_ResidentsPage()
        self.ui.setupUi(self)
        self.panel, self._idle, self.picks = (
            ResidentPanel(context),
            EmptyState(),
            Picks(self._offered),
        )
        self.register_button = button("登记新居民", "Ctrl+N", "primary", "person_add")
        self.register_button.setParent(self)
        self.ui.sideStack.addWidget(self._idle)
        self.ui.sideStack.addWidget(self.panel)
        self._effective, self._side_wanted = 10_000, False
        self.acts = CardActs(self, context)
        self._as_at: date | None = None
        self._words, self._matters = "", list[MatterRow]()
        self._kept: ResidentDraft | None = None
        self._dress()
        self._connect()

    def _dress(self) -> None:
        search = self.ui.searchBox
        search.set_filters(self.picks)
        hint = "姓名、首字母、证件尾号、电话、楼-单元-室"
        search.set_find(self._find, hint, "查居民")
        self._idle.say("选一位居民", "这里显示户籍、同户成员和办过的事", "person_search")
        self._idle.offer("登记新居民", "Ctrl+N", "person_add")
        self.setFocusProxy(search)
        self._lay_out()

    def _connect(self) -> None:
        search, panel, desk = self.ui.searchBox, self.panel, self._context.desk
        search.searched.connect(self._show_count)
        search.edit.textChanged.connect(self._choose_best)
        search.picked.connect(lambda choice: self.show_person(choice.key))
        search.empty.acted.connect(self.register)
        self._idle.acted.connect(self.register)
        self.picks.picked.connect(self._filter)
        self.register_button.bind_key().clicked.connect(self.register)
        panel.case_wanted.connect(desk.new_case)
        panel.transfer_wanted.connect(desk.open_transfer)
        panel.edit_wanted.connect(self.edit)
        panel.reveal_wanted.connect(self._ask_reason)
        panel.add_wanted.connect(self._add_member)
        panel.person_wanted.connect(self._show_member)
        panel.day_chosen.connect(self._look_at_day)
        self._connect_acts()
        panel.matter_wanted.connect(self._open_matter)
        panel.back_wanted.connect(self.start_search)
        Refreshing(self, self._context.bus, _OURS | _TOLD | _JUDGED).use(self.refresh, self._hear)

    def _connect_acts(self) -> None:
        panel, acts = self.panel, self.acts
        panel.act_wanted.connect(acts.open_act)
        panel.tags_wanted.connect(self._open_tags)
        panel.guardian_wanted.connect(self._open_guardian)
        panel.duplicates_wanted.connect(self.acts.open_duplicates)
        panel.history_wanted.connect(self._open_history)
        acts.person_wanted.connect(self.show_person)

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.register_button,)

    def person_on_show(self) -> int | None:
        """Whom Ctrl+M is about."""
        shown = self.panel.isVisible() and self.panel.card is not None
        return self.panel.card.person.id if shown and self.panel.card else None

    def start_search(self) -> None:
        """F3: into the box, its text selected."""
        self._side_wanted = False
        self._lay_out()
        self.ui.searchBox.start()

    def show_person(self, person_id: int) -> None:
        """Show a resident's card at the right; somebody else's as it is today."""
        if self.panel.card is None or self.panel.card.person.id != person_id:
            self._as_at = None
        self._show_member(person_id)

    def _show_member(self, person_id: int) -> None:
        """A card as it was on the day that is looked at, or as it is."""
        try:
            self._load(person_id)
        except UserError as error:
            self._context.desk.show_error(error)
            return
        self._side_wanted = True
        self.ui.sideStack.setCurrentWidget(self.panel)
        self._lay_out()
        if self._effective < TWO_PANES:
            ui = self.panel.ui  # what had it is hidden now
            (ui.historyButton if self.panel.is_closed() else ui.caseButton).setFocus()

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that the list or the card."""
        self._effective = effective
        self._lay_out()

    def refresh(self) -> None:
        """Read everything on show anew."""
        self.ui.searchBox.refresh()
        if self.panel.card is not None:
            self.show_person(self.panel.card.person.id)

    # Search

    def _find(self, words: str) -> Sequence[Choice]:
        today, clerk, which = self._context.today(), self._context.clerk, self.picks.which
        with self._context.db.read() as session:
            if words:
                rows = picking.found(session, clerk, words, which, today)
            else:
                rows = picking.recent(session, clerk, which, today)
            states = picking.apart_states(session, rows, today)
        return [resident_choice(row, today, states.get(row.id, "")) for row in rows]

    def _choose_best(self) -> None:
        """Other words, another best hit: Enter must not open what was chosen for the old ones."""
        results = self.ui.searchBox.list
        if results.offers.choices:
            results.setCurrentIndex(results.offers.index(0))

    def _show_count(self, words: str, hits: int) -> None:
        """How many fit; a single one opens at once."""
        with self._context.db.read() as session:
            counts = queries.counts(session)
        found = f"{hits} 人符合" if words else f"最近登记 {hits} 人"
        more = "以上，再输几个字" if hits == picking.HITS and words else ""
        people = f"共 {counts.households:,} 户 {counts.people:,} 人"
        self.ui.countLabel.setText(f"{found}{more}" if more else f"{found} · {people}")
        if not hits:
            self._offer_registering(words)
        news, self._words = words != self._words, words
        if news and words and hits == 1:
            self._open_only()

    def _open_only(self) -> None:
        choice = self.ui.searchBox.current()
        if choice is not None and isinstance(choice.key, int):
            self._load(choice.key)
            self.ui.sideStack.setCurrentWidget(self.panel)
            self._lay_out()  # one filled button: the card's

    def _offer_registering(self, words: str) -> None:
        empty = self.ui.searchBox.empty
        if self.picks.which is not Which.ALL:
            empty.say(f"“{self.picks.title()}”里没有找到", "换成“全部”再查一次")
            empty.offer("")
            return
        if words:
            empty.say(f"没有找到“{words}”", "核对拼写，或直接登记新居民")
        else:
            empty.say("还没有登记居民", "登记第一位，或从菜单“导入”带入旧台账")
        empty.offer("登记新居民", "Ctrl+N", "person_add")

    def _offered(self) -> Mapping[Which, str]:
        with self._context.db.read() as session:
            return picking.offered(session, self._context.clerk)

    def _filter(self) -> None:
        self.ui.searchBox.refresh()
        self.ui.searchBox.edit.setFocus()

    # Card

    def _load(self, person_id: int) -> None:
        context, day = self._context, self._as_at
        with context.db.read() as session:
            card = queries.resident_card(session, person_id, day)
            around = queries.around(session, context.clerk, person_id, context.today(), day)
            reveals: Sequence[RevealRow] = queries.reveals(session, person_id)
            told = [row for source in self._sources for row in source(session, person_id)]
        self._matters = sorted(told, key=lambda row: row.happened_on, reverse=True)
        self.panel.show_card(card, around, day)
        self.panel.show_told(self._matters, reveals, around)

    def _look_at_day(self, day: date | None) -> None:
        """The card as the register had it on a day; None: as it is."""
        self._as_at = day
        if self.panel.card is not None:
            self._show_member(self.panel.card.person.id)

    def _open_matter(self, matter: MatterRow) -> None:
        if matter.kind == "case":
            self._context.desk.open_case(matter.record_id)
        elif matter.kind == "transfer":
            self._context.desk.show_transfer(matter.record_id)
        elif matter.kind == "organisation":
            self._context.desk.open_organisation(matter.record_id)
        elif matter.kind == "care":
            self._context.desk.open_care(matter.record_id)
        elif matter.kind == "grid":
            self._context.desk.go("组织架构")

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        has_card = self.panel.card is not None
        self.ui.listCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.listCard, SIDE if both else None)
        self.panel.show_back(not both)
        self.register_button.setProperty("kind", "" if has_card else "primary")

    # Acts

    def register(self) -> None:
        """Ctrl+N: the form, with what was looked for in vain, or what was not finished."""
        words = self.ui.searchBox.edit.text().strip()
        found = bool(self.ui.searchBox.list.offers.choices)
        wanted = ResidentDraft("") if found else draft_from_search(words)
        self._open_form(self._kept or wanted)

    def edit(self, person_id: int) -> None:
        """Ctrl+E: change what is written about this resident."""
        dialog = self._dialog()
        dialog.edit(person_id)
        dialog.open()

    def _add_member(self, home: HouseholdCard) -> None:
        address = home.address.short if home.address else ""
        self._open_form(ResidentDraft("", address=address, household_id=home.id))

    def _open_form(self, draft: ResidentDraft) -> None:
        dialog = self._dialog()
        dialog.prefill(draft)
        dialog.rejected.connect(lambda: self._keep(dialog.typed()))
        dialog.open()

    def _dialog(self) -> ResidentDialog:
        dialog = ResidentDialog(self, self._context)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda row: self._saved(row, changed=dialog.is_change()))
        dialog.known.connect(self.show_person)
        return dialog

    def _keep(self, draft: ResidentDraft | None) -> None:
        """A form that was put away, or closed by the lock, is there again at the next Ctrl+N."""
        self._kept = draft

    def _saved(self, row: ResidentRow, *, changed: bool) -> None:
        if not changed:
            self._kept = None
        self.show_person(row.id)
        number = f"，户号 {row.household_number}" if row.household_number else ""
        said = f"已修改 {row.name}" if changed else f"已登记 {row.name}{number}"
        self._context.desk.toast(said)
        if not changed:
            self._ask_guardian(row)

    def _open_tags(self) -> None:
        if self.panel.card is not None:
            self.acts.open_tags(self.panel.card)

    def _open_guardian(self) -> None:
        if self.panel.card is not None:
            self.acts.open_guardian(self.panel.card)

    def _open_history(self) -> None:
        if self.panel.card is not None:
            self.acts.open_history(self.panel.card)

    def _ask_guardian(self, row: ResidentRow) -> None:
        """A child has just been registered: who answers for it (个人信息保护法 §31)."""
        card = self.panel.card
        if card is not None and needs_guardian(row.birth_date, self._context.today()):
            self.acts.open_guardian(card, asked=True)

    def _ask_reason(self, person_id: int) -> None:
        """F7: why, and then the numbers for ten seconds."""
        assert self.panel.card is not None
        at_hand = next((matter.number for matter in self._matters if matter.is_open), "")
        sheet = RevealSheet(self, self.panel.card.person.name, at_hand)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.reasoned.connect(partial(self._reveal, sheet, person_id))
        sheet.open()

    def _reveal(self, sheet: RevealSheet, person_id: int, reason: str) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                full = service.reveal(session, context.clerk, person_id, reason)
        except UserError as error:
            sheet.refuse(str(error))
            return
        sheet.accept()
        self._load(person_id)
        self.panel.show_numbers(full)

    # Events

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & (_OURS | _JUDGED):
            self.refresh()
        elif self.panel.card is not None and not self.panel.numbers_are_shown():
            self._load(self.panel.card.person.id)

    def event(self, event: QEvent) -> bool:
        """F2 belongs to the window; with a card on show it means this resident."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2: a case for the resident on show."""
        if self._takes(event) and self.panel.card is not None:
            closed = self.panel.is_closed()
            self._context.desk.new_case(None if closed else self.panel.card.person.id)
            return
        super().keyPressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_F2 and self.panel.isVisible()
