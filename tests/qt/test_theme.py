import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.labels import label
from gridhall.qt.theme import current_theme, palette
from gridhall.qt.tokens import TOKENS, Mode
from tests.audit import Dress


def test_there_is_one_theme_and_it_tells_of_changes(
    qapp: QApplication, qtbot: QtBot, dressed: Dress
) -> None:
    theme = current_theme()
    assert current_theme() is theme
    with qtbot.waitSignal(theme.changed):
        dressed("dark", 150)
    assert theme.px(34) == 51
    assert theme.color("bg") == QColor(TOKENS[Mode.DARK]["bg"])
    assert theme.font("base").pixelSize() == 21


def test_an_unknown_scale_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="110"):
        current_theme().switch(Mode.LIGHT, 110)
    assert current_theme().percent == 100


def test_our_font_is_loaded_and_named_first(dressed: Dress, qapp: QApplication) -> None:
    dressed()
    assert "GridHall Hei" in QFontDatabase.families()
    assert qapp.font().families()[0] == "GridHall Hei"


def test_a_rare_name_is_drawn_with_some_width(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    shown = label("䶮")
    qtbot.addWidget(shown)
    shown.show()
    assert shown.fontMetrics().horizontalAdvance("䶮") >= 12


def test_the_palette_is_complete_and_opaque() -> None:
    made = palette(Mode.DARK)
    for role in ("Text", "PlaceholderText", "WindowText", "ButtonText", "HighlightedText"):
        assert made.color(QPalette.ColorRole[role]).alpha() == 255
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(TOKENS[Mode.DARK]["disabled_text"])


def test_roles_survive_the_sheet(qtbot: QtBot, dressed: Dress) -> None:
    """qt-material's `* {font-size}` would make every label 13 px."""
    dressed("light", 150)
    root = QWidget()
    qtbot.addWidget(root)
    title, meta = label("王芳", "xl"), label("昨天", "meta")
    for made in (title, meta):
        made.setParent(root)
    root.show()
    assert [made.fontInfo().pixelSize() for made in (title, meta)] == [33, 18]


def test_switching_while_open_changes_what_is_shown(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light")
    shown = QLabel("x")
    qtbot.addWidget(shown)
    shown.show()
    light = shown.palette().color(QPalette.ColorRole.WindowText)
    dressed("dark")
    assert shown.palette().color(QPalette.ColorRole.WindowText) != light
