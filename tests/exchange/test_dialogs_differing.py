"""和大厅不同: the clerk sees what differs of people the hall knows, and chooses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from gridhall.exchange.dialogs.checking import _PILLS
from gridhall.registry.models import Person
from tests.exchange.hands import HEADINGS, Workbench, answer_with, workbench
from tests.exchange.workbooks import make_xlsx
from tests.factories import make_household, make_person

__all__ = ["workbench"]

Key, Held = Qt.Key, Qt.KeyboardModifier
DIFFERING = _PILLS.index("和大厅不同")


@pytest.fixture
def bench(workbench: Workbench, tmp_path: Path) -> Workbench:
    """Two people of the hall whose phones the ledger tells otherwise, one sex-checked name too."""
    with workbench.context.db.write() as session:
        zhang = make_person(session, "张桂花", phone="13700000001")
        wang = make_person(session, "王晓燕", phone="13700000002")
        make_household(session, [(zhang, "02"), (wang, "30")])
        numbers = [zhang.id_number, wang.id_number]
    ledger = make_xlsx(
        tmp_path / "ledger.xlsx",
        [
            HEADINGS,
            ["1", "张桂花", "户主", "女", numbers[0], "13800000001"],
            ["1", "王小燕", "女儿", "女", numbers[1], "13800000002"],
        ],
    )
    workbench.check(ledger)
    workbench.sheet.check_pane.pills.choose(DIFFERING)
    workbench.sheet.check_pane._show_rows()
    workbench.sheet.check_pane.differ.table.setFocus()
    return workbench


def shown(bench: Workbench) -> list[tuple[str, ...]]:
    model = bench.sheet.check_pane.differ.model
    return [
        (one.difference.name, one.difference.title, one.difference.told, one.choice)
        for one in model.rows
    ]


def phones(bench: Workbench) -> list[str]:
    with bench.context.db.read() as session:
        return list(session.scalars(select(Person.phone).order_by(Person.id)))


def test_each_difference_stands_beside_the_halls_value_masked(bench: Workbench) -> None:
    assert shown(bench) == [
        ("张桂花", "电话", "138****0001", "大厅不动"),
        ("王晓燕", "姓名", "王小燕", "大厅不动"),
        ("王晓燕", "电话", "138****0002", "大厅不动"),
    ]
    assert bench.sheet.act.text() == "导入"
    assert "大厅里“137****0001”，名册里“138****0001”" in bench.sheet.check_pane.detail.text()


def test_enter_takes_one_and_only_that_is_stored(bench: Workbench) -> None:
    bench.press(Key.Key_Return)
    assert [one[3] for one in shown(bench)] == ["采用名册", "大厅不动", "大厅不动"]
    assert bench.sheet.act.text() == "更新 1 人"
    bench.go_on()
    assert phones(bench) == ["13800000001", "13700000002"]
    assert bench.sheet.stored.sentence.text() == "已更新 1 人"


def test_one_field_of_everybody_and_all_of_it(bench: Workbench) -> None:
    bench.press(Key.Key_D, Held.ControlModifier)
    assert [one[3] for one in shown(bench)] == ["采用名册", "大厅不动", "采用名册"]
    bench.press(Key.Key_A, Held.AltModifier)
    assert {one[3] for one in shown(bench)} == {"采用名册"}
    assert bench.sheet.act.text() == "更新 2 人"
    bench.press(Key.Key_A, Held.AltModifier)
    assert {one[3] for one in shown(bench)} == {"大厅不动"}


def test_ctrl_z_leaves_the_halls_value(bench: Workbench) -> None:
    bench.press(Key.Key_Return)
    bench.press(Key.Key_Z, Held.ControlModifier)
    assert {one[3] for one in shown(bench)} == {"大厅不动"}
    assert bench.sheet.hint.text() == "已撤销：张桂花的电话采用名册的"


def test_nothing_taken_stores_nothing_and_says_so(bench: Workbench) -> None:
    bench.go_on()
    assert "没有可以导入的行" in bench.sheet.strip.text()
    assert phones(bench) == ["13700000001", "13700000002"]


def test_what_was_taken_over_is_taken_back_with_the_batch(bench: Workbench) -> None:
    bench.press(Key.Key_A, Held.AltModifier)
    bench.go_on()
    assert phones(bench) == ["13800000001", "13800000002"]
    asked = answer_with(Key.Key_Return, Held.ControlModifier)
    bench.sheet.stored.undo.click()
    bench.settle()
    assert asked
    assert phones(bench) == ["13700000001", "13700000002"]
