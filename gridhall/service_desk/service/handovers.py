"""交接工作: what one clerk leaves to another at the end of a shift, with a word on each case."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines
from gridhall.service_desk.labels import state_label
from gridhall.service_desk.models import DayHandover
from gridhall.service_desk.queries.cases import CaseRow, case_by_id
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.handovers import HandoverDraft, check_handover
from gridhall.service_desk.rules.orders import HandOver
from gridhall.service_desk.service.steps.chain import hand_over


def hand_over_day(session: Session, clerk: Clerk, draft: HandoverDraft, when: DeskMoment) -> int:
    """Write the sheet (交接单) and give its cases to the colleague; the same request is done once.

    The sheet keeps each case as it was; the cases' own chains say who had them (移交经办).
    """
    known = select(DayHandover.id).where(DayHandover.request_key == draft.request_key)
    before = session.scalar(known)
    if before is not None:
        return before
    check_handover(draft)
    colleague = _colleague(session, clerk, draft.to_clerk_id)
    rows = [(case_by_id(session, one), clean(word)) for one, word in draft.words.items()]
    sheet = DayHandover(
        day=when.today,
        from_name=clerk.name,
        to_id=colleague.id,
        to_name=colleague.name,
        note=clean_lines(draft.note),
        cases=json.dumps([_line(*row) for row in rows], ensure_ascii=False),
        handed_at=when.now,
        request_key=draft.request_key,
    )
    session.add(sheet)
    session.flush()
    for case, word in rows:
        hand_over(session, clerk, (case.id,), HandOver(colleague.id, word), when)
    said = {"after": {"to": colleague.name, "cases": [case.number for case, _ in rows]}}
    record(session, clerk, "day.handover", ("day_handover", sheet.id), said)
    return sheet.id


def _colleague(session: Session, clerk: Clerk, clerk_id: int) -> ClerkAccount:
    found = session.get(ClerkAccount, clerk_id)
    if found is None or not found.active:
        raise UserError("接班的人已停用或不存在，请另选一位")
    if found.name == clerk.name:
        raise UserError("不能交接给自己，请选接班的同事")
    return found


def _line(case: CaseRow, word: str) -> dict[str, str]:
    return {
        "number": case.number,
        "item": case.item_name,
        "state": state_label(case.state),
        "due_on": f"{case.due_on or ''}",
        "word": word,
    }
