"""Papers of surveys, topics and reception days, read back from the PDF."""

import io
from datetime import date
from typing import Any

import pdfplumber
import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.opinions.documents.issuing_talks import (
    At,
    Printing,
    issue_ballots,
    issue_ranking,
    issue_reception_notice,
    issue_reception_record,
    issue_survey_form,
    issue_topic_record,
)
from gridhall.opinions.queries.surveys import ranking, survey
from gridhall.opinions.rules.receptions import SeriesDraft, VisitDraft
from gridhall.opinions.rules.surveys import MOST_OPTIONS, USUAL, OptionDraft, QuestionDraft
from gridhall.opinions.rules.taking_on import proposal
from gridhall.opinions.rules.topics import Counts, Discussion, TopicDraft, VoteOrder
from gridhall.opinions.service import receptions, surveys, topics
from gridhall.opinions.service.survey_outcomes import take_on
from gridhall.papers.queries import pdf_of
from tests.conftest import HALL
from tests.factories import TODAY, make_person
from tests.opinions.hall import answered, closed, compound, make_doors, opened, when


def pages(at: At, paper: Any) -> list[str]:
    with at.db.read() as session:
        pdf = pdf_of(session, paper.id)
    with pdfplumber.open(io.BytesIO(pdf)) as told:
        return [page.extract_text() for page in told.pages]


@pytest.fixture
def at(db: Database, clerk: Clerk) -> At:
    """Who issues, where, today."""
    return At(db, clerk, HALL, TODAY)


def test_forms_stand_two_to_a_sheet_in_walking_order_with_their_keys(at: At) -> None:
    with at.db.write() as session:
        survey_id = opened(session, at.clerk, 5, questions=USUAL)
        answered(session, at.clerk, survey_id, ["12"])
    told = pages(at, issue_survey_form(at, survey_id, Printing()))
    assert len(told) == 2  # four doors are left, two to a sheet
    assert "都市春天 1-1-102" in told[0]
    assert "都市春天 1-1-201" in told[0]
    assert "第 2 份" in told[0]
    assert "1 大门和门禁" in told[0]
    assert "C 其他" in told[0]
    assert "最多选 2 项" in told[0]
    one = pages(at, issue_survey_form(at, survey_id, Printing(two=False)))
    assert len(one) == 4
    blank = pages(at, issue_survey_form(at, survey_id, Printing(blank=3)))
    assert len(blank) == 2
    assert "都市春天 1-1-102" not in blank[0]


def test_a_long_form_shrinks_and_then_is_refused(at: At) -> None:
    many = tuple(OptionDraft(f"第{n}项比较长的诉求内容说明") for n in range(MOST_OPTIONS))
    long = (QuestionDraft("先解决什么？", "many", many, 2, ranks=True), *[
        QuestionDraft(f"第 {n} 问", "many", many[:12], None) for n in range(8)
    ])  # fmt: skip
    with at.db.write() as session:
        survey_id = opened(session, at.clerk, 2, questions=long)
    with pytest.raises(UserError, match="半张纸印不下一份调查表。请改成一张纸印一份"):
        issue_survey_form(at, survey_id, Printing())


@pytest.mark.parametrize("blank", [-1, 501])
def test_blank_forms_have_a_measure(at: At, blank: int) -> None:
    with at.db.write() as session:
        survey_id = opened(session, at.clerk, 2)
    with pytest.raises(UserError, match="一次印 1 到 500 份"):
        issue_survey_form(at, survey_id, Printing(blank=blank))


def test_when_everybody_was_asked_no_form_is_left(at: At) -> None:
    with at.db.write() as session:
        survey_id = opened(session, at.clerk, 2)
        answered(session, at.clerk, survey_id, ["1", "2"])
    with pytest.raises(UserError, match="走访名单里的户都问过了"):
        issue_survey_form(at, survey_id, Printing())


def test_the_ranking_names_ties_and_what_becomes_of_demands_and_nobody(at: At) -> None:
    with at.db.write() as session:
        person = make_person(session, "李建军")
        survey_id = closed(session, at.clerk, ["12", "12", "1", "3", "4"])
        take_on(session, at.clerk, survey_id, proposal(ranking(session, survey_id), 2), when())
        assert person.phone
    (told,) = pages(at, issue_ranking(at, survey_id))
    for words in (
        "第 1 大门 3 户 60.0%",
        "并列第 3 路面 1 户 20.0% 列入工作计划",
        "哨〔2026〕0001",
    ):
        assert words in told
    assert "走访 5 户，答卷 5 户" in told
    assert "李建军" not in told


def test_no_ranking_before_the_first_form(at: At) -> None:
    with at.db.write() as session:
        survey_id = opened(session, at.clerk, 2)
    with pytest.raises(UserError, match="还没有一户答卷"):
        issue_ranking(at, survey_id)


def test_the_record_tells_the_count_and_masks_the_proposer(at: At) -> None:
    with at.db.write() as session:
        make_doors(session, 12)
        told = TopicDraft(
            "更换大门",
            "旧了，联系 13812345678",
            compound(session),
            proposer="李建军",
            proposed_on=date(2026, 10, 1),
        )
        topic_id = topics.save_topic(session, at.clerk, told, when()).row_id
        talked = Discussion("都同意\n不收费", date(2026, 10, 2), 9)
        topics.discuss(session, at.clerk, topic_id, talked, when())
        order = VoteOrder("half", 12, date(2026, 10, 3))
        topics.begin_vote(session, at.clerk, topic_id, order, when())
    ballots = pages(at, issue_ballots(at, topic_id, Printing()))
    assert len(ballots) == 3  # four to a sheet
    assert ballots[0].count("表决票") == 4
    assert "都市春天 1-1-101" in ballots[0]
    with at.db.write() as session:
        topics.decide(session, at.clerk, topic_id, Counts(9, 1, 0), when())
    (record,) = pages(at, issue_topic_record(at, topic_id))
    assert "李*军" in record
    assert "李建军" not in record
    assert "13812345678" not in record
    assert "参与 10（83.3%" in record.replace("\n", "")
    assert "〓" not in record
    with pytest.raises(UserError, match="已通过，不用再印表决票"):
        issue_ballots(at, topic_id, Printing())


def test_reception_papers_before_and_after_the_day(at: At) -> None:
    with at.db.write() as session:
        make_doors(session, 2)
        plan = SeriesDraft(TODAY, "小广场", "宋永东", "weekly", date(2026, 12, 8),
                           compound_id=compound(session))  # fmt: skip
        today_id = receptions.plan_series(session, at.clerk, plan, when()).row_id
        came = VisitDraft("路灯 13812345678 不亮", visitor="刘先生", phone="13812345678",
                          answer="明天修")  # fmt: skip
        receptions.receive(session, at.clerk, today_id, came, when())
    (notice,) = pages(at, issue_reception_notice(at, today_id))
    assert notice.count("09:00-11:30") == 3
    assert "2026年12月8日（周二）" in notice
    (record,) = pages(at, issue_reception_record(at, today_id))
    assert "138****5678" in record
    assert "13812345678" not in record
    with pytest.raises(UserError, match="没有登记表可出"):
        issue_reception_record(at, today_id + 1)
    with at.db.write() as session:
        for row_id in (today_id + 1, today_id + 2):
            receptions.cancel(session, at.clerk, row_id, "开会", when())
        receptions.hold(session, at.clerk, today_id, when())
    with pytest.raises(UserError, match="没有还没到的接待日"):
        issue_reception_notice(at, today_id)


def test_a_closed_survey_says_when_it_ended(at: At) -> None:
    with at.db.write() as session:
        survey_id = closed(session, at.clerk, ["1", "2"])
        row = survey(session, survey_id)
        with pytest.raises(UserError, match="不能结束"):
            surveys.close_survey(session, at.clerk, survey_id, row.version, when())
    (told,) = pages(at, issue_ranking(at, survey_id))
    assert "2026年11月1日至2026年11月24日" in told
