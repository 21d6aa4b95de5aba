"""What the ledger's list shows: one pill's issues in the order they are due, and the counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridhall.core.calendar import WorkCalendar
from gridhall.issues.columns.issues import (
    CLOSING,
    DONE,
    MEETING,
    OVERDUE,
    PILL_STATES,
    PILLS,
    ROUTING,
    WORKING,
    Line,
    line,
)
from gridhall.issues.queries.issues import IssueFilter, IssueRow, counts, issue_rows, issues
from gridhall.issues.queries.marks import measures_taken

_MOST, _FOUND = 500, 60


@dataclass(frozen=True, slots=True)
class Board:
    """What one reading brought: a pill's issues, the measures on them, what waits everywhere."""

    pill: int
    rows: Sequence[IssueRow]
    taken: dict[int, frozenset[str]]
    counts: dict[str, int]

    def lines(self, today: date, calendar: WorkCalendar) -> list[Line]:
        """As the list shows them."""
        none = frozenset[str]()
        return [line(row, self.taken.get(row.id, none), today, calendar) for row in self.rows]


def read_pill(session: Any, pill: int, today: date, wanted: Any = None) -> Board:
    """A pill's issues, and how many wait everywhere; one that is wanted is never left out."""
    found = issues(session, asked_of(pill, today))
    if wanted is not None and len(found) == _MOST and all(row.id != wanted for row in found):
        found += [row for row in issue_rows(session, [wanted]) if pill_of(row) == pill]
    rows = sorted(found, key=_order(pill))
    return _board(session, pill, rows, today)


def seek(session: Any, words: str, pill: int, today: date) -> Board:
    """What the whole ledger holds of these words: number, title, place, owner, sounds."""
    found = issues(session, IssueFilter(text=words, limit=_FOUND))
    return _board(session, pill, found, today)


def _board(session: Any, pill: int, rows: Sequence[IssueRow], today: date) -> Board:
    taken = measures_taken(session, [row.id for row in rows])
    return Board(pill, rows, taken, counts(session, today))


def pill_counts(known: dict[str, int]) -> list[int | None]:
    """How many stand under each pill; what is over is not counted."""
    found: list[int | None] = []
    for pill in range(len(PILLS)):
        if pill == OVERDUE:
            found.append(known.get("overdue", 0))
        elif pill == DONE:
            found.append(None)
        else:
            found.append(sum(known.get(state, 0) for state in PILL_STATES[pill]))
    return found


def pill_of(row: IssueRow) -> int:
    """Where an issue stands by its state."""
    return next(pill for pill, states in PILL_STATES.items() if row.state in states)


def _order(pill: int) -> Callable[[IssueRow], Any]:
    """What is due first, what survived the most meetings, what has waited longest; else newest."""
    if pill in (WORKING, OVERDUE):
        return lambda row: (row.due_on or row.received_on, row.id)
    if pill == MEETING:
        return lambda row: (-row.carry_count, row.id)
    return lambda row: row.id if pill in (ROUTING, CLOSING) else -row.id


def asked_of(pill: int, today: date) -> IssueFilter:
    """What a pill asks the ledger for."""
    if pill == OVERDUE:
        return IssueFilter(overdue_on=today, limit=_MOST)
    return IssueFilter(states=PILL_STATES[pill], limit=_MOST)


def count_words(told: Board) -> str:
    """What the foot of the list says of the whole ledger."""
    known = told.counts
    more = f" · 这里只列最近 {_MOST} 件" if len(told.rows) >= _MOST else ""
    return f"没有办结 {known.get('open', 0)} 件 · 超期 {known.get('overdue', 0)} 件{more}"
