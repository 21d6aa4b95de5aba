"""The keys of the view and what stands in its menu 更多; every act of the menu has its words."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from gridhall.volunteering.pages.board.page import BoardPage

Entry = tuple[str, str, Callable[[], object] | None]
# Keys that work wherever the focus is in the view; letters work in the board alone.
_KEYS = (
    ("F9", "solve"),
    ("Shift+F9", "solve_month"),
    ("Ctrl+Y", "accept"),
    ("Ctrl+Return", "publish"),
    ("Ctrl+Enter", "publish"),
    ("Alt+W", "why"),
    ("Alt+Q", "leave"),
    ("Alt+Y", "confirm"),
)


def bind_keys(page: "BoardPage") -> None:
    """Make them work."""
    for keys, name in _KEYS:
        made = QShortcut(QKeySequence(keys), page)
        made.activated.connect(partial(page.act_by_name, name))
    for keys, act in (
        ("Alt+Left", page.toggle_month),
        ("Alt+O", page.show_other),
        ("Alt+M", page.month.setFocus),
        ("Ctrl+F", page.pick),
    ):
        QShortcut(QKeySequence(keys), page).activated.connect(act)


def entries(page: "BoardPage") -> list[Entry]:
    """更多: what is seldom done."""
    acts = page.acts
    found: list[Entry] = [
        ("整月一起排", "Shift+F9", acts.solve_month),
        ("采用这一条建议", "Alt+Y", acts.confirm),
        ("放弃全部建议", "Esc", acts.drop),
        ("", "", None),
        ("请假与顶岗…", "Q", acts.leave),
        ("为什么排、为什么不排…", "W", acts.why),
    ]
    return found
