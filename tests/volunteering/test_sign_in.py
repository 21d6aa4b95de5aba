"""现场签到: the page by its keys, as a clerk works it with a queue in front of the desk."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.volunteering.columns.attendance import state_words
from gridhall.volunteering.dialogs.attendance import PlaceSheet
from gridhall.volunteering.dialogs.paper_sheet import PaperSheet
from gridhall.volunteering.dialogs.substitute import SubstituteSheet
from gridhall.volunteering.dialogs.volunteers.register import RegisterSheet
from gridhall.volunteering.models import Attendance
from gridhall.volunteering.pages.sign_in import SignInPage
from gridhall.volunteering.queries.attendance import attendance
from tests.factories import FakeDesk
from tests.volunteering.sign_in_desk import (
    ALT,
    CTRL,
    SHIFT,
    Hand,
    at,
    hall,
    hand,
    page,
    sheet_of,
    shown,
)

__all__ = ["hall", "hand", "page"]
pytestmark = pytest.mark.gui


def test_one_volunteer_signs_in_with_four_key_presses(page: SignInPage, hand: Hand) -> None:
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    assert hand.presses == 4
    assert page.strip.title.text() == "林晓梅 已签到 08:26"
    assert page.strip.sub.text() == "义诊测压 · 上午一、上午二 · 提前 4 分钟"
    assert page.box.text() == ""
    assert QApplication.focusWidget() is page.box
    with page.context.db.read() as session:
        row = next(one for one in attendance(session, 1).rows if one.name == "林晓梅")
    assert (row.state, row.signed_in) == ("present", 506)


def test_the_shift_on_show_follows_the_clock_and_is_counted(page: SignInPage) -> None:
    assert shown(page) == ["林晓梅", "徐桂兰", "徐国良"]
    assert page.where.text() == "11月24日 周二 · 上午一 08:30–10:00"
    numbers = {key: one.text() for key, one in page.side.counts._numbers.items()}
    assert numbers == {"came": "0", "missing": "3", "excused": "0", "due": "3"}
    at(page, 13, 30)
    page.refresh()
    assert shown(page) == ["马超"]


def test_the_phones_tail_signs_in_and_shift_enter_signs_out(page: SignInPage, hand: Hand) -> None:
    hand.types("6602")
    hand(Qt.Key.Key_Return)
    at(page, 11, 33)
    hand.types("6602")
    hand(Qt.Key.Key_Return, held=SHIFT)
    assert page.strip.title.text() == "林晓梅 已签退 11:33"
    hand.types("lx")
    hand(Qt.Key.Key_Return, held=SHIFT)
    assert "没有签到，或已签退" in page.strip.text()


def test_a_clock_that_went_backwards_is_told(page: SignInPage, hand: Hand) -> None:
    hand.types("lx")
    hand(Qt.Key.Key_Return)
    at(page, 8, 10)
    hand.types("lx")
    hand(Qt.Key.Key_Return, held=SHIFT)
    assert "可能是电脑的时间改过" in page.strip.text()
    assert page.box.text() == "LX".lower()


def test_two_that_sound_alike_are_not_mixed_up(page: SignInPage, hand: Hand) -> None:
    hand.types("xg")
    hand(Qt.Key.Key_Return)
    assert page.strip.text() == "2 人符合“xg”：徐桂兰、徐国良，用 ↑↓ 选好再按一次"
    hand(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.strip.title.text() == "徐国良 已签到 08:26"


def test_who_is_signed_in_is_not_signed_in_twice(page: SignInPage, hand: Hand) -> None:
    for _ in range(2):
        hand.types("lxm")
        hand(Qt.Key.Key_Return)
    assert "林晓梅 08:26 已签到（义诊测压），没有重复签" in page.strip.text()
    hand(Qt.Key.Key_Escape)
    assert page.box.text() == ""


def test_ctrl_z_awaits_them_again(page: SignInPage, hand: Hand, desk: FakeDesk) -> None:
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    assert desk.toasts == ["林晓梅 已签到 08:26"]
    desk.undos[0]()
    assert page.strip.isHidden()
    assert page.rows()[0].state == "expected"
    desk.undos[0]()  # pressed twice
    assert page.rows()[0].state == "expected"


def test_a_walk_in_by_ctrl_enter_and_the_post_most_short(page: SignInPage, hand: Hand) -> None:
    hand.types("cl")
    assert shown(page) == ["曹莉"]
    hand(Qt.Key.Key_Return)
    assert page.strip.text() == "曹莉不在本班名单，按 Ctrl+Enter 作为临时志愿者签到"
    page.finish_button.click()  # Ctrl+Enter
    sheet = sheet_of(page, PlaceSheet)
    assert [one.title for one in sheet.list.offers.choices] == ["义诊测压", "理发修面", "不定岗位"]
    sheet.list.step(1)
    sheet.take()
    assert page.strip.title.text() == "曹莉 已签到 08:26"
    row = next(one for one in page.rows() if one.name == "曹莉")
    assert (row.kind, row.post) == ("walk_in", "理发修面")


def test_what_nobody_is_called_says_what_to_do(page: SignInPage, hand: Hand) -> None:
    hand.types("zzq")
    hand(Qt.Key.Key_Return)
    assert "没有找到“zzq”，请核对；第一次来的按 Alt+N 登记" in page.strip.text()
    hand(Qt.Key.Key_N, held=ALT)
    sheet_of(page, RegisterSheet).reject()
    page.box.clear()
    hand(Qt.Key.Key_Return)
    assert "请先输入首字母或手机尾号" in page.strip.text()


def test_a_scan_signs_in_at_once(page: SignInPage) -> None:
    assert page.scanned("ZY00001")
    assert page.strip.title.text() == "林晓梅 已签到 08:26"
    assert page.scanned("ZY00005")
    assert "曹莉不在本班名单" in page.strip.text()
    assert not page.scanned("SL20261124-012")
    with page.context.db.read() as session:
        assert [r.way for r in session.query(Attendance)] == ["scanned"]


def test_pills_and_the_posts_still_awaited(page: SignInPage, hand: Hand) -> None:
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    page.pills.choose(1)
    page._list_rows()
    assert shown(page) == ["徐桂兰", "徐国良"]
    page.pills.choose(2)
    page._list_rows()
    assert shown(page) == ["林晓梅"]
    assert [row.name for row in page.missing()] == ["徐桂兰", "徐国良"]


def test_f9_finds_who_steps_in(page: SignInPage, hand: Hand) -> None:
    page.show_for_width(900)  # 150 %: the side has no room, its key works all the same
    assert not page.side.isVisible()
    assert page.title.text() == "11月24日 周二 · 上午一 08:30–10:00"
    hand.types("xgl")
    hand(Qt.Key.Key_Down)
    hand(Qt.Key.Key_F9)
    sheet = sheet_of(page, SubstituteSheet)
    sheet.edit.setText("wx")
    sheet.take()
    assert page.strip.title.text() == "吴霞 已签到 08:26"
    kinds = {row.name: (row.state, row.kind) for row in page.rows()}
    assert kinds["吴霞"] == ("present", "substitute")
    away = next(one for one in page.rows() if one.state == "no_show")
    assert away.is_relieved
    assert away not in page.missing()
    assert state_words(away) == "未到 · 已有人顶"
    page.box.setText(away.name)
    hand(Qt.Key.Key_F9)
    assert page.strip.title.text().startswith(f"{away.name}的岗已经有人顶了")


def test_ctrl_z_in_the_empty_box_is_not_the_typing_s(page: SignInPage, hand: Hand) -> None:
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    assert not page.box.isUndoAvailable()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    event.setAccepted(False)
    QApplication.sendEvent(page.box, event)
    assert not event.isAccepted()
    hand(Qt.Key.Key_Z, held=CTRL)
    assert page.box.text() == ""


def test_lines_of_a_paper_sheet_that_was_left_are_kept(page: SignInPage) -> None:
    page.acts.type_sheet()
    sheet: PaperSheet = sheet_of(page, PaperSheet)
    assert not sheet.scanned("ZY99999")
    assert sheet.scanned("13812346602"), "a whole number is a scan"
    sheet.ends.setText("8:00")
    sheet.add()
    assert "结束时间 08:00 不晚于开始时间 08:30" in sheet.banner.text()
    assert sheet.lines == []
    sheet.ends.setText("10:00")
    sheet.add()
    sheet.reject()
    page.acts.type_sheet()
    again: PaperSheet = sheet_of(page, PaperSheet)
    assert [one.name for one in again.lines] == ["林晓梅"]
    assert "上次录入的 1 行还没有存" in again.banner.text()
    again.store()
    assert page.strip.title.text() == "已录入 1 条签到"
    page.acts.type_sheet()
    assert sheet_of(page, PaperSheet).lines == []


def test_a_paper_sheet_is_typed_in_by_keyboard(page: SignInPage, hand: Hand, qtbot: QtBot) -> None:
    hand(Qt.Key.Key_M, held=ALT)
    sheet: PaperSheet = sheet_of(page, PaperSheet)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.name)
    hand.types("lxm")
    hand(Qt.Key.Key_Return)
    assert (sheet.begins.text(), sheet.ends.text()) == ("08:30", "11:30")
    sheet.begins.setText("25:00")
    sheet.add()
    assert "签到：“25:00”不是钟点" in sheet.banner.text()
    sheet.begins.setText("0840")
    sheet.add()
    sheet.add_roster()
    assert [one.name for one in sheet.lines] == ["林晓梅", "徐桂兰", "徐国良", "马超"]
    sheet.table.selectRow(3)
    sheet.remove()
    sheet.store()
    assert page.strip.title.text() == "已录入 3 条签到"
    assert [row.state for row in page.rows()] == ["out", "out", "out"]
