"""民提 议 决 评 on a real hall: the law's thresholds, one vote a door, every step's refusal."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.models import Issue
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.models import TopicVote
from gridhall.opinions.queries.checks_talks import problems
from gridhall.opinions.queries.topics import ballots, topic, topics
from gridhall.opinions.rules.topics import (
    Counts,
    Discussion,
    Judgement,
    Outcome,
    TopicDraft,
    VoteOrder,
)
from gridhall.opinions.service import topics as service
from gridhall.opinions.service.votes import vote, withdraw_vote
from tests.factories import TODAY, make_person
from tests.opinions.hall import compound, make_doors, when

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction of a hall with a compound of twelve doors."""
    with db.write() as opened:
        make_doors(opened, 12)
        yield opened


def proposed(session: Session, clerk: Clerk, **given_: Any) -> int:
    facts: dict[str, Any] = {
        "title": "更换小区大门",
        "compound_id": compound(session),
        "proposer": "王晓燕",
        "proposed_on": date(2026, 10, 1),
    }
    return service.save_topic(session, clerk, TopicDraft(**(facts | given_)), when()).row_id


def voting(session: Session, clerk: Clerk, rule: str = "half", eligible: int = 12) -> int:
    topic_id = proposed(session, clerk)
    service.discuss(session, clerk, topic_id, Discussion("都同意", date(2026, 10, 12), 30), when())
    order = VoteOrder(rule, eligible, date(2026, 10, 20))
    service.begin_vote(session, clerk, topic_id, order, when())
    return topic_id


def test_a_topic_lives_through_its_four_stages(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk)
    doors = [one.id for one in ballots(session, topic(session, topic_id))]
    for place, door in enumerate(doors[:9]):
        vote(session, clerk, topic_id, (door, "for" if place < 6 else "against"), when())
    row = topic(session, topic_id)
    assert (row.stage_label, row.cast) == ("表决中", Counts(6, 3, 0))
    service.decide(session, clerk, topic_id, None, when())
    row = topic(session, topic_id)
    assert (row.stage_label, row.passed) == ("已通过", True)
    assert row.outcome.words == (
        "总户数 12，参与 9（75.0%，达到三分之二）；同意 6（占参与的 66.7%，超过半数）：通过"
    )
    service.finish(session, clerk, topic_id, "换好了", when())
    service.judge(session, clerk, topic_id, Judgement(8, 1, 0), when())
    row = topic(session, topic_id)
    assert (row.stage, row.is_open, row.satisfied) == ("judged", False, 8)
    assert [one.count for one in problems(session)] == [0] * len(problems(session))


@pytest.mark.parametrize(
    ("rule", "eligible", "counts", "passed"),
    [
        ("half", 300, Counts(101, 99, 0), True),  # 200 of 300 is two thirds, that number included
        ("half", 300, Counts(150, 49, 0), False),  # 199 are too few
        ("half", 300, Counts(100, 100, 0), False),  # half is not more than half
        ("half", 300, Counts(100, 0, 100), False),  # who abstains took part
        ("three_quarters", 300, Counts(150, 50, 0), True),  # three quarters, that number included
        ("three_quarters", 300, Counts(149, 51, 0), False),
        ("three_quarters", 0, Counts(0, 0, 0), False),
    ],
)
def test_the_law_says_when_it_is_passed(
    rule: str, eligible: int, counts: Counts, passed: bool
) -> None:
    assert Outcome(rule, eligible, counts).passed is passed


@given(
    st.sampled_from(["half", "three_quarters"]),
    st.integers(1, 40),
    st.tuples(*(st.integers(0, 14) for _ in range(3))),
)
def test_thresholds_are_exact_fractions(
    rule: str, eligible: int, votes: tuple[int, int, int]
) -> None:
    from fractions import Fraction

    outcome = Outcome(rule, eligible, Counts(*votes))
    cast = sum(votes)
    enough = Fraction(cast, eligible) >= Fraction(2, 3)
    share = Fraction(votes[0], cast) if cast else Fraction(0)
    agreed = share > Fraction(1, 2) if rule == "half" else cast > 0 and share >= Fraction(3, 4)
    assert outcome.passed is (enough and agreed)
    assert (outcome.missing == 0) is enough


def test_one_vote_a_door(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk)
    door, other = (one.id for one in ballots(session, topic(session, topic_id))[:2])
    vote(session, clerk, topic_id, (door, "for"), when())
    with pytest.raises(UserError, match=r"1-1-101 2026-11-24 已经投过票（同意），一户一票"):
        vote(session, clerk, topic_id, (door, "against"), when())
    vote(session, clerk, topic_id, (door, "against"), when(), change=True)
    assert topic(session, topic_id).cast == Counts(0, 1, 0)
    withdraw_vote(session, clerk, topic_id, door, when())
    assert topic(session, topic_id).cast == Counts()
    with pytest.raises(UserError, match="还没有投票，不用去掉"):
        withdraw_vote(session, clerk, topic_id, other, when())


def test_votes_that_cannot_be_are_refused(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk, eligible=1)
    stranger = make_doors(session, 1, "御景小区")[0]
    first, second = (one.id for one in ballots(session, topic(session, topic_id))[:2])
    for ballot, on, sentence in (
        ((stranger, "for"), None, "御景小区 1-1-101 不在议题的范围里"),
        ((9999, "for"), None, "没有这个门牌"),
        ((first, "maybe"), None, "请选同意、反对还是弃权"),
        ((first, "for"), date(2026, 10, 19), "2026-10-20 才开始表决"),
        ((first, "for"), TOMORROW, "日期不能晚于今天"),
    ):
        with pytest.raises(UserError, match=sentence):
            vote(session, clerk, topic_id, ballot, when(on))
    vote(session, clerk, topic_id, (first, "for"), when())
    with pytest.raises(UserError, match="总共 1 户都投过了"):
        vote(session, clerk, topic_id, (second, "for"), when())
    assert session.scalar(select(func.count()).select_from(TopicVote)) == 1


def test_ballots_out_of_a_box_are_written_as_counts(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk, "three_quarters", 12)
    for counts, sentence in (
        (None, "还没有一张票"),
        (Counts(0, 0, 0), "还没有一张票"),
        (Counts(-1, 5, 0), "不能是负数"),
        (Counts(10, 2, 1), "总共 12 户，不会有 13 张票"),
    ):
        with pytest.raises(UserError, match=sentence):
            service.decide(session, clerk, topic_id, counts, when())
    with pytest.raises(UserError, match="上一步是 2026-10-20"):
        service.decide(session, clerk, topic_id, Counts(9, 3, 0), when(date(2026, 10, 1)))
    service.decide(session, clerk, topic_id, Counts(9, 3, 0), when())
    assert topic(session, topic_id).passed


def test_counts_are_not_written_over_the_doors_votes(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk)
    door = ballots(session, topic(session, topic_id))[0].id
    vote(session, clerk, topic_id, (door, "for"), when())
    with pytest.raises(UserError, match="已经逐户录了 1 张票"):
        service.decide(session, clerk, topic_id, Counts(12, 0, 0), when())
    with pytest.raises(UserError, match="上一步是 2026-11-24"):
        service.decide(session, clerk, topic_id, None, when(date(2026, 11, 1)))


def test_what_did_not_pass_is_not_done(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk)
    service.decide(session, clerk, topic_id, Counts(2, 8, 0), when())
    for act in (
        lambda: service.finish(session, clerk, topic_id, "换好了", when()),
        lambda: service.judge(session, clerk, topic_id, Judgement(1, 0, 0), when()),
    ):
        with pytest.raises(UserError, match="表决没有通过"):
            act()
    service.drop(session, clerk, topic_id, "没有通过", when())
    with pytest.raises(UserError, match="已经不再议，只能查看"):
        service.drop(session, clerk, topic_id, "再撤", when())


def test_every_step_waits_for_the_one_before(session: Session, clerk: Clerk) -> None:
    topic_id = proposed(session, clerk)
    door = make_doors(session, 1)[0]
    order = VoteOrder("half", 12)
    for act, sentence in (
        (lambda: service.begin_vote(session, clerk, topic_id, order, when()), "要先登记议事"),
        (lambda: vote(session, clerk, topic_id, (door, "for"), when()), "现在不在表决"),
        (lambda: service.decide(session, clerk, topic_id, None, when()), "要先开始表决"),
        (lambda: service.finish(session, clerk, topic_id, "好", when()), "要先表决通过"),
    ):
        with pytest.raises(UserError, match=sentence):
            act()
    service.discuss(session, clerk, topic_id, Discussion("议过"), when())
    with pytest.raises(UserError, match="还没有开始表决"):
        vote(session, clerk, topic_id, (door, "for"), when())
    service.begin_vote(session, clerk, topic_id, order, when())
    for act, sentence in (
        (lambda: service.begin_vote(session, clerk, topic_id, order, when()), "已经开始表决"),
        (
            lambda: service.discuss(session, clerk, topic_id, Discussion("又议"), when()),
            "请先撤回“开始表决”",
        ),
    ):
        with pytest.raises(UserError, match=sentence):
            act()


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({"title": " "}, "请用一句话写议什么"),
        ({"title": "长" * 81}, "题目最长 80 个字"),
        ({"title": "打 13712345678"}, "不能写电话或身份证号"),
        ({"proposer": ""}, "请写是谁提的"),
        ({"proposer": "长" * 101}, "提出人最长 100 个字"),
        ({"content": "长" * 4001}, "内容最长 4000 个字"),
        ({"proposed_on": TOMORROW}, "提出日期不能晚于今天"),
        ({"grid_id": 1}, "小区和网格只选一个"),
        ({"compound_id": 99}, "没有这个小区"),
        ({"person_id": 99}, "没有这位居民"),
    ],
)
def test_a_bad_topic_is_refused(
    session: Session, clerk: Clerk, given_: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        proposed(session, clerk, **given_)
    assert topics(session) == []


def test_who_has_died_proposes_nothing(session: Session, clerk: Clerk) -> None:
    dead = make_person(session, "李建军", status="died", died_on=date(2026, 1, 1))
    with pytest.raises(UserError, match="李建军已经去世"):
        proposed(session, clerk, person_id=dead.id)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda s, c, t: service.discuss(s, c, t, Discussion(""), when()), "请写议事的意见"),
        (
            lambda s, c, t: service.discuss(s, c, t, Discussion("好", date(2026, 9, 1)), when()),
            "上一步是 2026-10-01",
        ),
        (
            lambda s, c, t: service.discuss(s, c, t, Discussion("好", TOMORROW), when()),
            "日期不能晚于今天",
        ),
        (
            lambda s, c, t: service.discuss(s, c, t, Discussion("好", present=0), when()),
            "到场人数要在 1 到",
        ),
        (
            lambda s, c, t: service.discuss(s, c, t, Discussion("长" * 4001), when()),
            "最长 4000 个字",
        ),
        (lambda s, c, t: service.drop(s, c, t, " ", when()), "请写原因"),
        (lambda s, c, t: service.drop(s, c, t, "长" * 201, when()), "原因最长 200 个字"),
    ],
)
def test_a_bad_step_is_refused(session: Session, clerk: Clerk, act: Any, sentence: str) -> None:
    topic_id = proposed(session, clerk)
    with pytest.raises(UserError, match=sentence):
        act(session, clerk, topic_id)
    assert topic(session, topic_id).stage == "proposed"


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (VoteOrder("unanimous", 12), "请选表决规则"),
        (VoteOrder("half", 0), "总户数要在 1 到"),
        (VoteOrder("half", 12, date(2026, 10, 1)), "2026-10-12 才议事"),
    ],
)
def test_a_bad_vote_does_not_begin(
    session: Session, clerk: Clerk, order: VoteOrder, sentence: str
) -> None:
    topic_id = proposed(session, clerk)
    service.discuss(session, clerk, topic_id, Discussion("好", date(2026, 10, 12)), when())
    with pytest.raises(UserError, match=sentence):
        service.begin_vote(session, clerk, topic_id, order, when())


def test_what_is_done_is_judged_by_somebody(session: Session, clerk: Clerk) -> None:
    topic_id = voting(session, clerk)
    service.decide(session, clerk, topic_id, Counts(12, 0, 0), when())
    for act, sentence in (
        (lambda: service.finish(session, clerk, topic_id, "", when()), "请写办成了什么"),
        (
            lambda: service.judge(session, clerk, topic_id, Judgement(1, 0, 0), when()),
            "还没有登记办成",
        ),
    ):
        with pytest.raises(UserError, match=sentence):
            act()
    service.finish(session, clerk, topic_id, "换好了", when())
    for told, sentence in (
        (Judgement(0, 0, 0), "还没有人评"),
        (Judgement(-1, 2, 0), "要在 0 到"),
        (Judgement(1, 0, 0, date(2026, 1, 1)), "上一步是"),
    ):
        with pytest.raises(UserError, match=sentence):
            service.judge(session, clerk, topic_id, told, when())


def test_a_topic_becomes_an_issue_and_back(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session, 2)
        topic_id = proposed(session, clerk)
        done = service.to_issue(session, clerk, topic_id, when())
        issue = session.scalars(select(Issue)).one()
        assert (issue.title, issue.source, issue.source_id) == (
            "更换小区大门",
            "autonomy_topic",
            topic_id,
        )
        with pytest.raises(UserError, match=f"已经转成问题 {issue.number}"):
            service.to_issue(session, clerk, topic_id, when())
    with db.write() as session:
        take_back(session, clerk, done.action_id)
        assert session.scalar(select(func.count()).select_from(Issue)) == 0
        assert topic(session, topic_id).issue_id is None


def test_a_stage_is_taken_back_only_from_the_last(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        ids = make_doors(session, 12)
        topic_id = proposed(session, clerk)
        told = service.discuss(session, clerk, topic_id, Discussion("好"), when())
        begun = service.begin_vote(session, clerk, topic_id, VoteOrder("half", 12), when())
        cast = vote(session, clerk, topic_id, (ids[0], "for"), when())
    for action, sentence in ((told, "请先撤回“开始表决”"), (begun, "已经录了 1 张票")):
        with pytest.raises(UserError, match=sentence), db.write() as session:
            take_back(session, clerk, action.action_id)
    with db.write() as session:
        for action in (cast, begun, told):
            take_back(session, clerk, action.action_id)
        assert topic(session, topic_id).stage == "proposed"


def test_a_form_that_is_older_than_the_topic_is_refused(session: Session, clerk: Clerk) -> None:
    topic_id = proposed(session, clerk)
    row = topic(session, topic_id)
    draft = TopicDraft("改过", "", compound(session), proposer="王芳", topic_id=topic_id,
                       proposed_on=date(2026, 10, 1), version=row.version)  # fmt: skip
    service.save_topic(session, clerk, draft, when())
    with pytest.raises(UserError, match="这个议题别处刚改过（王芳）"):
        service.save_topic(session, clerk, draft, when())
