"""同意: what a person agreed to, given and withdrawn, and the papers to sign."""

from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry.dialogs.privacy.whose import Whose
from gridhall.registry.documents.privacy_issue import issue_notice
from gridhall.registry.queries.privacy import ConsentRow, consents_of
from gridhall.registry.rules.privacy import PURPOSES, ConsentDraft
from gridhall.registry.service.privacy import give_consent, withdraw_consent


class ConsentsPane(QWidget):
    """A line for each purpose with its box; who signs and when stands above them."""

    def __init__(self, whose: Whose) -> None:
        super().__init__()
        self._whose = whose
        self.signer, self.day, self.lines = QLineEdit(), DateEdit(), QVBoxLayout()
        self.boxes: dict[str, QCheckBox] = {}
        about = whose.about
        self.signer.setText(next(iter(about.guardians), "") if whose.minor else about.name)
        self.signer.setMaxLength(100)
        self.signer.setAccessibleName("签字人")
        self.day.set_value(whose.context.today())
        self.day.setAccessibleName("签字或撤回日期")
        self.print_button = button("打印告知书和同意书", "Ctrl+P", "", "print").bind_key()
        self.save_button = button("登记勾选的同意", "Ctrl+Enter", "primary", "check").bind_key()
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Read what holds now."""
        with self._whose.context.db.read() as session:
            rows = consents_of(session, self._whose.person_id)
        latest: dict[str, ConsentRow] = {}
        for row in reversed(rows):
            latest[row.purpose] = row
        empty(self.lines)
        self.boxes = {}
        for code in PURPOSES:
            self.lines.addWidget(self._line(code, latest.get(code)))
        refit(self)

    def wanted(self) -> list[str]:
        """The ticked purposes."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def save(self) -> None:
        """Write the ticked ones down as signed."""
        whose, context = self._whose, self._whose.context
        drafts = [
            ConsentDraft(code, self.signer.text(), self.day.value()) for code in self.wanted()
        ]

        def act() -> None:
            if not drafts:
                raise UserError("请先勾选要登记的同意；都签过的不用再登记")
            with context.db.write() as session:
                for draft in drafts:
                    give_consent(session, context.clerk, whose.person_id, draft, context.today())

        if whose.attempt(act):
            whose.told(f"已登记 {len(drafts)} 项同意")

    def withdraw(self, row: ConsentRow) -> None:
        """End one, on the day above."""
        whose, context = self._whose, self._whose.context

        def act() -> None:
            with context.db.write() as session:
                withdraw_consent(session, context.clerk, row.id, self.day.value(), context.today())

        if whose.attempt(act):
            whose.told(f"已撤回“{row.purpose_label}”")

    def print(self) -> None:
        """告知书, and 同意书 for what is ticked."""
        whose, context = self._whose, self._whose.context

        def act() -> None:
            about = (whose.person_id, self.wanted(), context.today())
            paper = issue_notice(context.db, context.clerk, context.hall, about, str(uuid4()))
            context.desk.preview(paper.id)

        whose.attempt(act)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        head.addWidget(label("签字人", "label"), 0, 0)
        head.addWidget(self.signer, 0, 1)
        head.addWidget(label("日期", "label"), 0, 2)
        head.addWidget(self.day, 0, 3)
        head.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        told = "先打印告知书和同意书给人看、签字，再登记。法定职责内的登记和办件不需要同意。"
        column.addWidget(label(told, "sub", wrap=True))
        if self._whose.minor:
            column.addWidget(label("不满 14 周岁，由监护人签字。", "warn", wrap=True))
        column.addLayout(head)
        column.addLayout(self.lines)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        column.addStretch(1)

    def _line(self, code: str, row: ConsentRow | None) -> QWidget:
        """A purpose: its box while it is not agreed to, else since when and 撤回."""
        holds = row is not None and row.withdrawn_on is None
        line, purpose = QWidget(), PURPOSES[code]
        column, head = QVBoxLayout(line), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        head.setSpacing(8)
        if row is not None and holds:
            head.addWidget(label(purpose.name, "b"))
            head.addWidget(chip("已同意", "green"))
            head.addWidget(label(f"{row.signed_on} {row.signed_by}签字", "meta"))
            head.addStretch(1)
            back = button("撤回", "", "text")
            back.setAccessibleName(f"撤回 {purpose.name}")
            back.clicked.connect(partial(self.withdraw, row))
            head.addWidget(back)
        else:
            box = self.boxes[code] = QCheckBox(purpose.name)
            head.addWidget(box)
            head.addWidget(chip("已撤回" if row else "没有", "grey"))
            if row is not None:
                head.addWidget(label(f"{row.withdrawn_on} 撤回", "meta"))
            head.addStretch(1)
        column.addLayout(head)
        column.addWidget(label(purpose.text, "meta", wrap=True))
        return line
