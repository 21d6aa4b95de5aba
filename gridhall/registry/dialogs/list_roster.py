"""花名册 of one building or many, each a paper of its own; what is made stays if stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.clerks.service import record
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled, Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.papers import service as papers
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable
from gridhall.registry.documents.roster import Roster, roster_order, roster_paper
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.lists import Reading, list_rows, names_of_places
from gridhall.registry.rules import reveal_reason
from gridhall.registry.rules.lists import Names, Wanted, in_words


@dataclass(frozen=True, slots=True)
class Wish:
    """Which buildings' rosters, of whom, what for."""

    wanted: Wanted
    buildings: Sequence[int]
    names: Names
    purpose: str
    keys: Sequence[str]  # a request key for each building: pressing twice makes one


class RosterSheet(WorkingSheet):
    """Ticks the buildings, asks what for, makes the papers."""

    def __init__(self, context: Context, parent: QWidget, wanted: Wanted) -> None:
        super().__init__(context, parent, ("打印花名册", "print"), (560, 620))
        self._wanted, self._key = wanted, str(uuid4())
        with context.db.read() as session:
            self._names = names_of_places(session, context.clerk)
        self.list, self.purpose = TickTable(), QLineEdit()
        self.list.setAccessibleName("楼栋，空格勾选，Ctrl+A 全选")
        self.purpose.setAccessibleName("用途，必填")
        self.purpose.setPlaceholderText("用途，例如“入户走访”")
        self.purpose.setMaxLength(100)
        self._counted = label("", "b")
        self.print_button = foot_button("出花名册", "Ctrl+Enter", "primary", "print")
        leave = foot_button("不打了", "Esc")
        leave.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._print)
        self._lay_out()
        self.set_foot([], [leave, self.print_button])
        self.first_focus = self.purpose

    def ticked(self) -> list[int]:
        """The chosen buildings."""
        return [int(str(one)) for one in self.list.ticked()]

    def _lay_out(self) -> None:
        filters = " · ".join(in_words(self._wanted, self._names)) or "全部在册"
        self.say(f"名单条件：{filters}")
        self.list.show_choices(list(self._names.buildings.items()), self._wanted.buildings)
        self.list.changed.connect(self._count)
        self._count()
        told = "每栋一份，号码遮住；用途印在册上，并记入操作记录。"
        for widget in (self.purpose, label(told, "sub", wrap=True), self._counted):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.progress)

    def _count(self) -> None:
        count = len(self.ticked())
        self._counted.setText(f"已选 {count} 栋" if count else "请勾楼栋：空格勾选，Ctrl+A 全选")

    def _print(self) -> None:
        chosen = self.ticked()
        try:
            if not chosen:
                raise UserError("请先勾上要打印的楼栋。")
            if len(self.purpose.text().strip()) < 2:
                raise UserError("请写明用途，例如“入户走访”，会印在册上。")
            purpose = reveal_reason(self.purpose.text())
        except UserError as error:
            self.refuse(error)
            return
        keys = [f"{self._key[:24]}{one:012d}" for one in chosen]
        wish = Wish(self._wanted, chosen, self._names, purpose, keys)
        doing = Doing(
            "正在出花名册", "份", len(chosen), "已出的会保留", "已停下，出好的在“已出文书”里",
            matters=True,
        )  # fmt: skip
        self.run(doing, partial(make_rosters, self.context, wish), self._made)

    def _made(self, made: tuple[list[int], list[str]]) -> None:
        papers_made, empty = made
        left_out = f"；{'、'.join(empty[:3])}没有符合条件的人" if empty else ""
        if not papers_made:
            self.refuse(UserError(f"没有出花名册{left_out}。请换楼栋或放宽条件。"))
            return
        desk = self.context.desk
        if not self.gone:
            self.accept()
        if len(papers_made) == 1 and not empty:
            desk.preview(papers_made[0])
            return
        desk.toast(f"已出花名册 {len(papers_made)} 份，在“已出文书”里打印{left_out}")


def make_rosters(context: Context, wish: Wish, progress: Progress) -> tuple[list[int], list[str]]:
    """Issue a roster of each building; the papers' ids, and buildings nobody lives in.

    Stopped in the middle, what is issued stays and is given back.
    """
    made: list[int] = []
    empty: list[str] = []
    for at, (building, key) in enumerate(zip(wish.buildings, wish.keys, strict=True)):
        try:
            progress.report(at, len(wish.buildings))
        except Cancelled:
            if not made:
                raise
            break
        roster = _roster(context, wish, building)
        if roster.rows:
            made.append(_issue(context, roster, key))
        else:
            empty.append(roster.building)
    return made, empty


def _roster(context: Context, wish: Wish, building: int) -> Roster:
    here = replace(wish.wanted, buildings=(building,), order="address")
    rest, today = replace(wish.wanted, buildings=(), as_at=None), context.today()
    with context.db.read() as session:
        ids = listed(session, context.clerk, here, today)
        found = list_rows(session, context.clerk, ids, Reading(here.as_at, today))
    rows = [found[one] for one in ids if one in found]
    words = "，".join(in_words(rest, wish.names))
    name, day = wish.names.buildings[building], here.as_at or today
    return Roster(building, name, rows, words, wish.purpose, day, today)


def _issue(context: Context, roster: Roster, key: str) -> int:
    """The paper, and who asked for it what for."""
    order = roster_order(roster, context.hall, key)
    paper = papers.issue(
        context.db, context.clerk, order, partial(roster_paper, roster, context.hall)
    )
    said = {"number": paper.number, "reason": roster.purpose, "rows": len(roster.rows)}
    with context.db.write() as session:
        record(session, context.clerk, "list.print", ("paper", paper.id), {"after": said})
    return paper.id
