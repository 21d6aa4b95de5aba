"""What the desk keeps of people: for their own copy, and until its term is over (保存期限)."""

import json
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy import Integer, delete, func, literal_column, select, update
from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS
from gridhall.service_desk.labels import channel_label, state_label
from gridhall.service_desk.models import (
    CaseDraft,
    CaseEvent,
    CaseExtension,
    CaseNotice,
    CasePause,
    CaseRating,
    DayHandover,
    RatingFollowUp,
    ServiceCase,
)
from gridhall.service_desk.rules.states import OPEN_STATES
from gridhall.service_desk.service.entries import case_entry

_ROW = literal_column("case_draft.rowid", Integer)  # drafts have no number of their own
_HEADINGS = (
    *("编号", "事项", "受理", "状态", "来件", "联系电话", "代理人", "情况说明", "办理结果"),
    *("领取人", "经办"),
)
_ENDED: Final = func.coalesce(
    ServiceCase.closed_at, ServiceCase.finished_at, ServiceCase.received_at
)
# What names somebody or repeats somebody's words; number, matter, days and kinds stay.
_EMPTIED: Final = {
    "phone": "",
    "note": "",
    **dict.fromkeys(("agent_name", "agent_id_number", "agent_phone", "agent_relation"), ""),
    **dict.fromkeys(("result_number", "result_note", "delivered_to"), ""),
}


def personal_cases(session: Session, person_id: int) -> Section:
    """Every case of one applicant, for the copy of what is kept of them."""
    query = select(ServiceCase).where(ServiceCase.applicant_id == person_id)
    rows = tuple(
        (
            case.number,
            case.item_name,
            f"{case.received_at.astimezone():%Y-%m-%d %H:%M}",
            state_label(case.state),
            channel_label(case.channel),
            case.phone,
            " ".join(filter(None, (case.agent_name, case.agent_id_number, case.agent_phone))),
            case.note,
            " ".join(filter(None, (case.result_name, case.result_number, case.result_note))),
            case.delivered_to,
            case.clerk_name,
        )
        for case in session.scalars(query.order_by(ServiceCase.id))
    )
    return Section("办过的事", _HEADINGS, rows)


class CaseKeeper:
    """Ended cases beyond their term, and whatever is kept of somebody who is made anonymous."""

    key = "cases"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Ended on this day or before, and not emptied yet."""
        end = datetime.combine(before, time.max, UTC)
        query = select(ServiceCase).where(
            ServiceCase.state.not_in(OPEN_STATES),
            end >= _ENDED,
            ServiceCase.applicant_name != ANONYMOUS,
        )
        return [
            DueItem(case.id, f"{case.number} {case.item_name}", _ended(case))
            for case in session.scalars(query)
        ]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Who asked and what was told is emptied; number, matter and days stay."""
        mine = update(ServiceCase).where(ServiceCase.id.in_(ids))
        session.execute(mine.values(applicant_name=ANONYMOUS, **_EMPTIED))
        steps = update(CaseEvent).where(CaseEvent.case_id.in_(ids), CaseEvent.detail != "")
        session.execute(steps.values(detail=""))
        _empty_words(session, ids)
        session.expire_all()
        cases = list(session.scalars(select(ServiceCase).where(ServiceCase.id.in_(ids))))
        _empty_handovers(session, {case.number for case in cases})
        search.put(session, [case_entry(case) for case in cases])

    def forget(self, session: Session, person_id: int) -> None:
        """Every case of one person, whenever it was finished."""
        mine = select(ServiceCase.id).where(ServiceCase.applicant_id == person_id)
        self.discard(session, list(session.scalars(mine)))


def _empty_words(session: Session, ids: Sequence[int]) -> None:
    """Reasons, opinions and what visitors said, in the tables around a case."""
    pauses = update(CasePause).where(CasePause.case_id.in_(ids))
    session.execute(pauses.values(reason="", outcome=""))
    asked = update(CaseExtension).where(CaseExtension.case_id.in_(ids))
    session.execute(asked.values(reason="", opinion=""))
    for notice in session.scalars(select(CaseNotice).where(CaseNotice.case_id.in_(ids))):
        told = [one | {"problem": ""} for one in json.loads(notice.lacking)]
        notice.lacking, notice.reason = json.dumps(told, ensure_ascii=False), ""
    rated = select(CaseRating.id).where(CaseRating.case_id.in_(ids))
    followed = update(RatingFollowUp).where(RatingFollowUp.rating_id.in_(rated))
    session.execute(followed.values(call_words="", mend_words=""))
    session.execute(update(CaseRating).where(CaseRating.case_id.in_(ids)).values(words=""))
    session.flush()


def _empty_handovers(session: Session, numbers: Collection[str]) -> None:
    """The words on these cases in the sheets of past days (交接单)."""
    for sheet in session.scalars(select(DayHandover)):
        lines = json.loads(sheet.cases)
        if any(line.get("number") in numbers and line.get("word") for line in lines):
            told = [line | {"word": ""} if line["number"] in numbers else line for line in lines]
            sheet.cases = json.dumps(told, ensure_ascii=False)
    session.flush()


class CaseDraftKeeper:
    """Drafts of cases that nobody finished."""

    key = "drafts"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Saved last on this day or before."""
        end = datetime.combine(before, time.max, UTC)
        query = select(_ROW, CaseDraft.saved_at).where(CaseDraft.saved_at <= end)
        return [
            DueItem(row, "工单草稿", saved.astimezone().date())
            for row, saved in session.execute(query)
        ]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """They go, with what was typed."""
        session.execute(delete(CaseDraft).where(_ROW.in_(ids)))

    def forget(self, session: Session, person_id: int) -> None:
        """A draft lives a year at most: somebody gone for longer stands in none."""


def _ended(case: ServiceCase) -> date:
    return (case.closed_at or case.finished_at or case.received_at).astimezone().date()
