"""录入纸质评价: a supervisor types in what stands on the paper from the box."""

from datetime import datetime, time
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.context import Context
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.labels import RATING_CHANNELS, SATISFACTION
from gridhall.service_desk.queries.cases import case_by_number
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service.ratings import rate

_FACE = Face("录入纸质评价", "fact_check", (560, 460), "录入", role=Role.SUPERVISOR)


class RatingEntrySheet(ActSheet):
    """The case's number (or its slip under the scanner), the grade, the words, the day."""

    def __init__(self, parent: QWidget, context: Context, key: str) -> None:
        super().__init__(parent, context, _FACE)
        self.key = key
        self.number, self.grade, self.channel = QLineEdit(), QComboBox(), QComboBox()
        self.words, self.unnamed = QPlainTextEdit(), QCheckBox("没有留姓名（不回访）")
        self.number.setPlaceholderText("工单编号，如 SL20261124-012")
        for code, words in SATISFACTION.items():
            self.grade.addItem(f"{code}  {words}", code)
        for channel in ("paper", "phone"):
            self.channel.addItem(RATING_CHANNELS[channel], channel)
        self.words.setFixedHeight(80)
        self.add_row("工单编号", self.number, "number", needed=True)
        self.add_row("满意度", self.grade, "grade", needed=True)
        self.add_row("评价方式", self.channel)
        self.add_row("评价日期", self.day, "day")
        self.add_row("写了什么", self.words, "words")
        self.add_wide(self.unnamed)
        self.first_focus = self.number

    def carry_out(self, session: Any) -> Carried:
        """Keep it once; what is odd stands beside its field."""
        if not self.number.text().strip():
            raise refusal("number", "请填工单编号，或扫评价表上的条码")
        when = desk_moment(self.context)
        case = case_by_number(session, self.number.text())
        draft = RatingDraft(
            case.id,
            self.grade.currentData(),
            min(datetime.combine(self.on(), time(12)).astimezone(), when.now),
            self.key,
            self.words.toPlainText(),
            self.channel.currentData(),
            not self.unnamed.isChecked(),
        )
        if self.on() > when.today:
            raise refusal("day", "评价的日期在后面，请核对")
        rate(session, self.context.clerk, draft, when)
        return Carried(None, "已录入评价")
