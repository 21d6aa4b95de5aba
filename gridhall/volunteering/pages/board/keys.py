"""The keys of the view and what stands in its menu 更多; every act of the menu has its words."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from gridhall.volunteering.pages.board.printing import PAPERS

if TYPE_CHECKING:
    from gridhall.volunteering.pages.board.page import BoardPage

Entry = tuple[str, str, Callable[[], object] | None]
# Keys that work wherever the focus is in the view; letters work in the board alone.
_KEYS = (
    ("F9", "solve"),
    ("Shift+F9", "solve_month"),
    ("Alt+F9", "solve_year"),
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
        ("Ctrl+P", partial(page.act, partial(page.print_paper, PAPERS[0][0]))),
        ("Ctrl+E", partial(page.act, page.settings.change)),
        ("Alt+P", partial(page.act, page.settings.plan)),
        ("Alt+G", partial(page.act, page.settings.move)),
        ("Ctrl+N", partial(page.act, page.settings.activity)),
        ("Alt+S", page.open_menu),
    ):
        QShortcut(QKeySequence(keys), page).activated.connect(act)


def entries(page: "BoardPage") -> list[Entry]:
    """更多: what is seldom done."""
    acts, days = page.acts, page.settings
    return [
        *cell_entries(page),
        _LINE,
        ("移除全部冲突", "", acts.remove_clashing),
        ("整月一起排", "Shift+F9", acts.solve_month),
        ("全年一起排", "Alt+F9", acts.solve_year),
        ("放弃全部建议", "Esc", acts.drop),
        _LINE,
        ("岗位与班次…", "Alt+P", days.plan),
        ("这一天的安排…", "Ctrl+E", days.change),
        ("改期…", "Alt+G", days.move),
        ("新建活动…", "Ctrl+N", days.activity),
        ("照片…", "", days.photos),
        ("岗位目录…", "", days.duties),
        ("服务日规则…", "", days.policy),
    ]


def cell_entries(page: "BoardPage") -> list[Entry]:
    """What can be done in the chosen cell."""
    acts = page.acts
    return [
        ("选人", "Enter", page.pick),
        ("移除", "Del", acts.remove),
        ("采用这一条建议", "Alt+Y", acts.confirm),
        ("请假与顶岗…", "Q", acts.leave),
        ("为什么排、为什么不排…", "W", acts.why),
    ]


def papers(page: "BoardPage") -> list[Entry]:
    """打印: the papers of the day."""
    return [(words, keys, partial(page.print_paper, words)) for words, keys, _ in PAPERS]


_LINE: Entry = ("", "", None)
