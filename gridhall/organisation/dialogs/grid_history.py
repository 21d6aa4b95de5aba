"""全部经过 of a grid: what was done to it, and taking it back."""

from collections.abc import Sequence
from typing import Any

from gridhall.organisation.dialogs.history import HistorySheet
from gridhall.organisation.queries.grids import grid_history
from gridhall.organisation.queries.tree import ActRow


class GridHistorySheet(HistorySheet):
    """The acts of a grid instead of an organisation's."""

    def read(self, session: Any, record_id: int) -> Sequence[ActRow]:
        """Everything done to it, the latest first."""
        return grid_history(session, record_id)
