"""The part of the sheet for the sign-in page leaves out only what nobody sees there."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gridhall.qt import stylesheet
from gridhall.qt.sign_in import Operator, SignInPage
from gridhall.qt.theme import application, apply_theme
from gridhall.qt.tokens import Mode


def _picture(qtbot: QtBot, wrong: bool) -> QImage:
    window, page = QMainWindow(), SignInPage()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    window.resize(1366, 768)
    page.show_hall("凤凰社区", "版本 1")
    page.show_operators([Operator(1, "张桂花"), Operator(2, "王芳")], 1)
    window.show()
    if wrong:
        page.refuse("密码不对，还可以试 4 次")
    window.setFocus()
    application().processEvents()
    return window.grab().toImage()


@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 150)])
@pytest.mark.parametrize("wrong", [False, True])
def test_the_sign_in_page_looks_the_same(
    qtbot: QtBot, tmp_path: Path, mode: Mode, percent: int, wrong: bool
) -> None:
    app = application()
    apply_theme(app, mode, percent, tmp_path, first=True)
    first = _picture(qtbot, wrong)
    apply_theme(app, mode, percent, tmp_path)
    assert _picture(qtbot, wrong) == first
    apply_theme(app, Mode.LIGHT, 100, tmp_path)


def test_it_keeps_rules_in_order_and_drops_other_widgets_and_pictures() -> None:
    sheet = """
    /* QLabel { remark: 1; } */
    QWidget, QTableView { color: red; }
    QComboBox QLineEdit { color: green; }
    QMainWindow::separator { image: url(icon:x.svg); }
    QFrame[chip="red"] { color: blue; }
    QLabel[role="err"]:disabled { color: black; }
    """
    kept = stylesheet.first_part(sheet)
    assert kept == 'QWidget{color: red;}\nQLabel[role="err"]:disabled{color: black;}'
