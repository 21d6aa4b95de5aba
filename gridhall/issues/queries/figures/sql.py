"""Which issues a figure counts and by which of their days: the SQL, in one place.

`:first` and `:last` are the period's days. Every source calls the issue `i`.
"""

from dataclasses import dataclass
from typing import Final

from gridhall.issues.rules.figures import COHORT
from gridhall.issues.rules.states import OWED

# An issue that was routed anew after its whistle keeps that in the response before.
_BLOWN = "SELECT r.issue_id FROM issue_response r WHERE r.whistled_on"
_EVER = (
    "(i.whistled_on IS NOT NULL OR EXISTS (SELECT 1 FROM issue_response r"
    " WHERE r.issue_id = i.id AND r.whistled_on IS NOT NULL))"
)
_BLOWN_ON = (
    "(SELECT min(r.whistled_on) FROM issue_response r"
    " WHERE r.issue_id = i.id AND r.whistled_on BETWEEN :first AND :last)"
)
_WORDED = "i.verified_on IS NOT NULL AND i.word != ''"
_CONTENT = "i.word IN ('satisfied', 'fair')"
_SOLVED = "i.resolved_on IS NOT NULL"
_LATE = f"i.due_on < :today AND i.resolved_on IS NULL AND i.state IN {OWED}"


@dataclass(frozen=True, slots=True)
class Basis:
    """Issues of a period by one of their days: which count, and their day."""

    where: str
    at: str


BASES: Final = {
    "received": Basis("i.received_on BETWEEN :first AND :last", "i.received_on"),
    "admitted": Basis("i.admitted_on BETWEEN :first AND :last", "i.admitted_on"),
    "whistled": Basis(f"i.id IN ({_BLOWN} BETWEEN :first AND :last)", _BLOWN_ON),
    "solved": Basis("i.resolved_on BETWEEN :first AND :last", "i.resolved_on"),
    "declined": Basis("i.declined_on BETWEEN :first AND :last", "i.declined_on"),
    "closed": Basis("i.closed_on BETWEEN :first AND :last", "i.closed_on"),
    "supervised": Basis("i.supervised_on BETWEEN :first AND :last", "i.supervised_on"),
    "verified": Basis("i.verified_on BETWEEN :first AND :last", "i.verified_on"),
    "standing": Basis(
        "i.received_on <= :last AND coalesce(i.closed_on, '9') > :last"
        " AND coalesce(i.declined_on, '9') > :last",
        "i.received_on",
    ),
}

# A raw number: its basis, and what is counted of it by a cohort's issues and by a basis' own.
_RAWS: Final = {
    "collected": ("received", "1", "1"),
    "admitted": ("admitted", "i.admitted_on IS NOT NULL", "1"),
    "whistled": ("whistled", _EVER, "1"),
    "solved": ("solved", _SOLVED, "1"),
    "here": ("solved", f"{_SOLVED} AND i.admitted_on IS NULL", "i.admitted_on IS NULL"),
    "solved_admitted": (
        "admitted",
        f"i.admitted_on IS NOT NULL AND {_SOLVED}",
        _SOLVED,
    ),
    "days": (
        "solved",
        f"iif({_SOLVED}, julianday(i.resolved_on) - julianday(i.received_on), 0)",
        "julianday(i.resolved_on) - julianday(i.received_on)",
    ),
    "declined": ("declined", "i.declined_on IS NOT NULL", "1"),
    "closed": ("closed", "i.closed_on IS NOT NULL", "1"),
    "standing": ("standing", "i.closed_on IS NULL AND i.declined_on IS NULL", "1"),
    "overdue": ("standing", _LATE, _LATE),
    "supervised": ("supervised", "i.supervised_on IS NOT NULL", "1"),
    "content": ("verified", f"{_WORDED} AND {_CONTENT}", _CONTENT),
    "worded": ("verified", _WORDED, "i.word != ''"),
}  # fmt: skip

LISTED: Final = "i.id, i.number, i.title, i.state, i.owner_name, i.received_on"  # of a Behind
NOTHING: Final = dict.fromkeys(_RAWS, 0)  # the numbers of a line there is nothing on
_OWNER = (
    "CASE WHEN i.unit_id IS NOT NULL THEN 'unit:' || i.unit_id"
    " WHEN i.organisation_id IS NOT NULL THEN 'organisation:' || i.organisation_id"
    " WHEN i.agency_id IS NOT NULL THEN 'agency:' || i.agency_id"
    " WHEN i.owner_name != '' THEN 'words:' || i.owner_name ELSE '' END"
)
_DIMS: Final = {
    "all": "''",
    "month": "substr({at}, 1, 7)",
    "group": (
        "coalesce((SELECT coalesce(c.parent_id, c.id) FROM issue_category c"
        " WHERE c.id = i.category_id), 0)"
    ),
    "category": "coalesce(i.category_id, 0)",
    "grid": "coalesce(i.grid_id, 0)",
    "compound": "coalesce(i.compound_id, 0)",
    "building": "coalesce(i.building_id, 0)",
    "unit": _OWNER,
    "path": "i.path",
    "channel": "i.channel",
    "size": "i.size",
    "route": "coalesce(i.route, 0)",
    "level": "i.level",
}


def counting_sql(counted: str, by: str) -> list[str]:
    """The statements that count everything, split by `by`; one pass for a cohort."""
    if counted == COHORT:
        return [_statement("received", by, {name: raw[1] for name, raw in _RAWS.items()})]
    found = []
    for basis in BASES:
        mine = {name: raw[2] for name, raw in _RAWS.items() if raw[0] == basis}
        found.append(_statement(basis, by, mine))
    return found


def _statement(basis: str, by: str, raws: dict[str, str]) -> str:
    sums = ", ".join(f"sum({said}) AS {name}" for name, said in raws.items())
    line, where = _line(basis, by), BASES[basis].where
    each = " GROUP BY 1" if by != "all" else ""  # or SQLite would sort what is one line
    return f"SELECT {line} AS line, {sums} FROM issue i WHERE {where}{each}"


def listing_sql(counted: str, by: str, raw: str, *, one_line: bool) -> str:
    """The issues behind one raw number, of one line (`:line`) or of all."""
    basis, cohort, events = _RAWS[raw]
    basis, said = ("received", cohort) if counted == COHORT else (basis, events)
    chosen = f" AND CAST({_line(basis, by)} AS TEXT) = :line" if one_line else ""
    return (
        f"SELECT {LISTED} FROM issue i"
        f" WHERE {BASES[basis].where} AND ({said}){chosen} ORDER BY i.received_on DESC, i.id DESC"
    )


def _line(basis: str, by: str) -> str:
    return _DIMS[by].format(at=BASES[basis].at)
