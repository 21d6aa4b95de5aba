import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

import gridhall
from gridhall.qt.labels import chip, key_cap, label, set_look, tip, tip_text
from tests.audit import Dress

PACKAGE = Path(gridhall.__file__).parent
FORBIDDEN = re.compile(r"\bQLabel\(|QMessageBox\.|setToolTip\(|setTabToolTip\(|setWhatsThis\(")
ESCAPED = re.compile(r"set(Tab)?ToolTip\(.*tip_text\(")


def _sources() -> list[Path]:
    return [p for p in PACKAGE.rglob("*.py") if "forms" not in p.relative_to(PACKAGE).parts]


def test_nobody_lets_qt_guess_markup() -> None:
    """A resident called `<img src=...>` would make a bare label load a file."""
    found = [
        f"{path.relative_to(PACKAGE)}:{number} {line.strip()}"
        for path in _sources()
        if path.name != "labels.py" or path.parent.name != "qt"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if FORBIDDEN.search(line) and not ESCAPED.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("typed", ["<b>吴磊</b>", "a&amp;b", '<img src="x.png">', "&文件"])
def test_labels_show_what_was_typed(qtbot: QtBot, typed: str) -> None:
    for made in (label(typed), chip(typed), key_cap(typed)):
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText
        assert made.text() == typed


def test_markup_takes_the_room_of_its_letters(qtbot: QtBot) -> None:
    plain, marked = label("吴磊"), label("<b>吴磊</b>")
    for made in (plain, marked):
        qtbot.addWidget(made)
    assert marked.sizeHint().width() > plain.sizeHint().width() + 20


def test_a_tip_escapes_and_an_empty_one_stays_empty(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, "<b>&")
    assert "&lt;b&gt;&amp;" in widget.toolTip()
    assert tip_text("") == ""


def test_a_look_changes_at_once(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    made = label("超期", "sub")
    qtbot.addWidget(made)
    made.show()
    before = made.palette().color(made.foregroundRole())
    set_look(made, tone="red")
    assert made.palette().color(made.foregroundRole()) != before


def test_a_key_cap_says_that_it_is_a_key(qtbot: QtBot) -> None:
    made = key_cap("F8")
    qtbot.addWidget(made)
    assert made.accessibleName() == "快捷键 F8"
    assert not isinstance(made, QPushButton)
