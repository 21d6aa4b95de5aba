"""paper issue for service days: notices, sheets, cards, summaries, the year's report."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents import day_issuing
from gridhall.volunteering.queries.days import day_on, days

Issue = Callable[[OpenHall, str], PaperRow]


def _stored(hall: OpenHall, about: str) -> int:
    """`about`: a day's date, 2026-11-25, nominal or held."""
    day = _day(about)
    with hall.db.read() as session:
        row = day_on(session, hall.calendar, day)
    if row is None or row.id is None:
        raise UserError(f"{day} 还没有排班，没有文书可出。请先在 日程排班 里排好岗位")
    return row.id


def _day(about: str) -> date:
    try:
        return datetime.strptime(about.strip(), "%Y-%m-%d").date()
    except ValueError as error:
        raise UserError(f"请写服务日的日期，例如 2026-11-25，现在是“{about}”") from error


def _of_day(issue: Callable[[At, int], PaperRow]) -> Issue:
    return lambda hall, about: issue(_at(hall), _stored(hall, about))


def _adjustment(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the nominal date; a day that was only merged into another has its notice too."""
    day = _day(about)
    with hall.db.read() as session:
        rows = days(session, hall.calendar, day, day)
    row = next((one for one in rows if one.nominal == day), None)
    if row is None:
        return day_issuing.issue_adjustment(_at(hall), _stored(hall, about))
    return day_issuing.issue_adjustment_of(_at(hall), row)


def _report(hall: OpenHall, about: str) -> PaperRow:
    if not re.fullmatch(r"(19|20|21)\d\d", about.strip()):
        raise UserError(f"请写年份，例如 2026，现在是“{about}”")
    return day_issuing.issue_report(_at(hall), int(about))


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    "service-day-notice": _of_day(day_issuing.issue_notice),
    "adjustment-notice": _adjustment,
    "recruitment-notice": _of_day(day_issuing.issue_recruitment),
    "sign-in-sheet": _of_day(day_issuing.issue_sign_in_sheet),
    "post-card": _of_day(day_issuing.issue_cards),
    "day-summary": _of_day(day_issuing.issue_summary),
    "service-report": _report,
}
