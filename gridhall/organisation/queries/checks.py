"""Plausibility of the organisation as a whole: a count for each rule."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.organisation.models import Organisation
from gridhall.organisation.rules.members import KEEPERS

_OPEN = "ifnull({}.until, '9999-12-31')"
_REAL = "({0}.until IS NULL OR {0}.until > {0}.since)"  # a plan given up lasted no day
_KEEPERS = ", ".join(f"'{kind}'" for kind in sorted(KEEPERS))


class Rule(NamedTuple):
    """A rule that no act of the program breaks; `sql` finds the rows that do."""

    name: str
    sql: str


RULES = (
    Rule(
        "organisation.parent_ended",
        "SELECT o.id FROM organisation o JOIN organisation p ON p.id = o.parent_id"
        " WHERE p.ended_on IS NOT NULL AND ifnull(o.ended_on, '9999-12-31') > p.ended_on",
    ),
    Rule(
        "organisation.before_parent",
        "SELECT o.id FROM organisation o JOIN organisation p ON p.id = o.parent_id"
        " WHERE o.founded_on < p.founded_on AND ifnull(o.ended_on, '9999-12-31') > o.founded_on"
        " AND NOT EXISTS (SELECT 1 FROM past_organisation x WHERE x.organisation_id = o.id"
        " AND x.field = 'parent_id')",
    ),
    Rule(
        "organisation.days",
        "SELECT id FROM organisation WHERE ended_on < founded_on OR term_until <= founded_on",
    ),
    Rule(
        "seat.two_holders",
        "SELECT a.id FROM tenure a JOIN tenure b ON b.seat_id = a.seat_id AND b.id > a.id"
        f" WHERE a.since < {_OPEN.format('b')} AND b.since < {_OPEN.format('a')}"
        f" AND {_REAL.format('a')} AND {_REAL.format('b')}",
    ),
    Rule(
        "seat.held_after_end",
        "SELECT t.id FROM tenure t JOIN seat s ON s.id = t.seat_id"
        " LEFT JOIN organisation o ON o.id = s.organisation_id LEFT JOIN grid g ON g.id = s.grid_id"
        " WHERE (t.until IS NULL OR t.until > t.since) AND"
        " min(ifnull(s.ended_on, '9999-12-31'), ifnull(o.ended_on, '9999-12-31'),"
        f" ifnull(g.active_to, '9999-12-31')) < {_OPEN.format('t')}",
    ),
    Rule("seat.days", "SELECT id FROM tenure WHERE term_until <= since OR until < since"),
    Rule(
        "member.branch_ended",
        "SELECT r.id FROM party_relation r JOIN organisation o ON o.id = r.organisation_id"
        f" WHERE o.ended_on < {_OPEN.format('r')}",
    ),
    Rule(
        "member.two_branches",
        "SELECT a.id FROM party_relation a JOIN party_relation b ON b.member_id = a.member_id"
        " AND b.id > a.id AND a.kind = 'member' AND b.kind = 'member'"
        f" WHERE ifnull(a.since, '') < {_OPEN.format('b')}"
        f" AND ifnull(b.since, '') < {_OPEN.format('a')}"
        f" AND (a.until IS NULL OR a.until > ifnull(a.since, ''))"
        f" AND (b.until IS NULL OR b.until > ifnull(b.since, ''))",
    ),
    Rule(
        "member.no_branch_kind",
        "SELECT r.id FROM party_relation r JOIN organisation o ON o.id = r.organisation_id"
        f" WHERE r.kind = 'member' AND r.until IS NULL AND o.kind NOT IN ({_KEEPERS})",
    ),
    Rule(
        "grid.holder_ended",
        "SELECT h.id FROM grid_holding h JOIN organisation o ON o.id = h.organisation_id"
        f" WHERE o.ended_on < {_OPEN.format('h')}",
    ),
    Rule(
        "grid.two_owners",
        "SELECT a.id FROM grid_holding a JOIN grid_holding b ON b.grid_id = a.grid_id"
        f" AND b.id > a.id WHERE ifnull(a.since, '') < {_OPEN.format('b')}"
        f" AND ifnull(b.since, '') < {_OPEN.format('a')}",
    ),
    Rule(
        "grid.ended_with_entrances",
        "SELECT e.id FROM entrance e JOIN grid g ON g.id = e.grid_id"
        " WHERE g.active_to IS NOT NULL UNION ALL"
        " SELECT p.id FROM past_grid p JOIN grid g ON g.id = p.grid_id"
        " WHERE g.active_to < p.until",
    ),
    Rule(
        "grid.past_order",
        "SELECT a.id FROM past_grid a JOIN past_grid b"
        " ON b.entrance_id = a.entrance_id AND b.until = a.until AND b.id > a.id",
    ),
    Rule(
        "unit.organisation_ended",
        "SELECT u.id FROM partner_unit u JOIN organisation o ON o.id = u.organisation_id"
        " WHERE u.active_to IS NULL AND o.ended_on IS NOT NULL",
    ),
)
_FILED = {
    "search.organisations": ("organisation", "organisation", "ended_on"),
    "search.units": ("unit", "partner_unit", "active_to"),
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the organisation is broken; rules that hold count 0."""
    found = [Problem("organisation.circle", len(in_circles(session)))]
    for rule in RULES:
        counted = session.execute(text(f"SELECT count(*) FROM ({rule.sql})"))
        found.append(Problem(rule.name, int(counted.scalar_one())))
    return [*found, *(Problem(name, _out_of_step(session, name)) for name in _FILED)]


def in_circles(session: Session) -> set[int]:
    """Organisations that are below themselves: a damaged file has them, no act makes them."""
    query = select(Organisation.id, Organisation.parent_id)
    parents = {row[0]: row[1] for row in session.execute(query)}
    settled: set[int] = set()
    found: set[int] = set()
    for one in parents:
        way = list(_upwards(one, parents, settled))
        above = parents.get(way[-1]) if way else None
        if above in way:
            found.update(way[way.index(above) :])
        settled.update(way)
    return found


def _upwards(one: int | None, parents: dict[int, int | None], settled: set[int]) -> Iterator[int]:
    """From an organisation up to one that was walked before, or to itself."""
    seen: set[int] = set()
    while one is not None and one not in settled and one not in seen:
        seen.add(one)
        yield one
        one = parents.get(one)


def _out_of_step(session: Session, rule: str) -> int:
    """Records the index lacks or names otherwise, and entries of what is there no more."""
    kind, table, ended = _FILED[rule]
    first, last = id_range(kind)
    wrong = (
        f"SELECT count(*) FROM {table} r LEFT JOIN search_entry s ON s.id = r.id + :first"
        f" WHERE r.{ended} IS NULL AND (s.id IS NULL OR s.title <> r.name)"
    )
    left = (
        f"SELECT count(*) FROM search_entry s LEFT JOIN {table} r ON r.id = s.id - :first"
        f" AND r.{ended} IS NULL WHERE s.id BETWEEN :first AND :last AND r.id IS NULL"
    )
    bounds = {"first": first, "last": last}
    missing = session.execute(text(wrong), {"first": first}).scalar_one()
    return int(missing) + int(session.execute(text(left), bounds).scalar_one())
