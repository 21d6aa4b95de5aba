"""A hall for the papers: a street, a community with its joint committee, grids, houses, members."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.places.models import Building, Compound, Entrance, Grid
from gridhall.registry.models import Person
from tests.factories import make_dwelling, make_grid, make_household, make_person

SINCE, TERM = date(2024, 3, 20), date(2027, 3, 19)
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class PaperHall:
    """What the papers are about, by id."""

    street: int
    community: int
    joint: int
    branch: int
    grid: int
    empty_grid: int
    building: int
    other_building: int
    joint_tenure: int
    came: int  # a relation that came in
    went: int  # one that went out
    main_person: int


def make_paper_hall(session: Session) -> PaperHall:
    """The hall; what is missing in it is missing on purpose."""
    homes = _homes(session)
    grid, other = make_grid(session), make_grid(session, "G02", "第2网格")
    grid.area, grid.supervision_phone = "东至龙腾路，西至翠屏街", "0536-8000001"
    one = session.get_one(Entrance, homes[0])
    one.grid_id = grid.id
    building = session.get_one(Building, one.building_id)
    compound = session.get_one(Compound, building.compound_id)
    compound.property_company, compound.property_phone = "御景物业公司", "0536-8123456"
    street = _organisation(session, "翠屏街道党工委", "party_work_committee", None, 1)
    community = _organisation(session, "龙腾社区党委", "party_committee", street.id, 2)
    joint = _organisation(session, "龙腾社区大党委", "joint_committee", community.id, None)
    branch = _organisation(
        session, "御景小区党支部", "branch", community.id, 3, compound_id=compound.id,
        phone="0536-8111111", term_until=TERM,
    )  # fmt: skip
    _organisation(session, "旧党支部", "branch", community.id, 3, ended_on=date(2025, 1, 1))
    session.add(GridHolding(grid_id=grid.id, organisation_id=branch.id, since=SINCE))
    main = make_person(session, "高明", sex="1", birth_date=date(1984, 5, 2), phone="13612348017")
    make_household(session, [(main, "02")], "御景小区 3-1-201")
    _seat(session, "secretary", "书记", branch, _outsider(session, "柳建平"))
    _seat(session, "secretary", "书记", community, None)
    _seat(session, "deputy_secretary", "副书记", branch, _outsider(session, "㻇丽华", sex="2"))
    _seat(session, "member", "宣传委员", branch, None)
    unit = PartnerUnit(name="市司法局", kind="both")
    session.add(unit)
    session.flush()
    member = _outsider(session, "于海涛", unit_id=unit.id)
    tenure = _seat(session, "part_time_member", "兼职委员", joint, member)
    _seat(session, "grid_main", "网格员", grid, main)
    _seat(session, "grid_assistant", "网格助理员", grid, _outsider(session, "宋佳"))
    _seat(session, "building_head", "楼栋长", branch, main, building_id=building.id)
    neighbour = make_person(session, "孙立新", phone="13800001111")
    make_household(session, [(neighbour, "02")], "御景小区 3-1-202")
    _seat(session, "entrance_head", "楼口长", branch, neighbour, entrance_id=one.id)
    assert tenure is not None
    return PaperHall(
        street.id, community.id, joint.id, branch.id, grid.id, other.id, building.id,
        session.get_one(Entrance, homes[2]).building_id, tenure,
        _relation(session, main, branch, came_from="中共市司法局机关委员会", letter_in="第0123号"),
        _relation(
            session, neighbour, branch, went_to="中共青岛市某社区委员会",
            until=date(2026, 11, 20),
        ),
        main.id,
    )  # fmt: skip


def _homes(session: Session) -> list[int]:
    """Entrances 1 and 2 of 御景小区 3号楼, and 金叶小区 甲1号楼."""
    doors = ("御景小区 3-1-201", "御景小区 3-2-201", "金叶小区 甲1-1-101")
    return [make_dwelling(session, door).entrance_id for door in doors]


def _organisation(
    session: Session, name: str, kind: str, parent: int | None, level: int | None, **given: Any
) -> Organisation:
    row = Organisation(
        name=name, kind=kind, parent_id=parent, level=level, founded_on=date(2020, 3, 20), **given
    )
    session.add(row)
    session.flush()
    return row


def _outsider(session: Session, name: str, **given: Any) -> Outsider:
    row = Outsider(name=name, **({"sex": "1", "phone": "13912345523"} | given))
    session.add(row)
    session.flush()
    return row


def _seat(
    session: Session,
    title: str,
    name: str,
    of: Organisation | Grid,
    holder: Person | Outsider | None,
    **given: Any,
) -> int | None:
    """A seat and, unless nobody holds it, the tenure's id."""
    owner = {"grid_id": of.id} if isinstance(of, Grid) else {"organisation_id": of.id}
    seat = Seat(title=title, name=name, created_on=SINCE, **owner, **given)
    session.add(seat)
    session.flush()
    if holder is None:
        return None
    who = {"person_id": holder.id} if isinstance(holder, Person) else {"outsider_id": holder.id}
    tenure = Tenure(
        seat_id=seat.id, since=SINCE, term_until=TERM, source="社区专职", recorded_at=NOW,
        clerk_name="王芳", **who,
    )  # fmt: skip
    session.add(tenure)
    session.flush()
    return tenure.id


def _relation(session: Session, who: Person, branch: Organisation, **given: Any) -> int:
    member = PartyMember(person_id=who.id, joined_on=date(2005, 7, 1), full_on=date(2006, 7, 1))
    session.add(member)
    session.flush()
    relation = PartyRelation(
        member_id=member.id, organisation_id=branch.id, since=SINCE, recorded_at=NOW,
        clerk_name="王芳", **given,
    )  # fmt: skip
    session.add(relation)
    session.flush()
    return relation.id
