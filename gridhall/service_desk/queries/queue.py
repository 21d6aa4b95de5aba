"""The queue (工单队列): what waits, by deadline, with its counters.

It is the first thing a clerk sees, so it is asked for in plain SQL: making the register's and the
desk's tables known to the mapper, and a statement out of expressions, would hold the window up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Boolean, Date, TextClause, bindparam, text
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.hall import SOON_KEY
from gridhall.core.mask import mask_phone
from gridhall.core.text import clean, half_width
from gridhall.db.base import Moment
from gridhall.service_desk.rules.clock import DeskDay, Due, Thresholds
from gridhall.service_desk.rules.states import (
    CONSULTING,
    DECIDED,
    OPEN,
    RECEIVED,
    SUPPLEMENT,
    SUSPENDED,
)

# Those of the queue; the first five are always in sight.
FILTERS = (
    *("open", "overdue", "due_today", "supplement", "finished"),
    *("received", "suspended", "consulting", "ending_soon", "undelivered", "deemed", "mine"),
)
ACCEPTED_TODAY = "accepted_today"
LATE_ENTRY = timedelta(minutes=10)  # entered so much later than it came: 补录
_SOON = 3  # working days
_LOOKED_BACK = timedelta(days=365)  # as far as typed words are looked for among what is finished
_MOST = 1000  # rows of one list

# The required materials of a case that are not there yet.
_LACKING = """
FROM case_material m WHERE m.case_id = c.id AND m.required AND m.received_at IS NULL
"""
# What each filter keeps of the cases that are not closed; they are found by their own index, and
# the plus keeps SQLite from going through every case of a state or of a clerk instead.
_WAITING: Final = {
    "open": "1",
    "overdue": "c.due_on < :today",
    "due_today": "c.due_on = :today",
    "ending_soon": "c.due_on > :today AND c.due_on <= :until",
    "supplement": f"""
        (+c.state = :supplement OR (+c.state IN (:accepted, :decided)
        AND EXISTS (SELECT 1 {_LACKING})))
    """,
    "received": "+c.state = :received",
    "suspended": "+c.state = :suspended",
    "consulting": "+c.state = :consulting",
    "deemed": """
        c.accepted_at = c.received_at AND EXISTS
        (SELECT 1 FROM case_event v WHERE v.case_id = c.id AND v.kind = 'deemed')
    """,
    "mine": "+c.holder_id = :holder",
}
# What the others keep. Every value has its name in `_values`.
_PAST: Final = {
    "finished": "c.finished_at IS NOT NULL",
    "undelivered": "c.state = 'finished' AND c.result_name <> ''",
    ACCEPTED_TODAY: "c.accepted_at >= :first AND c.accepted_at < :last AND +c.state <> 'revoked'",
    "finished_today": "c.finished_at >= :first AND c.finished_at < :last",
}
_KEPT: Final = {
    **{which: f"c.closed_at IS NULL AND {kept}" for which, kept in _WAITING.items()},
    **_PAST,
}
# A state's own index would bring every case that was ever finished.
_FROM: Final = {"undelivered": "service_case c INDEXED BY ix_service_case_undelivered"}
# The rows of a list are chosen first, by an index; what belongs to each is looked up for them only.
_ROWS: Final = f"""
SELECT c.id, c.number, c.item_name, c.note, c.applicant_id, c.applicant_name, c.phone, c.channel,
c.clerk_name, c.holder_name, c.green, c.state, c.promised_on, c.due_on, c.provisional,
c.finished_at, c.received_at, c.recorded_at, c.version,
(SELECT count(*) {_LACKING}) AS missing, g.name AS grid,
(SELECT max(n.due_on) FROM case_notice n WHERE n.case_id = c.id) AS supplement_on,
(SELECT max(p.began_on) FROM case_pause p WHERE p.case_id = c.id AND p.ended_on IS NULL)
AS paused_on
FROM ({{chosen}}) k JOIN service_case c ON c.id = k.id
LEFT JOIN membership b ON b.person_id = c.applicant_id AND b.until IS NULL
LEFT JOIN household h ON h.id = b.household_id
LEFT JOIN dwelling d ON d.id = h.dwelling_id
LEFT JOIN entrance e ON e.id = d.entrance_id
LEFT JOIN grid g ON g.id = e.grid_id
"""
_LATEST: Final = "c.finished_at DESC, c.id DESC"
_URGENT: Final = "c.due_on NULLS LAST, c.id"  # a clock that stands still presses least
_AHEAD: Final = """
SELECT c.due_on, count(*) FROM service_case c
WHERE c.closed_at IS NULL AND c.due_on > :today AND c.due_on <= :until
GROUP BY c.due_on
"""
_SOON_KEPT: Final = text(f"SELECT value FROM hall_setting WHERE key = '{SOON_KEY}'")
_TYPES: Final = {"today": Date, "until": Date, "first": Moment, "last": Moment, "since": Moment}
_CAME: Final = ("received_at", "recorded_at")
_ASKED_OF: Final = (OPEN, DECIDED, SUPPLEMENT, RECEIVED)  # where a missing material matters


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    id: int
    number: str
    item_name: str
    note: str
    applicant_id: int | None  # None: somebody without a file, only asking
    applicant_name: str
    phone: str  # masked
    grid: str
    channel: str
    clerk_name: str  # 首问
    holder_name: str  # 经办
    green: str
    state: str
    promised_on: date | None
    due_on: date | None  # of the clock that runs; of a case that waits for it, the supplement's
    provisional: bool
    finished_at: datetime | None
    version: int
    missing: int  # required materials not yet received
    paused_days: int  # since the pause that still lasts began, every day counted
    is_backfilled: bool  # 补录
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
    received: int = 0
    suspended: int = 0
    consulting: int = 0
    undelivered: int = 0  # no more than a list shows
    mine: int = 0  # of the clerk that was asked for


_SUMMED: Final = (
    *("overdue", "due_today", "supplement", "received", "suspended", "consulting", "mine"),
)
_COUNTED_PAST: Final = (ACCEPTED_TODAY, "finished_today", "undelivered")


def queue(
    session: Session, on: DeskDay, which: str = "open", typed: str = "", holder: int | None = None
) -> list[QueueRow]:
    """The cases of one filter, the most urgent first; `typed` narrows by number, name or matter.

    Words are looked for in the last year of what is finished (`finished_since`), for they are read
    row by row; the search (Ctrl+K) finds all years.
    `holder` is the clerk whose cases are wanted: for "mine", and to narrow any other filter.
    """
    if which not in _KEPT:
        raise ValueError(f"no such filter: {which}")
    words = half_width(clean(typed)).split()
    narrowed = [_KEPT[which], *(_holds(place) for place in range(len(words)))]
    if words and which == "finished":
        narrowed.append("c.finished_at >= :since")  # row by row, so not through all the years
    if holder is not None and which != "mine":
        narrowed.append(_WAITING["mine"])
    order = _LATEST if which in ("finished", "undelivered") else _URGENT
    kept = f"WHERE {' AND '.join(narrowed)} ORDER BY {order} LIMIT {_MOST}"
    on = _as_the_hall_wants(session, on)
    rows = _ROWS.format(chosen=f"SELECT c.id FROM {_source(which)} {kept}")
    asked = _bound(f"{rows} ORDER BY {order}", _asked(on, holder, words)).columns(
        promised_on=Date, due_on=Date, supplement_on=Date, paused_on=Date,
        provisional=Boolean, finished_at=Moment, received_at=Moment, recorded_at=Moment,
    )  # fmt: skip
    return [_row(found._asdict(), on) for found in session.execute(asked)]


def finished_since(today: date) -> date:
    """From this day on, typed words are looked for among what is finished."""
    return today - _LOOKED_BACK


def desk_day(session: Session, today: date, calendar: WorkCalendar) -> DeskDay:
    """A day at the desk with this hall's own warning time (提前提醒)."""
    return _as_the_hall_wants(session, DeskDay(today, calendar))


def _as_the_hall_wants(session: Session, on: DeskDay) -> DeskDay:
    kept = session.execute(_SOON_KEPT).scalar()
    return replace(on, thresholds=Thresholds(int(kept))) if kept else on


def _asked(on: DeskDay, holder: int | None, words: list[str]) -> dict[str, Any]:
    until = on.calendar.add_working_days(on.today, _SOON).day
    given = {f"word{place}": _pattern(word) for place, word in enumerate(words)}
    return {**_values(on.today), "holder": holder, "until": until, **given}


def counts(session: Session, today: date, holder: int | None = None) -> Counts:
    """How many cases each filter holds, and what was done today; `mine` are the holder's."""
    found = session.execute(_bound(_waiting_sql(), {**_values(today), "holder": holder})).one()
    past = (f"(SELECT count(*) FROM ({_past_sql(which)}))" for which in _COUNTED_PAST)
    done = session.execute(_bound(f"SELECT {', '.join(past)}", _values(today))).one()
    named = dict(zip(("open", *_SUMMED), found, strict=True))
    named |= dict(zip(_COUNTED_PAST, done, strict=True))
    return Counts(**{name: named[name] or 0 for name in Counts.__slots__})


def _source(which: str) -> str:
    return _FROM.get(which, "service_case c")


def _past_sql(which: str) -> str:
    """What is not handed out is counted as far as a list shows it: it may be years of cases."""
    most = f" LIMIT {_MOST}" if which == "undelivered" else ""
    return f"SELECT 1 FROM {_source(which)} WHERE {_PAST[which]}{most}"


def _waiting_sql() -> str:
    """All counters of the cases that are not closed, in one pass over them."""
    sums = ", ".join(f"sum({_WAITING[which]})" for which in _SUMMED)
    return f"SELECT count(*), {sums} FROM service_case c WHERE c.closed_at IS NULL"


def due_ahead(session: Session, after: date, until: date) -> dict[date, int]:
    """How many open cases fall due on each day after one and up to another."""
    asked = _bound(_AHEAD, {"today": after, "until": until})
    return {day: n for day, n in session.execute(asked.columns(due_on=Date))}


def _bound(sql: str, values: Mapping[str, Any]) -> TextClause:
    """A statement with those of the values that it names, each stored as its column stores it."""
    named = [name for name in values if re.search(rf":{name}\b", sql)]
    made = text(sql)
    return made.bindparams(*(bindparam(n, values[n], _TYPES.get(n)) for n in named))


def _values(today: date) -> dict[str, Any]:
    """What the filters name: the states, the day, its first moment here and the next day's."""
    first, last = (datetime.combine(when, time()) for when in (today, today + timedelta(days=1)))
    return {
        "accepted": OPEN,
        "decided": DECIDED,
        "received": RECEIVED,
        "supplement": SUPPLEMENT,
        "suspended": SUSPENDED,
        "consulting": CONSULTING,
        "today": today,
        "first": first.astimezone(UTC),
        "since": datetime.combine(finished_since(today), time()).astimezone(UTC),
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
    state, supplement_on = said["state"], said.pop("supplement_on")
    paused_on, came, entered = (said.pop(name) for name in ("paused_on", *_CAME))
    said["phone"] = mask_phone(said["phone"])
    said["grid"] = said["grid"] or ""
    said["missing"] = said["missing"] if state in _ASKED_OF else 0
    if state == SUPPLEMENT:
        said["due_on"] = supplement_on
    paused = (on.today - paused_on).days if paused_on else 0
    seen = on.due(paused_on if state == SUSPENDED else said["due_on"], state)
    late = entered - came > LATE_ENTRY
    return QueueRow(**said, paused_days=max(0, paused), is_backfilled=late, due=seen)
