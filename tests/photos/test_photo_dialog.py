"""The sheet of a record's photos, used by keyboard."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.photos.queries import photos_of
from gridhall.qt.context import Context
from tests.modal import answer, window
from tests.photos.test_photos import picture

__all__ = ["window"]
ALBUM = Album("service_day", 1, "11月25日 集中服务日")


@pytest.fixture
def sheet(qtbot: QtBot, context: Context, window: QWidget) -> PhotoSheet:
    made = PhotoSheet(window, context, ALBUM)
    with qtbot.waitExposed(made):
        made.show()
    return made


def captions(context: Context) -> list[str]:
    with context.db.read() as session:
        return [row.caption for row in photos_of(session, "service_day", 1)]


def test_photos_are_taken_in_and_what_is_none_is_named(
    qtbot: QtBot, context: Context, sheet: PhotoSheet, tmp_path: Path
) -> None:
    good, bad = tmp_path / "a.jpg", tmp_path / "b.jpg"
    good.write_bytes(picture((300, 200)))
    bad.write_bytes(b"no picture")
    sheet.take_in([good, bad])
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    assert "第 2 张" in sheet.banner.text()
    assert "其余 1 张已存好" in sheet.banner.text()


def test_described_and_withdrawn_by_keyboard(
    qtbot: QtBot, context: Context, sheet: PhotoSheet, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture((300, 200), "PNG"))
    sheet.take_in([path])
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    qtbot.keyClick(sheet.list, Qt.Key.Key_F2)
    sheet.caption.setText("<b>义诊</b>现场")
    qtbot.keyClick(sheet.caption, Qt.Key.Key_Return)
    assert captions(context) == ["<b>义诊</b>现场"]
    item: Any = sheet.list.item(0)
    assert item.text() == "<b>义诊</b>现场"

    def why(asked: Any) -> None:
        asked.reason.setText("传错了")
        asked._act.click()

    answer(why)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert captions(context) == []
    assert not sheet.empty.isHidden()
