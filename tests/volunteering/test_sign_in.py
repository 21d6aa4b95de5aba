"""现场签到: the page by its keys, as a clerk works it with a queue in front of the desk."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.qt.ask import Question
from gridhall.qt.context import Context
from gridhall.volunteering.columns.attendance import state_words
from gridhall.volunteering.dialogs.attendance import PlaceSheet
from gridhall.volunteering.dialogs.certificate_batch import CertificateBatchSheet
from gridhall.volunteering.dialogs.closing import ClosingSheet
from gridhall.volunteering.dialogs.hours import HoursSheet
from gridhall.volunteering.dialogs.hours_entry import EntrySheet
from gridhall.volunteering.dialogs.paper_sheet import PaperSheet
from gridhall.volunteering.dialogs.substitute import SubstituteSheet
from gridhall.volunteering.dialogs.volunteers.register import RegisterSheet
from gridhall.volunteering.models import Attendance
from gridhall.volunteering.pages.sign_in import SignInPage, acts
from gridhall.volunteering.pages.sign_in.menu import open_menu
from gridhall.volunteering.queries.attendance import attendance
from gridhall.volunteering.queries.hours import total_minutes
from gridhall.volunteering.service.attendance import Mark, sign_in, sign_out
from gridhall.volunteering.service.closing import close_day
from tests.factories import TODAY, FakeDesk
from tests.volunteering.people import volunteer
from tests.volunteering.served import make_day, roster

pytestmark = pytest.mark.gui
MORNING = (("义诊测压", "上午一"), ("义诊测压", "上午二"))
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NO = Qt.KeyboardModifier.NoModifier


class Hand:
    """One clerk's hand: every key press is counted, and goes where the focus is."""

    def __init__(self) -> None:
        self.presses = 0

    def __call__(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
        for key in keys:
            self.presses += 1
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, held)

    def types(self, letters: str) -> None:
        self(*(Qt.Key(ord(one.upper())) for one in letters))


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def hall(db: Database) -> Database:
    """Four on today's roster, 曹莉 and 吴霞 who are not; 徐桂兰 and 徐国良 sound alike."""
    with db.write() as session:
        for name, phone in (
            ("林晓梅", "13812346602"),
            ("徐桂兰", "18812343357"),
            ("徐国良", "18812343358"),
            ("马超", "15012347719"),
            ("曹莉", "13512342216"),
            ("吴霞", "13512342217"),
        ):
            volunteer(session, name, phone=phone)
        day = make_day(session, TODAY, ("义诊测压", "理发修面"))
        roster(session, day, 1, *MORNING)
        roster(session, day, 2, ("理发修面", "上午一"))
        roster(session, day, 3, ("理发修面", "上午一"))
        roster(session, day, 4, ("义诊测压", "下午一"))
    return db


@pytest.fixture
def page(qtbot: QtBot, hall: Database, context: Context) -> SignInPage:
    """The page at twenty-six past eight."""
    made = SignInPage(context)
    made.now = lambda: datetime.combine(TODAY, time(8, 26))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    for action in made.actions_above():
        action.setParent(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.box)
    return made


def at(page: SignInPage, hour: int, minute: int = 0, day: date = TODAY) -> None:
    page.now = lambda: datetime.combine(day, time(hour, minute))


def shown(page: SignInPage) -> list[str]:
    return [row.name for row in page.model.rows]


def sheet_of(page: SignInPage, kind: type) -> Any:
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


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
