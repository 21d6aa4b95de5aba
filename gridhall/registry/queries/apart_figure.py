"""人户分离 as a figure of the statistics: everybody the register knows, by state."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from gridhall.registry.queries.figure_rows import Figure, FigureRow, Series
from gridhall.registry.queries.separation import Survey, is_fresh, survey
from gridhall.registry.rules.lists import ANYHOW, APARTNESS, Wanted
from gridhall.registry.rules.separation import ELSEWHERE, FRESH

NAME, TITLE = "separation", "人户分离"
_SERIES = (Series("people", "人数"), Series("present", "其中在册"))


def separation(session: Session, as_at: date | None, today: date) -> Figure:
    """人户分离: people by state, those in the register among them; owners elsewhere are in none."""
    day = as_at or today
    found = survey(session, day)
    outside = _outside(found)
    rows = tuple(_rows(found, outside, as_at))
    total = sum(row.values[1] for row in rows)
    return Figure(NAME, TITLE, "bars", _SERIES, rows, total, day)


def _rows(found: Survey, outside: Counter[str], as_at: date | None) -> Iterator[FigureRow]:
    for state, label in APARTNESS.items():
        people = found.people(fresh=True) if state == FRESH else found.people(state)
        if people or state != ELSEWHERE:
            here = Wanted(as_at=as_at, separations=(state,))
            all_of_them = Wanted(as_at=as_at, status=ANYHOW, separations=(state,))
            yield FigureRow(label, (people, people - outside[state]), (all_of_them, here))


def _outside(found: Survey) -> Counter[str]:
    """How many of each state are in no household: they own or live, but are not registered."""
    return Counter(
        FRESH if is_fresh(one, found.day, found.months) else one.state
        for one in found.storied
        if one.household_id is None
    )
