"""红黑榜: nobody approves what they wrote, a black entry shows nobody, a red one who agreed."""

from datetime import date

import pytest
from sqlalchemy import update

from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.models import HonorEntry, Objection
from gridhall.opinions.queries import posting_checks
from gridhall.opinions.queries.honors import honor, on_board
from gridhall.opinions.queries.showing import shown_name
from gridhall.opinions.rules.honors import STEPS, HonorDraft, next_state
from gridhall.opinions.rules.postings import ObjectionDraft
from gridhall.opinions.service import honors as service
from gridhall.opinions.service import objections as objecting
from gridhall.opinions.service.posting_keeping import (
    PostingKeeper,
    StrangerKeeper,
    personal_postings,
)
from gridhall.registry.rules.privacy import ConsentDraft
from gridhall.registry.service.privacy import give_consent
from tests.factories import TODAY, make_person
from tests.opinions.posting_hall import DAY, PHONE, Town, town

__all__ = ["town"]


def test_a_black_entry_shows_nobody_and_no_door(town: Town) -> None:
    honor_id = town.honor(
        title="张桂花家堆放杂物",
        story=f"张桂花家在3号楼2单元501室门口堆放纸箱，电话{PHONE}，刘大妈劝阻无效。",
        building="3号楼",
        person_id=town.person("张桂花"),
    )
    row = town.read(honor, honor_id)
    assert row.title == "某居民家堆放杂物"
    assert row.story == "某居民家在3号楼门口堆放纸箱，电话137****5521，某居民劝阻无效。"
    assert (row.shown, row.about) == ("3号楼某住户", "张桂花")
    for building in ("3-2-501", "3号楼2单元", "3号楼501"):
        with pytest.raises(UserError, match="只写到楼栋"):
            town.honor(building=building)
    with pytest.raises(UserError, match="第二十五条"):
        town.honor(about="李四", consent_on=TODAY)


def test_a_supervisor_who_wrote_none_of_it_approves(town: Town, supervisor: Clerk) -> None:
    honor_id = town.honor()
    town.do(service.submit_honor, honor_id, town.when())
    yes = service.Decision(True)
    with pytest.raises(UserError, match="审批黑榜要主管来做"):
        town.do(service.decide_honor, honor_id, yes, town.when())
    with pytest.raises(UserError, match="正在等主管审批"):
        town.do(service.publish_honor, honor_id, (TODAY, TODAY), town.when())
    done = town.do(service.decide_honor, honor_id, yes, town.when(), who=supervisor)
    row = town.read(honor, honor_id)
    assert (row.state, row.approved_by) == ("approved", "高明")
    with pytest.raises(UserError, match="请用“撤回修改”写明原因"):
        town.do(take_back, done.action_id, who=supervisor)
    with pytest.raises(UserError, match="撤回审批过的黑榜要主管来做"):
        town.do(service.recall_honor, honor_id, "要改", town.when())
    town.do(service.recall_honor, honor_id, "要改", town.when(), who=supervisor)
    assert town.read(honor, honor_id).approved_by == ""


def test_nobody_approves_what_they_wrote_or_changed(town: Town, supervisor: Clerk) -> None:
    honor_id = town.honor()
    row = town.read(honor, honor_id)
    change = HonorDraft(
        "black", "楼道堆物", "纸箱挡路，劝说无效。", TODAY, honor_id=honor_id, version=row.version
    )
    town.do(service.save_honor, change, town.when(), who=supervisor)
    town.do(service.submit_honor, honor_id, town.when())
    with pytest.raises(UserError, match="要请另一位主管审批"):
        town.do(service.decide_honor, honor_id, service.Decision(True), town.when(), who=supervisor)
    other = Clerk(9, "周主管", Role.SUPERVISOR)
    with pytest.raises(UserError, match="不批要写原因"):
        town.do(service.decide_honor, honor_id, service.Decision(False), town.when(), who=other)
    said = service.Decision(False, "没有核实")
    town.do(service.decide_honor, honor_id, said, town.when(), who=other)
    assert town.read(honor, honor_id).state == "refused"
    row = town.read(honor, honor_id)
    again = HonorDraft(
        "black", "楼道堆物", "已核实。", TODAY, honor_id=honor_id, version=row.version
    )
    town.do(service.save_honor, again, town.when(), who=other)
    town.do(service.submit_honor, honor_id, town.when())
    with pytest.raises(UserError, match="要请另一位主管审批"):
        town.do(service.decide_honor, honor_id, service.Decision(True), town.when(), who=other)


def test_what_the_register_learns_later_stops_a_black_entry(town: Town, supervisor: Clerk) -> None:
    honor_id = town.honor(story="钱多多在楼道堆放纸箱。")
    town.do(service.submit_honor, honor_id, town.when())
    with town.db.write() as session:
        make_person(session, "钱多多")
    with pytest.raises(UserError, match="还看得出是谁"):
        town.do(service.decide_honor, honor_id, service.Decision(True), town.when(), who=supervisor)


def test_a_red_name_needs_consent(town: Town) -> None:
    story = "赵强捡到钱包，原地等候失主。"
    masked = town.read(honor, town.honor("red", title="拾金不昧", story=story, about="赵强"))
    assert (masked.shown, masked.story) == ("赵*", "赵*捡到钱包，原地等候失主。")
    agreed = town.honor(
        "red", title="拾金不昧", story=story, about="赵强", consent_on=TODAY, building="5"
    )
    row = town.read(honor, agreed)
    assert (row.shown, row.story) == ("5号楼 赵强", story)
    with pytest.raises(UserError, match="请写是谁同意公开姓名"):
        town.honor("red", consent_on=TODAY)
    with pytest.raises(UserError, match="同意日期不能晚于今天"):
        town.honor("red", about="赵强", consent_on=TODAY + DAY)
    child = town.person("李思涵")
    with pytest.raises(UserError, match="不满 14 周岁"):
        town.honor("red", person_id=child, consent_on=TODAY)
    named = town.person("高明月")
    town.do(give_consent, named, ConsentDraft("publication", "高明月", TODAY), TODAY)
    assert town.read(honor, town.honor("red", person_id=named)).consent_on == TODAY
    assert town.read(shown_name, "高明月") == "高明月"
    assert town.read(shown_name, "张桂花") == "张*花"


def test_the_board_holds_what_is_published_for_its_days(town: Town) -> None:
    red, black = town.published("red", title="好人"), town.published()
    assert [row.id for row in town.read(on_board, TODAY)] == [red, black]
    assert town.read(on_board, TODAY + 30 * DAY) == []
    assert town.read(honor, red).due(TODAY + 30 * DAY) == ("该下榜了", "amber")
    with pytest.raises(UserError, match="请写原因"):
        town.do(service.end_honor, red, "", town.when())
    town.do(service.end_honor, red, "本人要求撤下", town.when())
    town.do(service.end_honor, black, "", town.when(30))
    assert [town.read(honor, one).state for one in (red, black)] == ["ended", "ended"]
    with pytest.raises(UserError, match="上榜日期不能早于今天"):
        town.published("red", title="再来")
        another = town.honor("red", title="又一条")
        town.do(service.submit_honor, another, town.when())
        town.do(service.publish_honor, another, (TODAY - DAY, TODAY), town.when())


def test_every_step_is_refused_where_it_is_not_open() -> None:
    states = ("draft", "pending", "approved", "refused", "published", "ended")
    for step, (before, _) in STEPS.items():
        for state in states:
            if state in before:
                assert next_state(state, step, "black", "楼道") in states
                continue
            with pytest.raises(UserError, match="“楼道”"):
                next_state(state, step, "black", "楼道")


def test_what_is_kept_of_people_is_told_and_ends(town: Town) -> None:
    person = town.person("高明月")
    honor_id = town.honor("red", title="好邻居", story="高明月送饺子。", person_id=person)
    notice_id = town.posted()
    mine = ObjectionDraft(notice_id, "收入不实。", TODAY, person)
    town.do(objecting.add_objection, mine, town.when())
    theirs = ObjectionDraft(notice_id, "不公平。", TODAY, None, "周某某", "13900001111")
    town.do(objecting.add_objection, theirs, town.when())
    section = town.read(personal_postings, person)
    assert [row[0] for row in section.rows] == ["对“关于临时救助的公示”的异议", "红榜"]
    with town.db.write() as session:
        session.execute(update(Objection).values(answered_on=TODAY, answer="已核实。"))
        keeper = StrangerKeeper(Objection)
        (due,) = keeper.due(session, date(2030, 1, 1))
        assert due.title == "异议 示〔2026〕001"
        keeper.discard(session, [due.id])
        assert keeper.due(session, date(2030, 1, 1)) == []
        PostingKeeper().forget(session, person)
        row = session.get_one(HonorEntry, honor_id)
        assert (row.about, row.story, row.person_id) == ("已匿名", "", None)
        kept = {one.objector for one in session.query(Objection)}
        assert kept == {"已匿名"}
        assert "高明月" not in str([one for one in session.execute(_ALL_ACTS)])


def test_the_check_counts_what_should_not_be(town: Town) -> None:
    town.published(person_id=town.person("张桂花"))
    town.posted()
    assert all(one.count == 0 for one in town.read(posting_checks.problems))
    with town.db.write() as session:
        session.execute(
            update(HonorEntry).values(
                story="张桂花，电话13712345521", shown="3-2-501", approved_by=""
            )
        )
        search.remove(session, "notice", [1])
    found = {one.rule: one.count for one in town.read(posting_checks.problems) if one.count}
    assert found == {
        "honor.approval": 1, "honor.consent": 1, "honor.black": 1, "posting.number": 1,
        "search.postings": 1,
    }  # fmt: skip


def test_what_is_posted_is_found(town: Town) -> None:
    town.posted(title="关于北门道路硬化的公示")
    town.honor("red", title="拾金不昧")
    with town.db.read() as session:
        assert [hit.kind for hit in search.search(session, "bmdl")] == ["notice"]
        assert [hit.kind for hit in search.search(session, "拾金")] == ["honor"]
        assert [hit.number for hit in search.search(session, "示〔2026〕001")] == ["示〔2026〕001"]


from sqlalchemy import text  # noqa: E402

_ALL_ACTS = text("SELECT images, detail FROM governance_action WHERE subject = 'honor_entry'")
