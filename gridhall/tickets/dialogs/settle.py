"""Somebody is still at the counter when the next is called: served, or never came?"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.tickets.queries.rows import TicketRow
from gridhall.tickets.rules.life import SERVING
from gridhall.tickets.service.calling import FINISH, MISSED


class SettleSheet(Sheet):
    """A012 还在办理。〔不叫 Esc｜办完，叫下一位〕; one that did not come may be 过号 instead."""

    def __init__(self, parent: QWidget | None, row: TicketRow) -> None:
        super().__init__(parent, "叫下一位", "campaign", (500, 230))
        self.settle = ""
        is_serving = row.state == SERVING
        text = (
            f"{row.number} 还在办理。办完了吗？"
            if is_serving
            else f"{row.number} 叫到了还没开始办理。"
        )
        detail = "选了就叫下一位；没来的人可以放回队列一次"
        self.set_body(_body(text, "选了就叫下一位" if is_serving else detail))
        leave = foot_button("先不叫", "Esc")
        leave.clicked.connect(self.reject)
        missed = foot_button("没来，过号", "Ctrl+Enter" if not is_serving else "", "primary")
        done = foot_button("办完了", "Ctrl+Enter" if is_serving else "Alt+B")
        done.setProperty("kind", "primary" if is_serving else "")
        missed.clicked.connect(lambda: self._choose(MISSED))
        done.clicked.connect(lambda: self._choose(FINISH))
        self.close_button.hide()
        missed.setParent(self)
        missed.setVisible(not is_serving)
        self.set_foot([leave], [done] if is_serving else [done, missed])
        self.first_focus = done if is_serving else missed

    def _choose(self, settle: str) -> None:
        self.settle = settle
        self.accept()


def _body(text: str, detail: str) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(20, 16, 20, 12)
    column.setSpacing(8)
    column.addWidget(label(text, "md", wrap=True))
    column.addWidget(label(detail, "sub", wrap=True))
    column.addStretch(1)
    return body
