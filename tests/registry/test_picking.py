"""查居民's filters: 人户分离 and the tags, whom they keep, who may use them; the line of pills."""

from datetime import date
from random import Random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.models import PersonPlace
from gridhall.registry.pages.residents import ResidentsPage
from gridhall.registry.queries import Which, picking
from gridhall.registry.queries.separation import survey
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.service.tags import set_tag
from tests.audit import Dress, audit, dressed
from tests.factories import NOW, TODAY, make_family, make_household, make_person
from tests.registry.separation_crowd import many_stories

__all__ = ["dressed"]


@pytest.mark.parametrize("seed", range(2))
def test_whoever_counts_as_separated_is_kept(
    db: Database, clerk: Clerk, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "_BLOCK", 7)
    monkeypatch.setattr(picking, "HITS", 1000)
    with db.write() as session:
        many_stories(session, Random(seed))
    with db.read() as session:
        kept = [row.id for row in picking.recent(session, clerk, Which.APART, TODAY)]
        assert kept == sorted(kept, reverse=True)
        assert len(kept) == survey(session, TODAY).people() > 20


def _tag(db: Database, clerk: Clerk, people: list[int], tag: str) -> None:
    with db.write() as session:
        for person_id in people:
            set_tag(session, clerk, person_id, TagDraft(tag), TODAY)


def test_no_more_than_a_screenful_is_shown(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        ids = [make_person(session, f"周{n}", phone="").id for n in range(60)]
    _tag(db, clerk, ids, "living_alone")
    with db.read() as session:
        found = [row.id for row in picking.recent(session, clerk, Which.CARE, TODAY)]
        assert found == ids[:-51:-1]
        typed = picking.found(session, clerk, "周59", Which.CARE, TODAY)
        assert [row.name for row in typed] == ["周59"]
        assert picking.found(session, clerk, "周59", Which.APART, TODAY) == []


def test_a_sensitive_tag_keeps_nobody_for_who_may_not_know(
    db: Database, supervisor: Clerk, clerk: Clerk, family: int
) -> None:
    _tag(db, supervisor, [family], "disabled")
    with db.read() as session:
        for which in (Which.DISABLED, Which.CARE):
            assert len(picking.recent(session, supervisor, which, TODAY)) == 1
            assert picking.recent(session, clerk, which, TODAY) == []
        assert Which.DISABLED in picking.offered(session, supervisor)
        assert list(picking.offered(session, clerk)) == [Which.CARE]


@pytest.fixture
def family(db: Database) -> int:
    """张桂花's family from outside, and 陈默, registered here and living elsewhere; 陈默's id."""
    with db.write() as session:
        make_family(session)
        away = make_person(session, "陈默", sex="1")
        make_household(session, [(away, "02")], "御景小区 5-1-1202")
        place = PersonPlace(person_id=away.id, aspect="residence", since=date(2025, 1, 1))
        place.recorded_at, place.clerk_name, place.address = NOW, "王芳", "昆明市"
        session.add(place)
        return away.id


@pytest.fixture
def page(qtbot: QtBot, context: Context, dressed: Dress, family: int) -> ResidentsPage:
    dressed("light", 100)
    made = ResidentsPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _words(page: ResidentsPage) -> dict[str, tuple[str, str]]:
    choices = page.ui.searchBox.list.offers.choices
    return {one.title.partition("　")[0]: (one.right, one.tone) for one in choices}


def test_the_rows_say_who_is_separated(page: ResidentsPage) -> None:
    assert _words(page)["陈默"] == ("人户分离", "amber")
    assert _words(page)["张桂花"] == ("外地户籍", "purple")


def test_a_pill_keeps_those_separated_and_the_menu_offers_the_rest(page: ResidentsPage) -> None:
    pills = page.picks.pills
    assert pills.titles() == ["全部", "人户分离", "60 岁以上", "党员", "更多 ▾"]
    pills.chosen.emit(1)
    assert "陈默" in _words(page)
    entries = [one.text() for one in page.picks.menu().actions()]
    assert entries == ["重点关注", "外地户籍", "未入户"]  # 残疾 is not a counter's to know
    page.picks.menu().actions()[1].trigger()
    assert len(_words(page)) == 4
    assert (pills.titles()[-1], pills.current()) == ("外地户籍 ▾", 4)
    page.picks.menu().actions()[2].trigger()
    assert _words(page) == {}
    pills.chosen.emit(0)
    assert (pills.titles()[-1], pills.current(), len(_words(page))) == ("更多 ▾", 0, 5)
    assert audit(page).problems == []


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1366, 768), 150)])
def test_the_pills_stand_in_one_line(
    page: ResidentsPage, size: tuple[int, int], percent: int, dressed: Dress
) -> None:
    dressed("light", percent)
    page.resize(*size)
    page.show_for_width(size[0] * 100 // percent)
    page.picks.choose(Which.OUTSIDE)
    QApplication.processEvents()
    assert page.picks.pills.sizeHint().width() <= page.ui.searchBox.width()
    assert page.picks.pills.geometry().right() <= page.picks.rect().right()
