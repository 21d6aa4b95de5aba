"""好差评 for supervisors: bad ratings and their follow-ups, paper ratings, the grades counted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.hall.dialogs.telling import TellingSheet, chosen_button
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.buttons import FilterPills
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import EmptyState
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.qt.tokens import ROW_TWO_LINE
from gridhall.service_desk.dialogs.moments import local_now
from gridhall.service_desk.dialogs.rating_entry import RatingEntrySheet
from gridhall.service_desk.labels import FOLLOW_UPS, SATISFACTION
from gridhall.service_desk.queries.ratings import (
    RatingFigure,
    RatingRow,
    open_follow_ups,
    phone_to_call,
    rating_figures,
    ratings,
)
from gridhall.service_desk.service import ratings as service

BACK = 92  # days that 差评 and 全部 look back
_VIEWS = ("待处理", "差评", "全部", "按经办统计", "按事项统计")
_GRADE_TONES = {1: "green", 2: "green", 3: "blue", 4: "amber", 5: "red"}
_STATE_TONES = {"open": "red", "called": "amber", "mended": "green", "unfounded": "grey"}
_EMPTY = {
    0: ("没有要处理的差评", "有了实名差评，会列在这里，一个工作日内要回访"),
    1: ("近三个月没有差评", ""),
    2: ("近三个月还没有评价", "办结后在工单上点“请评价”，或录入纸质评价"),
}


def _due(row: RatingRow) -> str:
    day = row.follow_up.due_on() if row.follow_up else None
    if day is None or row.follow_up is None:
        return ""
    return f"{day:%m-%d} 前{'回访' if row.follow_up.state == 'open' else '整改'}"


def _state(row: RatingRow) -> str:
    return FOLLOW_UPS[row.follow_up.state] if row.follow_up else ""


def _who(row: RatingRow) -> str:
    return f"{row.applicant_name}　{row.phone}" if row.is_named else "不留姓名"


ROWS = (
    Column[RatingRow](
        "满意度",
        lambda row: SATISFACTION[row.satisfaction],
        100,
        "chip",
        tone=lambda row: _GRADE_TONES[row.satisfaction],
    ),
    Column[RatingRow]("事项", lambda row: row.item_name, 220, "two", sub=lambda row: row.number),
    Column[RatingRow]("说了什么", lambda row: row.words, 220, "two", sub=_who, stretch=True),
    Column[RatingRow]("经办", lambda row: row.served_by, 84),
    Column[RatingRow](
        "时间", lambda row: f"{row.rated_at.astimezone():%m-%d %H:%M}", 104, "dim", from_width=1000
    ),
    Column[RatingRow]("要做的", _due, 108),
    Column[RatingRow](
        "状态",
        _state,
        92,
        "chip",
        tone=lambda row: _STATE_TONES[row.follow_up.state] if row.follow_up else "grey",
    ),
)


def _grade(place: int) -> Callable[[RatingFigure], str]:
    return lambda row: str(row.grades[place])


FIGURES = (
    Column[RatingFigure]("", lambda row: row.label, 240, stretch=True),
    *(Column[RatingFigure](SATISFACTION[place + 1], _grade(place), 96) for place in range(5)),
    Column[RatingFigure]("评价", lambda row: f"{row.rated} 次", 84),
    Column[RatingFigure]("满意率", lambda row: f"{row.share_content:.1%}", 90, "bold"),
)


class RatingsSheet(TellingSheet):
    """The list with what is to be done; each act asks for a word on it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, ("好差评", "fact_check"), (1180, 660))
        self.pills, self.count = FilterPills(), label("", "meta")
        self.rows, self.figures = RowsModel(ROWS), RowsModel(FIGURES)
        self.table, self.empty = Table(), EmptyState()
        self.call = foot_button("回访…", "Alt+H", "primary", "call")
        self.mend = foot_button("已整改…", "Alt+Z")
        self.unfounded = foot_button("查无实据…", "Alt+C")
        self.enter = foot_button("录入纸质评价…", "Alt+L", "text")
        self._lay_out()
        self._connect()
        self.set_foot([self.enter, self.count], [self.unfounded, self.mend, self.call])
        self.refresh()
        self.first_focus = self.table if self.rows.rows else chosen_button(self.pills)

    def refresh(self) -> None:
        """Read what the chosen view shows."""
        place, today = self.pills.current(), self.context.today()
        with self.context.db.read() as session:
            if place >= 3:
                self._show_figures(session, today, "clerk" if place == 3 else "matter")
            else:
                self._show_rows(self._read(session, place, today), place)
        self._follow()

    def _read(self, session: Any, place: int, today: date) -> list[RatingRow]:
        clerk = self.context.clerk
        if place == 0:
            return open_follow_ups(session, clerk)
        return ratings(session, clerk, today - timedelta(BACK), today, only_bad=place == 1)

    def _show_rows(self, rows: list[RatingRow], place: int) -> None:
        self.table.setModel(self.rows)
        self.rows.show_rows(rows)
        self.table.choose_first()
        self.count.setText(f"{len(rows)} 条")
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            self.empty.say(*_EMPTY[place], "fact_check")

    def _show_figures(self, session: Any, today: date, by: str) -> None:
        rows = rating_figures(session, self.context.clerk, today - timedelta(BACK), today, by)
        self.table.setModel(self.figures)
        self.figures.show_rows(rows)
        self.count.setText(f"近三个月 {sum(row.rated for row in rows)} 次评价")
        self.table.show()
        self.empty.hide()

    def _lay_out(self) -> None:
        self.pills.set_items(_VIEWS)
        line = QHBoxLayout()
        line.addWidget(self.pills)
        line.addStretch(1)
        self.body.addLayout(line)
        self.table.setAccessibleName("评价")
        self.table.setProperty("rowPx", ROW_TWO_LINE)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.pills.chosen.connect(lambda _: self.refresh())
        self.table.moved.connect(lambda _: self._follow())
        self.table.opened.connect(self._open)
        self.call.clicked.connect(self._call)
        self.mend.clicked.connect(self._mend)
        self.unfounded.clicked.connect(self._find_unfounded)
        self.enter.clicked.connect(self._type_in)

    def _chosen(self) -> RatingRow | None:
        row = self.table.current()
        return row if isinstance(row, RatingRow) else None

    def _follow(self) -> None:
        """Only what may come next can be pressed."""
        row = self._chosen()
        state = row.follow_up.state if row and row.follow_up else ""
        self.call.setEnabled(state == "open")
        for then in (self.mend, self.unfounded):
            then.setEnabled(state == "called")
        self.mend.setProperty("kind", "primary" if state == "called" else "")
        self.call.setProperty("kind", "" if state == "called" else "primary")

    def _open(self, row: object) -> None:
        """Enter shows the case the rating is about."""
        if isinstance(row, RatingRow):
            self.accept()
            self.context.desk.open_case(row.case_id)

    def _call(self) -> None:
        self._act("回访", "对方怎么说", service.call_back, "已记下回访，整改完了点“已整改”")

    def _mend(self) -> None:
        self._act("已整改", "怎样整改的", service.mend, "已整改，这条差评办完了")

    def _find_unfounded(self) -> None:
        self._act("查无实据", "核查的情况", service.find_unfounded, "已记下，评价本身保留")

    def _act(self, act: str, what: str, do: Callable[..., None], done: str) -> None:
        row = self._chosen()
        if row is None or row.follow_up is None:
            return
        text = f"{row.number} {row.item_name}：{SATISFACTION[row.satisfaction]}。"
        with self.context.db.read() as session:
            phone = phone_to_call(session, self.context.clerk, row.follow_up.id)
        detail = f"{row.applicant_name}　电话 {phone or '没有留'}　{row.words or '没有写原因'}"
        words = ask_reason(self, Question(act, text, act, "先不办", detail, reason=what))
        if words is None:
            return
        number = row.follow_up.id

        def write() -> None:
            with self.context.db.write() as session:
                do(session, self.context.clerk, number, words, local_now(self.context))

        if self.attempt(write):
            self.refresh()
            self.tell(done)

    def _type_in(self) -> None:
        sheet = RatingEntrySheet(self, self.context, str(uuid4()))
        if sheet.exec():
            self.refresh()
            self.tell("已录入")
