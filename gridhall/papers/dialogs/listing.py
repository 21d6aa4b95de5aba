"""已出文书: every paper that left the hall, found by number or kind, looked at, voided."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.papers import queries
from gridhall.papers.columns import PAPERS
from gridhall.papers.dialogs.numbering import PatternsSheet
from gridhall.papers.dialogs.printing import show_paper, void_paper
from gridhall.papers.queries import IssuedRow
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import EmptyState
from gridhall.qt.labels import label
from gridhall.qt.printing import Printers
from gridhall.qt.table import RowsModel, Table

MOST = 500


class PapersSheet(TellingSheet):
    """Type to narrow, ↓ into the list, Enter looks at the paper, Alt+V voids it."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, printers: Printers | None = None
    ) -> None:
        super().__init__(context, parent, ("已出文书", "description"), (1200, 680))
        self._printers = printers
        self.model, self.table, self.filter = RowsModel(PAPERS), Table(), QLineEdit()
        self._count, self._empty = label("", "meta"), EmptyState()
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self.refresh)
        self.look = foot_button("预览打印", "Enter", "primary", "print")
        self.void = foot_button("作废…", "Alt+V")
        self.patterns = foot_button("编号规则…", "Alt+B", "text")
        self._lay_out()
        self._connect()
        self.set_foot([self.patterns, self._count], [self.void, self.look])
        self.first_focus = self.table
        self.refresh()
        self.table.choose_first()
        if not self.model.rows:
            self.first_focus = self.filter

    def refresh(self) -> None:
        """Read the papers that fit what is typed."""
        with self.context.db.read() as session:
            rows = queries.issued(session, self.filter.text(), MOST)
        self.model.show_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        more = "，只列最近的，再多打几个字可以缩小" if len(rows) == MOST else ""
        self._count.setText(f"{len(rows)} 份{more}")
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if not rows:
            self._say_empty()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        self.filter.setPlaceholderText("编号或文书名称，如：0012、受理通知书")
        self.filter.setAccessibleName("按编号或文书名称筛选")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(360)
        row.addWidget(self.filter)
        row.addStretch(1)
        self.table.setModel(self.model)
        self.table.setAccessibleName("已出文书")
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self._empty.acted.connect(self.filter.clear)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self._pause.start())
        down = QShortcut(QKeySequence("Down"), self.filter)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.table.setFocus)
        self.table.opened.connect(lambda _: self._look())
        self.look.clicked.connect(self._look)
        self.void.clicked.connect(self._void)
        self.patterns.clicked.connect(self._edit_patterns)
        self.patterns.setVisible(allowed(self.context.clerk, Role.ADMINISTRATOR))

    def _say_empty(self) -> None:
        typed = self.filter.text().strip()
        if typed:
            self._empty.say(f"没有找到“{typed}”", "核对编号，或少打几个字", "description")
            self._empty.offer("看全部文书")
        else:
            self._empty.say("还没有出过文书", "受理一件事就会出受理通知书", "description")
            self._empty.offer("")

    def _chosen(self) -> IssuedRow | None:
        row = self.table.current()
        return row if isinstance(row, IssuedRow) else None

    def _look(self) -> None:
        row = self._chosen()
        if row is not None:
            show_paper(self.context, self, row.id, self._printers)
            self.refresh()

    def _void(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if row.paper.voided_at is not None:
            self.strip.say("amber", f"“{row.paper.number}”已经作废：{row.paper.void_reason}")
            return
        voided: list[bool] = []
        self.attempt(lambda: voided.append(void_paper(self.context, self, row.paper)))
        if any(voided):
            self.refresh()
            self.tell(f"已作废 {row.paper.number}，编号保留")

    def _edit_patterns(self) -> None:
        PatternsSheet(self.context, self).exec()
