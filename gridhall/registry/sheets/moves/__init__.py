"""变动名册: moves in, out and about, births and deaths, brought in row by row."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.registry.sheets.moves.check import check_moves
from gridhall.registry.sheets.moves.columns import MOVE_COLUMNS
from gridhall.registry.sheets.moves.ready import ReadyMove
from gridhall.registry.sheets.moves.store import store_moves
from gridhall.registry.sheets.undo import undo_people


class MoveSheet:
    """变动名册, for the import workbench."""

    kind = "moves"
    title = "变动"
    columns = MOVE_COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[ReadyMove]:
        """Judge every row on the register as the rows before it leave it."""
        return check_moves(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[ReadyMove], progress: Progress
    ) -> int:
        """Carry the changes out in the order they happened."""
        return store_moves(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """Moves change people; their records are not compared."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Take the changes back, the last first; refused if something has been built on them."""
        undo_people(session, batch)
        return session.get_one(ImportBatch, batch.id).stored


MOVES = MoveSheet()
