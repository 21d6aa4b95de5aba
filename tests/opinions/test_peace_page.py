"""调解排查 by real keys: one list, sheets that are typed, one key to the ledger, Ctrl+Z."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.opinions.columns.peace import HAZARDS, MEDIATIONS, THEMES
from gridhall.opinions.dialogs.peace.inspection import InspectionSheet, RecheckSheet
from gridhall.opinions.dialogs.peace.lines import HazardEntry, PartyEntry
from gridhall.opinions.dialogs.peace.mediation import AgreeSheet, DaySheet, MediationSheet
from gridhall.opinions.dialogs.peace.theme import ChangeSheet, EntrySheet, RegisterSheet
from gridhall.opinions.pages.peace import PeacePage
from gridhall.opinions.queries.inspections import hazard, hazards
from gridhall.opinions.queries.mediations import mediation, mediations, whole_parties
from gridhall.opinions.queries.themes import entries, registers
from gridhall.qt.context import Context
from tests.factories import TODAY, FakeDesk
from tests.opinions.hall import make_doors, make_heads
from tests.opinions.peace_hall import NUMBER, agreed, dispute, dogs, hazard_of, photo


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[PeacePage]:
    """The page on show, read once."""
    made = PeacePage(context)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    qtbot.waitUntil(lambda: made.is_read)
    return made


def on_card(qtbot: QtBot, page: PeacePage, pill: int, key: tuple[str, int]) -> None:
    """A line chosen, its card read."""
    page.choose_line(pill, key)
    qtbot.waitUntil(
        lambda: (
            page.panel.card is not None
            and (page.panel.card.kind, page.panel.card.row.id) == key
            and page.ui.sideStack.currentWidget() is page.panel
        )
    )


def sheet(qtbot: QtBot, page: PeacePage, kind: type[Any]) -> Any:
    """The sheet of this kind that is open."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    return next(one for one in page.findChildren(kind) if one.isVisible())


def save(qtbot: QtBot, opened: Any) -> None:
    """Ctrl+Enter; what is wrong is shown, not hidden."""
    opened.activateWindow()
    qtbot.waitUntil(lambda: opened.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClick(opened, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not opened.isVisible())


def test_a_dispute_from_ctrl_n_to_its_agreement_and_paper(
    qtbot: QtBot, page: PeacePage, db: Database, desk: FakeDesk
) -> None:
    page.new_button.click()
    opened = sheet(qtbot, page, MediationSheet)
    opened.save()
    assert opened.isVisible()
    assert "要改" in opened.banner.text()
    opened.name.setText("楼上漏水")
    opened.dispute.setPlainText("乙方漏水，甲方吊顶坏了")
    opened.mediators.setText("宋永东")
    first, second = opened.parties.lines
    assert isinstance(first, PartyEntry)
    first.who.setText("张三")
    first.number.setText(NUMBER)
    second.who.setText("李四")
    save(qtbot, opened)
    with db.read() as session:
        row = mediations(session)[0]
        assert whole_parties(session, row.id)[0].id_number == NUMBER
    on_card(qtbot, page, MEDIATIONS, ("mediation", row.id))
    assert NUMBER not in page.panel.body.text()
    assert page.panel.first.text() == "达成协议"
    page.panel.first.click()
    opened = sheet(qtbot, page, AgreeSheet)
    opened.agreement.setPlainText("乙方赔 500 元")
    opened.way.setCurrentText("现金一次付清")
    save(qtbot, opened)
    with db.read() as session:
        assert mediation(session, row.id).state == "agreed"
    qtbot.waitUntil(lambda: page.panel.first.text() == "登记履行")
    page.acts.print_line()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    desk.undos[-1]()
    with db.read() as session:
        assert mediation(session, row.id).state == "accepted"


def test_performing_and_calling_are_a_day_each(
    qtbot: QtBot, page: PeacePage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        row_id = agreed(session, clerk)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.rows[0].when == "履行期过了 4 天"
    for words in ("登记履行", "登记回访"):
        on_card(qtbot, page, MEDIATIONS, ("mediation", row_id))
        qtbot.waitUntil(lambda words=words: page.panel.first.text() == words)
        page.panel.first.click()
        save(qtbot, sheet(qtbot, page, DaySheet))
    with db.read() as session:
        row = mediation(session, row_id)
    assert (row.performed_on, row.called_on) == (TODAY, TODAY)


def test_a_round_is_typed_and_its_hazard_mended_only_with_a_photo(
    qtbot: QtBot, page: PeacePage, db: Database, clerk: Clerk
) -> None:
    page.ui.pills.choose(HAZARDS)
    page._follow_pill(HAZARDS)
    page.new_button.click()
    opened = sheet(qtbot, page, InspectionSheet)
    opened.place.setText("沿街商铺")
    opened.inspectors.setText("宋永东")
    one = opened.found.lines[0]
    assert isinstance(one, HazardEntry)
    one.what.setText("灭火器过期")
    one.owner.setText("好又多超市")
    opened.found.more.click()
    assert len(opened.found.filled()) == 1
    save(qtbot, opened)
    with db.read() as session:
        row = hazards(session)[0]
    on_card(qtbot, page, HAZARDS, ("hazard", row.id))
    page.panel.first.click()
    opened = sheet(qtbot, page, RecheckSheet)
    opened.save()
    assert opened.isVisible()
    assert opened.banner.text() == "还有 1 处要改：照片"
    assert "还没有整改后的照片" in opened._marked["photo"][1].text()
    with db.write() as session:
        photo(session, clerk, row.id)
    save(qtbot, opened)
    with db.read() as session:
        assert hazard(session, row.id).rectified_on == TODAY


def test_one_key_takes_a_hazard_to_the_ledger_and_ctrl_z_back(
    qtbot: QtBot, page: PeacePage, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    with db.write() as session:
        row_id = hazard_of(session, clerk)
    on_card(qtbot, page, HAZARDS, ("hazard", row_id))
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    with db.read() as session:
        issue_id = hazard(session, row_id).issue_id
    assert issue_id is not None
    qtbot.waitUntil(lambda: page.panel.second.text() == "看问题")
    page.acts.open_issue()
    assert desk.opened[-1] == ("issue", issue_id)
    desk.undos[-1]()
    with db.read() as session:
        assert hazard(session, row_id).issue_id is None


def test_a_register_is_kept_by_doors(qtbot: QtBot, page: PeacePage, db: Database) -> None:
    with db.write() as session:
        make_doors(session, 2)
        make_heads(session, ["张桂花"])
    page.ui.pills.choose(THEMES)
    page.acts.begin()
    opened = sheet(qtbot, page, RegisterSheet)
    opened.name.setCurrentText("养犬")
    assert opened.statuses.toPlainText().startswith("外出遛狗\n")
    save(qtbot, opened)
    with db.read() as session:
        row = registers(session)[0]
    on_card(qtbot, page, THEMES, ("theme", row.id))
    page.panel.first.click()
    opened = sheet(qtbot, page, EntrySheet)
    opened.door.setText("9-9-909")
    opened.save()
    assert "没有登记过" in opened.banner.text()
    opened.door.setText("1-1-101")
    save(qtbot, opened)
    qtbot.waitUntil(lambda: page.panel.line() is not None)
    page.acts.change_line()
    opened = sheet(qtbot, page, ChangeSheet)
    opened.status.setCurrentIndex(1)
    save(qtbot, opened)
    with db.read() as session:
        one = entries(session, row.id)[0]
    assert (one.who, one.now) == ("1-1-101 张桂花", "不再外出遛狗")


def test_the_list_shows_what_is_urgent_first_and_finds_parties(
    qtbot: QtBot, page: PeacePage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        dispute(session, clerk, title="楼道堆物", accepted_on=date(2026, 11, 20))
        agreed(session, clerk)
        hazard_of(session, clerk, rectify_by=date(2026, 11, 20))
        dogs(session, clerk, 3)
    qtbot.waitUntil(lambda: page.ui.pills.titles() == ["调解 2", "隐患 1", "专项台账 1"])
    assert [one.tone for one in page.model.rows] == ["red", "blue"]
    assert page.ui.countLabel.text().startswith("今年调解 2 件，达成协议 1 件；排查 1 次")
    page.ui.filterEdit.setText("李四")
    assert len(page.model.rows) == 2
    page.ui.filterEdit.setText("lddw")
    assert [one.what for one in page.model.rows] == ["楼道堆物"]
    page.show_due()
    assert page.ui.pills.current() == MEDIATIONS
    page.show_found("theme", 1)
    assert page.ui.pills.current() == THEMES
