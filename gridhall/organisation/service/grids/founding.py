"""A grid is made, its facts are changed, an organisation gets it (所辖网格)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.models import GridHolding
from gridhall.organisation.service.acts import Acts, done_before
from gridhall.organisation.service.guards import refuse_before_founded, standing
from gridhall.places.models import Grid
from gridhall.places.rules import check_size
from gridhall.places.service import new_grid, receiving_grid, refuse_taken


@dataclass(frozen=True, slots=True)
class GridDraft:
    """A grid as the form has it; without a target it is the hall's."""

    code: str
    name: str
    target: int | None = None
    area: str = ""
    supervision_phone: str = ""
    active_from: date | None = None  # None: as long as is known
    organisation_id: int | None = None  # who holds a new one
    request_key: str = ""


def add_grid(session: Session, clerk: Clerk, draft: GridDraft, today: date) -> int:
    """Make a grid (加网格); its id. Once per request key."""
    require(clerk, Role.SUPERVISOR, "加网格")
    known = done_before(session, draft.request_key)
    if known is not None and known.grid_id is not None:
        return known.grid_id
    grid = new_grid(session, draft.code, draft.name, draft.target)
    facts = {**_facts(draft), "active_from": draft.active_from}
    for field, value in facts.items():
        setattr(grid, field, value)
    day = draft.active_from or today
    acts = Acts(session, clerk, "grid_add", day, today, request_key=draft.request_key)
    acts.add(grid)
    acts.action.grid_id = grid.id
    if draft.organisation_id is not None:
        give_to(acts, grid, draft.organisation_id)
    said = {"code": grid.code, "name": grid.name, "household_target": grid.household_target}
    record(session, clerk, "grid.add", ("grid", grid.id), {"after": said})
    acts.close(f"加网格 {grid.code} {grid.name}")
    return grid.id


def change_grid(  # noqa: PLR0913  whose act, on what, from which form, and today
    session: Session, clerk: Clerk, grid_id: int, draft: GridDraft, version: int, today: date
) -> None:
    """Change code, name, target, area and supervision phone of a grid."""
    require(clerk, Role.SUPERVISOR, "改网格")
    grid = receiving_grid(session, grid_id)
    if grid.version != version:
        raise UserError(f"“{grid.name}”别处刚改过。请按 F5 看最新内容再改；刚填的还在。")
    code, name = clean(draft.code), clean(draft.name)
    if not code or not name:
        raise UserError("请填写网格的编号和名称，例如 G01 第1网格。")
    refuse_taken(session, code, name, grid_id)
    target = grid.household_target if draft.target is None else check_size(draft.target, 0).target
    after = {"code": code, "name": name, "household_target": target, **_facts(draft)}
    before = {field: getattr(grid, field) for field in after}
    if before == after:
        return
    acts = Acts(session, clerk, "grid_change", today, today, grid_id=grid_id)
    acts.change(grid, **after)
    record(session, clerk, "grid.change", ("grid", grid_id), changes(before, after))
    acts.close(f"修改 {grid.name}")


def hold(  # noqa: PLR0913  whose act, what to whom, when, and today
    session: Session,
    clerk: Clerk,
    grid_id: int,
    organisation_id: int | None,
    day: date,
    today: date,
) -> int:
    """Give a grid to an organisation from a day on (None: to nobody); the act's id."""
    require(clerk, Role.SUPERVISOR, "定网格归属")
    grid = receiving_grid(session, grid_id, day)
    acts = Acts(
        session, clerk, "grid_hold", day, today, grid_id=grid_id, organisation_id=organisation_id
    )
    before = _open_holding(session, grid_id)
    was = before.organisation_id if before is not None else None
    if was == organisation_id:
        raise UserError(f"“{grid.name}”现在就归这里，不用再改。")
    name = give_to(acts, grid, organisation_id)
    said = {"before": {"organisation_id": was}, "after": {"organisation_id": organisation_id}}
    record(session, clerk, "grid.hold", ("grid", grid_id), said)
    return acts.close(f"{grid.name}归{name}" if name else f"{grid.name}不再归任何组织")


def give_to(acts: Acts, grid: Grid, organisation_id: int | None) -> str:
    """End who holds a grid on the act's day, begin the other; the other's name."""
    session, day = acts.session, acts.day
    last = session.scalar(
        select(func.max(func.coalesce(GridHolding.until, GridHolding.since))).where(
            GridHolding.grid_id == grid.id
        )
    )
    if last is not None and last > day:
        raise UserError(f"“{grid.name}”{last} 已经换过归属，日期要在这一天或以后。")
    name = ""
    if organisation_id is not None:
        organisation = standing(session, organisation_id)
        refuse_before_founded(organisation, day)
        name = organisation.name
    end_holding(acts, grid.id)
    if organisation_id is not None:
        acts.add(GridHolding(grid_id=grid.id, organisation_id=organisation_id, since=day))
    return name


def end_holding(acts: Acts, grid_id: int) -> int | None:
    """Whoever holds a grid does so until the act's day; one that began that day never was."""
    kept = _open_holding(acts.session, grid_id)
    if kept is None:
        return None
    owner = kept.organisation_id
    if kept.since is not None and kept.since >= acts.day:
        acts.remove(kept)
    else:
        acts.change(kept, until=acts.day)
    return owner


def _open_holding(session: Session, grid_id: int) -> GridHolding | None:
    query = select(GridHolding).where(GridHolding.grid_id == grid_id, GridHolding.until.is_(None))
    return session.scalar(query)


def _facts(draft: GridDraft) -> dict[str, Any]:
    return {"area": clean(draft.area), "supervision_phone": clean(draft.supervision_phone)}
