import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gridhall.qt.charts import Bar, BarChart
from gridhall.qt.pick import PickCombo
from gridhall.qt.theme import current_theme
from gridhall.qt.ticks import TickTable
from tests.audit import Dress

Key = Qt.Key
BARS = [Bar("80–84 岁", (3, 5)), Bar("60–64 岁", (40, 80)), Bar("0–4 岁", (0, 20))]


@pytest.fixture
def chart(qtbot: QtBot, dressed: Dress) -> BarChart:
    dressed()
    made = BarChart()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show_bars("年龄金字塔", ("男", "女"), BARS, "人")
    made.show()
    return made


def _ink(image: QImage, place: QPoint) -> str:
    return image.pixelColor(place).name().upper()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_are_as_long_as_their_numbers_on_both_sides(
    chart: BarChart, dressed: Dress, mode: str
) -> None:
    dressed(mode, 100)
    image = chart.grab().toImage()
    men, women = chart._bar(1, 0), chart._bar(1, 1)
    assert women.width() == pytest.approx(2 * men.width(), rel=0.01)
    assert men.right() < chart.width() / 2 < women.left()
    assert _ink(image, men.center().toPoint()) == current_theme().hex("blue_bar")
    assert _ink(image, women.center().toPoint()) == current_theme().hex("purple_bar")
    nobody = chart._bar(2, 0)
    assert _ink(image, nobody.center().toPoint()) != current_theme().hex("blue_bar")


def test_keys_move_and_open_and_say_where_they_are(qtbot: QtBot, chart: BarChart) -> None:
    assert "3 条" in chart.accessibleName()
    for key in (Key.Key_Down, Key.Key_Left):
        qtbot.keyClick(chart, key)
    assert chart.accessibleDescription() == "60–64 岁 男 40 人"
    with qtbot.waitSignal(chart.picked) as told:
        qtbot.keyClick(chart, Key.Key_Return)
    assert told.args == [1, 0]
    qtbot.keyClick(chart, Key.Key_End)
    qtbot.keyClick(chart, Key.Key_Down)
    assert chart.current() == (2, 0)
    qtbot.keyClick(chart, Key.Key_Home)
    assert chart.current() == (0, 0)


def test_a_click_opens_the_side_it_is_on(qtbot: QtBot, chart: BarChart) -> None:
    for side, share in ((0, 0.4), (1, 0.6)):
        place = QPoint(int(chart.width() * share), int(chart._strip(1).center().y()))
        with qtbot.waitSignal(chart.picked) as told:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
        assert told.args == [1, side]


def test_one_series_grows_to_the_right_and_asks_for_its_room(chart: BarChart) -> None:
    bars = [Bar(f"{n}号楼", (n,)) for n in range(1, 61)]
    chart.show_bars("楼栋人口", ("人数",), bars, "人")
    assert chart.minimumHeight() > 60 * 24
    assert chart._bar(59, 0).width() == pytest.approx(2 * chart._bar(29, 0).width(), rel=0.01)
    assert chart.words(59, 0) == "60号楼 60 人"
    chart.show_bars("空", ("人数",), [], "人")
    chart.grab()
    assert chart.accessibleDescription() == ""


def test_a_list_of_boxes_is_ticked_by_space_click_and_ctrl_a(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    table = TickTable()
    qtbot.addWidget(table)
    table.show_choices([(n, f"{n}号楼") for n in range(1, 6)], [2])
    table.show()
    assert table.ticked() == [2]
    qtbot.keyClick(table, Key.Key_Space)
    assert table.ticked() == [1, 2]
    place = table.visualRect(table.model().index(3, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.ticked() == [1, 2, 4]
    table.shift(-1)
    assert table.ticked() == [1, 2, 4]
    assert [row.key for row in table.rows_model.rows] == [1, 2, 4, 3, 5]
    qtbot.keyClick(table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.ticked()) == 5
    qtbot.keyClick(table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.ticked() == []


def test_a_drop_down_keeps_its_choice_and_takes_a_set_of_its_own(
    qtbot: QtBot, dressed: Dress
) -> None:
    dressed()
    combo = PickCombo()
    qtbot.addWidget(combo)
    combo.set_choices([("不限", ()), ("男", ("1",)), ("女", ("2",))])
    combo.choose(("2",))
    combo.set_choices([("不限", ()), ("女", ("2",))])
    assert combo.chosen() == ("2",)
    combo.choose(("0", "9"), "不详")
    assert (combo.currentText(), combo.chosen(), combo.count()) == ("不详", ("0", "9"), 3)
    combo.choose(())
    assert (combo.currentText(), combo.count()) == ("不限", 2)
    combo.choose(("7",))
    assert combo.chosen() == ()
