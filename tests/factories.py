"""Make people, households, places and clerks for any test: plain functions on a session."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.identity import check_digit
from gridhall.issues.models import Issue
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.intake import add_issue
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.registry.models import Household, Membership, Person
from gridhall.service_desk.models import CaseEvent, ItemVersion, ServiceCase, ServiceItem
from gridhall.service_desk.queries.catalogue import MatterRow, matter_version

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
_serials = count(1)
T = TypeVar("T")


def make_clerk(
    session: Session, name: str, role: Role = Role.COUNTER, counter: str = "2号窗口"
) -> Clerk:
    """A clerk of the hall."""
    account = ClerkAccount(name=name, role=role.value, counter=counter)
    session.add(account)
    session.flush()
    return Clerk(account.id, name, role, counter)


def id_number(born: date, sex: str = "1", serial: int = 1, area: str = "370686") -> str:
    """A right 18-digit number; `serial` tells people of the same day and sex apart."""
    order = serial * 2 + (1 if sex == "1" else 0)
    first_17 = f"{area}{born:%Y%m%d}{order % 1000:03}"
    return first_17 + check_digit(first_17)


def make_grid(session: Session, code: str = "G01", name: str = "第1网格") -> Grid:
    """A grid; asked for again, the same one."""
    known = session.scalar(select(Grid).where(Grid.code == code))
    return known or _added(session, Grid(code=code, name=name))


def make_dwelling(
    session: Session, address: str = "御景小区 3-2-501", grid: Grid | None = None
) -> Dwelling:
    """The dwelling of "小区 楼-单元-室" with all above it; asked for again, the same one."""
    compound_name, door = address.split()
    building_number, entrance_number, room = door.split("-")
    compound = _one(session, Compound, name=compound_name)
    building = _one(session, Building, compound_id=compound.id, number=building_number)
    entrance = _one(session, Entrance, building_id=building.id, number=entrance_number)
    if grid is not None:
        entrance.grid_id = grid.id
    return _one(session, Dwelling, entrance_id=entrance.id, room=room)


def make_person(session: Session, name: str = "张桂花", **given: Any) -> Person:
    """A resident: woman, born 1959-03-12, with a number that fits, unless said otherwise."""
    sex, born = given.pop("sex", "2"), given.pop("birth_date", date(1959, 3, 12))
    facts: dict[str, Any] = {
        "sex": sex,
        "birth_date": born,
        "id_number": id_number(born, sex, next(_serials)) if born else None,
        "phone": "13712345521",
        "ethnicity": "01",
        "hukou_kind": "local",
        "recorded_at": NOW,
    }
    person = _added(session, Person(name=name, **(facts | given)))
    _index(session, [person.id])
    return person


def make_household(
    session: Session,
    members: Sequence[tuple[Person, str]],
    address: str | None = "御景小区 3-2-501",
    **given: Any,
) -> Household:
    """A household of `(person, relation code)` pairs, "02" the head, living at `address`."""
    facts: dict[str, Any] = {
        "number": f"{next(_serials) + 900000:06}",
        "dwelling_id": make_dwelling(session, address).id if address else None,
        "established_on": date(2024, 6, 1),
    }
    household = _added(session, Household(**(facts | given)))
    for person, relation in members:
        _added(
            session,
            Membership(
                household_id=household.id,
                person_id=person.id,
                relation=relation,
                since=household.established_on,
                recorded_at=NOW,
            ),
        )
    _index(session, [person.id for person, _ in members])
    return household


def make_family(session: Session, address: str = "御景小区 3-2-501") -> Household:
    """Four people under one roof: 张桂花 the head, 李建军 (子), 王晓燕 (儿媳), 李思涵 (孙女)."""
    outside = {"hukou_kind": "outside"}
    return make_household(
        session,
        [
            (make_person(session, "张桂花", **outside), "02"),
            (make_person(session, "李建军", sex="1", birth_date=date(1984, 5, 2), **outside), "20"),
            (make_person(session, "王晓燕", birth_date=date(1986, 8, 9), **outside), "38"),
            (
                make_person(session, "李思涵", birth_date=date(2017, 4, 1), phone="", **outside),
                "42",
            ),
        ],
        address,
    )


@dataclass
class FakeDesk:
    """The window as a page sees it: remembers what it was asked instead of showing it."""

    errors: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    undos: list[Any] = field(default_factory=list)
    previewed: list[int] = field(default_factory=list)
    opened: list[tuple[str, Any]] = field(default_factory=list)

    def show_error(self, error: Exception) -> None:
        self.errors.append(str(error))

    def toast(self, text: str, undo: Any = None) -> None:
        self.toasts.append(text)
        self.undos.append(undo)

    def preview(self, paper_id: int) -> None:
        self.previewed.append(paper_id)

    def open_resident(self, person_id: int) -> None:
        self.opened.append(("resident", person_id))

    def register_resident(self) -> None:
        self.opened.append(("register", None))

    def new_case(self, person_id: int | None, transfer_id: int | None = None) -> None:
        about = person_id if transfer_id is None else (person_id, transfer_id)
        self.opened.append(("new_case", about))

    def open_case(self, case_id: int) -> None:
        self.opened.append(("case", case_id))

    def open_transfer(self, person_id: int | None) -> None:
        self.opened.append(("transfer", person_id))

    def show_transfer(self, transfer_id: int) -> None:
        self.opened.append(("show_transfer", transfer_id))

    def open_privacy(self, person_id: int) -> None:
        self.opened.append(("privacy", person_id))

    def open_organisation(self, organisation_id: int) -> None:
        self.opened.append(("organisation", organisation_id))

    def open_volunteer(self, volunteer_id: int) -> None:
        self.opened.append(("volunteer", volunteer_id))

    def open_certificate(self, volunteer_id: int) -> None:
        self.opened.append(("certificate", volunteer_id))

    def open_unit(self, unit_id: int) -> None:
        self.opened.append(("unit", unit_id))

    def open_pledge(self, item_id: int) -> None:
        self.opened.append(("pledge", item_id))

    def open_thing(self, thing_id: int) -> None:
        self.opened.append(("thing", thing_id))

    def open_loan(self, loan_id: int | None) -> None:
        self.opened.append(("loan", loan_id))

    def open_issue(self, issue_id: int | None) -> None:
        self.opened.append(("issue", issue_id))

    def open_meeting(self, meeting_id: int | None) -> None:
        self.opened.append(("meeting", meeting_id))

    def open_matter(self, item_id: int) -> None:
        self.opened.append(("matter", item_id))

    def open_peace(self, kind: str | None, row_id: int | None = None) -> None:
        self.opened.append(("peace", (kind, row_id)))

    def open_talk(self, kind: str, row_id: int | None = None) -> None:
        self.opened.append(("talk", (kind, row_id)))

    def open_posting(self, kind: str, row_id: int | None = None) -> None:
        self.opened.append(("posting", (kind, row_id)))

    def post_project(self, item_id: int) -> None:
        self.opened.append(("post_project", item_id))

    def open_care(self, target_id: int | None) -> None:
        self.opened.append(("care", target_id))

    def open_agency(self, agency_id: int) -> None:
        self.opened.append(("agency", agency_id))

    def open_sign_in(self, day: date, day_id: int) -> None:
        self.opened.append(("sign_in", (day, day_id)))

    def go(self, tab_name: str) -> None:
        self.opened.append(("tab", tab_name))


def _one(session: Session, table: type[T], **key: Any) -> T:
    known = session.scalar(select(table).filter_by(**key))
    return known or _added(session, table(**key))


def _added(session: Session, row: T) -> T:
    session.add(row)
    session.flush()
    return row


def _index(session: Session, person_ids: Sequence[int]) -> None:
    """Keep the search index in step, as the services do."""
    from gridhall.registry import service

    service.index_people(session, person_ids)


def make_matter(session: Session, code: str = "T01", **said: Any) -> MatterRow:
    """A matter of the catalogue, in force from 2000 on."""
    facts: dict[str, Any] = {
        "name": "老年优待证", "category": "民政", "kind": "promised", "limit_days": 5,
    }  # fmt: skip
    item = ServiceItem(code=code)
    session.add(item)
    session.flush()
    version = ItemVersion(
        item_id=item.id, since=date(2000, 1, 1), recorded_at=datetime.now(UTC), **(facts | said)
    )
    session.add(version)
    session.flush()
    return matter_version(session, version.id)


def make_case(session: Session, who: Person, **given: Any) -> ServiceCase:
    """An accepted case of this person, written straight into the table."""
    known = session.scalar(select(ItemVersion.id))
    matter = matter_version(session, known) if known else make_matter(session)
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    facts: dict[str, Any] = {
        "number": "SL20261124-012", "item_id": matter.id, "item_version_id": matter.version_id,
        "item_name": matter.name, "applicant_id": who.id, "applicant_name": who.name, "phone": "",
        "channel": "counter", "state": "accepted", "received_at": now, "recorded_at": now,
        "accepted_at": now, "promised_on": now.date(), "due_on": now.date(), "limit_days": 5,
        "clerk_name": "王芳", "request_key": str(uuid4()),
    }  # fmt: skip
    case = ServiceCase(**(facts | given))
    session.add(case)
    session.flush()
    event = CaseEvent(
        case_id=case.id,
        kind="accepted",
        happened_at=case.received_at,
        recorded_at=case.recorded_at,
        clerk_name=case.clerk_name,
    )
    session.add(event)
    session.flush()
    return case


def make_issue(session: Session, title: str = "3号楼楼道灯不亮", **given: Any) -> Issue:
    """An issue of the whistle ledger as the counter takes it in, through its own service."""
    who = given.pop("clerk", Clerk(1, "王芳", Role.COUNTER))
    today = given.pop("today", TODAY)
    draft = IssueDraft(title, **{"raiser": "张桂花", "phone": "13712345521"} | given)
    done = add_issue(session, who, draft, When(today, shipped_calendar()))
    return session.get_one(Issue, done.row_id)
