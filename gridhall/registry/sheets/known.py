"""People of a ledger whom the hall knows already, and what the two tell differently of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from gridhall.exchange.rules.differences import Difference
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.queries import chunks
from gridhall.places.rules import Address
from gridhall.registry.labels import FIELDS
from gridhall.registry.models import Household, Membership, Person, PersonTag
from gridhall.registry.queries import tags as tag_queries
from gridhall.registry.rules.frozen import frozen_words
from gridhall.registry.rules.merging import value_words
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.across import UnnumberedKey, unnumbered_key
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.ready import CARD_COLUMNS, PersonFacts, ReadyPerson

_CHUNK = 5_000  # numbers asked for in one statement
_NUMBER = ("id_kind", "id_number")
_FACTS = tuple(name for name in PersonFacts._fields if name not in _NUMBER)
UPDATABLE = {name: FIELDS[name] for name in (*_FACTS, *CARD_COLUMNS)} | {"tags": "标签"}
_NOTHING = {"sex": "0", "hukou_kind": "unknown"}  # what says no more than a blank
_ELSEWHERE = "搬家是变动：在居民卡上登记变动，或写进变动表再导入"


class Known(NamedTuple):
    """A person of the hall that a row of the ledger means."""

    ready: ReadyPerson
    id: int
    facts: Mapping[str, Any]  # columns of `person`
    address: Address | None


def apart(session: Session, ready: Sequence[ReadyPerson]) -> tuple[list[ReadyPerson], list[Known]]:
    """Those the hall has not seen yet, and those it knows by number, or else name and door."""
    if session.scalar(select(Person.id).limit(1)) is None:
        return list(ready), []
    numbered = _by_number(session, (each.person.id_number for each in ready))
    unnumbered = _by_name(session)
    new, known = [], []
    for each in ready:
        number = each.person.id_number
        found = numbered.get(number) if number else None
        found = found or unnumbered.get(unnumbered_key(each))
        if found is None:
            new.append(each)
        else:
            known.append(Known(each, *found))
    return new, known


def differences_of(
    session: Session, known: Sequence[Known], findings: Findings
) -> Iterator[Difference]:
    """What the hall and the ledger tell differently; says of everybody that the hall has them."""
    tags = _tags(session, [one.id for one in known if one.ready.card.tags])
    for one in known:
        facts, person = one.facts, one.ready.person
        key = "id_number" if person.id_number else "name"
        value = person.id_number or person.name
        findings.warn(one.ready.row, key, value, say.already_here(facts["name"], facts["status"]))
        if not frozen_words(facts["status"], facts["died_on"]):
            yield from _facts_of(one)
            yield from _tags_of(one, tags)
            yield from _address_of(one)


def _facts_of(one: Known) -> Iterator[Difference]:
    """A blank of the ledger tells nothing; a note that the hall's contains is no news."""
    told = one.ready.person._asdict() | dict(zip(CARD_COLUMNS, one.ready.card.texts, strict=True))
    for name in (*_FACTS, *CARD_COLUMNS):
        value, was = told[name], one.facts[name]
        if not value or value == was or value == _NOTHING.get(name):
            continue
        if name == "note" and value in was:
            continue
        words = value_words(name, was), value_words(name, value)
        yield _difference(one, name, words, value)


def _tags_of(one: Known, tags: Mapping[int, Mapping[str, str]]) -> Iterator[Difference]:
    new = [code for code in one.ready.card.tags if code in tags.get(one.id, {})]
    if new:
        words = "、".join(tags[one.id][code] for code in new)
        yield _difference(one, "tags", ("（没有这些标签）", words), tuple(new))


def _address_of(one: Known) -> Iterator[Difference]:
    there = one.ready.home.address
    if there.building and there != one.address:
        here = one.address.short if one.address else "（没有入户）"
        yield Difference(
            one.ready.row, "address", FIELDS["address"], one.facts["name"], here, there.short,
            one.id, hint=_ELSEWHERE,
        )  # fmt: skip


def _difference(one: Known, name: str, words: tuple[str, str], value: Any) -> Difference:
    return Difference(
        one.ready.row, name, UPDATABLE[name], one.facts["name"], *words, one.id, value
    )


_Found = tuple[int, Mapping[str, Any], Address | None]


def _people() -> Select[Any]:
    """Everybody of the hall with the door of their household."""
    columns = [getattr(Person, name) for name in ("id", "id_number", *_FACTS, *CARD_COLUMNS)]
    open_one = and_(Membership.person_id == Person.id, Membership.until.is_(None))
    return (
        select(*columns, Person.status, Person.died_on)
        .add_columns(Compound.name.label("at_compound"), Building.number.label("at_building"))
        .add_columns(Entrance.number.label("at_entrance"), Dwelling.room.label("at_room"))
        .select_from(Person)
        .outerjoin(Membership, open_one)
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == Household.dwelling_id)
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .outerjoin(Building, Building.id == Entrance.building_id)
        .outerjoin(Compound, Compound.id == Building.compound_id)
    )


def _by_number(session: Session, numbers: Iterable[str | None]) -> dict[str, _Found]:
    rest, found = filter(None, numbers), {}
    while some := list(islice(rest, _CHUNK)):
        for row in session.execute(_people().where(Person.id_number.in_(some))):
            found[row.id_number] = _found(row)
    return found


def _by_name(session: Session) -> dict[UnnumberedKey, _Found]:
    """The people of the hall who have no number, by name, birth date and door."""
    found: dict[UnnumberedKey, _Found] = {}
    for row in session.execute(_people().where(Person.id_number.is_(None))):
        one = _found(row)
        found[(row.name, row.birth_date, one[2] or Address("", ""))] = one
    return found


def _found(row: Any) -> _Found:
    facts = row._mapping
    door = [facts[f"at_{part}"] for part in ("compound", "building", "entrance", "room")]
    return row.id, facts, Address(*[part or "" for part in door]) if door[1] else None


def _tags(session: Session, person_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The tags each of these people does not bear yet: code -> name."""
    if not person_ids:
        return {}
    words = {one.code: one.name for one in tag_queries.kinds(session)}
    found = {person_id: dict(words) for person_id in person_ids}
    borne = select(PersonTag.person_id, PersonTag.tag).where(PersonTag.until.is_(None))
    for some in chunks(sorted(found)):
        for person_id, code in session.execute(borne.where(PersonTag.person_id.in_(some))):
            found[person_id].pop(code, None)
    return found
