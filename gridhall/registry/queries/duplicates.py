"""Who may be recorded twice: for one person, for a draft being typed, for the whole register."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from gridhall.core.pinyin import name_keys
from gridhall.core.progress import Progress
from gridhall.db import search
from gridhall.places.queries import chunks
from gridhall.registry.models import Membership, NotSame, Person
from gridhall.registry.rules.duplicates import (
    Known,
    Pair,
    compare,
    eighteen,
    is_sound,
    shared_keys,
    slips_of,
    written,
)

_REACH = 2000  # people of one sound that are looked through for one person
_PAGE = 20_000
_AT_ONCE = 5000  # people held while they are compared
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

    Everybody is read once, and what they share is kept as hashes only (16 bytes a key), so that a
    million people need some hundred MB; whoever shares something is then read and compared.
    """
    count = session.scalars(select(func.count()).select_from(Person)).one()
    shared, doubtful = _read_all(session, progress, count)
    found: dict[tuple[int, int], Pair] = {}
    groups = shared.groups(partial(progress.report, count, 2 * count))
    batches = [*_batches(groups), *_slips(session, doubtful)]
    for done, batch in enumerate(batches):
        progress.report(count + count * done // len(batches), 2 * count)
        who = known(session, {one for group in batch for one in group})
        for pair in _compared(who, batch):
            found[pair.one.id, pair.other.id] = pair
    return _unless_told_apart(session, found.values())


class _Shared:
    """Who has a key in common, known by the key's hash; nothing else of anybody is kept."""

    def __init__(self) -> None:
        self._hashes, self._owners = array("q"), array("q")

    def add(self, who: Known) -> None:
        """Keep what this person may share."""
        for key in shared_keys(who):
            self._hashes.append(hash(key))
            self._owners.append(who.id)

    def groups(self, go_on: Callable[[], None]) -> list[tuple[int, ...]]:
        """The ids that came with one hash, two and more; `go_on` is where it may be stopped."""
        mask = (1 << max(16, (8 * len(self._hashes)).bit_length())) - 1
        times = bytearray(mask + 1)
        for start in range(0, len(self._hashes), _PAGE):
            go_on()
            for one in self._hashes[start : start + _PAGE]:
                times[one & mask] = min(times[one & mask] + 1, 2)
        groups: dict[int, list[int]] = defaultdict(list)
        for start in range(0, len(self._hashes), _PAGE):
            go_on()
            end = start + _PAGE
            for one, owner in zip(self._hashes[start:end], self._owners[start:end], strict=True):
                if times[one & mask] > 1:
                    groups[one].append(owner)
        return [tuple(sorted(set(ids))) for ids in groups.values() if len(ids) > 1]


def _read_all(session: Session, progress: Progress, count: int) -> tuple[_Shared, list[Known]]:
    """What everybody may share, and whose number is no right one: a slip, maybe."""
    shared = _Shared()
    doubtful: list[Known] = []
    last, seen = 0, 0
    while True:
        progress.report(min(seen, count), 2 * count)
        page = _KNOWN.where(Person.id > last).order_by(Person.id).limit(_PAGE)
        rows = [_known(tuple(row)) for row in session.execute(page)]
        if not rows:
            return shared, doubtful
        for who in rows:
            shared.add(who)
            if len(who.id_number) == 18 and not is_sound(who.id_number):
                doubtful.append(who)
        last, seen = rows[-1].id, seen + len(rows)


def _slips(session: Session, doubtful: Sequence[Known]) -> Iterator[list[tuple[int, ...]]]:
    """Whoever stands one slip away from a number that cannot be right, whatever the name."""
    found = []
    for who in doubtful:
        numbers = [form for slip in slips_of(who.id_number) for form in written(slip)]
        others = session.scalars(_BY_NUMBER, {"numbers": numbers})
        found += [(who.id, other) for other in others if other != who.id]
    yield from _batches(found)


def _batches(groups: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Groups put together, so that a few thousand people are read at a time."""
    batch: list[tuple[int, ...]] = []
    size = 0
    for group in groups:
        batch.append(group)
        size += len(group)
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _compared(who: Mapping[int, Known], batch: Iterable[tuple[int, ...]]) -> Iterator[Pair]:
    for one, other in {pair for group in batch for pair in combinations(group, 2)}:
        if one in who and other in who:
            pair = compare(who[one], who[other])
            if pair is not None:
                yield pair


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
        forms = {form for one in (number, *slips_of(number)) for form in written(one)}
        ids |= set(session.scalars(_BY_NUMBER, {"numbers": sorted(forms)}))
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
