"""Whose an issue may become: units, organisations and agencies that are there (责任单位)."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from gridhall.issues.rules.drafts import refusal
from gridhall.issues.rules.orders import Owner
from gridhall.organisation.models import Agency, Organisation, PartnerUnit


def standing_owner(session: Session, owner: Owner, on: date) -> Owner:
    """The owner with its name; UserError if it is there no more on that day."""
    if owner.unit_id is not None:
        return _unit(session, owner, on)
    if owner.organisation_id is not None:
        return _organisation(session, owner, on)
    if owner.agency_id is not None:
        return _agency(session, owner)
    return owner


def _unit(session: Session, owner: Owner, on: date) -> Owner:
    row = session.get(PartnerUnit, owner.unit_id)
    if row is None:
        raise refusal("owner", "没有这个单位，可能刚被撤回。请重新选责任单位")
    if row.active_to is not None and row.active_to <= on:
        raise refusal("owner", f"“{row.name}”已于 {row.active_to} 停止共建，请另选责任单位")
    contact = owner.contact or row.contact
    return Owner(unit_id=row.id, name=owner.name or row.short_name or row.name, contact=contact)


def _organisation(session: Session, owner: Owner, on: date) -> Owner:
    row = session.get(Organisation, owner.organisation_id)
    if row is None:
        raise refusal("owner", "没有这个组织，可能刚被撤回。请重新选责任单位")
    if row.ended_on is not None and row.ended_on <= on:
        how = "合并" if row.merged_into else "撤销"
        raise refusal("owner", f"“{row.name}”已于 {row.ended_on} {how}，请另选责任单位")
    named = replace(owner, name=owner.name or row.name)
    return replace(named, unit_id=None, agency_id=None)


def _agency(session: Session, owner: Owner) -> Owner:
    row = session.get(Agency, owner.agency_id)
    if row is None:
        raise refusal("owner", "没有这个办事机构，可能刚被撤回。请重新选责任单位")
    if not row.active:
        raise refusal("owner", f"“{row.name}”已经停用，请另选责任单位")
    return Owner(agency_id=row.id, name=owner.name or row.name, contact=owner.contact)
