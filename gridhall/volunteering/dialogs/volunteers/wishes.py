"""改意愿: what somebody likes and refuses; and 改搭档: with whom, with whom not."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.dialogs.volunteers.parts import Lines
from gridhall.volunteering.labels import HALVES, PAIRS, TARGETS, WISHES
from gridhall.volunteering.queries.card import PairRow, VolunteerCard, WishRow
from gridhall.volunteering.queries.finding import find_volunteers
from gridhall.volunteering.queries.offers import Offers
from gridhall.volunteering.queries.volunteers import VolunteerFilter, volunteers
from gridhall.volunteering.service.wishes import WishDraft, pair, set_wishes, unpair

_OFFERED = 8


class WishesSheet(DayActSheet):
    """A refusal is never overridden by the roster."""

    def __init__(
        self, parent: QWidget, context: Context, offers: Offers, card: VolunteerCard
    ) -> None:
        face = Face(f"改意愿 · {card.row.name}", "star", (820, 460), "保存意愿",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._card, self._offers = card, offers
        self.lines = Lines("意愿", lambda row: row.words, "还没有写；排班时就不照顾也不避开")
        self.kind, self.what, self.target = QComboBox(), QComboBox(), QComboBox()
        self.add_button = button("加上这一条", "Alt+A", "", "add")
        self.lines.set_rows(card.wishes)
        self._rows_of()
        self.what.currentIndexChanged.connect(self._follow)
        self.add_button.bind_key().clicked.connect(self.add_line)
        self._follow()
        self.first_focus = self.kind

    def write(self, session: Any) -> Carried:
        """All of them in place of what was noted."""
        drafts = [WishDraft(one.kind, one.target_kind, one.target) for one in self.lines.rows]
        row = self._card.row
        done = set_wishes(session, self.context.clerk, row.id, drafts)
        return Carried(done.action_id, f"{row.name}的意愿已保存", row.id)

    def add_line(self) -> None:
        """One more; the same thing twice is told."""
        kind, what = str(self.kind.currentData()), str(self.what.currentData())
        key = str(self.target.currentData() or "")
        if not key:
            self.banner.say("red", "请先选是哪一个")
            return
        if any((one.target_kind, one.target) == (what, key) for one in self.lines.rows):
            self.banner.say("red", f"“{self.target.currentText()}”已经写过，先删掉原来那一条")
            return
        self.banner.hide()
        said = "" if what == "duty" else f"（{TARGETS[what]}）"
        words = f"{WISHES[kind]}：{self.target.currentText()}{said}"
        self.lines.add(WishRow(kind, what, key, words))

    def _rows_of(self) -> None:
        for code, words in WISHES.items():
            self.kind.addItem(words, code)
        for code, words in TARGETS.items():
            self.what.addItem(words, code)
        self.target.setMaxVisibleItems(16)
        self.add_wide(self.lines)
        self.go_right()
        self.add_wide(label("加一条", "b"))
        self.add_row("愿不愿", self.kind)
        self.add_row("哪一类", self.what)
        self.add_row("哪一个", self.target)
        self.add_wide(self.add_button)
        told = "“不愿”的岗位、小分队、网格和时段，排班时一定避开；“愿意”的尽量照顾"
        self.add_wide(label(told, "sub", wrap=True))

    def _follow(self) -> None:
        offers = self._offers
        known: dict[str, Sequence[tuple[str, str]]] = {
            "duty": [(one, one) for one in offers.duties],
            "squad": [(str(one.id), one.name) for one in offers.squads],
            "grid": [(str(key), name) for key, name in offers.grids],
            "half": list(HALVES.items()),
        }
        self.target.clear()
        for key, words in known[str(self.what.currentData())]:
            self.target.addItem(words, key)


class PairsSheet(DayActSheet):
    """Who must not serve together with somebody, and who likes to."""

    def __init__(self, parent: QWidget, context: Context, card: VolunteerCard) -> None:
        face = Face(f"改搭档 · {card.row.name}", "group", (820, 440), "保存搭档",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._card, self.other, self.kind = card, Suggest(), QComboBox()
        self.lines = Lines("搭档", lambda row: row.words, "还没有登记搭档")
        self.add_button = button("加上这一位", "Alt+A", "", "add")
        self.lines.set_rows(card.pairs)
        self.other.set_find(self._find)
        self.other.setPlaceholderText("姓名首字母、电话尾号")
        for code, words in PAIRS.items():
            self.kind.addItem(words, code)
        self.add_wide(self.lines)
        self.go_right()
        self.add_wide(label("加一位", "b"))
        self.add_row("和谁", self.other)
        self.add_row("怎样", self.kind)
        self.add_wide(self.add_button)
        told = "不能排在一起的，不会排到同一岗位的同一班次"
        self.add_wide(label(told, "sub", wrap=True))
        self.add_button.bind_key().clicked.connect(self.add_line)
        self.first_focus = self.other

    def write(self, session: Any) -> Carried:
        """Those that were added, changed or taken out; each is an act of its own."""
        context, row = self.context, self._card.row
        before = {one.other_id: one.kind for one in self._card.pairs}
        after = {one.other_id: one.kind for one in self.lines.rows}
        done = [
            pair(session, context.clerk, row.id, other, kind)
            for other, kind in after.items()
            if before.get(other) != kind
        ]
        done += [
            unpair(session, context.clerk, row.id, other) for other in before if other not in after
        ]
        if not done:
            raise UserError("没有改动")
        acts = [one.action_id for one in done]
        said = f"{row.name}的搭档已保存"
        return Carried(acts[-1], said, row.id, tuple(acts[:-1]))

    def add_line(self) -> None:
        """One more; nobody twice."""
        choice = self.other.choice
        if choice is None or not isinstance(choice.key, int):
            self.banner.say("red", "请先从列表里选一位志愿者")
            return
        kind = str(self.kind.currentData())
        rows = [one for one in self.lines.rows if one.other_id != choice.key]
        words = f"和{choice.title}{PAIRS[kind]}"
        self.lines.set_rows([*rows, PairRow(choice.key, choice.title, kind, words)])
        self.banner.hide()
        self.other.choose(None)

    def _find(self, typed: str) -> Sequence[Choice]:
        if not typed:
            return []
        with self.context.db.read() as session:
            ids = tuple(
                one for one in find_volunteers(session, typed, _OFFERED) if one != self._card.row.id
            )
            rows = volunteers(session, self.context.today(), VolunteerFilter(ids=ids))
        return [Choice(row.id, row.name, row.unit_name or row.area, row.phone_masked)
                for row in rows]  # fmt: skip
