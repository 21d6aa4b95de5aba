"""The sheet of every act on the organisation: a form at the left, what follows at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.clerks.labels import ROLES
from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.seats import Unconfirmed
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel, label, titled


@dataclass(frozen=True, slots=True)
class Carried:
    """What was done: its act (None: nothing to take back), what to say, which record to show.

    `also` are acts of the same transaction that came before it; they are taken back after it.
    """

    action_id: int | None
    words: str
    organisation_id: int | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """How a sheet looks: title, icon, size in px at 100 %, the act's button."""

    title: str
    glyph: str
    size: tuple[int, int]
    act: str
    danger: bool = False
    role: Role = Role.SUPERVISOR  # who may do it; the others may look


class ActSheet(Sheet):
    """Subclasses add rows to the form and give `carry_out`; `carried` comes after the commit."""

    carried = Signal(object)  # Carried

    def __init__(self, parent: QWidget, context: Context, face: Face) -> None:
        super().__init__(parent, face.title, face.glyph, face.size)
        self.context, self.key = context, str(uuid4())
        self.banner, self.form, self.day = Banner(), QGridLayout(), DateEdit()
        self._grid, self._beside = self.form, QGridLayout()
        self.day.set_value(context.today())
        self.right = QVBoxLayout()
        self._rows, self._marked = 0, dict[str, tuple[QWidget, PlainLabel]]()
        self._problems: FormProblems | None = None
        self.confirmed, self._act = False, face.act
        kind = "danger" if face.danger else "primary"
        self.save_button = foot_button(face.act, "Ctrl+Enter", kind, "check")
        self.save_button.clicked.connect(self.save)
        leave = foot_button("先不办", "Esc")
        leave.clicked.connect(self.reject)
        self.who = Banner()
        self.set_body(self._body())
        self.set_foot([], [leave, self.save_button])
        if not allowed(context.clerk, face.role):
            who = ROLES[face.role]
            self.who.say("blue", f"这里可以看，{face.act}要{who}来办。请找{who}登录")
            self.save_button.setEnabled(False)

    # What a subclass says

    def carry_out(self, session: Any) -> Carried:
        """Write it down within this transaction."""
        raise NotImplementedError

    # What a subclass uses

    def add_row(self, title: str, field: QWidget, key: str = "", *, needed: bool = False) -> None:
        """One line of the form; `key` is the draft's field, told of below it if it is wrong."""
        if not field.accessibleName():
            field.setAccessibleName(f"{title}，必填" if needed else title)
        self._grid.addWidget(titled(title, needed=needed), self._rows, 0)
        self._grid.addWidget(field, self._rows, 1)
        self._rows += 1
        if key:
            note = label("", "err", wrap=True)
            note.hide()
            self._grid.addWidget(note, self._rows, 1)
            self._rows += 1
            self._marked[key] = (field, note)

    def add_wide(self, widget: QWidget) -> None:
        """Something across the form's whole width."""
        self._grid.addWidget(widget, self._rows, 0, 1, 2)
        self._rows += 1

    def go_right(self) -> None:
        """The rows that follow stand in a second column."""
        self.right.addLayout(self._beside)
        self.right.addStretch(1)
        self._halves.setStretch(1, 10)
        self._grid, self._rows = self._beside, 0

    def show_right(self, widgets: Sequence[QWidget], stretch: int = 9) -> None:
        """What stands at the right of the form."""
        for widget in widgets:
            self.right.addWidget(widget)
        self._halves.setStretch(1, stretch)

    def on(self) -> date:
        """The day the act counts from."""
        return self.day.value()

    def reconsider(self, *_: object) -> None:
        """Something was changed: what was confirmed is to be confirmed again."""
        if self.confirmed:
            self.confirmed = False
            self.banner.hide()

    def save(self) -> None:
        """Write it, or say what is wrong and keep what was typed."""
        if self._problems is not None:
            self._problems.clear()
        try:
            with self.context.db.write() as session:
                done = self.carry_out(session)
        except DraftProblems as wrong:
            self._mark(wrong)
        except Unconfirmed as doubt:
            self.confirmed = True
            self.banner.say("amber", f"{doubt}。核对无误，再按一次“{self._act}”")
        except UserError as error:
            self.banner.say("red", str(error))
        else:
            self.accept()
            self.carried.emit(done)

    def _body(self) -> QWidget:
        body = QWidget()
        column, self._halves = QVBoxLayout(body), QHBoxLayout()
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.who)
        column.addWidget(self.banner)
        left = QVBoxLayout()
        for grid in (self.form, self._beside):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(8)
            grid.setColumnStretch(1, 1)
        left.addLayout(self.form)
        left.addStretch(1)
        self.right.setSpacing(8)
        self._halves.setSpacing(24)
        self._halves.addLayout(left, 11)
        self._halves.addLayout(self.right, 0)
        column.addLayout(self._halves, 1)
        return body

    def _mark(self, wrong: DraftProblems) -> None:
        if any(one.field not in self._marked for one in wrong.problems):
            self.banner.say("red", str(wrong))
            return
        if self._problems is None:
            self._problems = FormProblems(self.banner, self._marked, self)
        self._problems.show([Problem(one.field, one.title, one.sentence) for one in wrong.problems])
