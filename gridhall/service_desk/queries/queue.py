"""The queue (工单队列): what waits, by deadline, with its counters.

It is the first thing a clerk sees, so it is asked for in plain SQL: making the register's and the
desk's tables known to the mapper, and a statement out of expressions, would hold the window up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Boolean, Date, TextClause, bindparam, text
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.core.text import clean, half_width
from gridhall.db.base import Moment
from gridhall.service_desk.rules.clock import DeskDay, Due
from gridhall.service_desk.rules.states import FINISHED, OPEN

FILTERS = ("open", "overdue", "due_today", "supplement", "finished")  # those of the queue
ACCEPTED_TODAY = "accepted_today"
_MOST = 1000  # rows of one list

# The required materials of a case that are not there yet.
_LACKING = """
FROM case_material m WHERE m.case_id = c.id AND m.required AND m.received_at IS NULL
"""
# What each filter keeps. Every value has its name in `_values`.
_KEPT: Final = {
    "open": "c.state = :open",
    "overdue": "c.state = :open AND c.promised_on < :today",
    "due_today": "c.state = :open AND c.promised_on = :today",
    "supplement": f"c.state = :open AND EXISTS (SELECT 1 {_LACKING})",
    "finished": "c.state = :finished",
    ACCEPTED_TODAY: """
        c.accepted_at >= :first AND c.accepted_at < :last AND c.state IN (:open, :finished)
    """,
    "finished_today": """
        c.finished_at >= :first AND c.finished_at < :last AND c.state = :finished
    """,
}
_ROWS: Final = f"""
SELECT c.id, c.number, c.item_name, c.note, c.applicant_id, c.applicant_name, c.phone, c.channel,
c.clerk_name, c.state, c.promised_on, c.provisional, c.finished_at, c.version,
(SELECT count(*) {_LACKING}) AS missing, g.name AS grid
FROM service_case c
LEFT JOIN membership b ON b.person_id = c.applicant_id AND b.until IS NULL
LEFT JOIN household h ON h.id = b.household_id
LEFT JOIN dwelling d ON d.id = h.dwelling_id
LEFT JOIN entrance e ON e.id = d.entrance_id
LEFT JOIN grid g ON g.id = e.grid_id
"""
_LATEST: Final = "c.finished_at DESC, c.id DESC"
_URGENT: Final = "c.promised_on, c.id"
_AHEAD: Final = """
SELECT c.promised_on, count(*) FROM service_case c
WHERE c.state = :open AND c.promised_on > :today AND c.promised_on <= :until
GROUP BY c.promised_on
"""
_TYPES: Final = {"today": Date, "until": Date, "first": Moment, "last": Moment}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    id: int
    number: str
    item_name: str
    note: str
    applicant_id: int
    applicant_name: str
    phone: str  # masked
    grid: str
    channel: str
    clerk_name: str
    state: str
    promised_on: date
    provisional: bool
    finished_at: datetime | None
    version: int
    missing: int  # required materials not yet received
    due: Due


@dataclass(frozen=True, slots=True)
class Counts:
    """The queue's counters on one day."""

    open: int
    overdue: int
    due_today: int
    supplement: int
    accepted_today: int
    finished_today: int


_COUNTED: Final = tuple(Counts.__slots__)  # each is what the filter of that name keeps


def queue(session: Session, on: DeskDay, which: str = "open", typed: str = "") -> list[QueueRow]:
    """The cases of one filter, the most urgent first; `typed` narrows by number, name or matter."""
    if which not in _KEPT:
        raise ValueError(f"no such filter: {which}")
    words = half_width(clean(typed)).split()
    narrowed = [_KEPT[which], *(_holds(place) for place in range(len(words)))]
    order = _LATEST if which == "finished" else _URGENT
    given = {f"word{place}": _pattern(word) for place, word in enumerate(words)}
    sql = f"{_ROWS} WHERE {' AND '.join(narrowed)} ORDER BY {order} LIMIT {_MOST}"
    asked = _bound(sql, {**_values(on.today), **given}).columns(
        promised_on=Date, provisional=Boolean, finished_at=Moment
    )
    return [_row(found._asdict(), on) for found in session.execute(asked)]


def counts(session: Session, today: date) -> Counts:
    """How many cases each filter holds, and what was done today."""
    one_each = (f"(SELECT count(*) FROM service_case c WHERE {_KEPT[which]})" for which in _COUNTED)
    told = session.execute(_bound(f"SELECT {', '.join(one_each)}", _values(today))).one()
    return Counts(*told)


def due_ahead(session: Session, after: date, until: date) -> dict[date, int]:
    """How many open cases fall due on each day after one and up to another."""
    asked = _bound(_AHEAD, {"open": OPEN, "today": after, "until": until})
    return {day: n for day, n in session.execute(asked.columns(promised_on=Date))}


def _bound(sql: str, values: Mapping[str, Any]) -> TextClause:
    """A statement with those of the values that it names, each stored as its column stores it."""
    named = [name for name in values if f":{name}" in sql]
    made = text(sql)
    return made.bindparams(*(bindparam(n, values[n], _TYPES.get(n)) for n in named))


def _values(today: date) -> dict[str, Any]:
    """What the filters name: the states, the day, its first moment here and the next day's."""
    first, last = (datetime.combine(when, time()) for when in (today, today + timedelta(days=1)))
    return {
        "open": OPEN,
        "finished": FINISHED,
        "today": today,
        "first": first.astimezone(UTC),
        "last": last.astimezone(UTC),
    }


def _holds(place: int) -> str:
    """A word is in the number, the name or the matter, in capitals or not."""
    searched = ("number", "applicant_name", "item_name")
    held = (f"lower(c.{column}) LIKE lower(:word{place}) ESCAPE '/'" for column in searched)
    return f"({' OR '.join(held)})"


def _pattern(word: str) -> str:
    """The word anywhere, itself no pattern."""
    for mark in "/%_":
        word = word.replace(mark, f"/{mark}")
    return f"%{word}%"


def _row(said: dict[str, Any], on: DeskDay) -> QueueRow:
    state = said["state"]
    said["phone"] = mask_phone(said["phone"])
    said["grid"] = said["grid"] or ""
    said["missing"] = said["missing"] if state == OPEN else 0
    return QueueRow(**said, due=on.due(said["promised_on"], state))
