"""A hall with the shipped catalogue and one resident, for everything the desk does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow, MatterRow
from gridhall.service_desk.rules.clock import DeskDay
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.sheets import catalogue as sheets
from tests.factories import TODAY, make_family

MORNING = datetime(2026, 11, 24, 9, 41).astimezone()


class Desk:
    """A hall at work: accepts cases without the screen."""

    def __init__(self, db: Database, clerk: Clerk, applicant_id: int) -> None:
        self.db, self.clerk, self.applicant_id = db, clerk, applicant_id
        self.on = DeskDay(TODAY, shipped_calendar())

    def matter(self, code: str) -> MatterRow:
        with self.db.read() as session:
            return queries.find_matter(session, code, TODAY)

    def draft(self, code: str = "HJ01", **given: object) -> CaseDraftFields:
        matter = self.matter(code)
        everything = tuple(m.position for m in matter.materials)
        filled = CaseDraftFields(
            f"key-{code}",
            matter=matter.name,
            item_id=matter.id,
            applicant="张桂花",
            applicant_id=self.applicant_id,
            phone="13712345521",
            received=everything,
        )
        return replace(filled, **given)  # type: ignore[arg-type]  # by name

    def accept(self, code: str = "HJ01", days_ago: int = 0, **given: object) -> CaseRow:
        draft = self.draft(code, **({"request_key": f"{code}-{days_ago}"} | given))
        moment = MORNING - timedelta(days=days_ago)
        with self.db.write() as session:
            return service.accept_case(session, self.clerk, draft, moment, self.on.calendar)


@pytest.fixture
def hall_at_work(db: Database, administrator: Clerk, clerk: Clerk) -> Desk:
    """The shipped catalogue, 张桂花 and her family, and 王芳 at the counter."""
    from sqlalchemy import select

    from gridhall.registry.models import Person

    with db.write() as session:
        sheets.install_catalogue(session, administrator)
        make_family(session)
        applicant = session.scalars(select(Person.id).where(Person.name == "张桂花")).one()
    return Desk(db, clerk, applicant)
