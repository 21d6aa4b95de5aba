"""What the desk keeps of people: for their own copy, and until its term is over (保存期限)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import Integer, delete, literal_column, select, update
from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS
from gridhall.service_desk.labels import channel_label, state_label
from gridhall.service_desk.models import CaseDraft, CaseEvent, ServiceCase
from gridhall.service_desk.rules.states import FINISHED
from gridhall.service_desk.service.entries import case_entry

_ROW = literal_column("case_draft.rowid", Integer)  # drafts have no number of their own
_HEADINGS = ("编号", "事项", "受理", "状态", "来件", "联系电话", "情况说明", "经办")


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
            case.note,
            case.clerk_name,
        )
        for case in session.scalars(query.order_by(ServiceCase.id))
    )
    return Section("办过的事", _HEADINGS, rows)


class CaseKeeper:
    """Finished cases beyond their term, and whatever is kept of somebody who is made anonymous."""

    key = "cases"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Finished on this day or before, and not emptied yet."""
        end = datetime.combine(before, time.max, UTC)
        query = select(ServiceCase).where(
            ServiceCase.state == FINISHED,
            ServiceCase.finished_at <= end,
            ServiceCase.applicant_name != ANONYMOUS,
        )
        return [
            DueItem(case.id, f"{case.number} {case.item_name}", _ended(case))
            for case in session.scalars(query)
        ]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Who asked and what was told is emptied; number, matter and days stay."""
        mine = update(ServiceCase).where(ServiceCase.id.in_(ids))
        session.execute(mine.values(applicant_name=ANONYMOUS, phone="", note=""))
        steps = update(CaseEvent).where(CaseEvent.case_id.in_(ids), CaseEvent.detail != "")
        session.execute(steps.values(detail=""))
        session.expire_all()
        cases = session.scalars(select(ServiceCase).where(ServiceCase.id.in_(ids)))
        search.put(session, [case_entry(case) for case in cases])

    def forget(self, session: Session, person_id: int) -> None:
        """Every case of one person, whenever it was finished."""
        mine = select(ServiceCase.id).where(ServiceCase.applicant_id == person_id)
        self.discard(session, list(session.scalars(mine)))


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
    return (case.finished_at or case.received_at).astimezone().date()
