"""Volunteers found by what a clerk types, and by what a command line names."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.text import clean_name, search_key
from gridhall.db import search
from gridhall.organisation.models import Outsider
from gridhall.registry.models import Person
from gridhall.volunteering.models import Volunteer

_Into = aliased(Person)
_VOLUNTEERS = (
    select(Volunteer.id)
    .outerjoin(Person, Person.id == Volunteer.person_id)
    .outerjoin(_Into, _Into.id == Person.merged_into)
    .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
    .order_by(Volunteer.id)
)
_PHONE_DIGITS = 7


def find_volunteers(session: Session, text: str, limit: int = 50) -> list[int]:
    """Volunteers by initials, pinyin, name, phone or ID number or its tail, the best first."""
    hits = search.search(session, text, limit, kinds=("volunteer",))
    return [hit.record_id for hit in hits]


def who(session: Session, text: str) -> int:
    """The one volunteer a command line names: id, number, ID number, phone, or a unique name."""
    said = text.strip()
    if not said:
        raise UserError("请写明是哪位志愿者：编号、证件号、电话或姓名")
    for which in (_by_id, by_number, _by_name):
        found = which(session, said)
        if len(found) == 1:
            return found[0]
        if found:
            raise UserError(
                f"有 {len(found)} 位志愿者符合“{said[:20]}”，请改用证件号、电话或编号指明是哪一位"
            )
    raise UserError(f"没有志愿者“{said[:20]}”，请核对编号、证件号、电话或姓名")


def _by_id(session: Session, said: str) -> list[int]:
    if not (said.isascii() and said.isdigit()) or len(said) >= _PHONE_DIGITS:
        return []
    return list(session.scalars(_VOLUNTEERS.where(Volunteer.id == int(said))))


def by_number(session: Session, said: str) -> list[int]:
    """By ID number, phone, or the volunteer's own number."""
    key = search_key(said).upper().replace("-", "")
    if len(key) < 4:
        return []
    numbers = (Person.id_number, _Into.id_number, Outsider.id_number, Person.phone, _Into.phone,
               Outsider.phone)  # fmt: skip
    mine = or_(Volunteer.number == said.upper(), *(number == key for number in numbers))
    return list(session.scalars(_VOLUNTEERS.where(mine)))


def _by_name(session: Session, said: str) -> list[int]:
    name = clean_name(said)
    named = or_(Person.name == name, _Into.name == name, Outsider.name == name)
    return list(session.scalars(_VOLUNTEERS.where(named)))
