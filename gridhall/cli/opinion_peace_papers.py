"""paper issue for mediations, inspections, hazards and thematic registers."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from gridhall.hall.service import OpenHall
from gridhall.opinions.documents import peace_issuing as issuing
from gridhall.opinions.queries.inspections import hazard_coded, inspection_numbered
from gridhall.opinions.queries.mediations import mediation_numbered
from gridhall.opinions.queries.themes import register_named
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]


def _of(find: Callable[[Session, str], int], work: Callable[[At, int], PaperRow]) -> Issue:
    """`about`: 调〔2026〕001, 查〔2026〕001, 查〔2026〕001-2, or a register's name."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        with hall.db.read() as session:
            row_id = find(session, about)
        return work(At(hall.db, hall.clerk, hall.hall, date.today()), row_id)

    return issue


KINDS: Mapping[str, Issue] = {
    "mediation-agreement": _of(
        lambda session, about: mediation_numbered(session, about).id, issuing.issue_agreement
    ),
    "mediation-record": _of(
        lambda session, about: mediation_numbered(session, about).id, issuing.issue_record
    ),
    "hazard-notice": _of(
        lambda session, about: hazard_coded(session, about).id, issuing.issue_hazard_notice
    ),
    "inspection-record": _of(
        lambda session, about: inspection_numbered(session, about).id, issuing.issue_inspection
    ),
    "theme-register": _of(
        lambda session, about: register_named(session, about).id, issuing.issue_register
    ),
}
