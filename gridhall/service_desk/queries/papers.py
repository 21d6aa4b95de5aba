"""What the desk's papers need beyond a case's card: clocks, notices, where to go, the barcode."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.queries import slip_mark
from gridhall.core.errors import UserError
from gridhall.organisation.queries.agencies import AgencyRow, Directory, directory
from gridhall.service_desk.models import CaseDraft
from gridhall.service_desk.queries.cards import CaseCard, case_card
from gridhall.service_desk.queries.catalogue import MatterRow, matter_by_id
from gridhall.service_desk.queries.drafts import DraftRow
from gridhall.service_desk.rules.draft import draft_from_json
from gridhall.service_desk.rules.negative import Certificate, negative_list
from gridhall.service_desk.rules.refusals import read_refusal
from gridhall.service_desk.rules.slips import case_slip, draft_slip


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A case with all that its papers say."""

    card: CaseCard
    today: date
    code: str  # BJ-9F86-1204, the barcode
    places: Mapping[str, tuple[AgencyRow, ...]]  # issuer's words -> agencies
    passed_to: AgencyRow | None = None  # whom it was passed on to, if the directory has it

    @property
    def deferred(self) -> Mapping[int, date]:
        """What is still promised for later (容缺): the day by the material's position."""
        waiting = (one for one in self.card.materials if one.received_at is None)
        return {one.position: one.deferred_until for one in waiting if one.deferred_until}


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """A parked draft with what its slip says."""

    row: DraftRow
    matter: MatterRow | None
    code: str


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """A certificate of the negative list and who issues it."""

    certificate: Certificate
    ordinal: int  # 1..20
    agencies: tuple[AgencyRow, ...]


def case_paper(session: Session, case_id: int, today: date) -> CasePaper:
    """All that a case's papers say."""
    return _paper(session, case_id, today, directory(session))


def case_papers(session: Session, case_ids: Collection[int], today: date) -> tuple[CasePaper, ...]:
    """The same of several cases, in this order, each once."""
    known = directory(session)
    return tuple(_paper(session, one, today, known) for one in dict.fromkeys(case_ids))


def draft_paper(session: Session, request_key: str, today: date) -> DraftPaper:
    """A parked draft; UserError if it is one no more."""
    found = session.get(CaseDraft, request_key)
    if found is None:
        raise UserError("这份暂存已经不在了，可能已经受理或取消。请在办件列表里查一下")
    draft = draft_from_json(found.fields)
    matter = None if draft.item_id is None else matter_by_id(session, draft.item_id, today)
    return DraftPaper(
        DraftRow(draft, found.saved_at), matter, draft_slip(slip_mark(session), request_key)
    )


def certificate_paper(session: Session, name: str) -> CertificatePaper:
    """A certificate of the negative list by its name; UserError for another name."""
    for ordinal, one in enumerate(negative_list(), start=1):
        if name in (one.name, *one.aliases):
            return CertificatePaper(one, ordinal, directory(session).find_all(one.issuer))
    raise UserError(f"“{name[:40]}”不在不出具证明的清单里。请核对名称")


def _paper(session: Session, case_id: int, today: date, known: Directory) -> CasePaper:
    card = case_card(session, case_id)
    issuers = {one.issuer for one in card.matter.materials if one.issuer}
    issuers |= {read_refusal(one.detail).where for one in card.events if one.kind == "not_accepted"}
    return CasePaper(
        card,
        today,
        case_slip(slip_mark(session), case_id),
        {words: known.find_all(words) for words in issuers},
        _passed_to(card, known),
    )


def _passed_to(card: CaseCard, known: Directory) -> AgencyRow | None:
    told = passing_of(card)
    return known.find(told[0]) if told else None


def passing_of(card: CaseCard) -> tuple[str, str] | None:
    """Where a case was passed on to, and why (转街道社会事务办：不归本社区办理); None if not."""
    said = [event.detail for event in card.events if event.kind == "passed_on"]
    if not said:
        return None
    where, _, reason = said[-1].removeprefix("转").partition("：")
    return where, reason
