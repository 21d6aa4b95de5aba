"""居民公约 by editions; 邻里报: whose turn it is, what is drawn in, what may no more change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.queries.bulletins import articles, bulletin, next_editor
from gridhall.opinions.queries.compacts import compact, compact_named, compacts, editions
from gridhall.opinions.rules.bulletins import (
    ArticleDraft,
    BulletinDraft,
    next_in_turn,
    quarter_days,
    quarter_of,
    quarters_around,
    say_quarter,
)
from gridhall.opinions.rules.compacts import (
    Adoption,
    CompactDraft,
    article_heading,
    articles_of,
    chinese_number,
)
from gridhall.opinions.service import bulletins
from gridhall.opinions.service import compacts as compacting
from gridhall.organisation.models import Organisation, PartyMember, PartyRelation
from tests.factories import NOW, TODAY, make_person
from tests.opinions.posting_hall import DAY, Town, town

__all__ = ["town"]
LINES = "一、不停放车辆占道\n第二条 文明养犬\n3. 邻里互助\n（4）垃圾分类\n\n爱护绿地"


def draft(**more: object) -> CompactDraft:
    said = {"title": "御景小区居民公约", "articles": LINES, "compound_id": 1}
    return CompactDraft(**(said | more))  # type: ignore[arg-type]


def test_articles_lose_the_numbers_that_were_typed() -> None:
    assert articles_of(LINES) == [
        "不停放车辆占道", "文明养犬", "邻里互助", "垃圾分类", "爱护绿地",
    ]  # fmt: skip
    numbers = {1: "一", 10: "十", 12: "十二", 20: "二十", 34: "三十四", 60: "六十"}
    assert {n: chinese_number(n) for n in numbers} == numbers
    assert article_heading(11) == "第十一条"


def test_an_edition_is_adopted_and_ends_the_one_before(town: Town) -> None:
    first = town.do(compacting.save_compact, draft(request_key="a"), town.when()).row_id
    assert town.do(compacting.save_compact, draft(request_key="a"), town.when()).row_id == first
    with pytest.raises(UserError, match="还在征求意见，请接着改那一版"):
        town.do(compacting.save_compact, draft(), town.when())
    ten = TODAY - 10 * DAY
    town.do(compacting.adopt_compact, first, Adoption(ten, "居民会议表决通过"), town.when())
    row = town.read(compact, first)
    assert (row.state, row.edition, row.where) == ("in_force", 1, "御景小区")
    change = draft(compact_id=first, version=row.version)
    with pytest.raises(UserError, match="请“拟新版”，再表决"):
        town.do(compacting.save_compact, change, town.when())
    second = town.do(compacting.save_compact, draft(articles="文明养犬"), town.when()).row_id
    for adoption, sentence in (
        (Adoption(TODAY, " "), "请写怎么通过的"),
        (Adoption(TODAY + DAY, "居民会议"), "不能晚于今天"),
        (Adoption(ten - DAY, "居民会议"), "新版不会更早"),
    ):
        with pytest.raises(UserError, match=sentence):
            town.do(compacting.adopt_compact, second, adoption, town.when())
    done = town.do(compacting.adopt_compact, second, Adoption(TODAY, "居民会议"), town.when())
    assert [one.state for one in town.read(editions, 1)] == ["in_force", "ended"]
    assert town.read(compact, first).ended_on == TODAY
    assert town.read(compact_named, "御景小区") == second
    town.do(take_back, done.action_id)
    assert [one.state for one in town.read(editions, 1)] == ["draft", "in_force"]
    with pytest.raises(UserError, match="还没有通过"):
        town.do(compacting.end_compact, second, TODAY, town.when())
    town.do(compacting.end_compact, first, TODAY, town.when())
    assert [one.id for one in town.read(compacts)] == [second]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": ""}, "请填写名称"),
        ({"articles": " \n "}, "一行一条"),
        ({"articles": "\n".join("条" * 3 for _ in range(61))}, "条文最多 60 条"),
        ({"articles": "好\n" + "长" * 301}, "第二条有 301 个字"),
        ({"compound_id": 77}, "没有这个小区"),
    ],
)
def test_what_is_refused_of_a_compact(town: Town, more: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        town.do(compacting.save_compact, draft(**more), town.when())


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)))
def test_a_quarter_is_three_months(day: date) -> None:
    quarter = quarter_of(day)
    first, last = quarter_days(quarter)
    assert first <= day <= last
    assert quarter_of(last + timedelta(days=1)) != quarter
    assert {quarter_of(first), quarter_of(last)} == {quarter}
    assert quarters_around(day)[1] == quarter
    assert say_quarter(quarter).startswith(f"{day.year}年第")


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=12), st.permutations(list("甲乙丙丁")))
def test_whoever_wrote_longest_ago_writes_next(past: list[str], members: list[str]) -> None:
    turn = next_in_turn(members, past)
    never = [one for one in members if one not in past]
    if never:
        assert turn == never[0]
    else:
        latest = {one: past.index(one) for one in members}
        assert latest[turn] == max(latest.values())
    assert next_in_turn([], past) == ""


def test_the_branch_takes_turns(town: Town) -> None:
    with town.db.write() as session:
        branch = Organisation(name="御景小区党支部", kind="branch")
        session.add(branch)
        session.flush()
        for name in ("甲一", "乙二"):
            person = make_person(session, name)
            member = PartyMember(person_id=person.id)
            session.add(member)
            session.flush()
            relation = PartyRelation(
                member_id=member.id,
                organisation_id=branch.id,
                kind="member",
                since=date(2020, 1, 1),
                recorded_at=NOW,
                clerk_name="王芳",
            )
            session.add(relation)
        owner = branch.id
    turns = []
    for quarter in ("2026Q2", "2026Q3", "2026Q4"):
        turn = town.read(next_editor, owner, "睦邻报", TODAY)
        turns.append(turn)
        town.do(bulletins.save_bulletin, BulletinDraft("睦邻报", quarter, turn, owner), town.when())
    assert turns == ["甲一", "乙二", "甲一"]


@pytest.fixture
def paper(town: Town) -> int:
    draft_ = BulletinDraft("睦邻报", "2026Q4", "张桂花", None, 8)
    return int(town.do(bulletins.save_bulletin, draft_, town.when()).row_id)


def test_papers_are_counted_and_none_is_made_twice(town: Town, paper: int) -> None:
    for draft_, sentence in (
        (BulletinDraft("睦邻报", "2026Q4", "王"), "已经有了，请打开那一期"),
        (BulletinDraft("", "2026Q4", "王"), "请填写报名"),
        (BulletinDraft("睦邻报", "2026", "王"), "请选哪一季度"),
        (BulletinDraft("睦邻报", "2027Q1", ""), "请写本期由谁执笔"),
        (BulletinDraft("睦邻报", "2027Q1", "王", None, 0), "期号要在"),
    ):
        with pytest.raises(UserError, match=sentence):
            town.do(bulletins.save_bulletin, draft_, town.when())
    again = BulletinDraft("睦邻报", "2027Q1", "李建军")
    following = town.do(bulletins.save_bulletin, again, town.when()).row_id
    assert town.read(bulletin, following).ordinal == 9


def test_red_and_black_are_drawn_in_once_and_only_approved(town: Town, paper: int) -> None:
    with pytest.raises(UserError, match="没有可引入的红黑榜"):
        town.do(bulletins.draw_honors, paper, town.when())
    agreed = {"about": "赵强", "consent_on": TODAY}
    town.published("red", title="拾金不昧", story="赵强拾到钱包。", **agreed)
    town.published()
    town.honor("red", title="还是草稿")
    old = TODAY - 120 * DAY
    town.published("red", title="上一季度", happened_on=old)
    done = town.do(bulletins.draw_honors, paper, town.when())
    rows = town.read(articles, paper)
    assert [(row.kind, row.title) for row in rows] == [
        ("red", "拾金不昧"), ("black", "楼道堆放杂物"),
    ]  # fmt: skip
    assert (rows[0].body, rows[1].body[:5]) == ("赵强拾到钱包。", "某住户：楼")
    with pytest.raises(UserError, match="没有可引入的红黑榜"):
        town.do(bulletins.draw_honors, paper, town.when())
    kept = ArticleDraft(
        paper, "red", "拾金不昧", "赵强拾到钱包，等候失主。", article_id=rows[0].id,
        version=rows[0].version,
    )  # fmt: skip
    town.do(bulletins.save_article, kept, town.when())
    assert "赵强拾到" in town.read(articles, paper)[0].body
    with pytest.raises(UserError, match="之后又办了"):
        town.do(take_back, done.action_id)


def test_articles_move_go_and_are_fixed_once_out(town: Town, paper: int) -> None:
    with pytest.raises(UserError, match="还没有稿子，不能印发"):
        town.do(bulletins.publish_bulletin, paper, town.when())
    for title in ("一", "二", "三"):
        one = ArticleDraft(paper, "news", title, "张桂花家的事。", "赵强")
        town.do(bulletins.save_article, one, town.when())
    rows = town.read(articles, paper)
    assert {(row.body, row.author) for row in rows} == {("张*花家的事。", "赵*")}
    town.do(bulletins.move_article, rows[2].id, -1, town.when())
    assert [row.title for row in town.read(articles, paper)] == ["一", "三", "二"]
    with pytest.raises(UserError, match="最前"):
        town.do(bulletins.move_article, rows[0].id, -1, town.when())
    gone = town.do(bulletins.remove_article, rows[0].id, town.when())
    assert len(town.read(articles, paper)) == 2
    town.do(take_back, gone.action_id)
    assert len(town.read(articles, paper)) == 3
    late = ArticleDraft(paper, "news", "一", "改", article_id=rows[0].id, version=99)
    with pytest.raises(UserError, match="别处刚改过"):
        town.do(bulletins.save_article, late, town.when())
    town.do(bulletins.publish_bulletin, paper, town.when())
    more = ArticleDraft(paper, "news", "四", "晚了。")
    with pytest.raises(UserError, match="已经印发，不能再改"):
        town.do(bulletins.save_article, more, town.when())


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"kind": "x"}, "请选放在哪个栏目"),
        ({"title": ""}, "请填写标题"),
        ({"body": ""}, "请填写正文"),
        ({"body": "长" * 3001}, "正文最长 3000 个字"),
    ],
)
def test_what_is_refused_of_an_article(
    town: Town, paper: int, more: dict[str, object], sentence: str
) -> None:
    said = {"bulletin_id": paper, "kind": "news", "title": "一", "body": "内容"}
    with pytest.raises(UserError, match=sentence):
        town.do(bulletins.save_article, ArticleDraft(**(said | more)), town.when())  # type: ignore[arg-type]
