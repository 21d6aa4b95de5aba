"""人户分离 at the desk: the work list, one person's facts, a place noted, the list printed."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.app.rest import registry_tab
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers import queries as papers
from gridhall.papers.models import Paper
from gridhall.qt.context import Context
from gridhall.qt.scaling import fit
from gridhall.qt.sub_views import SubViews
from gridhall.registry.dialogs.place import ELSEWHERE, EndPropertyDialog, PlaceDialog
from gridhall.registry.documents.call_on import MOST, CallOn, call_on_list, call_on_order
from gridhall.registry.pages.separation import SeparationPage
from gridhall.registry.queries import separation
from gridhall.registry.queries.separated import SeparatedRow
from gridhall.registry.queries.standings import places_of
from gridhall.registry.service.places_of_people import PlaceDraft, set_residence
from tests.audit import Dress, audit, dressed
from tests.conftest import HALL
from tests.factories import TODAY, FakeDesk, make_dwelling, make_grid, make_household, make_person

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
LONG_AGO = date(2025, 3, 1)
KUNMING = "昆明市盘龙区"


@pytest.fixture
def people(db: Database, clerk: Clerk) -> dict[str, int]:
    """In grid 1 one who is away, one from outside; in grid 2 one at home and one away lately."""
    with db.write() as session:
        make_dwelling(session, "御景小区 3-2-501", make_grid(session))
        make_dwelling(session, "御景小区 5-1-202", make_grid(session, "G02", "第2网格"))
        away, lodger = make_person(session), make_person(session, "李建军", hukou_kind="outside")
        make_household(session, [(away, "02")], "御景小区 3-2-501", established_on=LONG_AGO)
        make_household(session, [(lodger, "02")], "御景小区 3-2-502", established_on=LONG_AGO)
        home, lately = make_person(session, "王晓燕"), make_person(session, "欧阳小芳")
        make_household(session, [(home, "02"), (lately, "30")], "御景小区 5-1-202")
        for person, day in ((away, LONG_AGO), (lately, date(2026, 10, 1))):
            set_residence(session, clerk, PlaceDraft(person.id, day, address=KUNMING), TODAY)
        return {one.name: one.id for one in (away, lodger, home, lately)}


@pytest.fixture
def page(qtbot: QtBot, context: Context, people: dict[str, int]) -> Iterator[SeparationPage]:
    made = SeparationPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.survey is not None)
    return made


def names(page: SeparationPage) -> list[str]:
    rows = [page.model.row_at(at) for at in range(page.model.rowCount())]
    return [row.name for row in rows if row is not None]


def choose(qtbot: QtBot, page: SeparationPage, pill: int) -> None:
    page.ui.pills.choose(pill)
    page.ui.pills.chosen.emit(pill)
    _settle(qtbot, page)


def _settle(qtbot: QtBot, page: SeparationPage) -> None:
    with qtbot.waitSignal(page.counted):
        page._relist()


def dialog_of(page: SeparationPage, kind: type[QDialog]) -> QDialog:
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_list_by_state_grid_and_time(qtbot: QtBot, page: SeparationPage) -> None:
    assert names(page) == ["张桂花", "李建军"]
    assert page.ui.pills.titles() == [
        "全部分离 2",
        "户在人不在 1",
        "人在户不在 1",
        "房在户不在 0",
        "房在人不在 0",
        "人户一致 1",
        "待核 0",
    ]
    choose(qtbot, page, 2)
    assert names(page) == ["李建军"]
    choose(qtbot, page, 5)
    assert names(page) == ["王晓燕"]
    choose(qtbot, page, 0)
    page.ui.lastingBox.setCurrentIndex(1)
    _settle(qtbot, page)
    assert names(page) == ["欧阳小芳"]
    page.ui.gridBox.setCurrentIndex(1)
    _settle(qtbot, page)
    assert names(page) == []
    assert page.ui.listStack.currentWidget() is page.ui.empty
    assert page.ui.buildingBox.count() == 2


def test_a_persons_three_facts(qtbot: QtBot, page: SeparationPage, people: dict[str, int]) -> None:
    page.ui.table.choose(people["张桂花"])
    qtbot.waitUntil(lambda: page.panel.ui.nameLabel.text() == "张桂花")
    ui = page.panel.ui
    assert ui.hukouLabel.text() == "本地户籍"
    assert ui.livingLabel.text() == f"住在辖区外：{KUNMING}"
    assert ui.livingSince.text() == "2025-03-01 起"
    assert ui.owningLabel.text() == "没有登记房产"
    assert ui.sinceLabel.text() == "2025-03-01 起 · 1 年 8 个月"


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    page: SeparationPage,
    people: dict[str, int],
    dressed: Dress,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    page.show_for_width(1366 * 100 // percent)
    fit(page)
    qtbot.wait(20)
    assert audit(page).problems == []
    for aspect in ("residence", "property"):
        sheet = PlaceDialog(page, page._context, (people["张桂花"], "张桂花"), aspect)
        sheet.open()
        qtbot.wait(20)
        assert audit(sheet).problems == []
        sheet.reject()


def test_a_residence_is_noted_and_taken_back(
    qtbot: QtBot, page: SeparationPage, people: dict[str, int], desk: FakeDesk, db: Database
) -> None:
    page.ui.table.choose(people["李建军"])
    qtbot.waitUntil(lambda: page.panel.ui.nameLabel.text() == "李建军")
    page.panel.ui.residenceButton.click()
    dialog = dialog_of(page, PlaceDialog)
    assert isinstance(dialog, PlaceDialog)
    assert dialog.where.current() == ELSEWHERE
    dialog._save()
    assert "请选辖区内的房屋，或者写清外面的地址" in dialog.banner.text()
    dialog.address.setText(KUNMING)
    dialog.since.set_value(LONG_AGO)
    with qtbot.waitSignal(page.counted):
        dialog._save()
    assert desk.toasts == ["已登记现住地：李建军"]
    with db.read() as session:
        found = separation.state_of(session, people["李建军"], TODAY)
        assert found is not None
        assert found.state == "elsewhere"
    with qtbot.waitSignal(page.counted):
        desk.undos[0]()
    with db.read() as session:
        assert places_of(session, people["李建军"]) == []


def test_a_property_is_noted_by_its_door_and_ended(
    qtbot: QtBot, page: SeparationPage, people: dict[str, int], db: Database
) -> None:
    page.ui.table.choose(people["李建军"])
    qtbot.waitUntil(lambda: page.panel.ui.nameLabel.text() == "李建军")
    page.panel.ui.propertyButton.click()
    dialog = dialog_of(page, PlaceDialog)
    assert isinstance(dialog, PlaceDialog)
    dialog.door.setText("御景小区 9-1-301")
    assert dialog._door.note.text() == "还没有这处房屋，保存时添上 御景小区 9-1-301"
    dialog.since.set_value(LONG_AGO)
    with qtbot.waitSignal(page.counted):
        dialog._save()
    qtbot.waitUntil(lambda: page.panel.ui.owningLabel.text() == "名下登记了 1 处")
    with db.read() as session:
        place = places_of(session, people["李建军"])[0]
    page.panel.ended_wanted.emit(place)
    ending = dialog_of(page, EndPropertyDialog)
    assert isinstance(ending, EndPropertyDialog)
    ending.day.set_value(LONG_AGO)
    ending._save()
    assert "转让日期要晚于这一天" in ending.banner.text()
    ending.day.set_value(TODAY)
    with qtbot.waitSignal(page.counted):
        ending._save()
    with db.read() as session:
        assert places_of(session, people["李建军"])[0].until == TODAY


def test_the_call_on_list_is_issued_and_previewed(
    qtbot: QtBot, page: SeparationPage, desk: FakeDesk, db: Database
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with db.read() as session:
        paper = session.scalars(select(Paper)).one()
        pdf = papers.pdf_of(session, paper.id)
    assert (paper.kind, paper.title) == ("call-on-list", "走访名单")
    with pdfplumber.open(BytesIO(pdf)) as found:
        words = "".join(one.extract_text() for one in found.pages)
    for said in ("走访名单", "第1网格", "御景小区3-2-501", "张桂花", "137****5521", "户在人不在"):
        assert said in words.replace(" ", "")
    assert "13712345521" not in words
    choose(qtbot, page, 3)
    page.print_list()
    assert desk.errors == ["名单是空的，没有要走访的人。换一个状态、网格或楼栋再打印"]


def test_the_switch_says_how_many_wait(
    qtbot: QtBot, context: Context, people: dict[str, int]
) -> None:
    views = registry_tab(context)
    assert isinstance(views, SubViews)
    qtbot.addWidget(views)
    views.resize(1366, 640)
    with qtbot.waitExposed(views):
        views.show()
    page = views.go("人户分离")
    qtbot.waitUntil(lambda: "人户分离 2" in views.segments.titles())
    assert isinstance(page, SeparationPage)
    assert page.person_on_show() == people["张桂花"]


def test_one_pane_where_it_is_narrow(qtbot: QtBot, page: SeparationPage) -> None:
    page.show_for_width(910)
    assert page.ui.pills.titles()[0] == "全部分离"
    assert not page.ui.sideCard.isVisible()
    page.ui.table.setFocus()
    qtbot.keyClick(page.ui.table, Qt.Key.Key_Return)
    assert page.ui.sideCard.isVisible()
    assert not page.ui.listCard.isVisible()
    page.panel.ui.backButton.click()
    assert page.ui.listCard.isVisible()


def test_enter_opens_the_resident(
    qtbot: QtBot, page: SeparationPage, desk: FakeDesk, people: dict[str, int]
) -> None:
    page.ui.table.choose_first()
    qtbot.keyClick(page.ui.table, Qt.Key.Key_Return)
    assert desk.opened == [("resident", people["张桂花"])]


def _row(at: int, grid: str) -> SeparatedRow:
    return SeparatedRow(
        at, f"某{at}", "1", None, "户主", "", f"{at:06}", "property_only", None, True, "", grid
    )


def test_every_grid_has_its_own_sheet() -> None:
    rows = [_row(1, "第1网格"), _row(2, ""), _row(3, "第1网格")]
    wanted = CallOn(rows, "全部", TODAY, "grid", 0, 3)
    with pdfplumber.open(BytesIO(call_on_list(wanted, HALL, "访字1号", None))) as found:
        pages = [one.extract_text() for one in found.pages]
    assert len(pages) == 2
    assert "某1" in pages[0]
    assert "某3" in pages[0]
    assert "未划网格" in pages[1]


def test_a_list_nobody_could_walk_is_refused() -> None:
    with pytest.raises(UserError, match=f"名单有 501 人，一次最多打印 {MOST} 人"):
        call_on_order(CallOn([], "全部", TODAY, "grid", 0, 501), HALL, "k")


def test_the_same_list_of_the_same_day_is_one_paper() -> None:
    wanted = CallOn([_row(1, "第1网格")], "全部", TODAY, "grid", 0, 1)
    first, again = (call_on_order(wanted, HALL, key).content_sha256 for key in ("a", "b"))
    assert first == again
