"""Reads of needs surveys: the lists, questions, households, answers counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import half_width
from gridhall.issues.models import Issue
from gridhall.opinions.labels import OUTCOMES, SURVEY_STATES
from gridhall.opinions.models import (
    DemandSurvey,
    SurveyAnswer,
    SurveyOption,
    SurveyOutcome,
    SurveyQuestion,
    SurveyVisit,
)
from gridhall.opinions.queries.doors import Door, Scope, doors_of
from gridhall.opinions.rules.ranking import Ranked, Tally, rank
from gridhall.opinions.rules.surveys import Answer, Asked
from gridhall.places.models import Compound, Grid
from gridhall.pledges.models import ListItem


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey and how far it is."""

    id: int
    number: str
    title: str
    intro: str
    compound_id: int | None
    grid_id: int | None
    organisation_id: int | None
    state: str
    opens_on: date
    closes_on: date
    closed_on: date | None
    top: int
    clerk_name: str
    version: int
    place: str
    households: int  # to be visited
    done: int  # answered
    away: int  # absent or refused
    outcomes: int

    @property
    def scope(self) -> Scope:
        """Where it asks."""
        return Scope(self.compound_id, self.grid_id)

    @property
    def waiting(self) -> int:
        """Households nobody has visited yet."""
        return self.households - self.done - self.away

    @property
    def state_label(self) -> str:
        """调查中."""
        return SURVEY_STATES.get(self.state, self.state)

    def late(self, today: date) -> int:
        """So many days it is open past its last day."""
        return max((today - self.closes_on).days, 0) if self.state == "open" else 0


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A household to be asked, and what came of it."""

    id: int
    door: Door
    state: str
    visited_on: date | None
    visitor: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of a demand."""

    option_id: int
    title: str
    kind: str
    issue_id: int | None
    list_item_id: int | None
    number: str  # of the issue or project
    decided_on: date
    note: str

    @property
    def words(self) -> str:
        """转吹哨台账 哨〔2026〕0001."""
        return f"{OUTCOMES.get(self.kind, self.kind)} {self.number}".strip()


@dataclass(frozen=True, slots=True)
class StarsRow:
    """How a question was starred."""

    title: str
    count: int
    average: float


_LIVE = ("absent", "refused")


def surveys(session: Session, state: str = "") -> list[SurveyRow]:
    """Surveys, the newest first."""
    query = _SURVEYS.order_by(DemandSurvey.opens_on.desc(), DemandSurvey.id.desc())
    if state:
        query = query.where(DemandSurvey.state == state)
    return [_row(one) for one in session.execute(query)]


def survey(session: Session, survey_id: int) -> SurveyRow:
    """One survey."""
    found = session.execute(_SURVEYS.where(DemandSurvey.id == survey_id)).first()
    if found is None:
        raise UserError("没有这次调查，可能刚被撤回。请按 F5 看最新内容")
    return _row(found)


def survey_named(session: Session, number: str) -> int:
    """A survey by its number, 诉〔2026〕001; UserError."""
    said = half_width(number).replace("[", "〔").replace("]", "〕").strip()
    found = session.scalar(select(DemandSurvey.id).where(DemandSurvey.number == said))
    if found is None:
        raise UserError(f"没有诉求调查“{number[:30]}”，编号例如 诉〔2026〕001")
    return found


def questions(session: Session, survey_id: int) -> list[Asked]:
    """Its questions with their answers to choose from."""
    offered: dict[int, list[tuple[int, str]]] = {}
    options = (
        select(SurveyOption.question_id, SurveyOption.id, SurveyOption.title)
        .join(SurveyQuestion)
        .where(SurveyQuestion.survey_id == survey_id)
        .order_by(SurveyOption.position)
    )
    for question_id, option_id, title in session.execute(options):
        offered.setdefault(question_id, []).append((option_id, title))
    mine = select(SurveyQuestion).where(SurveyQuestion.survey_id == survey_id)
    return [
        Asked(one.id, one.kind, one.title, tuple(offered.get(one.id, ())), one.most, one.ranks)
        for one in session.scalars(mine.order_by(SurveyQuestion.position))
    ]


def visits(session: Session, survey_id: int) -> list[VisitRow]:
    """The households, in walking order."""
    mine = select(SurveyVisit).where(SurveyVisit.survey_id == survey_id)
    found = list(session.scalars(mine))
    known = doors_of(session, [one.dwelling_id for one in found])
    rows = [
        VisitRow(
            one.id, known[one.dwelling_id], one.state, one.visited_on, one.visitor, one.note,
            one.version,
        )
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda one: one.door.place)


def answers(session: Session, visit_id: int) -> tuple[Answer, ...]:
    """What one household answered."""
    query = select(SurveyAnswer).where(SurveyAnswer.visit_id == visit_id).order_by(SurveyAnswer.id)
    return tuple(
        Answer(one.question_id, one.option_id, one.stars, one.words)
        for one in session.scalars(query)
    )


def ranking(session: Session, survey_id: int) -> list[Ranked]:
    """The demands by the households that answered; [] where no question ranks them."""
    base = _answered(session, survey_id)
    return rank(_tallies(session, survey_id, ranking_only=True), base)


def tallies(session: Session, survey_id: int) -> dict[int, list[Ranked]]:
    """How often each answer of each question was chosen, by the question."""
    base, found = _answered(session, survey_id), dict[int, list[Tally]]()
    query = (
        select(SurveyOption.question_id, SurveyOption.id, SurveyOption.title, _COUNT)
        .select_from(SurveyOption)
        .join(SurveyQuestion)
        .outerjoin(SurveyAnswer, SurveyAnswer.option_id == SurveyOption.id)
        .where(SurveyQuestion.survey_id == survey_id)
        .group_by(SurveyOption.id)
        .order_by(SurveyOption.question_id, SurveyOption.position)
    )
    for question_id, option_id, title, many in session.execute(query):
        found.setdefault(question_id, []).append(Tally(option_id, title, many))
    return {question_id: rank(one, base) for question_id, one in found.items()}


def stars(session: Session, survey_id: int) -> list[StarsRow]:
    """The average of every question that is starred."""
    query = (
        select(SurveyQuestion.title, func.count(SurveyAnswer.id), func.avg(SurveyAnswer.stars))
        .join(SurveyAnswer, SurveyAnswer.question_id == SurveyQuestion.id)
        .where(SurveyQuestion.survey_id == survey_id, SurveyQuestion.kind == "stars")
        .group_by(SurveyQuestion.id)
        .order_by(SurveyQuestion.position)
    )
    return [
        StarsRow(title, count, float(average or 0))
        for title, count, average in session.execute(query)
    ]


def words_said(session: Session, survey_id: int, limit: int = 500) -> list[tuple[str, str]]:
    """What was written where words are asked for: the question and the words."""
    query = (
        select(SurveyQuestion.title, SurveyAnswer.words)
        .join(SurveyAnswer, SurveyAnswer.question_id == SurveyQuestion.id)
        .where(SurveyQuestion.survey_id == survey_id, SurveyAnswer.words != "")
        .order_by(SurveyQuestion.position, SurveyAnswer.id)
        .limit(limit)
    )
    return [(title, words) for title, words in session.execute(query)]


def outcomes(session: Session, survey_id: int) -> list[OutcomeRow]:
    """What became of each demand, as decided."""
    query = (
        select(SurveyOutcome, SurveyOption.title, Issue.number, ListItem.number)
        .join(SurveyOption, SurveyOption.id == SurveyOutcome.option_id)
        .outerjoin(Issue, Issue.id == SurveyOutcome.issue_id)
        .outerjoin(ListItem, ListItem.id == SurveyOutcome.list_item_id)
        .where(SurveyOutcome.survey_id == survey_id)
        .order_by(SurveyOutcome.id)
    )
    return list(_outcomes(session.execute(query)))


def _outcomes(found: Any) -> Iterator[OutcomeRow]:
    for one, title, issue, item in found:
        yield OutcomeRow(
            one.option_id, title, one.kind, one.issue_id, one.list_item_id, issue or item or "",
            one.decided_on, one.note,
        )  # fmt: skip


_COUNT = func.count(SurveyAnswer.id)


def _tallies(session: Session, survey_id: int, *, ranking_only: bool) -> Sequence[Tally]:
    query = (
        select(SurveyOption.id, SurveyOption.title, _COUNT)
        .select_from(SurveyOption)
        .join(SurveyQuestion)
        .outerjoin(SurveyAnswer, SurveyAnswer.option_id == SurveyOption.id)
        .where(SurveyQuestion.survey_id == survey_id, SurveyQuestion.ranks.is_(ranking_only))
        .group_by(SurveyOption.id)
        .order_by(SurveyQuestion.position, SurveyOption.position)
    )
    return [Tally(*one) for one in session.execute(query)]


def _answered(session: Session, survey_id: int) -> int:
    mine = (SurveyVisit.survey_id == survey_id, SurveyVisit.state == "done")
    return session.scalar(select(func.count()).select_from(SurveyVisit).where(*mine)) or 0


def _counted() -> Any:
    """Households of each survey, by what came of the visit."""
    return (
        select(
            SurveyVisit.survey_id,
            func.count().label("households"),
            func.sum(case((SurveyVisit.state == "done", 1), else_=0)).label("done"),
            func.sum(case((SurveyVisit.state.in_(_LIVE), 1), else_=0)).label("away"),
        )
        .group_by(SurveyVisit.survey_id)
        .subquery()
    )


def _query() -> Select[Any]:
    counted = _counted()
    settled = (
        select(SurveyOutcome.survey_id, func.count().label("many"))
        .group_by(SurveyOutcome.survey_id)
        .subquery()
    )
    return (
        select(DemandSurvey, Compound.name, Grid.name)
        .add_columns(counted.c.households, counted.c.done, counted.c.away, settled.c.many)
        .select_from(DemandSurvey)
        .outerjoin(Compound, Compound.id == DemandSurvey.compound_id)
        .outerjoin(Grid, Grid.id == DemandSurvey.grid_id)
        .outerjoin(counted, counted.c.survey_id == DemandSurvey.id)
        .outerjoin(settled, settled.c.survey_id == DemandSurvey.id)
    )


_SURVEYS = _query()


def _row(found: Any) -> SurveyRow:
    one, compound, grid, households, done, away, settled = found
    return SurveyRow(
        one.id, one.number, one.title, one.intro, one.compound_id, one.grid_id,
        one.organisation_id, one.state, one.opens_on, one.closes_on, one.closed_on, one.top,
        one.clerk_name, one.version, compound or grid or "全部小区", households or 0, done or 0,
        away or 0, settled or 0,
    )  # fmt: skip
