"""Acts on partner units (驻区单位, 双报到单位): written down, changed, ended."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines
from gridhall.organisation.models import PartnerUnit, PartyRelation
from gridhall.organisation.rules.credit_code import check_credit_code
from gridhall.organisation.rules.drafts import refusal
from gridhall.organisation.rules.seats import Done
from gridhall.organisation.rules.units import UNIT_KINDS, UnitDraft
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.guards import standing
from gridhall.organisation.service.holding import done_again

_LIMITS = {
    "name": 100, "short_name": 40, "address": 200, "contact": 60, "phone": 30,
    "resources": 4000, "note": 400,
}  # fmt: skip
_KEPT = (
    "name", "short_name", "kind", "credit_code", "organisation_id", "address", "contact", "phone",
    "resources", "note", "active_from",
)  # fmt: skip


def save_unit(session: Session, clerk: Clerk, draft: UnitDraft, today: date) -> Done:
    """Write a partner unit down, or change it (`draft.unit_id`)."""
    require(clerk, Role.SUPERVISOR, "登记单位")
    again = done_again(session, draft.request_key, "partner_unit")
    if again is not None:
        return again
    kept = _checked(session, draft, today)
    values = {name: getattr(kept, name) for name in _KEPT}
    values["credit_code"] = values["credit_code"] or None
    kind = "unit_add" if draft.unit_id is None else "unit_change"
    acts = Acts(
        session, clerk, kind, today, today,
        organisation_id=kept.organisation_id, request_key=draft.request_key,
    )  # fmt: skip
    row, before = _write(acts, draft, values)
    said = changes(_said(before), _said(values)) if before else {"after": _said(values)}
    record(session, clerk, "unit.save", ("partner_unit", row.id), said)
    words = "修改" if before else "登记"
    return Done(acts.close(f"{words}单位“{row.name}”"), row.id)


def end_unit(session: Session, clerk: Clerk, unit_id: int, day: date, today: date) -> Done:
    """A unit is no partner any more from a day on (停止共建); what it did stays on record."""
    require(clerk, Role.SUPERVISOR, "停止共建")
    row = _unit(session, unit_id)
    if row.active_to is not None:
        raise UserError(f"“{row.name}”{row.active_to} 已经停止共建，不用再办")
    if row.active_from is not None and day <= row.active_from:
        raise UserError(f"停止日期 {day} 要在开始共建（{row.active_from}）以后，请核对")
    reported = _reported(session, unit_id, day)
    if reported:
        raise UserError(f"“{row.name}”还有 {reported} 名报到党员，请先结束他们的报到")
    acts = Acts(session, clerk, "unit_end", day, today, organisation_id=row.organisation_id)
    acts.change(row, active_to=day)
    record(session, clerk, "unit.end", ("partner_unit", row.id), {"after": {"until": day}})
    return Done(acts.close(f"“{row.name}”停止共建"), row.id)


def _write(
    acts: Acts, draft: UnitDraft, values: dict[str, Any]
) -> tuple[PartnerUnit, dict[str, Any]]:
    if draft.unit_id is None:
        return acts.add(PartnerUnit(**values)), {}
    row = _unit(acts.session, draft.unit_id)
    if row.version != draft.version:
        raise UserError(f"“{row.name}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    before = {name: getattr(row, name) for name in _KEPT}
    return acts.change(row, **values), before


def _unit(session: Session, unit_id: int) -> PartnerUnit:
    row = session.get(PartnerUnit, unit_id)
    if row is None:
        raise UserError("没有这个单位，可能刚被撤回。请按 F5 看最新内容")
    return row


def _checked(session: Session, draft: UnitDraft, today: date) -> UnitDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = check_unit(draft, today)
    if kept.organisation_id is not None:
        standing(session, kept.organisation_id)
    _refuse_double(session, kept)
    return kept


def check_unit(draft: UnitDraft, today: date) -> UnitDraft:
    """The draft in its stored form, judged by itself alone; raises DraftProblems."""
    kept = replace(
        draft,
        name=clean(draft.name),
        short_name=clean(draft.short_name),
        address=clean(draft.address),
        contact=clean(draft.contact),
        phone=kept_phone(draft.phone)[0],
        resources=_lines(draft.resources),
        note=clean_lines(draft.note),
        credit_code=_code(draft.credit_code),
    )
    _refuse_texts(kept)
    if kept.active_from is not None and kept.active_from > today:
        raise refusal("active_from", f"开始共建的日期不能晚于今天（{today}）")
    return kept


def _refuse_texts(kept: UnitDraft) -> None:
    if not kept.name:
        raise refusal("name", "请填写单位名称，照公章上的写")
    if kept.kind not in UNIT_KINDS:
        raise refusal("kind", "请选驻区单位还是双报到单位")
    for field, most in _LIMITS.items():
        if len(getattr(kept, field)) > most:
            raise refusal(field, f"最长 {most} 个字，现在是 {len(getattr(kept, field))} 个字")


def _code(text: str) -> str:
    try:
        return check_credit_code(text)
    except UserError as error:
        raise refusal("credit_code", str(error)) from None


def _lines(text: str) -> str:
    """What the unit can give, a line each, empty ones dropped."""
    return "\n".join(line for line in map(clean, text.splitlines()) if line)


def _refuse_double(session: Session, kept: UnitDraft) -> None:
    """Refuse two units of one code, or of one name."""
    others = select(PartnerUnit.name).where(PartnerUnit.id != (kept.unit_id or 0))
    if kept.credit_code:
        same = others.where(PartnerUnit.credit_code == kept.credit_code)
        known = session.scalars(same).first()
        if known is not None:
            raise refusal("credit_code", f"这个信用代码已经是“{known}”的，请核对是不是同一家")
    if session.scalars(others.where(PartnerUnit.name == kept.name)).first() is not None:
        raise refusal("name", f"已经有“{kept.name}”，请打开那一家来改，或在名称里加以区分")


def _reported(session: Session, unit_id: int, day: date) -> int:
    query = select(func.count()).where(
        PartyRelation.unit_id == unit_id,
        PartyRelation.kind == "reported",
        or_(PartyRelation.until.is_(None), PartyRelation.until > day),
    )
    return session.scalar(query) or 0


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of a unit: kind in words, its community by name elsewhere."""
    said = {name: value for name, value in values.items() if not name.endswith("_id")}
    return said | {"kind": UNIT_KINDS.get(values["kind"], "")}
