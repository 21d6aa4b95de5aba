"""The pool of the chosen cell is read on the worker, or at once where the clerk waits for it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.qt.context import Context
from gridhall.volunteering.columns.board import cell_name
from gridhall.volunteering.pages.board.grid import BoardTable
from gridhall.volunteering.pages.board.pool import PoolPane
from gridhall.volunteering.queries.pool import PoolRow, pool

_SETTLE_MS = 60  # read once the arrows rest
_NOBODY = "还没有志愿者，在“志愿者”里登记，或按 Alt+N"


class Pooling(QObject):
    """Keeps the pane in step with the table."""

    def __init__(
        self, context: Context, panes: tuple[BoardTable, PoolPane], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, (self._table, self._pane) = context, panes
        self._shown, self._round = 0, 0  # the cell whose pool is on show; the last asked for
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    @property
    def is_read(self) -> bool:
        """Whether the pane shows the chosen cell."""
        cell = self._table.cell()
        return cell is not None and cell.id == self._shown

    def follow(self, *, anew: bool = False) -> None:
        """Another cell was chosen, or everything was read anew."""
        cell = self._table.cell()
        if anew or cell is None or cell.id != self._shown:
            self._shown = 0
            self._settle.start()

    def read_now(self) -> None:
        """The clerk goes into the box: what is not read yet is read at once."""
        cell = self._table.cell()
        if cell is None or self.is_read:
            return
        self._settle.stop()
        self._round += 1
        context = self._context
        with context.db.read() as session:
            rows = pool(session, cell.id, context.today())
        self._take(self._round, cell.id, rows)

    def _ask(self) -> None:
        here = self._table.place()
        if here is None or here[2] is None:
            about = cell_name(here[0], here[1]) if here else ""
            self._pane.show_pool(about, (), "这一班不开，换一格" if here else "")
            return
        self._round += 1
        cell_id, db, today = here[2].id, self._context.db, self._context.today()

        def work(_progress: Progress) -> list[PoolRow]:
            with db.read() as session:
                return pool(session, cell_id, today)

        taken = partial(self._take, self._round, cell_id)
        self._context.jobs.start(work, done=taken, failed=self._failed)

    def _take(self, round_: int, cell_id: int, rows: Sequence[PoolRow]) -> None:
        here, cell = self._table.place(), self._table.cell()
        if round_ != self._round or here is None or cell is None or cell.id != cell_id:
            return
        self._shown = cell_id
        self._pane.show_pool(f"{cell_name(here[0], here[1])} · 按匹配度", rows, _NOBODY)

    def _failed(self, error: Exception) -> None:
        """A cell that went meanwhile is no news: the board is read anew anyway."""
        if not isinstance(error, UserError):
            self._context.desk.show_error(error)
