"""双报到单位: a year's table, red where a unit has no 惠民实事; a unit's year at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from gridhall.core.clock import number_of_hours
from gridhall.organisation.pages.listed import Manner
from gridhall.pledges.columns.units import UNITS
from gridhall.pledges.dialogs.papers import QuarterSheet
from gridhall.pledges.pages.listed import PledgeListed
from gridhall.pledges.pages.units.panel import UnitPanel
from gridhall.pledges.queries.units import UnitFigures, UnitPledges, unit_figures, unit_year
from gridhall.pledges.rules.spans import year_span
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit

_TABLES = frozenset(
    {"list_item", "claim", "partner_unit", "party_relation", "hours_entry", "volunteer"}
)
PILLS = ("全部", "没有实事", "过了承诺", "没有报到", "没有认领")
_YEARS = 6
_MANNER = Manner(
    name="单位",
    placeholder="名称、首字母",
    columns=UNITS,
    tables=_TABLES,
    pills=PILLS,
    glyph="domain",
    side=460,
)


class UnitYearsPage(PledgeListed):
    """Which unit did what this year, and what it still owes."""

    item_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, UnitPanel())
        self._all: Sequence[UnitFigures] = ()
        self.year = QComboBox()
        self.year.setAccessibleName("哪一年")
        this = context.today().year
        for year in range(this, this - _YEARS, -1):
            self.year.addItem(f"{year} 年", year)
        self.ui.filterRow.addWidget(self.year)
        refit(self)
        self.year.currentIndexChanged.connect(lambda _at: self.refresh())
        for made, act in (
            (self.panel.report_button, self.report),
            (self.panel.unit_button, self._open_unit),
        ):
            made.clicked.connect(partial(self.act, act))
            self.add_key(str(made.property("hint")), partial(self.act, act))
        self.panel.opened.connect(self.item_wanted)

    panel: UnitPanel

    def report(self) -> None:
        """出季度报告 of the chosen unit, or of all."""
        row: UnitFigures | None = self.ui.table.current()
        sheet = QuarterSheet(self, self.context, row.title if row else "")
        sheet.wanted.connect(partial(self._make, row))
        sheet.open()

    def reading(self) -> Callable[[Any], list[UnitFigures]]:
        """Every unit's figures of the year."""
        span, today = year_span(int(self.year.currentData())), self.context.today()
        return lambda session: unit_figures(session, span, today)

    def take(self, told: Sequence[UnitFigures]) -> None:
        """Keep them, count, add up."""
        self._all = told
        counts = [sum(_fits(place, row) for row in told) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        members, services = sum(row.members for row in told), sum(row.services for row in told)
        hours = number_of_hours(sum(row.minutes for row in told))
        claims, done = sum(row.claims for row in told), sum(row.done for row in told)
        self.ui.countLabel.setText(
            f"{len(told)} 家 · 报到 {members:,} 人 · 服务 {services:,} 人次 {hours} 小时 · "
            f"认领 {claims:,} 项 · 完成 {done:,} 项"
        )
        self.counted.emit(counts[1])

    def rows(self) -> Sequence[UnitFigures]:
        """Those of the pill, what lacks something first."""
        place = max(0, self.ui.pills.current())
        found = [row for row in self._all if _fits(place, row)]
        return sorted(found, key=lambda row: (not row.lacks_practical, -row.late))

    def typed_as(self, row: UnitFigures) -> str:
        """Names and contact."""
        return " ".join((row.name, row.short_name, row.contact, row.organisation))

    def reading_card(self, row: UnitFigures) -> Callable[[Any], UnitPledges]:
        """One unit's year."""
        year, today = int(self.year.currentData()), self.context.today()
        return lambda session: unit_year(session, row.id, year, today)

    def show_card(self, told: UnitPledges) -> None:
        """Show it."""
        self.panel.show_unit(told, int(self.year.currentData()))

    def open_row(self, row: UnitFigures) -> None:
        """Enter: into what it claimed."""
        self.panel.claims.setFocus(Qt.FocusReason.TabFocusReason)

    def say_empty(self) -> None:
        """No unit at all, or none of this pill."""
        empty = self.ui.empty
        if self._all:
            empty.say("这里没有单位", "换上面的条件看看", "task_alt")
        else:
            empty.say("还没有双报到单位", "请在组织架构·驻区与双报到单位里登记", "domain")
        empty.offer("")

    def _make(self, row: UnitFigures | None, quarter: Any, whole: bool, silent: bool) -> None:
        if whole or row is None:
            self.make_paper(
                "双报到报告", lambda i, at, p: i.issue_reports(at, quarter, "", p, silent)
            )
        else:
            self.make_paper("双报到报告", lambda i, at, _: i.issue_report(at, row.id, quarter))

    def _open_unit(self) -> None:
        self.context.desk.open_unit(self.chosen().id)


def _fits(place: int, row: UnitFigures) -> bool:
    """Whether a unit belongs under a pill."""
    return (
        True,
        row.lacks_practical,
        row.late > 0,
        not row.members and row.kind != "resident",
        not row.claims,
    )[place]
