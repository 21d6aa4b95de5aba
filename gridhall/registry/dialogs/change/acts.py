"""Which acts a card offers, and the sheet behind each (登记变动 Ctrl+J)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridhall.qt.context import Context
from gridhall.registry import queries
from gridhall.registry.dialogs.change.birth import BirthSheet
from gridhall.registry.dialogs.change.frame import ChangeSheet
from gridhall.registry.dialogs.change.head import HeadSheet
from gridhall.registry.dialogs.change.naming import FactSheet
from gridhall.registry.dialogs.change.sheets import (
    ComingSheet,
    LeavingSheet,
    MergeSheet,
    SplitSheet,
    WholeMoveSheet,
)
from gridhall.registry.rules.changes import Home, Member

Build = Callable[[QWidget, Context, tuple[Member, Home | None]], ChangeSheet]


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the menu; `key` chooses it, on every card the same.

    `group` puts a line between families of acts.
    """

    key: str
    kind: str
    title: str
    group: int
    needs: str = "home"  # home, several members, absent, any


_ACTS = (
    Act("1", "born", "出生：为孩子登记", 0),
    Act("2", "died", "去世", 0),
    Act("3", "moved_in", "迁入（回来）", 1, "absent"),
    Act("3", "moved_out", "迁出", 1),
    Act("4", "moved_inside", "社区内迁移：到另一户", 1),
    Act("5", "married_in", "婚迁：到配偶一户", 1, "any"),
    Act("6", "adopted", "收养：到收养人一户", 1, "any"),
    Act("7", "split", "分户", 2, "several"),
    Act("8", "merged", "并户", 2),
    Act("9", "moved", "整户搬迁", 2),
    Act("A", "head_changed", "换户主", 2, "several"),
    Act("B", "name_changed", "改名", 3, "any"),
    Act("C", "corrected", "更正", 3, "any"),
    Act("D", "hukou_changed", "户籍变更", 3, "any"),
)
_SHEETS: dict[str, Build] = {
    "born": BirthSheet,
    "died": partial(LeavingSheet, kind="died"),
    "moved_out": partial(LeavingSheet, kind="moved_out"),
    "moved_in": partial(ComingSheet, kind="moved_in"),
    "moved_inside": partial(ComingSheet, kind="moved_inside"),
    "married_in": partial(ComingSheet, kind="married_in"),
    "adopted": partial(ComingSheet, kind="adopted"),
    "split": SplitSheet,
    "merged": MergeSheet,
    "moved": WholeMoveSheet,
    "head_changed": HeadSheet,
    "name_changed": partial(FactSheet, kind="name_changed"),
    "corrected": partial(FactSheet, kind="corrected"),
    "hukou_changed": partial(FactSheet, kind="hukou_changed"),
}
_OPEN = ("present", "unsettled", "left")


def acts_for(status: str, members: int) -> list[Act]:
    """What may be done to somebody of this status, in a household of so many (0: in none)."""
    if status not in _OPEN:
        return []
    fits = {
        "home": members > 0,
        "several": members > 1,
        "absent": members == 0,
        "any": True,
    }
    return [act for act in _ACTS if fits[act.needs]]


def open_act(parent: QWidget, context: Context, person_id: int, kind: str) -> ChangeSheet:
    """The sheet of an act, on the person and the household as they are now; not yet shown."""
    with context.db.read() as session:
        person = queries.standing(session, [person_id])[person_id]
        homes = queries.home_standing(
            session, [] if person.household_id is None else [person.household_id]
        )
    home = None if person.household_id is None else homes[person.household_id]
    sheet = _SHEETS[kind](parent, context, (person, home))
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return sheet
