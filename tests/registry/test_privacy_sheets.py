"""The sheets about people's data: one person's, the looks, the requests, the terms."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers.dialogs.printing import PaperSheet
from gridhall.papers.queries import papers
from gridhall.qt.context import Context
from gridhall.qt.preview import PreviewSheet
from gridhall.registry import service
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.dialogs.privacy import (
    AccessSheet,
    PrivacySheet,
    RequestsSheet,
    RetentionSheet,
)
from gridhall.registry.models import Person
from gridhall.registry.pages import ResidentsPage
from gridhall.registry.queries.privacy import agrees, looks_at, requests
from gridhall.registry.queries.retention import due_people
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.privacy import Asker, RequestDraft
from gridhall.registry.service.privacy import open_request
from tests.audit import Dress, dressed
from tests.factories import TODAY, FakeDesk, make_family, make_household, make_person
from tests.modal import answer, opened, window
from tests.papers.printing import FakePrinters

__all__ = ["dressed", "window"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class _Files(AskFile):
    def __init__(self, path: Path | None) -> None:
        self.path, self.proposed = path, ""

    def to_save(self, parent: QWidget, proposed: str) -> Path | None:
        self.proposed = proposed
        return self.path


@pytest.fixture
def person_id(db: Database, dressed: Dress) -> int:
    dressed()
    with db.write() as session:
        make_family(session)
        return session.scalars(select(Person.id).where(Person.name == "张桂花")).one()


def test_the_card_opens_the_persons_sheet(
    qtbot: QtBot, context: Context, desk: FakeDesk, person_id: int
) -> None:
    page = ResidentsPage(context)
    qtbot.addWidget(page)
    page.show_person(person_id)
    page.panel.ui.privacyButton.click()
    assert ("privacy", person_id) in desk.opened


def test_a_copy_is_issued_and_its_issue_is_told_at_once(
    qtbot: QtBot, context: Context, desk: FakeDesk, window: QWidget, person_id: int
) -> None:
    sheet: PrivacySheet = opened(qtbot, PrivacySheet(context, window, person_id, parts.PERSONAL))
    sheet.copy.issue_button.click()
    assert "原因" in sheet.strip.text()
    sheet.copy.reason.setText("本人要求查阅")
    sheet.copy.issue_button.click()
    assert len(desk.previewed) == 1
    assert sheet.looks.rows[0].reason == "本人要求查阅"
    with context.db.read() as session:
        assert papers(session)[0].kind == "personal-copy"


def test_a_workbooks_name_says_nothing_about_anybody(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int, tmp_path: Path
) -> None:
    files = _Files(tmp_path / "一份.xlsx")
    sheet = opened(qtbot, PrivacySheet(context, window, person_id, parts.PERSONAL, files))
    sheet.copy.reason.setText("本人要求")
    sheet.copy.export_button.click()
    assert (tmp_path / "一份.xlsx").exists()
    assert files.proposed == f"本人信息 {TODAY}.xlsx"


def test_consents_are_given_withdrawn_and_printed(
    qtbot: QtBot, context: Context, desk: FakeDesk, window: QWidget, person_id: int
) -> None:
    sheet: PrivacySheet = opened(qtbot, PrivacySheet(context, window, person_id))
    sheet.show_pane(1)
    pane = sheet.consents
    pane.boxes["contact"].setChecked(True)
    pane.boxes["share"].setChecked(True)
    pane.print_button.click()
    assert len(desk.previewed) == 1
    pane.save_button.click()
    with context.db.read() as session:
        assert agrees(session, person_id, "contact")
    assert set(pane.boxes) == {"sensitive", "publication"}
    with context.db.read() as session:
        from gridhall.registry.queries.privacy import consents_of

        held = next(row for row in consents_of(session, person_id) if row.purpose == "contact")
    pane.withdraw(held)
    with context.db.read() as session:
        assert not agrees(session, person_id, "contact")
    assert "已撤回" in sheet.strip.text()


def test_a_childs_consent_begins_with_the_guardian(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int
) -> None:
    with context.db.read() as session:
        child = session.scalars(select(Person.id).where(Person.name == "李思涵")).one()
    sheet: PrivacySheet = opened(qtbot, PrivacySheet(context, window, child))
    sheet.show_pane(1)
    assert sheet.consents.signer.text() == ""
    sheet.consents.boxes["contact"].setChecked(True)
    sheet.consents.signer.setText("李思涵")
    sheet.consents.save_button.click()
    assert "监护人签字" in sheet.strip.text()
    assert sheet.copy.asker.asker().kind == "guardian"


def test_a_request_is_asked_and_answered(
    qtbot: QtBot, context: Context, desk: FakeDesk, window: QWidget, person_id: int
) -> None:
    sheet: PrivacySheet = opened(qtbot, PrivacySheet(context, window, person_id))
    sheet.show_pane(2)
    sheet.asking.choose(2)
    sheet.asking.save_button.click()
    assert "更正要写明" in sheet.strip.text()
    sheet.asking.detail.setPlainText("民族改为满族")
    sheet.asking.save_button.click()
    register: RequestsSheet = opened(qtbot, RequestsSheet(context, window))
    assert register.model.rows[0].detail == "民族改为满族"
    register.answer.setPlainText("已更正")
    register.done_button.click()
    with context.db.read() as session:
        assert requests(session, TODAY)[0].state == "done"
    assert list(register.model.rows) == []
    assert not register.done_button.isEnabled()


def test_a_deletion_is_asked_about_once_more_and_refused_to_residents(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int
) -> None:
    with context.db.write() as session:
        draft = RequestDraft("delete", TODAY, Asker("self"))
        open_request(session, context.clerk, person_id, draft, TODAY)
    sheet: RequestsSheet = opened(qtbot, RequestsSheet(context, window, parts.KEEPERS))
    answer(lambda asked: asked.reject())
    sheet.done_button.click()
    assert sheet.model.rows[0].state == "open"
    answer(lambda asked: asked.accept())
    sheet.done_button.click()
    assert "依法要保存" in sheet.strip.text()
    sheet.refuse_button.click()
    assert "写明理由" in sheet.strip.text()


def test_a_supervisor_sees_who_looked_and_narrows_it(
    qtbot: QtBot, context: Context, desk: FakeDesk, window: QWidget, person_id: int,
    supervisor: Clerk,
) -> None:  # fmt: skip
    with pytest.raises(UserError, match="主管"):
        AccessSheet(context, window)
    with context.db.write() as session:
        service.reveal(session, context.clerk, person_id, "核对原件")
        at = looks_at(session, person_id)[0].at.astimezone().date()
    context.clerk = supervisor
    sheet: AccessSheet = opened(qtbot, AccessSheet(context, window))
    sheet.last.set_value(max(at, TODAY) + timedelta(days=1))
    sheet.first.set_value(min(at, TODAY) - timedelta(days=1))
    assert [row.reason for row in sheet.model.rows] == ["核对原件"]
    sheet.kind.setCurrentIndex(sheet.kind.findData("print"))
    assert list(sheet.model.rows) == []
    sheet.kind.setCurrentIndex(0)
    sheet.clerk.setCurrentIndex(sheet.clerk.findData("王芳"))
    assert len(sheet.model.rows) == 1
    sheet.table.opened.emit(sheet.model.rows[0])
    assert ("resident", person_id) in desk.opened


def test_the_looks_go_out_with_a_reason_and_are_a_look_themselves(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int, supervisor: Clerk,
    tmp_path: Path,
) -> None:  # fmt: skip
    with context.db.write() as session:
        service.reveal(session, context.clerk, person_id, "核对原件")
        at = looks_at(session, person_id)[0].at.astimezone().date()
    context.clerk = supervisor
    files = _Files(tmp_path / "查看.xlsx")
    sheet: AccessSheet = opened(qtbot, AccessSheet(context, window, files))
    sheet.last.set_value(max(at, TODAY))
    sheet.first.set_value(min(at, TODAY))

    def say_why(asked: Any) -> None:
        asked.reason.setText("季度检查")
        asked.accept()

    answer(say_why)
    sheet.export()
    assert (tmp_path / "查看.xlsx").exists()
    assert sheet.model.rows[0].what == "查看记录 1 行"
    assert sheet.model.rows[0].reason == "季度检查"


def _counted(qtbot: QtBot, sheet: RetentionSheet) -> None:
    """Until the sheet has counted what is due, behind the screen."""
    qtbot.waitUntil(lambda: not sheet.busy and bool(sheet.model.rows))


def _long_gone(context: Context) -> int:
    with context.db.write() as session:
        who = make_person(session, "陈桂兰", phone="13900001111")
        son = make_person(session, "陈小军", sex="1", birth_date=date(1984, 5, 2))
        make_household(session, [(who, "02"), (son, "20")], established_on=date(2001, 1, 1))
        gone = Change("moved_out", date(2010, 3, 1), TODAY, {who.id: ""}, relations={son.id: "02"})
        service.carry_out(session, context.clerk, gone, TODAY)
        return who.id


def test_a_copy_printed_again_asks_why(
    qtbot: QtBot, context: Context, desk: FakeDesk, window: QWidget, person_id: int,
    monkeypatch: pytest.MonkeyPatch, supervisor: Clerk,
) -> None:  # fmt: skip
    sheet: PrivacySheet = opened(qtbot, PrivacySheet(context, window, person_id))
    sheet.copy.reason.setText("本人要求")
    sheet.copy.issue_button.click()
    paper_id = desk.previewed[0]
    went: list[str] = []
    monkeypatch.setattr(PreviewSheet, "print", lambda _: went.append("printed"))
    opened(qtbot, PaperSheet(context, window, paper_id, FakePrinters())).print()
    assert went == ["printed"]  # just issued, just asked
    context.clerk = supervisor
    other: PaperSheet = opened(qtbot, PaperSheet(context, window, paper_id, FakePrinters()))
    answer(lambda asked: asked.reject())
    other.print()
    assert went == ["printed"]

    def say_why(asked: Any) -> None:
        asked.reason.setText("归档一份")
        asked.accept()

    answer(say_why)
    other.print()
    assert went == ["printed", "printed"]
    other._logged._log(1, "HP M126")
    with context.db.read() as session:
        assert looks_at(session, person_id)[0].reason == "归档一份"


def test_an_administrator_makes_what_is_due_anonymous(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int, administrator: Clerk
) -> None:
    who = _long_gone(context)
    with pytest.raises(UserError, match="管理员"):
        RetentionSheet(context, window)
    context.clerk = administrator
    sheet: RetentionSheet = opened(qtbot, RetentionSheet(context, window, parts.KEEPERS))
    _counted(qtbot, sheet)
    assert "到期 1 条" in sheet.subtitle.text()
    assert not sheet.empty_button.isEnabled()
    sheet.items.tick([who])
    said: list[str] = []

    def say_why(asked: Any) -> None:
        said.extend(one.text() for one in asked.findChildren(QWidget) if hasattr(one, "text"))
        asked.reason.setText("保存期满")
        asked.accept()

    answer(say_why)
    sheet.empty_button.click()
    assert any("不能撤回" in text for text in said)
    with context.db.read() as session:
        assert session.get_one(Person, who).name == "已匿名"
    _counted(qtbot, sheet)
    assert list(sheet.rows) == []


def test_a_record_is_kept_on_and_a_term_is_changed(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int, administrator: Clerk
) -> None:
    who = _long_gone(context)
    context.clerk = administrator
    sheet: RetentionSheet = opened(qtbot, RetentionSheet(context, window, parts.KEEPERS))
    _counted(qtbot, sheet)
    sheet.years.setValue(20)
    sheet.years_button.click()
    _counted(qtbot, sheet)
    with context.db.read() as session:
        assert due_people(session, TODAY) == set()
    sheet.years.setValue(10)
    sheet.years_button.click()
    _counted(qtbot, sheet)
    sheet.items.tick([who])

    def say_why(asked: Any) -> None:
        asked.reason.setText("诉讼没有结束")
        asked.accept()

    answer(say_why)
    sheet.keep_button.click()
    with context.db.read() as session:
        assert due_people(session, TODAY) == set()
    assert "已继续保存" in sheet.strip.text()


def test_the_panes_have_keys_and_each_begins_where_one_writes(
    qtbot: QtBot, context: Context, desk: FakeDesk, window: QWidget, person_id: int
) -> None:
    sheet: PrivacySheet = opened(qtbot, PrivacySheet(context, window, person_id, parts.PERSONAL))
    assert sheet.focusWidget() is sheet.copy.reason
    qtbot.keyClick(sheet, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert sheet.stack.currentWidget() is sheet.consents
    assert sheet.focusWidget() is sheet.consents.signer
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "请先勾选" in sheet.strip.text()
    qtbot.keyClick(sheet, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert sheet.unseen.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    sheet.copy.reason.setText("本人要求查阅")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.previewed) == 1


def test_no_looks_are_a_sentence_and_nothing_to_export(
    qtbot: QtBot, context: Context, window: QWidget, person_id: int, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    sheet: AccessSheet = opened(qtbot, AccessSheet(context, window))
    assert sheet.empty.isVisible()
    assert not sheet.table.isVisible()
    assert not sheet.export_button.isEnabled()
    assert sheet.focusWidget() is sheet.first
