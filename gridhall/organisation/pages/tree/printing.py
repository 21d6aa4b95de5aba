"""打印: what can be put on paper about the organisation on show."""

from collections.abc import Callable
from dataclasses import dataclass

from gridhall.organisation.columns.card import CardView
from gridhall.organisation.queries.seats import SeatRow
from gridhall.qt.context import Context

Shown = tuple[CardView, SeatRow | None]


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the menu."""

    code: str
    words: str
    start: Callable[[Context, Shown], None]


PAPERS: tuple[Paper, ...] = ()


def print_paper(context: Context, code: str, shown: Shown) -> None:
    """Make a paper as a job, issue it, and open its preview."""
    next(one for one in PAPERS if one.code == code).start(context, shown)
