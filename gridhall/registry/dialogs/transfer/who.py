"""Step 1, 选择居民: people the register knows, and people who move in and have no file yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.identity import mask_id_number
from gridhall.forms.ui_transfer_who import Ui_TransferWho
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import set_look
from gridhall.qt.table import RowsModel
from gridhall.registry import queries
from gridhall.registry.columns import resident_choice
from gridhall.registry.columns.transfers import CHOSEN, Chosen, facts_of, relation_words
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.dialogs.transfer.newcomer import NewcomerLine
from gridhall.registry.queries import ResidentRow, Which
from gridhall.registry.rules import HEAD, ResidentDraft
from gridhall.registry.rules.changes import Member

_OFFERS = 8
_LEAST_NUMBER = 15  # digits of an ID number
_GONE = {
    "died": "已经去世，档案已冻结，不能办迁移",
    "merged": "已并入另一份档案，请找那一份",
    "void": "的登记已经作废，请另找一位",
}


class WhoPane(QWidget):
    """The people chosen so far; the first is the applicant (申请人)."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._form = context, Form(context.today())
        self.ui = Ui_TransferWho()
        self.ui.setupUi(self)
        self.model = RowsModel(CHOSEN, self)
        self.ui.peopleTable.setModel(self.model)
        self.line = NewcomerLine(self.ui, context, self)
        self.ui.findEdit.set_find(self._find)
        self.ui.findEdit.setProperty("submits", True)
        self._connect()

    def show_form(self, form: Form) -> None:
        """Show who is chosen."""
        self._form = form
        self.ui.fromEdit.setText(form.from_place)
        self._refresh()
        self.line.start(HEAD if not form.people else "")

    def first_field(self) -> QWidget:
        """Where the step begins."""
        return self.ui.findEdit

    def finish(self) -> bool:
        """Take what is still in the line; whether the step can be left."""
        if not self.line.is_blank() and not self.line.add():
            return False
        if self._form.people:
            return True
        self.ui.whoBanner.say("red", "请选一位居民，或在下面输入要迁入的人")
        set_look(self.ui.findEdit, state="error")
        self.ui.findEdit.setFocus()
        return False

    def add_person(self, person_id: int) -> bool:
        """Put somebody the register knows on the list; whether they may be there."""
        if person_id in self._form.people:
            self._warn("这位居民已经在名单里")
            return False
        with self._context.db.read() as session:
            member = queries.standing(session, [person_id]).get(person_id)
        if member is None or member.status in _GONE:
            told = f"{member.name}{_GONE[member.status]}" if member else "没有这份档案"
            self._warn(told)
            return False
        self._form.people.append(person_id)
        self._tell()
        return True

    def _connect(self) -> None:
        ui = self.ui
        ui.findEdit.picked.connect(self._pick)
        ui.findEdit.returnPressed.connect(self._take_typed)
        ui.findEdit.textEdited.connect(self._forgive)
        ui.removeButton.bind_key().clicked.connect(self._remove)
        delete = QShortcut(QKeySequence("Delete"), ui.peopleTable)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        ui.fromEdit.textEdited.connect(self._take_place)
        self.line.known.connect(self._add_known)
        self.line.added.connect(self._add_newcomer)

    def _find(self, typed: str) -> Sequence[Choice]:
        today = self._context.today()
        with self._context.db.read() as session:
            if typed:
                rows = queries.find_people(session, typed, Which.ALL, today, _OFFERS)
            else:
                rows = queries.recent_people(session, Which.ALL, today, _OFFERS)
        return [resident_choice(row, today) for row in rows]

    def _pick(self, choice: Choice) -> None:
        self.ui.findEdit.choose(None)
        if isinstance(choice.key, int):
            self.add_person(choice.key)

    def _take_typed(self) -> None:
        """A number that finds nobody, from the card reader, begins a line for a new file."""
        typed = self.ui.findEdit.text().strip()
        if not typed:
            return
        if typed.rstrip("Xx").isdigit() and len(typed) >= _LEAST_NUMBER:
            self.ui.findEdit.choose(None)
            self.line.begin(typed)
        else:
            self._warn(f"没有找到“{typed}”。核对拼写，或在下面输入证件号，办理时建档")
            self.ui.numberEdit.setFocus()

    def _add_known(self, person_id: int) -> None:
        if self.add_person(person_id):
            name = self.model.rows[-1].name
            self._say(f"{name}有老档案，已直接加入名单，不用再输")
        self.line.start("")

    def _add_newcomer(self, draft: ResidentDraft) -> None:
        form = self._form
        if any(one.id_number == draft.id_number for one in form.newcomers.values()):
            self._warn("这个证件号已经在名单里")
            return
        key = form.next_key()
        form.newcomers[key] = draft
        form.people.append(key)
        self._tell()
        self.line.start("")

    def _remove(self) -> None:
        row = self.ui.peopleTable.current()
        if row is None:
            return
        self._form.people.remove(row.id)
        self._form.newcomers.pop(row.id, None)
        self._tell()

    def _take_place(self, typed: str) -> None:
        self._form.from_place = typed.strip()
        self.changed.emit()

    def _tell(self) -> None:
        self._forgive()
        self._refresh()
        self.changed.emit()

    def _warn(self, told: str) -> None:
        self.ui.whoBanner.say("amber", told)

    def _say(self, told: str) -> None:
        self.ui.whoBanner.say("blue", told)

    def _forgive(self) -> None:
        """What was asked for is being typed, or is there."""
        self.ui.whoBanner.hide()
        set_look(self.ui.findEdit, state="")

    def _refresh(self) -> None:
        form = self._form
        known = [who for who in form.people if who > 0]
        with self._context.db.read() as session:
            people = {row.id: row for row in queries.people(session, known)}
            standing = queries.standing(session, known)
        rows = [
            self._known_row(people[who], standing[who]) if who in people else self._typed_row(who)
            for who in form.people
        ]
        self.model.show_rows(rows)
        self.ui.removeButton.setVisible(bool(rows))
        self.ui.listTitle.setText(f"要办迁移的人 {len(rows)}" if rows else "要办迁移的人")

    def _known_row(self, row: ResidentRow, member: Member) -> Chosen:
        away = member.household_id is None
        state = "不在册" if away else "在册"
        facts = facts_of(row.sex, row.birth_date, self._context.today())
        relation, place = relation_words(row.relation), row.home or "没有登记住址"
        tone = "grey" if away else "green"
        return Chosen(row.id, row.name, facts, row.masked_id, relation, place, state, tone)

    def _typed_row(self, key: int) -> Chosen:
        draft = self._form.newcomers[key]
        facts = facts_of(draft.sex, draft.birth_date, self._context.today())
        number = mask_id_number(draft.id_number or "")
        relation = relation_words(draft.relation)
        return Chosen(key, draft.name, facts, number, relation, "办理时建档", "新档案", "blue")
