"""paper issue for the whistle ledger: 吹哨单, 督办函, 会商函, 会商纪要, 转报函, 问责建议书."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.core.errors import UserError
from gridhall.hall.queries import calendar
from gridhall.hall.service import OpenHall
from gridhall.issues.documents import issuing, letters, whistle
from gridhall.issues.documents.telling import More
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.issues import issue_by_number
from gridhall.issues.rules.orders import MeasureOrder
from gridhall.issues.rules.when import When
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]
_RAISER = "写明反映人"


def _letter(kind: str) -> Issue:
    """`about`: the issue's number, then to whom: 2026-1：街道党工委：写明反映人."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        card, rest, more = _asked(hall, about)
        if rest:
            more["to"] = rest
        return issuing.issue_paper(_at(hall), kind, card.row.id, **more)

    return issue


def _measured(kind: str, measure: str) -> Issue:
    """The same; a measure that nobody took yet is taken with its letter."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        card, rest, more = _asked(hall, about)
        at = _at(hall)
        if card.measures_of(measure):
            if rest and measure != "accountability":
                more["to"] = rest
            return issuing.issue_paper(at, kind, card.row.id, **more)
        order = _order(measure, rest)
        with hall.db.read() as session:
            when = When(at.today, calendar(session))
        return issuing.measure_with_letter(at, card.row.id, order, when, **more).paper

    return issue


def _order(measure: str, rest: str) -> MeasureOrder:
    """What the words after the number mean: to whom, for an accountability why."""
    if measure == "accountability":
        if not rest:
            raise UserError("请写明为什么追究，例如 2026-1：两次督办没有回复")
        return MeasureOrder(measure, note=rest)
    return MeasureOrder(measure, target=rest)


def _asked(hall: OpenHall, about: str) -> tuple[IssueCard, str, More]:
    """The issue, the words after its number, and whether its raiser is named."""
    number, *parts = (one.strip() for one in about.replace(":", "：").split("："))
    more: More = {"raiser": True} if _RAISER in parts else {}
    rest = "：".join(one for one in parts if one and one != _RAISER)
    with hall.db.read() as session:
        issue_id = issue_by_number(session, number).id
        return issue_card(session, issue_id, date.today()), rest, more


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    whistle.KIND: _letter(whistle.KIND),
    letters.SUPERVISION: _measured(letters.SUPERVISION, "supervision"),
    letters.CONSULTATION: _measured(letters.CONSULTATION, "consultation"),
    letters.MINUTES: _letter(letters.MINUTES),
    letters.FORWARDING: _letter(letters.FORWARDING),
    letters.ACCOUNTABILITY: _measured(letters.ACCOUNTABILITY, "accountability"),
}
