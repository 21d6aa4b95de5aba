"""Step 2, 迁移内容: which way, who, where to, why, under which head; and both homes after."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.forms.ui_transfer_what import Ui_TransferWhat
from gridhall.places.queries import DwellingRow
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import set_look
from gridhall.registry.dialogs.transfer import place as places
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.dialogs.transfer.guards import BUSY, After, Guard, after_of, guard_of
from gridhall.registry.dialogs.transfer.heads import show_heads
from gridhall.registry.dialogs.transfer.members import MembersTable
from gridhall.registry.dialogs.transfer.ways import DIRECTIONS, TITLES, place_words
from gridhall.registry.queries import transfers
from gridhall.registry.queries.transfers import CategoryRow
from gridhall.registry.rules.changes import Plan

_UNHANDLED = frozenset({"corrected"})  # 更正 belongs to the resident's card
_PREVIEW_MS = 150


class WhatPane(QWidget):
    """Reads and fills the form of step 2; the preview follows every change."""

    changed = Signal()
    other_wanted = Signal(int)  # the person whose other transfer is to be seen

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._form = context, Form(context.today())
        self._categories: Sequence[CategoryRow] = ()
        self._guard: Guard | None = None
        self.plan: Plan | None = None
        self.besides: int | None = None  # the transfer that is being changed
        self._touched = False  # the ticks are the clerk's, not ours
        self._reason_row = 2
        self.ui = Ui_TransferWhat()
        self.ui.setupUi(self)
        self.members = MembersTable(context.today)
        self.ui.membersColumn.addWidget(self.members)
        self._preview = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self.ui.directionSegments.set_items(TITLES)
        self.ui.arrowIcon.show_icon("arrow_forward", "text3", 20)
        self.ui.placeEdit.set_find(self._offer_places)
        self._connect()

    # What the dialog asks of the pane

    def show_form(self, form: Form) -> None:
        """Begin with these people; what was decided before is shown again."""
        self._form = form
        self._touched = False
        ui = self.ui
        ui.directionSegments.choose(DIRECTIONS.index(form.direction))
        ui.reasonEdit.setText(form.reason)
        self._show_date()
        self._load_categories(form.category)
        self._show_direction()
        self.refresh()

    def begin(self, form: Form) -> None:
        """The first time these people are shown: propose ticks and the address."""
        self._form, self._touched = form, False
        self._propose_ticks()
        self._propose_place()

    def first_field(self) -> QWidget:
        """The address if it is open, else the members."""
        waits = self.ui.placeEdit.isVisibleTo(self) and not self.ui.placeEdit.text().strip()
        return self.ui.placeEdit if waits else self.members

    def finish(self) -> bool:
        """Whether the step can be left; what is wrong is said in red."""
        self._preview.stop()
        self.members.take_editor()
        if not self._settle_place():
            return False
        self.refresh()
        if self._guard is not None and self._guard.hard:
            self._say_guard(self._guard, "red")
            return False
        return True

    def remedy(self) -> None:
        """Alt+U: do what the strip offers."""
        guard, form = self._guard, self._form
        if guard is None:
            return
        if guard.fix is None:
            self._go_there(guard)
            return
        guard.fix(form)
        if form.joins is not None:
            self._join(form.joins)
            form.joins = None
        self._show_date()
        self._tell()

    def refresh(self) -> None:
        """Read the register anew and show what the transfer would make of it."""
        form, context = self._form, self._context
        with context.db.read() as session:
            self.plan = transfers.draft_plan(session, form.draft(), context.today(), self.besides)
        self.members.show_lines(form.lines(), form.instead_of_relation())
        self._show_heads()
        self._show_count()
        self._show_after(after_of(self.plan, form), self.plan)
        self._guard = guard_of(self.plan, form, context.today()) if self._is_whole() else None
        if self._guard is None:
            self.ui.guardBanner.hide()
        else:
            self._say_guard(self._guard, "amber")

    def category(self) -> CategoryRow | None:
        """The category chosen, with its materials."""
        return next((one for one in self._categories if one.code == self._form.category), None)

    def _connect(self) -> None:
        ui = self.ui
        ui.directionSegments.chosen.connect(self._choose_direction)
        self.members.ticked.connect(self._tick)
        self.members.related.connect(self._relate)
        ui.placeEdit.picked.connect(self._pick_place)
        ui.placeEdit.textEdited.connect(lambda _: self._preview.start())
        ui.placeEdit.editingFinished.connect(self._leave_place)
        self._preview.timeout.connect(self._try_place)
        ui.categoryCombo.currentIndexChanged.connect(self._choose_category)
        ui.headCombo.activated.connect(self._choose_head)
        ui.oldHeadCombo.activated.connect(self._choose_old_head)
        ui.dateEdit.dateChanged.connect(lambda _: self._take_date())
        ui.reasonEdit.textEdited.connect(self._take_reason)
        ui.guardBanner.acted.connect(self.remedy)
        for at in range(len(DIRECTIONS)):
            key = QShortcut(QKeySequence(f"Alt+{at + 1}"), self)
            key.activated.connect(partial(self._turn, at))

    def _day(self) -> date:
        return self._form.effective_on

    def _tell(self) -> None:
        self.refresh()
        self.changed.emit()

    # Which way, why

    def _turn(self, at: int) -> None:
        """Alt+1 ... Alt+5: which way."""
        if self.ui.directionSegments.isEnabled():
            self.ui.directionSegments.choose(at)
            self._choose_direction(at)

    def _choose_direction(self, at: int) -> None:
        form = self._form
        form.direction = DIRECTIONS[at]
        form.party.target = form.party.joined = form.party.head = None
        form.place = ""
        self._load_categories("")
        self._propose_ticks()
        self._propose_place()
        self._show_direction()
        self._tell()

    def _propose_place(self) -> None:
        """The address that is right most of the time: where they live already."""
        form, party = self._form, self._form.party
        home = next(iter(party.homes.values()), None)
        if home is None or form.moves_nobody or party.target is not None:
            return
        if form.direction == "in":
            self._take_place(places.joining(self._context, home.id))
        elif form.direction == "split" and home.dwelling_id is not None:
            self._take_place(places.behind(self._context, home.dwelling_id))

    def _propose_ticks(self) -> None:
        """A whole household, but for a split, where only who asks for it goes."""
        party = self._form.party
        if self._touched:
            return
        chosen = set(self._form.people)
        everybody = {one.person_id for one in party.everybody}
        party.going = everybody & chosen if self._form.direction == "split" else everybody

    def _load_categories(self, wanted: str) -> None:
        form, combo = self._form, self.ui.categoryCombo
        with self._context.db.read() as session:
            found = transfers.categories(session, form.direction)
        self._categories = [one for one in found if one.kind not in _UNHANDLED]
        combo.blockSignals(True)
        combo.clear()
        for one in self._categories:
            combo.addItem(one.name, one.code)
        combo.setCurrentIndex(max(0, combo.findData(wanted)))
        combo.blockSignals(False)
        self._take_category()

    def _choose_category(self) -> None:
        before = self._form.moves_nobody
        self._take_category()
        if before is not self._form.moves_nobody:
            self._form.place = ""
            self._form.party.target = None
        self._show_direction()
        self._tell()

    def _take_category(self) -> None:
        form = self._form
        code = str(self.ui.categoryCombo.currentData() or "")
        if code != form.category:
            form.received = frozenset()
        form.category = code
        chosen = self.category()
        form.kind = chosen.kind if chosen is not None else ""

    def _show_direction(self) -> None:
        """The fields that this kind of transfer has, under the words it uses for them."""
        ui, form = self.ui, self._form
        title, hint = place_words(form.direction, form.kind)
        ui.placeCaptionLabel.setText(title)
        ui.placeEdit.setPlaceholderText(hint)
        ui.placeEdit.setAccessibleName(title)
        ui.placeEdit.setText(form.place)
        for widget in (ui.placeCaption, ui.placeEdit):
            widget.setVisible(form.goes_somewhere)
        self.members.setVisible(form.kind != "name_changed")

    # Who

    def _tick(self, person_id: int) -> None:
        if self._form.moves_nobody:
            return
        self._touched = True
        self._form.party.going ^= {person_id}
        self._tell()

    def _relate(self, person_id: int, code: str) -> None:
        self._form.party.said[person_id] = code
        self._tell()

    def _go_there(self, guard: Guard) -> None:
        """To where a doubt can be put right: the other transfer, or the relation that is open."""
        who = guard.person_id
        if who is None:
            return
        if guard.code == BUSY:
            self.other_wanted.emit(who)
        elif self.members.choose(who):
            self.members.edit_relation()

    def _show_count(self) -> None:
        party = self._form.party
        everybody = len(party.everybody)
        self.ui.pickedLabel.setText(f"已选 {len(party.movers)} / {everybody}")
        named = not self._form.moves_nobody
        for part in (self.ui.pickedLabel, self.ui.membersHint):
            part.setVisible(named)

    def _show_heads(self) -> None:
        form, party, ui = self._form, self._form.party, self.ui
        new_head = form.kind == "head_changed"
        heads = party.everybody if new_head else party.heads()
        chosen = party.head if new_head else party.target_head(self._day())
        show_heads(ui.headCombo, heads, chosen, form.applicant)
        shown = new_head or (form.direction != "out" and form.kind != "name_changed")
        for widget in (ui.headCaption, ui.headCombo):
            widget.setVisible(shown)
        self._put_reason(2 if shown else 1)
        home = party.headless() if not form.moves_nobody else None
        left = party.staying(home) if home is not None else []
        show_heads(ui.oldHeadCombo, left, party.old_head, form.applicant)
        for widget in (ui.oldHeadCaption, ui.oldHeadCombo):
            widget.setVisible(bool(left))

    def _put_reason(self, row: int) -> None:
        """Where nobody heads anything the reason moves up: no hole in the form."""
        if row != self._reason_row:
            self._reason_row = row
            for column, part in enumerate((self.ui.reasonCaption, self.ui.reasonEdit)):
                self.ui.fieldsGrid.addWidget(part, row, column)

    def _choose_head(self) -> None:
        self._form.party.head = self.ui.headCombo.currentData()
        self._tell()

    def _choose_old_head(self) -> None:
        self._form.party.old_head = self.ui.oldHeadCombo.currentData()
        self._tell()

    # Where

    def _offer_places(self, typed: str) -> Sequence[Choice]:
        form = self._form
        if form.direction == "out" or form.moves_nobody or not typed:
            return ()
        return places.offers(self._context, typed, only_homes=form.direction == "merge")

    def _pick_place(self, choice: Choice) -> None:
        found = choice.key
        if isinstance(found, DwellingRow):
            self._take_place(places.new_home(found.address, found.id))
        elif isinstance(found, int):
            self._join(found)
        self._tell()
        self.ui.categoryCombo.setFocus()

    def _join(self, household_id: int) -> None:
        self._take_place(places.joining(self._context, household_id))

    def _take_place(self, place: places.Place) -> None:
        form = self._form
        form.place = place.words
        form.party.target, form.party.joined = place.target, place.joined
        form.party.head = None
        self.ui.placeEdit.setText(place.words)
        set_look(self.ui.placeEdit, state="")

    def _try_place(self) -> None:
        """While it is typed: the preview follows as soon as it is a whole address."""
        self._read_place()
        self._tell()

    def _leave_place(self) -> None:
        if self.ui.placeEdit.text().strip() != self._form.place:
            self._try_place()

    def _read_place(self) -> str:
        """Take what is typed; the sentence about what is wrong with it, if anything is."""
        form, typed = self._form, self.ui.placeEdit.text().strip()
        if not form.goes_somewhere or (typed == form.place and typed and self._has_place()):
            return ""
        if form.direction == "out" or form.kind == "name_changed":
            form.place = typed
            return "" if typed else f"请填写{self.ui.placeCaptionLabel.text()}"
        form.place, form.party.target, form.party.joined = typed, None, None
        if form.direction == "merge":
            return "请从候选里选要并入的那一户"
        try:
            place = places.read_place(self._context, typed)
        except UserError as error:
            return str(error)
        form.party.target, form.place = place.target, place.words
        return ""

    def _settle_place(self) -> bool:
        wrong = self._read_place()
        edit = self.ui.placeEdit
        if not wrong:
            edit.setText(self._form.place)
            set_look(edit, state="")
            return True
        set_look(edit, state="error")
        edit.setAccessibleDescription(wrong)
        self.ui.guardBanner.say("red", wrong)
        edit.setFocus()
        return False

    def _has_place(self) -> bool:
        form = self._form
        return form.direction == "out" or form.moves_nobody or form.party.target is not None

    def _is_whole(self) -> bool:
        """Enough is filled in for the plan's doubts to mean something."""
        return self._has_place() and bool(self._form.party.movers or self._form.moves_nobody)

    # When, why not all

    def _show_date(self) -> None:
        self.ui.dateEdit.blockSignals(True)  # shown, not typed
        self.ui.dateEdit.set_value(self._form.effective_on)
        self.ui.dateEdit.blockSignals(False)

    def _take_date(self) -> None:
        self._form.effective_on = self.ui.dateEdit.value()
        self._tell()

    def _take_reason(self, typed: str) -> None:
        self._form.reason = typed.strip()
        self._preview.start()

    def _say_guard(self, guard: Guard, tone: str) -> None:
        self.ui.guardBanner.say(tone, guard.sentence, guard.act, "Alt+U" if guard.act else "")

    def _show_after(self, after: After, plan: Plan) -> None:
        ui, form = self.ui, self._form
        ui.fromTitle.setText(after.from_title)
        ui.fromNames.setText(after.from_names)
        ui.toTitle.setText(after.to_title)
        ui.toNames.setText(after.to_names)
        target = form.party.target
        dwelling = target.dwelling_id if target is not None and form.direction != "out" else None
        ui.gridLabel.setText(places.grid_words(self._context, dwelling, plan))
