"""办换届: every seat of an organisation at once, who is elected and until when."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.appoint import YEARS
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.organisation.queries.seats import SeatRow, elections, seats_of
from gridhall.organisation.queries.tree import OrganisationRow
from gridhall.organisation.rules.seats import Choice, Election
from gridhall.organisation.rules.titles import TITLES
from gridhall.organisation.service import terms as service
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label

_ELECTED = ("committee", "part_time", "body", "below")
_LONGEST = 40


class ElectionSheet(ActSheet):
    """The present holders stand as 连任; another name is 新任, an empty field leaves a vacancy."""

    def __init__(self, parent: QWidget, context: Context, row: OrganisationRow) -> None:
        face = Face(f"办换届 · {short(row.name)}", "swap_horiz", (900, 640), "办理换届")
        super().__init__(parent, context, face)
        self._row = row
        self.term, self.number = DateEdit(), QLineEdit()
        self.choices: dict[int, HolderPart] = {}
        self._chosen = QGridLayout()
        today = context.today()
        self.term.set_value(today.replace(year=today.year + YEARS, day=min(today.day, 28)))
        self.number.setMaxLength(_LONGEST)
        self.number.setPlaceholderText("上级批复的文号，可不填")
        self.add_row("换届日期", self.day)
        self.add_row("任期至", self.term, "term_until")
        self.add_row("批复文号", self.number, "number")
        self.add_wide(
            label(
                "默认连任；换人就改名字，清空表示暂缺。换届后原来的任职到前一天结束。",
                "sub",
                wrap=True,
            )
        )
        self._tell_last(row.id)
        self.show_right([self._seats()], 12)
        self.first_focus = self.term

    def carry_out(self, session: Any) -> Carried:
        """Elect them all."""
        context, row = self.context, self._row
        chosen: dict[int, Any] = {}
        for seat_id, part in self.choices.items():
            holder = part.holder()
            chosen[seat_id] = Choice(holder, part.source()) if holder is not None else None
        draft = Election(
            self.on(),
            self.term.value(),
            chosen,
            self.number.text().strip(),
            self.confirmed,
            self.key,
        )
        done = service.elect(session, context.clerk, row.id, draft, context.today())
        return Carried(done.action_id, f"已办理“{row.name}”换届", row.id)

    def _seats(self) -> QWidget:
        with self.context.db.read() as session:
            rows = seats_of(session, self._row.id, self.context.today())
        elected = [one for one in rows if _is_elected(one)]
        if not elected:
            raise UserError(f"“{self._row.name}”还没有席位，请先增设席位再办换届")
        self._chosen.setHorizontalSpacing(10)
        self._chosen.setVerticalSpacing(8)
        self._chosen.setColumnStretch(1, 1)
        for line, one in enumerate(elected):
            self._add(line, one)
        return _scrolled(self._chosen)

    def _add(self, line: int, row: SeatRow) -> None:
        part = HolderPart(self.context, row.name)
        if not row.is_vacant:
            part.show_person(row.person_id, row.outsider_id, row.holder_name, row.source)
        part.changed.connect(self.reconsider)
        self.choices[row.id] = part
        self._chosen.addWidget(label(row.name, "b"), line, 0)
        self._chosen.addWidget(part, line, 1)
        now = "现在空缺" if row.is_vacant else f"现任 {row.holder_name}"
        self._chosen.addWidget(label(now, "meta"), line, 2)

    def _tell_last(self, organisation_id: int) -> None:
        with self.context.db.read() as session:
            known = elections(session, organisation_id)
        if known:
            number = f"（{known[0].number}）" if known[0].number else ""
            self.say(f"上次换届 {known[0].day}{number}")


def _is_elected(row: SeatRow) -> bool:
    title = TITLES.get(row.title)
    return title is None or title.group in _ELECTED


def _scrolled(grid: QGridLayout) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 8, 0)
    column.addLayout(grid)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(holder)
    return area
