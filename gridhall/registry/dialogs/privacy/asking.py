"""申请: what a person asks of the hall about their data, written down at the desk."""

from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gridhall.qt.buttons import Segments, button
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry.dialogs.privacy.asker import AskerForm
from gridhall.registry.dialogs.privacy.whose import Whose
from gridhall.registry.labels import REQUESTS
from gridhall.registry.queries.privacy import requests
from gridhall.registry.rules.privacy import ANSWER_DAYS, RequestDraft
from gridhall.registry.service.privacy import open_request

_KINDS = tuple(REQUESTS)
_HINTS = {
    "view": "想看哪些内容，可以不写",
    "copy": "要纸质还是工作簿，可以不写",
    "correct": "哪一项、改成什么，必填",
    "delete": "要删除什么、为什么，可以不写",
}


class RequestPane(QWidget):
    """The form of a new request, and what was asked before."""

    def __init__(self, whose: Whose) -> None:
        super().__init__()
        self._whose, self._key = whose, str(uuid4())
        self.kinds, self.asker = Segments(), AskerForm(whose.about, whose.minor)
        self.detail, self.lines = QPlainTextEdit(), QVBoxLayout()
        self.kinds.set_items(list(REQUESTS.values()))
        self.kinds.setAccessibleName("申请什么")
        self.kinds.chosen.connect(self.choose)
        self.detail.setAccessibleName("说明")
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(64)
        self.save_button = button("登记申请", "Ctrl+Enter", "primary", "check").bind_key()
        self.save_button.clicked.connect(self.save)
        self._lay_out()
        self.choose(0)
        self.refresh()

    def choose(self, place: int) -> None:
        """Another kind of request."""
        self.kinds.choose(place)
        self.detail.setPlaceholderText(_HINTS[_KINDS[place]])

    def refresh(self) -> None:
        """Read what was asked before."""
        context = self._whose.context
        with context.db.read() as session:
            rows = requests(session, context.today(), person_id=self._whose.person_id)
        empty(self.lines)
        for row in rows:
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(label(f"{row.asked_on} {row.kind_label}", "b"))
            across.addWidget(chip(row.state_label, row.tone))
            across.addWidget(label(row.answer or row.detail, "meta", wrap=True), 1)
            self.lines.addWidget(line)
        if not rows:
            self.lines.addWidget(label("还没有申请过", "sub"))
        refit(self)

    def save(self) -> None:
        """Write the request down; it waits in 个人信息申请 for its answer."""
        whose, context = self._whose, self._whose.context
        today, kind = context.today(), _KINDS[self.kinds.current()]
        draft = RequestDraft(kind, today, self.asker.asker(), self.detail.toPlainText(), self._key)

        def act() -> None:
            with context.db.write() as session:
                open_request(session, context.clerk, whose.person_id, draft, today)

        if whose.attempt(act):
            self._key = str(uuid4())
            self.detail.clear()
            whose.told(f"已登记{REQUESTS[kind]}申请，{ANSWER_DAYS} 天内答复，在“个人信息申请”里办")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        self.asker.add_row("说明", self.detail)
        for widget in (self.kinds, self.asker):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save_button)
        column.addLayout(row)
        column.addWidget(label("以前的申请", "b"))
        column.addLayout(self.lines)
        column.addStretch(1)
