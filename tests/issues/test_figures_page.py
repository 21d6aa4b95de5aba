"""吹哨统计 over the ledger: what is drawn, what opens behind a number, what goes out."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook

from gridhall.core.clerk import Clerk
from gridhall.issues.dialogs.figures import BehindSheet, DefinitionsSheet, NoteSheet
from gridhall.issues.pages.figures import HEAT, SCORES, SPLIT, FiguresSheet
from gridhall.issues.queries.scores import unit_scores
from gridhall.papers.models import Paper
from gridhall.qt.context import Context
from tests.factories import TODAY, FakeDesk
from tests.issues.many import make_many
from tests.issues.test_figures import seed
from tests.modal import answer, opened, window

__all__ = ["window"]


class SaveHere:
    """The system's dialog, answered."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def to_save(self, _parent: QWidget, _proposed: str) -> Path:
        return self.path


@pytest.fixture
def sheet(
    qtbot: QtBot, window: QWidget, context: Context, administrator: Clerk, tmp_path: Path
) -> FiguresSheet:
    with context.db.write() as session:
        seed(session, administrator)
        make_many(session, 95)
    files: Any = SaveHere(tmp_path / "out.xlsx")
    made = opened(qtbot, FiguresSheet(window, context, files))
    qtbot.waitUntil(lambda: made.funnel.made is not None)
    found: FiguresSheet = made
    return found


def settle(qtbot: QtBot, sheet: FiguresSheet, place: int) -> None:
    sheet.show_view(place)
    views = (sheet.funnel, sheet.split, sheet.heat, sheet.scores)
    qtbot.waitUntil(lambda: views[place].made is not None)


def test_the_funnel_is_drawn_and_a_bar_opens_its_issues(
    qtbot: QtBot, sheet: FiguresSheet, desk: FakeDesk
) -> None:
    made = sheet.funnel.made
    assert made is not None
    assert [bar.values[0] for bar in sheet.funnel.chart.bars[:4]] == list(made.funnel)
    assert made.funnel[0] == 95
    seen: list[int] = []

    def look(behind: BehindSheet) -> None:
        qtbot.waitUntil(lambda: bool(behind.model.rows))
        seen.append(len(behind.model.rows))
        qtbot.mouseClick(behind.open_button, Qt.MouseButton.LeftButton)

    answer(look)
    sheet.funnel.chart.setFocus()
    sheet.funnel.chart.choose(1)
    qtbot.keyClick(sheet.funnel.chart, Qt.Key.Key_Return)
    assert seen == [made.funnel[1]]
    assert desk.opened[0][0] == "issue"


def test_a_cell_of_the_table_opens_its_own_issues(qtbot: QtBot, sheet: FiguresSheet) -> None:
    settle(qtbot, sheet, SPLIT)
    sheet.split.by.setCurrentIndex(sheet.split.by.findData("grid"))
    qtbot.waitUntil(lambda: _split_by(sheet) == "grid")
    assert sheet.split.made is not None
    row = sheet.split.made.rows[0]
    seen: list[tuple[str, int]] = []

    def look(behind: BehindSheet) -> None:
        qtbot.waitUntil(lambda: bool(behind.model.rows))
        seen.append((behind.title.text(), len(behind.model.rows)))

    answer(look)
    sheet.split.table.clicked.emit(sheet.split.table.model().index(1, 4))
    assert seen == [(f"{row.line.label}：解决", row.numbers["solved"])]


def _split_by(sheet: FiguresSheet) -> str:
    return "" if sheet.split.made is None else sheet.split.made.asked.by


def test_every_building_is_a_tile_that_opens_its_issues(qtbot: QtBot, sheet: FiguresSheet) -> None:
    settle(qtbot, sheet, HEAT)
    heat = sheet.heat.made
    assert heat is not None
    (row,) = heat.rows
    assert (row.collected, len(row.cells)) == (95, 3)
    seen: list[int] = []

    def look(behind: BehindSheet) -> None:
        qtbot.waitUntil(lambda: bool(behind.model.rows))
        seen.append(len(behind.model.rows))

    answer(look)
    sheet.heat.map.setFocus()
    qtbot.keyClick(sheet.heat.map, Qt.Key.Key_Right)
    qtbot.keyClick(sheet.heat.map, Qt.Key.Key_Return)
    assert sheet.heat.map.current() == (0, 1)
    assert seen == [row.cells[1].collected]


def test_points_by_hand_are_a_supervisors_and_taken_back(
    qtbot: QtBot, window: QWidget, sheet: FiguresSheet, supervisor: Clerk, desk: FakeDesk
) -> None:
    settle(qtbot, sheet, SCORES)
    assert not sheet.note_button.isVisible()  # a counter clerk
    sheet.context.clerk = supervisor
    settle(qtbot, sheet, SCORES)
    assert sheet.note_button.isVisible()

    def write(note: NoteSheet) -> None:
        note.points.setValue(7)
        note.reason.setText("配合夜间排涝")
        qtbot.mouseClick(note.save_button, Qt.MouseButton.LeftButton)

    answer(write)
    chosen = sheet.scores.table.current()
    qtbot.mouseClick(sheet.note_button, Qt.MouseButton.LeftButton)
    assert desk.toasts == [f"已记下：{chosen.name} +7 分"]
    assert _points(sheet, chosen.name) == chosen.points + 7
    desk.undos[0]()
    assert _points(sheet, chosen.name) == chosen.points


def _points(sheet: FiguresSheet, name: str) -> int:
    with sheet.context.db.read() as session:
        span = sheet.period.span()
        row = unit_scores(session, span, TODAY).row(name)
    assert row is not None
    return row.points


def test_what_is_on_show_goes_out_as_paper_and_as_workbook(
    qtbot: QtBot, sheet: FiguresSheet, desk: FakeDesk, tmp_path: Path
) -> None:
    for place in range(4):
        settle(qtbot, sheet, place)
        qtbot.mouseClick(sheet.print_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda many=place + 1: len(desk.previewed) == many)
    with sheet.context.db.read() as session:
        kinds = [session.get_one(Paper, one).kind for one in desk.previewed]
    assert kinds == ["issue-figures"] * 3 + ["unit-scores"]
    qtbot.mouseClick(sheet.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.toasts))
    book = load_workbook(str(tmp_path / "out.xlsx"))
    assert book.sheet_names == ["量化考核", "每一分的依据", "分怎么来的"]
    points = [row[-1] for row in book.get_sheet_by_index(0).to_python()[1:]]
    behind = [row[3] for row in book.get_sheet_by_index(1).to_python()[1:]]
    assert sum(map(float, points)) == sum(map(float, behind))


def test_what_each_number_means_is_one_key_away(qtbot: QtBot, sheet: FiguresSheet) -> None:
    seen: list[str] = []
    answer(lambda said: seen.append(type(said).__name__))
    qtbot.mouseClick(sheet.said_button, Qt.MouseButton.LeftButton)
    assert seen == [DefinitionsSheet.__name__]


def test_days_the_wrong_way_round_are_said_and_keep_the_last_figures(
    qtbot: QtBot, sheet: FiguresSheet
) -> None:
    before = sheet.funnel.made
    sheet.period.usual.setCurrentIndex(sheet.period.usual.count() - 1)
    sheet.period.first.set_value(TODAY)
    sheet.period.last.set_value(TODAY.replace(year=2020))
    assert "请把两个日期对调" in sheet.banner.text()
    assert before is not None
