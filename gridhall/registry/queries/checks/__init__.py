"""Plausibility of the register as a whole: a count for each rule, and the list behind it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress, Silent
from gridhall.hall.service.checking import Problem
from gridhall.places.queries import chunks, dwellings
from gridhall.registry.labels import STATUSES, TRANSFER_STATES
from gridhall.registry.models import HukouTransfer, Person
from gridhall.registry.queries import residents
from gridhall.registry.queries.checks.numbers import (
    NUMBER_RULES,
    SEARCH_RULES,
    out_of_step,
    unproved_months,
    wrong_numbers,
)
from gridhall.registry.queries.checks.rules import RULES, Rule
from gridhall.registry.queries.households import household
from gridhall.registry.queries.rows import ResidentRow

_FILED = {
    "search.residents": "person",
    "search.households": "household",
    "search.transfers": "transfer",
}
_BY_NAME = {rule.name: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One record that breaks a rule; `subject` says what it is, `id` which."""

    subject: str
    id: int
    title: str
    detail: str


def problems(
    session: Session, today: date | None = None, progress: Progress | None = None
) -> list[Problem]:
    """How often each rule of the register is broken; rules that hold count 0."""
    day, told = today or date.today(), progress or Silent()
    last = len(RULES) + 3
    found = []
    for done, rule in enumerate(RULES):
        told.report(done, last)
        found.append(Problem(rule.name, _count(session, rule, day)))
    told.report(len(RULES), last)
    numbers = Counter(rule for rule, _ in wrong_numbers(session))
    found += [Problem(rule, numbers[rule]) for rule in NUMBER_RULES]
    told.report(len(RULES) + 1, last)
    found.append(Problem("month.unproved", len(unproved_months(session, day))))
    told.report(len(RULES) + 2, last)
    for name in SEARCH_RULES:
        ids, left_over = out_of_step(session, name)
        found.append(Problem(name, len(ids) + left_over))
    return found


def found(session: Session, rule: str, today: date, limit: int = 500) -> list[FoundRow]:
    """The records behind a count, to be opened one by one."""
    if rule in _BY_NAME:
        known = _BY_NAME[rule]
        return _rows(session, known.subject, broken(session, rule, today)[:limit])
    if rule in NUMBER_RULES:
        ids = (person_id for name, person_id in wrong_numbers(session) if name == rule)
        return _rows(session, "person", list(islice(ids, limit)))
    if rule == "month.unproved":
        months = unproved_months(session, today)
        return [FoundRow("month", 0, f"{one:%Y年%m月}", "期初、增减和期末对不上") for one in months]
    if rule not in SEARCH_RULES:
        raise UserError(f"没有名单可看的规则“{rule}”。请用核对结果里登记方面的规则名")
    return _rows(session, _FILED[rule], out_of_step(session, rule)[0][:limit])


def broken(session: Session, rule: str, today: date) -> list[int]:
    """The ids of the records that break a rule."""
    found = session.execute(text(_BY_NAME[rule].sql), _values(_BY_NAME[rule], today))
    return sorted({row[0] for row in found})


def _count(session: Session, rule: Rule, today: date) -> int:
    counted = text(f"SELECT count(*) FROM ({rule.sql})")
    return int(session.execute(counted, _values(rule, today)).scalar_one())


def _values(rule: Rule, today: date) -> dict[str, str]:
    return {"today": today.isoformat()} if ":today" in rule.sql else {}


def _rows(session: Session, subject: str, ids: list[int]) -> list[FoundRow]:
    if subject == "person":
        people = residents.people(session, ids)
        return [FoundRow(subject, one.id, one.name, _about(one)) for one in people]
    if subject == "household":
        homes = [household(session, one) for one in ids]
        return [
            FoundRow(subject, one.id, one.title, f"户号 {one.number}　{_at(one.address)}")
            for one in homes
        ]
    return [FoundRow(subject, *row) for row in _NAMED[subject](session, ids)]


def _about(one: ResidentRow) -> str:
    """Where they live, or what became of them."""
    state = "" if one.status == "present" else STATUSES.get(one.status, one.status)
    return "　".join(filter(None, (state, one.line)))


def _dwellings(session: Session, ids: list[int]) -> list[tuple[int, str, str]]:
    found = dwellings(session, ids)
    return [(one, found[one].address.long, "没有划进网格") for one in ids if one in found]


def _transfers(session: Session, ids: list[int]) -> list[tuple[int, str, str]]:
    query = select(HukouTransfer.id, HukouTransfer.number, HukouTransfer.state, Person.name)
    query = query.outerjoin(Person, Person.id == HukouTransfer.applicant_id)
    by_ids = (query.where(HukouTransfer.id.in_(some)) for some in chunks(ids))
    rows = [row for one in by_ids for row in session.execute(one)]
    return [(row[0], row[1], f"{TRANSFER_STATES[row[2]]}　{row[3] or ''}") for row in rows]


def _at(address: object) -> str:
    return getattr(address, "short", "")


_NAMED = {"dwelling": _dwellings, "transfer": _transfers}
