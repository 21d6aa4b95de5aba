from datetime import date

import pytest
from sqlalchemy import select

from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry import service
from gridhall.registry.models import PersonEvent, PersonTag, RegisterAction, TagKind
from gridhall.registry.queries import tags as queries
from gridhall.registry.rules.tags import TagDraft, shipped_tags
from gridhall.registry.service import tags
from tests.factories import TODAY, make_person

OTHER = Clerk(9, "李敏", Role.COUNTER, "3号窗口")


@pytest.fixture
def who(db: Database) -> int:
    with db.write() as session:
        return make_person(session).id


def _names(db: Database, clerk: Clerk, who: int, day: date | None = None) -> list[str]:
    with db.read() as session:
        return [row.name for row in queries.tags_of(session, clerk, who, day)]


def test_a_tag_has_its_dates_and_ends_without_being_lost(
    db: Database, clerk: Clerk, who: int
) -> None:
    with db.write() as session:
        assert session.scalars(select(TagKind)).all() == []  # an older hall has none installed
        tags.set_tag(session, clerk, who, TagDraft("veteran", date(2020, 1, 1)), TODAY)
        assert tags.set_tag(session, clerk, who, TagDraft("veteran"), TODAY) is None
        row = session.scalars(select(PersonTag)).one()
        assert [one.code for one in session.scalars(select(TagKind))] == ["veteran"]
    with db.write() as session:
        tags.end_tag(session, clerk, row.id, date(2026, 5, 1), TODAY)
    assert _names(db, clerk, who) == []
    assert _names(db, clerk, who, date(2026, 4, 30)) == ["退役军人"]
    assert _names(db, clerk, who, date(2026, 5, 1)) == []
    with db.read() as session:
        assert session.scalars(queries.tagged(clerk, "veteran")).all() == []
        assert session.scalars(queries.tagged(clerk, "veteran", date(2021, 1, 1))).all() == [who]
        assert session.scalars(queries.tagged(clerk, "veteran", date(2019, 1, 1))).all() == []


def test_sensitive_tags_are_for_supervisors_and_whoever_noted_them(
    db: Database, clerk: Clerk, supervisor: Clerk, who: int
) -> None:
    with db.write() as session:
        tags.set_tag(session, clerk, who, TagDraft("disabled"), TODAY)
        told = session.scalars(select(PersonEvent.detail)).all()
        row = session.scalars(select(PersonTag)).one().id
    assert told == ["敏感标签"]  # everybody reads the history
    assert _names(db, clerk, who) == ["残疾"]
    assert _names(db, supervisor, who) == ["残疾"]
    assert _names(db, OTHER, who) == []
    with db.read() as session:
        assert session.scalars(queries.tagged(OTHER, "disabled")).all() == []
        assert session.scalars(queries.tagged(supervisor, "disabled")).all() == [who]
    with db.write() as session, pytest.raises(UserError, match="改这个标签要主管来做"):
        tags.end_tag(session, OTHER, row, TODAY, TODAY)


def test_setting_a_tag_is_taken_back_by_undo(db: Database, clerk: Clerk, who: int) -> None:
    with db.write() as session:
        action = tags.set_tag(session, clerk, who, TagDraft("volunteer"), TODAY)
        assert action is not None
        service.undo(session, clerk, action, "当场撤回", TODAY)
    assert _names(db, clerk, who) == []
    with db.read() as session:
        assert session.get_one(RegisterAction, action).undone_by is not None


def test_a_sensitive_tag_of_somebody_else_is_not_taken_back_at_the_counter(
    db: Database, clerk: Clerk, supervisor: Clerk, who: int
) -> None:
    with db.write() as session:
        action = tags.set_tag(session, supervisor, who, TagDraft("disabled"), TODAY)
        own = tags.set_tag(session, clerk, who, TagDraft("minimum_income"), TODAY)
        assert action is not None
        assert own is not None
    with db.write() as session, pytest.raises(UserError, match="撤回别人登记的敏感标签要主管来做"):
        service.undo(session, clerk, action, "不是我记的", TODAY)
    assert _names(db, supervisor, who) == ["残疾", "低保"]
    with db.write() as session:
        service.undo(session, clerk, own, "记错了", TODAY)
        service.undo(session, supervisor, action, "记错了", TODAY)
    assert _names(db, supervisor, who) == []


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (TagDraft("moon"), "没有这种标签"),
        (TagDraft("veteran", date(2026, 12, 1)), "还没有到"),
        (TagDraft("veteran", date(1950, 1, 1)), "早于出生日期 1959-03-12"),
        (TagDraft("veteran", None, "长" * 201), "备注最多 200 个字"),
    ],
)
def test_each_mistake_has_its_sentence(
    db: Database, clerk: Clerk, who: int, draft: TagDraft, sentence: str
) -> None:
    with db.write() as session, pytest.raises(UserError, match=sentence):
        tags.set_tag(session, clerk, who, draft, TODAY)


def test_the_dead_get_no_tags(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        gone = make_person(session, "赵贵和", status="died", died_on=date(2026, 11, 1)).id
    with db.write() as session, pytest.raises(UserError, match="已于 2026-11-01 去世，档案已冻结"):
        tags.set_tag(session, clerk, gone, TagDraft("veteran"), TODAY)


def test_the_hall_adds_its_own_and_retires_others(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        own = tags.add_kind(session, administrator, "养犬户", Role.SUPERVISOR)
        assert (own.sensitive, own.visible_to) == (True, "supervisor")
        with pytest.raises(UserError, match="已经有标签“养犬户”"):
            tags.add_kind(session, administrator, " 养犬户")
        with pytest.raises(UserError, match="添加标签种类要管理员来做"):
            tags.add_kind(session, clerk, "别的")
        from dataclasses import replace

        veteran = next(one for one in shipped_tags() if one.code == "veteran")
        tags.change_kind(session, administrator, replace(veteran, active=False))
    with db.read() as session:
        names = [one.name for one in queries.kinds(session)]
    assert "养犬户" in names
    assert "退役军人" not in names
    assert len(names) == len(shipped_tags())
