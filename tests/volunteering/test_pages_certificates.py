"""集中服务日·服务证明: found by initials, counted, issued; batch, check, keys in their sheets."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.papers.queries import pdf_of, prints_of
from gridhall.papers.service import void_paper
from gridhall.qt.context import Context
from gridhall.volunteering.dialogs.certificate_batch import CertificateBatchSheet
from gridhall.volunteering.dialogs.certificate_preview import CertificatePreview
from gridhall.volunteering.dialogs.keys import KeysSheet
from gridhall.volunteering.dialogs.verify import VerifySheet
from gridhall.volunteering.pages.certificates import CertificatesPage
from gridhall.volunteering.queries.certificates import certificates
from gridhall.volunteering.queries.keys import keys
from tests.factories import TODAY
from tests.modal import answer
from tests.organisation.listed_hall import shown
from tests.papers.printing import FakePrinters
from tests.volunteering.certified import OTHER, certified, credit, served
from tests.volunteering.people import volunteer

pytestmark = pytest.mark.gui


@pytest.fixture
def people(db: Database, clerk: Clerk) -> list[int]:
    with db.write() as session:
        first = served(session, clerk, "张桂花", days=8, phone="13712345521")
        second = served(session, clerk, "李建国", days=4, id_number=None)
        stranger = volunteer(session, "王外人")
        credit(session, clerk, stranger, date(2026, 10, 1), organiser=OTHER)
    return [first, second, stranger]


@pytest.fixture
def page(qtbot: QtBot, context: Context, people: list[int]) -> Any:
    made = shown(qtbot, context, CertificatesPage(context))
    qtbot.waitUntil(lambda: bool(made.panel.sum.text()))
    return made


def sheet(qtbot: QtBot, page: Any, kind: type) -> Any:
    """The sheet of this kind, as soon as it is open."""
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[-1]


def test_found_by_initials_counted_and_issued(
    qtbot: QtBot, page: Any, db: Database, people: list[int]
) -> None:
    assert page.ui.pills.titles() == ["全部 3", "可出证 2", "还没出过 2", "缺信息 2"]
    page.ui.filterEdit.setText("ljg")
    assert [row.name for row in page.model.rows] == ["李建国"]
    qtbot.waitUntil(lambda: "12 小时，4 次" in page.panel.sum.text())
    assert "缺基本信息：身份证件号码" in page.panel.doubt.text()
    page.panel.issue_button.click()
    page.panel.issue_button.click()  # twice is once
    qtbot.waitUntil(lambda: bool(page.context.desk.previewed))
    with db.read() as session:
        (row,) = certificates(session, people[1])
    assert page.context.desk.previewed == [row.id]
    qtbot.waitUntil(lambda: len(page.panel.issued.rows_model.rows) == 1)


def test_the_period_and_the_fields_are_the_orders(
    qtbot: QtBot, page: Any, people: list[int]
) -> None:
    form = page.panel.form
    form.boxes["full_id_number"].click()
    form.periods._choose_and_tell(1)
    order = form.order(people[0])
    assert (order.since, order.until) == (date(TODAY.year, 1, 1), TODAY)
    assert order.fields == {"full_id_number", "number"}
    form.periods._choose_and_tell(3)
    form.since.set_value(date(2026, 11, 20))
    qtbot.waitUntil(lambda: "没有本厅记录的服务时长" in page.panel.doubt.text())
    assert not page.panel.issue_button.isEnabled()


def test_hours_of_others_only_are_refused_with_the_sentence(qtbot: QtBot, page: Any) -> None:
    page.ui.filterEdit.setText("wwr")
    qtbot.waitUntil(lambda: "谁组织谁记录" in page.panel.doubt.text())
    assert not page.panel.issue_button.isEnabled()


def test_enter_previews_and_the_preview_issues(qtbot: QtBot, page: Any, db: Database) -> None:
    QTest.keyClick(page.ui.table, Qt.Key.Key_Return)
    preview = sheet(qtbot, page, CertificatePreview)
    with db.read() as session:
        assert certificates(session) == []
    preview.issue_button.click()
    qtbot.waitUntil(lambda: bool(page.context.desk.previewed))


def test_a_batch_is_issued_printed_paper_by_paper_and_saved_apart(
    qtbot: QtBot, page: Any, db: Database, tmp_path: Path
) -> None:
    printers = FakePrinters()
    batch = CertificateBatchSheet(page.context, page.told, page, lambda _: str(tmp_path), printers)
    batch.open()
    qtbot.waitUntil(lambda: bool(batch.told))
    assert batch.counted.text() == "将出 2 份；其中 2 位缺基本信息，先补全更好，也可以照出"
    assert "王外人" in batch.refused.text()
    assert not batch.print_button.isEnabled()
    batch.issue()
    qtbot.waitUntil(lambda: batch.batch is not None and not batch.busy)
    assert "已出 2 份" in batch.strip.text()
    batch.save_apart()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*志证字*.pdf"))) == 2 and not batch.busy)
    with db.read() as session:
        rows = certificates(session)
        kept = {pdf_of(session, row.id) for row in rows}
    assert {file.read_bytes() for file in tmp_path.glob("*志证字*.pdf")} == kept
    assert not any("张桂花" in file.name for file in tmp_path.iterdir())

    def print_them(asked: Any) -> None:
        asked.begin_button.click()
        qtbot.waitUntil(lambda: len(printers.orders) == 2 and asked.good.isVisible())
        asked.good.click()

    answer(print_them)
    batch.print_all()
    with db.read() as session:
        assert [[entry.outcome for entry in prints_of(session, row.id)] for row in rows] == [
            ["came_out"],
            ["came_out"],
        ]
    batch.reject()


def test_a_scanned_code_gets_its_verdict(
    qtbot: QtBot, page: Any, db: Database, clerk: Clerk, people: list[int], tmp_path: Path
) -> None:
    issued = certified(db, clerk, people[0])
    checking = VerifySheet(page.context, page)
    qtbot.addWidget(checking)
    checking.show()
    checking.code.setText(issued.paper.code)
    QTest.keyClick(checking.code, Qt.Key.Key_Return)
    assert checking.found.verdict == "genuine"
    assert checking.verdict.text().startswith("真")
    checking.code.setText(issued.paper.code[:-1])
    checking.check()
    assert checking.verdict.text().startswith("伪")
    with db.write() as session:
        void_paper(session, clerk, issued.row.id, "重复")
        (tmp_path / "a.pdf").write_bytes(pdf_of(session, issued.row.id))
    checking.read(tmp_path / "a.pdf")
    qtbot.waitUntil(lambda: checking.found is not None and checking.found.verdict == "void")
    (tmp_path / "b.pdf").write_bytes(b"nothing")
    checking.read(tmp_path / "b.pdf")
    qtbot.waitUntil(lambda: checking.found is not None and checking.found.verdict == "forged")
    checking.read(tmp_path / "c.pdf")
    qtbot.waitUntil(lambda: "打不开" in checking.strip.text())


def test_keys_are_rotated_exported_and_not_imported_at_home(
    qtbot: QtBot,
    page: Any,
    db: Database,
    clerk: Clerk,
    administrator: Clerk,
    people: list[int],
    tmp_path: Path,
) -> None:
    certified(db, clerk, people[0])
    assert page.keys_button.property("hint") == "Alt+K"  # by keyboard alone
    file = tmp_path / "本厅.ghkeys"
    listing = KeysSheet(page.context, page, lambda _: str(file), lambda _: str(file))
    qtbot.addWidget(listing)
    assert len(listing.model.rows) == 1
    listing.export()
    assert "导出密钥文件" in listing.strip.text()  # a counter clerk may not
    assert not file.exists()
    page.context.clerk = administrator
    listing.export()
    assert file.exists()
    assert "打电话把指纹告诉对方" in listing.strip.text()
    listing.take_in()
    assert "本厅自己的密钥文件" in listing.strip.text()
    file.write_bytes(b"x")
    listing.take_in()
    assert "不是网格厅的密钥文件" in listing.strip.text()
    answer(lambda asked: asked._act.click())
    listing.rotate()
    assert len(listing.model.rows) == 2
    with db.read() as session:
        assert [key.valid_to for key in keys(session)] == [None, TODAY]
