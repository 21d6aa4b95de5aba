"""Mediation on a real hall: from the dispute to the call, failed, handed on, taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.db.search import search
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.models import Mediation, MediationParty
from gridhall.opinions.queries.mediations import (
    mediation,
    mediation_numbered,
    mediations,
    numbered,
    parties,
    whole_parties,
)
from gridhall.opinions.queries.peace_checks import problems
from gridhall.opinions.rules.mediations import (
    STEPS,
    Agreed,
    Clock,
    MediationDraft,
    PartyDraft,
    next_state,
    usual_due,
)
from gridhall.opinions.service import mediations as service
from gridhall.opinions.service.peace_keeping import PartyKeeper, PeaceKeeper, personal_peace
from gridhall.registry.rules.retention import ANONYMOUS
from tests.factories import TODAY, make_household, make_person
from tests.opinions.hall import when
from tests.opinions.peace_hall import NUMBER, PHONE, agreed, dispute

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_a_dispute_is_settled_performed_and_called_about(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = agreed(session, clerk)
        row = mediation(session, row_id)
        assert (row.number, row.state, row.who) == ("调〔2026〕001", "agreed", "张三、李四")
        assert row.due_on == date(2026, 12, 2)
        assert row.due(TODAY) == ("履行期过了 4 天", "red")
        assert row.court_until == date(2026, 12, 10)
        service.perform(session, clerk, row_id, date(2026, 11, 21), when())
        assert mediation(session, row_id).due(TODAY) == ("已履行", "green")
        later = date(2026, 12, 21)
        assert mediation(session, row_id).due(later) == ("该回访了", "amber")
        service.call_on(session, clerk, row_id, later, when(today=later))
        row = mediation(session, row_id)
        assert (row.due(later), row.is_open) == (("已履行、已回访", "green"), False)
        assert mediation_numbered(session, "2026-1").id == row_id
        assert [hit.kind for hit in search(session, "调〔2026〕001", 5)] == ["mediation"]
        assert [one.count for one in problems(session)] == [0] * len(problems(session))


def test_numbers_stand_masked_and_in_no_story_nor_trail(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = agreed(session, clerk)
        first, second = parties(session, row_id)
        assert (first.masked_id[:6], first.masked_phone) == (NUMBER[:6], "138****5678")
        assert NUMBER not in repr(first)
        assert "*" in first.masked_id
        whole = whole_parties(session, row_id)[0]
        assert whole.id_number == NUMBER
        assert NUMBER not in repr(whole)
        assert PHONE not in repr(whole)
        assert second.masked_id == ""
        told = " ".join(session.scalars(select(GovernanceAction.detail)))
        trail = " ".join(session.scalars(select(AuditEntry.detail)))
    for secret in (NUMBER, PHONE, "张三"):
        assert secret not in told + trail


def test_a_resident_brings_name_phone_and_home_but_no_copy_of_the_number(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        person = make_person(session, "张桂花", id_number=NUMBER, phone=PHONE)
        make_household(session, [(person, "02")], "御景小区 3-2-501")
        both = (PartyDraft(person_id=person.id), PartyDraft("李四"))
        row_id = dispute(session, clerk, parties=both)
        kept = session.scalars(select(MediationParty).order_by(MediationParty.id)).first()
        assert kept is not None
        assert (kept.name, kept.phone, kept.address) == ("张桂花", PHONE, "御景小区 3-2-501")
        assert kept.id_number == ""
        assert whole_parties(session, row_id)[0].id_number == NUMBER
        section = personal_peace(session, person.id)
        assert section.rows[0][0] == "调解 调〔2026〕001（甲方）"
        PeaceKeeper().forget(session, person.id)
        assert [one.name for one in parties(session, row_id)] == [ANONYMOUS, "李四"]
        assert personal_peace(session, person.id).rows == ()
        images = "".join(session.scalars(select(GovernanceAction.images)))
    assert "张桂花" not in images


def test_a_stranger_is_forgotten_when_the_term_is_over(db: Database, clerk: Clerk) -> None:
    keeper = PartyKeeper()
    with db.write() as session:
        row_id = agreed(session, clerk)
        assert keeper.due(session, date(2030, 1, 1)) == []
        service.perform(session, clerk, row_id, date(2026, 11, 20), when())
        due = keeper.due(session, date(2026, 11, 20))
        assert [one.since for one in due] == [date(2026, 11, 20)] * 2
        assert keeper.due(session, date(2026, 11, 19)) == []
        keeper.discard(session, [one.id for one in due])
        assert {one.name for one in parties(session, row_id)} == {ANONYMOUS}
        assert mediation(session, row_id).dispute == ANONYMOUS
        images = "".join(session.scalars(select(GovernanceAction.images)))
    assert "张三" not in images
    assert NUMBER not in images


def test_a_failed_one_becomes_an_issue_once_and_all_is_taken_back(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk)
        with pytest.raises(UserError, match="调解不成再转"):
            service.to_issue(session, clerk, row_id, when())
        service.fail(session, clerk, row_id, "双方分歧太大", when())
        done = service.to_issue(session, clerk, row_id, when())
        issue = session.scalars(select(Issue)).one()
        assert (issue.source, issue.source_id) == ("mediation", row_id)
        assert mediation(session, row_id).issue_number == issue.number
        with pytest.raises(UserError, match="已经转成问题"):
            service.to_issue(session, clerk, row_id, when())
        with pytest.raises(UserError, match="已经转吹哨台账"):
            service.resume(session, clerk, row_id, when())
        take_back(session, clerk, done.action_id)
        assert session.scalars(select(Issue)).all() == []
        service.resume(session, clerk, row_id, when())
        row = mediation(session, row_id)
        assert (row.state, row.why, row.due_on) == ("accepted", "", usual_due(TODAY))


def test_a_change_keeps_the_number_that_was_not_typed_again(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk)
        three = (
            PartyDraft("张三", phone=PHONE), PartyDraft("李四"), PartyDraft("王五"),
        )  # fmt: skip
        dispute(session, clerk, mediation_id=row_id, version=1, parties=three)
        assert whole_parties(session, row_id)[0].id_number == NUMBER
        assert [one.side for one in parties(session, row_id)] == ["甲", "乙", "丙"]
        with pytest.raises(UserError, match="别处刚改过（王芳）"):
            dispute(session, clerk, mediation_id=row_id, version=1)
        other = (PartyDraft("赵六"), PartyDraft("李四"))
        dispute(session, clerk, mediation_id=row_id, version=2, parties=other)
        assert [one.id_number for one in whole_parties(session, row_id)] == ["", ""]


def test_the_same_request_makes_one(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        assert dispute(session, clerk, request_key="a") == dispute(session, clerk, request_key="a")
        assert len(mediations(session)) == 1


def test_taking_back_asks_for_what_came_later_first(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk)
        done = service.agree(session, clerk, row_id, Agreed("各退一步", "当场履行"), when())
        call = service.call_on(session, clerk, row_id, TODAY, when())
    with pytest.raises(UserError, match="请先撤回"), db.write() as session:
        take_back(session, clerk, done.action_id)
    with db.write() as session:
        take_back(session, clerk, call.action_id)
        take_back(session, clerk, done.action_id)
        assert mediation(session, row_id).state == "accepted"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "war"}, "请选纠纷类别"),
        ({"title": " "}, "请用一句话写是什么纠纷"),
        ({"title": f"找{PHONE}"}, "不能写电话或身份证号"),
        ({"dispute": ""}, "请写纠纷的主要事实"),
        ({"mediators": ""}, "请写调解员"),
        ({"parties": (PartyDraft("张三"),)}, "至少有甲乙两方"),
        ({"parties": (PartyDraft("张三"), PartyDraft(""))}, "每一方都要写姓名"),
        ({"parties": (PartyDraft("甲"),) * 11}, "最多写 10 方"),
        ({"parties": (PartyDraft("张三", id_number="123"), PartyDraft("李四"))}, "18"),
        ({"accepted_on": TODAY + timedelta(1)}, "不能晚于今天"),
        ({"due_on": date(2026, 10, 1)}, "不能早于受理"),
        ({"title": "长" * 81}, "最长 80 个字"),
        ({"grid_id": 99}, "没有这个网格"),
        ({"mediation_id": 99}, "没有这件调解"),
    ],
)
def test_bad_disputes_are_refused(
    db: Database, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence), db.write() as session:
        dispute(session, clerk, **given)
    with db.read() as session:
        assert session.scalars(select(Mediation)).all() == []


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (Agreed("", "现金"), "请写各方同意了什么"),
        (Agreed("赔 100 元"), "要写怎么履行"),
        (Agreed("赔", "现金", date(2026, 11, 1)), "达成日期要在受理的"),
        (Agreed("赔", "现金", TODAY + timedelta(1)), "达成日期要在受理的"),
        (Agreed("赔", "现金", TODAY, date(2026, 11, 3)), "不能早于达成协议"),
        (Agreed("长" * 4001, "现金"), "最长 4000 个字"),
    ],
)
def test_bad_agreements_are_refused(
    db: Database, clerk: Clerk, told: Agreed, sentence: str
) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk)
    with pytest.raises(UserError, match=sentence), db.write() as session:
        service.agree(session, clerk, row_id, told, when())
    with db.read() as session:
        assert mediation(session, row_id).state == "accepted"


def test_wrong_steps_say_what_can_be_done(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk)
        with pytest.raises(UserError, match="现在可以：达成协议、调解不成、终止调解"):
            service.perform(session, clerk, row_id, TODAY, when())
        with pytest.raises(UserError, match="没有协议，不用回访"):
            service.call_on(session, clerk, row_id, TODAY, when())
        with pytest.raises(UserError, match="请写原因"):
            service.fail(session, clerk, row_id, " ", when())
        service.withdraw(session, clerk, row_id, "甲方撤回申请", when())
        with pytest.raises(UserError, match="受理的内容不能再改"):
            dispute(session, clerk, mediation_id=row_id, version=2)
        with pytest.raises(UserError, match="现在可以：重新调解"):
            service.agree(session, clerk, row_id, Agreed("赔", "现金"), when())
        row_id = agreed(session, clerk)
        for wrong in (date(2026, 11, 9), TODAY + timedelta(1)):
            with pytest.raises(UserError, match="履行日期要在达成协议的"):
                service.perform(session, clerk, row_id, wrong, when())
        with pytest.raises(UserError, match="没有编号“2026-9”"):
            mediation_numbered(session, "2026-9")


@given(accepted=DAYS)
def test_a_month_is_the_same_day_of_the_next_or_its_last(accepted: date) -> None:
    due, then = usual_due(accepted), accepted.month % 12 + 1
    ahead = (accepted + timedelta(days) for days in range(1, 32))
    assert due == max(day for day in ahead if day.month == then and day.day <= accepted.day)
    assert 28 <= (due - accepted).days <= 31


@given(
    state=st.sampled_from(["accepted", "agreed", "performed", "failed", "withdrawn"]),
    days=st.tuples(*[st.none() | DAYS] * 5),
    today=DAYS,
)
def test_the_clock_agrees_with_itself(
    state: str, days: tuple[date | None, ...], today: date
) -> None:
    clock = Clock(state, *days)
    words, tone = clock.due(today)
    if clock.to_call(today):
        assert tone == ("red" if state == "accepted" else "amber")
    elif clock.late(today):
        assert (tone, words[-1]) == ("red", "天")
    else:
        assert tone != "red"
    if state in ("failed", "withdrawn", "accepted"):
        assert clock.call_by is None


@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_steps_never_leave_the_known_states(steps: list[str]) -> None:
    state = "accepted"
    for step in steps:
        froms, then, _ = STEPS[step]
        if state in froms:
            assert next_state(state, step, "调") == then
            state = then
        else:
            with pytest.raises(UserError, match="不能"):
                next_state(state, step, "调")


@pytest.mark.parametrize(
    "typed", ["调〔2026〕001", "2026-1", "调(2026)1号", "〔2026〕001", "2026-001"]
)
def test_a_number_is_known_as_one_writes_it(typed: str) -> None:
    assert numbered(typed, "调") == "调〔2026〕001"


def test_a_draft_does_not_tell_numbers() -> None:
    draft = MediationDraft("neighbour", "x", "y", (PartyDraft("张三", id_number=NUMBER),), "z")
    assert NUMBER not in repr(draft)
