"""编号规则: how each kind of paper is numbered from now on, with this year's first as example."""

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.hall import queries as hall_queries
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.papers import queries, service
from gridhall.papers.labels import KINDS
from gridhall.papers.rules import check_pattern, spell_number
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import Field
from gridhall.qt.labels import label

_HELP = (
    "{office} 是机关代字，{year} 是年份，{n} 是流水号，{n:04} 补足四位。每年从 1 号起。"
    "公文写 {office}〔{year}〕{n}号，不写“第”，不补 0；业务文书写 受字〔{year}〕第{n:04}号。"
)


class PatternsSheet(TellingSheet):
    """One pattern a kind; numbers already given stay as they are."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, ("编号规则", "sort"), (640, 460))
        self.edits = {kind: QLineEdit() for kind in KINDS}
        self.fields = {kind: Field(KINDS[kind], self.edits[kind]) for kind in KINDS}
        self.save = foot_button("保存", "Ctrl+Enter", "primary", "save")
        leave = foot_button("不改", "Esc")
        self.body.addWidget(label(_HELP, "sub", wrap=True))
        self._fill()
        self.body.addStretch(1)
        self.set_foot([], [leave, self.save])
        self.save.clicked.connect(self._save)
        leave.clicked.connect(self.reject)
        self.first_focus = self.edits[next(iter(KINDS))]

    def _fill(self) -> None:
        with self.context.db.read() as session:
            self._office = hall_queries.hall(session).short_name
            self._known = {kind: queries.pattern_of(session, kind) for kind in KINDS}
        for kind, edit in self.edits.items():
            self.body.addWidget(self.fields[kind])
            edit.setText(self._known[kind])
            edit.setMaxLength(80)
            edit.textChanged.connect(lambda _, kind=kind: self._show(kind))
            self._show(kind)

    def _show(self, kind: str) -> bool:
        """The example below the field, or what is wrong with the pattern."""
        field, pattern = self.fields[kind], clean(self.edits[kind].text())
        try:
            example = spell_number(check_pattern(pattern), self._office, self.context.today(), 1)
        except UserError as error:
            field.say(str(error))
            return False
        field.say(f"例：{example}", "ok")
        return True

    def _save(self) -> None:
        for kind, edit in self.edits.items():
            if not self._show(kind):
                edit.setFocus()
                return
        if self.attempt(self._store):
            self.context.desk.toast("已保存编号规则，下一份文书起用")
            self.accept()

    def _store(self) -> None:
        with self.context.db.write() as session:
            for kind, edit in self.edits.items():
                pattern = clean(edit.text())
                if pattern != self._known[kind]:
                    service.change_pattern(session, self.context.clerk, kind, pattern)
