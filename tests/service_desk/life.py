"""A small hall for the life of a case: one matter with two materials, two clerks, an agency."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.organisation.models import Agency
from gridhall.service_desk import service
from gridhall.service_desk.models import ItemMaterial
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.service.entries import matter_entry
from tests.factories import make_matter, make_person

MORNING = datetime(2026, 11, 24, 9, 0).astimezone()  # a Tuesday


@dataclass
class Life:
    """Cases of that hall; each step is its own transaction, at `when`."""

    db: Database
    clerk: Clerk
    supervisor: Clerk
    item_id: int
    applicant_id: int
    agency_id: int
    when: DeskMoment

    @classmethod
    def begin(cls, db: Database, clerk: Clerk, supervisor: Clerk) -> "Life":
        with db.write() as session:
            matter = make_matter(session, limit_days=5, legal_days=20, result_name="优待证")
            session.add_all(_material(matter.version_id, place) for place in (1, 2))
            agency = Agency(code="street", name="街道社会事务办", kind="office")
            session.add(agency)
            person = make_person(session)
            session.flush()
            search.put(session, [matter_entry(matter.id, matter.said)])
            ids = (matter.id, person.id, agency.id)
        return cls(db, clerk, supervisor, *ids, DeskMoment(MORNING, shipped_calendar()))

    @property
    def calendar(self) -> WorkCalendar:
        return self.when.calendar

    def later(self, days: int = 0, **more: float) -> DeskMoment:
        """So many days later; `when` moves there."""
        moved = self.when.now + timedelta(days=days, **more)
        self.when = replace(self.when, now=moved)
        return self.when

    def draft(self, *received: int) -> CaseDraftFields:
        return CaseDraftFields(
            str(uuid4()), matter="老年优待证", item_id=self.item_id, applicant="张桂花",
            applicant_id=self.applicant_id, phone="13712345521", received=received,
        )  # fmt: skip

    def receive(self, *received: int) -> int:
        with self.db.write() as session:
            asked = (self.draft(*received), self.when.now, self.calendar)
            return service.receive_case(session, self.clerk, *asked).id

    def accept(self, *received: int) -> int:
        with self.db.write() as session:
            asked = (self.draft(*(received or (1, 2))), self.when.now, self.calendar)
            return service.accept_case(session, self.clerk, *asked).id

    def act(self, step: object, case: object, *how: object, by: Clerk | None = None) -> CaseRow:
        """One step of a case (or of several), as this moment's clerk."""
        with self.db.write() as session:
            done = step(session, by or self.clerk, case, *how, self.when)  # type: ignore[operator]
            first = done[0] if isinstance(done, tuple) else done
            case_id = first.case_id if hasattr(first, "nth") else first.id
        return self.case(case_id)

    def case(self, case_id: int) -> CaseRow:
        with self.db.read() as session:
            return queries.case_by_id(session, case_id)

    def card(self, case_id: int) -> CaseCard:
        with self.db.read() as session:
            return queries.case_card(session, case_id)

    def kinds(self, case_id: int) -> list[str]:
        return [event.kind for event in self.card(case_id).events]

    def faults(self) -> list[str]:
        """The rules of `gridhall check` that are broken."""
        with self.db.read() as session:
            return [one.rule for one in queries.problems(session) if one.count]

    def recompute(self, calendar: WorkCalendar | None = None) -> int:
        with self.db.write() as session:
            return service.recompute(session, calendar or self.calendar, self.when.today)


def _material(version_id: int, place: int) -> ItemMaterial:
    return ItemMaterial(version_id=version_id, position=place, name=f"材料{place}", originals=1)


def set_state(session: Session, clerk_id: int, *, active: bool) -> None:
    """Take a clerk out of service, or back."""
    from gridhall.clerks.models import ClerkAccount

    session.get_one(ClerkAccount, clerk_id).active = active


@pytest.fixture
def life(db: Database, clerk: Clerk, supervisor: Clerk) -> Life:
    """One matter, two clerks, an agency, on a Tuesday morning."""
    return Life.begin(db, clerk, supervisor)


@contextmanager
def refused(said: str) -> Iterator[None]:
    """What is done inside is refused with these words."""
    with pytest.raises(UserError, match=re.escape(said)):
        yield
