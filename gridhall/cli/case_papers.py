"""paper issue for the service desk: every paper of a case, of several, and for a visitor."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.organisation.queries.agencies import find_agency
from gridhall.papers.queries import PaperRow
from gridhall.service_desk.documents import closing, issuing
from gridhall.service_desk.documents.issuing import At, Referral
from gridhall.service_desk.queries.handovers import handovers
from gridhall.service_desk.queries.reads import case_by_number
from gridhall.service_desk.queries.slips import brought_back
from gridhall.service_desk.rules import negative, paper_kinds

Issue = Callable[[OpenHall, str], PaperRow]
_COMMAS = str.maketrans("，、", ",,")


def _of_case(kind: str) -> Issue:
    """`about`: the case's number, SL20261124-012."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        return issuing.issue_for_case(_at(hall), kind, _case(hall, about))

    return issue


def _case(hall: OpenHall, number: str) -> int:
    with hall.db.read() as session:
        return case_by_number(session, number).id


def _slip(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a case's number, or the code of a parked draft's slip, CG-9F86-81230417."""
    with hall.db.read() as session:
        brought = brought_back(session, about)
    if brought is not None and brought.draft is not None:
        return issuing.issue_draft_slip(_at(hall), brought.draft.draft.request_key)
    case_id = brought.case_id if brought else None
    case_id = _case(hall, about) if case_id is None else case_id
    return issuing.issue_for_case(_at(hall), paper_kinds.SLIP, case_id)


def _handover(hall: OpenHall, about: str) -> PaperRow:
    """`about`: numbers with commas, then to whom: SL20261124-001,SL20261124-002：李敏."""
    numbers, colon, to = about.replace(":", "：").partition("：")
    if not colon or not to.strip():
        raise UserError("请写办件编号和移交给谁，例如 SL20261124-001,SL20261124-002：李敏")
    cases = [_case(hall, one) for one in numbers.translate(_COMMAS).split(",") if one.strip()]
    return issuing.issue_handover(_at(hall), cases, to.strip())


def _referral(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a case that was passed on, or what for and whereto: 居住证：公安派出所."""
    matter, colon, where = about.replace(":", "：").partition("：")
    if not colon:
        return issuing.issue_for_case(_at(hall), paper_kinds.REFERRAL, _case(hall, about))
    if not matter.strip() or not where.strip():
        raise UserError("请写办什么和到哪里，例如 居住证：公安派出所")
    with hall.db.read() as session:
        agency = find_agency(session, where.strip())
    first = f"{hall.clerk.name}　{hall.clerk.counter}".rstrip("　")
    said = Referral("", matter.strip(), agency, agency.name, "", first)
    return issuing.issue_referral(_at(hall), said)


def _negative(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a certificate of the negative list as it is asked for: 亲属关系证明."""
    found = negative.asked_for(about)
    if found is None:
        raise UserError(f"“{about.strip()[:40]}”不在不出具证明的清单里。请核对名称")
    return issuing.issue_negative(_at(hall), found.name)


def _month(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a closed month, 2026-10."""
    return closing.issue_month_sheet(_at(hall), about.strip())


def _day_sheet(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the number of a hand-over sheet, or 最近."""
    with hall.db.read() as session:
        known = [one.id for one in handovers(session, 500)]
    wanted = known[:1] if about.strip() == "最近" else [n for n in known if str(n) == about.strip()]
    if not wanted:
        raise UserError(f"没有“{about.strip()[:20]}”这张交接单。写“最近”出最后一张")
    return closing.issue_handover_sheet(_at(hall), wanted[0])


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    **{kind: _of_case(kind) for kind in issuing.KINDS},
    paper_kinds.SLIP: _slip,
    paper_kinds.HANDOVER: _handover,
    paper_kinds.REFERRAL: _referral,
    paper_kinds.NEGATIVE: _negative,
    closing.MONTH_KIND: _month,
    closing.KIND: _day_sheet,
}
