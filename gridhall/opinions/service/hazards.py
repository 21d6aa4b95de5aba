"""Hazards: looked at again (复查), given more time, taken to the whistle ledger."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs
from gridhall.issues.service.intake import add_issue
from gridhall.opinions.models import Hazard, Inspection
from gridhall.opinions.queries.inspections import hazard, photos_after
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.inspections import Recheck, check_later, check_recheck
from gridhall.opinions.rules.topics import check_why
from gridhall.opinions.service.guards import standing

NO_PHOTO = "还没有整改后的照片，不能算整改好。请拍一张，按 Alt+Z 加照片，再登记复查"


def recheck(session: Session, clerk: Clerk, hazard_id: int, told: Recheck, when: When) -> Done:
    """复查: mended, with a photo that shows it; or not yet, with a new day."""
    row = standing(session, Hazard, hazard_id, when.version)
    code = _open(session, row)
    found = session.get_one(Inspection, row.inspection_id)
    kept = check_recheck(told, found.day, when.today)
    if kept.passed and not photos_after(session, [row.id]):
        raise refusal("photo", NO_PHOTO)
    values: dict[str, Any] = {"checked_by": kept.checked_by, "result": kept.result}
    if kept.passed:
        values["rectified_on"] = kept.on
        words = f"{code} 复查，已经整改"
    else:
        values["rectify_by"] = kept.rectify_by
        words = f"{code} 复查，没有整改好，改到 {kept.rectify_by} 前"
    return _step(session, clerk, row, (words, values), kept.on or when.on)


def give_time(
    session: Session, clerk: Clerk, hazard_id: int, told: tuple[date, str], when: When
) -> Done:
    """延期: a later day to mend by, with the reason."""
    row = standing(session, Hazard, hazard_id, when.version)
    code = _open(session, row)
    until, why = told
    kept = check_later(until, row.rectify_by, when.today)
    said = check_why(why, "配件要定做，月底才到货")
    words = f"{code} 延期到 {kept}：{mask_numbers(said)}"
    return _step(session, clerk, row, (words, {"rectify_by": kept}), when.on)


def to_issue(session: Session, clerk: Clerk, hazard_id: int, when: When) -> Done:
    """A hazard that nobody mends becomes an issue of the ledger (转吹哨台账), by one key."""
    row = standing(session, Hazard, hazard_id, when.version)
    seen = hazard(session, row.id)
    if row.issue_id is not None:
        raise UserError(f"{seen.code} 已经转成问题 {seen.issue_number}，不用再转")
    if not seen.is_open:
        raise UserError(f"{seen.code} 已经整改，不用转吹哨台账")
    acts = GovernanceActs(session, clerk, "hazard", ("hazard", row.id))
    serious = "重大隐患。" if seen.serious else ""
    draft = IssueDraft(
        f"隐患：{row.what}"[:80],
        f"{serious}{seen.day} 排查（{seen.number}）发现，整改责任人：{row.owner}，"
        f"限 {row.rectify_by} 前整改。{row.result}",
        channel="patrol",
        grid_id=seen.grid_id,
        compound_id=seen.compound_id,
        building_id=row.building_id,
        spot=row.spot or seen.place,
        received_on=when.on,
        source="hazard",
        source_id=row.id,
    )
    issue = acts.includes(add_issue(session, clerk, draft, when))
    link = GovernanceActs(session, clerk, "hazard", ("hazard", row.id))
    link.change(row, issue_id=issue.row_id)
    number = hazard(session, row.id).issue_number
    acts.includes(link.on(when.on).done(f"关联 {number}"))
    said = {"after": {"hazard": seen.code, "issue": number}}
    record(session, clerk, "hazard.step", ("hazard", row.id), said)
    return acts.on(when.on).done(f"{seen.code} 转吹哨台账 {number}")


def _open(session: Session, row: Hazard) -> str:
    code = hazard(session, row.id).code
    if row.rectified_on is not None:
        raise UserError(f"{code} {row.rectified_on} 已经整改，不用再办")
    return code


def _step(
    session: Session, clerk: Clerk, row: Hazard, told: tuple[str, dict[str, Any]], on: date
) -> Done:
    words, values = told
    acts = GovernanceActs(session, clerk, "hazard", ("hazard", row.id))
    acts.change(row, **values)
    said = {"after": {"rectify_by": row.rectify_by, "rectified_on": row.rectified_on}}
    record(session, clerk, "hazard.step", ("hazard", row.id), said)
    return acts.on(on).done(words)
