"""What every act on residents' opinions refuses: what is gone, what somebody else just changed."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.issues.service.acts import FOLLOWERS
from gridhall.issues.service.taking_back import CHECKS
from gridhall.opinions.models import (
    AutonomyTopic,
    DemandSurvey,
    Hazard,
    Inspection,
    Mediation,
    ReceptionDay,
    ReceptionVisit,
    SurveyVisit,
    ThemeEntry,
    ThemeRegister,
)
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.service.holding import holds, take_projects_back
from gridhall.opinions.service.index_talks import index_talks
from gridhall.organisation.models import Organisation
from gridhall.places.models import Compound, Grid
from gridhall.registry.models import Person

Row = TypeVar(
    "Row", DemandSurvey, SurveyVisit, AutonomyTopic, ReceptionDay, ReceptionVisit,
    Mediation, Inspection, Hazard, ThemeRegister, ThemeEntry,
)  # fmt: skip
_NAMES: dict[type[Any], str] = {
    DemandSurvey: "这次调查",
    SurveyVisit: "这一户",
    AutonomyTopic: "这个议题",
    ReceptionDay: "这个接待日",
    ReceptionVisit: "这次来访",
    Mediation: "这件调解",
    Inspection: "这次排查",
    Hazard: "这处隐患",
    ThemeRegister: "这本专项台账",
    ThemeEntry: "台账的这一行",
}


def standing(session: Session, table: type[Row], row_id: int, version: int | None = None) -> Row:
    """A row that is there, and still as the form saw it (`version`)."""
    row, name = session.get(table, row_id), _NAMES[table]
    if row is None:
        raise UserError(f"没有{name}，可能刚被撤回。请按 F5 看最新内容")
    if version is not None and row.version != version:
        name_of = getattr(row, "clerk_name", "")  # a hazard and a register say it in their story
        who = f"（{name_of}）" if name_of else ""
        raise UserError(f"{name}别处刚改过{who}。请按 F5 看最新内容再改；刚填的还在")
    return row


def check_place(session: Session, compound_id: int | None, grid_id: int | None = None) -> None:
    """Refuse a place that is not there."""
    if compound_id is not None and session.get(Compound, compound_id) is None:
        raise refusal("place", "没有这个小区，可能刚被撤回。请重新选")
    grid = session.get(Grid, grid_id) if grid_id is not None else None
    if grid_id is not None and grid is None:
        raise refusal("place", "没有这个网格，可能刚被撤回。请重新选")
    if grid is not None and grid.active_to is not None:
        raise refusal("place", f"{grid.name}已于 {grid.active_to} 停用，请另选一个网格")


def check_organisation(session: Session, organisation_id: int | None) -> None:
    """Refuse an organisation that has ended."""
    if organisation_id is None:
        return
    row = session.get(Organisation, organisation_id)
    if row is None:
        raise UserError("没有这个组织，可能刚被撤回。请重新选")
    if row.ended_on is not None:
        raise UserError(f"“{row.name}”已于 {row.ended_on} 撤销，请另选一个")


def known_person(session: Session, person_id: int | None) -> Person | None:
    """A resident who can have said something; one merged into another is the other."""
    if person_id is None:
        return None
    person = session.get(Person, person_id)
    while person is not None and person.merged_into is not None:
        person = session.get(Person, person.merged_into)
    if person is None or person.status == "void":
        raise UserError("没有这位居民，或者登记已经作废。请重新选，或直接写姓名")
    if person.status == "died":
        raise UserError(f"{person.name}已经去世，请核对是不是同名的人，写实际来的人")
    return person


def follow_talks() -> None:
    """Acts on these subjects keep the search in step and may be taken back only as a whole."""
    if index_talks not in FOLLOWERS:
        FOLLOWERS.append(index_talks)
        CHECKS.extend((holds, take_projects_back))


follow_talks()
