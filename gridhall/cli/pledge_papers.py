"""paper issue for the three lists: the month's list, the units' quarterly reports."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow
from gridhall.pledges.documents import issuing
from gridhall.pledges.queries.items import item_numbered, unit_named
from gridhall.pledges.rules.spans import parse_month, parse_quarter, quarter_before
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]
_ALL = "全部"


def _month(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 2026-11; the list is frozen as it is now."""
    return issuing.issue_month(_at(hall), parse_month(about))


def _report(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 全部 or a unit, then ：2026Q3; without a quarter the last one that is over."""
    at = _at(hall)
    name, _, typed = about.replace(":", "：").rpartition("：")
    if not name:
        name, typed = about, ""
    quarter = parse_quarter(typed) if typed else quarter_before(at.today)
    if name.strip() == _ALL:
        return issuing.issue_reports(at, quarter)
    with hall.db.read() as session:
        unit = unit_named(session, name, at.today)
    return issuing.issue_report(at, unit, quarter)


def _project(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 项〔2026〕001."""
    at = _at(hall)
    with hall.db.read() as session:
        row = item_numbered(session, about, at.today)
    return issuing.issue_project(at, row.id)


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    "monthly-list": _month,
    "unit-report": _report,
    "project-report": _project,
}
