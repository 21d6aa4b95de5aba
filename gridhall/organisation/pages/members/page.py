"""组织架构·党员: who belongs to which branch, who reported, whose receipt is awaited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.organisation.columns.members import GONE, MEMBERS
from gridhall.organisation.columns.tree import Finder, organisation_choice, path_words
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.pages.members.acts import MemberActs
from gridhall.organisation.pages.members.panel import MemberPanel, MemberView
from gridhall.organisation.pages.tree.printing import PaperDesk
from gridhall.organisation.queries.members import (
    MemberRow,
    member_history,
    members_of,
    members_out,
)
from gridhall.organisation.queries.seats import seats_of_person
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.queries.units import UnitRow, units
from gridhall.organisation.rules.tree import Tree
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest

_TABLES = frozenset(
    {"party_member", "party_relation", "organisation", "partner_unit", "person", "outsider"}
) | {"seat", "tenure"}
PILLS = ("全部", "正式党员", "预备党员", "在职报到", "待回执", "人已离开")
_STATES: tuple[tuple[str, ...], ...] = (
    (), ("full", "unknown"), ("probationary",), ("reported",), ("awaiting",), GONE,
)  # fmt: skip
_MANNER = Manner(
    name="党员",
    placeholder="姓名、首字母",
    columns=MEMBERS,
    tables=_TABLES,
    pills=PILLS,
    glyph="group",
    row_px=34,
    day_words="这一天的党员，只能看，不能改",
    key=lambda row: row.relation_id,
)


@dataclass(frozen=True, slots=True)
class MembersTold:
    """What the list is made of: who belongs or reported, and who went and is awaited."""

    rows: Sequence[MemberRow]
    waiting: Sequence[MemberRow]
    tree: Tree
    units: Sequence[UnitRow]


class MembersPage(ListedPage):
    """Members of the hall, or of an organisation and all below it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, MemberPanel(context.today()))
        self.told = MembersTold((), (), Tree(()), ())
        self.papers = PaperDesk(context, cast(Any, self), self.ui.jobStrip)
        self.acts, self.below = MemberActs(self), Suggest()
        self._near: frozenset[int] | None = None  # organisations on show; None: all
        self._below_wanted: int | None = None  # to be chosen once the tree is read
        self.new_button = button("登记党员", "Ctrl+N", "primary", "group_add")
        self.in_button = button("转入", "Alt+I", "", "add")
        self.report_button = button("登记报到", "Alt+R", "", "how_to_reg")
        self.report_button.setProperty("secondary", True)
        self.print_button = button("打印回执", "Ctrl+P", "", "print")
        self.print_button.setProperty("secondary", True)
        for made in (self.new_button, self.in_button, self.report_button, self.print_button):
            made.setParent(self)
        self._dress_filter()
        self._connect_acts()

    panel: MemberPanel

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (
            self.day_button, self.print_button, self.report_button, self.in_button,
            self.new_button,
        )  # fmt: skip

    def reading(self) -> Callable[[Any], MembersTold]:
        """The members on the day on show; receipts are of today."""
        today, as_at = self.context.today(), self.as_at

        def read(session: Any) -> MembersTold:
            rows = members_of(session, None, today, as_at=as_at)
            out = members_out(session, today) if as_at is None else []
            waiting = [row for row in out if row.state == "awaiting"]
            there = {row.relation_id for row in waiting}
            rows = [row for row in rows if row.relation_id not in there]
            return MembersTold(rows, waiting, tree(session, as_at), units(session, today))

        return read

    def take(self, told: MembersTold) -> None:
        """Keep it and count."""
        self.told = told
        wanted, self._below_wanted = self._below_wanted, None
        if wanted is not None and wanted in told.tree.nodes:
            self.below.choose(organisation_choice(told.tree, wanted))
        self._find_near()
        self._count()
        self.counted.emit(sum(row.kind == "member" for row in told.rows))

    def rows(self) -> Sequence[MemberRow]:
        """Those of the pill, in the organisation on show."""
        return self._of(max(0, self.ui.pills.current()))

    def typed_as(self, row: MemberRow) -> str:
        """The name; the branch and unit in words."""
        return f"{row.name} {row.organisation_name} {row.unit_name}"

    def reading_card(self, row: MemberRow) -> Callable[[Any], MemberView]:
        """One member with every relation and seat."""
        today, forest = self.context.today(), self.told.tree
        who = {"person_id": row.person_id, "outsider_id": row.outsider_id}

        def read(session: Any) -> MemberView:
            history = tuple(member_history(session, today, **who))
            seats = tuple(seats_of_person(session, today, **who))
            now = next((one for one in history if one.relation_id == row.relation_id), row)
            return MemberView(now, history, seats, path_words(forest, row.organisation_id))

        return read

    def show_card(self, told: MemberView) -> None:
        """Show it."""
        self.panel.show_view(told, may_change=self.as_at is None)

    def open_row(self, row: MemberRow) -> None:
        """Enter: the resident's card; of somebody from outside what is known here."""
        self.act(self.acts.open_person)

    def follow(self) -> None:
        """On a past day nothing is made."""
        for made in (self.new_button, self.in_button, self.report_button):
            made.setVisible(self.as_at is None)

    def say_empty(self) -> None:
        """No member at all, or none of this pill."""
        empty = self.ui.empty
        if self.told.rows or self.told.waiting:
            empty.say("这里没有党员", "换上面的条件，或清空“组织”看全部", "task_alt")
            empty.offer("")
        else:
            empty.say("还没有党员", "在支部里登记党员，或办组织关系转入；也可以从表格导入", "group")
            empty.offer("登记党员", "Ctrl+N", "add")

    def show_organisation(self, organisation_id: int) -> None:
        """The members of an organisation and all below it, as another page wants them."""
        if organisation_id not in self.told.tree.nodes:
            self._below_wanted = organisation_id
            return
        self.below.choose(organisation_choice(self.told.tree, organisation_id))
        self._narrow_to()

    def branch_on_show(self) -> int | None:
        """The organisation whose members are on show; where a new one is likely to belong."""
        key = self.below.choice.key if self.below.choice is not None else None
        return key if isinstance(key, int) else None

    # How it does it

    def _of(self, place: int) -> list[MemberRow]:
        rows = self.told.waiting if PILLS[place] == "待回执" else self.told.rows
        states, near = _STATES[place], self._near
        return [
            row
            for row in rows
            if (not states or row.state in states) and (near is None or row.organisation_id in near)
        ]

    def _count(self) -> None:
        counts = [len(self._of(place)) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        belongs = counts[0] - counts[3]
        words = f"党员 {belongs:,} 人 · 在职报到 {counts[3]:,} 人"
        self.ui.countLabel.setText(words + (f" · 待回执 {counts[4]} 人" if counts[4] else ""))

    def _narrow_to(self, *_: object) -> None:
        self._find_near()
        self._count()
        self.relist()

    def _find_near(self) -> None:
        one = self.branch_on_show()
        known = one is not None and one in self.told.tree.nodes
        self._near = frozenset(self.told.tree.below(one)) if known and one is not None else None

    def _find(self, typed: str) -> Sequence[Any]:
        return Finder(self.told.tree)(typed)

    def _dress_filter(self) -> None:
        ui, row = self.ui, QHBoxLayout()
        self.below.set_find(self._find)
        self.below.setPlaceholderText("组织和它的下级，空着看全部")
        self.below.setAccessibleName("看哪个组织的党员")
        self.below.show_arrow()
        self.below.setMinimumWidth(260)
        ui.filterRow.insertWidget(1, self.below)
        ui.filterRow.removeWidget(ui.pills)
        row.setContentsMargins(14, 0, 14, 10)
        row.addWidget(ui.pills)
        row.addStretch(1)
        column = cast(QVBoxLayout, ui.listCard.layout())
        column.insertLayout(1, row)

    def _connect_acts(self) -> None:
        acts, panel, do = self.acts, self.panel, self.act
        self.below.picked.connect(self._narrow_to)
        self.below.emptied.connect(self._narrow_to)
        self.ui.empty.acted.connect(partial(do, acts.add, writes="登记党员"))
        for made, act, writes in (
            (self.new_button, acts.add, "登记党员"),
            (self.in_button, acts.transfer_in, "组织关系转入"),
            (self.report_button, acts.report, "登记报到"),
            (self.print_button, acts.print_slip, ""),
            (panel.change_button, acts.change, "修改党员信息"),
            (panel.out_button, acts.transfer_out, "组织关系转出"),
            (panel.move_button, acts.move, "调整党员所在支部"),
            (panel.receipt_button, acts.receipt, "登记回执"),
            (panel.end_report_button, acts.end_report, "结束报到"),
        ):
            made.bind_key().clicked.connect(partial(do, act, writes=writes))
        panel.more_button.bind_key().clicked.connect(acts.more_menu)
        self.add_key("Ctrl+H", partial(do, acts.history))
