"""paper issue for joint meetings: notice, agenda, sign-in, minutes, slips, debrief, rotation."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.meetings.documents import issuing
from gridhall.meetings.queries.agenda import agenda
from gridhall.meetings.queries.meetings import meeting_on, meeting_row
from gridhall.organisation.queries.papers.finding import organisation_named
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]


def _of_meeting(kind: str) -> Issue:
    """`about`: the meeting's day or id; of a 交办单 also an issue's number: 2026-05-20：2026-1."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        day, _, rest = (one.strip() for one in about.replace(":", "：").partition("："))
        meeting_id = _meeting(hall, day)
        item_id = _item(hall, meeting_id, rest) if rest else None
        return issuing.issue(_at(hall), kind, meeting_id, item_id=item_id)

    return issue


def _meeting(hall: OpenHall, typed: str) -> int:
    with hall.db.read() as session:
        if typed.isascii() and typed.isdigit() and len(typed) < 10:
            return meeting_row(session, int(typed)).id
        try:
            found = meeting_on(session, date.fromisoformat(typed))
        except ValueError:
            raise UserError(f"“{typed[:20]}”不是开会的日期，请写成 2026-05-20 这样") from None
    if found is None:
        raise UserError(f"{typed} 没有会议。请用 meeting list 看看是哪一天")
    return found.id


def _item(hall: OpenHall, meeting_id: int, typed: str) -> int:
    with hall.db.read() as session:
        for one in agenda(session, meeting_id, date.today()):
            if one.item_id is not None and typed in (one.number, one.title, f"{one.position}"):
                return one.item_id
    raise UserError(f"这次会议没有议定“{typed[:30]}”。请用 meeting show 看编号")


def _debrief(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the debrief's id, or the day of a meeting for all of it."""
    typed = about.strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return issuing.issue(_at(hall), "debrief-form", None, debrief_id=int(typed))
    return issuing.issue(_at(hall), "debrief-form", _meeting(hall, typed))


def _rotation(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the organisation's name, or 全部 for the usual one."""
    if about.strip() in ("", "全部"):
        return issuing.issue(_at(hall), "duty-rotation", None)
    with hall.db.read() as session:
        organisation_id = organisation_named(session, about)
    return issuing.rotation_paper(_at(hall), organisation_id)


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    **{kind: _of_meeting(kind) for kind in issuing.MEETING_KINDS},
    "debrief-form": _debrief,
    "duty-rotation": _rotation,
}
