"""Two records side by side, field by field, and the pairs of a list with who they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from gridhall.registry.labels import FIELDS, STATUSES
from gridhall.registry.models import Person
from gridhall.registry.queries.residents import people, person
from gridhall.registry.queries.rows import ResidentRow, Revealed
from gridhall.registry.rules.duplicates import STRONG, Pair
from gridhall.registry.rules.merging import value_words

_NOTHING = "（空）"
_FIELDS = (
    "name", "former_name", "sex", "birth_date", "id_kind", "id_number", "phone", "hukou_kind",
    "hukou_address", "ethnicity", "education", "marital_status", "political_status", "workplace",
    "occupation", "military_service", "birth_place", "native_place", "other_address",
    "came_to_city", "came_here", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of the list: what speaks for it, and who the two are."""

    pair: Pair
    one: ResidentRow
    other: ResidentRow

    @property
    def id(self) -> tuple[int, int]:
        """Both ids, the lower first."""
        return self.one.id, self.other.id

    @property
    def is_strong(self) -> bool:
        """Whether it speaks strongly for one person."""
        return self.pair.score >= STRONG


@dataclass(frozen=True, slots=True)
class ComparedField:
    """What both records say in one field, in words; numbers are masked."""

    field: str
    title: str
    one: str
    other: str
    state: str  # same, different, one, other (only that record says something)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side; fields neither says anything in are left out."""

    one: ResidentRow
    other: ResidentRow
    fields: tuple[ComparedField, ...]


def pair_rows(session: Session, pairs: Iterable[Pair]) -> list[PairRow]:
    """Pairs with who the two are, in that order; a pair one of whom is gone is left out."""
    wanted = list(pairs)
    ids = {one.id for pair in wanted for one in (pair.one, pair.other)}
    found = {row.id: row for row in people(session, sorted(ids))}
    return [
        PairRow(pair, found[pair.one.id], found[pair.other.id])
        for pair in wanted
        if pair.one.id in found and pair.other.id in found
    ]


def comparison(session: Session, one_id: int, other_id: int) -> Comparison:
    """Both records, field by field; what differs comes first."""
    one, other = person(session, one_id), person(session, other_id)
    said = tuple(session.get_one(Person, row.id) for row in (one, other))
    fields = _compared((one, other), (said[0], said[1]))
    return Comparison(one, other, tuple(sorted(fields, key=lambda field: field.state == "same")))


def with_numbers(shown: Comparison, one: Revealed, other: Revealed) -> Comparison:
    """The same with the full numbers, where a reason was given."""
    full: Mapping[str, tuple[str, str]] = {
        "id_number": (one.id_number, other.id_number),
        "phone": (one.phone, other.phone),
    }
    fields = tuple(_with(field, full.get(field.field)) for field in shown.fields)
    return Comparison(shown.one, shown.other, fields)


def _with(field: ComparedField, full: tuple[str, str] | None) -> ComparedField:
    if full is None:
        return field
    one, other = (number or _NOTHING for number in full)
    return ComparedField(field.field, field.title, one, other, field.state)


def _compared(
    rows: tuple[ResidentRow, ResidentRow], said: tuple[Person, Person]
) -> Iterator[ComparedField]:
    yield _field("status", "在册状态", *((row.status, STATUSES[row.status]) for row in rows))
    yield _field("home", "住址", *((row.household_id, _home(row)) for row in rows))
    for name in _FIELDS:
        one, other = (getattr(record, name) for record in said)
        if _says(name, one) or _says(name, other):
            yield _field(name, FIELDS[name], _said(name, one), _said(name, other))


def _field(name: str, title: str, one: tuple[Any, str], other: tuple[Any, str]) -> ComparedField:
    state = "different"
    if one[0] == other[0]:
        state = "same"
    elif not one[0] or not other[0]:
        state = "one" if one[0] else "other"
    return ComparedField(name, title, one[1] or _NOTHING, other[1] or _NOTHING, state)


def _says(name: str, value: object) -> bool:
    return bool(value) and (name, value) not in {("sex", "0"), ("hukou_kind", "unknown")}


def _said(name: str, value: object) -> tuple[object, str]:
    """A value and its words; what is not known says nothing."""
    return (value, value_words(name, value)) if _says(name, value) else ("", _NOTHING)


def _home(row: ResidentRow) -> str:
    number = f"户号 {row.household_number}" if row.household_number else ""
    return "　".join(filter(None, (row.line, number)))
