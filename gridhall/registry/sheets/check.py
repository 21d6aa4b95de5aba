"""Checks a whole ledger of residents against itself and against the hall."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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
from gridhall.registry.sheets.cards import judge_cards, with_guardians
from gridhall.registry.sheets.columns import RESIDENT_COLUMNS
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.home import judge_homes, judge_relations
from gridhall.registry.sheets.person import PersonJudge
from gridhall.registry.sheets.ready import ReadyPerson

_CHUNK = 5_000  # numbers asked for in one statement
_PARTS = 4


def check_people(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ReadyPerson]:
    """The people who may be stored, and what is wrong with the others."""
    findings = Findings()
    progress.report(0, _PARTS)
    judged = _judged(session, rows, findings, progress)
    across = Across(findings)
    ready = [each for each in judged if each.row not in findings.refused and across.is_new(each)]
    progress.report(3, _PARTS)
    ready = _not_in_the_hall(session, ready, findings)
    ready = with_guardians(ready, today, findings)
    progress.report(_PARTS, _PARTS)
    return Checked(ready, findings.problems)


def _judged(
    session: Session, rows: Sequence[SourceRow], findings: Findings, progress: Progress
) -> list[ReadyPerson]:
    """Every row as it would be stored, the refused ones among them."""
    numbers = [row.number for row in rows]
    keys = [spec.key for spec in RESIDENT_COLUMNS]
    columns = dict(zip(keys, zip(*[row.cells for row in rows], strict=True), strict=True))
    judge = PersonJudge(numbers, columns, findings)
    facts = judge.facts()
    progress.report(1, _PARTS)
    homes = judge_homes(numbers, columns, findings)
    progress.report(2, _PARTS)
    codes = judge.codes("relation", "relation")
    people = list(zip(facts, homes, strict=True))
    relations = judge_relations(numbers, columns["relation"], codes, people, findings)
    cards = judge_cards(session, numbers, columns, findings)
    return list(map(ReadyPerson, numbers, facts, homes, relations, cards))


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
            findings.warn(each.row, key, value, say.already_here(name))
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
    return {
        (name, born, Address(*[part or "" for part in door]))
        for name, born, *door in session.execute(query)
    }


def _chunks(numbers: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(numbers, _CHUNK)):
        yield some
