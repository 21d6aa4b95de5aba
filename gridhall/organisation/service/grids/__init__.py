"""Acts on grids: made, changed, given to an organisation, balanced, split and merged."""

from gridhall.organisation.service.grids.cutting import (
    Merge,
    Split,
    merge_doubts,
    merge_grids,
    split_grid,
)
from gridhall.organisation.service.grids.founding import GridDraft, add_grid, change_grid, hold
from gridhall.organisation.service.grids.orders import Order, move_entrances, order_entrances

__all__ = [
    "GridDraft",
    "Merge",
    "Order",
    "Split",
    "add_grid",
    "change_grid",
    "hold",
    "merge_doubts",
    "merge_grids",
    "move_entrances",
    "order_entrances",
    "split_grid",
]
