"""Checks a whole ledger of residents against itself and against the hall."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.rules import Address
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.across import Across, UnnumberedKey, unnumbered_key
from gridhall.registry.sheets.columns import RESIDENT_COLUMNS
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.judge import Judge
from gridhall.registry.sheets.ready import ReadyPerson

_REPORT_EVERY = 2_000
_CHUNK = 5_000  # numbers asked for in one statement


def check_people(
    session: Session, rows: Sequence[SourceRow], progress: Progress
) -> Checked[ReadyPerson]:
    """The people who may be stored, and what is wrong with the others."""
    findings = Findings()
    judge, across = Judge(findings, _told_columns(rows)), Across(findings)
    ready = []
    for index, row in enumerate(rows):
        if index % _REPORT_EVERY == 0:
            progress.report(index, len(rows))
        person = judge.judge(row)
        if person is not None and across.is_new(person):
            ready.append(person)
    return Checked(_not_in_the_hall(session, ready, findings), findings.problems)


def _told_columns(rows: Iterable[SourceRow]) -> frozenset[str]:
    """The columns in which the ledger says anything: only there is a blank worth a word."""
    columns = zip(*[row.cells for row in rows], strict=True)
    return frozenset(
        spec.key
        for spec, cells in zip(RESIDENT_COLUMNS, columns, strict=False)
        if any(cell != "" for cell in cells)
    )


def _not_in_the_hall(
    session: Session, ready: list[ReadyPerson], findings: Findings
) -> list[ReadyPerson]:
    if session.scalar(select(Person.id).limit(1)) is None:
        return ready
    numbers = _names_by_number(session, [each.person.id_number for each in ready])
    unnumbered = _unnumbered(session)
    new = []
    for each in ready:
        name = numbers.get(each.person.id_number or "")
        if name is None and unnumbered_key(each) in unnumbered:
            name = each.person.name
        if name is None:
            new.append(each)
        else:
            key = "id_number" if each.person.id_number else "name"
            value = each.person.id_number or each.person.name
            findings.warn(key, value, say.already_here(name), each.row)
    return new


def _names_by_number(session: Session, numbers: Iterable[str | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _chunks(filter(None, numbers)):
        query = select(Person.id_number, Person.name).where(Person.id_number.in_(some))
        found.update((number, name) for number, name in session.execute(query) if number)
    return found


def _unnumbered(session: Session) -> set[UnnumberedKey]:
    """The people of the hall who have no number, by name, birth date and door."""
    query = (
        select(Person.name, Person.birth_date)
        .add_columns(Compound.name, Building.number, Entrance.number, Dwelling.room)
        .join_from(Person, Membership, (Membership.person_id == Person.id), isouter=True)
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == Household.dwelling_id)
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .outerjoin(Building, Building.id == Entrance.building_id)
        .outerjoin(Compound, Compound.id == Building.compound_id)
        .where(Person.id_number.is_(None), Membership.until.is_(None))
    )
    rows = session.execute(query).tuples()
    return {(name, born, Address(*[part or "" for part in door])) for name, born, *door in rows}


def _chunks(numbers: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(numbers, _CHUNK)):
        yield some
