"""Needs surveys on a real hall: asked, answered, ranked, taken on, taken back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.db.search import search
from gridhall.issues.models import Issue
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.models import SurveyAnswer, SurveyOutcome, SurveyQuestion, SurveyVisit
from gridhall.opinions.queries.checks_talks import problems
from gridhall.opinions.queries.doors import Scope, door_typed, doors
from gridhall.opinions.queries.surveys import (
    outcomes,
    questions,
    ranking,
    stars,
    survey,
    visits,
    words_said,
)
from gridhall.opinions.rules.surveys import USUAL, Answer, Filled, OptionDraft, QuestionDraft
from gridhall.opinions.rules.taking_on import TakenOn, proposal
from gridhall.opinions.service import survey_visits, surveys
from gridhall.opinions.service.survey_outcomes import take_on
from gridhall.opinions.service.survey_visits import fill_in
from gridhall.pledges.models import ListItem
from tests.factories import TODAY, make_grid
from tests.opinions.hall import (
    answered,
    closed,
    compound,
    draft,
    make_doors,
    make_heads,
    opened,
    three,
    when,
)


def test_s3_two_hundred_households_name_the_two_highest_the_rest_is_planned(
    db: Database, clerk: Clerk
) -> None:
    """居民诉求最高的两项立即解决，其余列入工作计划."""
    chosen = ["12"] * 70 + ["13"] * 40 + ["24"] * 50 + ["34"] * 30 + ["5"] * 10 + [""] * 4
    asked = three("大门", "监控", "墙面", "路面", "绿化", "其他")
    with db.write() as session:
        survey_id = closed(session, clerk, chosen, questions=asked)
        ranked = ranking(session, survey_id)
        assert [(one.title, one.count, one.percent) for one in ranked[:3]] == [
            ("监控", 120, "60.0%"),
            ("大门", 110, "55.0%"),
            ("路面", 80, "40.0%"),
        ]
        done = take_on(session, clerk, survey_id, proposal(ranked, 2), when(), "key-1")
        again = take_on(session, clerk, survey_id, proposal(ranked, 2), when(), "key-1")
        assert again == done
        kinds = [(one.title, one.kind, bool(one.number)) for one in outcomes(session, survey_id)]
    assert kinds == [
        ("监控", "issue", True),
        ("大门", "issue", True),
        ("路面", "plan", False),
        ("墙面", "plan", False),
        ("绿化", "plan", False),
    ]
    with db.read() as session:
        issue = session.scalars(select(Issue).order_by(Issue.id)).first()
        assert issue is not None
        assert (issue.title, issue.channel, issue.source) == (
            "都市春天：监控",
            "survey",
            "survey_outcome",
        )
        assert "120 户（60.0%）" in issue.content
        assert [one.count for one in problems(session)] == [0] * len(problems(session))


def test_taking_on_is_taken_back_as_one_with_its_issues_and_projects(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = closed(session, clerk, ["12", "12", "1", "23"])
        first, second, third = ranking(session, survey_id)[:3]
        chosen = [
            TakenOn(first.option_id, "issue"),
            TakenOn(second.option_id, "project", "装监控"),
            TakenOn(third.option_id, "now", note="当天补了"),
        ]
        done = take_on(session, clerk, survey_id, chosen, when())
        project = session.scalars(select(ListItem)).one()
        assert (project.kind, project.title, project.is_practical) == ("project", "装监控", True)
    with db.write() as session:
        part = session.scalars(select(Issue.id)).one()
        assert part
        take_back(session, clerk, done.action_id)
    with db.read() as session:
        for table in (Issue, ListItem, SurveyOutcome):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert survey(session, survey_id).state == "closed"


def test_a_part_of_taking_on_is_not_taken_back_alone(db: Database, clerk: Clerk) -> None:
    from gridhall.issues.models import GovernanceAction

    with db.write() as session:
        survey_id = closed(session, clerk, ["12", "12", "1"])
        take_on(session, clerk, survey_id, proposal(ranking(session, survey_id), 1), when())
        part = session.scalars(
            select(GovernanceAction.id).where(GovernanceAction.kind == "issue_add")
        ).one()
    with pytest.raises(UserError, match="是“处理诉求"), db.write() as session:
        take_back(session, clerk, part)


def test_demands_that_tie_over_the_border_are_named_not_chosen(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        survey_id = closed(session, clerk, ["1", "1", "2", "3"])
        with pytest.raises(UserError, match="“监控”、“路面”并列第 2（都是 1 户），前 2 项分不出来"):
            proposal(ranking(session, survey_id), 2)


def test_answers_are_kept_and_replaced_and_taken_back(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk)
        ranking_, starred, written = questions(session, survey_id)
        visit = visits(session, survey_id)[0]
        told = (
            Answer(ranking_.id, ranking_.options[0][0]),
            Answer(starred.id, stars=4),
            Answer(written.id, words="  路灯  不亮 "),
        )
        first = fill_in(session, clerk, visit.id, Filled(visit.door.id, told), when())
        assert words_said(session, survey_id) == [("还有什么意见？", "路灯 不亮")]
        assert [(one.count, one.average) for one in stars(session, survey_id)] == [(1, 4.0)]
        second = fill_in(session, clerk, visit.id, Filled(visit.door.id, told[:1]), when())
        assert session.scalar(select(func.count()).select_from(SurveyAnswer)) == 1
    with pytest.raises(UserError, match="之后又办了录入 1-1-101"), db.write() as session:
        take_back(session, clerk, first.action_id)
    with db.write() as session:
        take_back(session, clerk, second.action_id)
        assert session.scalar(select(func.count()).select_from(SurveyAnswer)) == 3
        take_back(session, clerk, first.action_id)
        assert visits(session, survey_id)[0].state == "waiting"


def test_the_walking_list_follows_the_houses_and_knows_the_heads(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        ids = make_doors(session, 26)
        make_heads(session, ["李建军"])
        walked = doors(session, Scope(compound(session)))
        assert [one.address.door for one in walked[:3]] == ["1-1-101", "1-1-102", "1-1-201"]
        assert walked[-1].address.door == "3-1-102"
        assert walked[0].head == "李建军"
        assert survey_visits.every(walked, 5) == [one.id for one in walked[::5]]
        survey_id = surveys.save_survey(session, clerk, draft(session), when()).row_id
        done = survey_visits.choose_doors(session, clerk, survey_id, ids[:4], "宋永东")
        survey_visits.choose_doors(session, clerk, survey_id, ids[2:5])
        rows = visits(session, survey_id)
        assert [one.door.id for one in rows] == ids[2:5]
        assert rows[0].visitor == "宋永东"
    with pytest.raises(UserError, match="之后又办了走访名单"), db.write() as session:
        take_back(session, clerk, done.action_id)


def test_a_survey_is_found_by_its_title(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session)
        survey_id = surveys.save_survey(session, clerk, draft(session), when()).row_id
        found = search(session, "dsctjmsq", 5)
    assert [(one.kind, one.record_id) for one in found] == [("survey", survey_id)]


def test_the_usual_form_can_be_saved_as_it_is(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session)
        saved = surveys.save_survey(session, clerk, draft(session, questions=USUAL), when())
        assert surveys.drafted(session, saved.row_id) == USUAL
        row = survey(session, saved.row_id)
        changed = draft(session, questions=three(), survey_id=row.id, version=row.version)
        done = surveys.save_survey(session, clerk, changed, when())
        assert surveys.drafted(session, saved.row_id) == three()
        take_back(session, clerk, done.action_id)
        assert surveys.drafted(session, saved.row_id) == USUAL


def test_demands_are_filed_under_the_categories_they_are_called_by(
    db: Database, clerk: Clerk
) -> None:
    from gridhall.issues.models import IssueCategory

    with db.write() as session:
        group = IssueCategory(code="01", name="安防")
        session.add(group)
        session.flush()
        for code, name, words in (("0101", "门禁", "大门、门卡"), ("0102", "监控", "摄像头")):
            session.add(IssueCategory(code=code, name=name, words=words, parent_id=group.id))
        session.flush()
        filed = surveys.file_options(session, three("大门和围墙", "监控", "绿化", "其他"))
        codes = {one.id: one.code for one in session.scalars(select(IssueCategory))}
    assert [codes.get(one.category_id or 0) for one in filed[0].options] == [
        "0101",
        "0102",
        None,
        None,
    ]


BAD_DRAFTS: list[tuple[dict[str, Any], str]] = [
    ({"title": "  "}, "请写调查的题目"),
    ({"title": "长" * 81}, "题目最长 80 个字，现在是 81 个字"),
    ({"intro": "长" * 401}, "说明最长 400 个字"),
    ({"closes_on": date(2026, 10, 1)}, "截止日期不能早于开始的 2026-11-01"),
    ({"closes_on": date(2028, 10, 1)}, "最长一年"),
    ({"top": 0}, "立即解决的项数要在 1 到 20 之间"),
    ({"grid_id": 99}, "小区和网格只选一个"),
    ({"questions": ()}, "请至少写一道题"),
    ({"questions": (*three(), *[QuestionDraft("意见", "words")] * 13)}, "最多 15 道题"),
    ({"questions": three()[1:]}, "要有一道题用来排出诉求，现在没有"),
    ({"questions": (three()[0], three()[0])}, "现在有 2 道"),
    ({"questions": (replace(three()[0], title=""),)}, "第 1 题没有写问什么"),
    ({"questions": (replace(three()[0], title="长" * 101),)}, "第 1 题最长 100 个字"),
    ({"questions": (replace(three()[0], kind="picture"),)}, "第 1 题请选题型"),
    ({"questions": three("大门")}, "第 1 题要有 2 到 20 个选项，现在是 1 个"),
    ({"questions": three(*(f"第{n}" for n in range(21)))}, "现在是 21 个"),
    ({"questions": three("大门", "大门")}, "第 1 题的“大门”写了两次"),
    ({"questions": three("大门", "长" * 61)}, "有选项超过 60 个字"),
    ({"questions": three(most=9)}, "第 1 题最多选 9 项不对，要在 1 到 4 之间"),
    ({"questions": (QuestionDraft("几分", "stars", ranks=True),)}, "排不出诉求"),
]


@pytest.mark.parametrize(("given", "sentence"), BAD_DRAFTS)
def test_a_bad_survey_is_refused_and_nothing_is_kept(
    db: Database, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    with db.write() as session:
        make_doors(session, 2)
        with pytest.raises(UserError, match=sentence):
            surveys.save_survey(session, clerk, draft(session, **given), when())
        assert session.scalar(select(func.count()).select_from(SurveyQuestion)) == 0


def test_a_place_or_organisation_that_is_gone_is_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session, 2)
        with pytest.raises(UserError, match="没有这个小区"):
            surveys.save_survey(session, clerk, draft(session, compound_id=99), when())
        grid = make_grid(session)
        grid.active_to = date(2026, 1, 1)
        session.flush()
        other = draft(session, compound_id=None, grid_id=grid.id)
        with pytest.raises(UserError, match="第1网格已于 2026-01-01 停用"):
            surveys.save_survey(session, clerk, other, when())
        with pytest.raises(UserError, match="没有这个组织"):
            surveys.save_survey(session, clerk, draft(session, organisation_id=9), when())


def test_questions_stand_once_it_is_open(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk)
        row = survey(session, survey_id)
        mine = {"survey_id": survey_id, "version": row.version}
        with pytest.raises(UserError, match="题目不能再改"):
            surveys.save_survey(session, clerk, draft(session, questions=USUAL, **mine), when())
        with pytest.raises(UserError, match="地点不能再改"):
            surveys.save_survey(session, clerk, draft(session, compound_id=None, **mine), when())
        longer = draft(session, closes_on=date(2027, 1, 31), **mine)
        surveys.save_survey(session, clerk, longer, when())
        with pytest.raises(UserError, match="这次调查别处刚改过"):
            surveys.save_survey(session, clerk, longer, when())


def test_the_states_refuse_what_does_not_follow(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        ids = make_doors(session, 3)
        survey_id = surveys.save_survey(session, clerk, draft(session), when()).row_id
        version = survey(session, survey_id).version
        with pytest.raises(UserError, match="走访名单还是空的"):
            surveys.open_survey(session, clerk, survey_id, version, when())
        survey_visits.choose_doors(session, clerk, survey_id, ids)
        visit = visits(session, survey_id)[0]
        with pytest.raises(UserError, match="调查还没有开始"):
            fill_in(session, clerk, visit.id, Filled(visit.door.id, (), "absent"), when())
        with pytest.raises(UserError, match="不能结束"):
            surveys.close_survey(session, clerk, survey_id, version, when())
        begun = surveys.open_survey(session, clerk, survey_id, version, when())
        now = survey(session, survey_id).version
        with pytest.raises(UserError, match="还没有录入一户"):
            surveys.close_survey(session, clerk, survey_id, now, when())
        answered(session, clerk, survey_id, ["1"])
    with (
        pytest.raises(UserError, match="已经录了调查表，不能撤回“开始调查”"),
        db.write() as session,
    ):
        take_back(session, clerk, begun.action_id)
    with db.write() as session:
        ended = surveys.close_survey(session, clerk, survey_id, now, when())
        with pytest.raises(UserError, match="调查已于 2026-11-24 结束，不能再录"):
            fill_in(session, clerk, visit.id, Filled(visit.door.id, (), "absent"), when())
        take_on(session, clerk, survey_id, proposal(ranking(session, survey_id), 2), when())
        with pytest.raises(UserError, match="诉求已经处理过"):
            surveys.reopen_survey(session, clerk, survey_id, when())
    with pytest.raises(UserError, match="先撤回“处理诉求”"), db.write() as session:
        take_back(session, clerk, ended.action_id)


def test_a_survey_whose_last_day_is_past_does_not_open(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        ids = make_doors(session, 3)
        old = draft(session, opens_on=date(2026, 9, 1), closes_on=date(2026, 10, 1))
        survey_id = surveys.save_survey(session, clerk, old, when()).row_id
        survey_visits.choose_doors(session, clerk, survey_id, ids)
        version = survey(session, survey_id).version
        with pytest.raises(UserError, match="截止日期 2026-10-01 已经过了"):
            surveys.open_survey(session, clerk, survey_id, version, when())


BAD_FORMS: list[tuple[dict[str, Any], str]] = [
    ({}, "一道题也没有答"),
    ({"state": "waiting"}, "请选已答、没人还是拒答"),
    ({"state": "absent", "answers": "1"}, "没人的户没有回答可录"),
    ({"answers": "123"}, "最多选 2 项，录了 3 项"),
    ({"answers": "11"}, "同一项录了两次"),
    ({"answers": [Answer(99, 1)]}, "没有这道题"),
    ({"answers": "x"}, "没有这个选项"),
    ({"answers": "s6"}, "只能打 1 到 5 分"),
    ({"answers": "s0"}, "只能打 1 到 5 分"),
    ({"answers": "w"}, "没有写字"),
    ({"answers": "w" + "长" * 201}, "最长 200 个字，现在是 201 个字"),
    ({"answers": "1", "visited_on": TODAY + timedelta(days=1)}, "走访日期不能晚于今天"),
    ({"answers": "1", "visited_on": date(2026, 10, 31)}, "调查 2026-11-01 才开始"),
    ({"answers": "1", "visitor": "长" * 61}, "最长 60 个字"),
    ({"answers": "1", "note": "长" * 201}, "备注最长 200 个字"),
]


@pytest.mark.parametrize(("given", "sentence"), BAD_FORMS)
def test_a_bad_form_is_refused(
    db: Database, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 2)
        ranking_, starred, written = questions(session, survey_id)
        typed = given.pop("answers", "")
        if isinstance(typed, str) and typed[:1] == "s":
            told = [Answer(starred.id, stars=int(typed[1:]))]
        elif isinstance(typed, str) and typed[:1] == "w":
            told = [Answer(written.id, words=typed[1:])]
        elif isinstance(typed, str):
            ids = {str(n): one for n, (one, _) in enumerate(ranking_.options, 1)}
            told = [Answer(ranking_.id, ids.get(key, 9999)) for key in typed]
        else:
            told = typed
        visit = visits(session, survey_id)[0]
        with pytest.raises(UserError, match=sentence):
            fill_in(session, clerk, visit.id, Filled(visit.door.id, tuple(told), **given), when())
        assert visits(session, survey_id)[0].state == "waiting"


def test_doors_that_do_not_belong_are_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session, 2)
        other = make_doors(session, 1, "御景小区")
        survey_id = surveys.save_survey(session, clerk, draft(session), when()).row_id
        with pytest.raises(UserError, match="御景小区 1-1-101 不在调查的地点里"):
            survey_visits.choose_doors(session, clerk, survey_id, other)
        with pytest.raises(UserError, match="已经撤销的门牌"):
            survey_visits.choose_doors(session, clerk, survey_id, [9999])
        with pytest.raises(UserError, match="走访名单没有变化"):
            survey_visits.choose_doors(session, clerk, survey_id, [])
        with pytest.raises(UserError, match="一次最多走访 3000 户"):
            survey_visits.choose_doors(session, clerk, survey_id, range(1, 3002))
        with pytest.raises(UserError, match="要在 1 到 1000 之间"):
            survey_visits.every([], 0)
        place = Scope(compound(session))
        with pytest.raises(UserError, match="不在都市春天里"):
            door_typed(session, "御景小区 1-1-101", place)
        with pytest.raises(UserError, match="没有登记过"):
            door_typed(session, "9-9-909", place)
        with pytest.raises(UserError, match="看不出楼、单元和室"):
            door_typed(session, "哪里", place)
        with pytest.raises(UserError, match="不止一处"):
            door_typed(session, "1-1-101", Scope())
        door = door_typed(session, "1-1-101", place)
        survey_visits.add_door(session, clerk, survey_id, door)
        with pytest.raises(UserError, match="1-1-101 已经在走访名单里"):
            survey_visits.add_door(session, clerk, survey_id, door)
        assert session.scalar(select(func.count()).select_from(SurveyVisit)) == 1


def test_demands_are_not_taken_on_wrongly(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk)
        answered(session, clerk, survey_id, ["1", "2"])
        option = ranking(session, survey_id)[0].option_id
        with pytest.raises(UserError, match="调查还没有结束"):
            take_on(session, clerk, survey_id, [TakenOn(option, "now")], when())
        version = survey(session, survey_id).version
        surveys.close_survey(session, clerk, survey_id, version, when())
        for chosen, sentence in (
            ([], "至少选一项"),
            ([TakenOn(option, "now")] * 2, "选了两次"),
            ([TakenOn(9999, "now")], "不是这次调查的诉求"),
            ([TakenOn(option, "later")], "“大门”请选怎么处理"),
            ([TakenOn(option, "issue", "长" * 81)], "题目最长 80 个字"),
            ([TakenOn(option, "issue", "打 13712345678")], "不能写电话"),
        ):
            with pytest.raises(UserError, match=sentence):
                take_on(session, clerk, survey_id, chosen, when())
        take_on(session, clerk, survey_id, [TakenOn(option, "now")], when())
        with pytest.raises(UserError, match="“大门”已经处理过"):
            take_on(session, clerk, survey_id, [TakenOn(option, "plan")], when())


def test_options_keep_their_words() -> None:
    assert OptionDraft("大门") == OptionDraft("大门", None)
