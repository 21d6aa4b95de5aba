"""好差评 (国办发〔2019〕51号): who may rate, what counts as bad, how soon it is answered."""

from dataclasses import dataclass
from datetime import date, datetime

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.core.text import clean_lines
from gridhall.service_desk.labels import RATING_CHANNELS, SATISFACTION, STATES

BAD = (4, 5)  # 不满意, 非常不满意
CALL_DAYS, MEND_DAYS = 1, 15  # working days
WORDS_LENGTH = 500
# Before anything was done for the visitor there is nothing to rate.
_TOO_EARLY = frozenset({"consulting", "received"})
_NEVER = frozenset({"withdrawn", "revoked"})


@dataclass(frozen=True, slots=True)
class RatingDraft:
    """What a visitor said about one case."""

    case_id: int
    satisfaction: int  # 1 非常满意 ... 5 非常不满意
    rated_at: datetime
    request_key: str
    words: str = ""
    channel: str = "window"
    is_named: bool = True


def is_bad(satisfaction: int) -> bool:
    """Whether a rating asks for a call (差评)."""
    return satisfaction in BAD


def check_rating(draft: RatingDraft, number: str, state: str, now: datetime) -> RatingDraft:
    """A rating that can be kept, its words tidied; UserError says what to put right."""
    if draft.satisfaction not in SATISFACTION:
        raise UserError("满意度是 1 到 5：1 非常满意，5 非常不满意")
    if draft.channel not in RATING_CHANNELS:
        raise UserError(f"评价方式是{'、'.join(RATING_CHANNELS.values())}里的一种")
    if state in _NEVER or state in _TOO_EARLY:
        raise UserError(f"{number} {STATES[state]}，还没有办过，不能评价")
    if draft.rated_at > now:
        raise UserError("评价的时间在后面，请核对日期")
    words = clean_lines(draft.words)
    if len(words) > WORDS_LENGTH:
        raise UserError(f"评价的话最多 {WORDS_LENGTH} 个字，现在是 {len(words)} 个字")
    return RatingDraft(
        draft.case_id,
        draft.satisfaction,
        draft.rated_at,
        draft.request_key,
        words,
        draft.channel,
        draft.is_named,
    )


def call_by(calendar: WorkCalendar, rated_on: date) -> date:
    """The last day of the call after a bad rating: one working day."""
    return calendar.add_working_days(rated_on, CALL_DAYS).day


def mend_by(calendar: WorkCalendar, rated_on: date) -> date:
    """The last day to put right what was bad: fifteen working days."""
    return calendar.add_working_days(rated_on, MEND_DAYS).day


def check_words(words: str, what: str) -> str:
    """What was said on the telephone or done: never empty, never endless."""
    said = clean_lines(words)
    if not said:
        raise UserError(f"请写{what}")
    if len(said) > WORDS_LENGTH:
        raise UserError(f"{what}最多 {WORDS_LENGTH} 个字，现在是 {len(said)} 个字")
    return said
