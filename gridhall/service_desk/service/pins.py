"""Matters fixed to the keys Ctrl+1..9 of the form (常用事项)."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.service_desk.models import MatterPin, ServiceItem
from gridhall.service_desk.queries.pins import PLACES


def set_pin(session: Session, clerk: Clerk, place: int, item_id: int | None) -> None:
    """Fix a matter to a key; None leaves the key to what is used most. It leaves its old key."""
    if place not in PLACES:
        raise UserError(f"常用事项只有 Ctrl+1 到 Ctrl+{PLACES[-1]}，没有 Ctrl+{place}。")
    if item_id is not None and session.get(ServiceItem, item_id) is None:
        raise UserError("这个事项已经不在目录里了。请按 F5 看最新内容，再固定。")
    before = session.get(MatterPin, place)
    said = {
        "before": {"item_id": before.item_id if before else None},
        "after": {"item_id": item_id},
    }
    session.execute(delete(MatterPin).where(MatterPin.place == place))
    if item_id is not None:
        session.execute(delete(MatterPin).where(MatterPin.item_id == item_id))
        session.add(MatterPin(place=place, item_id=item_id))
    session.flush()
    session.expire_all()
    record(session, clerk, "catalogue.pin", ("matter_pin", place), said)
