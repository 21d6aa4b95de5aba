"""现场签到: the end of the day, the ledger, and what is seldom done."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.qt.ask import Question
from gridhall.qt.context import Context
from gridhall.volunteering.dialogs.certificate_batch import CertificateBatchSheet
from gridhall.volunteering.dialogs.closing import ClosingSheet
from gridhall.volunteering.dialogs.hours import HoursSheet
from gridhall.volunteering.dialogs.hours_entry import EntrySheet
from gridhall.volunteering.dialogs.paper_sheet import PaperSheet
from gridhall.volunteering.pages.sign_in import SignInPage, acts
from gridhall.volunteering.pages.sign_in.menu import open_menu
from gridhall.volunteering.queries.hours import total_minutes
from gridhall.volunteering.service.attendance import Mark, sign_in, sign_out
from gridhall.volunteering.service.closing import close_day
from tests.factories import TODAY
from tests.volunteering.served import make_day, roster
from tests.volunteering.sign_in_desk import (
    ALT,
    CTRL,
    MORNING,
    Hand,
    hall,
    hand,
    page,
    sheet_of,
    shown,
)

__all__ = ["hall", "hand", "page"]
pytestmark = pytest.mark.gui


def test_the_day_is_ended_by_a_supervisor_and_certificates_are_offered(
    page: SignInPage, hand: Hand, supervisor: Clerk, qtbot: QtBot
) -> None:
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    page.acts.finish()
    looked: ClosingSheet = sheet_of(page, ClosingSheet)
    assert not looked.act.isEnabled()
    looked.reject()
    page.context.clerk = supervisor
    hand(Qt.Key.Key_Return, held=CTRL)
    sheet = next(one for one in page.findChildren(ClosingSheet) if one.isVisible())
    assert sheet.told.text() == "将记 1 人 3 小时"
    assert "林晓梅 没有签退，按班次结束时间记" in sheet.notes.text()
    assert "下午二到 17:00 才结束" in sheet.banner.text()
    sheet.write()  # Ctrl+Enter by habit ends no day
    assert "确实现在就结束的，再按一次" in sheet.banner.text()
    with page.context.db.read() as session:
        assert total_minutes(session, 1) == 0
    sheet.write()
    assert "已记 1 人 3 小时" in sheet.banner.text()
    sheet.certificates.click()
    batch: CertificateBatchSheet = sheet_of(page, CertificateBatchSheet)
    assert [row.name for row in batch._rows] == ["林晓梅"]
    qtbot.waitUntil(lambda: not batch.busy)
    batch.reject()
    with page.context.db.read() as session:
        assert total_minutes(session, 1) == 180


def test_a_past_day_is_a_to_do_and_its_sign_ins_are_typed(
    qtbot: QtBot, hall: Database, context: Context, clerk: Clerk, hand: Hand
) -> None:
    with hall.write() as session:
        past = make_day(session, date(2026, 11, 15))
        roster(session, past, 5, *MORNING)
    page = SignInPage(context)
    page.now = lambda: datetime.combine(TODAY, time(8, 26))
    qtbot.addWidget(page)
    page.show()
    assert page.todo.text() == "11月15日 有 1 人的时长没记录，还剩 3 个工作日"
    page.show_todo()
    assert page.where.text().startswith("11月15日 周日")
    page.box.setText("cl")
    page.box.entered.emit()
    sheet: PaperSheet = sheet_of(page, PaperSheet)
    assert (sheet.name.text(), sheet.begins.text()) == ("曹莉", "08:30")
    sheet.reject()
    page.show_day(TODAY + timedelta(days=1))
    assert "还没有安排" in page.empty._title.text() or page.desk.day is not None


def test_the_ledger_of_one_volunteer_is_corrected(
    page: SignInPage, clerk: Clerk, supervisor: Clerk
) -> None:
    with page.context.db.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 506))
        sign_out(session, clerk, one, 690)
        close_day(session, supervisor, 1, TODAY)
    page.context.clerk = supervisor
    page.box.setText("lxm")
    page.acts.show_hours()
    sheet: HoursSheet = sheet_of(page, HoursSheet)
    assert sheet.total.text().startswith("合计 3 小时")
    sheet.correct()
    entry: EntrySheet = sheet.findChildren(EntrySheet)[0]
    entry.ends.setText("10:00")
    entry.save()
    assert "写明更正的原因" in entry.banner.text()
    entry.reason.setText("提前走了")
    entry.hours.setText("25:00")
    entry.save()
    assert "不超过 24 小时" in entry.banner.text()
    entry.hours.clear()
    entry.save()
    assert sheet.total.text().startswith("合计 1.5 小时")
    assert [(row.seq, row.minutes) for row in sheet.model.rows] == [(3, 90), (2, -180), (1, 180)]


def test_excused_voided_paid_and_evaluated_from_the_menu(
    page: SignInPage, hand: Hand, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    reasons = iter(["发烧", "点错了人"])
    asked: list[str] = []

    def reason(_parent: object, question: Question) -> str:
        asked.append(question.text)
        return next(reasons)

    monkeypatch.setattr(acts, "ask_reason", reason)
    hand.types("3358")
    hand(Qt.Key.Key_Q, held=ALT)
    assert asked == ["徐国良请假：理发修面 上午一"]
    assert page.strip.title.text() == "徐国良 请假"
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    hand.types("lxm")
    page.acts.turn_paid()
    assert page.strip.title.text() == "林晓梅 不计志愿服务时长"
    hand.types("lxm")
    page.acts.evaluate("5")
    assert page.strip.title.text() == "林晓梅 服务评价：优秀"
    with pytest.raises(UserError, match="都评价过了"):
        page.acts.evaluate("4", everybody=True)
    hand.types("lxm")
    page.acts.void()
    assert page.strip.title.text() == "林晓梅 的签到已作废"
    states = {row.name: row.state for row in page.rows()}
    assert states == {"林晓梅": "expected", "徐桂兰": "expected", "徐国良": "excused"}
    menu = open_menu(page)
    words = [one.text().partition("\t")[0] for one in menu.actions() if one.text()]
    assert words[:3] == ["服务评价", "本班没评的都评为", "请假…"]
    menu.close()


def test_what_needs_somebody_chosen_says_so(page: SignInPage, hand: Hand) -> None:
    for act in (page.acts.excuse, page.acts.void, page.acts.show_hours, page.acts.turn_paid):
        with pytest.raises(UserError, match="请先"):
            act()
    hand(Qt.Key.Key_Down)  # without typing, the arrows choose as well
    hand(Qt.Key.Key_Return)
    assert page.strip.title.text() == "林晓梅 已签到 08:26"


def test_the_seldom_acts_are_reached_by_a_key(page: SignInPage, hand: Hand, qtbot: QtBot) -> None:
    hand(Qt.Key.Key_S, held=ALT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu: Any = QApplication.activePopupWidget()
    said = [one.text().split("\t")[0] for one in menu.actions()]
    assert {"服务评价", "记为未到", "作废签到…"} <= set(said)
    menu.close()


def test_the_strip_goes_with_what_it_tells(
    page: SignInPage, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    monkeypatch.setattr(page.context.desk, "toast", lambda _text, undo=None: kept.append(undo))
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    page.box.setText("lxm")
    page.acts.evaluate("5")
    assert page.strip.title.text() == "林晓梅 服务评价：优秀"
    heads = [page.model.headerData(n, Qt.Orientation.Horizontal) for n in range(8)]
    judged = page.model.index(0, heads.index("评价")).data()
    assert judged == "优秀", "who is evaluated is seen in the list"
    kept[-1]()
    assert page.strip.text() == "", "taken back by the program's Ctrl+Z"
    kept[-1]()  # once more does nothing
    assert shown(page)
