"""Unit scoring of a period (量化考核): every unit's points, with the row behind each of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from gridhall.core.periods import Span
from gridhall.issues.models import (
    GovernanceAction,
    Issue,
    IssueMeasure,
    IssueResponse,
    ScoreNote,
)
from gridhall.issues.queries.figures.lines import owner_names
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.scores import (
    MEASURE,
    NOTE,
    Answer,
    ScoreLine,
    UnitScore,
    earned,
    ranked,
)
from gridhall.organisation.models import PartnerUnit

Source = Callable[[Session, Span], Iterator[ScoreLine]]
# What units score for besides issues; an upper subject (惠民实事) appends its own, points 0.
SOURCES: list[Source] = []


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The scores of a period; `idle` is how many units of today had nothing to answer."""

    span: Span
    rows: tuple[UnitScore, ...]
    scores: dict[str, int]  # points by what happened, as the hall has set them
    idle: int = 0

    def row(self, name: str) -> UnitScore | None:
        """The unit of a key or a name; None if it has no row."""
        return next((one for one in self.rows if name in (one.owner_key, one.name)), None)


def unit_scores(session: Session, span: Span, today: date) -> ScoreSheet:
    """Every unit that did something or left it undone, the most points first."""
    points = dict(governance(session).scores)
    lines = [*_answers(session, span, today, points), *_words(session, span, points)]
    lines += [*_measures(session, span, points), *_notes(session, span)]
    for source in SOURCES:
        lines += (_pointed(line, points) for line in source(session, span))
    rows = tuple(ranked(lines, owner_names(session)))
    scored = {one.owner_key for one in rows}
    there = or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
    units = session.scalars(select(PartnerUnit.id).where(there))
    return ScoreSheet(span, rows, points, sum(f"unit:{one}" not in scored for one in units))


def _pointed(line: ScoreLine, points: dict[str, int]) -> ScoreLine:
    given = points.get(line.kind, line.points)
    return ScoreLine(
        line.owner_key, line.kind, given, line.day, line.number, line.title, line.issue_id
    )


def _answers(
    session: Session, span: Span, today: date, points: dict[str, int]
) -> Iterator[ScoreLine]:
    one = IssueResponse
    query = select(
        one.owner_key, one.owner_name, one.due_on, one.report_by, one.reported_on,
        one.resolved_on, one.ended_on, Issue.number, Issue.title, Issue.id,
    ).join(Issue, Issue.id == one.issue_id)  # fmt: skip
    query = query.where(
        one.assigned_on <= span.last,
        or_(one.ended_on.is_(None), one.ended_on >= span.first),
        or_(one.resolved_on.is_(None), one.resolved_on >= span.first),
    )
    for row in session.execute(query):
        answer = Answer(row[2], row[3], row[4], row[5], row[6])
        for kind, day in earned(answer, span, today):
            yield ScoreLine(_key(row[0], row[1]), kind, points[kind], day, row[7], row[8], row[9])


def _key(key: str, name: str) -> str:
    """The owner's key; those outside the directory are told apart by their names."""
    return f"words:{name}" if key == "words" else key


def _measures(session: Session, span: Span, points: dict[str, int]) -> Iterator[ScoreLine]:
    """督办函, 责任追究, and 量化考核 with the points that were written."""
    one = IssueMeasure
    query = (
        select(one.kind, one.happened_on, one.points, one.note, Issue, IssueResponse)
        .join(Issue, Issue.id == one.issue_id)
        .outerjoin(IssueResponse, IssueResponse.id == one.response_id)
        .where(
            one.kind.in_(("supervision", "accountability", "scoring")),
            one.happened_on.between(span.first, span.last),
        )
    )
    kinds = {"supervision": "supervised", "accountability": "accountable", "scoring": MEASURE}
    for kind, day, given, note, issue, response in session.execute(query):
        key = (
            _issue_key(issue) if response is None else _key(response.owner_key, response.owner_name)
        )
        if key:
            what = kinds[kind]
            worth = (given or 0) if what == MEASURE else points[what]
            title = note if what == MEASURE and note else issue.title
            yield ScoreLine(key, what, worth, day, issue.number, title, issue.id)


def _issue_key(issue: Issue) -> str:
    for kind in ("unit", "organisation", "agency"):
        found = getattr(issue, f"{kind}_id")
        if found is not None:
            return f"{kind}:{found}"
    return f"words:{issue.owner_name}" if issue.owner_name else ""


def _words(session: Session, span: Span, points: dict[str, int]) -> Iterator[ScoreLine]:
    """The residents' words: satisfied when verified, unsatisfied when sent back."""
    verified = select(Issue).where(
        Issue.verified_on.between(span.first, span.last),
        Issue.word.in_(("satisfied", "unsatisfied")),
    )
    for issue in session.scalars(verified):
        key, day = _issue_key(issue), issue.verified_on
        if key and day is not None:
            yield ScoreLine(
                key, issue.word, points[issue.word], day, issue.number, issue.title, issue.id
            )
    for issue, day in session.execute(_sent_back(span)):
        key = _owner_then(session, issue.id, day)
        if key:
            yield ScoreLine(
                key, "unsatisfied", points["unsatisfied"], day, issue.number, issue.title, issue.id
            )


def _sent_back(span: Span) -> Select[Issue, date]:
    act = GovernanceAction
    return (
        select(Issue, act.happened_on)
        .join(act, (act.subject == "issue") & (act.subject_id == Issue.id))
        .where(
            act.kind == "issue_reject",
            act.undone_by.is_(None),
            act.happened_on.between(span.first, span.last),
        )
        .order_by(act.id)
    )


def _owner_then(session: Session, issue_id: int, day: date) -> str:
    """Whose an issue was on a day; who had it before somebody else got it that day."""
    one = IssueResponse
    query = select(one.owner_key, one.owner_name).where(
        one.issue_id == issue_id,
        one.assigned_on <= day,
        or_(one.ended_on.is_(None), one.ended_on >= day),
    )
    found = session.execute(query.order_by((one.assigned_on == day), one.id).limit(1))
    return next((_key(key, name) for key, name in found), "")


def _notes(session: Session, span: Span) -> Iterator[ScoreLine]:
    one = ScoreNote
    query = select(one).where(one.day.between(span.first, span.last)).order_by(one.id)
    for row in session.scalars(query):
        title = f"{row.reason}（{row.clerk_name}）"
        yield ScoreLine(row.owner_key, NOTE, row.points, row.day, "", title)
