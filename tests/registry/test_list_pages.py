"""名单统计: filters, kept lists, columns, export, rosters; figures that open their people."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.progress import Cancelled, Silent
from gridhall.db.database import Database
from gridhall.demo.filling import Filler
from gridhall.papers import queries as papers
from gridhall.qt.context import Context
from gridhall.registry.dialogs.list_columns import ColumnsSheet
from gridhall.registry.dialogs.list_export import ExportSheet
from gridhall.registry.dialogs.list_roster import RosterSheet
from gridhall.registry.dialogs.list_saving import SaveSheet
from gridhall.registry.documents.issuing import Wish, make_rosters
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.models import PersonEvent
from gridhall.registry.pages.rolls import FIGURES, RollsPage
from gridhall.registry.queries.lists import names_of_places, saved_lists
from gridhall.registry.rules.lists import Wanted
from tests.audit import Dress, audit, dressed
from tests.factories import TODAY, FakeDesk
from tests.modal import answer

__all__ = ["dressed"]
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, context: Context, dressed: Dress, db: Database) -> Iterator[RollsPage]:
    """The page on a fictional hall of 300 people."""
    dressed()
    with db.write() as session:
        Filler(session, 300, 3, TODAY).fill(Silent(), 600)
    window = QWidget()
    qtbot.addWidget(window)
    made = RollsPage(context)
    made.setParent(window)
    window.resize(1366, 640)
    made.resize(1366, 640)
    window.show()
    made.show()
    _settled(qtbot, made)
    yield made
    made.lists.model.show_ids(made.lists.model.ids[:0])


def _settled(qtbot: QtBot, page: RollsPage) -> None:
    """Until what is asked for has arrived."""
    lists = page.lists
    qtbot.waitUntil(lambda: not lists.filters._pause.isActive())
    qtbot.waitUntil(lambda: lists.ui.countLabel.text() != "")
    lists._context.jobs.start(lambda _: None, done=lambda _: None, failed=_never)
    turns: list[int] = []
    lists._context.jobs.start(lambda _: None, done=lambda _: turns.append(1), failed=_never)
    qtbot.waitUntil(lambda: bool(turns))


def _never(error: Exception) -> None:
    raise error


def _sheet(page: RollsPage, kind: type[Any]) -> Any:
    return next(one for one in page.window().findChildren(kind) if one.isVisible())


def test_everybody_is_listed_by_sound_and_enter_opens_the_card(
    qtbot: QtBot, page: RollsPage, desk: FakeDesk
) -> None:
    lists = page.lists
    assert lists.ui.countLabel.text() == "300 人"
    names = [lists.model.data(lists.model.index(at, 0)) for at in (0, 1, 299)]
    assert all(names)
    assert audit(page).problems == []
    lists.ui.listTable.setFocus()
    qtbot.keyClick(lists.ui.listTable, Key.Key_Return)
    assert desk.opened == [("resident", lists.model.ids[0])]


def test_filters_narrow_the_list_and_say_what_is_wrong(qtbot: QtBot, page: RollsPage) -> None:
    ui = page.lists.ui
    qtbot.keyClicks(ui.youngestEdit, "60")
    _settled(qtbot, page)
    found = len(page.lists.model.ids)
    assert 0 < found < 300
    assert ui.countLabel.text() == f"{found} 人"
    assert ui.wordsLabel.text() == "60 岁以上"
    qtbot.keyClicks(ui.oldestEdit, "50")
    qtbot.waitUntil(ui.banner.isVisible)
    assert ui.banner.text() == "年龄从 60 到 50 反了。请把小的写在前面。"
    assert len(page.lists.model.ids) == found  # what was found stays
    ui.youngestEdit.setText("六十")
    ui.youngestEdit.textEdited.emit("六十")
    qtbot.waitUntil(lambda: "要写数字" in ui.banner.text())
    ui.clearButton.click()
    _settled(qtbot, page)
    assert not ui.banner.isVisible()
    assert ui.countLabel.text() == "300 人"


def test_a_day_that_does_not_exist_is_told(qtbot: QtBot, page: RollsPage) -> None:
    ui = page.lists.ui
    ui.fromEdit.setText("2026-02-31")
    ui.fromEdit.textEdited.emit("2026-02-31")
    qtbot.waitUntil(ui.banner.isVisible)
    assert "2026-02-31”看不懂，或没有这一天" in ui.banner.text()


def test_nobody_fits_is_said_with_the_way_back(qtbot: QtBot, page: RollsPage) -> None:
    page.lists.show_wanted(Wanted(name="谁都不叫这个"))
    qtbot.waitUntil(page.lists.ui.empty.isVisible)
    assert not page.lists.export_button.isEnabled()
    page.lists.ui.empty.acted.emit()
    qtbot.waitUntil(lambda: len(page.lists.model.ids) == 300)


def test_a_list_is_kept_chosen_again_and_removed_with_a_way_back(
    qtbot: QtBot, page: RollsPage, db: Database, desk: FakeDesk
) -> None:
    lists = page.lists
    lists.show_wanted(Wanted(youngest=60, sexes=("2",)))
    _settled(qtbot, page)
    old = list(lists.model.ids)
    lists.show_columns(("name", "tags", "age"))
    lists.ui.saveButton.click()
    sheet = _sheet(page, SaveSheet)
    sheet.save()
    assert "请给这份名单起个名字" in sheet._note.text()
    sheet.name.setText("老年妇女")
    sheet.save()
    _settled(qtbot, page)
    assert desk.toasts == ["已存为常用名单“老年妇女”"]
    lists.clear()
    lists.show_columns(("name",))
    _settled(qtbot, page)
    lists.ui.savedCombo.setCurrentIndex(1)
    _settled(qtbot, page)
    assert list(lists.model.ids) == old
    assert lists.columns == ("name", "tags", "age")
    lists.ui.saveButton.click()
    sheet = _sheet(page, SaveSheet)
    assert sheet.name.text() == "老年妇女"
    answer(lambda asked: asked.reject())
    sheet.save()
    assert sheet.isVisible()  # another name is wanted instead
    sheet.reject()
    lists.ui.removeButton.click()
    assert desk.toasts[-1] == "已删常用名单“老年妇女”"
    with db.read() as session:
        assert saved_lists(session) == []
    desk.undos[-1]()
    with db.read() as session:
        assert [one.name for one in saved_lists(session)] == ["老年妇女"]


def test_columns_are_ticked_and_moved(qtbot: QtBot, page: RollsPage) -> None:
    page.lists.columns_button.click()
    sheet: ColumnsSheet = _sheet(page, ColumnsSheet)
    qtbot.keyClick(sheet.list, Key.Key_Space)
    assert "name" not in sheet.ticked()
    qtbot.keyClick(sheet.list, Key.Key_Space)
    sheet.list.shift(1)
    assert sheet.ticked()[:2] == ("sex", "name")
    sheet.list.tick([])
    sheet._take()
    assert "至少选一列" in sheet._note.text()
    sheet.list.tick(["workplace", "name"])
    sheet._take()
    shown = [column.heading for column in page.lists.model.columns]
    assert shown == ["姓名", "服务处所"]


def test_a_counter_exports_masked_only(qtbot: QtBot, page: RollsPage, tmp_path: Path) -> None:
    class Here:
        def to_save(self, _parent: QWidget, proposed: str) -> Path:
            assert proposed == "名单 2026-11-24.xlsx"
            return tmp_path / "out.xlsx"

    page.lists.export_button.click()
    _sheet(page, ExportSheet).reject()
    takeout = lists_takeout(page)
    sheet = ExportSheet(page.lists._context, page, takeout, Here())  # type: ignore[arg-type]
    sheet.show()
    assert not sheet.whole.isEnabled()
    assert sheet.whole.text() == "带完整号码（请主管登录）"
    sheet.export_button.click()
    assert "请写明查看原因" in sheet.strip.text()
    sheet.reason.setText("街道要的名单")
    sheet.export_button.click()
    qtbot.waitUntil((tmp_path / "out.xlsx").exists)
    qtbot.waitUntil(lambda: bool(page.lists._context.desk.toasts))  # type: ignore[attr-defined]
    told = page.lists._context.desk.toasts  # type: ignore[attr-defined]
    assert told == ["已导出 300 人到“out.xlsx”"]


def lists_takeout(page: RollsPage) -> Any:
    from gridhall.registry.service.lists import Takeout

    return Takeout(page.lists.wanted, page.lists.model.ids, page.lists.columns)


def test_a_supervisor_has_to_say_why(qtbot: QtBot, page: RollsPage, supervisor: Clerk) -> None:
    context = page.lists._context
    context.clerk = supervisor
    sheet = ExportSheet(context, page, lists_takeout(page))
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.whole.click()
    sheet.export_button.click()
    assert "请写明查看原因" in sheet.strip.text()


def test_a_roster_of_one_building_is_previewed(
    qtbot: QtBot, page: RollsPage, desk: FakeDesk, db: Database
) -> None:
    page.lists.print_button.click()
    sheet: RosterSheet = _sheet(page, RosterSheet)
    sheet.print_button.click()
    assert sheet.strip.text() == "请先勾上要打印的楼栋。"
    with db.read() as session:
        building = next(iter(names_of_places(session, page.lists._context.clerk).buildings))
    sheet.list.tick([building])
    sheet.print_button.click()
    assert "请写明用途" in sheet.strip.text()
    sheet.purpose.setText("入户走访")
    sheet.print_button.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with db.read() as session:
        (paper,) = papers.papers(session)
        said = session.scalars(select(AuditEntry).where(AuditEntry.action == "list.print")).one()
    assert (paper.kind, paper.id) == ("roster", desk.previewed[0])
    assert "入户走访" in said.detail


def test_rosters_stopped_in_the_middle_keep_what_is_made(
    page: RollsPage, db: Database, clerk: Clerk
) -> None:
    class Stopping:
        def report(self, done: int, total: int) -> None:
            if done == 2:
                raise Cancelled

    with db.read() as session:
        names = names_of_places(session, clerk)
    some = list(names.buildings)[:4]
    keys = [f"key-{one}" for one in some]
    by = At(db, clerk, page.lists._context.hall, TODAY)
    wish = Wish(Wanted(), some, names, "走访", keys)
    made, empty = make_rosters(by, wish, Stopping())
    assert len(made) + len(empty) == 2
    again, _ = make_rosters(by, wish, Silent())
    assert again[: len(made)] == made  # pressing again makes no second paper
    wish = Wish(Wanted(name="谁都不叫这个"), some[:1], names, "走访", ["other"])
    assert make_rosters(by, wish, Silent()) == ([], [names.buildings[some[0]]])


def test_those_gone_have_no_roster(qtbot: QtBot, page: RollsPage, desk: FakeDesk) -> None:
    page.lists.acts.print_rosters(Wanted(status="left"))
    assert "花名册按楼栋打印在册的人" in desk.errors[0]


def test_a_click_on_a_bar_lists_exactly_these_people(qtbot: QtBot, page: RollsPage) -> None:
    page.show_half(FIGURES)
    figures = page.figures
    qtbot.waitUntil(lambda: figures.made is not None and figures.made.name == "ages")
    assert audit(figures).problems == []
    chart = figures.chart
    row = next(at for at, bar in enumerate(chart.bars) if bar.values[1] > 3)
    place = QPointF(chart.width() * 0.6, chart._strip(row).center().y()).toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    _settled(qtbot, page)
    assert page.switch.current() == 0
    count = chart.bars[row].values[1]
    assert len(page.lists.model.ids) == count
    assert page.lists.ui.countLabel.text() == f"{count} 人"
    assert page.lists.ui.wordsLabel.text().startswith(f"年龄金字塔：{chart.bars[row].label} — ")
    assert page.lists.ui.sexCombo.currentText() == "女"


def test_the_keys_open_a_bar_and_a_cell_too(qtbot: QtBot, page: RollsPage) -> None:
    page.show_half(FIGURES)
    figures = page.figures
    figures.show_figure("education")
    qtbot.waitUntil(lambda: figures.made is not None and figures.made.name == "education")
    asked: list[tuple[Wanted, str]] = []
    figures.people_wanted.connect(lambda *said: asked.append(said))
    qtbot.keyClick(figures.chart, Key.Key_Down)
    assert figures.chart.accessibleDescription().endswith(" 人")
    qtbot.keyClick(figures.chart, Key.Key_Return)
    assert figures.made is not None
    assert asked[0] == (figures.made.rows[1].lists[0], f"文化程度：{figures.made.rows[1].label}")
    _settled(qtbot, page)
    assert len(page.lists.model.ids) == figures.made.rows[1].values[0]
    page.show_half(FIGURES)
    figures._open_cell(2, 1)
    _settled(qtbot, page)
    assert len(page.lists.model.ids) == figures.made.rows[2].values[0]


def test_a_month_lists_those_who_came(qtbot: QtBot, page: RollsPage, db: Database) -> None:
    with db.read() as session:
        came = session.scalars(
            select(PersonEvent.person_id).where(PersonEvent.happened_on >= date(2026, 10, 1))
        ).all()
    page.show_half(FIGURES)
    page.figures.show_figure("months")
    qtbot.waitUntil(lambda: page.figures.made is not None and page.figures.made.name == "months")
    made = page.figures.made
    assert made is not None
    assert sum(row.values[1] + row.values[2] for row in made.rows[-2:]) <= len(came) + 1
    page.figures._open_bar(len(made.rows) - 2, 1)
    _settled(qtbot, page)
    assert len(page.lists.model.ids) == made.rows[-2].values[1] + made.rows[-2].values[2]


def test_a_figure_is_printed_as_at_a_day(
    qtbot: QtBot, page: RollsPage, desk: FakeDesk, db: Database
) -> None:
    page.show_half(FIGURES)
    page.figures.ui.asAtEdit.set_value(date(2020, 1, 1))
    qtbot.waitUntil(
        lambda: page.figures.made is not None and page.figures.made.as_at == date(2020, 1, 1)
    )
    page.figures.print_button.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with db.read() as session:
        assert papers.papers(session)[0].kind == "statistics"


@pytest.mark.parametrize(("mode", "percent"), [("light", 150), ("dark", 100)])
def test_nothing_is_clipped(
    qtbot: QtBot, page: RollsPage, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    from gridhall.qt.scaling import refit

    refit(page)
    page.show_for_width(1366 * 100 // percent)
    for half in (0, 1):
        page.show_half(half)
        _settled(qtbot, page)
        assert audit(page).problems == []
    page.show_half(0)
    narrow = percent > 100
    assert page.lists.filter_button.isHidden() != narrow
    assert page.lists.ui.filterCard.isHidden() == narrow
    if narrow:
        page.lists.filter_button.click()
        assert page.lists.ui.filterCard.isVisible()
        assert audit(page).problems == []
        page.lists.ui.backButton.click()
        assert page.lists.ui.listCard.isVisible()


def test_a_desk_left_on_overnight_shows_the_new_day(qtbot: QtBot, page: RollsPage) -> None:
    context = page.lists._context
    tomorrow = date(2026, 11, 25)
    context.today = lambda: tomorrow
    page.lists.refresh()
    _settled(qtbot, page)
    assert page.lists.ui.asAtEdit.value() == tomorrow
    assert page.lists.wanted.as_at is None
    page.lists.show_wanted(Wanted(as_at=date(2026, 1, 1)))
    _settled(qtbot, page)
    assert page.lists.ui.wordsLabel.text() == "截至 2026-01-01"
    page.lists.refresh()
    assert page.lists.ui.asAtEdit.value() == date(2026, 1, 1)


def test_alt_t_goes_to_the_figures_and_back_with_the_keys(qtbot: QtBot, page: RollsPage) -> None:
    page.lists.ui.listTable.setFocus()
    for table in (page.figures.ui.figureTable, page.lists.ui.listTable):
        qtbot.keyClick(page, Key.Key_T, Qt.KeyboardModifier.AltModifier)
        assert table.hasFocus()
