"""A checked row of a resident ledger, ready to be stored."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gridhall.places.rules import Address


class PersonFacts(NamedTuple):
    """What becomes a row of `person`, in that order."""

    name: str
    former_name: str
    sex: str
    birth_date: date | None
    id_kind: str
    id_number: str | None
    phone: str
    ethnicity: str
    education: str
    marital_status: str
    political_status: str
    hukou_kind: str
    hukou_address: str
    workplace: str
    note: str


class GuardianFacts(NamedTuple):
    """Who answers for a child: an adult of the ledger by row, or somebody by name and phone."""

    name: str
    phone: str
    relation: str
    row: int | None = None


CARD_COLUMNS = (
    "occupation",
    "military_service",
    "birth_place",
    "native_place",
    "other_address",
    "came_to_city",
    "came_here",
)  # of `person`; few ledgers tell them


class CardFacts(NamedTuple):
    """What few ledgers tell: texts in the order of CARD_COLUMNS, tags by code, a guardian."""

    texts: tuple[str, ...] = ("",) * len(CARD_COLUMNS)
    tags: tuple[str, ...] = ()
    guardian: GuardianFacts | None = None


NO_CARD = CardFacts()


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """The household a row belongs to, as the ledger tells it; its rows share this very object.

    Told apart by being another object, not by what they say: they are looked up for every row.
    """

    ledger_number: str
    address: Address
    head_name: str

    @property
    def is_told(self) -> bool:
        """Whether there is any household to join."""
        return bool(self.ledger_number or self.head_name or self.address.building)


class ReadyPerson(NamedTuple):
    """One resident, the household to join and the relation to its head; `row` is the sheet's."""

    row: int
    person: PersonFacts
    home: Home
    relation: str
    card: CardFacts = NO_CARD
