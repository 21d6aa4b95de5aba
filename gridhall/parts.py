"""The only Qt-free list of the subjects' parts: sheets, search entries, checks, paper kinds."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.rules import Anchor, require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.db.search import SearchEntry
from gridhall.exchange.service.sheet import Sheet
from gridhall.hall.service.checking import Problem
from gridhall.papers import queries as papers
from gridhall.papers import service as paper_service
from gridhall.registry import queries as registry
from gridhall.registry.queries.personal import PersonalSource
from gridhall.registry.queries.retention import Keeper
from gridhall.registry.service.transfers import install_categories
from gridhall.registry.sheets import ResidentSheet
from gridhall.service_desk import queries as service_desk
from gridhall.service_desk.service import entries as case_entries
from gridhall.service_desk.service.keeping import CaseDraftKeeper, CaseKeeper, personal_cases
from gridhall.service_desk.sheets import install_catalogue

SHEETS: dict[str, Sheet[Any]] = {"residents": ResidentSheet()}

ENTRIES: tuple[Callable[[Session], Iterator[SearchEntry]], ...] = (
    registry.all_entries,
    case_entries.all_entries,
    paper_service.all_entries,
)

CHECKS: tuple[Callable[[Session], Sequence[Problem]], ...] = (
    registry.problems,
    service_desk.problems,
    papers.problems,
)

PERSONAL: tuple[PersonalSource, ...] = (personal_cases,)  # what is kept of one person
KEEPERS: tuple[Keeper, ...] = (CaseKeeper(), CaseDraftKeeper())  # until its term is over


def seed(session: Session, clerk: Clerk) -> None:
    """Fill a new hall with what ships with the program: matters, categories of transfer."""
    install_catalogue(session, clerk)
    install_categories(session, clerk)


def entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the search index should hold."""
    for source in ENTRIES:
        yield from source(session)


def repair(db: Database, clerk: Clerk) -> list[str]:
    """Make anew what is derived from the records: the search index."""
    require(clerk, Role.ADMINISTRATOR, "修复")
    with db.write() as session:
        search.rebuild(session, entries(session))
        record(session, clerk, "hall.repair", ("search_entry", None))
    return ["search_index"]


def anchors(db: Database) -> list[Anchor]:
    """The heads of the audit trail that are printed on papers."""
    with db.read() as session:
        return papers.paper_anchors(session)
