"""What a subject's sheet has to offer to be brought in through the workbench."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar, runtime_checkable

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.exchange.rules.joining import Part
from gridhall.exchange.rules.problems import Problem
from gridhall.exchange.rules.rows import SourceRow

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Checked(Generic[R]):
    """The rows that may be stored, everything found wrong or odd, and what the hall tells else."""

    ready: list[R]
    problems: list[Problem]
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Batch:
    """The import a stored row belongs to."""

    id: int
    name: str
    clerk: Clerk
    at: datetime


@runtime_checkable
class Spread(Protocol):
    """A kind of workbook whose rows are spread over several sheets, read as one table."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """For each of its sheets the keys of columns that only that sheet has."""
        ...


class Sheet(Protocol[R]):
    """One kind of workbook; the subject's `sheets.py` implements it."""

    @property
    def kind(self) -> str:
        """The word of the command line, e.g. `residents`."""
        ...

    @property
    def title(self) -> str:
        """What the rows are, e.g. 居民."""
        ...

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns it knows; a row's cells come in this order."""
        ...

    @property
    def fields(self) -> Mapping[str, str]:
        """What may be taken over of people the hall knows: key -> title; nothing for most."""
        ...

    def check(self, session: Session, rows: Sequence[SourceRow], progress: Progress) -> Checked[R]:
        """Judge every row against itself, the other rows and the hall."""
        ...

    def store(self, session: Session, batch: Batch, ready: Sequence[R], progress: Progress) -> int:
        """Store the good rows and their search index; says how many rows were stored."""
        ...

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """Take the ledger's values over; says how many people were changed."""
        ...

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch stored; refused if something else has come to rest on it."""
        ...
