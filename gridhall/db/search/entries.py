"""What the index holds of one record, and what a search gives back."""

from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

# The order is the order of hits that fit equally well, and it is stored: only ever append.
KINDS = (
    "resident", "household", "case", "matter", "volunteer", "organisation", "paper", "transfer",
    "unit", "pledge", "thing", "agency", "issue",
    "notice", "honor", "compact", "bulletin",
    "survey", "topic", "meeting",
    "mediation", "inspection", "theme",
)  # fmt: skip

# Found by their numbers alone: by names and address their people are found.
NUMBERED_KINDS = frozenset({"household"})

_SHIFT = 40  # an entry's id is its kind's place above 40 bits of the record's own id
_MASK = (1 << _SHIFT) - 1
_PLACES = {kind: place << _SHIFT for place, kind in enumerate(KINDS)}

Source = Session | Connection | Any  # Any: the driver's own connection


class SearchEntry(NamedTuple):
    """One record as the search box finds and shows it; texts as the clerk reads them."""

    kind: str
    record_id: int
    title: str
    address: str = ""  # found by its compound and by 3-2-501
    detail: str = ""  # shown only: relation, state, grid
    number: str = ""  # ID, case, household or paper number
    phone: str = ""
    household_number: str = ""
    names: tuple[str, ...] = ()  # found by characters, pinyin and initials
    words: tuple[str, ...] = ()  # found as they stand: codes, a second phone, 原户号


class Hit(NamedTuple):
    """One line of the results; names and numbers as stored, never masked."""

    entry: int  # the index's own id; most hits on most keys are only drawn, never opened
    title: str
    address: str
    detail: str
    number: str
    household_number: str

    @property
    def kind(self) -> str:
        """What was found: one of KINDS."""
        return KINDS[self.entry >> _SHIFT]

    @property
    def record_id(self) -> int:
        """The record's own id."""
        return self.entry & _MASK

    @property
    def line(self) -> str:
        """The second line of a result: address · relation."""
        return " · ".join(part for part in (self.address, self.detail) if part)

    @property
    def id_number(self) -> str:
        """The resident's ID number (公民身份号码); empty for everything else."""
        return self.number if self.kind in ("resident", "volunteer") else ""


def entry_id(kind: str, record_id: int) -> int:
    """The index's own id of one record."""
    return _PLACES[kind] | record_id


def id_range(kind: str) -> tuple[int, int]:
    """The first and last index id of one kind."""
    return _PLACES[kind], _PLACES[kind] | _MASK


def driver(source: Source) -> Any:
    """The driver's connection inside the session's running transaction."""
    if isinstance(source, Session):
        source = source.connection()
    if isinstance(source, Connection):
        return source.connection.driver_connection
    return source
