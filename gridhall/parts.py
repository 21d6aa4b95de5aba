"""The only Qt-free list of the subjects' parts: sheets, search entries, checks, paper kinds."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.care.queries import checks as care_checks
from gridhall.care.service.clock import late_targets, roll_all
from gridhall.care.service.keeping import CareKeeper, personal_care
from gridhall.care.service.register import follow_register as follow_care
from gridhall.clerks.rules import Anchor, require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.db.search import SearchEntry
from gridhall.exchange.service.sheet import Sheet
from gridhall.hall.queries import calendar
from gridhall.hall.service.checking import Problem
from gridhall.issues.queries import checks as issue_checks
from gridhall.issues.queries import entries as issue_entries
from gridhall.issues.service.install import install_governance
from gridhall.issues.service.keeping import IssueKeeper, RaiserKeeper, personal_issues
from gridhall.issues.sheets.export import ISSUES
from gridhall.lending.models import Deposit, FoundItem, Loan
from gridhall.lending.queries import checks as lending_checks
from gridhall.lending.queries import entries as lending_entries
from gridhall.lending.service.install import install_things
from gridhall.lending.service.keeping import LendingKeeper, OutsiderKeeper, personal_lending
from gridhall.lending.sheets import LoanItemSheet
from gridhall.lending.sheets.export import LOAN_ITEMS
from gridhall.meetings.queries import checks as meeting_checks
from gridhall.meetings.queries import entries as meeting_entries
from gridhall.meetings.service.keeping import MeetingKeeper, personal_meetings
from gridhall.opinions.models import HonorEntry, Objection
from gridhall.opinions.queries import (
    checks_talks,
    entries_talks,
    peace_checks,
    peace_entries,
    posting_checks,
    posting_entries,
)
from gridhall.opinions.service.guards import follow_talks
from gridhall.opinions.service.keeping_talks import TalksKeeper, VisitorKeeper, personal_talks
from gridhall.opinions.service.peace_keeping import (
    LineKeeper,
    PartyKeeper,
    PeaceKeeper,
    personal_peace,
)
from gridhall.opinions.service.posting_keeping import (
    PostingKeeper,
    StrangerKeeper,
    personal_postings,
)
from gridhall.organisation.queries import checks as organisation_checks
from gridhall.organisation.queries import entries as organisation_entries
from gridhall.organisation.service.agency_list import install_agencies
from gridhall.organisation.service.keeping import (
    OrganisationKeeper,
    personal_membership,
    personal_seats,
)
from gridhall.organisation.service.levels import install_levels
from gridhall.organisation.sheets.agencies import AGENCIES, AgencySheet
from gridhall.organisation.sheets.exporting import WORKBOOKS as ORGANISATION_WORKBOOKS
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.organisation.sheets.grids import GridSheet
from gridhall.organisation.sheets.organisations import OrganisationSheet
from gridhall.organisation.sheets.seats import SeatSheet
from gridhall.organisation.sheets.units import UnitSheet
from gridhall.papers import queries as papers
from gridhall.papers import service as paper_service
from gridhall.pledges.queries import checks as pledge_checks
from gridhall.pledges.queries import entries as pledge_entries
from gridhall.pledges.queries.scoring import follow_scoring
from gridhall.pledges.service.categories import install_item_categories
from gridhall.pledges.service.keeping import PledgeKeeper, personal_pledges
from gridhall.pledges.sheets import PledgeSheet
from gridhall.pledges.sheets.export import PLEDGES
from gridhall.registry import queries as registry
from gridhall.registry.queries.personal import PersonalSource
from gridhall.registry.queries.repairs import SAFE, repairs
from gridhall.registry.queries.retention import Keeper
from gridhall.registry.queries.transfers import all_transfer_entries
from gridhall.registry.service.repairs import repair_register
from gridhall.registry.service.transfers import install_categories
from gridhall.registry.sheets import ResidentSheet
from gridhall.registry.sheets.moves import MoveSheet
from gridhall.reports.queries import checks as report_checks
from gridhall.reports.service.install import install_reports
from gridhall.service_desk.queries import reads as service_desk
from gridhall.service_desk.service import entries as case_entries
from gridhall.service_desk.service.catalogue_entries import follow_day, late_matters
from gridhall.service_desk.service.keeping import CaseDraftKeeper, CaseKeeper, personal_cases
from gridhall.service_desk.sheets.catalogue import install_catalogue
from gridhall.service_desk.sheets.workbook import CatalogueSheet
from gridhall.tickets.queries import checks as ticket_checks
from gridhall.tickets.service.install import install_lanes
from gridhall.volunteering.queries import certificates
from gridhall.volunteering.queries import checks as volunteer_checks
from gridhall.volunteering.queries import entries as volunteer_entries
from gridhall.volunteering.queries import ledger as hours_ledger
from gridhall.volunteering.service.certificates import personal_certificates
from gridhall.volunteering.service.duties import install_duties
from gridhall.volunteering.service.index import follow_register
from gridhall.volunteering.service.keeping import (
    VolunteerKeeper,
    personal_hours,
    personal_merits,
    personal_service,
    personal_volunteer,
)
from gridhall.volunteering.service.lists import install_lists
from gridhall.volunteering.service.stars import install_stars
from gridhall.volunteering.sheets.exporting import VOLUNTEERS
from gridhall.volunteering.sheets.upload import UPLOAD
from gridhall.volunteering.sheets.volunteers import VolunteerSheet

SHEETS: dict[str, Sheet[Any]] = {
    "residents": ResidentSheet(),
    "moves": MoveSheet(),
    "organisations": OrganisationSheet(),
    "grids": GridSheet(),
    "units": UnitSheet(),
    "agencies": AgencySheet(),
    "seats": SeatSheet(),
    "volunteers": VolunteerSheet(),
    "pledges": PledgeSheet(),
    "loan_items": LoanItemSheet(),
    "catalogue": CatalogueSheet(),
}

# What goes out of the subjects' registers, in the columns it is brought in by.
WORKBOOKS: dict[str, Workbook] = {
    **ORGANISATION_WORKBOOKS,
    "volunteers": VOLUNTEERS,
    "hours": UPLOAD,
    "agencies": AGENCIES,
    "loan_items": LOAN_ITEMS,
    "pledges": PLEDGES,
    "issues": ISSUES,
}

ENTRIES: tuple[Callable[[Session], Iterator[SearchEntry]], ...] = (
    registry.all_entries,
    all_transfer_entries,
    case_entries.all_entries,
    paper_service.all_entries,
    organisation_entries.all_entries,
    volunteer_entries.all_entries,
    pledge_entries.all_entries,
    lending_entries.all_entries,
    issue_entries.all_entries,
    meeting_entries.all_entries,
    entries_talks.all_entries,
    posting_entries.all_entries,
    peace_entries.all_entries,
)

CHECKS: tuple[Callable[[Session], Sequence[Problem]], ...] = (
    registry.problems,
    service_desk.problems,
    papers.problems,
    organisation_checks.problems,
    hours_ledger.problems,
    certificates.problems,
    volunteer_checks.problems,
    pledge_checks.problems,
    lending_checks.problems,
    issue_checks.problems,
    meeting_checks.problems,
    checks_talks.problems,
    ticket_checks.problems,
    report_checks.problems,
    posting_checks.problems,
    peace_checks.problems,
    care_checks.problems,
)

# What is kept of one person, and until its term is over.
PERSONAL: tuple[PersonalSource, ...] = (
    personal_cases,
    personal_seats,
    personal_membership,
    personal_volunteer,
    personal_service,
    personal_hours,
    personal_merits,
    personal_certificates,
    personal_pledges,
    personal_lending,
    personal_issues,
    personal_meetings,
    personal_talks,
    personal_postings,
    personal_peace,
    personal_care,
)
KEEPERS: tuple[Keeper, ...] = (
    CaseKeeper(),
    CaseDraftKeeper(),
    OrganisationKeeper(),
    VolunteerKeeper(),
    PledgeKeeper(),
    LendingKeeper(),
    MeetingKeeper(),
    OutsiderKeeper(Loan),
    OutsiderKeeper(Deposit),
    OutsiderKeeper(FoundItem),
    IssueKeeper(),
    RaiserKeeper(),
    TalksKeeper(),
    VisitorKeeper(),
    PostingKeeper(),
    StrangerKeeper(Objection),
    StrangerKeeper(HonorEntry),
    PeaceKeeper(),
    PartyKeeper(),
    LineKeeper(),
    CareKeeper(),
)

follow_register()
follow_scoring()
follow_talks()
follow_care()


def seed(session: Session, clerk: Clerk) -> None:
    """Fill a new hall with what ships: matters, categories of transfer, levels of the tree."""
    install_catalogue(session, clerk)
    install_categories(session, clerk)
    install_levels(session, clerk)
    install_agencies(session, clerk)
    install_stars(session, clerk)
    install_lists(session, clerk)
    install_duties(session, clerk)
    install_item_categories(session, clerk)
    install_things(session, clerk)
    install_lanes(session, clerk)
    install_governance(session, clerk)
    install_reports(session, clerk)


def entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the search index should hold."""
    for source in ENTRIES:
        yield from source(session)


def rebuild(db: Database, clerk: Clerk) -> None:
    """Make anew what is derived from the records: the search index."""
    require(clerk, Role.ADMINISTRATOR, "修复")
    with db.write() as session:
        search.rebuild(session, entries(session))
        record(session, clerk, "hall.repair", ("search_entry", None))


def repair(db: Database, clerk: Clerk, today: date) -> list[str]:
    """Mend what follows from other rows, then the search index; says which rules, and that."""
    require(clerk, Role.ADMINISTRATOR, "修复")
    mended: dict[str, None] = {}
    while broken := _repairable(db, today) - set(mended):  # one repair may lead to the next
        rules = [rule for rule in SAFE if rule in broken]
        with db.write() as session:
            repair_register(session, clerk, rules, today)
        mended |= dict.fromkeys(rules)
    rebuild(db, clerk)
    return [*mended, "search_index"]


def follow(db: Database, today: date) -> int:
    """What counts from today by itself: matters whose new version begins, visits that were missed.

    How many matters changed.
    """
    with db.read() as session:
        late, visits = late_matters(session, today), late_targets(session, today)
    if late or visits:
        with db.write() as session:
            follow_day(session, late, today)
            roll_all(session, today, calendar(session))
    return len(late)


def _repairable(db: Database, today: date) -> set[str]:
    with db.read() as session:
        return {one.rule for one in repairs(session, today)}


def anchors(db: Database) -> list[Anchor]:
    """The heads of the audit trail that are printed on papers."""
    with db.read() as session:
        return papers.paper_anchors(session)
