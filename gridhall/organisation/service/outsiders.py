"""People who are not in the register (外部人员): staff, 兼职委员, 在职党员."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.organisation.rules.drafts import refusal
from gridhall.organisation.rules.seats import Done, OutsiderDraft
from gridhall.organisation.service.acts import Acts

_LIMITS = {"name": 100, "workplace": 100, "note": 400, "phone": 30}
_KEPT = ("name", "sex", "phone", "unit_id", "workplace", "is_party", "note")


def known_or_new(acts: Acts, draft: OutsiderDraft) -> Outsider:
    """Who is meant by a draft: the same name with the same phone is the same one."""
    kept = check_outsider(acts.session, draft)
    same = select(Outsider).where(Outsider.name == kept.name, Outsider.phone == kept.phone)
    known = acts.session.scalars(same.order_by(Outsider.id)).first() if kept.phone else None
    if known is not None:
        return known
    row: Outsider = acts.add(Outsider(**{name: getattr(kept, name) for name in _KEPT}))
    return row


def check_outsider(session: Session, draft: OutsiderDraft) -> OutsiderDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        name=clean_name(draft.name),
        phone=kept_phone(draft.phone)[0],
        workplace=clean(draft.workplace),
        note=clean_lines(draft.note),
    )
    if not kept.name:
        raise refusal("name", "请填写外部人员的姓名")
    for field, most in _LIMITS.items():
        if len(getattr(kept, field)) > most:
            raise refusal(field, f"最长 {most} 个字，现在是 {len(getattr(kept, field))} 个字")
    if kept.unit_id is not None and session.get(PartnerUnit, kept.unit_id) is None:
        raise refusal("unit_id", "没有这个单位，请从列表里选")
    return kept


def change_outsider(
    session: Session, clerk: Clerk, outsider_id: int, draft: OutsiderDraft, today: date
) -> Done:
    """Change what is kept of somebody from outside."""
    require(clerk, Role.SUPERVISOR, "修改外部人员")
    row = _outsider(session, outsider_id)
    if row.version != draft.version:
        raise UserError(f"{row.name}的资料别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    kept = check_outsider(session, draft)
    return _write(Acts(session, clerk, "outsider", today, today), row, kept)


def note_phone(session: Session, clerk: Clerk, outsider_id: int, phone: str, today: date) -> Done:
    """Note down the phone of somebody from outside; every counter may."""
    row = _outsider(session, outsider_id)
    kept = kept_phone(phone)[0]
    if len(kept) > _LIMITS["phone"]:
        raise refusal("phone", "电话太长，一栏只填一个，其余的写在备注里")
    values = {name: getattr(row, name) for name in _KEPT} | {"phone": kept}
    acts = Acts(session, clerk, "phone", today, today)
    return _write(acts, row, OutsiderDraft(**values))


def _outsider(session: Session, outsider_id: int) -> Outsider:
    row = session.get(Outsider, outsider_id)
    if row is None:
        raise UserError("没有这位外部人员，可能刚被撤回。请按 F5 看最新内容")
    return row


def _write(acts: Acts, row: Outsider, kept: OutsiderDraft) -> Done:
    before = {name: getattr(row, name) for name in _KEPT}
    after = {name: getattr(kept, name) for name in _KEPT}
    acts.change(row, **after)
    said = changes(before, after)
    record(acts.session, acts.clerk, "outsider.change", ("outsider", row.id), said)
    return Done(acts.close(f"改{row.name}的资料"), row.id)
