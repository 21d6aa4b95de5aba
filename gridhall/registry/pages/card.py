"""The card of one resident: who, where, with whom, what happened (居民卡片)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.core.codes import word
from gridhall.forms.ui_resident_card import Ui_ResidentCard
from gridhall.qt.buttons import button, key_sequences
from gridhall.qt.context import Context
from gridhall.qt.labels import chip, label, set_look, tip
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.qt.table import RowsModel
from gridhall.qt.theme import current_theme
from gridhall.registry.columns import (
    HUKOU_TONES,
    hukou_words,
    member_columns,
    resident_chips,
    sex_and_age,
)
from gridhall.registry.dialogs.change import acts_for
from gridhall.registry.labels import FIELDS, SEPARATIONS, STATUSES
from gridhall.registry.pages.lines import act_line, guardian_words, line
from gridhall.registry.queries import (
    Around,
    HouseholdCard,
    MatterRow,
    ResidentCard,
    Revealed,
    RevealRow,
)
from gridhall.registry.rules import age_on
from gridhall.registry.rules.changes import ADULT
from gridhall.registry.rules.guardians import CHILD, needs_guardian
from gridhall.registry.rules.separation import APART

SHOWN_MS = 10_000  # how long a full number stays on the screen
_NOTHING = "—"
_MATTER_GLYPHS = {"red": "error-fill", "amber": "schedule-fill", "green": "check_circle-fill"}
_MOST_LINES, _MOST_TAGS = 6, 6
_OPEN = ("present", "unsettled", "left")


class ResidentPanel(QWidget):
    """Shows a resident; what is pressed is told to the page."""

    case_wanted = Signal(int)
    transfer_wanted = Signal(int)
    edit_wanted = Signal(int)
    reveal_wanted = Signal(int)
    add_wanted = Signal(object)  # HouseholdCard
    act_wanted = Signal(int, str)  # whom, and which kind of change
    tags_wanted = Signal(int)
    guardian_wanted = Signal(int)
    duplicates_wanted = Signal(int)
    history_wanted = Signal()
    day_chosen = Signal(object)  # date, or None: as it is now
    person_wanted = Signal(int)
    matter_wanted = Signal(object)  # MatterRow
    back_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ui = Ui_ResidentCard()
        self.ui.setupUi(self)
        self.card: ResidentCard | None = None
        self.as_at: date | None = None
        self.menu = QMenu(self)
        self.members = RowsModel(member_columns(self._day), self, key=lambda row: row.person_id)
        self.ui.membersTable.setModel(self.members)
        self._shown = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        ui.caseButton.clicked.connect(lambda: self._tell(self.case_wanted))
        ui.transferButton.clicked.connect(lambda: self._tell(self.transfer_wanted))
        ui.editButton.bind_key().clicked.connect(lambda: self._tell(self.edit_wanted))
        ui.revealButton.bind_key().clicked.connect(self._reveal_or_hide)
        ui.addButton.bind_key().clicked.connect(self._add)
        ui.headButton.clicked.connect(lambda: self._want_act("head_changed"))
        ui.changeButton.bind_key().clicked.connect(self.open_menu)
        ui.tagsButton.bind_key().clicked.connect(lambda: self._tell(self.tags_wanted))
        ui.guardianButton.bind_key().clicked.connect(lambda: self._tell(self.guardian_wanted))
        ui.guardianBanner.acted.connect(lambda: self._tell(self.guardian_wanted))
        ui.historyButton.bind_key().clicked.connect(self.history_wanted)
        ui.privacyButton.bind_key().clicked.connect(self._open_privacy)
        ui.asAtButton.bind_key().clicked.connect(self._turn_day)
        ui.asAtEdit.dateChanged.connect(self._choose_day)
        ui.stateBanner.acted.connect(self._act_on_state)
        ui.backButton.clicked.connect(self.back_wanted)
        ui.membersTable.opened.connect(lambda row: self.person_wanted.emit(row.person_id))
        for keys in key_sequences("Alt+Left"):
            QShortcut(keys, self).activated.connect(self.back_wanted)
        self._shown.timeout.connect(self.hide_numbers)

    def show_card(self, card: ResidentCard, around: Around, as_at: date | None = None) -> None:
        """Show this resident, numbers masked; `as_at`: as the register had it on that day."""
        self._shown.stop()
        self.card, self.as_at = card, as_at
        self._show_head(card, around)
        self._show_facts(card)
        self._show_household(card)
        self._show_state(card)
        self._show_around(card, around)
        refit(self)

    def open_menu(self) -> None:
        """登记变动: what may be done to this resident; a digit chooses."""
        if self.card is None or self.ui.changeButton.isHidden():
            return
        self.menu.clear()
        group = 0
        home = self.card.household
        for act in acts_for(self.card.person.status, _size(home)):
            if act.group != group:
                self.menu.addSeparator()
                group = act.group
            entry = self.menu.addAction(f"&{act.key}  {act.title}")
            entry.setData(act.kind)
            entry.triggered.connect(partial(self._want_act, act.kind))
        self.menu.addSeparator()
        alike = self.menu.addAction("&Z  查重与并档…")
        alike.triggered.connect(lambda: self._tell(self.duplicates_wanted))
        below = self.ui.changeButton.rect().bottomLeft()
        self.menu.popup(self.ui.changeButton.mapToGlobal(below))

    def show_told(
        self, matters: Sequence[MatterRow], reveals: Sequence[RevealRow], around: Around
    ) -> None:
        """Recent matters of the subjects above, and what is in the file itself."""
        column = self.ui.mattersColumn
        empty(column)
        for matter in matters[:_MOST_LINES]:
            column.addWidget(self._matter_line(matter))
        if not matters:
            told = "没有办过事" if self.is_closed() else "还没有办过事，按 F2 新建工单"
            column.addWidget(label(told, "meta"))
        column = self.ui.eventsColumn
        empty(column)
        for reveal in reveals:
            words = f"{reveal.clerk_name}查看了完整号码：{reveal.reason}"
            column.addWidget(
                line("visibility", words, f"{reveal.recorded_at.astimezone():%m-%d %H:%M}")
            )
        for act in around.actions:
            column.addWidget(act_line(act))
        more = around.action_count > len(around.actions)
        self.ui.historyButton.setText(f"全部 {around.action_count} 条" if more else "全部记录")
        refit(self)

    def show_numbers(self, full: Revealed) -> None:
        """Show the full numbers for ten seconds."""
        assert self.card is not None
        self._show_facts_line(full.id_number or "未登记证件号")
        self.ui.phoneLabel.setText(full.phone or _NOTHING)
        self.ui.revealButton.setText("遮住")
        self._shown.start()

    def hide_numbers(self) -> None:
        """Mask the numbers again."""
        self._shown.stop()
        if self.card is not None:
            self._show_facts_line(self.card.person.masked_id or "未登记证件号")
            self.ui.phoneLabel.setText(self.card.person.masked_phone or _NOTHING)
            self.ui.revealButton.setText("显示")

    def numbers_are_shown(self) -> bool:
        """Whether a full number is on the screen now."""
        return self._shown.isActive()

    def show_back(self, shown: bool) -> None:
        """The way back to the list, where only one pane fits."""
        self.ui.backButton.setVisible(shown)

    def _show_head(self, card: ResidentCard, around: Around) -> None:
        ui, person = self.ui, card.person
        if self.as_at is not None:  # what became of the person later is not told
            person = replace(person, status="present")
        ui.avatar.show_name(person.name)
        ui.nameLabel.setText(person.name)
        empty(ui.chipsRow)
        for words, tone in resident_chips(person, self._day()):
            ui.chipsRow.addWidget(chip(words, tone))
        if around.separation in APART:
            since = f" {around.separated_since} 起" if around.separated_since else ""
            made = chip(SEPARATIONS[around.separation], "amber")
            tip(made, f"{SEPARATIONS[around.separation]}{since}")
            ui.chipsRow.addWidget(made)
        self._show_facts_line(person.masked_id or "未登记证件号")
        ui.revealButton.setText("显示")
        ui.revealButton.setVisible(bool(person.masked_id or person.masked_phone))

    def _show_facts_line(self, number: str) -> None:
        assert self.card is not None
        person = self.card.person
        facts = sex_and_age(person, self._day())
        age = f"{facts} 岁" if person.birth_date else facts
        words = (age, str(person.birth_date or ""), f"证件 {number}")
        self.ui.factsLabel.setText("　".join(filter(None, words)))

    def _show_facts(self, card: ResidentCard) -> None:
        ui, person = self.ui, card.person
        ui.hukouAddressLabel.setText(card.hukou_address or _NOTHING)
        ui.homeLabel.setText(person.address.long if person.address else "没有登记住址")
        ui.sinceLabel.setText(str(card.since or _NOTHING))
        ui.hukouLabel.setText(hukou_words(person.hukou_kind))
        set_look(ui.hukouLabel, tone=HUKOU_TONES.get(person.hukou_kind, "grey"))
        ui.phoneLabel.setText(person.masked_phone or _NOTHING)
        ui.gridLabel.setText(person.grid_name or "还没有划进网格")
        ui.partyLabel.setText(word("political", person.political_status) or _NOTHING)
        about = (
            word("ethnicity", card.ethnicity),
            word("education", card.education),
            word("marital", card.marital_status),
            card.workplace,
            f"曾用名 {card.former_name}" if card.former_name else "",
        )
        ui.aboutLabel.setText(" · ".join(filter(None, about)) or _NOTHING)
        rest = {name: text for name, text in card.card_texts.items() if name != "workplace"}
        told = "　".join(f"{FIELDS[name]} {text}" for name, text in rest.items())
        ui.moreLabel.setText(told)
        ui.moreLabel.setVisible(bool(told))
        ui.noteLabel.setText(card.note)
        ui.noteLabel.setVisible(bool(card.note))

    def _show_household(self, card: ResidentCard) -> None:
        ui, home = self.ui, card.household
        self.members.show_rows(home.members if home else ())
        for widget in (ui.membersTable, ui.addButton):
            widget.setVisible(home is not None)
        ui.headButton.setVisible(_size(home) > 1 and self.is_open())
        ui.addButton.setVisible(home is not None and self.is_open())
        if home is None:
            ui.householdLabel.setText(self._why_no_home(card))
            return
        old = f" · 原户号 {home.ledger_number}" if home.ledger_number else ""
        ui.householdLabel.setText(f"{len(home.members)} 人 · 户号 {home.number}{old}")
        ui.membersTable.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tall = 34 + 32 * len(home.members) + 2
        ui.membersTable.setProperty("ownSize", True)
        ui.membersTable.setFixedHeight(current_theme().px(tall))

    def is_open(self) -> bool:
        """Whether the record on show may be changed: alive, and as it is today."""
        card = self.card
        return card is not None and self.as_at is None and card.person.status in _OPEN

    def is_closed(self) -> bool:
        """Whether nothing can be taken in for them: dead, merged, voided; whatever day is shown."""
        return self.card is not None and self.card.person.status not in _OPEN

    def _why_no_home(self, card: ResidentCard) -> str:
        if self.as_at is not None:
            return f"{self.as_at} 不在册"
        if card.person.status == "unsettled":
            return "还没有入户，按 Ctrl+E 填写住址和关系"
        if card.person.status == "left":
            return "已迁出；回来的，按 Ctrl+J 办迁入"
        return STATUSES[card.person.status]

    def _show_state(self, card: ResidentCard) -> None:
        """Why the card is read-only, if it is, and what can be done about it."""
        ui, open_ = self.ui, self.is_open()
        for widget in (ui.editButton, ui.changeButton, ui.tagsButton, ui.transferButton):
            widget.setVisible(open_)
        ui.caseButton.setVisible(not self.is_closed())
        ui.asAtEdit.setVisible(self.as_at is not None)
        if self.as_at is not None:
            ui.asAtEdit.blockSignals(True)
            ui.asAtEdit.set_value(self.as_at)
            ui.asAtEdit.blockSignals(False)
        ui.asAtButton.setText("看某一天" if self.as_at is None else "回到今天")
        words = card.closed_words
        if self.as_at is not None:
            told = f"这是 {self.as_at} 登记的样子，只能查看"
            ui.stateBanner.say("blue", told, "回到今天", glyph="history")
        elif words:
            act = "打开那一份" if card.merged_into else ""
            ui.stateBanner.say("amber", f"{card.person.name}{words}", act, glyph="lock")
        else:
            ui.stateBanner.hide()

    def _show_around(self, card: ResidentCard, around: Around) -> None:
        ui, day = self.ui, self._day()
        empty(ui.tagsRow)
        for tag in around.tags[:_MOST_TAGS]:
            ui.tagsRow.addWidget(chip(tag.name, "purple" if tag.sensitive else "blue"))
        if len(around.tags) > _MOST_TAGS:
            ui.tagsRow.addWidget(label(f"等 {len(around.tags)} 个", "meta"))
        ui.tagsPart.setVisible(bool(around.tags) or self.is_open())
        if not around.tags:
            ui.tagsRow.addWidget(label("没有", "meta"))
        born = card.person.birth_date
        minor = born is not None and age_on(born, day) < ADULT
        told = "；".join(guardian_words(one) for one in around.guardians)
        ui.guardianLabel.setText(told or "没有登记")
        ui.guardianPart.setVisible(minor or bool(around.guardians))
        ui.guardianButton.setVisible(self.is_open())
        wanted = self.is_open() and needs_guardian(born, day)
        if wanted and not any(not one.died for one in around.guardians):
            words = f"不满 {CHILD} 岁，还没有在世的监护人登记在案"
            ui.guardianBanner.say("amber", words, "登记监护人")
        else:
            ui.guardianBanner.hide()

    def _turn_day(self) -> None:
        """Into a day's view, or back to today."""
        if self.as_at is not None:
            self.day_chosen.emit(None)
            return
        self.day_chosen.emit(self._today())
        self.ui.asAtEdit.setFocus()

    def _choose_day(self) -> None:
        self.day_chosen.emit(min(self.ui.asAtEdit.value(), self._today()))

    def _act_on_state(self) -> None:
        if self.as_at is not None:
            self.day_chosen.emit(None)
        elif self.card is not None and self.card.merged_into is not None:
            self.person_wanted.emit(self.card.merged_into)

    def _want_act(self, kind: str) -> None:
        if self.card is not None:
            self.act_wanted.emit(self.card.person.id, kind)

    def _matter_line(self, matter: MatterRow) -> QWidget:
        glyph = _MATTER_GLYPHS.get(matter.tone, "assignment")
        when = f"{matter.happened_on:%m-%d} {matter.clerk_name}"
        row = line(glyph, f"{matter.title} {matter.number}", when, (matter.state, matter.tone))
        look = button("看", "", "text")
        look.setAccessibleName(f"看 {matter.title} {matter.number}")
        look.clicked.connect(lambda: self.matter_wanted.emit(matter))
        layout = row.layout()
        assert layout is not None
        layout.addWidget(look)
        return row

    def _tell(self, signal: object) -> None:
        if self.card is not None:
            signal.emit(self.card.person.id)  # type: ignore[attr-defined]  # a bound Signal

    def _open_privacy(self) -> None:
        if self.card is not None:
            self._context.desk.open_privacy(self.card.person.id)

    def _add(self) -> None:
        if self.card is not None and self.card.household is not None:
            self.add_wanted.emit(self.card.household)

    def _reveal_or_hide(self) -> None:
        if self.numbers_are_shown():
            self.hide_numbers()
        elif self.card is not None:
            self.reveal_wanted.emit(self.card.person.id)

    def _day(self) -> date:
        """The day the card shows: today, the one that is looked at, the last of the dead."""
        died = self.card.died_on if self.card is not None else None
        return min(filter(None, (self.as_at or self._today(), died)))

    def _today(self) -> date:
        return self._context.today()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page or the lock: nothing stays readable behind it."""
        self.hide_numbers()
        super().hideEvent(event)


def _size(home: HouseholdCard | None) -> int:
    return len(home.members) if home is not None else 0
