"""What surveys, topics and reception days keep of people: their copy, and until its term ends."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from gridhall.issues.labels import act_label
from gridhall.issues.models import GovernanceAction
from gridhall.opinions.labels import STAGES, VISITS
from gridhall.opinions.models import (
    AutonomyTopic,
    DemandSurvey,
    ReceptionDay,
    ReceptionVisit,
    SurveyAnswer,
    SurveyVisit,
)
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("哪一项", "日期", "情况", "内容", "经办")
_AT_ONCE = 50


def personal_talks(session: Session, person_id: int) -> Section:
    """What a person answered, proposed and came with, for the copy of what is kept of them."""
    rows = (
        *_asked(session, person_id),
        *_proposed(session, person_id),
        *_came(session, person_id),
    )
    return Section("诉求民意", _HEADINGS, rows)


def _asked(session: Session, person_id: int) -> Iterator[tuple[str, ...]]:
    query = (
        select(SurveyVisit, DemandSurvey.title)
        .join(DemandSurvey)
        .where(SurveyVisit.person_id == person_id)
        .order_by(SurveyVisit.id)
    )
    for one, title in session.execute(query):
        day = str(one.visited_on or "")
        yield f"诉求调查 {title}", day, VISITS.get(one.state, one.state), one.note, one.clerk_name


def _proposed(session: Session, person_id: int) -> Iterator[tuple[str, ...]]:
    mine = select(AutonomyTopic).where(AutonomyTopic.person_id == person_id)
    for one in session.scalars(mine.order_by(AutonomyTopic.id)):
        day, stage = str(one.proposed_on), STAGES.get(one.stage, one.stage)
        yield f"议题 {one.number}", day, stage, one.title, one.clerk_name


def _came(session: Session, person_id: int) -> Iterator[tuple[str, ...]]:
    query = (
        select(ReceptionVisit, ReceptionDay.day)
        .join(ReceptionDay)
        .where(ReceptionVisit.person_id == person_id)
        .order_by(ReceptionVisit.id)
    )
    for one, day in session.execute(query):
        said = f"{one.words}；答复：{one.answer}" if one.answer else one.words
        yield "业主接待日", str(day), f"第 {one.position} 位", said, one.clerk_name


class TalksKeeper:
    """Who answered, proposed or came follows their own term: nothing is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with everything they said."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """Answers stay as figures, topics by their number; nobody is named any more."""
        asked = _ids(session, SurveyVisit, person_id)
        topics = _ids(session, AutonomyTopic, person_id)
        came = _ids(session, ReceptionVisit, person_id)
        said = select(SurveyAnswer.id).where(SurveyAnswer.visit_id.in_(asked))
        rows = {
            "survey_visit": asked, "survey_answer": set(session.scalars(said)),
            "autonomy_topic": topics, "reception_visit": came,
        }  # fmt: skip
        scrub_acts(session, rows)
        _blank(session, SurveyVisit, asked, {"person_id": None, "note": ""})
        mine = update(SurveyAnswer).where(SurveyAnswer.visit_id.in_(asked))
        session.execute(mine.where(SurveyAnswer.words != "").values(words=ANONYMOUS))
        _blank(session, AutonomyTopic, topics, {"person_id": None, "proposer": ANONYMOUS})
        gone = {"person_id": None, "visitor": ANONYMOUS, "phone": "", "address": ""}
        _blank(session, ReceptionVisit, came, {**gone, "words": ANONYMOUS, "answer": ""})
        session.expire_all()


class VisitorKeeper:
    """Who came to a reception day and is not of the register: no longer than the term."""

    key = "visitors"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Visits of that day or before that still name somebody."""
        query = (
            select(ReceptionVisit.id, ReceptionVisit.position, ReceptionDay.day)
            .join(ReceptionDay)
            .where(
                ReceptionDay.day <= before,
                ReceptionVisit.person_id.is_(None),
                ReceptionVisit.visitor != ANONYMOUS,
            )
        )
        return [
            DueItem(one, f"{day} 接待日第 {place} 位来访", day)
            for one, place, day in session.execute(query)
        ]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """The name, phone and address go; what was said of the place stays with its issue."""
        kept = set(ids)
        scrub_acts(session, {"reception_visit": kept})
        gone = {"visitor": ANONYMOUS, "phone": "", "address": "", "words": ANONYMOUS, "answer": ""}
        _blank(session, ReceptionVisit, kept, gone)
        session.expire_all()

    def forget(self, session: Session, person_id: int) -> None:
        """Nothing: these are nobody's of the register."""


def _ids(session: Session, table: Any, person_id: int) -> set[int]:
    return set(session.scalars(select(table.id).where(table.person_id == person_id)))


def _blank(session: Session, table: Any, ids: set[int], values: Mapping[str, Any]) -> None:
    if ids:
        session.execute(update(table).where(table.id.in_(ids)).values(**values))


def scrub_acts(session: Session, rows: Mapping[str, set[int]]) -> None:
    """Acts keep rows as they were and say what was said: both are emptied."""
    marks = [
        f'"table": "{table}", "id": {row_id}, '
        for table, ids in rows.items()
        for row_id in sorted(ids)
    ]
    images = GovernanceAction.images
    for start in range(0, len(marks), _AT_ONCE):
        some = (images.contains(mark, autoescape=True) for mark in marks[start : start + _AT_ONCE])
        for act in session.scalars(select(GovernanceAction).where(or_(*some))).all():
            act.images = scrubbed(act.images, rows)
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()
