"""What is kept too long: counted, kept on, made anonymous for good, cleared."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.clerks.queries import trail
from gridhall.clerks.rules import chain_faults
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import service
from gridhall.registry.models import (
    Consent,
    Guardian,
    PastValue,
    Person,
    PersonEvent,
    PersonTag,
)
from gridhall.registry.queries.privacy import (
    consents_of,
    requests,
)
from gridhall.registry.queries.retention import due, due_items, due_people
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.privacy import Asker, ConsentDraft, RequestDraft
from gridhall.registry.rules.retention import ANONYMOUS, due_before
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.service import retention as keeping
from gridhall.registry.service.privacy import (
    Answer,
    answer_request,
    give_consent,
    open_request,
    withdraw_consent,
)
from gridhall.registry.service.tags import set_tag
from tests.factories import NOW, TODAY, make_family, make_household, make_person

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


def _asked(session: Session, clerk: Clerk, person_id: int, kind: str, detail: str = "") -> Any:
    draft = RequestDraft(kind, TODAY, SELF, detail, request_key=f"{kind}-{person_id}")
    request_id = open_request(session, clerk, person_id, draft, TODAY)
    assert open_request(session, clerk, person_id, draft, TODAY) == request_id
    return next(row for row in requests(session, TODAY) if row.id == request_id)


def test_what_is_due_is_counted_by_type(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        left = _gone(session, clerk, "moved_out")
        rows = {row.id: row for row in due(session, TODAY)}
        assert (rows["left"].count, rows["left"].oldest) == (1, LONG_AGO)
        assert rows["died"].count == 0
        assert [item.title for item in due_items(session, "left", TODAY)] == ["陈桂芝"]
        assert due_people(session, TODAY) == {left.id}


def test_the_last_day_of_a_term_is_not_before_it() -> None:
    assert due_before(3, date(2026, 11, 24)) == date(2023, 11, 24)
    assert due_before(1, date(2028, 2, 29)) == date(2027, 2, 28)


def test_a_hall_sets_its_own_terms_but_never_below_the_law(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        _gone(session, clerk, "moved_out")
        with pytest.raises(UserError, match="管理员"):
            keeping.change_years(session, clerk, {"left": 20})
        with pytest.raises(UserError, match="至少保存 3 年"):
            keeping.change_years(session, administrator, {"access": 2})
        keeping.change_years(session, administrator, {"left": 20})
        assert due_people(session, TODAY) == set()


def test_a_record_kept_on_is_due_again_after_another_term(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        who = _gone(session, clerk, "moved_out")
        with pytest.raises(UserError, match="管理员"):
            keeping.keep_on(session, clerk, [who.id], "诉讼需要", TODAY)
        action = keeping.keep_on(session, administrator, [who.id], "诉讼需要", TODAY)
        assert due_people(session, TODAY) == set()
        assert due_people(session, _years_on(10)) == {who.id}
        service.undo(session, administrator, action, "勾错了", TODAY)
        assert due_people(session, TODAY) == {who.id}


@pytest.mark.parametrize("kind", ["moved_out", "died"])
def test_making_somebody_anonymous_leaves_nothing_of_them_anywhere_but_the_trail(
    db: Database, clerk: Clerk, administrator: Clerk, kind: str
) -> None:
    with db.write() as session:
        who = _gone(session, clerk, kind)
        session.add(Guardian(person_id=who.id, name="陈大山", phone="13900002222",
                             relation="父亲", recorded_at=NOW, clerk_name="王芳"))  # fmt: skip
        number, who_id = who.id_number, who.id
        preview = keeping.preview(session, who.id)
        assert preview.name == "陈桂芝"
        assert any("标签 1 条" in line for line in preview.lines)
        keeping.anonymise(session, administrator, [who.id], ("保存期满", TODAY))
    assert number is not None
    traces = (number, "13900001111", "13900002222", "陈桂芝", "陈桂兰", "陈兰", "左腿", "陈大山")
    with db.read() as session:
        kept = session.get_one(Person, who_id)
        assert (kept.name, kept.id_number, kept.phone, kept.status) == (ANONYMOUS, None, "", "void")
        assert kept.birth_date == date(1959, 1, 1)
        assert session.scalars(select(PersonTag).where(PersonTag.person_id == who_id)).all() == []
        texts = _every_text(session, but="audit_entry")
        assert [one for one in traces if any(one in text for text in texts)] == []
        said = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert said is not None
        assert json.loads(said.detail) == {"after": {"reason": "保存期满"}}
        assert chain_faults(trail(session)) == []
        assert search.search(session, "陈桂芝", 5) == []


def _every_text(session: Session, but: str) -> list[str]:
    from gridhall.db.base import Base

    found = []
    for table in Base.metadata.sorted_tables:
        if table.name != but:
            found += [str(tuple(row)) for row in session.execute(select(table))]
    return found


def test_what_was_made_anonymous_stays_so(db: Database, clerk: Clerk, administrator: Clerk) -> None:
    with db.write() as session:
        who = _gone(session, clerk, "moved_out")
        action = keeping.anonymise(session, administrator, [who.id], ("保存期满", TODAY))
        with pytest.raises(UserError, match="不能撤回"):
            service.undo(session, administrator, action, "后悔", TODAY)
        told = select(PersonEvent.action_id).where(PersonEvent.kind == "moved_out")
        with pytest.raises(UserError, match="不能撤回"):
            service.undo(session, administrator, session.scalars(told).first() or 0, "x", TODAY)
        with pytest.raises(UserError, match="还没有满"):
            keeping.anonymise(session, administrator, [who.id], ("再来一次", TODAY))


def test_only_an_administrator_and_only_what_is_due(
    db: Database, clerk: Clerk, supervisor: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        make_family(session)
        gone, here = _gone(session, clerk, "moved_out").id, _person(session, "张桂花").id
        with pytest.raises(UserError, match="管理员"):
            keeping.anonymise(session, supervisor, [gone], ("保存期满", TODAY))
        with pytest.raises(UserError, match="张桂花的保存期限还没有满"):
            keeping.anonymise(session, administrator, [gone, here], ("保存期满", TODAY))
        with pytest.raises(UserError, match="请先勾上"):
            keeping.anonymise(session, administrator, [], ("保存期满", TODAY))
        assert session.get_one(Person, gone).name == "陈桂芝"


def test_the_past_counts_as_it_did_after_somebody_was_made_anonymous(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    from gridhall.registry.queries.monthly import monthly_table

    with db.write() as session:
        who = _gone(session, clerk, "moved_out")
        before = monthly_table(session, date(2010, 3, 1), date(2010, 3, 31))
        keeping.anonymise(session, administrator, [who.id], ("保存期满", TODAY))
        assert monthly_table(session, date(2010, 3, 1), date(2010, 3, 31)) == before


def test_withdrawn_consents_and_answered_requests_are_cleared_when_due(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        give_consent(session, clerk, who, ConsentDraft("contact", "张桂花", TODAY), TODAY)
        withdraw_consent(session, clerk, consents_of(session, who)[0].id, TODAY, TODAY)
        row = _asked(session, clerk, who, "view")
        answer_request(session, clerk, row.id, Answer(False, "已阅", TODAY, row.version), TODAY)
        with pytest.raises(UserError, match="没有到期"):
            keeping.discard(session, administrator, "consents", ("保存期满", TODAY))
        later = _years_on(3)
        assert keeping.discard(session, administrator, "consents", ("保存期满", later)) == 1
        assert keeping.discard(session, administrator, "requests", ("保存期满", later)) == 1
        assert session.scalars(select(Consent)).all() == []
        assert requests(session, later) == []


def test_the_trail_is_counted_and_never_cleared(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        make_family(session)
        service.reveal(session, clerk, _person(session, "张桂花").id, "核对原件")
        later = datetime.now(UTC).date() + timedelta(days=4 * 366)
        rows = {row.id: row for row in due(session, later)}
        assert rows["access"].count == 1
        with pytest.raises(UserError, match="连成一条链"):
            keeping.discard(session, administrator, "access", ("保存期满", later))
        assert session.scalars(select(PastValue)).all() == []


def test_what_happened_may_be_emptied_and_not_rewritten(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
        give_consent(session, clerk, who, ConsentDraft("contact", "张桂花", TODAY), TODAY)
        for words in ("detail = '别的话'", "detail = '', clerk_name = '别人'"):
            with pytest.raises(Exception, match="append only"), session.begin_nested():
                session.connection().exec_driver_sql(f"UPDATE person_event SET {words}")
        session.connection().exec_driver_sql("UPDATE person_event SET detail = ''")
