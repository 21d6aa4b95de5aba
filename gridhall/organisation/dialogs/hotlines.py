"""便民热线: the numbers that every building's plate shows, in their order."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.papers.hotlines import Hotline, hotlines
from gridhall.organisation.service.hotlines import MOST, keep_hotlines
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_FIELD = 60  # letters that can be typed; the service says what is too long


class HotlinesSheet(ActSheet):
    """A row a number; one is added below, any is taken out or put one place higher."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        face = Face("便民热线", "call", (660, 560), "保存热线")
        super().__init__(parent, context, face)
        with context.db.read() as session:
            self.was = hotlines(session)
        self._kept, self._many, self.rows = self.was, 0, list[HotlineRow]()
        self.add_button = button("加一个热线", "Alt+A", "", "add")
        self.add_button.bind_key().clicked.connect(self.add)
        self.counted = label("", "sub")
        self.add_wide(
            label("楼栋便民服务牌上照这个顺序印，社区自己的电话另外印在最前面", "sub", wrap=True)
        )
        self.add_wide(self._table())
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.add_button)
        foot.addWidget(self.counted)
        foot.addStretch(1)
        self.form.addLayout(foot, self._rows, 0, 1, 2)
        self.first_focus = self.rows[0].name
        self._show(self.was)

    def carry_out(self, session: Any) -> Carried:
        """Keep the rows that have anything in them."""
        wanted = [one for one in self.lines() if one.name or one.number]
        keep_hotlines(session, self.context.clerk, wanted)
        self._kept = hotlines(session)
        return Carried(None, f"便民热线已保存，共 {len(self._kept)} 个，以后做的服务牌照这个印")

    def put_back(self) -> None:
        """Take it back; refused if the list was changed again since."""
        with self.context.db.write() as session:
            if hotlines(session) != self._kept:
                raise UserError("便民热线后来又改过，不能撤回。请在“便民热线”里直接改")
            keep_hotlines(session, self.context.clerk, self.was)

    def lines(self) -> list[Hotline]:
        """What stands in the rows on show."""
        return [row.line() for row in self.rows[: self._many]]

    def add(self) -> None:
        """One more row, ready to be typed in."""
        if self._many == MOST:
            self.banner.say("amber", f"服务牌上最多放 {MOST} 个热线，请先删去一个再加")
            return
        self._show([*self.lines(), Hotline("", "")])
        self.rows[self._many - 1].name.setFocus()

    def take_out(self, place: int) -> None:
        """A row goes; those below move up."""
        left = self.lines()
        del left[place]
        self._show(left)
        self.banner.hide()
        (self.rows[max(0, min(place, self._many - 1))].name if left else self.add_button).setFocus()

    def put_higher(self, place: int) -> None:
        """A row changes places with the one above it."""
        lines = self.lines()
        lines[place - 1 : place + 1] = reversed(lines[place - 1 : place + 1])
        self._show(lines)
        self.rows[place - 1].name.setFocus()

    def _show(self, lines: Sequence[Hotline]) -> None:
        self._many = len(lines)
        for place, row in enumerate(self.rows):
            row.show_line(lines[place] if place < len(lines) else None)
        self.counted.setText(f"{self._many} 个热线，最多 {MOST} 个")

    def _table(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(label("名称", "label"), 0, 0)
        grid.addWidget(label("号码", "label"), 0, 1)
        for place in range(MOST):
            row = HotlineRow(place)
            row.away.clicked.connect(partial(self.take_out, place))
            row.higher.clicked.connect(partial(self.put_higher, place))
            for column, part in enumerate(row.parts()):
                grid.addWidget(part, place + 1, column)
            self.rows.append(row)
        return holder


class HotlineRow:
    """The fields of one number; a place without one is not there."""

    def __init__(self, place: int) -> None:
        self.name, self.number, self.first = QLineEdit(), QLineEdit(), place == 0
        self.higher, self.away = button("上移", "", "text"), button("删去", "", "text")
        self.name.setPlaceholderText("例如 供电服务")
        self.number.setPlaceholderText("例如 95598")
        for part, said in zip(self.parts(), ("名称", "号码", "上移", "删去"), strict=True):
            part.setAccessibleName(f"第{place + 1}个热线{said}")
        for field in (self.name, self.number):
            field.setMaxLength(_FIELD)

    def parts(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return (self.name, self.number, self.higher, self.away)

    def line(self) -> Hotline:
        """What was typed."""
        return Hotline(self.name.text().strip(), self.number.text().strip())

    def show_line(self, line: Hotline | None) -> None:
        """Another number, or none here."""
        self.name.setText(line.name if line else "")
        self.number.setText(line.number if line else "")
        for part in self.parts():
            part.setVisible(line is not None)
        self.higher.setVisible(line is not None and not self.first)
