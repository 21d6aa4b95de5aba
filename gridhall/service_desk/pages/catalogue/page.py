"""材料与时限: every matter with its limit at the left, what it says at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.service_desk.pages.catalogue.acts import CatalogueActs
from gridhall.service_desk.pages.catalogue.panel import CataloguePanel
from gridhall.service_desk.pages.catalogue.rows import MATTERS, words_of
from gridhall.service_desk.queries.catalogue_history import (
    ACTIVE,
    COMING,
    RETIRED,
    CatalogueRow,
    MatterCard,
    categories,
    listing,
    matter_card,
)

_TABLES = frozenset({"service_item", "item_version", "item_material", "matter_pin", "service_case"})
PILLS = ("在办", "即办件", "承诺件", "待生效", "停用")
_ALL = "全部类别"
_MANNER = Manner(
    name="事项",
    placeholder="名称、首字母",
    columns=MATTERS,
    tables=_TABLES,
    pills=PILLS,
    glyph="description",
    side=560,
)


class CataloguePage(ListedPage):
    """Type to find a matter; Ctrl+E changes it from a day on, Ctrl+P prints its guide."""

    panel: CataloguePanel

    def __init__(self, context: Context, files: AskFile | None = None) -> None:
        self.all_rows: Sequence[CatalogueRow] = ()
        self.files = files or AskFile()
        super().__init__(context, _MANNER, CataloguePanel())
        self.acts = CatalogueActs(self)
        self.groups = QComboBox()
        self.groups.setAccessibleName("类别")
        self.groups.addItem(_ALL, "")
        self.groups.setMinimumContentsLength(6)
        self.ui.filterRow.insertWidget(1, self.groups)
        self.new_button = button("新事项", "Ctrl+N", "", "add")
        self.new_button.setParent(self)
        refit(self)
        self._connect_acts()
        self.idle.say("选一个事项", "这里显示它的时限、材料和办理信息", "description")

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.new_button,)

    def category(self) -> str:
        """The category on show; "" all."""
        return str(self.groups.currentData() or "")

    def show_item(self, item_id: int) -> None:
        """Show a matter once it is read, whatever was filtered before."""
        row = next((one for one in self.all_rows if one.id == item_id), None)
        self.groups.setCurrentIndex(0)
        if row is not None and not _fits(max(0, self.ui.pills.current()), row):
            self.ui.pills.choose(_pill_of(row))
        self.choose(item_id)
        self._wanted = item_id
        self.refresh()

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """The whole catalogue, what is over and what is to come with it."""
        return partial(listing, today=self.context.today())

    def take(self, told: Sequence[CatalogueRow]) -> None:
        """Keep them, count, and follow the categories; what was just written is shown."""
        self.all_rows = told
        counts = [sum(_fits(place, row) for row in told) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        self._follow_groups()
        wanted = next((row for row in told if row.id == self._wanted), None)
        if wanted is not None and not _fits(max(0, self.ui.pills.current()), wanted):
            self.ui.pills.choose(_pill_of(wanted))
        self.ui.countLabel.setText(f"共 {len(told)} 项 · 在办 {counts[0]} 项")
        may = allowed(self.context.clerk, Role.ADMINISTRATOR)
        self.ui.keysLabel.setText(
            "Enter 看材料 · Ctrl+E 修改 · Ctrl+P 服务指南"
            if may
            else "Enter 看材料 · 修改请管理员登录"
        )

    def rows(self) -> Sequence[CatalogueRow]:
        """Those of the pill and the category, in the catalogue's order."""
        place, category = max(0, self.ui.pills.current()), self.category()
        return [
            row
            for row in self.all_rows
            if _fits(place, row) and category in ("", row.matter.category)
        ]

    def typed_as(self, row: CatalogueRow) -> str:
        """Name, code, category."""
        return words_of(row)

    def reading_card(self, row: CatalogueRow) -> Callable[[Any], MatterCard]:
        """One matter with its history."""
        return partial(matter_card, item_id=row.id, today=self.context.today())

    def show_card(self, told: MatterCard) -> None:
        """Show it."""
        self.panel.show_matter(told, self.context.hall)

    def open_row(self, row: CatalogueRow) -> None:
        """Enter: into the materials."""
        to = self.panel.materials if row.matter.materials else self.panel.versions
        to.setFocus(Qt.FocusReason.TabFocusReason)

    def say_empty(self) -> None:
        """No matter at all, or none of this pill."""
        empty = self.ui.empty
        if self.all_rows:
            empty.say("这里没有事项", "换上面的条件看看", "description")
            empty.offer("")
        else:
            empty.say("事项目录还是空的", "新建一个，或者从表格导入（Alt+R）", "description")
            empty.offer("新事项", "Ctrl+N", "add")

    def _connect_acts(self) -> None:
        acts, panel, do = self.acts, self.panel, self.act
        self.groups.currentIndexChanged.connect(lambda _: self.relist())
        self.new_button.bind_key().clicked.connect(partial(do, acts.add))
        self.ui.empty.acted.connect(partial(do, acts.add))
        for made, act in (
            (panel.more_button, acts.more),
            (panel.guide_button, acts.guide),
            (panel.edit_button, acts.change),
        ):
            made.clicked.connect(partial(do, act))
            self.add_key(str(made.property("hint")), partial(do, act))
        for keys, other in (
            ("Alt+C", acts.copy),
            ("Alt+T", acts.turn),
            ("Alt+G", acts.pin),
            ("Alt+B", acts.booklet),
            ("Alt+X", acts.take_out),
            ("Alt+R", acts.bring_in),
        ):
            self.add_key(keys, partial(do, other))
        panel.version_wanted.connect(acts.open_version)

    def _follow_groups(self) -> None:
        chosen, known = self.category(), categories(self.all_rows)
        if known == [self.groups.itemData(at) for at in range(1, self.groups.count())]:
            return
        self.groups.blockSignals(True)
        self.groups.clear()
        self.groups.addItem(_ALL, "")
        for name in known:
            self.groups.addItem(name, name)
        self.groups.setCurrentIndex(max(0, self.groups.findData(chosen)))
        self.groups.blockSignals(False)


def _fits(place: int, row: CatalogueRow) -> bool:
    """Whether a matter belongs under a pill; one that will change stands under 待生效, too."""
    active = row.standing == ACTIVE
    return (
        active,
        active and row.matter.kind == "instant",
        active and row.matter.kind == "promised",
        row.standing == COMING or row.coming_on is not None,
        row.standing == RETIRED,
    )[place]


def _pill_of(row: CatalogueRow) -> int:
    return {ACTIVE: 0, COMING: 3, RETIRED: 4}[row.standing]
