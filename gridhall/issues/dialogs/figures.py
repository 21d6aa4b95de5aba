"""What stands behind a number of the ledger's figures, what each means, points by hand."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget

from gridhall.core.figures import Figure
from gridhall.core.periods import Span
from gridhall.core.progress import Progress
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.issues.columns.figures import BEHIND, LINES
from gridhall.issues.dialogs.fields import OwnerPick
from gridhall.issues.queries.choices import owner_choices
from gridhall.issues.queries.figures import Behind
from gridhall.issues.queries.scores import ScoreSheet
from gridhall.issues.rules.figures import ABOUT_LINES, MANNER_SAID
from gridhall.issues.rules.scores import KINDS, SAID, NoteDraft, ScoreLine, UnitScore, points_said
from gridhall.issues.service.scores import add_note
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table

Find = Callable[[Any], list[Behind]]  # what stands behind a number, by a session


class _ListSheet(TellingSheet):
    """Rows with an issue behind most of them; Enter opens it in the ledger."""

    def __init__(
        self, context: Context, parent: QWidget, title: str, columns: Sequence[Any]
    ) -> None:
        super().__init__(context, parent, (title, "assignment"), (860, 560))
        self.model, self.table = RowsModel(columns, self), Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName("这个数后面的问题")
        self.body.addWidget(self.table, 1)
        self.open_button = foot_button("打开问题", "Ctrl+Enter", "primary", "arrow_forward")
        self.open_button.clicked.connect(self.open_chosen)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.open_button])
        self.table.opened.connect(lambda _: self.open_chosen())
        self.first_focus = self.table
        self.opened_id: int | None = None

    def issue_of(self, row: Any) -> int | None:
        """The issue a row is about."""
        raise NotImplementedError

    def open_chosen(self) -> None:
        """Go to the issue in the ledger."""
        row = self.table.current()
        issue_id = None if row is None else self.issue_of(row)
        if issue_id is not None:
            self.opened_id = issue_id
            self.accept()


class BehindSheet(_ListSheet):
    """The issues of one number; `told` is what the number is, and of which days."""

    def __init__(
        self, context: Context, parent: QWidget, find: Find, told: tuple[str, str]
    ) -> None:
        super().__init__(context, parent, told[0], BEHIND)
        self._days = told[1]
        self.say(f"{self._days}　正在找…")
        self.start(partial(_found, context, find), self._arrived)

    def issue_of(self, row: Behind) -> int | None:
        """The issue itself."""
        return row.id

    def _arrived(self, rows: list[Behind]) -> None:
        if self.gone:
            return
        self.model.show_rows(rows)
        self.table.choose_first()
        self.say(f"{self._days}　{len(rows):,} 件")


class ScoreLinesSheet(_ListSheet):
    """Every row behind a unit's points."""

    def __init__(self, context: Context, parent: QWidget, unit: UnitScore, span: Span) -> None:
        super().__init__(context, parent, unit.name, LINES)
        self.model.show_rows(unit.lines)
        self.table.choose_first()
        said = f"{span.label}　{len(unit.lines)} 条，合计 {points_said(unit.points)} 分"
        self.say(said)

    def issue_of(self, row: ScoreLine) -> int | None:
        """The issue it is about; points by hand have none."""
        return row.issue_id


class DefinitionsSheet(Sheet):
    """数怎么来的: a sentence for each figure on show."""

    def __init__(self, parent: QWidget, said: Sequence[tuple[str, str]], about: str) -> None:
        super().__init__(parent, "数怎么来的", "help", (860, 560))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, (name, sentence) in enumerate(said):
            grid.addWidget(label(name, "label"), place, 0)
            grid.addWidget(label(sentence, "", wrap=True), place, 1)
        if about:
            grid.addWidget(label(about, "sub", wrap=True), len(said), 0, 1, 2)
        grid.setRowStretch(len(said) + 1, 1)
        self.set_body(body)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus = leave


def figures_said(columns: Sequence[Figure], counted: str) -> tuple[list[tuple[str, str]], str]:
    """What the figures on show mean."""
    said = [("口径", MANNER_SAID[counted])]
    said += [(f"{one.label}（{one.unit}）", one.said) for one in columns]
    return said, ABOUT_LINES


def scores_said(made: ScoreSheet) -> tuple[list[tuple[str, str]], str]:
    """What gives points, and how many."""
    worth = {kind: f"（{points_said(points)}）" for kind, points in made.scores.items()}
    said = [(f"{words}{worth.get(kind, '')}", SAID[kind]) for kind, words in KINDS.items()]
    return said, "分值在“治理设置”里改；改了以后，以前各期也按新的分值算。"


class NoteSheet(ActSheet):
    """加减分: a unit, how many points, why; a supervisor's."""

    def __init__(self, parent: QWidget, context: Context, owner_key: str = "") -> None:
        super().__init__(parent, context, Face("考核加减分", "stars", (560, 400), "记下加减分"))
        self.owner, self.points, self.reason = OwnerPick("单位，必填"), QSpinBox(), QLineEdit()
        with context.db.read() as session:
            self.owner.set_owners(owner_choices(session, context.today()))
        self.points.setRange(-100, 100)
        self.points.setValue(1)
        self.reason.setMaxLength(101)
        self.reason.setPlaceholderText("例如 配合夜间排涝")
        self.add_row("单位", self.owner, "owner", needed=True)
        self.add_row("分值", self.points, "points", needed=True)
        self.add_row("原因", self.reason, "reason", needed=True)
        self.add_row("日期", self.day, "day")
        self.owner.show_owner(owner_key, "")
        self.first_focus = self.points if self.owner.choice is not None else self.owner

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        owner = self.owner.meant()
        draft = NoteDraft(owner.key, self.points.value(), self.reason.text(), self.on())
        today: date = self.context.today()
        done = add_note(session, self.context.clerk, draft, today, self.key)
        return Carried(done.action_id, f"已记下：{owner.name} {points_said(draft.points)} 分")


def _found(context: Context, find: Find, _progress: Progress) -> list[Behind]:
    with context.db.read() as session:
        return find(session)
