"""The one door through which an issue's letters leave the hall: read, drawn, numbered, stored.

`paper_for` gives the order and the drawing; `issue_paper` issues, and notes the number on the
measure or the whistle that the letter tells of, in one transaction; `measure_with_letter` takes the
measure as well. The same content again gives the stored bytes. What cannot be printed is refused
before a number is taken.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple, Unpack
from uuid import uuid4

from gridhall.clerks.rules import Anchor, require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.issues.documents import letters, whistle
from gridhall.issues.documents.telling import NO_MARKS, About, Marks, More
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.superiors import street_committee
from gridhall.issues.rules.orders import MeasureOrder
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.measures import number_measure, take_measure
from gridhall.issues.service.numbers import number_whistle
from gridhall.papers.labels import kind_label
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue_within
from gridhall.pdf import business_form, official
from gridhall.pdf.fonts import house
from gridhall.registry.documents.transfer_issue import At

__all__ = ["KINDS", "Drawing", "Measured", "issue_paper", "measure_with_letter", "paper_for"]

_OFFICIAL: Final[dict[str, Callable[[About, Marks], official.AnyOfficial]]] = {
    letters.SUPERVISION: letters.supervision_letter,
    letters.CONSULTATION: letters.consultation_letter,
    letters.FORWARDING: letters.forwarding_letter,
    letters.ACCOUNTABILITY: letters.accountability_letter,
    letters.MINUTES: letters.consultation_minutes,
}
KINDS: Final = (whistle.KIND, *_OFFICIAL)
_LETTER_OF: Final = {
    "supervision": letters.SUPERVISION,
    "consultation": letters.CONSULTATION,
    "accountability": letters.ACCOUNTABILITY,
}

_UPWARDS: Final = (letters.FORWARDING, letters.ACCOUNTABILITY)


class Drawing(NamedTuple):
    """What papers.service.issue takes: the order, and who draws it."""

    order: PaperOrder
    draw: Callable[[str, Anchor | None], bytes]


class Measured(NamedTuple):
    """A measure that was taken, and the letter that went out with it."""

    done: Done
    paper: PaperRow


def paper_for(kind: str, card: IssueCard, hall: Hall, day: date, **more: Unpack[More]) -> Drawing:
    """The order and the drawing of one of an issue's letters, as on a day.

    UserError when it would say nothing yet, or holds a character that no font has.
    """
    if kind not in KINDS:
        raise UserError(f"{kind_label(kind)}不是一件问题的文书")
    about = About(card, hall, _day_of(kind, card, day), more)
    said = list(_texts(kind, about))
    house().require_glyphs(map(clean, "\n".join(said).split("\n")))
    key = more.get("request_key") or str(uuid4())
    order = PaperOrder(kind, "issue", card.row.id, {"texts": said}, key)
    return Drawing(order, lambda number, anchor: _draw(kind, about, (number, anchor)))


def _day_of(kind: str, card: IssueCard, day: date) -> date:
    """The day of what the letter tells of, so that it is the same letter tomorrow."""
    told = letters.MEASURE_OF.get(kind)
    if told is not None:
        measure = next(iter(card.measures_of(told)), None)
        if measure is None or kind == letters.MINUTES:
            return measure.replied_on or day if measure else day
        return measure.happened_on
    if kind == whistle.KIND:
        return card.row.whistled_on or day
    return card.row.escalated_on or day


def _texts(kind: str, about: About) -> list[str]:
    form = _OFFICIAL.get(kind)
    paper = form(about, NO_MARKS) if form else whistle.whistle_letter(about, NO_MARKS)
    return list(paper.texts())


def _draw(kind: str, about: About, marks: Marks) -> bytes:
    form = _OFFICIAL.get(kind)
    if form is None:
        return business_form.draw(whistle.whistle_letter(about, marks))
    return official.draw(form(about, marks))


def issue_paper(at: At, kind: str, issue_id: int, **more: Unpack[More]) -> PaperRow:
    """Issue one of an issue's letters; its number is noted where the ledger counts it."""
    if kind == letters.ACCOUNTABILITY:
        require(at.clerk, Role.SUPERVISOR, "出问责建议书")
    with at.db.write() as session:
        return _issue(session, at, kind, issue_id, more)


def measure_with_letter(
    at: At, issue_id: int, order: MeasureOrder, when: When, **more: Unpack[More]
) -> Measured:
    """Take a measure and issue its letter (督办函 in two keys), both or neither."""
    if order.kind not in _LETTER_OF:
        raise UserError("这项措施没有要出的函，请直接登记")
    with at.db.write() as session:
        done = take_measure(session, at.clerk, issue_id, order, when)
        return Measured(done, _issue(session, at, _LETTER_OF[order.kind], issue_id, more))


def _issue(session: Any, at: At, kind: str, issue_id: int, more: More) -> PaperRow:
    card = issue_card(session, issue_id, at.today)
    if kind in _UPWARDS:
        more = {"street": street_committee(session, at.today), **more}
    order, draw = paper_for(kind, card, at.hall, at.today, **more)
    paper = issue_within(session, at.clerk, order, draw)
    _note_number(session, at, kind, card, paper.number)
    return paper


def _note_number(session: Any, at: At, kind: str, card: IssueCard, number: str) -> None:
    """The first letter of a measure or a whistle gives it its number."""
    if kind == whistle.KIND:
        if card.response is not None and not card.response.number:
            number_whistle(session, at.clerk, card.response.id, number)
        return
    measures = card.measures_of(letters.MEASURE_OF.get(kind, ""))
    if measures and not measures[0].number and kind != letters.MINUTES:
        number_measure(session, at.clerk, measures[0].id, number)
