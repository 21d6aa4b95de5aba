"""交接工作: at the end of a shift, which of one's cases go to whom, with a word each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from gridhall.clerks.queries import ClerkRow
from gridhall.core.errors import UserError
from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.service_desk.dialogs.fields import line, paragraph
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.dialogs.step import CaseSheet, Look, Stepped
from gridhall.service_desk.labels import state_label
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.rules.handovers import WORD_LENGTH, HandoverDraft
from gridhall.service_desk.service.handovers import hand_over_day

_MOST = 60  # lines of one sheet; whoever has more does it twice


class HandedLine:
    """One case: ticked if it goes, and what is to be known of it."""

    def __init__(self, case: CaseRow, due: str) -> None:
        self.case = case
        said = f"{case.number}　{case.item_name}　{case.applicant_name}"
        self.box = QCheckBox(said.replace("&", "&&"))
        self.box.setChecked(True)
        self.box.setAccessibleName(f"交接 {said}")
        self.due = label(_standing(state_label(case.state), due), "meta")
        self.word = line("交代一句，可以不写", WORD_LENGTH)
        self.word.setAccessibleName(f"{case.number} 要交代的")
        self.box.toggled.connect(self.word.setEnabled)


class DayEndSheet(CaseSheet):
    """One's open cases, all ticked; the sheet keeps how each stood."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        cases: Sequence[CaseRow],
        colleagues: Sequence[ClerkRow],
    ) -> None:
        size = (860, min(640, 330 + 40 * min(len(cases), _MOST)))
        super().__init__(parent, context, Look("交接工作", "swap_horiz", size, "交接"))
        with context.db.read() as session:
            on = queries.desk_day(session, context.today(), context.calendar)
        shown = cases[:_MOST]
        self.lines = [HandedLine(case, on.due(case.due_on, case.state).text) for case in shown]
        self.to, self.note = QComboBox(), paragraph("其他要交代的，例如 印章在 2 号抽屉", 64)
        self.to.setPlaceholderText("选接班的同事，输首字母或按 ↓")
        for one in colleagues:
            self.to.addItem(f"{one.name} {one.counter}".strip(), one.id)
        self.to.setCurrentIndex(-1 if len(colleagues) > 1 else 0)
        self.add_row("交给", self.to, "to", needed=True)
        self.add_wide(_grid(self.lines))
        self.add_row("其他", self.note, "note")
        left = len(cases) - len(shown)
        more = f"您有 {len(cases)} 件，这里先列最急的 {_MOST} 件。" if left > 0 else ""
        self.preview.setText(f"{more}勾选的会移交给同事经办，首问不变；每件都记在办理经过里。")
        self.add_preview()
        self.first_focus = self.to

    def carry_out(self, session: Any) -> Stepped:
        """Write the sheet, and give the cases away."""
        to = self.to.currentData()
        if to is None:
            raise refusal("to", "请选择交给哪位同事")
        words = {one.case.id: one.word.text().strip() for one in self.lines if one.box.isChecked()}
        draft = HandoverDraft(int(to), words, self.note.toPlainText(), self.key)
        try:
            made = hand_over_day(session, self.context.clerk, draft, desk_moment(self.context))
        except UserError as wrong:
            if words:
                raise
            raise refusal("note", str(wrong)) from wrong
        name = self.to.currentText().split(" ")[0]
        said = f"已把 {len(words)} 件交接给{name}" if words else f"已交接给{name}"
        return Stepped(None, said, made, paper="day-handover")


def _standing(state: str, due: str) -> str:
    """已受理 · 剩 5 天; said once where both are the same."""
    return state if due == state else f"{state} · {due}"


def _grid(made: Sequence[HandedLine]) -> QWidget:
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for place, one in enumerate(made):
        for column, widget in enumerate((one.box, one.due, one.word)):
            grid.addWidget(widget, place, column)
    if not made:
        grid.addWidget(label("手上没有没办完的工单", "sub"), 0, 0)
    return body
