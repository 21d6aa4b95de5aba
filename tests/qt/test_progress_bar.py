import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.progress_bar import PATIENCE, ProgressStrip
from tests.audit import Dress, audit, bring_up


@pytest.fixture
def strip(qtbot: QtBot, dressed: Dress) -> ProgressStrip:
    dressed()
    host = QWidget()
    column = QVBoxLayout(host)
    made = ProgressStrip()
    column.addWidget(made)
    column.addWidget(QLineEdit())
    qtbot.addWidget(host)
    made.host = host
    host.resize(600, 120)
    bring_up(qtbot, host)
    return made


def test_it_says_how_far_and_what_stays(qtbot: QtBot, strip: ProgressStrip) -> None:
    strip.begin("正在生成 46 份服务证明", "份", "已生成的会保留")
    strip.report(29, 46)
    assert strip.text() == "正在生成 46 份服务证明　第 29 / 46 份"
    strip.show()
    assert audit(strip).problems == []


def test_a_short_job_shows_nothing(qtbot: QtBot, strip: ProgressStrip) -> None:
    assert PATIENCE >= 500
    strip.begin("正在检查")
    assert not strip.isVisible()
    strip.end()
    assert not strip.isVisible()
    strip._wait.setInterval(10)
    strip.begin("正在检查")
    qtbot.waitUntil(strip.isVisible)
    strip.end()
    assert not strip.isVisible()


def test_escape_asks_to_stop_once(qtbot: QtBot, strip: ProgressStrip) -> None:
    strip.begin("正在导入", "行")
    strip.show()
    told: list[int] = []
    strip.stopped.connect(lambda: told.append(1))
    qtbot.keyClick(strip.host, Qt.Key.Key_Escape)
    assert told == [1]
    assert strip.stop.text() == "正在停下…"
    assert not strip.stop.isEnabled()
    strip.begin("正在导入", "行")
    assert strip.stop.isEnabled()
