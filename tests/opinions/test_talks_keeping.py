"""What is kept of people: their own copy, gone with their term; the search and the checks."""

from datetime import timedelta

from sqlalchemy import select, update

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.issues.models import GovernanceAction
from gridhall.opinions.models import (
    AutonomyTopic,
    DemandSurvey,
    ReceptionVisit,
    SurveyAnswer,
    SurveyVisit,
)
from gridhall.opinions.queries.checks_talks import problems
from gridhall.opinions.queries.entries_talks import all_entries
from gridhall.opinions.queries.surveys import questions, visits
from gridhall.opinions.rules.receptions import SeriesDraft, VisitDraft
from gridhall.opinions.rules.surveys import Answer, Filled
from gridhall.opinions.rules.topics import TopicDraft
from gridhall.opinions.service import receptions, topics
from gridhall.opinions.service.keeping_talks import TalksKeeper, VisitorKeeper, personal_talks
from gridhall.opinions.service.survey_visits import fill_in
from gridhall.registry.rules.retention import ANONYMOUS, RECORDS
from tests.factories import TODAY
from tests.opinions.hall import compound, make_doors, make_heads, opened, when


def _talked(db: Database, clerk: Clerk) -> int:
    """A resident who answered, proposed and came; their id."""
    with db.write() as session:
        make_doors(session, 2)
        (person, *_) = make_heads(session, ["李建军", "王晓燕"])
        survey_id = opened(session, clerk, 2)
        visit = visits(session, survey_id)[0]
        *_, written = questions(session, survey_id)
        told = (Answer(written.id, words="我家漏水"),)
        fill_in(session, clerk, visit.id, Filled(visit.door.id, told, note="晚上在家"), when())
        draft = TopicDraft("换大门", "", compound(session), person_id=person)
        topics.save_topic(session, clerk, draft, when())
        plan = SeriesDraft(TODAY, "小广场", "宋永东", compound_id=compound(session))
        day = receptions.plan_series(session, clerk, plan, when()).row_id
        came = VisitDraft("楼上漏水", person, address="1-1-101", answer="明天看")
        receptions.receive(session, clerk, day, came, when())
        stranger = VisitDraft("路灯", visitor="刘先生", phone="13812345678", answer="修")
        receptions.receive(session, clerk, day, stranger, when())
    return person


def test_a_persons_copy_says_what_they_said(db: Database, clerk: Clerk) -> None:
    person = _talked(db, clerk)
    with db.read() as session:
        section = personal_talks(session, person)
    assert [row[0] for row in section.rows] == [
        "诉求调查 都市春天居民诉求调查",
        "议题 议〔2026〕001",
        "业主接待日",
    ]
    assert section.rows[2][3] == "楼上漏水；答复：明天看"
    assert all(len(row) == len(section.headings) for row in section.rows)


def test_who_is_forgotten_is_named_nowhere_and_figures_stay(db: Database, clerk: Clerk) -> None:
    person = _talked(db, clerk)
    with db.write() as session:
        TalksKeeper().forget(session, person)
    with db.read() as session:
        assert personal_talks(session, person).rows == ()
        visit = session.scalars(select(SurveyVisit).order_by(SurveyVisit.id)).first()
        assert visit is not None
        assert (visit.state, visit.note, visit.person_id) == ("done", "", None)
        assert session.scalars(select(SurveyAnswer.words)).all() == [ANONYMOUS]
        assert session.scalars(select(AutonomyTopic.proposer)).all() == [ANONYMOUS]
        came = session.scalars(select(ReceptionVisit).order_by(ReceptionVisit.id)).all()
        assert [(one.visitor, one.words) for one in came] == [
            (ANONYMOUS, ANONYMOUS),
            ("刘先生", "路灯"),
        ]
        kept = "".join(session.scalars(select(GovernanceAction.images)))
        for said in ("李建军", "漏水", "晚上在家"):
            assert said not in kept
        assert [one.count for one in problems(session)] == [0] * len(problems(session))


def test_a_strangers_visit_is_due_after_its_term(db: Database, clerk: Clerk) -> None:
    _talked(db, clerk)
    keeper = VisitorKeeper()
    assert RECORDS[keeper.key].years == 3
    with db.write() as session:
        assert keeper.due(session, TODAY - timedelta(days=1)) == []
        (due,) = keeper.due(session, TODAY)
        assert due.title == "2026-11-24 接待日第 2 位来访"
        keeper.discard(session, [due.id])
        assert keeper.due(session, TODAY) == []
        kept = "".join(session.scalars(select(GovernanceAction.images)))
    assert "刘先生" not in kept
    assert "13812345678" not in kept


def test_the_search_is_rebuilt_and_what_is_out_of_step_is_told(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    _talked(db, clerk)
    with db.write() as session:
        assert {one.kind for one in all_entries(session)} == {"survey", "topic"}
        search.remove(session, "survey", [1])
        session.execute(update(DemandSurvey).values(state="closed"))
        session.execute(update(AutonomyTopic).values(stage="judged"))
        found = {one.rule: one.count for one in problems(session) if one.count}
    assert found == {"search.surveys": 1, "survey.state": 1, "topic.stage": 1}
    parts.rebuild(db, administrator)
    with db.read() as session:
        assert "search.surveys" not in {one.rule for one in problems(session) if one.count}
