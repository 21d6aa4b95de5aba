"""The keys of 党组织. They are the page's: where a button is hidden, its key still says why."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gridhall.organisation.pages.tree.page import PartyPage

_ACTS = (
    ("Ctrl+N", "found"),
    ("Ctrl+E", "change"),
    ("Ctrl+H", "history"),
    ("Alt+H", "elect"),
    ("Alt+R", "appoint"),
    ("Alt+L", "relieve"),
    ("Alt+G", "grids"),
    ("Alt+J", "todo"),
)
_SHIFTS = (("Alt+Up", -1), ("Alt+Down", 1))


def bind_keys(page: "PartyPage") -> None:
    """Make every key of the page work wherever the focus is; the order only in the tree."""
    for keys, name in _ACTS:
        _bind(page, keys, partial(page.act_by_key, name))
    _bind(page, "Ctrl+P", page.print_by_key)
    _bind(page, "Alt+D", page.toggle_day)
    _bind(page, "Ctrl+F", page.outline.start)
    for keys, by in _SHIFTS:  # in a date, Alt+Down opens the calendar
        made = _bind(page.ui.tree, keys, partial(page.shift, by))
        made.setContext(Qt.ShortcutContext.WidgetShortcut)


def _bind(owner: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    made = QShortcut(QKeySequence(keys), owner)
    made.activated.connect(act)
    return made
