"""公示: words hidden, days counted in, a photo first, objections answered, no quiet undoing."""

from datetime import timedelta

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.settings import Governance
from gridhall.issues.service.settings import set_governance
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.columns.postings import TODO, lines
from gridhall.opinions.queries.posting_board import postings as board
from gridhall.opinions.queries.posting_board import todo
from gridhall.opinions.queries.postings import notice, notice_named, objections, open_objections
from gridhall.opinions.rules.postings import Answer, NoticeDraft, ObjectionDraft
from gridhall.opinions.service import objections as objecting
from gridhall.opinions.service import postings as service
from gridhall.organisation.rules.seats import Unconfirmed
from gridhall.registry.rules.privacy import ConsentDraft
from gridhall.registry.service.privacy import give_consent
from tests.factories import TODAY
from tests.opinions.posting_hall import DAY, NUMBER, PHONE, Town, town

__all__ = ["town"]


def test_what_is_typed_is_hidden_before_it_is_kept(town: Town) -> None:
    notice_id = town.notice(
        title="关于张桂花等2户救助的公示",
        body=f"张桂花（{NUMBER}），电话{PHONE}，住御景小区3-2-501。\n高明月，拟救助1500元。",
    )
    row = town.read(notice, notice_id)
    assert row.title == "关于张*花等2户救助的公示"
    assert row.body == "张*花〔略〕，电话137****5521，住御景小区3号楼。\n高*月，拟救助1500元。"
    assert (row.state, row.number) == ("draft", "示〔2026〕001")
    assert town.read(notice_named, " 示[2026]001 ") == notice_id


def test_a_name_stands_whole_with_consent_only(town: Town, clerk: Clerk) -> None:
    person_id = town.person("高明月")
    draft = ConsentDraft("publication", "高明月", TODAY)
    town.do(give_consent, person_id, draft, TODAY)
    row = town.read(notice, town.notice(body="高明月、张桂花拟评为好邻居。"))
    assert row.body == "高明月、张*花拟评为好邻居。"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": " "}, "请填写标题"),
        ({"body": ""}, "请填写正文"),
        ({"place": ""}, "请写贴在哪里"),
        ({"kind": "x"}, "请从列表里选公示类别"),
        ({"posted_to": TODAY - DAY}, "截止日期不能早于开始日期"),
        ({"posted_to": TODAY + 400 * DAY}, "公示最长 366 天"),
        ({"phone": "13912345678"}, "不写个人手机号"),
        ({"contact": "张桂花"}, "联系人不写全名"),
        ({"body": "字" * 4001}, "正文最长 4000 个字"),
        ({"compound_id": 99}, "没有这个小区"),
    ],
)
def test_what_is_refused_says_what_to_do(
    town: Town, more: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        town.notice(**more)


def test_two_characters_that_may_be_a_name_are_asked_about(town: Town) -> None:
    body = "昨天下午赵强清扫了楼道。"
    with pytest.raises(Unconfirmed, match="“赵强”也是登记在册的姓名"):
        town.notice(body=body)
    assert town.read(notice, town.notice(body=body, vouched=True)).body == body


def test_a_sheet_counts_from_its_photo_and_hangs_its_days(town: Town) -> None:
    notice_id = town.notice()
    with pytest.raises(UserError, match="还没有贴出来的照片"):
        town.do(service.post_notice, notice_id, town.when())
    town.photo("public_notice", notice_id)
    with pytest.raises(UserError, match="2026-11-26 才贴就不满 7 天"):
        town.do(service.post_notice, notice_id, town.when(2))
    town.do(service.post_notice, notice_id, town.when())
    row = town.read(notice, notice_id)
    assert (row.days, row.posted_to, row.down_on) == (7, TODAY + 6 * DAY, TODAY + 7 * DAY)
    for day, words in ((0, "第 1/7 天"), (6, "第 7/7 天"), (7, "今天该撤下"), (9, "撤下超期 2 天")):
        assert row.due(TODAY + day * DAY)[0] == words
    with pytest.raises(UserError, match="当天算在内"):
        town.do(service.take_down, notice_id, town.when(6))
    town.do(service.take_down, notice_id, town.when(7))
    assert town.read(notice, notice_id).state == "taken_down"
    with pytest.raises(UserError, match="已经撤下，不用撤下"):
        town.do(service.take_down, notice_id, town.when(8))


def test_the_day_it_comes_down_is_told(town: Town) -> None:
    notice_id = town.posted()
    assert town.read(todo, TODAY + 6 * DAY) == []
    (one,) = town.read(todo, TODAY + 7 * DAY)
    assert (one.key, one.words) == (("notice", notice_id), "公示“关于临时救助的公示”今天该撤下")
    told = town.read(board, TODAY + 8 * DAY)
    (line,) = lines(told, TODO, TODAY + 8 * DAY)
    assert (line.when, line.tone) == ("撤下超期 1 天", "red")
    late = town.notice(1)
    assert [one.key for one in town.read(todo, TODAY + 3 * DAY)] == [("notice", late)]


def test_what_hangs_is_withdrawn_with_a_reason_and_never_undone(town: Town) -> None:
    notice_id = town.notice()
    with pytest.raises(UserError, match="请写为什么撤回"):
        town.do(service.withdraw_notice, notice_id, " ", town.when())
    town.photo("public_notice", notice_id)
    done = town.do(service.post_notice, notice_id, town.when())
    with pytest.raises(UserError, match="请用“撤回公示”写明原因"):
        town.do(take_back, done.action_id)
    row = town.read(notice, notice_id)
    draft = NoticeDraft(
        row.kind, "另一个标题", row.body, row.place, row.posted_from, row.posted_to,
        notice_id=row.id, version=row.version,
    )  # fmt: skip
    with pytest.raises(UserError, match="单子上的字不能再改"):
        town.do(service.save_notice, draft, town.when())
    town.do(service.withdraw_notice, notice_id, "名单有误", town.when())
    assert (town.read(notice, notice_id).state, town.read(notice, notice_id).why) == (
        "withdrawn", "名单有误",
    )  # fmt: skip


def test_a_draft_is_taken_back_and_an_old_form_refused(town: Town) -> None:
    said = {"kind": "affairs", "title": "公开", "body": "内容", "place": "栏"}
    draft = NoticeDraft(**said, posted_from=TODAY, posted_to=TODAY, request_key="k")
    done = town.do(service.save_notice, draft, town.when())
    assert town.do(service.save_notice, draft, town.when()).row_id == done.row_id
    row = town.read(notice, done.row_id)
    change = NoticeDraft(
        **(said | {"body": "改过"}), posted_from=TODAY, posted_to=TODAY, notice_id=row.id,
        version=row.version,
    )  # fmt: skip
    town.do(service.save_notice, change, town.when())
    with pytest.raises(UserError, match="王芳刚改过"):
        town.do(service.save_notice, change, town.when())
    changed = town.read(todo, TODAY)
    assert len(changed) == 1
    with pytest.raises(UserError, match="之后又办了修改公示"):
        town.do(take_back, done.action_id)


def test_an_objection_is_answered_within_the_halls_working_days(
    town: Town, db: Database, supervisor: Clerk
) -> None:
    waiting = town.notice()
    with pytest.raises(UserError, match="还没有贴出"):
        town.do(objecting.add_objection, ObjectionDraft(waiting, "不符合", TODAY), town.when())
    notice_id = town.posted()
    for raised, sentence in ((TODAY + DAY, "不能晚于今天"), (TODAY - DAY, "才贴出")):
        with pytest.raises(UserError, match=sentence):
            draft = ObjectionDraft(notice_id, "不符合", raised)
            town.do(objecting.add_objection, draft, town.when())
    person = town.person("张桂花")
    draft = ObjectionDraft(notice_id, "收入不实，请核实。", TODAY, person, request_key="o")
    done = town.do(objecting.add_objection, draft, town.when())
    assert town.do(objecting.add_objection, draft, town.when()).action_id == done.action_id
    (row,) = town.read(open_objections)
    assert row.answer_by == town.when().calendar.add_working_days(TODAY, 5).day
    assert (row.objector, row.masked_phone) == ("张桂花", "137****5521")
    assert row.due(row.answer_by)[0] == "今天答复"
    assert row.due(row.answer_by + DAY) == ("答复超期 1 天", "red")
    with pytest.raises(UserError, match="请写答复"):
        town.do(objecting.answer_objection, row.id, Answer("好", False, TODAY), town.when())
    told = Answer("经核实，收入符合条件。", False, TODAY)
    answered = town.do(objecting.answer_objection, row.id, told, town.when())
    with pytest.raises(UserError, match="已经答复"):
        town.do(objecting.answer_objection, row.id, told, town.when())
    town.do(take_back, answered.action_id)
    assert [one.is_open for one in town.read(objections, notice_id)] == [True]
    with db.write() as session:
        chosen = governance(session)
        assert chosen == Governance()
        set_governance(session, supervisor, Governance(objection_days=2))
    anonymous = ObjectionDraft(notice_id, "楼道也要修。", TODAY)
    town.do(objecting.add_objection, anonymous, town.when())
    latest = town.read(objections, notice_id)[-1]
    assert (latest.who, latest.answer_by) == ("没有留名", TODAY + timedelta(days=2))
