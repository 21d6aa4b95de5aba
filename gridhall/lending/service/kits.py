"""First-aid kits: what lies in them, until when it is good, when they were looked through."""

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.lending.models import KitItem, ThingKind
from gridhall.lending.rules.drafts import MOST, refusal
from gridhall.lending.service.acts import Done, LendingActs
from gridhall.lending.service.loans import standing_thing


class Packed(NamedTuple):
    """Something put into a kit; `expires_on` is the last good day."""

    name: str
    quantity: int = 1
    measure: str = "件"
    expires_on: date | None = None
    lot: str = ""


def pack(session: Session, clerk: Clerk, thing_id: int, item: Packed, today: date) -> Done:
    """Put something into a kit; what has expired already is refused."""
    thing, name = standing_thing(session, thing_id), clean(item.name)
    if session.get_one(ThingKind, thing.kind_id).subject != "kit":
        raise UserError(f"{thing.code} 不是急救药箱，没有内容清单")
    if not 1 <= len(name) <= 40:
        raise refusal("name", "请写放了什么，1 到 40 个字，例如 碘伏棉签")
    if not 1 <= item.quantity <= MOST:
        raise refusal("quantity", f"数量要在 1 到 {MOST} 之间，现在是 {item.quantity}")
    if item.expires_on is not None and item.expires_on < today:
        raise refusal("expires_on", f"{name}{item.expires_on} 已经过期，不能放进药箱。请换新的")
    acts = LendingActs(session, clerk, "kit", ("thing", thing.id))
    acts.add(
        KitItem(
            thing_id=thing.id,
            name=name,
            quantity=item.quantity,
            measure=clean(item.measure)[:8] or "件",
            expires_on=item.expires_on,
            lot=clean(item.lot)[:30],
            put_on=today,
        )
    )
    said = {"after": {"code": thing.code, "what": name}}
    record(session, clerk, "lending.kit", ("thing", thing.id), said)
    return acts.done(f"{thing.code} 放进{name}")


def unpack(session: Session, clerk: Clerk, item_id: int, why: str, today: date) -> Done:
    """Something of a kit is used up, has expired or was taken out; the line stays."""
    row = session.get(KitItem, item_id)
    if row is None or row.ended_on is not None:
        raise UserError("药箱里没有这一项，可能已经取出。请按 F5 看最新内容")
    thing = standing_thing(session, row.thing_id)
    acts = LendingActs(session, clerk, "kit", ("thing", thing.id))
    acts.change(row, ended_on=today, why=(clean(why) or "用完")[:60])
    said = {"after": {"code": thing.code, "what": row.name, "reason": row.why}}
    record(session, clerk, "lending.kit", ("thing", thing.id), said)
    return acts.done(f"{thing.code} 取出{row.name}（{row.why}）")


def check_kit(session: Session, clerk: Clerk, thing_id: int, today: date) -> Done:
    """A kit was looked through today and is as its list says."""
    thing = standing_thing(session, thing_id)
    if thing.checked_on == today:
        raise UserError(f"{thing.code} 今天已经查过，不用再记")
    acts = LendingActs(session, clerk, "kit_check", ("thing", thing.id))
    acts.change(thing, checked_on=today)
    record(session, clerk, "lending.kit", ("thing", thing.id), {"after": {"code": thing.code}})
    return acts.done(f"查过药箱 {thing.code}")
