"""三张清单: pills with counts, the list at the left, an item with its claims at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from gridhall.organisation.pages.listed import Manner
from gridhall.pledges.columns.items import ITEMS
from gridhall.pledges.pages.items.acts import ItemActs
from gridhall.pledges.pages.items.panel import ItemCard, ItemPanel
from gridhall.pledges.pages.listed import PledgeListed
from gridhall.pledges.queries.claims import claims_on
from gridhall.pledges.queries.items import ItemRow, item, items
from gridhall.pledges.queries.matching import matches
from gridhall.pledges.queries.projects import project
from gridhall.pledges.rules.states import ENDED
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {
        "list_item", "claim", "project_money", "project_step", "photo", "item_category",
        "partner_unit", "organisation", "post", "grid",
    }
)  # fmt: skip
_KINDS = ("demand", "project", "resource")  # as the first pills stand
PILLS = ("需求", "项目", "资源", "待认领", "办理中", "待确认", "过期", "已结束")
_WAITING, _DOING, _DELIVERED, _LATE, _ENDED = range(3, 8)
_MANNER = Manner(
    name="清单项目",
    placeholder="名称、首字母",
    columns=ITEMS,
    tables=_TABLES,
    pills=PILLS,
    glyph="fact_check",
    side=460,
)


class ItemsPage(PledgeListed):
    """Type to find an item; F10 claims it, Enter on what fits it meets it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, ItemPanel())
        self._all: Sequence[ItemRow] = ()
        self.acts = ItemActs(self)
        self.new_button = button("登记", "Ctrl+N", "primary", "add")
        self.new_button.setParent(self)
        panel, acts, do = self.panel, self.acts, self.act
        self.new_button.bind_key().clicked.connect(partial(do, acts.add))
        for made, act in (
            (panel.claim_button, acts.claim),
            (panel.deliver_button, acts.deliver),
            (panel.confirm_button, acts.confirm),
            (panel.more_button, acts.more),
            (panel.match_button, acts.match),
            (panel.change_button, acts.change),
            (panel.withdraw_button, acts.withdraw),
        ):
            made.clicked.connect(partial(do, act))
            if made.property("hint"):  # works where the card is not on show, too
                self.add_key(str(made.property("hint")), partial(do, act))
        projects = acts.projects
        for made, act in (
            (panel.step_button, projects.step),
            (panel.money_button, projects.money),
            (panel.photo_button, projects.photos),
            (panel.post_button, projects.post),
            (panel.counter_button, projects.counter),
        ):
            made.clicked.connect(partial(do, act))
            if made.property("hint"):
                self.add_key(str(made.property("hint")), partial(do, act))
        self.add_key("Ctrl+P", partial(do, projects.print_report))
        self.ui.empty.acted.connect(partial(do, acts.add))
        panel.matched.connect(lambda _row: do(acts.match))
        panel.claim_opened.connect(lambda row: do(partial(acts.next_step, row)))

    panel: ItemPanel

    def kind(self) -> str:
        """The list that is on show; "" on a pill that shows all three."""
        place = max(0, self.ui.pills.current())
        return _KINDS[place] if place < len(_KINDS) else ""

    def reading(self) -> Callable[[Any], list[ItemRow]]:
        """Every item of the three lists."""
        return partial(_read, today=self.context.today())

    def take(self, told: Sequence[ItemRow]) -> None:
        """Keep them and count; what was just added is shown, in whichever list it is."""
        known, self._all = {row.id for row in self._all}, told
        new = [row for row in told if row.id == self._wanted and row.id not in known]
        counts = [sum(_fits(place, row) for row in told) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        claimed = sum(row.taken > 0 for row in told)
        self.ui.countLabel.setText(f"共 {len(told):,} 项 · 认领过 {claimed:,} 项")
        self.counted.emit(counts[_WAITING])
        if new:
            self._show_list_of(new[0])

    def rows(self) -> Sequence[ItemRow]:
        """Those of the pill; what is past its day and what waits longest comes first."""
        place = max(0, self.ui.pills.current())
        found = [row for row in self._all if _fits(place, row)]
        if place == _ENDED:
            return found
        return sorted(found, key=lambda row: (not row.is_late, row.left == 0))

    def typed_as(self, row: ItemRow) -> str:
        """Number, title, whose, where, category."""
        words = (row.number, row.title, row.unit, row.unit_short, row.proposer, row.place)
        return " ".join((*words, row.category, row.organisation))

    def reading_card(self, row: ItemRow) -> Callable[[Any], ItemCard]:
        """One item with its claims and what fits it."""
        return partial(_read_card, item_id=row.id, today=self.context.today())

    def show_card(self, told: ItemCard) -> None:
        """Show it."""
        self.panel.show_item(told)

    def choose(self, key: object) -> None:
        """Show an item, on the pill that has it."""
        row = next((one for one in self._all if one.id == key), None)
        if row is not None and self._show_list_of(row):
            self.relist()
        super().choose(key)

    def _show_list_of(self, row: ItemRow) -> bool:
        """Go to the pill that has the item; whether another one was on show."""
        if _fits(max(0, self.ui.pills.current()), row):
            return False
        self.ui.pills.choose(_ENDED if row.state in ENDED else _KINDS.index(row.kind))
        return True

    def open_row(self, row: ItemRow) -> None:
        """Enter: claim what is left, else go into the card."""
        if row.left:
            self.act(self.acts.claim)
        else:
            self.panel.claims.setFocus(Qt.FocusReason.TabFocusReason)

    def say_empty(self) -> None:
        """No item at all, or none of this pill."""
        empty = self.ui.empty
        if self._all:
            empty.say("这里没有项目", "换上面的条件看看", "task_alt")
            empty.offer("")
        else:
            said = "登记居民的需求、单位能给的资源、要办的项目；也可以从表格导入"
            empty.say("三张清单还是空的", said, "fact_check")
            empty.offer("登记", "Ctrl+N", "add")


def _read(session: Any, today: Any) -> list[ItemRow]:
    return items(session, today)


def _read_card(session: Any, item_id: int, today: Any) -> ItemCard:
    row = item(session, item_id, today)
    found = claims_on(session, item_id, today)
    told = project(session, item_id) if row.kind == "project" else None
    return ItemCard(row, tuple(found), tuple(matches(session, item_id, today)), told)


def _fits(place: int, row: ItemRow) -> bool:
    """Whether an item belongs under a pill."""
    ended = row.state in ENDED
    if place == _ENDED or ended:
        return ended and place == _ENDED
    if place < len(_KINDS):
        return row.kind == _KINDS[place]
    return {
        _WAITING: row.state == "open" and row.kind != "resource",
        _DOING: row.state in ("claimed", "doing"),
        _DELIVERED: row.state == "delivered",
        _LATE: row.is_late,
    }[place]
