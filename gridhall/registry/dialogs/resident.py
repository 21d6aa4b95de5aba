"""登记新居民 and 修改: one form, checked beside its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.forms.ui_resident_form import Ui_ResidentForm
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.registry import queries, service
from gridhall.registry.dialogs.codes import show_code
from gridhall.registry.dialogs.conflict import ConflictSheet
from gridhall.registry.dialogs.duplicates.watch import DraftWatch
from gridhall.registry.dialogs.fields import ResidentFields
from gridhall.registry.queries import HouseholdCard, ResidentRow
from gridhall.registry.queries.edits import edit_mark, theirs_since
from gridhall.registry.rules import (
    HEAD,
    DraftProblems,
    FieldProblem,
    ResidentDraft,
    check_draft,
)
from gridhall.registry.rules.duplicates import Known
from gridhall.registry.rules.merging import EditedMeanwhile, merged, my_changes

_SIZE = (860, 668)
_WHOLE_NUMBER = 18


class ResidentDialog(Sheet):
    """Registers a resident, or changes one; `saved` carries the row, `known` whom to open."""

    saved = Signal(object)  # ResidentRow
    known = Signal(int)

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "登记新居民", "person_add", _SIZE)
        self._context = context
        self._person_id: int | None = None
        self._version, self._mark, self._home = 0, 0, ""
        self._base: ResidentDraft | None = None
        self._request_key = str(uuid4())
        self._seen_doubts: list[str] = []
        self._known_id: int | None = None
        body = QWidget()
        self.ui = Ui_ResidentForm()
        self.ui.setupUi(body)
        self.fields = ResidentFields(body, self.ui)
        self.set_body(body)
        self.save_button = foot_button("登记", "Ctrl+Enter", "primary", "check")
        self.leave_button = foot_button("先不登记", "Esc")
        self.leave_button.clicked.connect(self.reject)
        self.set_foot([], [self.leave_button, self.save_button])
        self.first_focus = self.ui.idNumberEdit
        self._connect()
        self._watch(body)

    def prefill(self, draft: ResidentDraft) -> None:
        """Begin with what is known already; focus on the first field that is open."""
        self._request_key = draft.request_key or self._request_key
        self.fields.show(draft)
        self._follow_number()
        self._follow_address()

    def edit(self, person_id: int) -> None:
        """Change a resident; numbers stay masked and are kept unless typed anew."""
        with self._context.db.read() as session:
            draft = queries.stored_draft(session, person_id)
            card = queries.resident_card(session, person_id)
            self._base, self._mark = draft, edit_mark(session)
        self._person_id, self._version, self._home = person_id, card.version, draft.address
        self.title.setText(f"修改 · {draft.name}")
        self.setAccessibleName(f"修改 {draft.name}")
        self.tint("edit", "primary")
        self.save_button.setText("保存修改")
        self.leave_button.setText("先不改")
        self.fields.show_stored(draft, card)
        self._follow_number()
        self._follow_address()
        self.first_focus = self.ui.nameEdit

    def is_change(self) -> bool:
        """Whether somebody who is registered already is being changed."""
        return self._person_id is not None

    def typed(self) -> ResidentDraft | None:
        """What would be lost by closing, to be offered again; None for a change or nothing."""
        draft = self.fields.draft()
        blank = not (draft.name or draft.id_number or draft.phone)
        if self._person_id is not None or blank:
            return None
        return replace(draft, request_key=self._request_key)

    def _connect(self) -> None:
        ui = self.ui
        ui.homeLabel.hide()
        ui.addressEdit.set_find(self._find_homes)
        ui.addressEdit.picked.connect(lambda _: self._follow_address())
        ui.addressEdit.editingFinished.connect(self._follow_address)
        ui.idNumberEdit.textEdited.connect(self._check_number)
        ui.idKindCombo.currentIndexChanged.connect(self._follow_number)
        ui.problemBanner.acted.connect(self._open_known)
        self.save_button.clicked.connect(self._save)

    def _watch(self, body: QWidget) -> None:
        """Say while somebody new is typed who may be registered already."""
        ui, strip, column = self.ui, Banner(), body.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, strip)  # below what is wrong and what is odd
        self.watch = DraftWatch(self, self._context, strip, self._somebody_new)
        self.watch.wanted.connect(self._open_other)
        for edit in (ui.nameEdit, ui.idNumberEdit, ui.phoneEdit, ui.birthEdit, ui.addressEdit):
            edit.textChanged.connect(self.watch.follow)

    def _somebody_new(self) -> Known | None:
        draft, number = self.fields.draft(), self.fields.number()
        if self._person_id is not None:
            return None
        try:
            born = number.birth_date if number else self.fields.birth()
        except DraftProblems:
            born = None
        text = number.number if number else (draft.id_number or "").strip()
        sex = number.sex if number else draft.sex
        home = draft.household_id
        return Known(0, draft.name.strip(), sex, born, text, (draft.phone or "").strip(), home)

    def _open_other(self, person_id: int) -> None:
        self.reject()
        self.known.emit(person_id)

    def _find_homes(self, typed: str) -> Sequence[Choice]:
        with self._context.db.read() as session:
            hits = queries.homes_found(session, typed)
        return [Choice(hit.record_id, hit.address, f"{hit.title} · {hit.detail}") for hit in hits]

    def _follow_address(self) -> None:
        """Say who lives behind the door; the first there is the head."""
        ui = self.ui
        typed = ui.addressEdit.text().strip()
        if self._person_id is not None:
            moves = typed and typed != self._home
            self._say_home("今天起搬到这里，原住址留在记录里" if moves else "")
        if self._person_id is not None or not typed:
            return
        with self._context.db.read() as session:
            homes = queries.homes_at(session, ui.addressEdit.text())
        self._say_home("；".join(map(_home_words, homes)) or "这里还没有户，第一位登记为户主")
        if not homes and not ui.relationEdit.text():
            show_code(ui.relationEdit, "relation", HEAD)

    def _say_home(self, words: str) -> None:
        self.ui.homeLabel.setText(words)
        self.ui.homeLabel.setVisible(bool(words))

    def _follow_number(self) -> None:
        self.fields.follow_number(self._context.today())

    def _check_number(self) -> None:
        """As soon as the number is whole: is it right, and whose is it already."""
        self._follow_number()
        typed = self.ui.idNumberEdit.text().strip()
        if self.ui.idKindCombo.currentData() != "resident_id" or len(typed) != _WHOLE_NUMBER:
            return
        draft = ResidentDraft("某人", typed)
        try:
            check_draft(draft, self._context.today(), registered=True)
        except DraftProblems as refused:
            self.fields.tell(refused.problems)
            return
        found = self.fields.number()
        with self._context.db.read() as session:
            known = queries.by_number(session, found.number) if found else None
            row = None if known in (None, self._person_id) else queries.person(session, known or 0)
        if row is not None:
            self._tell_known(service.DuplicatePerson(row))

    def _save(self) -> None:
        """Store it; everything that is wrong is told at once, beside its field."""
        self.fields.doubt_phone()
        try:
            draft = self._checked()
            if self._is_doubtful(draft):
                return
            self._store_and_close(draft)
        except DraftProblems as refused:
            self.fields.tell(refused.problems)

    def _store_and_close(self, draft: ResidentDraft) -> None:
        try:
            row = self._store(draft)
        except service.DuplicatePerson as refused:
            self._tell_known(refused)
        except DraftProblems as refused:
            self.fields.tell(refused.problems)
        except EditedMeanwhile:
            self._meet(draft)
        except UserError as error:
            self.ui.problemBanner.say("red", str(error))
        else:
            self.accept()
            self.saved.emit(row)

    def _meet(self, draft: ResidentDraft) -> None:
        """Somebody was faster: say who, when, what, and offer to save both."""
        assert self._person_id is not None
        assert self._base is not None
        with self._context.db.read() as session:
            theirs = theirs_since(session, self._person_id, self._base, self._mark)
        mine = my_changes(self._base, draft)
        sheet = ConflictSheet(self, theirs, mine)
        sheet.merge_wanted.connect(lambda kept: self._save_both(mine, kept))
        sheet.open()

    def _save_both(self, mine: Mapping[str, Any], kept: frozenset[str]) -> None:
        """The record as it is now with what I changed."""
        assert self._person_id is not None
        with self._context.db.read() as session:
            self._base = queries.stored_draft(session, self._person_id)
            self._version = queries.resident_card(session, self._person_id).version
            self._mark = edit_mark(session)
        self._store_and_close(merged(self._base, mine, kept))

    def _checked(self) -> ResidentDraft:
        """The draft as typed, if every field of it can be stored."""
        today, changing = self._context.today(), self._person_id is not None
        wrong: list[FieldProblem] = []
        draft = replace(self.fields.draft(), request_key=self._request_key)
        try:
            draft = replace(draft, birth_date=self.fields.birth())
        except DraftProblems as refused:
            wrong += refused.problems
        try:
            check_draft(draft, today, registered=changing)
        except DraftProblems as refused:
            wrong += refused.problems
        if wrong:
            raise DraftProblems(wrong)
        return draft

    def _is_doubtful(self, draft: ResidentDraft) -> bool:
        """Say what looks odd once; pressing again means that it is right."""
        known = check_draft(draft, self._context.today(), registered=self._person_id is not None)
        with self._context.db.read() as session:
            doubts = queries.doubts(session, known, self._person_id)
        if not doubts or doubts == self._seen_doubts:
            return False
        self._seen_doubts = doubts
        self.ui.doubtBanner.say("amber", f"{'；'.join(doubts)}。核对无误，再按一次 Ctrl+Enter")
        return True

    def _store(self, draft: ResidentDraft) -> ResidentRow:
        context, today = self._context, self._context.today()
        with context.db.write() as session:
            if self._person_id is None:
                return service.register_person(session, context.clerk, draft, today)
            change = (draft, self._version)
            return service.change_person(session, context.clerk, self._person_id, change, today)

    def _tell_known(self, refused: service.DuplicatePerson) -> None:
        self.fields.tell(refused.problems)
        self._known_id = refused.person_id
        self.ui.problemBanner.say("red", str(refused), "打开档案", "Alt+O")

    def _open_known(self) -> None:
        if self._known_id is not None:
            self.reject()
            self.known.emit(self._known_id)


def _home_words(home: HouseholdCard) -> str:
    return f"{home.title} {len(home.members)} 人 · 户号 {home.number}"
