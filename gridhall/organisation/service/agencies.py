"""Acts on the directory of agencies (办事机构): written down, changed, out of use, on the plate."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.organisation.models import Agency
from gridhall.organisation.queries.agencies import plate_lines
from gridhall.organisation.rules.agencies import (
    KINDS,
    LONGEST_ON_PLATE,
    MOST_ON_PLATE,
    AgencyDraft,
    agency_refusal,
    check_agency,
    plate_name,
)
from gridhall.organisation.rules.seats import Done
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.holding import done_again

KEPT = ("name", "kind", "aliases", "does", "address", "hours", "phone", "on_plate")


def save_agency(session: Session, clerk: Clerk, draft: AgencyDraft, today: date) -> Done:
    """Write an agency down, or change it (`draft.agency_id`)."""
    require(clerk, Role.SUPERVISOR, "改办事机构")
    again = done_again(session, draft.request_key, "agency")
    if again is not None:
        return again
    kept = check_agency(draft)
    _refuse_double(session, kept)
    kind = "agency_add" if kept.agency_id is None else "agency_change"
    acts = Acts(session, clerk, kind, today, today, request_key=kept.request_key)
    before = _before(session, kept)
    row = _write(acts, kept)
    refuse_plate(session)
    after = said_of(row)
    told = changes(before, after) if before else {"after": after}
    record(session, clerk, "agency.save", ("agency", row.id), told)
    words = "修改" if before else "登记"
    return Done(acts.close(f"{words}办事机构“{row.name}”"), row.id)


def use_agency(
    session: Session, clerk: Clerk, agency_id: int, *, active: bool, today: date
) -> Done:
    """停用 an agency, or use it again; papers that name it stay as they are."""
    require(clerk, Role.SUPERVISOR, "改办事机构")
    row = agency_row(session, agency_id)
    if row.active == active:
        raise UserError(f"“{row.name}”已经{'在用' if active else '停用'}，不用再办")
    acts = Acts(session, clerk, "agency_use" if active else "agency_end", today, today)
    acts.change(row, active=active, on_plate=row.on_plate and active)
    refuse_plate(session)
    record(session, clerk, "agency.save", ("agency", row.id), {"after": {"active": active}})
    return Done(acts.close(f"{'恢复' if active else '停用'}办事机构“{row.name}”"), row.id)


def arrange_plate(session: Session, clerk: Clerk, ids: Sequence[int], today: date) -> Done:
    """Every plate drawn from now on shows these agencies' numbers, in this order."""
    require(clerk, Role.SUPERVISOR, "改便民热线")
    wanted = [agency_row(session, one) for one in dict.fromkeys(ids)]
    for row in wanted:
        _refuse_on_plate(row)
    before = [f"{name} {number}" for name, number in plate_lines(session)]
    acts = Acts(session, clerk, "agency_plate", today, today)
    there = select(Agency).where(Agency.on_plate, Agency.id.not_in([row.id for row in wanted]))
    for row in session.scalars(there).all():
        acts.change(row, on_plate=False)
    places = sorted(row.position for row in wanted)
    for row, place in zip(wanted, places, strict=True):
        acts.change(row, on_plate=True, position=place)
    refuse_plate(session)
    after = [f"{name} {number}" for name, number in plate_lines(session)]
    said = {"before": {"hotlines": before}, "after": {"hotlines": after}}
    record(session, clerk, "agency.plate", ("agency", None), said)
    return Done(acts.close(f"服务牌热线：{'、'.join(after)}"), 0)


def agency_row(session: Session, agency_id: int) -> Agency:
    """An agency to be changed; UserError if it is there no more."""
    row = session.get(Agency, agency_id)
    if row is None:
        raise UserError("没有这个办事机构，可能刚被撤回。请按 F5 看最新内容")
    return row


def add_agency(acts: Acts, kept: AgencyDraft, code: str = "") -> Agency:
    """A new row at the end of the list."""
    last = acts.session.scalar(select(func.max(Agency.position))) or 0
    number = (acts.session.scalar(select(func.max(Agency.id))) or 0) + 1
    values = {name: getattr(kept, name) for name in KEPT}
    return acts.add(Agency(code=code or f"own-{number}", position=last + 1, active=True, **values))


def said_of(row: Agency) -> dict[str, Any]:
    """What the trail says of an agency."""
    return {
        "name": row.name,
        "kind": KINDS.get(row.kind, row.kind),
        "does": row.does,
        "office_address": row.address,
        "open_hours": row.hours,
        "phone": row.phone,
        "on_plate": row.on_plate,
    }


def _before(session: Session, kept: AgencyDraft) -> dict[str, Any]:
    if kept.agency_id is None:
        return {}
    row = agency_row(session, kept.agency_id)
    if row.version != kept.version:
        raise UserError(f"“{row.name}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    return said_of(row)


def _write(acts: Acts, kept: AgencyDraft) -> Agency:
    if kept.agency_id is None:
        return add_agency(acts, kept)
    row = agency_row(acts.session, kept.agency_id)
    return acts.change(row, **{name: getattr(kept, name) for name in KEPT})


def _refuse_double(session: Session, kept: AgencyDraft) -> None:
    """Refuse two agencies of one name."""
    query = select(Agency).where(Agency.name == kept.name, Agency.id != (kept.agency_id or 0))
    known = session.scalars(query).first()
    if known is not None:
        more = "" if known.active else "，现在停用，可以恢复使用"
        raise agency_refusal("name", f"已经有“{kept.name}”{more}，请打开那一个来改")


def _refuse_on_plate(row: Agency) -> None:
    if not row.active:
        raise UserError(f"“{row.name}”已停用，请先恢复使用，再印在服务牌上")
    if not row.phone:
        raise UserError(f"“{row.name}”还没有填电话，请先填电话，再印在服务牌上")
    if len(plate_name(row.name, row.aliases)) > LONGEST_ON_PLATE:
        raise UserError(
            f"“{row.name}”在服务牌上放不下，请先加一个不超过 {LONGEST_ON_PLATE} 个字的别名"
        )


def refuse_plate(session: Session) -> None:
    """UserError unless the plate has one number at least and eight at most."""
    session.flush()
    many = len(plate_lines(session))
    if not many and session.scalar(select(func.count()).select_from(Agency)):
        raise UserError("服务牌上至少留一个热线，例如 政务服务便民热线 12345")
    if many > MOST_ON_PLATE:
        raise UserError(f"服务牌上最多放 {MOST_ON_PLATE} 个热线，现在是 {many} 个，请先取下一个")
