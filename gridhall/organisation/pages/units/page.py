"""组织架构·驻区与双报到单位: whom the hall works with, what they give, who reported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridhall.organisation.columns.units import UNITS
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.pages.units.acts import UnitActs
from gridhall.organisation.pages.units.panel import UnitPanel
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.queries.units import UnitCard, UnitRow, unit_card, units
from gridhall.organisation.rules.tree import Tree
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {"partner_unit", "party_relation", "party_member", "organisation", "outsider", "tenure", "seat"}
)
PILLS = ("全部", "驻区", "双报到", "没有人报到", "已停止")
_MANNER = Manner(
    name="单位",
    placeholder="名称、首字母、代码",
    columns=UNITS,
    tables=_TABLES,
    pills=PILLS,
    glyph="domain",
)


@dataclass(frozen=True, slots=True)
class UnitsTold:
    """What the list is made of; former units too."""

    units: Sequence[UnitRow]
    tree: Tree


class UnitsPage(ListedPage):
    """Type initials to find a unit; its members report here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, UnitPanel())
        self.told = UnitsTold((), Tree(()))
        self.acts = UnitActs(self)
        self.new_button = button("登记单位", "Ctrl+N", "primary", "add")
        self.new_button.setParent(self)
        panel, acts, do = self.panel, self.acts, self.act
        self.new_button.bind_key().clicked.connect(partial(do, acts.found, writes="登记单位"))
        self.ui.empty.acted.connect(partial(do, acts.found, writes="登记单位"))
        for made, act, writes in (
            (panel.change_button, acts.change, "修改单位"),
            (panel.end_button, acts.end, "停止共建"),
            (panel.report_button, acts.report, "登记报到"),
            (panel.end_report_button, acts.end_report, "结束报到"),
            (panel.history_button, acts.history, ""),
        ):
            made.bind_key().clicked.connect(partial(do, act, writes=writes))
        panel.reported_opened.connect(acts.open_person)

    panel: UnitPanel

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.new_button,)

    def reading(self) -> Callable[[Any], UnitsTold]:
        """Every unit, former ones too."""
        today = self.context.today()

        def read(session: Any) -> UnitsTold:
            return UnitsTold(units(session, today, ended=True), tree(session))

        return read

    def take(self, told: UnitsTold) -> None:
        """Keep it and count."""
        self.told = told
        today = self.context.today()
        counts = [
            sum(_fits(place, row, today) for row in told.units) for place in range(len(PILLS))
        ]
        self.ui.pills.set_counts(PILLS, counts)
        reported = sum(row.reported for row in told.units)
        self.ui.countLabel.setText(f"{counts[0]} 个单位 · 报到党员 {reported:,} 人")
        self.counted.emit(counts[0])

    def rows(self) -> Sequence[UnitRow]:
        """Those of the pill."""
        place, today = max(0, self.ui.pills.current()), self.context.today()
        return [row for row in self.told.units if _fits(place, row, today)]

    def typed_as(self, row: UnitRow) -> str:
        """Names, code, contact, what it can give."""
        words = (row.name, row.short_name, row.credit_code, row.contact, row.organisation_name)
        return " ".join((*words, *row.resources))

    def reading_card(self, row: UnitRow) -> Callable[[Any], UnitCard]:
        """One unit with who reported from it."""
        today = self.context.today()
        return lambda session: unit_card(session, row.id, today)

    def show_card(self, told: UnitCard) -> None:
        """Show it."""
        self.panel.show_unit(told)

    def open_row(self, row: UnitRow) -> None:
        """Enter: change it; who may not goes into the card."""
        if self.may_write():
            self.act(self.acts.change, writes="修改单位")
        else:
            self.panel.reported.setFocus(Qt.FocusReason.TabFocusReason)

    def say_empty(self) -> None:
        """No unit at all, or none of this pill."""
        empty = self.ui.empty
        if self.told.units:
            empty.say("这里没有单位", "换上面的条件看看", "task_alt")
            empty.offer("")
        else:
            said = "登记辖区里的学校、医院、企业和双报到单位；也可以从表格导入"
            empty.say("还没有单位", said, "domain")
            empty.offer("登记单位", "Ctrl+N", "add")


def _fits(place: int, row: UnitRow, today: Any) -> bool:
    """Whether a unit belongs under a pill."""
    ended = row.active_to is not None and row.active_to <= today
    if place == len(PILLS) - 1 or ended:
        return ended and place == len(PILLS) - 1
    kinds = {1: ("resident", "both"), 2: ("reporting", "both")}
    if place in kinds:
        return row.kind in kinds[place]
    return place == 0 or not row.reported
