"""Who may be recorded twice: for one person, for a draft being typed, for the whole register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from gridhall.core.pinyin import name_keys
from gridhall.core.progress import Progress
from gridhall.db import search
from gridhall.places.queries import chunks
from gridhall.registry.models import Membership, NotSame, Person
from gridhall.registry.rules.duplicates import Known, Pair, compare, eighteen, slips_of

_REACH = 300  # people of one sound that are looked through for one person
_PAGE = 20_000
_KNOWN = (
    select(Person.id, Person.name, Person.sex, Person.birth_date, Person.id_number)
    .add_columns(Person.phone, Membership.household_id, Person.version)
    .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.until.is_(None)))
    .where(Person.status.not_in(("merged", "void")))
)
_BY_ID = _KNOWN.where(Person.id.in_(bindparam("ids", expanding=True)))
_BY_NUMBER = select(Person.id).where(Person.id_number.in_(bindparam("numbers", expanding=True)))


@dataclass(frozen=True, slots=True)
class Reference:
    """How many rows of a table speak of a person: what a merge would move."""

    table: str
    count: int


def known(session: Session, person_ids: Iterable[int]) -> dict[int, Known]:
    """People as far as being the same one goes, by id; merged and void ones are left out."""
    found = {}
    for some in chunks(sorted(set(person_ids))):
        for row in session.execute(_BY_ID, {"ids": some}):
            found[row.id] = _known(tuple(row))
    return found


def duplicates_of(session: Session, person_id: int) -> list[Pair]:
    """Who may be the same as this person, the likeliest first; pairs told apart are left out."""
    who = known(session, [person_id]).get(person_id)
    if who is None:
        return []
    return _unless_told_apart(session, _pairs(session, who))


def duplicates_of_draft(session: Session, typed: Known) -> list[Pair]:
    """Who is registered already and may be who is being typed; `typed.id` is 0."""
    return sorted(_pairs(session, typed), key=_likeliest)


def all_duplicates(session: Session, progress: Progress) -> list[Pair]:
    """Every pair of the register that may be one person, the likeliest first.

    People who sound alike, share a birth date in a household, or share a phone are compared with
    each other; a slip in a number counts among those.
    """
    groups = _groups(session, progress)
    found: dict[tuple[int, int], Pair] = {}
    for group in groups:
        for one, other in combinations(group, 2):
            pair = compare(one, other)
            if pair is not None:
                found[pair.one.id, pair.other.id] = pair
    return _unless_told_apart(session, found.values())


def _pairs(session: Session, who: Known) -> Iterator[Pair]:
    near = known(session, _near(session, who) - {who.id})
    for other in near.values():
        pair = compare(who, other)
        if pair is not None:
            yield pair


def _near(session: Session, who: Known) -> set[int]:
    """Everybody worth a comparison: by number and its slips, sound, phone, household."""
    number = eighteen(who.id_number)
    ids: set[int] = set()
    if number:
        ids |= set(session.scalars(_BY_NUMBER, {"numbers": [number, *slips_of(number)]}))
    for word in (*name_keys(who.name).full, who.phone):
        if word:
            hits = search.search(session, word, _REACH, kinds=("resident",))
            ids |= {hit.record_id for hit in hits}
    if who.household_id is not None:
        here = select(Membership.person_id).where(
            Membership.household_id == who.household_id, Membership.until.is_(None)
        )
        ids |= set(session.scalars(here))
    return ids


def _groups(session: Session, progress: Progress) -> Iterator[Sequence[Known]]:
    """People put together by what they share, page by page; only groups of two and more."""
    shared: dict[object, list[Known]] = defaultdict(list)
    last, seen = 0, 0
    while True:
        page = _KNOWN.where(Person.id > last).order_by(Person.id).limit(_PAGE)
        rows = [_known(tuple(row)) for row in session.execute(page)]
        if not rows:
            break
        for who in rows:
            for key in _keys(who):
                shared[key].append(who)
        last, seen = rows[-1].id, seen + len(rows)
        progress.report(seen, seen + _PAGE)
    yield from (group for group in shared.values() if len(group) > 1)


def _keys(who: Known) -> Iterator[object]:
    """What makes a comparison worth while; a sound alone would pair up thousands."""
    for sound in name_keys(who.name).full[:2]:
        if who.birth_date is not None:
            yield sound, who.birth_date
        if who.phone:
            yield sound, who.phone
        if who.id_number:
            yield sound, eighteen(who.id_number)[:6], who.id_number[-5:-1]
            yield sound, eighteen(who.id_number)[6:14]
    if who.household_id is not None and who.birth_date is not None:
        yield who.household_id, who.birth_date


def _unless_told_apart(session: Session, pairs: Iterable[Pair]) -> list[Pair]:
    """Without the pairs a clerk has told apart and neither of which has changed since."""
    found = sorted(pairs, key=_likeliest)
    ids = {pair.one.id for pair in found}
    told: dict[tuple[int, int], tuple[int, int]] = {}
    for some in chunks(sorted(ids)):
        for row in session.scalars(select(NotSame).where(NotSame.person_id.in_(some))):
            told[row.person_id, row.other_id] = (row.person_version, row.other_version)
    return [
        pair
        for pair in found
        if told.get((pair.one.id, pair.other.id)) != (pair.one.version, pair.other.version)
    ]


def _likeliest(pair: Pair) -> tuple[int, int, int]:
    return -pair.score, pair.one.id, pair.other.id


def _known(row: tuple[object, ...]) -> Known:
    person_id, name, sex, born, number, phone, household_id, version = row
    assert isinstance(person_id, int)
    assert isinstance(version, int)
    assert born is None or isinstance(born, date)
    assert household_id is None or isinstance(household_id, int)
    return Known(
        person_id, str(name), str(sex), born, str(number or ""), str(phone), household_id, version
    )
