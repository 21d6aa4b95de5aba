"""What happens to a case after it was taken in: finish, undo, revoke, receive what was missing."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.db import search
from gridhall.papers.queries import papers_about
from gridhall.papers.service import void_paper
from gridhall.service_desk.labels import event_label
from gridhall.service_desk.models import CaseEvent, CaseMaterial, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_row
from gridhall.service_desk.rules.states import check_reason, next_state
from gridhall.service_desk.service.entries import case_entry

DONE = "done"  # 办结; other kinds of ending come with their papers


def finish_case(
    session: Session, clerk: Clerk, case_id: int, now: datetime, version: int | None = None
) -> CaseRow:
    """Close a case (办结). `version` is the one on the clerk's screen; None: any."""
    case = _open(session, case_id, version)
    before = {"state": case.state}
    case.state = next_state(case.state, "finish", case.number)
    case.finished_at = case.closed_at = now
    case.finish_kind, case.due_on = DONE, None
    _add_event(session, case, clerk, now, ("finished", _lacking(session, case_id)))
    return _done(session, clerk, case, "case.finish", before)


def undo_finish(
    session: Session, clerk: Clerk, case_id: int, now: datetime, version: int | None = None
) -> CaseRow:
    """Take a finish back (撤销办结), as long as nothing followed it."""
    case = _open(session, case_id, version)
    before = {"state": case.state}
    case.state = next_state(case.state, "undo_finish", case.number)
    _refuse_if_followed(session, case)
    case.finished_at = case.finish_kind = case.closed_at = None
    case.due_on = case.promised_on
    _add_event(session, case, clerk, now, ("reopened", ""))
    return _done(session, clerk, case, "case.undo_finish", before)


def revoke_case(
    session: Session, clerk: Clerk, case_id: int, now: datetime, reason: str
) -> CaseRow:
    """Revoke an acceptance (撤销受理): the number stays, its papers are voided."""
    case = _open(session, case_id, None)
    reason, before = check_reason(clean(reason)), {"state": case.state}
    case.state = next_state(case.state, "revoke", case.number)
    case.closed_at, case.due_on = now, None
    _add_event(session, case, clerk, now, ("revoked", reason))
    row = _done(session, clerk, case, "case.revoke", before)
    for paper in papers_about(session, "service_case", case_id):
        if paper.voided_at is None:
            void_paper(session, clerk, paper.id, f"撤销受理：{reason}")
    return row


def receive_materials(
    session: Session, clerk: Clerk, case_id: int, positions: Collection[int], now: datetime
) -> CaseRow:
    """Receive materials that were missing (补收材料)."""
    case = _open(session, case_id, None)
    next_state(case.state, "receive", case.number)
    names = []
    for material in _materials(session, case_id):
        if material.position in positions and material.received_at is None:
            material.received_at = now
            names.append(material.name)
    if names:
        _add_event(session, case, clerk, now, ("received", "、".join(names)))
        said = {"after": {"received": names}}
        record(session, clerk, "case.receive", ("service_case", case_id), said)
    return case_row(case)


def _open(session: Session, case_id: int, version: int | None) -> ServiceCase:
    """The case, unless somebody has changed it since this clerk looked."""
    case = session.get_one(ServiceCase, case_id)
    if version is not None and version != case.version:
        last = _last_event(session, case_id)
        when = f"{last.happened_at.astimezone():%H:%M}"
        done = event_label(last.kind)
        raise UserError(
            f"{last.clerk_name} {when} 刚动过 {case.number}：{done}。"
            "请按 F5 看最新内容，再决定要不要继续。"
        )
    return case


def _last_event(session: Session, case_id: int) -> CaseEvent:
    mine = select(CaseEvent).where(CaseEvent.case_id == case_id)
    return session.scalars(mine.order_by(CaseEvent.id.desc()).limit(1)).one()


def _materials(session: Session, case_id: int) -> list[CaseMaterial]:
    mine = select(CaseMaterial).where(CaseMaterial.case_id == case_id)
    return list(session.scalars(mine.order_by(CaseMaterial.position)))


def _lacking(session: Session, case_id: int) -> str:
    """What was still missing when the case was closed, for the record."""
    names = [m.name for m in _materials(session, case_id) if m.required and m.received_at is None]
    return f"还缺{'、'.join(names)}" if names else ""


def _refuse_if_followed(session: Session, case: ServiceCase) -> None:
    if _last_event(session, case.id).kind != "finished":
        raise UserError(f"{case.number} 办结以后又有新的记录，不能撤销办结。请新建工单（F2）继续。")
    papers = papers_about(session, "service_case", case.id)
    issued = [p for p in papers if p.kind == "completion" and p.voided_at is None]
    if issued:
        raise UserError(
            f"{case.number} 的办结通知书 {issued[0].number} 已经发出。请先作废它，再撤销办结。"
        )


def _add_event(
    session: Session, case: ServiceCase, clerk: Clerk, now: datetime, step: tuple[str, str]
) -> None:
    """A step: its kind and its detail."""
    kind, detail = step
    session.add(
        CaseEvent(
            case_id=case.id,
            kind=kind,
            happened_at=now,
            recorded_at=now,
            clerk_name=clerk.name,
            detail=detail,
        )
    )
    session.flush()


def _done(
    session: Session, clerk: Clerk, case: ServiceCase, action: str, before: dict[str, str]
) -> CaseRow:
    """Index, audit row and the frozen row that every step ends with."""
    search.put(session, [case_entry(case)])
    said = changes(before, {"state": case.state})
    record(session, clerk, action, ("service_case", case.id), said)
    return case_row(case)
