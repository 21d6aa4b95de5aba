"""What the page of 诉求民意 shows: every line at once, and the card of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from typing import Final

from sqlalchemy.orm import Session

from gridhall.issues.queries.cards import StoryLine, story
from gridhall.opinions.queries.receptions import (
    ReceptionRow,
    VisitorRow,
    reception,
    receptions,
    visitors,
)
from gridhall.opinions.queries.surveys import (
    OutcomeRow,
    StarsRow,
    SurveyRow,
    outcomes,
    ranking,
    stars,
    survey,
    surveys,
    words_said,
)
from gridhall.opinions.queries.topics import TopicRow, topic, topics
from gridhall.opinions.rules.ranking import Ranked

_PAST = timedelta(days=366)  # of reception days
_STORY = 12
_WORDS = 30
_MANY: Final = {"topic_vote": "登记 {} 户的票", "survey_answer": "录入 {} 户"}


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the list may show."""

    surveys: list[SurveyRow]
    topics: list[TopicRow]
    receptions: list[ReceptionRow]


@dataclass(frozen=True, slots=True)
class TalkCard:
    """What the card shows of one line; what does not apply is empty."""

    kind: str  # survey, topic, reception
    row: SurveyRow | TopicRow | ReceptionRow
    ranked: tuple[Ranked, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    stars: tuple[StarsRow, ...] = ()
    words: tuple[str, ...] = ()
    visitors: tuple[VisitorRow, ...] = ()
    acts: tuple[str, ...] = ()


def board(session: Session, today: date) -> Board:
    """Surveys, topics and reception days as they stand."""
    return Board(surveys(session), topics(session), receptions(session, today - _PAST))


def card(session: Session, kind: str, row_id: int) -> TalkCard:
    """The card of one line."""
    if kind == "survey":
        return TalkCard(
            kind,
            survey(session, row_id),
            tuple(ranking(session, row_id)),
            tuple(outcomes(session, row_id)),
            tuple(stars(session, row_id)),
            tuple(words for _, words in words_said(session, row_id, _WORDS)),
            acts=_acts(session, "demand_survey", row_id),
        )
    if kind == "topic":
        acts = _acts(session, "autonomy_topic", row_id)
        return TalkCard(kind, topic(session, row_id), acts=acts)
    came = tuple(visitors(session, row_id))
    acts = _acts(session, "reception_day", row_id)
    return TalkCard(kind, reception(session, row_id), visitors=came, acts=acts)


def _acts(session: Session, table: str, row_id: int) -> tuple[str, ...]:
    """What was done, the latest first, one line each; votes and forms one after another as one."""
    told = (one for one in story(session, table, row_id))
    runs = (list(run) for _, run in groupby(told, key=_together))
    return tuple(_line(run) for run in islice(runs, _STORY))


def _together(one: StoryLine) -> tuple[object, ...]:
    """Acts that stand in one line: a clerk's votes and forms of a day; every other one alone."""
    if one.kind not in _MANY or one.undone:
        return (one.id,)
    return one.kind, one.clerk_name, one.at.astimezone().date()


def _line(run: Sequence[StoryLine]) -> str:
    last = run[0]
    words = last.detail if len(run) == 1 else _MANY[last.kind].format(len(run))
    back = "（已撤回）" if last.undone else ""
    return f"{last.at.astimezone():%m-%d %H:%M} {last.clerk_name} {words}{back}"
