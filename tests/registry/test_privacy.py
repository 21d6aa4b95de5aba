"""People's rights: who looked, consents, requests."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import service
from gridhall.registry.models import (
    Person,
    RegisterAction,
)
from gridhall.registry.queries.privacy import (
    AccessFilter,
    access_log,
    access_rows,
    agrees,
    consents_of,
    doubts_of,
    looks_at,
    requests,
)
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.rules.privacy import Asker, ConsentDraft, Look, RequestDraft, unusual
from gridhall.registry.rules.retention import ANONYMOUS
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.service.guardians import set_guardian
from gridhall.registry.service.privacy import (
    Answer,
    answer_request,
    give_consent,
    note_copy,
    open_request,
    withdraw_consent,
)
from gridhall.registry.service.tags import set_tag
from tests.factories import TODAY, make_family, make_household, make_person

SELF = Asker("self")
LONG_AGO = date(2010, 3, 1)


def _person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def _years_on(years: int) -> date:
    return date(TODAY.year + years, TODAY.month, TODAY.day)


def _gone(session: Session, clerk: Clerk, kind: str, on: date = LONG_AGO) -> Person:
    """Somebody who moved out or died long ago, with everything the register keeps of people."""
    who = make_person(session, "陈桂兰", phone="13900001111", note="常来", former_name="陈兰")
    son = make_person(session, "陈小军", sex="1", birth_date=date(1984, 5, 2))
    home = make_household(session, [(who, "02"), (son, "20")], established_on=date(2001, 1, 1))
    set_tag(session, clerk, who.id, TagDraft("disabled", note="左腿"), TODAY)
    fixed = Change("corrected", date(2009, 5, 1), TODAY, facts={who.id: {"name": "陈桂芝"}})
    service.carry_out(session, clerk, fixed, TODAY)
    heir = {son.id: "02"}
    gone = Change(kind, on, TODAY, {who.id: ""}, relations=heir, reason="随子女", paper="介绍信")
    service.carry_out(session, clerk, gone, TODAY)
    assert home.id
    return who


# Who looked


def test_reveals_exports_and_prints_are_told_with_reason_and_person(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花")
        service.reveal(session, clerk, who.id, "核对原件")
        note_copy(session, supervisor, who.id, SELF, ("本人要求", TODAY))
    today = datetime.now().astimezone().date()
    with db.read() as session:
        rows = access_log(session, today, today)
        assert [(row.kind, row.clerk_name, row.reason) for row in rows] == [
            ("export", "高明", "本人要求"),
            ("reveal", "王芳", "核对原件"),
        ]
        assert {row.person_name for row in rows} == {"张桂花"}
        assert rows[1].what == "完整证件号、电话"
        assert access_log(session, today, today, clerk="王芳", kind="export") == []
        mine = access_rows(session, (today, today), AccessFilter(person_id=who.id))
        assert [row.id for row in mine] == [row.id for row in looks_at(session, who.id)]
        other = _person(session, "李建军").id
        assert access_rows(session, (today, today), AccessFilter(person_id=other)) == []


def test_a_span_of_days_ends_with_its_last_day(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        service.reveal(session, clerk, _person(session, "张桂花").id, "核对原件")
    today = datetime.now().astimezone().date()
    yesterday = today - timedelta(days=1)
    with db.read() as session:
        assert access_log(session, yesterday, yesterday) == []
        assert len(access_log(session, yesterday, today)) == 1
        assert access_log(session, today + timedelta(days=1), today + timedelta(days=2)) == []


def test_many_looks_in_an_hour_and_looks_at_night_are_pointed_out() -> None:
    noon, night = datetime(2026, 11, 24, 11, 5), datetime(2026, 11, 24, 22, 0)
    looks = [Look("王芳", noon)] * 21 + [Look("高明", noon)] * 20 + [Look("李丽", night)]
    assert unusual(looks) == ["王芳 11-24 11 时看了 21 次", "李丽下班时间 1 次"]
    assert unusual([Look("王芳", noon)]) == []
    assert unusual([Look("王芳", noon)], works=lambda _: False) == ["王芳下班时间 1 次"]


def test_a_page_of_looks_tells_what_is_unusual(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        for _ in range(22):
            service.reveal(session, clerk, who, "核对原件")
    today = datetime.now().astimezone().date()
    with db.read() as session:
        told = doubts_of(access_log(session, today, today))
    assert any("看了 22 次" in one for one in told)


# Consents


def test_a_consent_is_given_withdrawn_and_given_again(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        give_consent(session, clerk, who, ConsentDraft("contact", "张桂花", TODAY), TODAY)
        assert agrees(session, who, "contact")
        with pytest.raises(UserError, match="已经同意过"):
            give_consent(session, clerk, who, ConsentDraft("contact", "张桂花", TODAY), TODAY)
        held = consents_of(session, who)[0]
        assert (held.purpose_label, held.text_version) == ("电话联系与活动通知", "2026-11")
        withdraw_consent(session, clerk, held.id, TODAY, TODAY)
        assert not agrees(session, who, "contact")
        with pytest.raises(UserError, match="已经撤回"):
            withdraw_consent(session, clerk, held.id, TODAY, TODAY)
        give_consent(session, clerk, who, ConsentDraft("contact", "张桂花", TODAY), TODAY)
        assert [row.withdrawn_on for row in consents_of(session, who)] == [None, TODAY]


def test_a_consent_taken_back_leaves_no_trace_but_its_acts(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        draft = ConsentDraft("share", "张桂花", TODAY)
        action = give_consent(session, clerk, who, draft, TODAY)
        service.undo(session, clerk, action, "登错了人", TODAY)
        assert consents_of(session, who) == []


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (ConsentDraft("nothing", "张桂花", TODAY), "请选同意的用途"),
        (ConsentDraft("contact", "", TODAY), "请填写姓名"),
        (ConsentDraft("contact", "李建军", TODAY), "本人签字"),
        (ConsentDraft("contact", "张桂花", TODAY + timedelta(days=1)), "还没有到"),
        (ConsentDraft("contact", "张桂花", date(1950, 1, 1)), "早于出生日期"),
    ],
)
def test_a_consent_that_cannot_stand_says_why(
    db: Database, clerk: Clerk, draft: ConsentDraft, sentence: str
) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        with pytest.raises(UserError, match=sentence):
            give_consent(session, clerk, who, draft, TODAY)


def test_a_child_under_14_needs_the_guardians_signature(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        child, father = _person(session, "李思涵").id, _person(session, "李建军").id
        with pytest.raises(UserError, match="监护人签字"):
            give_consent(session, clerk, child, ConsentDraft("contact", "李思涵", TODAY), TODAY)
        set_guardian(session, clerk, child, GuardianDraft("父亲", father), TODAY)
        give_consent(session, clerk, child, ConsentDraft("contact", "李建军", TODAY), TODAY)
        assert agrees(session, child, "contact")


def test_a_withdrawal_before_the_signature_is_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        give_consent(session, clerk, who, ConsentDraft("contact", "张桂花", TODAY), TODAY)
        held = consents_of(session, who)[0].id
        with pytest.raises(UserError, match="早于签字日期"):
            withdraw_consent(session, clerk, held, TODAY - timedelta(days=1), TODAY)
        with pytest.raises(UserError, match="还没有到"):
            withdraw_consent(session, clerk, held, TODAY + timedelta(days=1), TODAY)


# Who asks


@pytest.mark.parametrize(
    ("name", "asker", "sentence"),
    [
        ("张桂花", Asker("somebody"), "请选是谁"),
        ("张桂花", Asker("relative", "李建军", "户口簿"), "本人在世"),
        ("张桂花", Asker("agent", "李建军"), "委托书"),
        ("张桂花", Asker("agent", "", "委托书"), "请填写姓名"),
        ("张桂花", Asker("guardian", "李建军"), "没有登记为监护人"),
        ("李思涵", Asker("self"), "由监护人申请"),
    ],
)
def test_who_may_not_ask_is_told_why(
    db: Database, clerk: Clerk, name: str, asker: Asker, sentence: str
) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, name).id
        with pytest.raises(UserError, match=sentence):
            note_copy(session, clerk, who, asker, ("本人要求", TODAY))
        assert session.scalars(select(AuditEntry)).all() == []


def test_relatives_of_the_deceased_ask_with_paper_and_reason(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _gone(session, clerk, "died")
        with pytest.raises(UserError, match="近亲属"):
            note_copy(session, clerk, who.id, SELF, ("本人要求", TODAY))
        with pytest.raises(UserError, match="亲属关系证明"):
            note_copy(session, clerk, who.id, Asker("relative", "陈小军"), ("办继承", TODAY))
        with pytest.raises(UserError, match="原因"):
            note_copy(session, clerk, who.id, Asker("relative", "陈小军", "户口簿"), ("", TODAY))
        note_copy(session, clerk, who.id, Asker("relative", "陈小军", "户口簿"), ("办继承", TODAY))
        assert looks_at(session, who.id)[0].what == "本人信息（近亲属 陈小军）"


# Requests


def _asked(session: Session, clerk: Clerk, person_id: int, kind: str, detail: str = "") -> Any:
    draft = RequestDraft(kind, TODAY, SELF, detail, request_key=f"{kind}-{person_id}")
    request_id = open_request(session, clerk, person_id, draft, TODAY)
    assert open_request(session, clerk, person_id, draft, TODAY) == request_id
    return next(row for row in requests(session, TODAY) if row.id == request_id)


def test_a_request_is_asked_once_and_answered(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        row = _asked(session, clerk, who, "correct", "电话改成 13800001234")
        assert row.detail == "电话改成 138****1234"
        assert (row.state_label, row.days, row.asker_label) == ("待答复", 0, "本人")
        later = TODAY + timedelta(days=3)
        done = answer_request(
            session, clerk, row.id, Answer(False, "已更正", later, row.version), later
        )
        assert (done.state_label, done.days, done.tone) == ("已办", 3, "green")
        with pytest.raises(UserError, match="刚由别人答复过"):
            answer_request(session, clerk, row.id, Answer(False, "", later, row.version), later)


def test_requests_wait_with_the_days_since_they_were_asked(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        row = _asked(session, clerk, _person(session, "张桂花").id, "view")
        tones = [
            requests(session, TODAY + timedelta(days=days))[0].tone for days in (0, 14, 15, 31)
        ]
        assert tones == ["blue", "blue", "amber", "red"]
        assert requests(session, TODAY, state="done") == []
        assert [one.id for one in requests(session, TODAY, person_id=row.person_id)] == [row.id]


def test_bad_requests_and_answers_are_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        bad = [
            (RequestDraft("sell", TODAY, SELF), "请选申请什么"),
            (RequestDraft("correct", TODAY, SELF), "更正要写明"),
            (RequestDraft("view", TODAY + timedelta(days=1), SELF), "还没有到"),
            (RequestDraft("view", TODAY, SELF, "长" * 501), "最多 500"),
        ]
        for draft, sentence in bad:
            with pytest.raises(UserError, match=sentence):
                open_request(session, clerk, who, draft, TODAY)
        row = _asked(session, clerk, who, "copy")
        with pytest.raises(UserError, match="写明理由"):
            answer_request(session, clerk, row.id, Answer(True, "不", TODAY, row.version), TODAY)
        early = TODAY - timedelta(days=1)
        with pytest.raises(UserError, match="答复日期"):
            answer_request(session, clerk, row.id, Answer(False, "", early, row.version), TODAY)


def test_whoever_is_in_the_register_is_not_deleted(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        row = _asked(session, administrator, who, "delete")
        answer = Answer(False, "", TODAY, row.version)
        with pytest.raises(UserError, match="依法要保存"):
            answer_request(session, administrator, row.id, answer, TODAY)
        refused = Answer(True, "在册期间依法保存", TODAY, row.version)
        assert answer_request(session, administrator, row.id, refused, TODAY).state == "refused"


def test_a_deletion_within_the_term_stops_the_use_and_can_be_taken_back(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        who = _gone(session, clerk, "moved_out", date(2026, 1, 5))
        row = _asked(session, administrator, who.id, "delete")
        answer = Answer(False, "", TODAY, row.version)
        done = answer_request(session, administrator, row.id, answer, TODAY)
        assert "停止使用" in done.answer
        assert (who.status, who.name) == ("void", "陈桂芝")
        assert search.search(session, "陈桂芝", 5, kinds=("resident",)) == []
        frozen = select(RegisterAction.id).where(RegisterAction.kind == "frozen")
        service.undo(session, administrator, session.scalars(frozen).one(), "又迁回", TODAY)
        assert who.status == "left"


def test_a_deletion_beyond_the_term_empties_the_record(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        who = _gone(session, clerk, "moved_out")
        row = _asked(session, administrator, who.id, "delete")
        answer = Answer(False, "", TODAY, row.version)
        with pytest.raises(UserError, match="管理员"):
            answer_request(session, clerk, row.id, answer, TODAY)
        answer_request(session, administrator, row.id, answer, TODAY)
        assert who.name == ANONYMOUS
