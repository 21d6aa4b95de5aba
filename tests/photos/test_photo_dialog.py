"""The sheet of a record's photos, used by keyboard."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.photos.dialogs.look import LookSheet
from gridhall.photos.queries import photos_of
from gridhall.photos.service import AttachmentDraft, add_attachment
from gridhall.photos.service.attachments import reprint
from gridhall.qt.context import Context
from tests.modal import answer, window
from tests.photos.test_attachments import paper
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


def test_a_paper_is_named_kept_and_withdrawn(
    qtbot: QtBot, sheet: PhotoSheet, tmp_path: Path
) -> None:
    path = tmp_path / "张三 13800001111.pdf"
    path.write_bytes(paper(pages=2))

    def name(asked: Any) -> None:
        asked.reason.setText("维修验收单")
        asked._act.click()

    answer(name)
    sheet.take_paper(path)
    assert [sheet.list.item(0).text()] == ["维修验收单（2 页）"]
    assert not sheet.caption.isEnabled()

    def why(asked: Any) -> None:
        asked.reason.setText("传错了")
        asked._act.click()

    sheet.activateWindow()
    qtbot.waitUntil(sheet.list.hasFocus)
    answer(why)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert sheet.list.count() == 0


def test_a_renamed_program_is_told_beside_the_button(sheet: PhotoSheet, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"MZ\x90\x00 a program")
    sheet.take_paper(path)
    assert "不是 PDF" in sheet.banner.text()


def test_a_photo_is_looked_at_as_large_as_the_window_allows(
    qtbot: QtBot, sheet: PhotoSheet, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(picture((900, 600)))
    sheet.take_in([path])
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    (look,) = sheet.findChildren(LookSheet)
    assert look.leaves.pages is not None
    assert look.leaves.pages.sizes[0].width() == 900
    look.reject()


def test_a_paper_is_looked_at_page_by_page(
    context: Context, sheet: PhotoSheet, tmp_path: Path
) -> None:
    draft = AttachmentDraft(reprint(paper(pages=2)), "维修验收单")
    with context.db.write() as session:
        add_attachment(session, context.clerk, ("service_day", 1), draft)
    sheet.show_photos()
    sheet.look()
    (look,) = sheet.findChildren(LookSheet)
    assert look.leaves.pages is not None
    assert len(look.leaves.pages) == 2
    look.reject()
