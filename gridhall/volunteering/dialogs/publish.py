"""发布排班: what changed since it was last told; Enter confirms."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.clerks.labels import ROLES
from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.columns.board import day_title
from gridhall.volunteering.queries.board import SUGGESTED, Board, ChangeRow
from gridhall.volunteering.service.roster import Changes, publish

_KINDS = {"new": ("新排", "green"), "gone": ("撤下", "grey"), "moved": ("换岗", "blue")}


def _kind(row: ChangeRow) -> str:
    return _KINDS[row.kind][0]


def _tone(row: ChangeRow) -> str:
    return _KINDS[row.kind][1]


_COLUMNS: tuple[Column[ChangeRow], ...] = (
    Column("变动", _kind, 90, kind="chip", tone=_tone),
    Column("姓名", lambda row: row.name, 120, kind="bold"),
    Column("原来", lambda row: row.was or "—", 190),
    Column("现在", lambda row: row.to or "—", 190, stretch=True),
)


class PublishSheet(Sheet):
    """Nothing is written before Enter; a counter clerk may look."""

    published = Signal(object)  # Changes

    def __init__(
        self, parent: QWidget, context: Context, board: Board, changes: Sequence[ChangeRow]
    ) -> None:
        day = day_title(board.day.held_on) if board.day.held_on else board.day.name
        super().__init__(parent, f"发布排班 · {day}", "campaign", (720, 560))
        self._context, self._day_id, self._key = context, board.day.id, str(uuid4())
        self.banner, self.who, self.table = Banner(), Banner(), Table()
        self.model = RowsModel(_COLUMNS, self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName("跟上次发布比，变动的排班")
        self.model.show_rows(changes)
        self.say(_head(board, changes))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for banner in (self.who, self.banner):
            column.addWidget(banner)
        for role, words in warnings(board):
            column.addWidget(label(words, role, wrap=True))
        column.addWidget(self.table, 1)
        self.set_body(body)
        leave = foot_button("先不发布", "Esc")
        leave.clicked.connect(self.reject)
        self.save_button = foot_button("发布", "Enter", "primary", "campaign")
        self.save_button.clicked.connect(self.save)
        self.set_foot([], [leave, self.save_button])
        self.first_focus = self.save_button
        self._ask_who()

    def save(self) -> None:
        """Publish, or say what stands against it."""
        try:
            with self._context.db.write() as session:
                done: Changes = publish(session, self._context.clerk, self._day_id, self._key)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.published.emit(done)

    def _ask_who(self) -> None:
        if not allowed(self._context.clerk, Role.SUPERVISOR):
            who = ROLES[Role.SUPERVISOR]
            self.who.say("blue", f"这里可以看，发布排班要{who}来办。请找{who}登录")
            self.save_button.setEnabled(False)


def warnings(board: Board) -> list[tuple[str, str]]:
    """What is still open, each with its type role; only a clash keeps the day from going out."""
    said = []
    clash = next((seat.clash for seat in board.seats if seat.clash and seat.state != SUGGESTED), "")
    if clash:
        said.append(("err", f"{clash}，要先移除或换人才能发布"))
    if board.missing:
        said.append(("warn", f"还缺 {board.missing} 人次，发布以后可以再补"))
    if board.suggestions:
        said.append(("warn", f"{board.suggestions} 条建议还没采用，不会发布出去"))
    return said


def _head(board: Board, changes: Sequence[ChangeRow]) -> str:
    if board.day.published_at is None:
        return f"第一次发布，{len(changes)} 人次，已排 {board.filled} / {board.wanted}"
    if not changes:
        return "跟上次发布的一样，没有变动"
    return f"跟上次发布比，{len(changes)} 处变动"
