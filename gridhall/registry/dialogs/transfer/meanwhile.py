"""有人先改了: what another clerk made of the same transfer, and what comes out of both."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from gridhall.core.codes import table
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.registry.rules.transfers import (
    PARTS,
    TransferDraft,
    changed_parts,
    merged_plan,
    parts_in_words,
)

_THEIRS, _MINE = "留对方的", "留我的"
_SIZE = (760, 420)


class MeanwhileSheet(Sheet):
    """Three plans: as it was, theirs, mine; where both changed a part, one of the two is chosen.

    `merge_wanted` carries the plan that comes out; nothing is written here.
    """

    merge_wanted = Signal(object)  # TransferDraft

    def __init__(
        self,
        parent: QWidget,
        told: str,
        plans: tuple[TransferDraft, TransferDraft, TransferDraft],
        names: Mapping[int, str],
    ) -> None:
        super().__init__(parent, "有人先改了", "warning-fill", _SIZE)
        self.tint("warning-fill", "amber_fg")
        self._plans, self._names = plans, names
        base, theirs, mine = plans
        self.theirs, self.mine = changed_parts(base, theirs), changed_parts(base, mine)
        differ = changed_parts(theirs, mine)
        self.both = tuple(one for one in self.theirs if one in self.mine and one in differ)
        self.picks: dict[str, QComboBox] = {}
        self.set_body(self._body(told))
        leave = foot_button("先不存", "Esc")
        leave.clicked.connect(self.reject)
        words = "按所选保存" if self.both else "合并保存"
        self.merge = foot_button(words, "Ctrl+Enter", "primary", "save")
        self.merge.clicked.connect(self._merge)
        self.set_foot([], [leave, self.merge])
        self.first_focus = next(iter(self.picks.values()), self.merge)

    def sentence(self) -> str:
        """What each changed, and whether the two touch."""
        mine = parts_in_words(self.mine) or "没有改动"
        if self.both:
            both = parts_in_words(self.both)
            return f"你们都改了“{both}”，请选留哪一个；其余的一起保存。"
        theirs = parts_in_words(self.theirs)
        there = f"对方改的是“{theirs}”，" if theirs else "内容没有动，"
        return f"{there}你改的是“{mine}”，两处不冲突，可以合并。"

    def plan(self) -> TransferDraft:
        """Theirs with what I changed, but for the parts where theirs is kept."""
        _, theirs, mine = self._plans
        kept = {name for name, pick in self.picks.items() if pick.currentText() == _THEIRS}
        return merged_plan(theirs, mine, [one for one in self.mine if one not in kept])

    def _body(self, told: str) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(label(told, "md", wrap=True))
        column.addWidget(label(self.sentence(), wrap=True))
        column.addWidget(self._comparison())
        column.addStretch(1)
        return body

    def _comparison(self) -> QWidget:
        shown = QWidget()
        grid = QGridLayout(shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, head in enumerate(("项目", "原来", "对方改成", "你改成")):
            grid.addWidget(label(head, "meta"), 0, place)
        for row, part in enumerate((one for one in PARTS if one in self.theirs + self.mine), 1):
            self._add_line(grid, row, part)
        for place in (1, 2, 3):
            grid.setColumnStretch(place, 1)
        return shown

    def _add_line(self, grid: QGridLayout, row: int, part: str) -> None:
        base, theirs, mine = self._plans
        words = (
            PARTS[part][0],
            part_words(part, base, self._names),
            part_words(part, theirs, self._names) if part in self.theirs else "",
            part_words(part, mine, self._names) if part in self.mine else "",
        )
        for place, word in enumerate(words):
            grid.addWidget(label(word, "b" if place == 0 else "", wrap=place > 0), row, place)
        if part not in self.both:
            return
        pick = self.picks[part] = QComboBox()
        pick.addItems([_THEIRS, _MINE])
        pick.setAccessibleName(f"{PARTS[part][0]}留哪一个")
        grid.addWidget(pick, row, 4)

    def _merge(self) -> None:
        plan = self.plan()
        self.accept()
        self.merge_wanted.emit(plan)


def part_words(part: str, draft: TransferDraft, names: Mapping[int, str]) -> str:
    """What a plan says of one part, as the comparison shows it."""
    if part == "people":
        said = {**draft.movers, **draft.relations}
        found = [_person_words(who, said.get(who, ""), names) for who in draft.people]
        return "、".join(found) or "（无）"
    if part == "channel":
        ways = (("绿色通道", draft.green_channel), ("一站式", draft.one_stop))
        return "、".join(word for word, said in ways if said) or "（普通）"
    if part == "to":
        return draft.to_place or (draft.target.address if draft.target else "") or "（空）"
    return str(getattr(draft, PARTS[part][1][0])) or "（空）"


def _person_words(who: int, relation: str, names: Mapping[int, str]) -> str:
    name = names.get(who, "新登记的人")
    return f"{name}（{table('relation').label(relation)}）" if relation else name
