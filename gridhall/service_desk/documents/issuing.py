"""The one door through which the desk's papers leave the hall: read, drawn, numbered, stored.

`kinds_for` says which fit a case; `issue_for_case` issues one. The same content again gives the
stored bytes. A character that no font has is refused before a number is taken.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.papers.labels import kind_label
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.pdf.fonts import house
from gridhall.pdf.page import A4, A5, Size, landscape
from gridhall.registry.documents.transfer_issue import At
from gridhall.service_desk.documents import ending, sending, taking_in, telling, ticket
from gridhall.service_desk.documents.parts import NO_MARKS, Form, Marks
from gridhall.service_desk.documents.sending import HandedList, Referral
from gridhall.service_desk.queries.papers import (
    CasePaper,
    case_paper,
    case_papers,
    certificate_paper,
    draft_paper,
)
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules.paper_kinds import (
    ACCEPTANCE,
    ATTORNEY,
    COLLECTION,
    COMPLETION,
    DEFERRAL,
    EXTENSION,
    FORWARDING,
    HANDOVER,
    NEGATIVE,
    NOTICE,
    RATING,
    RECEIPT,
    REFERRAL,
    REFUSED,
    SLIP,
    SPECIAL,
    papers_in,
)

__all__ = [
    "AGENCY",
    "CASE",
    "FORMS",
    "KINDS",
    "At",
    "Drawing",
    "Referral",
    "issue_draft_slip",
    "issue_for_case",
    "issue_handover",
    "issue_negative",
    "issue_referral",
    "kinds_for",
    "paper_for",
]

CASE, AGENCY = "service_case", "agency"


def _referral(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    return sending.referral_slip(sending.case_referral(about), hall, about.today, marks)


FORMS: Final[dict[str, Form]] = {
    ACCEPTANCE: taking_in.acceptance,
    DEFERRAL: taking_in.deferral_promise,
    ATTORNEY: taking_in.power_of_attorney,
    NOTICE: telling.one_time_notice,
    REFUSED: telling.not_accepted,
    EXTENSION: telling.extension_notice,
    SPECIAL: telling.special_procedure,
    COMPLETION: ending.completion,
    COLLECTION: ending.collection_slip,
    RECEIPT: ending.delivery_receipt,
    RATING: ending.rating_form,
    FORWARDING: sending.forwarding_slip,
    REFERRAL: _referral,
}
KINDS: Final = (*FORMS, SLIP)  # of one case
_LYING: Final = frozenset({HANDOVER})
_ON_A5: Final = frozenset({COLLECTION, REFERRAL, NEGATIVE, RATING})


class Drawing(NamedTuple):
    """What papers.service.issue takes: the order, and who draws it."""

    order: PaperOrder
    draw: Callable[[str, Anchor | None], bytes]


def kinds_for(card: CaseCard) -> tuple[str, ...]:
    """The papers that fit a case as it stands, the natural one first; () if none does."""
    if card.case.state in _GONE:
        return ()
    steps = {event.kind for event in card.events}
    accepted = card.case.accepted_at is not None
    found = [*papers_in(card.case.state, accepted=accepted)]
    also = (
        (ACCEPTANCE, accepted),
        (DEFERRAL, "deferred" in steps),
        (ATTORNEY, card.case.agent_kind == "agent"),
        (NOTICE, "notified" in steps),
        (EXTENSION, "extended" in steps),
        (SPECIAL, "suspended" in steps),
    )
    found += [kind for kind, fits in also if fits and kind not in found]
    if not ending.delivered_papers(card):
        found = [kind for kind in found if kind != RECEIPT]
    return tuple(found)


_GONE: Final = frozenset({"withdrawn", "revoked"})


def paper_for(kind: str, about: CasePaper, hall: Hall, request_key: str = "") -> Drawing:
    """The order and the drawing of one of a case's papers.

    UserError when it would say nothing yet, or holds a character that no font has.
    """
    if kind == SLIP:
        said = ticket.case_texts(about)
        order = _order((SLIP, CASE, about.card.case.id), said, request_key)
        return Drawing(order, lambda *marks: ticket.case_ticket(about, hall, marks))
    form = FORMS.get(kind)
    if form is None:
        raise UserError(f"{kind_label(kind)}不是一件办件的文书")
    paint = partial(form, about, hall)
    return _drawing((kind, CASE, about.card.case.id), paint, request_key)


def issue_for_case(at: At, kind: str, case_id: int, request_key: str = "") -> PaperRow:
    """Issue one of a case's papers."""
    with at.db.read() as session:
        about = case_paper(session, case_id, at.today)
    return _issue(at, paper_for(kind, about, at.hall, request_key))


def issue_draft_slip(at: At, draft_key: str, request_key: str = "") -> PaperRow:
    """暂存回执 of a parked draft, by the draft's own key."""
    with at.db.read() as session:
        about = draft_paper(session, draft_key, at.today)
    order = _order((SLIP, "case_draft", 0), ticket.draft_texts(about), request_key)
    return _issue(at, Drawing(order, lambda *m: ticket.draft_ticket(about, at.hall, m)))


def issue_handover(
    at: At, case_ids: Sequence[int], to: str, word: str = "", request_key: str = ""
) -> PaperRow:
    """办件移交清单 of several cases to a colleague or an agency, named as papers name them."""
    with at.db.read() as session:
        said = HandedList(to, case_papers(session, case_ids, at.today), word)
    first = said.papers[0].card.case.id if said.papers else 0
    paint = partial(sending.case_list, said, at.hall, at.today)
    return _issue(at, _drawing((HANDOVER, CASE, first), paint, request_key))


def issue_referral(at: At, said: Referral, request_key: str = "") -> PaperRow:
    """首问转介单 for a visitor without a case."""
    agency_id = said.agency.id if said.agency else 0
    paint = partial(sending.referral_slip, said, at.hall, at.today)
    return _issue(at, _drawing((REFERRAL, AGENCY, agency_id), paint, request_key))


def issue_negative(at: At, certificate: str, request_key: str = "") -> PaperRow:
    """不出具证明告知单 for a certificate of the negative list, by its name."""
    with at.db.read() as session:
        about = certificate_paper(session, certificate)
    paint = partial(sending.negative_slip, about, at.hall, at.today)
    return _issue(at, _drawing((NEGATIVE, "certificate", about.ordinal), paint, request_key))


def _issue(at: At, drawing: Drawing) -> PaperRow:
    return issue(at.db, at.clerk, drawing.order, drawing.draw)


def _drawing(
    about: tuple[str, str, int], paint: Callable[[Marks], BusinessForm], request_key: str
) -> Drawing:
    said = list(paint(NO_MARKS).texts())
    size: Size = A5 if about[0] in _ON_A5 else A4
    size = landscape(A4) if about[0] in _LYING else size
    order = _order(about, said, request_key)
    return Drawing(order, lambda number, anchor: draw(paint((number, anchor)), size))


def _order(about: tuple[str, str, int], said: Sequence[str], request_key: str) -> PaperOrder:
    house().require_glyphs(clean(line) for text in said for line in text.splitlines())
    content: dict[str, Any] = {"texts": list(said)}
    return PaperOrder(*about, content, request_key or str(uuid4()))
