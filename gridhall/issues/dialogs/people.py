"""相关人员: whom an issue concerns besides who raised it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.issues.dialogs.fields import choices, line
from gridhall.issues.dialogs.step import Carried, IssueSheet, Look
from gridhall.issues.labels import PEOPLE
from gridhall.issues.queries.cards import IssueCard
from gridhall.issues.rules.drafts import Concerned
from gridhall.issues.rules.when import When
from gridhall.issues.service.intake import set_people
from gridhall.organisation.dialogs.line_act import LineAct
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from gridhall.registry.dialogs.who import ResidentOrWords


class _Person(QWidget):
    """One line: who, as what, the phone; emptied it is left out."""

    def __init__(self, context: Context, one: Concerned) -> None:
        super().__init__()
        self.who = ResidentOrWords(context, "姓名", "首字母，或直接写姓名", 100)
        self.role: QComboBox = choices(PEOPLE, one.role)
        self.phone: QLineEdit = line("电话，可以不写", 30, one.phone)
        self.gone = LineAct("去掉", "close")
        self.role.setAccessibleName("是哪一种")
        self.phone.setAccessibleName("电话")
        if one.person_id is not None:
            self.who.choose(Choice(one.person_id, one.name))
        else:
            self.who.setText(one.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field, stretch in ((self.who, 3), (self.role, 2), (self.phone, 3), (self.gone, 0)):
            row.addWidget(field, stretch)

    def value(self) -> Concerned | None:
        """Who stands here."""
        name = self.who.text().strip()
        if not name:
            return None
        role = str(self.role.currentData())
        return Concerned(name, role, self.phone.text(), self.who.person_id())


class PeopleSheet(IssueSheet):
    """Alt+A adds a line; Ctrl+Enter keeps them all."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("相关人员", "group_add", (720, 440), "保存人员")
        super().__init__(parent, context, card, look)
        self.lines = list[_Person]()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        holder, self._more = QWidget(), LineAct("再加一位 Alt+A", "add")
        holder.setLayout(self._column)
        self.add_wide(holder)
        self.add_wide(self._more)
        self._more.clicked.connect(lambda: self.add_line())
        self._more.bind_key("Alt+A")
        self.add_preview("电话在列表里打码。经过里只记人数，不写姓名。")
        for one in concerned(card):
            self.add_line(one)
        self.add_line()
        self.first_focus = self.lines[-1].who

    def add_line(self, one: Concerned | None = None) -> None:
        """Another line, with the focus once the sheet is on show."""
        made = _Person(self.context, one or Concerned())
        made.gone.clicked.connect(partial(self._drop, made))
        self.lines.append(made)
        self._column.addWidget(made)
        if self.isVisible():
            refit(self)
            made.who.setFocus()

    def _drop(self, made: _Person) -> None:
        self.lines.remove(made)
        made.hide()
        made.deleteLater()

    def step(self, session: Any, when: When) -> Carried:
        """Keep them."""
        people = tuple(one for line_ in self.lines if (one := line_.value()) is not None)
        done = set_people(session, self.context.clerk, self.card.row.id, people, when)
        return self.told(done, f"已记相关人员 {len(people)} 位：")


def concerned(card: IssueCard) -> Sequence[Concerned]:
    """The people of a card as a draft says them."""
    return tuple(Concerned(one.name, one.role, one.phone, one.person_id) for one in card.people)
