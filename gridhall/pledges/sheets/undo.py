"""Takes an imported batch of the lists back, unless something was done about it since."""

from collections.abc import Iterator

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.service.sheet import Batch
from gridhall.pledges.models import Claim, ListItem
from gridhall.volunteering.labels import act_label
from gridhall.volunteering.models import ServiceAction

_USED = (
    "批次“{name}”不能撤回：导入后又办了 {count} 项——{acts}。请先撤回这些，再撤这一批；什么都没有撤"
)
_TOLD = 5


def undo_stored(session: Session, batch: Batch) -> int:
    """Remove what the batch stored; says how many items."""
    mine = select(ListItem.id).where(ListItem.batch_id == batch.id)
    since = list(dict.fromkeys(_since(session, batch)))
    if since:
        told = "、".join(since[:_TOLD]) + (" 等" if len(since) > _TOLD else "")
        raise UserError(_USED.format(name=batch.name, count=len(since), acts=told))
    search.remove(session, "pledge", list(session.scalars(mine)))
    session.execute(delete(Claim).where(Claim.item_id.in_(mine)))
    session.execute(delete(ListItem).where(ListItem.batch_id == batch.id))
    session.expire_all()
    return session.get_one(ImportBatch, batch.id).stored


def _since(session: Session, batch: Batch) -> Iterator[str]:
    """Acts since then on what the batch brought, in words."""
    at = session.get_one(ImportBatch, batch.id).created_at
    mine = select(ListItem.id).where(ListItem.batch_id == batch.id)
    claims = select(Claim.id).where(or_(Claim.item_id.in_(mine), Claim.matched_id.in_(mine)))
    act = ServiceAction
    query = (
        select(act.kind, act.detail)
        .where(act.recorded_at >= at, act.undone_by.is_(None), act.undo_of.is_(None))
        .where(
            or_(
                (act.subject == "list_item") & act.subject_id.in_(mine),
                (act.subject == "claim") & act.subject_id.in_(claims),
            )
        )
        .order_by(act.id)
    )
    for kind, detail in session.execute(query):
        yield f"{act_label(kind)}（{detail}）"
