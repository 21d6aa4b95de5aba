"""Seats with who holds them: of an organisation, of a grid, of a person; what is to be done."""

from gridhall.organisation.queries.seats.elections import elections
from gridhall.organisation.queries.seats.ratios import ratios
from gridhall.organisation.queries.seats.reading import (
    career,
    grid_pairs,
    seat,
    seat_history,
    seat_rows,
    seats_of,
    seats_of_grid,
    seats_of_person,
)
from gridhall.organisation.queries.seats.rows import (
    CareerRow,
    CompoundRatio,
    ElectionLine,
    ElectionRow,
    Pair,
    Ratios,
    SeatRow,
    TenureRow,
    TodoRow,
)
from gridhall.organisation.queries.seats.todo import todo
from gridhall.organisation.queries.seats.vacant import vacant_seats

__all__ = [
    "CareerRow",
    "CompoundRatio",
    "ElectionLine",
    "ElectionRow",
    "Pair",
    "Ratios",
    "SeatRow",
    "TenureRow",
    "TodoRow",
    "career",
    "elections",
    "grid_pairs",
    "ratios",
    "seat",
    "seat_history",
    "seat_rows",
    "seats_of",
    "seats_of_grid",
    "seats_of_person",
    "todo",
    "vacant_seats",
]
