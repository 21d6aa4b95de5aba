"""The one search finds organisations and units, and follows every act, taken back or not."""

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.organisation.queries.tree import organisation
from gridhall.organisation.rules.drafts import OrganisationDraft
from gridhall.organisation.rules.units import UnitDraft
from gridhall.organisation.service.tree import change, dissolve, merge, move, take_back
from gridhall.organisation.service.units import end_unit, save_unit
from gridhall.search.queries import find
from tests.factories import TODAY, FakeDesk
from tests.organisation.tree_hall import ADMIN, make_tree

if TYPE_CHECKING:
    from gridhall.qt.context import Context


def _hits(session: Session, words: str) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.title, hit.detail) for hit in find(session, words)]


@pytest.mark.parametrize("words", ["御景小区党支部", "yjxqdzb", "御景小区"])
def test_found_by_name_and_initials_with_what_it_is(db: Database, words: str) -> None:
    with db.write() as session:
        make_tree(session)
        hits = _hits(session, words)
    assert ("organisation", "御景小区党支部", "党支部 · 龙腾社区党委") in hits


def test_every_act_and_its_taking_back_is_followed(db: Database) -> None:
    with db.write() as session:
        hall = make_tree(session)
        row = organisation(session, hall.branch)
        draft = OrganisationDraft("翠湖小区党支部", "branch", None, 3, "翠湖支部", row.founded_on)
        renamed = change(session, ADMIN, hall.branch, draft, row.version, TODAY)
        assert not _hits(session, "御景小区党支部")
        assert _hits(session, "chzb") == [
            ("organisation", "翠湖小区党支部", "党支部 · 龙腾社区党委")
        ]
        assert _hits(session, "3号楼党小组")[0][2] == "党小组 · 翠湖小区党支部"
        moved = move(session, ADMIN, [hall.branch], hall.sunset, TODAY, TODAY)
        assert _hits(session, "翠湖支部")[0][2] == "党支部 · 霞光社区党委"
        take_back(session, ADMIN, moved, TODAY)
        take_back(session, ADMIN, renamed, TODAY)
        assert _hits(session, "御景小区党支部")[0][2] == "党支部 · 龙腾社区党委"
        assert not _hits(session, "翠湖支部")


def test_what_ended_is_found_no_more_until_it_is_taken_back(db: Database) -> None:
    with db.write() as session:
        hall = make_tree(session)
        ended = dissolve(session, ADMIN, hall.home, TODAY, TODAY)
        assert not _hits(session, "中心户 3-1-202")
        take_back(session, ADMIN, ended, TODAY)
        assert _hits(session, "中心户 3-1-202")
        merge(session, ADMIN, [hall.dragon], hall.sunset, TODAY, TODAY)
        assert not _hits(session, "龙腾社区党委")
        assert _hits(session, "御景小区党支部")[0][2] == "党支部 · 霞光社区党委"


def test_units_are_found_by_code_and_contact_s_phone(db: Database, supervisor: Clerk) -> None:
    draft = UnitDraft("区税务局", "both", "91350100M000100Y43", contact="李强", phone="13812347740")
    with db.write() as session:
        unit = save_unit(session, supervisor, draft, TODAY).row_id
        assert [one[:2] for one in _hits(session, "91350100M000100Y43")] == [("unit", "区税务局")]
        assert [one[:2] for one in _hits(session, "13812347740")] == [("unit", "区税务局")]
        end_unit(session, supervisor, unit, TODAY, TODAY)
        assert not _hits(session, "区税务局")


def test_a_rebuild_makes_the_same_index(db: Database) -> None:
    with db.write() as session:
        make_tree(session)
        before = _hits(session, "党")
        search.rebuild(session, parts.entries(session))
        assert before
        assert sorted(_hits(session, "党")) == sorted(before)


def test_enter_on_what_was_found_opens_the_tree(context: "Context", desk: FakeDesk) -> None:
    from gridhall.app.finding import Finder

    with context.db.write() as session:
        hall = make_tree(session)
    finder = Finder(context)
    choice = next(one for one in finder.find("yjxqdzb") if one.group == "组织")
    finder.open(choice.key)
    assert desk.opened == [("organisation", hall.branch)]
