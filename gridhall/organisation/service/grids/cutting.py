"""A grid is split in two, or grids become one (网格拆分、合并); what was stays on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.organisation.models import GridHolding, Seat, Tenure
from gridhall.organisation.queries.seats import seats_of_grid
from gridhall.organisation.service.acts import Acts, done_before
from gridhall.organisation.service.grids.founding import end_holding
from gridhall.organisation.service.grids.orders import order_number
from gridhall.places.models import Entrance, Grid, PastGrid
from gridhall.places.service import hand_over, new_grid, receiving_grid

_WHY = "网格合并"


@dataclass(frozen=True, slots=True)
class Split:
    """A new grid and which entrances of the old one it gets."""

    grid_id: int
    code: str
    name: str
    entrance_ids: Sequence[int]
    day: date
    target: int | None = None  # None: as the old one
    number: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Grids that end, and the one that gets all their entrances."""

    grid_ids: Sequence[int]
    into_id: int
    day: date
    number: str = ""
    request_key: str = ""


def split_grid(session: Session, clerk: Clerk, split: Split, today: date) -> int:
    """Split a grid (拆分网格): the new one begins that day, under the same organisation.

    The act's id. The new grid's seats are the clerk's to make.
    """
    require(clerk, Role.SUPERVISOR, "拆分网格")
    known = done_before(session, split.request_key)
    if known is not None:
        return known.id
    old = receiving_grid(session, split.grid_id, split.day)
    _refuse_halves(session, old, split.entrance_ids)
    target = old.household_target if split.target is None else split.target
    new = new_grid(session, split.code, split.name, target)
    new.active_from = split.day
    acts = Acts(
        session, clerk, "grid_split", split.day, today,
        grid_id=old.id, request_key=split.request_key,
    )  # fmt: skip
    acts.add(new)
    for owner in _owners(session, old.id):
        acts.add(GridHolding(grid_id=new.id, organisation_id=owner, since=split.day))
    hand_over(acts, dict.fromkeys(split.entrance_ids, new.id), split.day)
    record(session, clerk, "grid.split", ("grid", old.id), {"after": {"grid": new.name}})
    acts.action.number = order_number(session, split.number, split.day)
    many = len(set(split.entrance_ids))
    return acts.close(f"{old.name}拆分出{new.name}，划去 {many} 个单元")


def merge_grids(session: Session, clerk: Clerk, merge: Merge, today: date) -> int:
    """Merge grids into one (合并网格): they end that day, with their seats; the act's id."""
    require(clerk, Role.SUPERVISOR, "合并网格")
    known = done_before(session, merge.request_key)
    if known is not None:
        return known.id
    into = receiving_grid(session, merge.into_id, merge.day)
    grids = [receiving_grid(session, one, merge.day) for one in dict.fromkeys(merge.grid_ids)]
    if not grids or into in grids:
        raise UserError("请选要并进来的网格，它们和并入的网格不能是同一个。")
    acts = Acts(
        session, clerk, "grid_merge", merge.day, today,
        grid_id=into.id, request_key=merge.request_key,
    )  # fmt: skip
    for grid in grids:
        _end(acts, grid, into)
    names = "、".join(grid.name for grid in grids)
    record(session, clerk, "grid.merge", ("grid", into.id), {"before": {"grids": names}})
    acts.action.number = order_number(session, merge.number, merge.day)
    return acts.close(f"{names}并入{into.name}")


def merge_doubts(session: Session, grid_ids: Sequence[int], today: date) -> list[str]:
    """Who loses a seat when these grids end: sentences for the preview."""
    doubts = []
    for grid_id in grid_ids:
        name = session.get_one(Grid, grid_id).name
        for seat in seats_of_grid(session, grid_id, today):
            if not seat.is_vacant:
                doubts.append(f"{name}的{seat.name} {seat.holder_name} 将离任")
    return doubts


def _refuse_halves(session: Session, grid: Grid, entrance_ids: Sequence[int]) -> None:
    mine = set(session.scalars(select(Entrance.id).where(Entrance.grid_id == grid.id)))
    chosen = set(entrance_ids)
    if not chosen:
        raise UserError(f"请先选要从“{grid.name}”划出去的单元。")
    if not chosen <= mine:
        raise UserError(f"选中的单元有的不在“{grid.name}”里了。请按 F5 看最新的网格再选。")
    if chosen == mine:
        raise UserError(f"“{grid.name}”至少要留一个单元，全部划走就不用拆分了。")


def _owners(session: Session, grid_id: int) -> list[int]:
    query = select(GridHolding.organisation_id)
    held = query.where(GridHolding.grid_id == grid_id, GridHolding.until.is_(None))
    return list(session.scalars(held))


def _end(acts: Acts, grid: Grid, into: Grid) -> None:
    """A grid ends: its entrances go over, its holder and its seats lose it."""
    session, day = acts.session, acts.day
    last = session.scalar(select(func.max(PastGrid.until)).where(PastGrid.grid_id == grid.id))
    if last is not None and last > day:
        raise UserError(f"“{grid.name}”{last} 还调整过单元，合并的日期要在这一天或以后。")
    mine = session.scalars(select(Entrance.id).where(Entrance.grid_id == grid.id)).all()
    hand_over(acts, dict.fromkeys(mine, into.id), day)
    end_holding(acts, grid.id)
    for seat in session.scalars(
        select(Seat).where(Seat.grid_id == grid.id, Seat.ended_on.is_(None))
    ).all():
        _end_seat(acts, seat)
    acts.change(grid, active_to=day)


def _end_seat(acts: Acts, seat: Seat) -> None:
    open_ones = select(Tenure).where(
        Tenure.seat_id == seat.id, or_(Tenure.until.is_(None), Tenure.until > acts.day)
    )
    for tenure in acts.session.scalars(open_ones).all():
        if tenure.since >= acts.day:
            acts.remove(tenure)
        else:
            acts.change(tenure, until=acts.day, why=_WHY)
    acts.change(seat, ended_on=max(acts.day, seat.created_on or acts.day))
