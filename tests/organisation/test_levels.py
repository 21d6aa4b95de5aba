"""The hall's picture of the tree: a setting, with the organisations following it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, OrganisationAction, Seat
from gridhall.organisation.queries.compounds import compound, compounds
from gridhall.organisation.queries.levels import level_counts, level_names, levels
from gridhall.organisation.queries.tree import last_act, organisation, tree
from gridhall.organisation.rules.levels import PICTURES, Level
from gridhall.organisation.service import levels as service
from gridhall.organisation.service import tree as trees
from gridhall.organisation.service.compounds import CompoundDraft, change_compound
from gridhall.organisation.service.tree import OrganisationDraft
from tests.factories import TODAY, make_dwelling

SPRING = date(2026, 3, 1)


def _chain(session: Session, clerk: Clerk) -> list[int]:
    """One organisation at each of the five levels."""
    made: list[int] = []
    for level in PICTURES["compound"]:
        parent = made[-1] if made else None
        draft = OrganisationDraft(f"第{level.place}级", level.kind, parent, level.place)
        made.append(trees.found(session, clerk, draft, TODAY))
    return made


def test_a_new_organisation_has_the_seats_of_its_level(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        made = _chain(session, supervisor)
        titles = select(Seat.title).order_by(Seat.place)
        assert session.scalars(titles.where(Seat.organisation_id == made[2])).all() == [
            "secretary",
            "deputy_secretary",
            "member",
            "member",
        ]
        assert session.scalars(titles.where(Seat.organisation_id == made[4])).all() == [
            "center_household"
        ]


def test_the_two_pictures_and_one_of_three_levels(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        assert levels(session) == PICTURES["compound"]  # nothing was chosen yet
        made = _chain(session, administrator)
        service.switch_picture(session, administrator, "grid", TODAY)
        assert levels(session) == PICTURES["grid"]
        assert level_names(session)[4] == "楼院党小组"
        assert list(level_counts(session).values()) == [1] * 5
        service.remove_level(session, administrator, 1, TODAY)
        service.remove_level(session, administrator, 4, TODAY)
        assert [one.name for one in levels(session)] == ["社区党委", "网格党支部", "楼院党小组"]
        at = [tree(session).nodes[one].level for one in made]
        assert at == [None, 1, 2, 3, None]  # all are still there, two outside the picture
        service.switch_picture(session, administrator, "compound", TODAY)
        assert len(levels(session)) == 5


def test_a_level_added_in_the_middle_pushes_what_is_below(
    db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        made = _chain(session, administrator)
        row = organisation(session, made[2])
        draft = OrganisationDraft(row.name, row.kind, level=4, founded_on=None)
        trees.change(session, administrator, made[2], draft, row.version, TODAY)
        county = Level(1, "县委组织部", "party_work_committee")
        service.add_level(session, administrator, county, TODAY)
        assert [one.place for one in levels(session)] == [1, 2, 3, 4, 5, 6]
        assert [tree(session).nodes[one].level for one in made] == [2, 3, 5, 5, 6]
        assert tree(session, SPRING).nodes[made[2]].level == 4  # on past days too
        with pytest.raises(UserError, match="别处刚改过"):
            trees.change(session, administrator, made[0], draft, 1, TODAY)


def test_a_level_gets_another_name_and_other_seats(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        service.install_levels(session, administrator)
        service.install_levels(session, administrator)  # once
        new = Level(3, " 小区联合 党支部 ", "general_branch", ("secretary",), 4)
        service.change_level(session, administrator, new, TODAY)
        assert levels(session)[2] == new._replace(name="小区联合 党支部")
        said = session.scalars(
            select(AuditEntry.detail).where(AuditEntry.action == "organisation.levels")
        ).all()
        assert len(said) == 2
        assert "小区联合 党支部" in said[1]


def test_what_is_refused_of_levels(db: Database, supervisor: Clerk, administrator: Clerk) -> None:
    branch = PICTURES["compound"][2]
    with db.write() as session:
        with pytest.raises(UserError, match="改层级要管理员来做"):
            service.switch_picture(session, supervisor, "grid", TODAY)
        wrong = {
            "请填写层级名称": branch._replace(name=" "),
            "层级名称最长 30 个字": branch._replace(name="长" * 31),
            "请从列表里选这一级的组织类别": branch._replace(kind="shop"),
            "请写 1 以上的数": branch._replace(expected=0),
            "已经有一级叫“社区党委”": branch._replace(name="社区党委"),
            "没有这一级": branch._replace(place=9),
        }
        for sentence, level in wrong.items():
            with pytest.raises(UserError, match=sentence):
                service.change_level(session, administrator, level, TODAY)
        with pytest.raises(UserError, match="请放在第 1 到第 6 级"):
            service.add_level(session, administrator, Level(8, "八", "group"), TODAY)
        with pytest.raises(UserError, match="没有这种层级图"):
            service.switch_picture(session, administrator, "moon", TODAY)
        for _ in range(4):
            service.remove_level(session, administrator, 1, TODAY)
        with pytest.raises(UserError, match="至少要留一级"):
            service.remove_level(session, administrator, 1, TODAY)
        for place in range(2, 21):
            service.add_level(session, administrator, Level(place, f"{place}级", "group"), TODAY)
        with pytest.raises(UserError, match="层级最多 20 级"):
            service.add_level(session, administrator, Level(21, "21级", "group"), TODAY)


def test_a_change_of_levels_is_put_right_by_the_opposite(
    db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        made = _chain(session, administrator)
        founded = last_act(session, administrator.name)
        service.add_level(session, administrator, Level(3, "片区党总支", "general_branch"), TODAY)
        act = session.scalars(select(OrganisationAction).order_by(OrganisationAction.id.desc()))
        with pytest.raises(UserError, match="请在组织层级的设置里改回去"):
            trees.take_back(session, administrator, act.first().id, TODAY)  # type: ignore[union-attr]
        assert founded is not None
        with pytest.raises(UserError, match=r"之后又办了.*改层级"), session.begin_nested():
            trees.take_back(session, administrator, founded.id, TODAY)
        service.remove_level(session, administrator, 3, TODAY)
        trees.take_back(session, administrator, founded.id, TODAY)
        assert session.get_one(Organisation, made[4]).ended_on == TODAY


def test_a_compound_is_described_and_taken_back(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        make_dwelling(session)
        (row,) = compounds(session)
        draft = CompoundDraft("resettlement", "council", " 御景 物业公司 ", "0536-8888888", 2008)
        action = change_compound(session, supervisor, row.id, draft, TODAY)
        said = compound(session, row.id)
        assert (said.kind_name, said.body_name) == ("安置小区", "议事会")
        assert (said.property_company, said.built_year) == ("御景 物业公司", 2008)
        trees.take_back(session, supervisor, action, TODAY)
        assert compound(session, row.id) == row
        with pytest.raises(UserError, match="建成年份请写 1800 到 2026 之间"):
            change_compound(session, supervisor, row.id, CompoundDraft(built_year=3000), TODAY)
        with pytest.raises(UserError, match="还有 2 处要改：类别、自治组织"):
            change_compound(session, supervisor, row.id, CompoundDraft("villa", "king"), TODAY)
        with pytest.raises(UserError, match="物业公司最长 100 个字"):
            wrong = CompoundDraft(property_company="长" * 101)
            change_compound(session, supervisor, row.id, wrong, TODAY)
