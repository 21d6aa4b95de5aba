"""One step of one case: opened, refused if it is out of turn, written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.service_desk.labels import event_label
from gridhall.service_desk.models import CaseEvent, CaseMaterial, CasePause, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_row
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.states import AFTER, next_state
from gridhall.service_desk.service.clocks import restart
from gridhall.service_desk.service.entries import case_entry
from gridhall.service_desk.service.months import refuse_closed


@dataclass(slots=True)
class Step:
    """A step under way: `lead` refuses it or says where it leads, `done` writes it down."""

    session: Session
    clerk: Clerk
    case: ServiceCase
    when: DeskMoment
    before: dict[str, Any]
    state: str  # where it leads; the case itself moves on when all is checked

    def lead(self, step: str) -> ServiceCase:
        """Choose the next state; a step that is not open now is told with what to do."""
        self.state = next_state(self.case.state, step, self.case.number)
        return self.case

    def done(self, event: str, detail: str, action: str, after: Mapping[str, Any]) -> CaseRow:
        """Event, clocks, index, audit row, and the frozen row every step ends with."""
        case = self.case
        case.state = self.state
        self.note(event, detail)
        if event in AFTER or event == "extended":
            restart(self.session, case, self.when.calendar)
        self.session.flush()
        search.put(self.session, [case_entry(case)])
        said = changes(self.before, {"state": case.state, **after})
        record(self.session, self.clerk, action, ("service_case", case.id), said)
        return case_row(case)

    def note(self, event: str, detail: str = "") -> None:
        """Add a step to the case's story."""
        self.session.add(
            CaseEvent(
                case_id=self.case.id,
                kind=event,
                happened_at=self.when.at,
                recorded_at=self.when.now,
                clerk_name=self.clerk.name,
                detail=detail,
            )
        )
        self.session.flush()

    def close(self) -> None:
        """The case needs no more work; a pause that still lasted ends with it."""
        self.case.closed_at = self.when.at
        for pause in self.session.scalars(open_pauses(self.case.id)):
            pause.ended_on, pause.ended_by = max(pause.began_on, self.when.on), self.clerk.name


def begin(
    session: Session,
    clerk: Clerk,
    case_id: int,
    when: DeskMoment,
    version: int | None = None,
) -> Step:
    """A step on a case, unless somebody has changed it since this clerk looked, or it has an odd
    moment. `version` is the one on the clerk's screen; None: any."""
    case = session.get_one(ServiceCase, case_id)
    last = last_event(session, case_id)
    if version is not None and version != case.version:
        at = f"{last.recorded_at.astimezone():%H:%M}"
        raise UserError(
            f"{last.clerk_name} {at} 刚动过 {case.number}：{event_label(last.kind)}。"
            "请按 F5 看最新内容，再决定要不要继续。"
        )
    _refuse_odd_moment(case.number, when, last)
    if when.happened is not None:
        refuse_closed(session, when.on)
    return Step(session, clerk, case, when, {"state": case.state}, case.state)


def _refuse_odd_moment(number: str, when: DeskMoment, last: CaseEvent) -> None:
    """A step happens neither in the future nor before the one before it."""
    before = last.happened_at.astimezone()
    told = f"{number} 的上一步“{event_label(last.kind)}”在 {before:%Y-%m-%d %H:%M}"
    if when.happened is None:
        # Within a day the machine's clock may be a little off; a day back, it is wrong.
        if when.on < before.date():
            raise UserError(f"{told}，电脑的日期却是 {when.on}。请先把电脑的日期校准。")
        return
    if when.happened > when.now:
        raise UserError(f"办理时间 {_minute(when.happened)} 还没有到。请填已经发生的时间。")
    if when.happened < last.happened_at:
        raise UserError(f"{told}，这一步不能早于它（{_minute(when.happened)}）。请核对时间。")


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def last_event(session: Session, case_id: int) -> CaseEvent:
    """The step recorded last."""
    mine = select(CaseEvent).where(CaseEvent.case_id == case_id)
    return session.scalars(mine.order_by(CaseEvent.id.desc()).limit(1)).one()


def materials_of(session: Session, case_id: int) -> list[CaseMaterial]:
    """The case's materials in their order."""
    mine = select(CaseMaterial).where(CaseMaterial.case_id == case_id)
    return list(session.scalars(mine.order_by(CaseMaterial.position)))


def missing_of(session: Session, case_id: int) -> list[CaseMaterial]:
    """The required materials that are not there yet (缺件)."""
    return [m for m in materials_of(session, case_id) if m.required and m.received_at is None]


def open_pauses(case_id: int) -> Select[CasePause]:
    """The pause of a case that still lasts, if one does."""
    return select(CasePause).where(CasePause.case_id == case_id, CasePause.ended_on.is_(None))
