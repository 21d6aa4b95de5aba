"""What every act on the tree refuses: stale forms, ended organisations, two of one name."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.organisation.models import Organisation, Seat, Tenure
from gridhall.organisation.rules.drafts import refusal
from gridhall.organisation.rules.tree import Tree, refuse_cycle
from gridhall.organisation.service.acts import Acts


def standing(session: Session, organisation_id: int) -> Organisation:
    """An organisation that is still there."""
    row = session.get(Organisation, organisation_id)
    if row is None:
        raise UserError("没有这个组织，可能刚被撤回。请按 F5 看最新内容")
    if row.ended_on is not None:
        how = "合并" if row.merged_into else "撤销"
        raise UserError(f"“{row.name}”已于 {row.ended_on} {how}，只能查看")
    return row


def refuse_stale(row: Organisation, version: int) -> None:
    """Refuse a form that was opened before somebody else changed the organisation."""
    if row.version != version:
        raise UserError(f"“{row.name}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")


def refuse_before_founded(row: Organisation, day: date) -> None:
    """Refuse an act dated before the organisation was there."""
    if row.founded_on is not None and day < row.founded_on:
        raise UserError(f"“{row.name}”{row.founded_on} 才成立，日期要在这以后，请核对")


def refuse_namesake(session: Session, row: Organisation) -> None:
    """Refuse two organisations of one name under one parent."""
    near = select(Organisation.name).where(
        Organisation.parent_id.is_(row.parent_id)
        if row.parent_id is None
        else Organisation.parent_id == row.parent_id,
        Organisation.id != row.id,
        Organisation.ended_on.is_(None),
    )
    if search_key(row.name) in {search_key(name) for name in session.scalars(near)}:
        raise refusal("name", f"同一个上级下面已经有“{row.name}”。请加以区分，例如加上小区名或序号")


def refuse_move(tree: Tree, ids: Collection[int], parent_id: int | None) -> None:
    """Refuse nothing to move, what is not there, and a circle."""
    if not ids:
        raise UserError("请先选要移动的组织")
    if not {*ids} <= tree.nodes.keys() or (parent_id is not None and parent_id not in tree.nodes):
        raise UserError("选中的组织或上级已经不在了。请按 F5 看最新内容")
    refuse_cycle(tree, ids, parent_id)


def end_seats(acts: Acts, organisation_id: int, why: str) -> int:
    """End the seats of an organisation that ends, and who holds them; how many were held."""
    held = 0
    mine = select(Seat).where(Seat.organisation_id == organisation_id, Seat.ended_on.is_(None))
    for seat in acts.session.scalars(mine).all():
        tenures = select(Tenure).where(Tenure.seat_id == seat.id)
        for tenure in acts.session.scalars(tenures).all():
            if tenure.since > acts.today:
                acts.change(tenure, until=tenure.since, why=why)  # a plan, given up
            elif tenure.until is None or tenure.until > acts.day:
                refuse_since(tenure.since, acts.day)
                acts.change(tenure, until=acts.day, why=why)
                held += 1
        acts.change(seat, ended_on=max(acts.day, seat.created_on or acts.day))
    return held


def refuse_since(since: date | None, day: date) -> None:
    """Refuse to end on a day what began after it."""
    if since is not None and since > day:
        raise UserError(f"{since} 还有人任职或转入，日期不能早于这一天，请核对")
