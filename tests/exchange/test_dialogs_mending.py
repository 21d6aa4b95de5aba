"""Mending a ledger in the import window: cells, all that are alike, whole rows."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from gridhall.exchange.columns import masked, shown_value, typed_value
from gridhall.exchange.dialogs.whole_row import RowSheet
from gridhall.exchange.rules.problems import Flaw, Problem
from tests.exchange.hands import DATA, Held, Key, Workbench, relatives, wait_active, workbench
from tests.modal import answer

__all__ = ["workbench"]

pytestmark = [
    pytest.mark.gui,
    pytest.mark.flow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


def test_the_same_fix_goes_to_all_that_are_alike_and_back(
    workbench: Workbench, tmp_path: Path
) -> None:
    sheet = workbench.sheet
    workbench.check(relatives(tmp_path / "a.xlsx"))
    alike = [p for p in sheet.check_pane.model.rows if p.value == "女婿的弟"]
    assert len(alike) == 3
    workbench.mend(alike[0].row, "其他亲属")
    assert sum(p.value == "女婿的弟" for p in sheet.check_pane.model.rows) == 2
    workbench.press(Key.Key_D, Held.ControlModifier)
    workbench.settle()
    assert sheet.intake is not None
    assert set(sheet.intake.edits.values()) == {"其他亲属"}
    assert {row for row, _ in sheet.intake.edits} == {p.row for p in alike}
    assert not any(p.value == "女婿的弟" for p in sheet.check_pane.model.rows)
    workbench.press(Key.Key_Z, Held.ControlModifier)
    workbench.settle()
    assert len(sheet.intake.edits) == 1
    workbench.press(Key.Key_Z, Held.ControlModifier)
    workbench.settle()
    assert not sheet.intake.edits
    assert sum(p.value == "女婿的弟" for p in sheet.check_pane.model.rows) == 3


def test_all_that_are_alike_can_be_mended_at_once(workbench: Workbench, tmp_path: Path) -> None:
    sheet = workbench.sheet
    workbench.check(relatives(tmp_path / "a.xlsx"))
    first = next(p for p in sheet.check_pane.model.rows if p.value == "女婿的弟")
    workbench.select(first.row)
    workbench.press(Key.Key_D, Held.ControlModifier)
    workbench.write("其他亲属")
    workbench.press(Key.Key_Return)
    workbench.settle()
    assert sheet.intake is not None
    assert len(sheet.intake.edits) == 3


def test_another_cell_of_the_row_can_be_mended(workbench: Workbench) -> None:
    sheet = workbench.sheet
    workbench.check(DATA / "residents_messy.xlsx")
    workbench.select(74)  # the birth date and the number contradict each other
    fields: list[str] = []

    def mend(found: RowSheet) -> None:
        wait_active(found)
        fields.extend(found.edits)
        assert found.edits["birth_date"].hasFocus()
        found.edits["birth_date"].setText("1964-11-23")
        found.edits["phone"].setText("13712345521")
        QTest.keyClick(found.edits["phone"], Key.Key_Return, Held.ControlModifier)

    answer(mend)
    workbench.press(Key.Key_E, Held.ControlModifier)
    workbench.settle()
    assert {"name", "id_number", "birth_date", "phone"} <= set(fields)
    assert sheet.intake is not None
    assert sheet.intake.edits == {(74, "birth_date"): "1964-11-23", (74, "phone"): "13712345521"}
    assert workbench.errors() == 34


def test_a_cell_left_with_esc_stays_as_it_was(workbench: Workbench) -> None:
    sheet = workbench.sheet
    workbench.check(DATA / "residents_messy.xlsx")
    workbench.select(23)
    workbench.press(Key.Key_Return)
    workbench.write("姚明")
    workbench.press(Key.Key_Escape)
    workbench.settle()
    assert sheet.isVisible()
    assert sheet.intake is not None
    assert not sheet.intake.edits
    assert sheet.check_pane.table.hasFocus()


def test_numbers_are_shown_only_where_their_digits_are_wrong() -> None:
    def problem(value: str, flaw: Flaw) -> Problem:
        return Problem(3, "公民身份号码", value, "", "", "error", flaw)

    number = "370686195903120027"
    assert shown_value(problem(number, Flaw.CHECK_DIGIT)) == number
    assert shown_value(problem(number, Flaw.DUPLICATE)) == "370686********0027"
    ruined = problem("370686195903120000", Flaw.EXCEL_RUINED)
    assert shown_value(ruined) == "370686195903120???"
    assert typed_value(ruined) == "370686195903120"
    assert shown_value(problem("", Flaw.NO_NAME)) == "（空）"
    assert [masked(text) for text in ("１３７１２３４５５２１", "张三", "3-2-501")] == [
        "137****5521",
        "张三",
        "3-2-501",
    ]
