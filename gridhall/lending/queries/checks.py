"""Plausibility of the counter's books: a count for each rule."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.lending.queries.stock import kinds

RULES = {
    "loan.open": "SELECT id FROM loan"
    " WHERE (returned + lost = quantity) <> (closed_on IS NOT NULL)",
    "loan.days": "SELECT id FROM loan WHERE returned_on < lent_on OR closed_on < lent_on",
    "loan.gone": "SELECT l.id FROM loan l JOIN thing t ON t.id = l.thing_id"
    " WHERE l.closed_on IS NULL AND t.state <> 'ready'",
    "loan.nobody": "SELECT id FROM loan WHERE borrower = ''",
    "deposit.taken": "SELECT id FROM deposit WHERE (taken_on IS NULL) <> (taken_by = '')"
    " OR taken_on < left_on",
    "found.closed": "SELECT id FROM found_item WHERE (state = 'kept') <> (closed_on IS NULL)",
    "kit.nowhere": "SELECT k.id FROM kit_item k JOIN thing t ON t.id = k.thing_id"
    " WHERE k.ended_on IS NULL AND t.state = 'retired'",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the counter is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    counted_kinds = [one for one in kinds(session, ended=True) if one.way in ("counted", "given")]
    over = sum(one.out > one.owned for one in counted_kinds)
    return [*found, Problem("stock.over", over), Problem("search.things", _out_of_step(session))]


def _out_of_step(session: Session) -> int:
    """Things the index lacks, and entries of what is there no more."""
    first, last = id_range("thing")
    bounds = {"first": first, "last": last}
    sql = (
        "SELECT (SELECT count(*) FROM thing) AS there,"
        " (SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last) AS entries,"
        " (SELECT count(*) FROM search_entry s JOIN thing t ON t.id = s.id - :first"
        " WHERE s.id BETWEEN :first AND :last AND s.number = t.code) AS filed"
    )
    there, entries, filed = session.execute(text(sql), bounds).one()
    return int(there - filed) + int(entries - filed)
