"""paper issue for the organisation: charts, lists, signs, letters of appointment, orders."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.organisation.documents import issuing
from gridhall.organisation.documents.agencies import issue_directory
from gridhall.organisation.documents.issuing import PlateWish, Scope
from gridhall.organisation.documents.notice import Election
from gridhall.organisation.queries.papers import finding
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]
_ALL = "全部"
_SHEETS = ("A4", "A3")


def _scope(hall: OpenHall, about: str) -> Scope:
    """`about`: 全部 or an organisation, then @day and ：A3: 龙腾社区党委@2026-05-01：A3."""
    rest, paper = _sheet(about)
    name, _, day = rest.partition("@")
    with hall.db.read() as session:
        top = None if name.strip() == _ALL else finding.organisation_named(session, name)
    return Scope(top, _day(day) if day else None, paper)


def _sheet(about: str) -> tuple[str, str]:
    name, colon, paper = about.replace(":", "：").rpartition("：")
    if colon and paper.strip().upper() in _SHEETS:
        return name, paper.strip().upper()
    return about, ""


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise UserError(f"日期请写成 2026-05-01，现在是“{typed}”") from error


def _parts(about: str, count: int, example: str) -> list[str]:
    parts = [one.strip() for one in about.replace(":", "：").split("：", count - 1)]
    if len(parts) != count or not all(parts):
        raise UserError(f"请写成“{example}”")
    return parts


def _listed(about: str) -> list[str]:
    return [one.strip() for one in about.replace("，", ",").split(",") if one.strip()]


def _chart(hall: OpenHall, about: str) -> PaperRow:
    return issuing.issue_chart(_at(hall), _scope(hall, about))


def _list(hall: OpenHall, about: str) -> PaperRow:
    return issuing.issue_list(_at(hall), _scope(hall, about))


def _signs(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 全部, or codes and names with commas; then ：A3 for the large sheet."""
    at, (names, paper) = _at(hall), _sheet(about)
    with hall.db.read() as session:
        grids = None if names.strip() == _ALL else finding.grids_named(session, _listed(names))
    return issuing.issue_grid_signs(at, grids, paper or "A4")


def _plates(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 全部, or buildings and compounds with commas; then ：A3 for the large sheet."""
    at, (names, paper) = _at(hall), _sheet(about)
    ids = None
    if names.strip() != _ALL:
        with hall.db.read() as session:
            ids = finding.buildings_named(session, _listed(names), at.today)
    return issuing.issue_plates(at, PlateWish(ids, names, paper or "A4"))


def _seats(hall: OpenHall, about: str) -> PaperRow:
    """`about`: organisations with commas, each with all below it."""
    with hall.db.read() as session:
        ids = [finding.organisation_named(session, one) for one in _listed(about)]
    return issuing.issue_seat_rosters(_at(hall), ids)


def _committee(hall: OpenHall, about: str) -> PaperRow:
    with hall.db.read() as session:
        one = finding.organisation_named(session, about)
    return issuing.issue_committee(_at(hall), one)


def _appointment(hall: OpenHall, about: str) -> PaperRow:
    at = _at(hall)
    organisation, name = _parts(about, 2, "龙腾社区大党委：于海涛")
    with hall.db.read() as session:
        tenure = finding.tenure_of(session, organisation, name, at.today)
    return issuing.issue_appointment(at, tenure)


def _notice(hall: OpenHall, about: str) -> PaperRow:
    at = _at(hall)
    name, day, place = _parts(about, 3, "御景小区党支部：2027-03-10：社区三楼会议室")
    with hall.db.read() as session:
        one = finding.organisation_named(session, name)
    said = issuing.usual_notice(at, one, Election(_day(day), place))
    return issuing.issue_notice(at, said)


def _slip(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the member's name, or the relation's number when several have it."""
    at = _at(hall)
    with hall.db.read() as session:
        relation = finding.relation_of(session, about, at.today)
    return issuing.issue_slip(at, relation)


def _order(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the order's number (令号), or the act's."""
    with hall.db.read() as session:
        act = int(about) if about.isdecimal() else finding.order_numbered(session, about)
    return issuing.issue_order(_at(hall), act)


def _directory(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 全部, 机构 or 热线."""
    kinds = {_ALL: None, "机构": "office", "热线": "hotline"}
    if about.strip() not in kinds:
        raise UserError("请写 全部、机构 或 热线")
    return issue_directory(_at(hall), kinds[about.strip()])


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    "organisation-chart": _chart,
    "organisation-list": _list,
    "grid-sign": _signs,
    "building-plate": _plates,
    "seat-roster": _seats,
    "committee-roster": _committee,
    "appointment": _appointment,
    "election-notice": _notice,
    "relation-receipt": _slip,
    "grid-order": _order,
    "agency-directory": _directory,
}
