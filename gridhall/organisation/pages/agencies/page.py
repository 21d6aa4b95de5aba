"""组织架构·办事机构: who does what the community does not, and every number a visitor asks for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.organisation.columns.agencies import AGENCIES
from gridhall.organisation.pages.agencies.acts import AgencyActs
from gridhall.organisation.pages.agencies.panel import AgencyPanel
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.queries.agencies import AgencyRow, agencies, agency_by_id
from gridhall.organisation.service.agency_list import ready_directory
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

PILLS = ("全部", "机构", "热线", "服务牌", "没有填", "已停用")
PLATE = PILLS.index("服务牌")
_MANNER = Manner(
    name="机构",
    placeholder="名称、首字母、电话",
    columns=AGENCIES,
    tables=frozenset({"agency"}),
    pills=PILLS,
    glyph="call",
    side=420,
)


class AgenciesPage(ListedPage):
    """Type initials to find an agency; the card says the number, where and when."""

    sheet_wanted = Signal(str)  # the command of Ctrl+K: 导入办事机构, 导出办事机构

    def __init__(self, context: Context) -> None:
        ready_directory(context.db, context.clerk)
        super().__init__(context, _MANNER, AgencyPanel())
        self.told: Sequence[AgencyRow] = ()
        self.acts = AgencyActs(self)
        self.new_button = button("登记机构", "Ctrl+N", "primary", "add")
        self.print_button = button("打印电话表", "Ctrl+P", "", "print")
        self.more_button = button("更多", "Alt+M", "", "more_horiz")
        for one in (self.new_button, self.print_button, self.more_button):
            one.setParent(self)
        panel, acts, do = self.panel, self.acts, self.act
        self.ui.empty.acted.connect(partial(do, acts.found, writes="登记机构"))
        for made, act, writes in (
            (self.new_button, acts.found, "登记机构"),
            (self.print_button, acts.print_directory, ""),
            (self.more_button, acts.more_menu, ""),
            (panel.change_button, acts.change, "修改机构"),
            (panel.end_button, acts.use, "停用机构"),
            (panel.plate_button, acts.plate, "改服务牌热线"),
            (panel.higher_button, acts.higher, "改服务牌热线"),
            (panel.lower_button, acts.lower, "改服务牌热线"),
        ):
            made.bind_key().clicked.connect(partial(do, act, writes=writes))

    panel: AgencyPanel

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.print_button, self.new_button)

    def show_plate(self) -> None:
        """The numbers on the plate, in their order."""
        self.ui.filterEdit.clear()
        self.ui.pills.choose(PLATE)
        self.relist()

    def plate_ids(self) -> Sequence[int]:
        """Who is on the plate, in its order."""
        listed = [row for row in self.told if _fits(PLATE, row)]
        return [row.id for row in sorted(listed, key=_on_plate)]

    def reading(self) -> Callable[[Any], Sequence[AgencyRow]]:
        """The whole directory, what is out of use too."""
        return lambda session: agencies(session, ended=True)

    def take(self, told: Sequence[AgencyRow]) -> None:
        """Keep it and count."""
        self.told = told
        counts = [sum(_fits(place, row) for row in told) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        lacking = counts[PILLS.index("没有填")]
        more = f"，{lacking} 个还没有填地址或电话" if lacking else ""
        self.ui.countLabel.setText(f"{counts[1]} 个机构、{counts[2]} 条热线{more}")

    def rows(self) -> Sequence[AgencyRow]:
        """Those of the pill; the plate in its own order."""
        place = max(0, self.ui.pills.current())
        found = [row for row in self.told if _fits(place, row)]
        return sorted(found, key=_on_plate) if place == PLATE else found

    def typed_as(self, row: AgencyRow) -> str:
        """Names, what it does, its number and address."""
        return " ".join((row.name, *row.aliases, row.does, row.phone, row.address))

    def reading_card(self, row: AgencyRow) -> Callable[[Any], AgencyRow]:
        """One agency as it is now."""
        return lambda session: agency_by_id(session, row.id)

    def show_card(self, told: AgencyRow) -> None:
        """Show it."""
        self.panel.show_agency(told)

    def open_row(self, row: AgencyRow) -> None:
        """Enter: change it; who may not goes into the card."""
        if allowed(self.context.clerk, Role.SUPERVISOR):
            self.act(self.acts.change, writes="修改机构")
        else:
            self.panel.change_button.setFocus(Qt.FocusReason.TabFocusReason)

    def say_empty(self) -> None:
        """Nothing under this pill."""
        empty = self.ui.empty
        empty.say("这里没有机构", "换上面的条件看看", "task_alt")
        empty.offer("" if self.told else "登记机构", "Ctrl+N", "add")


def _on_plate(row: AgencyRow) -> tuple[int, int]:
    return row.position, row.id


def _fits(place: int, row: AgencyRow) -> bool:
    """Whether an agency belongs under a pill."""
    if not row.active or PILLS[place] == "已停用":
        return not row.active and PILLS[place] == "已停用"
    return {
        "机构": not row.is_hotline,
        "热线": row.is_hotline,
        "服务牌": row.on_plate,
        "没有填": not row.phone or not (row.address or row.is_hotline),
    }.get(PILLS[place], True)
