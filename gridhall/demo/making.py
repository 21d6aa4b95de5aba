"""`gridhall demo`: a fictional but life-like hall, the same for the same seed and day."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.clerks import service as clerks
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.progress import Progress
from gridhall.db import keyring, search
from gridhall.db.search import SearchEntry
from gridhall.demo.agencies import fill_agencies
from gridhall.demo.care import CareMaker
from gridhall.demo.case_lives import CaseLives
from gridhall.demo.cases import CaseMaker
from gridhall.demo.days import DayMaker
from gridhall.demo.filling import Filler
from gridhall.demo.governance import GovernanceMaker
from gridhall.demo.grids import deal_grids
from gridhall.demo.hours import HoursMaker
from gridhall.demo.lending import LendingMaker
from gridhall.demo.lives import LifeMaker
from gridhall.demo.organisations import OrganisationMaker
from gridhall.demo.peace import PeaceMaker
from gridhall.demo.pledges import PledgeMaker
from gridhall.demo.postings import PostingMaker
from gridhall.demo.projects import ProjectMaker
from gridhall.demo.reports import ReportMaker
from gridhall.demo.rosters import RosterMaker
from gridhall.demo.talks import TalkMaker
from gridhall.demo.tickets import TicketMaker
from gridhall.demo.volunteers import VolunteerMaker
from gridhall.hall.queries import hall
from gridhall.hall.service import HallFacts, create_hall
from gridhall.hall.service.settings import change_hall

CLERK, PASSWORD = "demo", "gridhall-demo"
COLLEAGUES = (("王芳", Role.COUNTER, "2号窗口"), ("高明", Role.SUPERVISOR, "1号窗口"))
_FACTS = {"address": "翠屏路 88 号", "phone": "0535-6123456", "supervision_phone": "0535-6123499"}
_STEP = 2000


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What the fictional hall holds, and how long it took to make."""

    residents: int
    households: int
    grids: int
    cases: int
    seconds: float


def make_demo(
    path: Path, residents: int, seed: int, today: date, progress: Progress
) -> DemoSummary:
    """Make a hall at `path` with this many fictional people; all of it or nothing.

    Clerks demo (administrator), 王芳 (counter) and 高明 (supervisor) share the password.
    """
    started = time.monotonic()
    maker = _Maker(residents, seed, today, progress)
    facts = HallFacts("龙腾社区党群服务中心", "龙腾社区", CLERK, PASSWORD)
    create_hall(path, facts, maker.fill)
    _give_keys(path)
    return maker.summary(time.monotonic() - started)


class _Maker:
    """Fills the new hall inside the transaction that makes it."""

    def __init__(self, residents: int, seed: int, today: date, progress: Progress) -> None:
        self._residents, self._seed, self._today = residents, seed, today
        self._progress = progress
        self._households = self._grids = self._cases = 0

    def fill(self, session: Session, clerk: Clerk) -> None:
        """Catalogue, clerks, people, cases, and last the search index of them all."""
        parts.seed(session, clerk)
        change_hall(session, clerk, _FACTS)
        fill_agencies(session)
        colleagues = [_colleague(session, clerk, *one) for one in COLLEAGUES]
        filler = Filler(session, self._residents, self._seed, self._today)
        filler.fill(self._progress, 2 * self._residents)
        rng = Random(self._seed + 1)
        desk = CaseMaker(session, rng, self._today, shipped_calendar())
        self._cases = desk.make(colleagues)
        fates = CaseLives(session, Random(self._seed + 12), self._today, shipped_calendar())
        fates.make(colleagues, clerk)
        lives = LifeMaker(session, Random(self._seed + 2), self._today)
        lives.make(colleagues[-1], self._residents)
        self._households = filler.households
        self._grids = deal_grids(session, Random(self._seed + 4))
        fates.place()
        OrganisationMaker(session, Random(self._seed + 3), self._today).make()
        VolunteerMaker(session, Random(self._seed + 5), self._today).make()
        days = DayMaker(session, self._today).make()
        RosterMaker(session, Random(self._seed + 7)).make(days, colleagues[0])
        HoursMaker(session, Random(self._seed + 8), self._today).make(days.held, colleagues[-1])
        PledgeMaker(session, Random(self._seed + 6), self._today).make()
        LendingMaker(session, Random(self._seed + 9), self._today).make()
        TicketMaker(session, Random(self._seed + 11), self._today).make()
        self._govern(session, colleagues[0], colleagues[-1])
        PeaceMaker(session, Random(self._seed + 15), self._today, shipped_calendar()).make(
            colleagues[0]
        )
        ReportMaker(session, hall(session), self._today, shipped_calendar()).make(colleagues[-1])
        search.rebuild(session, self._told(parts.entries(session)))

    def _govern(self, session: Session, clerk: Clerk, supervisor: Clerk) -> None:
        """The ledger and its meetings, what residents think, what hangs on the boards."""
        seed, today, calendar = self._seed, self._today, shipped_calendar()
        GovernanceMaker(session, Random(seed + 14), today, calendar).make(clerk, supervisor)
        TalkMaker(session, Random(seed + 15), today, calendar).make(clerk)
        PostingMaker(session, today, calendar).make(clerk, supervisor)
        CareMaker(session, Random(seed + 16), today, calendar).make(clerk)
        ProjectMaker(session, Random(seed + 17), today).make(clerk)

    def summary(self, seconds: float) -> DemoSummary:
        """What was made."""
        return DemoSummary(self._residents, self._households, self._grids, self._cases, seconds)

    def _told(self, entries: Iterable[SearchEntry]) -> Iterator[SearchEntry]:
        """The entries, with word of how far they are."""
        total = 2 * self._residents
        for place, entry in enumerate(entries, start=1):
            if place % _STEP == 0:
                self._progress.report(min(self._residents + place, total), total)
            yield entry
        self._progress.report(total, total)


def _colleague(session: Session, clerk: Clerk, name: str, role: Role, counter: str) -> Clerk:
    row = clerks.add_clerk(session, clerk, name, role, counter)
    return Clerk(row.id, name, role, counter)


def _give_keys(path: Path) -> None:
    """Wrap the data key for the colleagues too, with the same password."""
    place = keyring.keyring_path(path)
    keys = keyring.load(place)
    data_key = keyring.unwrap(keys, CLERK, PASSWORD)
    for name, _role, _counter in COLLEAGUES:
        keys = keyring.with_clerk(keys, data_key, name, PASSWORD)
    keyring.save(place, keys)
