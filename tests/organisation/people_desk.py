"""A branch with a committee, a family and a partner unit; acts by short names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, Seat
from gridhall.organisation.queries.seats import SeatRow, seats_of
from gridhall.organisation.rules.seats import (
    Appointment,
    Done,
    Holder,
    Leaving,
    OutsiderDraft,
    SeatDraft,
)
from gridhall.organisation.service import seats as service
from gridhall.places.models import Compound
from gridhall.registry import service as registry
from gridhall.registry.models import Person
from gridhall.registry.rules.changes import Change
from tests.factories import TODAY, make_family

FOUNDED = date(2020, 3, 20)
STRANGER = OutsiderDraft("周明", phone="13900000001", workplace="区税务局", is_party=True)


@dataclass
class Desk:
    """A session with the supervisor at it."""

    session: Session
    clerk: Clerk
    organisations: dict[str, int]
    people: dict[str, int]
    seats: dict[str, int]

    def who(self, name: str) -> Holder:
        return Holder(person_id=self.people[name])

    def appoint(self, seat: str, name: str, since: date, **given: Any) -> Done:
        order = Appointment(self.who(name), since, **given)
        return service.appoint(self.session, self.clerk, self.seats[seat], order, TODAY)

    def relieve(self, tenure_id: int, until: date, why: str = "") -> Done:
        return service.relieve(self.session, self.clerk, tenure_id, Leaving(until, why), TODAY)

    def seat(self, name: str, as_at: date | None = None) -> SeatRow:
        rows = seats_of(self.session, self.organisations["branch"], TODAY, as_at)
        return next(row for row in rows if row.id == self.seats[name])

    def leaves(self, name: str, day: date, kind: str = "moved_out", head: str = "") -> int:
        """The register says that somebody died or moved out; the action."""
        relations = {self.people[head]: "02"} if head else {}
        movers = {self.people[name]: ""}
        change = Change(kind, day, day, movers, None, relations, reason="随子女去外地")
        return registry.carry_out(self.session, self.clerk, change, TODAY).action_id

    @contextmanager
    def refused(self, words: str) -> Iterator[None]:
        """The act is refused with the sentence, and nothing of it stays."""
        nested = self.session.begin_nested()
        with pytest.raises(UserError) as refused:
            yield
        nested.rollback()
        assert words in str(refused.value), refused.value


@contextmanager
def at_desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    """The hall with its branch, in one action."""
    with db.write() as session:
        make_family(session)
        compound = session.scalars(select(Compound)).one()
        street = _organisation(session, "翠屏街道党工委", "party_work_committee", None)
        community = _organisation(session, "龙腾社区党委", "party_committee", street)
        branch = _organisation(
            session, "御景小区党支部", "branch", community, compound_id=compound.id
        )
        other = _organisation(session, "霞光小区党支部", "branch", community)
        body = _organisation(
            session, "御景小区业主委员会", "owners_committee", branch, compound_id=compound.id
        )
        organisations = {
            "street": street, "community": community, "branch": branch, "other": other,
            "body": body,
        }  # fmt: skip
        people = {one.name: one.id for one in session.scalars(select(Person))}
        desk = Desk(session, clerk, organisations, people, {})
        for place, (title, name) in enumerate(
            (("secretary", "书记"), ("member", "组织委员"), ("member", "宣传委员")), 1
        ):
            desk.seats[name] = add_seat(desk, branch, title, name, place)
        for title, name in (("director", "主任"), ("body_member", "业委会委员")):
            desk.seats[name] = add_seat(desk, body, title, name, 0)
        yield desk


def add_seat(desk: Desk, organisation_id: int, title: str, name: str, place: int = 0) -> int:
    draft = SeatDraft(title, organisation_id, name=name, place=place, created_on=FOUNDED)
    return service.add_seat(desk.session, desk.clerk, draft, TODAY).row_id


def _organisation(
    session: Session, name: str, kind: str, parent_id: int | None, **given: Any
) -> int:
    row = Organisation(name=name, kind=kind, parent_id=parent_id, founded_on=FOUNDED, **given)
    session.add(row)
    session.flush()
    return row.id


def every_seat(session: Session) -> list[int]:
    return list(session.scalars(select(Seat.id).order_by(Seat.id)))
