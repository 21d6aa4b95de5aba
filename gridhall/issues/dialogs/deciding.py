"""梳理, 列入议题, 纳入吹哨, 不纳入: what becomes of an issue before somebody owes an answer."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.issues.columns.issues import likely_choice
from gridhall.issues.dialogs.fields import CategoryPick, PlacePick, choices, line, usual
from gridhall.issues.dialogs.step import Carried, IssueSheet, Look
from gridhall.issues.labels import DECLINES, SIZE_LEVELS, SIZES
from gridhall.issues.queries.cards import IssueCard
from gridhall.issues.queries.categories import leaves
from gridhall.issues.queries.issues import IssueFilter, issues
from gridhall.issues.queries.places import place_rows
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.orders import Refusal, Sorting
from gridhall.issues.rules.states import OPEN_STATES
from gridhall.issues.rules.when import When
from gridhall.issues.service.steps import admit, decline, put_on_agenda, sort_issue
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import tip
from gridhall.qt.suggest import Suggest

_HANDLED = {1: "网格", 2: "社区", 3: "街道"}
_BASES = ("联席会议议定", "党组织书记研究同意", "社区党委研究同意")


class SortSheet(IssueSheet):
    """What it is about, how big it is, where; what the title says is filled in already."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("梳理", "filter_list", (600, 420), "梳理完"))
        row = card.row
        self.category, self.how_big = CategoryPick("类别，必填"), choices(SIZES, row.size)
        self.place = PlacePick()
        with context.db.read() as session:
            self.category.set_categories(leaves(session))
            self.place.set_places(place_rows(session))
            self._known = {_key(one): one for one in place_rows(session)}
            manners = governance(session).manners
        self.manner = choices({"": "不写"} | {one: one for one in manners}, row.manner)
        self._fill()
        self.add_row("类别", self.category, "category", needed=True)
        self.add_row("大小", self.how_big, "size", needed=True)
        self.add_row("地点", self.place, "spot")
        self.add_row("议事规则", self.manner, "manner")
        self.add_preview()
        self.how_big.currentIndexChanged.connect(self._tell)
        self.category.picked.connect(lambda choice: self._take_size(choice.key.size))
        self._tell()
        self.first_focus = self.category

    def _fill(self) -> None:
        row = self.card.row
        self.category.show_category(row.category_id)
        said = self.category.said_in(row.title) if row.category_id is None else None
        if said is not None:
            self.category.show_category(said.id)
        known = self.category.category()
        if not row.size and known is not None:
            self._take_size(known.size)
        at = self._known.get((row.grid_id, row.compound_id, row.building_id))
        if at is None and not row.spot:
            at = self.place.named_in(row.title)
        self.place.show_place(at or self._known.get((row.grid_id, None, None)), row.spot)

    def _take_size(self, size: str) -> None:
        self.how_big.setCurrentIndex(max(0, self.how_big.findData(size)))

    def _tell(self) -> None:
        size = str(self.how_big.currentData())
        level = _HANDLED[SIZE_LEVELS[size]]
        self.preview.setText(f"{SIZES[size]}不出{level}：一般由{level}解决，解决不了再上报。")

    def step(self, session: Any, when: When) -> Carried:
        """Sort it."""
        category, at = self.category.category(), self.place.place()
        order = Sorting(
            category.id if category is not None else None,
            str(self.how_big.currentData()),
            str(self.manner.currentData()),
            at.grid_id if at else None,
            at.compound_id if at else None,
            at.building_id if at else None,
            self.place.spot(),
        )
        done = sort_issue(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, "已梳理")


def _key(row: Any) -> tuple[int | None, int | None, int | None]:
    """Where a place stands: a grid alone by its grid, the rest with what holds it."""
    return (row.grid_id, row.compound_id, row.building_id)


class AgendaSheet(IssueSheet):
    """It comes to the next joint meeting by itself; this says that it was chosen for it."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("列入议题", "add", (560, 300), "列入议题"))
        self.words = line("例如 12月联席会议；可以不写", 60)
        self.add_row("哪次会议", self.words, "words")
        self.add_preview("没有办结的问题下次联席会议都会自动带上，不会漏掉。")
        self.first_focus = self.words

    def step(self, session: Any, when: When) -> Carried:
        """Put it on the agenda."""
        ids = [self.card.row.id]
        done = put_on_agenda(session, self.context.clerk, ids, self.words.text(), when)
        return self.told(done, "已列入议题")


class AdmitSheet(IssueSheet):
    """It is whistled for: on whose decision."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("纳入吹哨", "campaign", (560, 330), "纳入吹哨")
        super().__init__(parent, context, card, look)
        self.words = usual(_BASES, "谁定的，例如 联席会议议定", 100)
        self.words.setCurrentIndex(0)
        self.add_row("依据", self.words, "words")
        self.add_day("哪天定的")
        self.add_preview("纳入以后请分派给责任单位，定下期限。")
        self.first_focus = self.words

    def step(self, session: Any, when: When) -> Carried:
        """Admit it."""
        words = self.words.currentText()
        done = admit(session, self.context.clerk, self.card.row.id, words, when)
        return self.told(done, "已纳入吹哨")


class DeclineSheet(IssueSheet):
    """Why it is not ours to whistle for; a duplicate goes into the one that is there."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard, kind: str = "") -> None:
        merges = kind == "duplicate"
        title, act = ("并入别的问题", "并入") if merges else ("不纳入", "不纳入")
        super().__init__(parent, context, card, Look(title, "do_not_disturb_on", (600, 400), act))
        known = {kind: DECLINES[kind]} if merges else DECLINES
        self.kind = choices(known, kind)
        self.why = line("写一句，群众问起来好答复", 200)
        self.into = Suggest()
        self.into.set_find(self._find)
        self.into.setPlaceholderText("编号或标题里的字")
        self.add_row("原因", self.kind, "kind", needed=True)
        self.add_row("重复的问题", self.into, "duplicate_of")
        self.add_row("说明", self.why, "words")
        self.add_preview()
        self.kind.currentIndexChanged.connect(self._follow)
        self._follow()
        self.first_focus = self.into if kind == "duplicate" else self.kind

    def _follow(self) -> None:
        merges = self.kind.currentData() == "duplicate"
        self.into.setEnabled(merges)
        tip(self.into, "" if merges else "原因选“与已有问题重复”才要写")
        self.preview.setText(
            "并入以后这一件不再单独办，经过里互相能看到。"
            if merges
            else "编号保留，反映人问起时可以查到原因；要再办按 Ctrl+O 重新打开。"
        )

    def _find(self, typed: str) -> list[Choice]:
        asked = IssueFilter(states=OPEN_STATES, text=typed, limit=9)
        with self.context.db.read() as session:
            found = issues(session, asked)
        return [likely_choice(one) for one in found if one.id != self.card.row.id]

    def step(self, session: Any, when: When) -> Carried:
        """Decline or merge it."""
        into: Any = self.into.choice.key if self.into.choice is not None else None
        order = Refusal(str(self.kind.currentData()), self.why.text(), into)
        done = decline(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, "已并入" if order.kind == "duplicate" else "已记不纳入")
