"""好差评: a rating is kept once, unseen by who served; a bad one is followed to its end."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.service_desk.labels import FOLLOW_UPS
from gridhall.service_desk.models import CaseRating, RatingFollowUp, ServiceCase
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.ratings import (
    RatingDraft,
    call_by,
    check_rating,
    check_words,
    is_bad,
    mend_by,
)

_ACT = "处理差评"


def rate(session: Session, clerk: Clerk, draft: RatingDraft, when: DeskMoment) -> int:
    """Keep what a visitor said (一次一评); a bad, named one is to be followed up.

    The same request again gives the same rating; a second rating of a case is refused. The trail
    says that the case was rated, not how.
    """
    known = select(CaseRating.id).where(CaseRating.request_key == draft.request_key)
    before = session.scalar(known)
    if before is not None:
        return before
    case = session.get_one(ServiceCase, draft.case_id)
    draft = check_rating(draft, case.number, case.state, when.now)
    if draft.channel != "window":
        require(clerk, Role.SUPERVISOR, "录入评价")  # who serves does not read what was said
    if session.scalar(select(CaseRating.id).where(CaseRating.case_id == case.id)) is not None:
        raise UserError(f"{case.number} 已经评价过了，一件事只评一次。要再反映，请拨监督电话")
    rating = CaseRating(
        case_id=case.id,
        satisfaction=draft.satisfaction,
        words=draft.words,
        channel=draft.channel,
        is_named=draft.is_named,
        rated_at=draft.rated_at,
        recorded_at=when.now,
        served_by=case.holder_name or case.clerk_name,
        clerk_name=clerk.name,
        request_key=draft.request_key,
    )
    session.add(rating)
    session.flush()
    if is_bad(draft.satisfaction) and draft.is_named:
        _open_follow_up(session, rating, when)
    record(session, clerk, "case.rate", ("service_case", case.id))
    return rating.id


def _open_follow_up(session: Session, rating: CaseRating, when: DeskMoment) -> None:
    day = rating.rated_at.astimezone().date()
    session.add(
        RatingFollowUp(
            rating_id=rating.id,
            state="open",
            call_due_on=call_by(when.calendar, day),
            mend_due_on=mend_by(when.calendar, day),
        )
    )
    session.flush()


def call_back(session: Session, clerk: Clerk, follow_up_id: int, words: str, now: datetime) -> None:
    """回访: the visitor was rung; `words` is what they said."""
    row = _mine(session, clerk, follow_up_id)
    if row.called_at is not None:
        raise UserError("这条差评已经回访过了。整改完了点“已整改”")
    row.state, row.called_at, row.called_by = "called", now, clerk.name
    row.call_words = check_words(words, "回访的情况")
    _done(session, clerk, row)


def mend(session: Session, clerk: Clerk, follow_up_id: int, words: str, now: datetime) -> None:
    """整改: what was bad is put right; only after the call."""
    _close(session, clerk, follow_up_id, ("mended", check_words(words, "整改的情况")), now)


def find_unfounded(
    session: Session, clerk: Clerk, follow_up_id: int, words: str, now: datetime
) -> None:
    """查无实据: the rating was looked into and does not hold; the rating itself stays."""
    _close(session, clerk, follow_up_id, ("unfounded", check_words(words, "核查的情况")), now)


def _close(
    session: Session, clerk: Clerk, follow_up_id: int, end: tuple[str, str], now: datetime
) -> None:
    row = _mine(session, clerk, follow_up_id)
    if row.called_at is None:
        raise UserError("还没有回访。请先打电话问清情况，记下来再办结这条差评")
    row.state, row.mend_words = end
    row.mended_at, row.closed_by = now, clerk.name
    _done(session, clerk, row)


def _mine(session: Session, clerk: Clerk, follow_up_id: int) -> RatingFollowUp:
    """A follow-up that still runs, and that this clerk may take on."""
    require(clerk, Role.SUPERVISOR, _ACT)
    row = session.get_one(RatingFollowUp, follow_up_id)
    if row.state in ("mended", "unfounded"):
        raise UserError(f"这条差评已经{FOLLOW_UPS[row.state]}，不能再改")
    served = session.get_one(CaseRating, row.rating_id).served_by
    if served == clerk.name and _others(session, clerk):
        raise UserError("这件事是您自己办的，请另一位主管来回访")
    return row


def _others(session: Session, clerk: Clerk) -> int:
    """Who else might: other supervisors and administrators who still work here."""
    able = ClerkAccount.role.in_([Role.SUPERVISOR.value, Role.ADMINISTRATOR.value])
    query = select(func.count()).select_from(ClerkAccount)
    active = ClerkAccount.active
    return session.scalar(query.where(able, active, ClerkAccount.name != clerk.name)) or 0


def _done(session: Session, clerk: Clerk, row: RatingFollowUp) -> None:
    session.flush()
    said = {"after": {"state": FOLLOW_UPS[row.state]}}
    record(session, clerk, "rating.follow_up", ("rating_follow_up", row.id), said)
