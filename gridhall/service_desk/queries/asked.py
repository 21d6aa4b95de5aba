"""What a visitor is asked for, and where the applicant belongs, on the day a case comes in."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.text import half_width, search_key
from gridhall.places.models import Dwelling, Entrance
from gridhall.registry.models import Household, Membership
from gridhall.service_desk.labels import AUTHORITY
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_row
from gridhall.service_desk.queries.catalogue import MaterialRow, MatterRow, matter_by_id

_OFFERS = 8
_AUTHORITY_NOTE = "委托人签名，写明委托事项和期限"


def asked_materials(matter: MatterRow, agent_kind: str = "") -> tuple[MaterialRow, ...]:
    """A matter's materials; an agent brings a written authority besides (委托书)."""
    known = matter.materials
    if agent_kind != "agent" or any("委托书" in search_key(one.name) for one in known):
        return known
    place = max((one.position for one in known), default=0) + 1
    authority = MaterialRow(place, AUTHORITY, 1, 0, True, True, "申请人本人", "", _AUTHORITY_NOTE)
    return (*known, authority)


def matter_on(session: Session, item_id: int | None, on: date) -> MatterRow | None:
    """The matter as it stands on the day a case really came; None while none is chosen."""
    return None if item_id is None else matter_by_id(session, item_id, on)


def grid_of(session: Session, person_id: int) -> int | None:
    """The grid somebody lives in now; None without a home that has one."""
    home = (
        select(Entrance.grid_id)
        .join(Dwelling, Dwelling.entrance_id == Entrance.id)
        .join(Household, Household.dwelling_id == Dwelling.id)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.person_id == person_id, Membership.until.is_(None))
    )
    return session.scalars(home.limit(1)).first()


def cases_to_link(session: Session, typed: str, person_id: int | None) -> list[CaseRow]:
    """Cases a new one may belong to: those whose number holds what is typed, else the person's."""
    newest = select(ServiceCase).order_by(ServiceCase.id.desc()).limit(_OFFERS)
    wanted = half_width(typed).strip().upper()
    if wanted:
        query = newest.where(ServiceCase.number.contains(wanted, autoescape=True))
    elif person_id is not None:
        query = newest.where(ServiceCase.applicant_id == person_id)
    else:
        return []
    return [case_row(case) for case in session.scalars(query)]
