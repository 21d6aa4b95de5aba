"""更多: what is seldom done at the sign-in desk."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from gridhall.volunteering.dialogs.stars import StarsSheet
from gridhall.volunteering.rules.hours import QUALITIES

if TYPE_CHECKING:
    from gridhall.volunteering.pages.sign_in.page import SignInPage

Entry = tuple[str, str, Callable[[], object] | None]


def open_menu(page: "SignInPage") -> QMenu:
    """Below the button."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, keys, act in _entries(page):
        if act is None:
            menu.addSeparator()
        else:
            menu.addAction(f"{words}\t{keys}" if keys else words, partial(page.act, act))
    rated = QMenu("服务评价", menu)
    everybody = QMenu("本班没评的都评为", menu)
    for code, words in QUALITIES.items():
        rated.addAction(words, partial(page.act, partial(page.acts.evaluate, code)))
        every = partial(page.acts.evaluate, code, everybody=True)
        everybody.addAction(words, partial(page.act, every))
    menu.insertMenu(menu.actions()[0], everybody)
    menu.insertMenu(everybody.menuAction(), rated)
    button = page.more_button
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    return menu


def _entries(page: "SignInPage") -> list[Entry]:
    acts = page.acts
    return [
        ("", "", None),
        ("请假…", "Alt+Q", acts.excuse),
        ("记为未到", "", acts.no_show),
        ("从候补顶岗…", "F9", acts.substitute),
        ("登记新志愿者…", "Alt+N", acts.register),
        ("", "", None),
        ("计 / 不计志愿服务时长", "", acts.turn_paid),
        ("作废签到…", "", acts.void),
        ("", "", None),
        ("时长台账…", "Ctrl+H", acts.show_hours),
        ("星级与时长取整…", "", partial(_stars, page)),
    ]


def _stars(page: "SignInPage") -> None:
    StarsSheet(page, page.context).open()
