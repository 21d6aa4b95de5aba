"""Thematic registers on a real hall: S3's dogs before and after, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.queries.peace_checks import problems
from gridhall.opinions.queries.themes import entries, register, register_named, registers
from gridhall.opinions.rules.themes import (
    Changed,
    EntryDraft,
    RegisterDraft,
    Standing,
    Status,
    before_after,
)
from gridhall.opinions.service import themes as service
from gridhall.opinions.service.peace_keeping import LineKeeper, PeaceKeeper
from gridhall.registry.rules.retention import ANONYMOUS
from tests.factories import TODAY
from tests.opinions.hall import make_doors, make_heads, when
from tests.opinions.peace_hall import PHONE, dogs

GONE = "不再外出遛狗"


def test_s3_nine_households_keep_dogs_two_still_go_out_both_on_a_leash(
    db: Database, clerk: Clerk
) -> None:
    """小区里原本有 9 户养狗业主，只有两户还外出遛狗，而且也都承诺牵狗绳."""
    with db.write() as session:
        row_id = dogs(session, clerk)
        assert register(session, row_id).words == "摸底 9 户，现在 9 户外出遛狗"
        for place, one in enumerate(entries(session, row_id)):
            told = Changed("外出遛狗", "牵绳") if place < 2 else Changed(GONE)
            service.change_entry(session, clerk, one.id, told, when())
        row = register(session, row_id)
        assert row.words == "摸底 9 户，现在 2 户外出遛狗，都承诺牵绳"
        assert [(one.words, one.before, one.now) for one in row.counts.tallies] == [
            ("外出遛狗", 9, 2), (GONE, 0, 7), ("不再养犬", 0, 0),
        ]  # fmt: skip
        assert [one.good for one in entries(session, row_id)] == [False] * 2 + [True] * 7
        assert [one.count for one in problems(session)] == [0] * len(problems(session))
        service.end_register(session, clerk, row_id, when())
        with pytest.raises(UserError, match="已经结束，只能看"):
            service.add_entry(session, clerk, row_id, EntryDraft("外出遛狗", "x"), when())


def test_a_door_stands_for_its_head_once(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        doors = make_doors(session, 2)
        make_heads(session, ["张桂花"])
        row_id = dogs(session, clerk, 0)
        line = EntryDraft("外出遛狗", dwelling_id=doors[0])
        service.add_entry(session, clerk, row_id, line, when())
        assert [one.who for one in entries(session, row_id)] == ["1-1-101 张桂花"]
        with pytest.raises(UserError, match="已经有这一户"):
            service.add_entry(session, clerk, row_id, line, when())
        one = entries(session, row_id)[0]
        service.end_entry(session, clerk, one.id, "已经搬走", when())
        assert register(session, row_id).words == "摸底 1 户，现在 0 户外出遛狗，退出 1 户"
        service.add_entry(session, clerk, row_id, line, when())
        with pytest.raises(UserError, match="已经退出台账"):
            service.change_entry(session, clerk, one.id, Changed(GONE), when())


def test_a_change_is_taken_back_and_a_status_in_use_stays(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = dogs(session, clerk, 1)
        one = entries(session, row_id)[0]
        done = service.change_entry(session, clerk, one.id, Changed(GONE), when())
        draft = RegisterDraft("养犬", ("外出遛狗", "不再养犬+"), register_id=row_id, version=1)
        with pytest.raises(UserError, match=f"还有“{GONE}”的户，这种情况不能去掉"):
            service.save_register(session, clerk, draft, when())
        with pytest.raises(UserError, match="别处刚改过"):
            told = Changed(GONE, version=1)
            service.change_entry(session, clerk, one.id, told, when())
        take_back(session, clerk, done.action_id)
        assert entries(session, row_id)[0].now == "外出遛狗"
        saved = service.save_register(session, clerk, draft, when())
        line = EntryDraft("不再养犬", "5号楼")
        service.add_entry(session, clerk, row_id, line, when())
        take_back(session, clerk, saved.action_id)
        assert len(register(session, row_id).statuses) == 3


def test_lines_are_forgotten_with_their_person_or_their_term(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        doors = make_doors(session, 1)
        person = make_heads(session, ["张桂花"])[0]
        row_id = dogs(session, clerk, 1)
        line = EntryDraft("外出遛狗", dwelling_id=doors[0], person_id=person, facts="金毛")
        service.add_entry(session, clerk, row_id, line, when())
        PeaceKeeper().forget(session, person)
        assert sorted(one.who for one in entries(session, row_id)) == ["1号楼王先生", ANONYMOUS]
        keeper = LineKeeper()
        assert keeper.due(session, TODAY) == []
        service.end_register(session, clerk, row_id, when())
        due = keeper.due(session, TODAY)
        assert [one.since for one in due] == [TODAY]
        keeper.discard(session, [one.id for one in due])
        assert {one.who for one in entries(session, row_id)} == {ANONYMOUS}
        assert register(session, row_id).counts.found == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "请写专项叫什么"),
        ({"statuses": ("外出遛狗",)}, "请写 2 到 9 种情况"),
        ({"statuses": ("a", "a+", "b")}, "写了两次"),
        ({"statuses": ("a", "b")}, "至少一种要改的和一种改好的"),
        ({"statuses": ("长" * 21, "b+")}, "1 到 20 个字"),
        ({"began_on": TODAY + timedelta(1)}, "不能晚于今天"),
        ({"compound_id": 99}, "没有这个小区"),
        ({"name": "养犬"}, "已经有一本“养犬”台账"),
        ({"register_id": 99}, "没有这本专项台账"),
    ],
)
def test_bad_registers_are_refused(
    db: Database, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    facts: dict[str, Any] = {"name": "违建", "statuses": ("未拆除", "已拆除+")}
    with db.write() as session:
        dogs(session, clerk, 0)
    with pytest.raises(UserError, match=sentence), db.write() as session:
        service.save_register(session, clerk, RegisterDraft(**(facts | given)), when())
    with db.read() as session:
        assert len(registers(session)) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (EntryDraft("外出遛狗"), "请写哪一户"),
        (EntryDraft("飞走", "1号楼"), "请选是哪种情况"),
        (EntryDraft("外出遛狗", "1号楼", found_on=TODAY + timedelta(1)), "不能晚于今天"),
        (EntryDraft("外出遛狗", "1号楼", facts=PHONE), "不能写电话或身份证号"),
        (EntryDraft("外出遛狗", dwelling_id=99), "没有这处房屋"),
        (EntryDraft("外出遛狗", person_id=99), "没有这位居民"),
    ],
)
def test_bad_lines_are_refused(db: Database, clerk: Clerk, line: EntryDraft, sentence: str) -> None:
    with db.write() as session:
        row_id = dogs(session, clerk, 0)
    with pytest.raises(UserError, match=sentence), db.write() as session:
        service.add_entry(session, clerk, row_id, line, when())


def test_wrong_days_names_and_reasons_are_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = dogs(session, clerk, 1)
        one = entries(session, row_id)[0]
        for day in (date(2026, 3, 11), TODAY + timedelta(1)):
            with pytest.raises(UserError, match="日期要在摸底的"):
                service.change_entry(session, clerk, one.id, Changed(GONE, on=day), when())
        with pytest.raises(UserError, match="请写原因"):
            service.end_entry(session, clerk, one.id, "", when())
        with pytest.raises(UserError, match="原因最长 60 个字"):
            service.end_entry(session, clerk, one.id, "长" * 61, when())
        with pytest.raises(UserError, match="退出日期不能早于摸底的"):
            service.end_entry(session, clerk, one.id, "搬走", when(date(2026, 3, 1)))
        with pytest.raises(UserError, match="没有叫“养猫”的专项台账。现有的：养犬"):
            register_named(session, "养猫")
        assert register_named(session, "养犬专项台账").id == row_id


STATUSES = (Status("甲", False), Status("乙", False), Status("丙", True))
WORDS = st.sampled_from([one.words for one in STATUSES])


@given(st.lists(st.builds(Standing, WORDS, WORDS, st.sampled_from(["", "牵绳"]), st.booleans())))
def test_before_and_after_agree_with_a_recount(rows: list[Standing]) -> None:
    told = before_after(rows, STATUSES)
    assert told.found == sum(one.before for one in told.tallies) == len(rows)
    assert told.found == sum(one.now for one in told.tallies) + told.ended
    assert told.bad_before == sum(one.before for one in told.tallies if not one.good)
    assert told.bad_now == sum(one.now for one in told.tallies if not one.good)
    promised = [one for one in rows if not one.ended and one.now != "丙" and one.promised]
    assert told.promised == len(promised) <= told.bad_now
    assert told.words("户").startswith(f"摸底 {len(rows)} 户，现在 {told.bad_now} 户")
