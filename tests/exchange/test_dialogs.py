"""The import window driven by keys on a real hall: file, columns, check, import, undo."""

import shutil
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from sqlalchemy import update

from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange import queries
from gridhall.exchange.columns import TWO_LINES
from gridhall.exchange.dialogs.stepping import Step
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.service.workbench import open_intake, store_intake
from gridhall.hall.service.backup import backups
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from gridhall.registry.sheets import RESIDENTS
from tests.audit import Dress, audit, dressed
from tests.exchange.hands import (
    DATA,
    Held,
    Key,
    Workbench,
    answer_with,
    held_up,
    workbench,
)
from tests.factories import FakeDesk

__all__ = ["dressed", "workbench"]

pytestmark = [
    pytest.mark.gui,
    pytest.mark.flow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


def test_a_ledger_comes_in_by_keys_alone_and_is_taken_back(
    workbench: Workbench, db: Database
) -> None:
    sheet = workbench.sheet
    assert sheet.file.choose.hasFocus()
    workbench.choose(DATA / "residents_messy.xlsx")
    assert sheet.step is Step.COLUMNS
    workbench.go_on()
    assert sheet.step is Step.CHECK
    assert sheet.check_pane.table.hasFocus()
    assert sheet.check_pane.tiles.texts() == [
        "376 行 可以导入",
        "0 行 有提醒，仍可导入",
        "35 行 有错误，先改再导",
        "411 行 共读取",
    ]
    workbench.mend(23, "姚明")  # the row without a name
    assert workbench.errors() == 34
    assert sheet.check_pane.table.hasFocus()
    assert workbench.count(Person) == 0
    workbench.go_on()
    assert sheet.step is Step.STORED
    assert sheet.stored.sentence.text() == "已导入居民 377 行"
    assert workbench.count(Person) == 377
    (backup,) = backups(db.path)
    assert backup.checked
    with db.read() as session:
        (batch,) = queries.batches(session)
    assert batch.name in sheet.stored.batch.text()
    asked = answer_with(Key.Key_Return, Held.ControlModifier)
    workbench.press(Key.Key_Z, Held.AltModifier)
    workbench.settle()
    assert asked == ["撤销导入"]
    assert workbench.count(Person) == 0
    assert "移走 377 行" in sheet.stored.sentence.text()


def test_the_question_before_an_undo_leaves_things_as_they_are_by_default(
    workbench: Workbench,
) -> None:
    workbench.check(DATA / "residents_gb18030.csv")
    workbench.go_on()
    answer_with(Key.Key_Space)  # on whatever has the focus
    workbench.press(Key.Key_Z, Held.AltModifier)
    workbench.settle()
    assert workbench.count(Person) == 151


def test_a_batch_that_was_used_since_is_not_taken_back(workbench: Workbench, db: Database) -> None:
    intake = open_intake(DATA / "residents_gb18030.csv", RESIDENTS, Silent())
    store_intake(db, workbench.context.clerk, RESIDENTS, intake, Silent())
    with db.write() as session:
        session.execute(update(Person).where(Person.id == 1).values(version=2))
    workbench.close()
    sheet = workbench.open()
    answer_with(Key.Key_Return, Held.ControlModifier)
    workbench.press(Key.Key_Z, Held.AltModifier)
    workbench.settle()
    assert "导入后又办了 1 项" in sheet.strip.text()
    assert workbench.count(Person) == 151
    assert sheet.file.model.rows[0].undone_at is None


def test_stopping_an_import_stores_nothing_and_keeps_what_was_mended(
    workbench: Workbench, context: Context
) -> None:
    sheet = workbench.sheet
    workbench.check(DATA / "residents_messy.xlsx")
    workbench.mend(23, "姚明")
    gate = held_up(context)
    workbench.press(Key.Key_Return, Held.ControlModifier)
    assert sheet.step is Step.STORED
    workbench.press(Key.Key_Escape)
    gate.set()
    workbench.settle()
    assert sheet.isVisible()
    assert sheet.step is Step.CHECK
    assert "一行都没有存" in sheet.strip.text()
    assert workbench.count(Person) == workbench.count(ImportBatch) == 0
    assert workbench.errors() == 34
    workbench.go_on()
    assert workbench.count(Person) == 377


def test_three_impatient_presses_are_one_batch(workbench: Workbench, context: Context) -> None:
    workbench.check(DATA / "residents_gb18030.csv")
    gate = held_up(context)
    sheet = workbench.sheet
    sheet.act.click()
    sheet.store()
    workbench.press(Key.Key_Return, Held.ControlModifier)
    gate.set()
    workbench.settle()
    assert workbench.count(ImportBatch) == 1
    assert workbench.count(Person) == 151


def test_the_rows_to_mend_are_written_as_a_workbook(workbench: Workbench, tmp_path: Path) -> None:
    ledger = shutil.copy(DATA / "residents_messy.xlsx", tmp_path / "名册.xlsx")
    workbench.check(Path(ledger))
    workbench.files.saves = tmp_path / "改.xlsx"
    workbench.press(Key.Key_E, Held.AltModifier)
    workbench.settle()
    assert workbench.files.proposed == [tmp_path / "错误表-名册.xlsx"]
    assert "改.xlsx，35 行" in workbench.sheet.strip.text()
    again = open_intake(tmp_path / "改.xlsx", RESIDENTS, Silent())
    assert len(again.ledger.tables[0].rows) == 1 + 35


def test_the_workbook_never_replaces_the_ledger(workbench: Workbench, tmp_path: Path) -> None:
    ledger = Path(shutil.copy(DATA / "residents_messy.xlsx", tmp_path / "名册.xlsx"))
    before = ledger.read_bytes()
    workbench.check(ledger)
    workbench.files.saves = ledger
    workbench.press(Key.Key_E, Held.AltModifier)
    workbench.settle()
    assert "盖掉原来的资料" in workbench.sheet.strip.text()
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("假.xlsx", "姓名,电话\n张三,1\n".encode(), "里面却只是文字"),
        ("空.csv", b"", "这个文件是空的"),
        ("没有列名.csv", b"a,b\n1,2\n", "没有找到列名行"),
        ("坏.xlsx", b"PK\x03\x04" + b"x" * 400, "打不开"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_else_happens(
    workbench: Workbench, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    workbench.choose(path)
    sheet = workbench.sheet
    assert told in sheet.strip.text()
    assert (sheet.step, sheet.intake) == (Step.FILE, None)
    assert not sheet.progress.isVisible()


def test_a_file_that_is_gone_is_told(workbench: Workbench, desk: FakeDesk) -> None:
    workbench.choose(Path("/nowhere/名册.xlsx"))
    assert "找不到这个文件" in workbench.sheet.strip.text()
    assert desk.errors == []


def test_a_required_column_must_be_matched_before_the_check(workbench: Workbench) -> None:
    sheet = workbench.sheet
    workbench.choose(DATA / "residents_messy.xlsx")
    name = sheet.columns.combos["name"]
    name.setCurrentIndex(0)
    name.activated.emit(0)
    assert "还要指定“姓名”" in sheet.columns.told.text()
    workbench.go_on()
    assert sheet.step is Step.COLUMNS
    assert "姓名" in sheet.strip.text()
    assert name.hasFocus()
    name.setCurrentIndex(2)
    name.activated.emit(2)
    workbench.go_on()
    assert sheet.step is Step.CHECK


def test_another_kind_of_sheet_is_warned_of_where_its_columns_are_matched(
    workbench: Workbench,
) -> None:
    columns = workbench.sheet.columns
    workbench.choose(DATA / "volunteers.xlsx")
    assert columns.doubt.isVisible()
    assert "像是志愿者的，不像居民的" in columns.doubt.text()
    workbench.sheet.open_file(DATA / "residents_tidy.xlsx")
    workbench.settle()
    assert not columns.doubt.isVisible()


def test_a_column_given_to_another_name_leaves_the_first(workbench: Workbench) -> None:
    sheet = workbench.sheet
    workbench.choose(DATA / "residents_messy.xlsx")
    sheet.columns.combos["former_name"].activated.emit(2)
    assert sheet.intake is not None
    assert sheet.intake.mapping.columns["former_name"] == 1
    assert "name" not in sheet.intake.mapping.columns
    assert sheet.columns.combos["name"].currentIndex() == 0


def test_another_heading_row_is_guessed_anew(workbench: Workbench) -> None:
    sheet = workbench.sheet
    workbench.choose(DATA / "residents_messy.xlsx")
    assert sheet.columns.heading.value() == 3
    sheet.columns.heading.setValue(1)
    assert sheet.intake is not None
    assert sheet.intake.mapping.heading_row == 1
    assert not sheet.intake.mapping.columns
    sheet.columns.heading.setValue(3)
    assert len(sheet.intake.mapping.columns) == 13


def test_the_first_rows_are_shown_without_their_numbers(workbench: Workbench) -> None:
    sheet = workbench.sheet
    workbench.choose(DATA / "residents_messy.xlsx")
    model = sheet.columns.preview.model()
    numbers = [str(model.index(row, 6).data()) for row in range(model.rowCount())]
    assert numbers
    assert all("********" in number for number in numbers)


def test_a_file_that_was_here_before_is_told_before_it_is_stored(
    workbench: Workbench, db: Database
) -> None:
    intake = open_intake(DATA / "residents_gb18030.csv", RESIDENTS, Silent())
    done = store_intake(db, workbench.context.clerk, RESIDENTS, intake, Silent())
    workbench.check(DATA / "residents_gb18030.csv")
    pane = workbench.sheet.check_pane
    assert pane.earlier.isVisible()
    assert done.batch in pane.earlier.text()
    assert pane.tiles.texts()[3] == "151 行 共读取，151 行已在册"
    workbench.go_on()
    assert workbench.sheet.step is Step.CHECK
    assert "没有可以导入的行" in workbench.sheet.strip.text()
    assert workbench.count(ImportBatch) == 1


def test_what_was_mended_survives_closing_the_window(workbench: Workbench) -> None:
    workbench.check(DATA / "residents_messy.xlsx")
    workbench.mend(23, "姚明")
    with workbench.qtbot.waitSignal(workbench.sheet.finished):
        workbench.press(Key.Key_Escape)
    sheet = workbench.open()
    assert "改过的 1 处都还在" in sheet.file.left.text()
    workbench.press(Key.Key_J, Held.AltModifier)
    workbench.go_on()
    assert workbench.errors() == 34
    workbench.go_on()
    workbench.close()
    assert not workbench.open().file.left.isVisible()


def test_two_files_at_once_are_refused(workbench: Workbench) -> None:
    workbench.sheet.file.dropped.emit([DATA / "a.csv", DATA / "b.csv"])
    assert "只拖一个" in workbench.sheet.strip.text()
    assert not workbench.sheet.busy
    workbench.sheet.file.dropped.emit([DATA / "residents_gb18030.csv"])
    workbench.settle()
    assert workbench.sheet.step is Step.COLUMNS


def test_the_list_of_problems_is_a_sound_model(
    workbench: Workbench, qtmodeltester: ModelTester
) -> None:
    workbench.check(DATA / "residents_messy.xlsx")
    qtmodeltester.check(workbench.sheet.check_pane.model)


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless_and_the_problem_keeps_its_room(
    workbench: Workbench, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    sheet = workbench.sheet
    workbench.settle()
    assert audit(sheet).problems == []
    workbench.choose(DATA / "residents_messy.xlsx")
    assert audit(sheet).problems == []
    workbench.go_on()
    workbench.qtbot.wait(20)
    assert audit(sheet).problems == []
    if percent == 150:
        assert sheet.check_pane.table.columnWidth(TWO_LINES) >= 345
    workbench.go_on()
    assert audit(sheet).problems == []
