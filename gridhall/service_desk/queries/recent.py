"""A resident's recent matters (最近事项), as the register's card shows them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.registry.queries import MatterRow
from gridhall.service_desk.labels import state_label
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.rules.states import (
    DECIDED,
    DELIVERED,
    FINISHED,
    OPEN,
    SUPPLEMENT,
    is_closed,
)

_TONES = {
    OPEN: "blue",
    DECIDED: "blue",
    "received": "blue",
    SUPPLEMENT: "purple",
    FINISHED: "green",
    DELIVERED: "green",
}
_MOST = 50


def matters_of(session: Session, person_id: int) -> list[MatterRow]:
    """The cases of one applicant, the newest first."""
    mine = select(ServiceCase).where(ServiceCase.applicant_id == person_id)
    return [
        _row(case) for case in session.scalars(mine.order_by(ServiceCase.id.desc()).limit(_MOST))
    ]


def _row(case: ServiceCase) -> MatterRow:
    return MatterRow(
        happened_on=case.received_at.astimezone().date(),
        title=case.item_name,
        state=_said(case),
        tone=_TONES.get(case.state, "grey"),
        clerk_name=case.holder_name or case.clerk_name,
        kind="case",
        record_id=case.id,
        number=case.number,
        is_open=not is_closed(case.state),
    )


def _said(case: ServiceCase) -> str:
    """The promise of a case that is worked on, else its state: 12-01 前."""
    if case.state in (OPEN, DECIDED) and case.promised_on is not None:
        return f"{case.promised_on:%m-%d} 前"
    return state_label(case.state)
