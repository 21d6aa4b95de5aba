"""The one door through which a meeting's papers leave the hall: read, drawn, numbered, stored.

The notice makes a planned meeting 已通知, the minutes a held one 已出纪要, in the same transaction.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.when import When
from gridhall.meetings.documents import lists, minutes, notice, slips
from gridhall.meetings.documents.telling import About, Marks
from gridhall.meetings.queries.cards import meeting_card
from gridhall.meetings.queries.debriefs import debrief_row, debriefs
from gridhall.meetings.queries.hosts import owner_name, turns, usual_organisation
from gridhall.meetings.queries.meetings import meeting_row
from gridhall.meetings.service import meetings as service
from gridhall.papers.labels import kind_label
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue as issue_paper
from gridhall.papers.service import issue_within
from gridhall.pdf import business_form, official
from gridhall.pdf.business_form import BusinessForm
from gridhall.pdf.fonts import house
from gridhall.registry.documents.transfer_issue import At

MEETING_KINDS: Final = (notice.KIND, lists.AGENDA, lists.SIGN_IN, minutes.KIND, slips.ASSIGNMENT)
KINDS: Final = (*MEETING_KINDS, slips.DEBRIEF, slips.ROTATION)
_NO_MARKS: Final[Marks] = ("", None)
_OFFICIAL: Final[dict[str, Callable[[About, Marks], official.AnyOfficial]]] = {
    notice.KIND: notice.meeting_notice,
    minutes.KIND: minutes.meeting_minutes,
}


class _Drawing(NamedTuple):
    texts: list[str]
    draw: Callable[[Marks], bytes]


def issue(
    at: At,
    kind: str,
    meeting_id: int | None,
    *,
    item_id: int | None = None,
    debrief_id: int | None = None,
) -> PaperRow:
    """Issue a paper; the same content again gives the stored bytes.

    `item_id`: the 交办单 of that item alone; `debrief_id`: the 述职评议表 of that one, else of all
    in the meeting. The 轮值表 is of the meeting's organisation, without a meeting of the usual one.
    UserError when the paper would say nothing yet.
    """
    if kind == slips.DEBRIEF:
        return debrief_paper(at, meeting_id, debrief_id)
    if kind == slips.ROTATION:
        return rotation_paper(at, _whose(at, meeting_id))
    if kind not in MEETING_KINDS or meeting_id is None:
        raise UserError(f"{kind_label(kind)}要先选一次会议")
    return meeting_paper(at, kind, meeting_id, item_id)


def _whose(at: At, meeting_id: int | None) -> int:
    with at.db.read() as session:
        found = meeting_row(session, meeting_id).organisation_id if meeting_id else None
        found = found or usual_organisation(session, at.today)
    if found is None:
        raise UserError("还没有组织架构，排不出轮值。请先在组织架构里建大党委")
    return found


def meeting_paper(at: At, kind: str, meeting_id: int, item_id: int | None = None) -> PaperRow:
    """Issue one of the papers that tell of a whole meeting."""
    with at.db.write() as session:
        _step(session, at, kind, meeting_id)
        card, manners = meeting_card(session, meeting_id, at.today), governance(session).manners
        about = About(card, at.hall, at.today, manners)
        drawing = _drawing(kind, about, item_id)
        said = {"texts": drawing.texts, "item": item_id}
        order = PaperOrder(kind, "joint_meeting", meeting_id, said, str(uuid4()))
        return issue_within(session, at.clerk, order, _drawn(drawing))


def _step(session: Any, at: At, kind: str, meeting_id: int) -> None:
    """What issuing the paper does to the meeting, once."""
    row, when = meeting_row(session, meeting_id), When(at.today, WorkCalendar())
    if kind == notice.KIND and row.state == "planned":
        service.notice(session, at.clerk, meeting_id, when)
    elif kind == notice.KIND and row.state not in ("noticed", "open"):
        raise UserError(f"“{row.title}”{row.state_words}，不用再发会议通知")
    elif kind == minutes.KIND and row.state == "held":
        service.note_minutes(session, at.clerk, meeting_id, when)
    elif row.state == "cancelled":
        raise UserError(f"“{row.title}”已取消，不能再出{kind_label(kind)}")


def _drawing(kind: str, about: About, item_id: int | None) -> _Drawing:
    if kind in lists.TITLES:
        said = lists.list_texts(kind, about)
        return _Drawing(said, lambda marks: lists.list_paper(kind, about, marks))
    if kind == slips.ASSIGNMENT:
        forms = slips.assignment_slips(about, _NO_MARKS, item_id)
        texts = _known([text for form in forms for text in form.texts()])
        return _Drawing(
            texts,
            lambda marks: business_form.draw_many(slips.assignment_slips(about, marks, item_id)),
        )
    form = _OFFICIAL[kind]
    texts = _known([*form(about, _NO_MARKS).texts()])
    return _Drawing(texts, lambda marks: official.draw(form(about, marks)))


def _known(texts: list[str]) -> list[str]:
    """What cannot be printed is refused before a number is taken."""
    house().require_glyphs(map(clean, "\n".join(texts).split("\n")))
    return texts


def _drawn(drawing: _Drawing) -> Callable[[str, Anchor | None], bytes]:
    return lambda number, anchor: drawing.draw((number, anchor))


def debrief_paper(at: At, meeting_id: int | None, debrief_id: int | None) -> PaperRow:
    """述职评议表 of one debrief, or of all that were given in a meeting."""
    with at.db.read() as session:
        if debrief_id is not None:
            rows = [debrief_row(session, debrief_id)]
        else:
            rows = debriefs(session, meeting_id or 0)[::-1]
    if not rows:
        raise UserError("这次会议还没有登记述职，没有评议表可出。请先登记谁述职")
    subject = ("debrief", debrief_id) if debrief_id else ("joint_meeting", meeting_id or 0)

    def forms(marks: Marks) -> list[BusinessForm]:
        return [slips.debrief_form(row, at.hall, marks) for row in rows]

    said = _known([text for form in forms(_NO_MARKS) for text in form.texts()])
    drawing = _Drawing(said, lambda marks: business_form.draw_many(forms(marks)))
    order = PaperOrder(slips.DEBRIEF, *subject, {"texts": said}, str(uuid4()))
    return _issued(at, order, drawing)


def rotation_paper(at: At, organisation_id: int) -> PaperRow:
    """轮值表 of an organisation, from the present turn on."""
    with at.db.read() as session:
        found = turns(session, at.today, organisation_id)
        owner = owner_name(session, organisation_id)
    about = (at.hall, owner, at.today)
    said = _known([*slips.rotation_form(found, about, _NO_MARKS).texts()])
    drawing = _Drawing(
        said, lambda marks: business_form.draw(slips.rotation_form(found, about, marks))
    )
    order = PaperOrder(
        slips.ROTATION, "organisation", organisation_id, {"texts": said}, str(uuid4())
    )
    return _issued(at, order, drawing)


def _issued(at: At, order: PaperOrder, drawing: _Drawing) -> PaperRow:
    return issue_paper(at.db, at.clerk, order, _drawn(drawing))
