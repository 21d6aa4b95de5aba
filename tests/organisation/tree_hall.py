"""A small hall with a tree: street, two communities, a branch, a group, a 中心户."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk, Role
from gridhall.organisation.queries.seats import seats_of
from gridhall.organisation.rules.seats import Appointment, Holder, OutsiderDraft
from gridhall.organisation.service import seats as seat_service
from gridhall.organisation.service.tree import OrganisationDraft, found
from tests.factories import TODAY, make_household, make_person

ADMIN = Clerk(1, "管理员", Role.ADMINISTRATOR)
SINCE = date(2020, 3, 20)


@dataclass(frozen=True)
class TreeHall:
    """Ids of the organisations."""

    street: int
    dragon: int
    sunset: int
    branch: int
    group: int
    home: int


def found_one(session: Session, name: str, kind: str, parent: int | None, level: int) -> int:
    draft = OrganisationDraft(name, kind, parent, level, founded_on=SINCE)
    return found(session, ADMIN, draft, TODAY)


def make_tree(session: Session) -> TreeHall:
    street = found_one(session, "翠屏街道党工委", "party_work_committee", None, 1)
    dragon = found_one(session, "龙腾社区党委", "party_committee", street, 2)
    sunset = found_one(session, "霞光社区党委", "party_committee", street, 2)
    branch = found_one(session, "御景小区党支部", "branch", dragon, 3)
    group = found_one(session, "御景 3号楼党小组", "group", branch, 4)
    home = found_one(session, "中心户 3-1-202", "center_household", group, 5)
    return TreeHall(street, dragon, sunset, branch, group, home)


def appoint_outsider(session: Session, organisation_id: int, place: int, name: str) -> None:
    """Somebody from outside takes the seat at this place."""
    holder = Holder(outsider=OutsiderDraft(name, phone="13812347740", is_party=True))
    appoint(session, organisation_id, place, holder)


def appoint_resident(session: Session, organisation_id: int, place: int, name: str) -> int:
    """A resident takes it; their id."""
    person = make_person(session, name)
    make_household(session, [(person, "02")])
    appoint(session, organisation_id, place, Holder(person_id=person.id))
    return person.id


def appoint(session: Session, organisation_id: int, place: int, holder: Holder) -> None:
    seat = seats_of(session, organisation_id, TODAY)[place]
    draft = Appointment(holder, SINCE, date(2027, 3, 31), "社区专职", confirmed=True)
    seat_service.appoint(session, ADMIN, seat.id, draft, TODAY)
