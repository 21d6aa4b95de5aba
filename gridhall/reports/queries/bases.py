"""Which records a figure counts and by which of their moments: the SQL, in one place.

`:first` and `:end` are the span's first moment and the one after its last, `:first_on` and
`:last_on` its days. Every source calls the case `c`. Unary plus keeps SQLite to the small index.
"""

from dataclasses import dataclass, field
from typing import Final

_TALK = "('consulting', 'answered')"
_TURNED = "('not_accepted', 'withdrawn', 'revoked', 'passed_on')"
_CASE = "service_case c"
_TURNED_CASE = f"{_CASE} INDEXED BY ix_service_case_turned"
_FINISHED = "c.finished_at >= :first AND c.finished_at < :end"
_LATE = "date(c.finished_at, 'localtime') > c.promised_on"
# A day's own number (julian), and how many working days there were up to it: `:worked` has
# five digits for every day from `:base` on, as bytes, for there substr does not walk.
_DAY = "CAST(julianday(date({0}, 'localtime')) AS INT)"
_UP_TO = "CAST(substr(:worked, 5 * ({0} - :base) + 1, 5) AS INT)"
_ACCEPTED, _FINISHED_ON = _DAY.format("c.accepted_at"), _DAY.format("c.finished_at")
_SINCE = f"max(CAST(julianday(p.began_on) AS INT) - 1, {_ACCEPTED})"
_UNTIL = f"min(coalesce(CAST(julianday(p.ended_on) AS INT) - 1, {_FINISHED_ON}), {_FINISHED_ON})"
_PAUSED = (
    f"(SELECT sum({_UP_TO.format(_UNTIL)} - {_UP_TO.format(_SINCE)}) FROM case_pause p"
    f" WHERE p.case_id = c.id AND {_UNTIL} > {_SINCE})"
)
_WORKED_DAYS = (
    f"max(0, {_UP_TO.format(_FINISHED_ON)} - {_UP_TO.format(_ACCEPTED)} - coalesce({_PAUSED}, 0))"
)
_ENDED_OUT = "c.closed_at IS NOT NULL AND c.finished_at IS NULL"
_OPEN_THEN = f"""(SELECT id FROM service_case WHERE closed_at IS NULL AND +received_at < :end
UNION ALL SELECT id FROM service_case
WHERE finished_at >= :end AND closed_at IS NOT NULL AND +received_at < :end
UNION ALL SELECT c.id FROM {_TURNED_CASE} WHERE {_ENDED_OUT} AND c.closed_at >= :end
AND +c.received_at < :end) o JOIN {_CASE} ON c.id = o.id"""


@dataclass(frozen=True, slots=True)
class Basis:
    """Records of one span: where they stand, when they count, and what is counted of them."""

    source: str  # FROM
    where: str
    at: str  # the moment by which days and months are told
    counts: dict[str, str]  # a raw number and the condition of being in it
    sums: dict[str, str] = field(default_factory=dict)
    dims: dict[str, str] = field(default_factory=dict)  # where a dimension is told otherwise
    id: str = "c.id"
    number: str = "c.number"
    name: str = "c.item_name"


BASES: Final = {
    "received": Basis(
        _CASE,
        "c.received_at >= :first AND c.received_at < :end",
        "c.received_at",
        {"received": f"c.state NOT IN {_TALK}", "consultations": f"c.state IN {_TALK}"},
    ),
    "accepted": Basis(
        _CASE,
        "c.accepted_at >= :first AND c.accepted_at < :end",
        "c.accepted_at",
        {"accepted": "1"},
    ),
    "finished": Basis(
        _CASE,
        _FINISHED,
        "c.finished_at",
        {
            "finished": "1",
            "on_time": f"coalesce(NOT {_LATE}, 1)",
            "late": f"coalesce({_LATE}, 0)",
            "worked": "c.accepted_at IS NOT NULL",
        },
        {"worked_days": _WORKED_DAYS},
    ),
    "ended": Basis(
        _TURNED_CASE,
        f"{_ENDED_OUT} AND c.closed_at >= :first AND c.closed_at < :end",
        "c.closed_at",
        {"turned_away": f"c.state IN {_TURNED}"},
    ),
    "open": Basis(
        _OPEN_THEN,
        "1",
        "c.received_at",
        {"still_open": f"c.state NOT IN {_TALK}"},
    ),
    "waiting": Basis(
        _CASE,
        "c.closed_at IS NULL AND c.due_on < :today AND +c.received_at < :end",
        "c.received_at",
        {"overdue": f"c.state NOT IN {_TALK}"},
    ),
    "rated": Basis(
        f"case_rating r CROSS JOIN {_CASE} ON c.id = r.case_id",
        "r.rated_at >= :first AND r.rated_at < :end",
        "r.rated_at",
        {"rated": "1", "content": "r.satisfaction <= 3"},
        dims={"holder": "r.served_by", "first": "r.served_by"},
    ),
    "tickets": Basis(
        "queue_ticket q",
        "q.day BETWEEN :first_on AND :last_on",
        "q.taken_at",
        {"tickets": "1", "called": "q.called_at IS NOT NULL"},
        {"waited": "iif(q.called_at IS NULL, 0, q.waited_seconds)"},
        dims={
            "day": "q.day",
            "month": "substr(q.day, 1, 7)",
            "holder": "q.clerk_name",
            "first": "q.clerk_name",
        },
        id="q.id",
        number="q.number",
        name="q.day",
    ),
}
_DIMS: Final = {
    "all": "''",
    "day": "date({at}, 'localtime')",
    "month": "strftime('%Y-%m', {at}, 'localtime')",
    "holder": "iif(c.holder_name = '', c.clerk_name, c.holder_name)",
    "first": "c.clerk_name",
    "matter": "+c.item_id",
    "category": "(SELECT v.category FROM item_version v WHERE v.id = c.item_version_id)",
    "grid": "coalesce(c.grid_id, 0)",
    "channel": "c.channel",
}


def dimension_sql(basis: Basis, by: str) -> str:
    """What a record's line is, when split by `by`."""
    return basis.dims.get(by) or _DIMS[by].format(at=basis.at)


def counting_sql(basis: Basis, by: str) -> str:
    """One pass: every raw number of a basis, by line."""
    numbers = [f"sum({said}) AS {name}" for name, said in (basis.counts | basis.sums).items()]
    return (
        f"SELECT {dimension_sql(basis, by)} AS line, {', '.join(numbers)}"
        f" FROM {basis.source} WHERE {basis.where} GROUP BY 1"
    )


def listing_sql(basis: Basis, by: str, raw: str, *, one_line: bool) -> str:
    """The records behind one raw number, of one line (`:line`) or of all."""
    chosen = f" AND CAST({dimension_sql(basis, by)} AS TEXT) = :line" if one_line else ""
    return (
        f"SELECT {basis.id}, {basis.number}, {basis.name} FROM {basis.source}"
        f" WHERE {basis.where} AND ({basis.counts[raw]}){chosen} ORDER BY 1"
    )


def tracing_sql(basis: Basis, by: str, raw: str) -> str:
    """The ids behind one raw number, as a JSON list for each line."""
    return (
        f"SELECT {dimension_sql(basis, by)} AS line, json_group_array({basis.id})"
        f" FROM {basis.source} WHERE {basis.where} AND ({basis.counts[raw]}) GROUP BY 1"
    )
