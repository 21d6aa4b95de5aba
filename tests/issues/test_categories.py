"""The categories and whistles that ship, what typing finds, and the hall's own changes to them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.models import IssueCategory, WhistleRule
from gridhall.issues.queries.categories import categories, leaves, rules, standing_rules
from gridhall.issues.rules.categories import CategoryDraft, RuleDraft, suggested
from gridhall.issues.service.categories import (
    add_category,
    change_category,
    end_category,
    move_category,
)
from gridhall.issues.service.install import (
    install_governance,
    ready_governance,
    shipped_groups,
    shipped_rules,
)
from gridhall.issues.service.rules_of_whistle import add_rule, change_rule, end_rule
from gridhall.issues.service.taking_back import take_back
from tests.factories import TODAY


@pytest.fixture
def session(db: Database, administrator: Clerk) -> Iterator[Session]:
    with db.write() as session:
        install_governance(session, administrator)
        yield session


def found(session: Session, typed: str) -> list[str]:
    return [one.name for one in suggested(typed, leaves(session))]


def test_sixty_nine_categories_ship_in_two_levels(session: Session) -> None:
    rows = leaves(session)
    assert len(rows) == 69  # S1: 69 类
    assert len({row.code for row in rows}) == len({row.name for row in rows}) == 69
    assert len({row.group for row in rows}) == 10
    assert all(row.code[:2].isdigit() and len(row.code) == 4 and row.words for row in rows)
    assert {row.size for row in rows} == {"trivial", "minor", "major"}


def test_the_five_whistles_of_the_article_ship(session: Session) -> None:
    pairs = [(row.blower, row.responder) for row in standing_rules(session)]
    assert pairs == [
        ("群众", "党员（民警）"),
        ("社区党组织", "网格部门"),
        ("镇（街道）党委", "辖区单位"),
        ("警情", "公安"),
        ("天眼", "平安"),
    ]


def test_a_new_hall_has_them_and_installing_again_adds_nothing(
    db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        parts.seed(session, administrator)
        assert len(leaves(session)) == 69
        assert install_governance(session, administrator) == 0


def test_an_old_hall_gets_them_when_they_are_wanted(db: Database, clerk: Clerk) -> None:
    ready_governance(db, clerk)
    ready_governance(db, clerk)
    with db.read() as session:
        assert len(leaves(session)) == 69
        assert len(rules(session)) == len(shipped_rules()) == 5
        logged = session.scalars(select(AuditEntry.action)).all()
    assert logged == ["issue.category"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("漏水", "房屋漏水"),
        ("路灯", "路灯照明"),
        ("ldzm", "路灯照明"),
        ("ldzm", "楼道照明"),
        ("0302", "路灯照明"),
        ("养狗", "养犬"),
        ("水管爆裂", "供水"),
        ("3号楼门口的路灯坏了好几天", "路灯照明"),
        ("有人在楼道里给电动车充电，电瓶上楼", "电动车入户充电"),
        ("mj", "单元门与门禁"),
    ],
)
def test_typing_what_residents_say_finds_the_category(
    session: Session, typed: str, name: str
) -> None:
    assert name in found(session, typed)[:3]


def test_what_nobody_says_finds_nothing(session: Session) -> None:
    assert found(session, "") == found(session, "   ") == []
    assert found(session, "今天天气很好") == []
    assert found(session, "zzzz") == found(session, "9999") == []


def test_every_word_that_ships_finds_its_own_category(session: Session) -> None:
    for row in leaves(session):
        for word in (row.name, *row.words.split()):
            assert row.name in found(session, word), (word, row.name)


def test_a_category_is_added_renamed_ended_and_all_of_it_taken_back(
    session: Session, supervisor: Clerk
) -> None:
    group = next(row for row in categories(session) if row.name == "道路交通")
    added = add_category(session, supervisor, CategoryDraft("校车  停靠", group.id, "校车、接送"))
    row = session.get_one(IssueCategory, added.row_id)
    assert (row.code, row.name, row.words) == ("0308", "校车 停靠", "校车 接送")
    assert found(session, "接送") == ["校车 停靠"]
    changed = change_category(
        session, supervisor, row.id, CategoryDraft("校车", group.id, "接送", "trivial"), row.version
    )
    ended = end_category(session, supervisor, row.id, TODAY)
    assert len(leaves(session)) == 69
    assert found(session, "接送") == []
    for done in (ended, changed, added):
        take_back(session, supervisor, done.action_id)
    assert session.get(IssueCategory, added.row_id) is None


def test_a_new_group_takes_the_next_code_and_ending_it_ends_its_leaves(
    session: Session, supervisor: Clerk
) -> None:
    group = add_category(session, supervisor, CategoryDraft("文明养成"))
    add_category(session, supervisor, CategoryDraft("乱扔烟头", group.row_id))
    assert session.get_one(IssueCategory, group.row_id).code == "11"
    assert leaves(session)[-1].code == "1101"
    end_category(session, supervisor, group.row_id, TODAY)
    assert len(leaves(session)) == 69


def test_a_leaf_moves_up_and_down_and_into_another_group(
    session: Session, supervisor: Clerk
) -> None:
    roads = [row for row in leaves(session) if row.group == "道路交通"]
    move_category(session, supervisor, roads[1].id, -1)
    assert next(row.name for row in leaves(session) if row.group == "道路交通") == roads[1].name
    move_category(session, supervisor, roads[1].id, -9)
    group = next(row for row in categories(session) if row.name == "安全隐患")
    row = session.get_one(IssueCategory, roads[1].id)
    draft = CategoryDraft(row.name, group.id, row.words, row.size)
    change_category(session, supervisor, row.id, draft, row.version)
    assert [row.name for row in leaves(session) if row.group == "安全隐患"][-1] == roads[1].name


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (CategoryDraft(""), "1 到 30 个字"),
        (CategoryDraft("路灯照明"), "已经有“路灯照明”"),
        (CategoryDraft("新类", words=" ".join(f"说法{n}" for n in range(60))), "最多 200 个字"),
        (CategoryDraft("新类", size="huge"), "琐事、小事还是大事"),
    ],
)
def test_a_wrong_category_is_refused_in_a_sentence(
    session: Session, supervisor: Clerk, draft: CategoryDraft, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        add_category(session, supervisor, draft)


def test_a_leaf_below_a_leaf_a_stale_form_and_a_counter_clerk_are_refused(
    session: Session, supervisor: Clerk, clerk: Clerk
) -> None:
    leaf = leaves(session)[0]
    with pytest.raises(UserError, match="不能再分"):
        add_category(session, supervisor, CategoryDraft("更细", leaf.id))
    with pytest.raises(UserError, match="小类要属于一个大类"):
        change_category(session, supervisor, leaf.id, CategoryDraft("升级", None), leaf.version)
    with pytest.raises(UserError, match="别处刚改过"):
        draft = CategoryDraft("旧表", leaf.group_id)
        change_category(session, supervisor, leaf.id, draft, leaf.version - 1)
    with pytest.raises(UserError, match="主管"):
        add_category(session, clerk, CategoryDraft("自己加"))


def test_the_matrix_is_the_halls_own(session: Session, supervisor: Clerk) -> None:
    added = add_rule(session, supervisor, RuleDraft("楼栋长", "物业企业", 1, 2))
    row = session.get_one(WhistleRule, added.row_id)
    change_rule(session, supervisor, row.id, RuleDraft("楼栋长", "物业企业", 1, 3), row.version)
    assert standing_rules(session)[-1].report_days == 3
    ended = end_rule(session, supervisor, row.id, TODAY)
    assert len(standing_rules(session)) == 5
    take_back(session, supervisor, ended.action_id)
    assert len(standing_rules(session)) == 6
    install_governance(session, supervisor)
    assert len(rules(session)) == 6  # what the hall made of the matrix stays


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (RuleDraft("", "公安"), "谁吹哨要 1 到 30 个字"),
        (RuleDraft("警情", "公安"), "已经有“警情吹哨、公安报到”"),
        (RuleDraft("居民", "物业", 9), "四类响应"),
        (RuleDraft("居民", "物业", 1, 0), "1 到 250 个工作日"),
    ],
)
def test_a_wrong_rule_is_refused_in_a_sentence(
    session: Session, supervisor: Clerk, draft: RuleDraft, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        add_rule(session, supervisor, draft)


def test_the_shipped_words_fit_their_columns() -> None:
    for group in shipped_groups():
        for leaf in group["leaves"]:
            assert len(leaf["words"]) <= 200
            assert len(leaf["name"]) <= 30
