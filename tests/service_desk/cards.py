"""What a card says, and a hall's cases in any state of their life."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QWidget

from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from tests.service_desk.conftest import MORNING, Desk


def words_on(widget: QWidget) -> list[str]:
    """Every word on show inside a widget."""
    shown = (label for label in widget.findChildren(QLabel) if not label.isHidden())
    return [label.text() for label in shown if label.text()]


def moment(desk: Desk, days_ago: int = 0) -> DeskMoment:
    """A morning at this desk."""
    return DeskMoment(MORNING - timedelta(days=days_ago), desk.on.calendar)


def received(desk: Desk, code: str = "HJ01", *, have: tuple[int, ...] = (1,)) -> CaseRow:
    """A case that is received and nothing more."""
    draft = desk.draft(code, received=have, request_key=f"received-{code}-{have}")
    with desk.db.write() as session:
        return service.receive_case(session, desk.clerk, draft, MORNING, desk.on.calendar)


def finished(desk: Desk, code: str = "HJ02") -> CaseRow:
    """A case that is finished."""
    case = desk.accept(code)
    with desk.db.write() as session:
        return service.finish_case(session, desk.clerk, case.id, MORNING)


def card_of(desk: Desk, case_id: int) -> CaseCard:
    """A case's card as it stands."""
    with desk.db.read() as session:
        return queries.case_card(session, case_id)
