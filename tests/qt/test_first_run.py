import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.entry import password_problem
from gridhall.qt.first_run import NewHall, NewHallPage, RecoverPage, Recovery, RecoveryCodePage
from tests.audit import Dress, audit, bring_up


def _shown(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1366, 697)
    bring_up(qtbot, page)


def test_a_hall_is_founded_from_five_fields(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    page = NewHallPage()
    _shown(qtbot, page)
    page.name.setText(" 龙腾社区党群服务中心 ")
    page.community.setText("龙腾社区")
    page.administrator.setText("柳建平")
    page.password.setText("十个字以上的一句话啊")
    page.again.setText("十个字以上的一句话啊")
    with qtbot.waitSignal(page.submitted) as told:
        qtbot.keyClick(page.again, Qt.Key.Key_Return)
    hall = NewHall("龙腾社区党群服务中心", "龙腾社区", "柳建平", "十个字以上的一句话啊")
    assert told.args == [hall]


def test_each_gap_is_named_under_its_field(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    page = NewHallPage()
    _shown(qtbot, page)
    with qtbot.assertNotEmitted(page.submitted):
        page.found.click()
    notes = [field.note.text() for field in page._fields]
    assert notes[0] == "请填写大厅名称"
    assert notes[3] == "密码至少 10 个字符，现在是 0 个；可以用一句话"
    assert page.name.hasFocus()


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("short", "short", "密码至少 10 个字符，现在是 5 个；可以用一句话"),
        ("long enough", "long enougj", "两次输入的密码不一样，请再输一遍"),
        ("long enough", "long enough", ""),
    ],
)
def test_the_strength_rule(first: str, again: str, said: str) -> None:
    assert password_problem(first, again) == said


@pytest.mark.parametrize("page_class", [NewHallPage, RecoveryCodePage, RecoverPage])
@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_clipped(
    qtbot: QtBot, dressed: Dress, page_class: type[QWidget], percent: int
) -> None:
    dressed("light", percent)
    page = page_class()
    _shown(qtbot, page)
    page._submit()
    assert audit(page).problems == []


def test_the_code_must_be_kept_before_going_on(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    page = RecoveryCodePage()
    _shown(qtbot, page)
    page.show_code("7KQM-2XTB-9PWF-HJ4D")
    with qtbot.assertNotEmitted(page.kept):
        page.go_on.click()
    with qtbot.waitSignal(page.print_wanted):
        page.print_it.click()
    page.check.setChecked(True)
    with qtbot.waitSignal(page.kept):
        page.go_on.click()
    assert page.code.text() == "", "the code is not left behind on the page"


def test_a_code_gives_a_new_password(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    page = RecoverPage()
    _shown(qtbot, page)
    page.start("王芳")
    assert page.code.hasFocus()
    page.code.setText(" 7KQM-2XTB ")
    page.password.setText("long enough")
    page.again.setText("long enough")
    with qtbot.waitSignal(page.submitted) as told:
        page.change.click()
    assert told.args == [Recovery("7KQM-2XTB", "long enough")]
    page.refuse("恢复码不对，请再核对一遍")
    assert page._code.note.text() == "恢复码不对，请再核对一遍"
