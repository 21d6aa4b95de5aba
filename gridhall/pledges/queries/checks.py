"""Plausibility of the three lists: a count for each rule."""

from typing import NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.pledges.models import ListItem
from gridhall.pledges.queries.taken import parts
from gridhall.pledges.rules.states import item_state, taken


class Rule(NamedTuple):
    """A rule that no act of the program breaks; `sql` finds the rows that do."""

    name: str
    sql: str


RULES = (
    Rule(
        "claim.nobody",
        "SELECT id FROM claim WHERE unit_id IS NULL AND member_id IS NULL"
        " AND organisation_id IS NULL AND volunteer_id IS NULL",
    ),
    Rule(
        "claim.days",
        "SELECT c.id FROM claim c JOIN list_item i ON i.id = c.item_id"
        " WHERE c.delivered_on < c.claimed_on OR c.confirmed_on < c.delivered_on"
        " OR c.claimed_on < i.opened_on",
    ),
    Rule(
        "claim.unconfirmed",
        "SELECT id FROM claim WHERE (state = 'confirmed') <> (confirmed_on IS NOT NULL)"
        " OR (state = 'delivered' AND delivered_on IS NULL)",
    ),
    Rule(
        "claim.met_by_no_resource",
        "SELECT c.id FROM claim c JOIN list_item i ON i.id = c.matched_id"
        " WHERE i.kind <> 'resource'",
    ),
    Rule(
        "project.kind",
        "SELECT m.id FROM project_money m JOIN list_item i ON i.id = m.item_id"
        " WHERE i.kind <> 'project' UNION ALL SELECT s.id FROM project_step s"
        " JOIN list_item i ON i.id = s.item_id WHERE i.kind <> 'project'",
    ),
    Rule("project.percent", "SELECT id FROM project_step WHERE percent NOT BETWEEN 0 AND 100"),
    Rule(
        "project.money",
        "SELECT item_id FROM project_money GROUP BY item_id, kind, source HAVING sum(fen) < 0",
    ),
    Rule(
        "pledge.ended",
        "SELECT id FROM list_item WHERE (state IN ('confirmed', 'withdrawn'))"
        " <> (ended_on IS NOT NULL)",
    ),
)


def problems(session: Session) -> list[Problem]:
    """How often each rule of the lists is broken; rules that hold count 0."""
    found = []
    for rule in RULES:
        counted = session.execute(text(f"SELECT count(*) FROM ({rule.sql})"))
        found.append(Problem(rule.name, int(counted.scalar_one())))
    over, wrong = _states(session)
    found += [Problem("pledge.too_much", over), Problem("pledge.state", wrong)]
    return [*found, Problem("search.pledges", _out_of_step(session))]


def _states(session: Session) -> tuple[int, int]:
    """Items claimed beyond their quantity, and items whose state is not what their claims say."""
    rows = session.execute(select(ListItem.id, ListItem.quantity, ListItem.state)).all()
    known = parts(session, [row.id for row in rows])
    over = wrong = 0
    for one, quantity, state in rows:
        mine = known.get(one, [])
        over += taken(mine) > quantity
        withdrawn = state == "withdrawn"
        wrong += item_state(quantity, mine, withdrawn=withdrawn) != state
    return over, wrong


def _out_of_step(session: Session) -> int:
    """Items the index lacks, and entries of what is there no more."""
    first, last = id_range("pledge")
    bounds = {"first": first, "last": last}
    filed = session.execute(
        text(
            "SELECT count(*) FROM search_entry s JOIN list_item i ON i.id = s.id - :first"
            " WHERE s.id BETWEEN :first AND :last AND s.number = i.number"
        ),
        bounds,
    ).scalar_one()
    entries = session.execute(
        text("SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last"), bounds
    ).scalar_one()
    there = session.scalar(select(func.count()).select_from(ListItem)) or 0
    return int(there - filed) + int(entries - filed)
