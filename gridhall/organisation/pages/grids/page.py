"""组织架构·网格: every grid with its households; balanced, split, merged, seen as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gridhall.organisation.columns.grids import GRIDS
from gridhall.organisation.columns.tree import path_words
from gridhall.organisation.pages.grids.acts import GridActs
from gridhall.organisation.pages.grids.panel import GridPanel, GridView
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.pages.tree.printing import PaperDesk
from gridhall.organisation.queries.grid_places import without_grid
from gridhall.organisation.queries.grids import GridLine, grid_card, grid_rows
from gridhall.organisation.queries.seats import seats_of_grid
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.tree import Tree
from gridhall.places.queries import grid_size
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {"grid", "past_grid", "grid_holding", "organisation", "seat", "tenure", "outsider", "entrance"}
) | {"household", "membership", "person", "past_address", "hall_setting", "compound"}
PILLS = ("全部", "户数偏多偏少", "网格员空缺", "没有归属")
_MANNER = Manner(
    name="网格",
    placeholder="编号、首字母、网格员",
    columns=GRIDS,
    tables=_TABLES,
    pills=PILLS,
    glyph="lan",
    side=456,
    day_words="这一天的网格，只能看，不能改",
)


@dataclass(frozen=True, slots=True)
class GridsTold:
    """What the list is made of."""

    lines: Sequence[GridLine]
    tree: Tree
    lone: int  # entrances without a grid
    target: int  # households of a new grid


class GridsPage(ListedPage):
    """Alt+G balances; what no grid looks after stands above the list."""

    plate_wanted = Signal()  # the numbers on the buildings' plates

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, GridPanel(context.today()))
        self.told = GridsTold((), Tree(()), 0, 300)
        self.papers = PaperDesk(context, cast(Any, self), self.ui.jobStrip)
        self.acts = GridActs(self)
        self.new_button = button("新建网格", "Ctrl+N", "", "add")
        self.balance_button = button("调整网格", "Alt+G", "primary", "wand_stars")
        self.print_button = button("打印", "Ctrl+P", "", "print")
        self.compounds_button = button("小区…", "Alt+X", "", "apartment")
        self.size_button = button("户数标准…", "Alt+B", "", "settings")
        for lesser in (self.compounds_button, self.size_button):
            lesser.setProperty("secondary", True)
        for made in (
            self.new_button, self.balance_button, self.print_button, self.compounds_button,
            self.size_button,
        ):  # fmt: skip
            made.setParent(self)
        self._connect_acts()

    panel: GridPanel

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (
            self.day_button, self.compounds_button, self.size_button, self.print_button,
            self.new_button, self.balance_button,
        )  # fmt: skip

    def reading(self) -> Callable[[Any], GridsTold]:
        """The list, on the day on show."""
        today, as_at = self.context.today(), self.as_at

        def read(session: Any) -> GridsTold:
            lines, size = grid_rows(session, today, as_at), grid_size(session)
            lone = without_grid(session) if as_at is None else 0
            return GridsTold(lines, tree(session, as_at), lone, size.target)

        return read

    def take(self, told: GridsTold) -> None:
        """Keep it; what no grid looks after is said."""
        self.told = told
        if told.lone:
            words = f"{told.lone} 个单元没有网格，住在里面的人没有网格员管"
            self.ui.notice.say("amber", words, "划进网格", "Alt+J")
        else:
            self.ui.notice.hide()
        off = sum(line.state != "ok" for line in told.lines)
        vacant = sum(not line.main_name for line in told.lines)
        lone = sum(line.organisation_id is None for line in told.lines)
        self.ui.pills.set_counts(PILLS, (len(told.lines), off, vacant, lone))
        households = sum(line.households for line in told.lines)
        words = f"{len(told.lines)} 个网格 · {households:,} 户"
        words += f" · {off} 个户数偏多或偏少" if off else " · 户数都正常"
        self.ui.countLabel.setText(words + (f" · {vacant} 个缺网格员" if vacant else ""))
        self.counted.emit(len(told.lines))

    def rows(self) -> Sequence[GridLine]:
        """Those of the pill."""
        kept: tuple[Callable[[GridLine], bool], ...] = (
            lambda _: True,
            lambda line: line.state != "ok",
            lambda line: not line.main_name,
            lambda line: line.organisation_id is None,
        )
        fits = kept[max(0, self.ui.pills.current())]
        return [line for line in self.told.lines if fits(line)]

    def typed_as(self, row: GridLine) -> str:
        """Code, name, who looks after it, whose it is."""
        people = f"{row.main_name} {row.assistant_name}"
        return f"{row.code} {row.name} {people} {row.organisation_name}"

    def reading_card(self, row: GridLine) -> Callable[[Any], GridView]:
        """One grid with its seats."""
        today, as_at, forest = self.context.today(), self.as_at, self.told.tree

        def read(session: Any) -> GridView:
            seats = seats_of_grid(session, row.id, today, as_at)
            path = path_words(forest, row.organisation_id, whole=True)
            return GridView(grid_card(session, row.id, today, as_at), tuple(seats), path)

        return read

    def show_card(self, told: GridView) -> None:
        """Show it; on a past day without what would change it."""
        self.panel.show_view(told, may_change=self.as_at is None)

    def open_row(self, row: GridLine) -> None:
        """Enter: change it; who may not, or sees a past day, goes into the card."""
        if self.may_write():
            self.act(self.acts.change, writes="改网格")
        else:
            self.panel.seats.setFocus(Qt.FocusReason.TabFocusReason)

    def follow(self) -> None:
        """On a past day nothing is made."""
        writing = self.as_at is None
        for made in (self.new_button, self.balance_button):
            made.setVisible(writing)

    def say_empty(self) -> None:
        """No grid at all, or none of this pill."""
        empty = self.ui.empty
        if self.told.lines:
            empty.say("这里没有网格", "换上面的条件看看", "task_alt")
            empty.offer("")
        elif self.as_at is not None:
            empty.say("这一天还没有网格", "换一天，或回到今天（Alt+D）", "lan")
            empty.offer("")
        else:
            empty.say("还没有网格", "先建网格，再把楼栋单元划进去；也可以从表格导入", "lan")
            empty.offer("新建网格", "Ctrl+N", "add")

    def show_grid(self, grid_id: int) -> None:
        """Choose a grid, as another page wants it."""
        self.ui.pills.choose(0)
        self.relist()
        self.choose(grid_id)

    def _connect_acts(self) -> None:
        acts, panel, do = self.acts, self.panel, self.act
        self.new_button.bind_key().clicked.connect(partial(do, acts.found, writes="加网格"))
        self.balance_button.bind_key().clicked.connect(partial(do, acts.balance, writes="调整网格"))
        self.print_button.bind_key().clicked.connect(acts.print_menu)
        self.compounds_button.bind_key().clicked.connect(partial(do, acts.compounds))
        self.size_button.bind_key().clicked.connect(partial(do, acts.size))
        self.ui.empty.acted.connect(partial(do, acts.found, writes="加网格"))
        self.ui.notice.acted.connect(partial(do, acts.give_lone, writes="划分网格"))
        self.add_key("Alt+J", partial(do, acts.give_lone, writes="划分网格"))
        for made, act, writes in (
            (panel.change_button, acts.change, "改网格"),
            (panel.split_button, acts.split, "拆分网格"),
            (panel.merge_button, acts.merge, "合并网格"),
            (panel.give_button, acts.give, "划分网格"),
            (panel.appoint_button, acts.appoint, "任命"),
            (panel.relieve_button, acts.relieve, "办离任"),
            (panel.history_button, acts.history, ""),
        ):
            made.bind_key().clicked.connect(partial(do, act, writes=writes))
        panel.seat_button.bind_key().clicked.connect(acts.seat_menu)
        panel.seat_opened.connect(acts.open_seat)
