"""Acts on claims (认领): taken on, begun, delivered, confirmed, given up."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean
from gridhall.organisation.models import Organisation, PartnerUnit, PartyMember, PartyRelation
from gridhall.pledges.labels import WHERE, claim_label
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.queries.taken import parts
from gridhall.pledges.rules.drafts import (
    ClaimDraft,
    Confirmation,
    Delivery,
    check_confirmation,
    check_delivery,
    refusal,
)
from gridhall.pledges.rules.states import check_claim, check_step, left, used
from gridhall.pledges.service.items import Done, done_again, standing_item, standing_unit
from gridhall.pledges.service.settling import settle
from gridhall.volunteering.models import Volunteer
from gridhall.volunteering.service.acts import ServiceActs


def claim(session: Session, clerk: Clerk, draft: ClaimDraft, today: date) -> Done:
    """Take (a part of) an item on: a unit or member a need or project, the community a resource."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    item = standing_item(session, draft.item_id)
    who = _who(session, item, draft, today)
    quantity = _quantity(session, item, draft)
    if draft.promised_on is not None and draft.promised_on < today:
        raise refusal("promised_on", f"承诺日期不能早于今天（{today}）")
    _refuse_twice(session, item, who)
    acts = ServiceActs(session, clerk, "pledge_claim", ("claim", None), draft.request_key)
    row = acts.add(
        Claim(
            item_id=item.id,
            matched_id=draft.matched_id,
            quantity=quantity,
            state="claimed",
            claimed_on=today,
            where_claimed=draft.where if draft.where in WHERE else "desk",
            promised_on=draft.promised_on,
            clerk_name=clerk.name,
            **who,
        )
    )
    acts.is_about(row.id)
    _settle(session, row)
    said = {"number": item.number, "quantity": quantity, **_named(session, who)}
    record(session, clerk, "pledge.claim", ("claim", row.id), {"after": said})
    words = f"{_name(session, who)}认领“{mask_numbers(item.title)}” {quantity} {item.measure}"
    return Done(acts.close(words), row.id)


def change_claim(
    session: Session, clerk: Clerk, claim_id: int, wanted: tuple[int, date | None], version: int
) -> Done:
    """Another quantity, or another promised day, of a claim that is under way."""
    row, item = _standing(session, claim_id)
    quantity, promised_on = wanted
    if row.version != version:
        raise UserError("这项认领别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    if row.state not in ("claimed", "doing"):
        raise UserError(f"这项认领{claim_label(row.state)}，数量和日期不能再改")
    if promised_on is not None and promised_on < row.claimed_on:
        raise refusal("promised_on", f"承诺日期不能早于认领的日子（{row.claimed_on}）")
    _refuse_more(session, row, item, quantity)
    acts = ServiceActs(session, clerk, "pledge_claim_change", ("claim", row.id))
    acts.change(row, quantity=quantity, promised_on=promised_on)
    _settle(session, row)
    after = {"number": item.number, "quantity": quantity, "promised_on": promised_on}
    record(session, clerk, "pledge.claim", ("claim", row.id), {"after": after})
    return Done(acts.close(f"改“{mask_numbers(item.title)}”的认领"), row.id)


def begin(session: Session, clerk: Clerk, claim_id: int) -> Done:
    """Work on it has begun (开始办理)."""
    return _step(session, clerk, claim_id, "doing", {})


def deliver(session: Session, clerk: Clerk, claim_id: int, delivery: Delivery, today: date) -> Done:
    """It was done (登记交付): how many came, how many were served, what it cost."""
    row, _ = _standing(session, claim_id)
    kept = check_delivery(delivery, row.claimed_on, today)
    values = {
        "delivered_on": kept.delivered_on,
        "people": kept.people,
        "served": kept.served,
        "money_fen": kept.money_fen,
        "result": kept.result,
    }
    return _step(session, clerk, claim_id, "delivered", values)


def send_back(session: Session, clerk: Clerk, claim_id: int, why: str) -> Done:
    """What was delivered is not what was wanted (退回重办); with a reason."""
    values = {"delivered_on": None, "why": _reason(why, "请写为什么退回，例如 只来了一次")}
    return _step(session, clerk, claim_id, "doing", values)


def confirm(
    session: Session, clerk: Clerk, claim_id: int, confirmation: Confirmation, today: date
) -> Done:
    """Who asked for it says that it was done (确认完成), and how satisfied they are."""
    row, _ = _standing(session, claim_id)
    check_step(_title(session, row), row.state, "confirmed")
    kept = check_confirmation(confirmation, row.delivered_on or row.claimed_on, today)
    values = {
        "confirmed_on": kept.confirmed_on,
        "confirmed_by": kept.confirmed_by,
        "stars": kept.stars,
    }
    return _step(session, clerk, claim_id, "confirmed", values)


def give_up(session: Session, clerk: Clerk, claim_id: int, why: str) -> Done:
    """It is not done after all (放弃认领): what was claimed is free again."""
    said = _reason(why, "请写为什么放弃，例如 人手抽不出来")
    return _step(session, clerk, claim_id, "given_up", {"why": said})


_ACTS = {
    "doing": "pledge_begin",
    "delivered": "pledge_deliver",
    "confirmed": "pledge_confirm",
    "given_up": "pledge_give_up",
}
_SAYS = {"doing": "开始办理", "delivered": "交付", "confirmed": "确认", "given_up": "放弃"}


def _step(
    session: Session, clerk: Clerk, claim_id: int, state: str, values: dict[str, Any]
) -> Done:
    row, item = _standing(session, claim_id)
    check_step(item.title, row.state, state)
    before = row.state
    acts = ServiceActs(session, clerk, _ACTS[state], ("claim", row.id))
    acts.change(row, state=state, **values)
    _settle(session, row)
    shown = {key: value for key, value in values.items() if key not in ("result", "confirmed_by")}
    said = {"before": {"state": before}, "after": {"number": item.number, "state": state, **shown}}
    record(session, clerk, "pledge.step", ("claim", row.id), said)
    return Done(acts.close(f"{_SAYS[state]}“{mask_numbers(item.title)}”"), row.id)


def _standing(session: Session, claim_id: int) -> tuple[Claim, ListItem]:
    row = session.get(Claim, claim_id)
    if row is None:
        raise UserError("没有这项认领，可能刚被撤回。请按 F5 看最新内容")
    return row, session.get_one(ListItem, row.item_id)


def _title(session: Session, row: Claim) -> str:
    return session.get_one(ListItem, row.item_id).title


def _settle(session: Session, row: Claim) -> None:
    settle(session, [one for one in (row.item_id, row.matched_id) if one is not None])


def _reason(why: str, example: str) -> str:
    said = clean(why)
    if not said:
        raise refusal("why", example)
    if len(said) > 100:
        raise refusal("why", f"最长 100 个字，现在是 {len(said)} 个字")
    return said


def _quantity(session: Session, item: ListItem, draft: ClaimDraft) -> int:
    """How much is claimed; refused beyond what is left of the item or of what meets it."""
    if item.state == "withdrawn":
        raise UserError(f"“{item.title}”已经撤下，不能认领。要再征集，请先恢复")
    ids = [one for one in (item.id, draft.matched_id) if one is not None]
    known = parts(session, ids)
    free = left(item.quantity, known.get(item.id, ()))
    if draft.matched_id is None:
        wanted = free if draft.quantity is None else draft.quantity
        check_claim(item.title, item.measure, free, wanted or 1)
        return wanted
    other = _matched(session, item, draft.matched_id)
    there = left(other.quantity, known.get(other.id, ()))
    alike = item.measure == other.measure
    wanted = draft.quantity if draft.quantity is not None else min(free, there) if alike else free
    check_claim(item.title, item.measure, free, wanted or 1)
    check_claim(other.title, other.measure, there, used(wanted or 1, item.measure, other.measure))
    return wanted


def _matched(session: Session, item: ListItem, matched_id: int) -> ListItem:
    """The resource that is to meet a need."""
    other = standing_item(session, matched_id)
    if item.kind == "resource" or other.kind != "resource":
        raise UserError("对接是用资源满足需求或项目，请核对选的是哪两项")
    if other.state == "withdrawn":
        raise UserError(f"“{other.title}”已经撤下，不能对接。请换一项资源")
    return other


def _refuse_more(session: Session, row: Claim, item: ListItem, quantity: int) -> None:
    ids = [one for one in (row.item_id, row.matched_id) if one is not None]
    known = parts(session, ids)
    free = left(item.quantity, known[item.id]) + row.quantity
    check_claim(item.title, item.measure, free, quantity)
    if row.matched_id is None:
        return
    other = session.get_one(ListItem, row.matched_id)
    mine = used(row.quantity, item.measure, other.measure)
    there = left(other.quantity, known[other.id]) + mine
    wanted = used(quantity, item.measure, other.measure)
    check_claim(other.title, other.measure, there, wanted)


def _who(session: Session, item: ListItem, draft: ClaimDraft, today: date) -> dict[str, Any]:
    """Who claims, and in which of the two directions."""
    unit_id, organisation_id = draft.unit_id, draft.organisation_id
    if draft.matched_id is not None:
        other = _matched(session, item, draft.matched_id)
        unit_id = unit_id or other.unit_id
        organisation_id = None if unit_id else organisation_id or other.organisation_id
    if item.kind == "resource":
        return _community(session, organisation_id or item.organisation_id)
    if unit_id is None and draft.member_id is not None:
        unit_id = _unit_of(session, draft.member_id)
    if draft.volunteer_id is not None and session.get(Volunteer, draft.volunteer_id) is None:
        raise refusal("who", "没有这位志愿者，可能刚被撤回。请重新选")
    if unit_id is None and draft.member_id is None and draft.volunteer_id is None:
        if organisation_id is not None and draft.matched_id is not None:
            return _community(session, organisation_id)
        raise refusal("who", "请选谁来认领：单位、报到党员或志愿者")
    if unit_id is not None:
        standing_unit(session, unit_id, today)
    return {
        "direction": "unit", "unit_id": unit_id, "member_id": draft.member_id,
        "volunteer_id": draft.volunteer_id, "organisation_id": None,
    }  # fmt: skip


def _community(session: Session, organisation_id: int | None) -> dict[str, Any]:
    if organisation_id is None:
        raise refusal("who", "资源由社区认领，请选哪个组织来用")
    row = session.get(Organisation, organisation_id)
    if row is None or row.ended_on is not None:
        raise refusal("who", "没有这个组织，可能已经撤销。请重新选")
    return {
        "direction": "community", "unit_id": None, "member_id": None, "volunteer_id": None,
        "organisation_id": organisation_id,
    }  # fmt: skip


def _unit_of(session: Session, member_id: int) -> int | None:
    """The unit somebody reported from."""
    if session.get(PartyMember, member_id) is None:
        raise refusal("who", "没有这位党员，可能刚被撤回。请重新选")
    query = select(PartyRelation.unit_id).where(
        PartyRelation.member_id == member_id,
        PartyRelation.kind == "reported",
        PartyRelation.unit_id.is_not(None),
        PartyRelation.until.is_(None),
    )
    return session.scalars(query.order_by(PartyRelation.id.desc())).first()


def _refuse_twice(session: Session, item: ListItem, who: dict[str, Any]) -> None:
    """Refuse a second claim by the same while the first has not begun: it is changed instead."""
    mine = [getattr(Claim, key) == value for key, value in who.items() if value is not None]
    query = select(Claim.quantity).where(Claim.item_id == item.id, Claim.state == "claimed", *mine)
    known = session.scalars(query).first()
    if known is not None:
        name = _name(session, who)
        raise UserError(
            f"{name}已经认领了“{item.title}” {known} {item.measure}。要加数量，请改那一项认领"
        )


def _name(session: Session, who: dict[str, Any]) -> str:
    if who["unit_id"] is not None:
        unit = session.get_one(PartnerUnit, who["unit_id"])
        return unit.short_name or unit.name
    if who["organisation_id"] is not None:
        return session.get_one(Organisation, who["organisation_id"]).name
    return "志愿者" if who["volunteer_id"] is not None else "报到党员"


def _named(session: Session, who: dict[str, Any]) -> dict[str, str]:
    return {"who": _name(session, who)}
