"""Papers of mediations, inspections, hazards and registers leave the hall: read, drawn, issued."""

from collections.abc import Callable
from uuid import uuid4

from gridhall.opinions.documents import hazards as hazard_papers
from gridhall.opinions.documents import mediations as mediation_papers
from gridhall.opinions.documents.mediations import Marks
from gridhall.opinions.documents.themes import register_form
from gridhall.opinions.queries import inspections, mediations, themes
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

Form = Callable[[Marks], BusinessForm]


def issue_agreement(at: At, mediation_id: int) -> PaperRow:
    """人民调解协议书 of a written agreement."""
    with at.db.read() as session:
        row = mediations.mediation(session, mediation_id)
        parties = mediations.whole_parties(session, mediation_id)
    about = ("mediation-agreement", "mediation", mediation_id)
    form = mediation_papers.agreement_form
    return _issue(at, about, lambda marks: form(row, parties, at.hall, marks))


def issue_record(at: At, mediation_id: int) -> PaperRow:
    """调解登记表, also of an oral agreement or a failed mediation."""
    with at.db.read() as session:
        row = mediations.mediation(session, mediation_id)
        parties = mediations.parties(session, mediation_id)
    about = ("mediation-record", "mediation", mediation_id)
    form = mediation_papers.record_form
    return _issue(at, about, lambda marks: form(row, parties, at.hall, marks))


def issue_mediation(at: At, mediation_id: int) -> PaperRow:
    """What the mediation wants: the agreement if one was written, else 调解登记表."""
    with at.db.read() as session:
        row = mediations.mediation(session, mediation_id)
    written = row.state in ("agreed", "performed") and not row.oral
    return (issue_agreement if written else issue_record)(at, mediation_id)


def issue_hazard_notice(at: At, hazard_id: int) -> PaperRow:
    """隐患整改通知书 with everything the same round found that the same owner has to mend."""
    with at.db.read() as session:
        row = inspections.hazard(session, hazard_id)
        found = inspections.hazards_of(session, row.inspection_id)
    same = [one for one in found if (one.unit_id, one.owner) == (row.unit_id, row.owner)]
    rows = same if row.is_open else [row]
    about = ("hazard-notice", "hazard", rows[0].id)
    form = hazard_papers.notice_form
    return _issue(at, about, lambda marks: form(rows, at.hall, at.today, marks))


def issue_inspection(at: At, inspection_id: int) -> PaperRow:
    """隐患排查记录 of a round, as its hazards stand."""
    with at.db.read() as session:
        row = inspections.inspection(session, inspection_id)
        found = inspections.hazards_of(session, inspection_id)
    about = ("inspection-record", "inspection", inspection_id)
    form = hazard_papers.record_form
    return _issue(at, about, lambda marks: form(row, found, at.hall, marks))


def issue_register(at: At, register_id: int) -> PaperRow:
    """专项台账 as it stands, lying."""
    with at.db.read() as session:
        row = themes.register(session, register_id)
        lines = themes.entries(session, register_id)
    about = ("theme-register", "theme_register", register_id)
    form = lambda marks: register_form(row, lines, (at.hall, at.today, marks))  # noqa: E731
    return _issue(at, about, form, lying=True)


def _issue(at: At, about: tuple[str, str, int], form: Form, *, lying: bool = False) -> PaperRow:
    said = {"texts": list(form(("", None)).texts())}
    size = landscape(A4) if lying else A4
    ordered = PaperOrder(*about, said, str(uuid4()))
    return issue(
        at.db, at.clerk, ordered, lambda number, anchor: draw(form((number, anchor)), size)
    )
