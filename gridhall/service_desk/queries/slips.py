"""What a visitor's slip names when it is scanned: a case, or a form that was parked."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from gridhall.clerks.queries import slip_mark
from gridhall.core.errors import UserError
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.queries.drafts import DraftRow, case_of_slip, draft_of_slip
from gridhall.service_desk.rules.slips import CASE, read_slip


@dataclass(frozen=True, slots=True)
class Brought:
    """One of the two: the case's id, or the draft."""

    case_id: int | None = None
    draft: DraftRow | None = None


def brought_back(session: Session, text: str) -> Brought | None:
    """What a scanned slip names; None for any other code. UserError: another hall's, or gone.

    A parked form that has become a case meanwhile is that case.
    """
    slip = read_slip(text, slip_mark(session))
    if slip is None:
        return None
    if slip.kind == CASE:
        if session.get(ServiceCase, slip.row_id) is None:
            raise UserError("没有这张回执上的工单。请按编号或姓名查一下")
        return Brought(case_id=slip.row_id)
    draft = draft_of_slip(session, slip.row_id)
    if draft is not None:
        return Brought(draft=draft)
    case_id = case_of_slip(session, slip.row_id)
    if case_id is None:
        raise UserError("这张暂存回执上的草稿已经丢弃了。请按 F2 重新填，材料对着清单再收一遍")
    return Brought(case_id=case_id)
