"""A resident's recent matters (最近事项), as the register's card shows them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.registry.queries import MatterRow
from gridhall.service_desk.labels import state_label
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.rules.states import FINISHED, OPEN

_TONES = {OPEN: "blue", FINISHED: "green"}
_MOST = 50


def matters_of(session: Session, person_id: int) -> list[MatterRow]:
    """The cases of one applicant, the newest first."""
    mine = select(ServiceCase).where(ServiceCase.applicant_id == person_id)
    return [
        _row(case) for case in session.scalars(mine.order_by(ServiceCase.id.desc()).limit(_MOST))
    ]


def _row(case: ServiceCase) -> MatterRow:
    promised = f"{case.promised_on:%m-%d} 前" if case.state == OPEN else state_label(case.state)
    return MatterRow(
        happened_on=case.received_at.astimezone().date(),
        title=case.item_name,
        state=promised,
        tone=_TONES.get(case.state, "grey"),
        clerk_name=case.clerk_name,
        kind="case",
        record_id=case.id,
        number=case.number,
        is_open=case.state == OPEN,
    )
