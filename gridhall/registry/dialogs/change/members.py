"""Who goes, and what those who stay are from now on: the parts of a change's form."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from gridhall.core.codes import table
from gridhall.qt.labels import label, titled
from gridhall.qt.suggest import Suggest
from gridhall.registry.dialogs.change.marks import Mark, note_below
from gridhall.registry.dialogs.codes import code_in, offer_codes, show_code
from gridhall.registry.rules import HEAD, SPOUSES, age_on, new_relations
from gridhall.registry.rules.changes import Home, Member


class MoversPart(QWidget):
    """The members of a household with a tick each; with `related`, each one's new relation too."""

    changed = Signal()

    def __init__(self, home: Home, day: date, *, related: bool) -> None:
        super().__init__()
        self.home = home
        self.ticks: dict[int, QCheckBox] = {}
        self.relations: dict[int, Suggest] = {}
        self.grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.marks: dict[str, Mark] = {}
        for line, member in enumerate(home.members):
            tick = QCheckBox(f"{member.name}　{facts(member, day)}")
            tick.setAccessibleName(f"{member.name} {facts(member, day)}")
            tick.toggled.connect(self._tell)
            self.ticks[member.person_id] = tick
            grid.addWidget(tick, 2 * line, 0)
            if related:
                mark = self._relation(member)
                grid.addWidget(mark.field, 2 * line, 1)
                grid.addWidget(mark.note, 2 * line + 1, 1)
            else:
                grid.addWidget(label(_relation_word(member.relation), "sub"), 2 * line, 1)

    def choose(self, person_ids: Collection[int], *, fixed: bool = False) -> None:
        """Tick these; `fixed`: they go in any case."""
        for who, tick in self.ticks.items():
            tick.setChecked(who in person_ids)
            tick.setEnabled(not fixed)
        self._tell()

    def chosen(self) -> list[int]:
        """Who is ticked."""
        return [who for who, tick in self.ticks.items() if tick.isChecked()]

    def chosen_relations(self) -> dict[int, str]:
        """Who is ticked, and what each will be to the head."""
        return {who: code_in(self.relations[who], "relation") for who in self.chosen()}

    def propose(self, relations: Mapping[int, str]) -> None:
        """Fill in relations, leaving open what only the clerk can know."""
        for who, code in relations.items():
            if who in self.relations:
                show_code(self.relations[who], "relation", code)

    def _relation(self, member: Member) -> Mark:
        edit = _relation_field(f"{member.name}与户主关系", "与户主关系", self.changed)
        stays = edit.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        edit.setSizePolicy(stays)
        self.relations[member.person_id] = edit
        mark = Mark(f"{member.name}与户主关系", edit, note_below())
        self.marks[f"relation:{member.person_id}"] = mark
        return mark

    def _tell(self) -> None:
        for who, edit in self.relations.items():
            edit.setVisible(self.ticks[who].isChecked())
        self.changed.emit()


class HeirPart(QWidget):
    """Who heads the household after the head left, and what the others are to the new one."""

    changed = Signal()

    def __init__(self, home: Home, day: date) -> None:
        super().__init__()
        self._home, self._day = home, day
        self.heads = QComboBox()
        self.heads.setAccessibleName("新户主，必填")
        self.relations: dict[int, Suggest] = {}
        self._left: tuple[int, ...] = ()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        self.marks = {"heads": Mark("新户主", self.heads, note_below())}
        self.grid.addWidget(titled("新户主", needed=True), 0, 0)
        self.grid.addWidget(self.heads, 0, 1, 1, 2)
        self.grid.addWidget(self.marks["heads"].note, 1, 1, 1, 2)
        self.heads.currentIndexChanged.connect(self._propose)
        self._lines: dict[int, tuple[QWidget, QWidget]] = {}
        for line, member in enumerate(home.members, 1):
            self._add_line(2 * line, member)
        self.hide()

    def follow(self, leaving: Collection[int]) -> None:
        """Ask only when the head goes and somebody stays."""
        staying = [one for one in self._home.members if one.person_id not in leaving]
        headless = self._home.head is None or self._home.head.person_id in leaving
        self.setVisible(headless and bool(staying))
        left = tuple(one.person_id for one in staying)
        if left != self._left:
            self._left = left
            self._offer(staying, likely_head(staying, self._day))

    def ask_all(self, proposed: int) -> None:
        """Nobody goes, but somebody else heads the household from now on."""
        members = self._home.members
        self._left = tuple(one.person_id for one in members)
        others = [one for one in members if one.relation != HEAD]
        fits = any(one.person_id == proposed for one in others)
        self._offer(others, proposed if fits else likely_head(others, self._day))
        self.show()

    def new_relations(self) -> dict[int, str]:
        """What changes for those who stay; empty when the head stays."""
        if self.isHidden():
            return {}
        now = {who: code_in(self.relations[who], "relation") for who in self._left}
        was = {one.person_id: one.relation for one in self._home.members}
        return {who: code for who, code in now.items() if code != was[who]}

    def _offer(self, heads: Sequence[Member], proposed: int | None) -> None:
        self.heads.blockSignals(True)
        self.heads.clear()
        for one in heads:
            self.heads.addItem(f"{one.name}　{facts(one, self._day)}", one.person_id)
        self.heads.setCurrentIndex(self.heads.findData(proposed))
        self.heads.blockSignals(False)
        self._propose()

    def _add_line(self, line: int, member: Member) -> None:
        """张三 *, what they are from now on, and what they were: 原独生女."""
        title, note = f"{member.name}与新户主关系", note_below()
        edit = _relation_field(title, "与新户主关系", self.changed)
        name = titled(member.name, needed=True)
        was = label(f"原{_relation_word(member.relation)}", "sub")
        self._lines[member.person_id] = name, was
        self.relations[member.person_id] = edit
        self.marks[f"heir:{member.person_id}"] = Mark(title, edit, note)
        for column, widget in enumerate((name, edit, was)):
            self.grid.addWidget(widget, line, column)
        self.grid.addWidget(note, line + 1, 1, 1, 2)

    def _propose(self) -> None:
        head = self.heads.currentData()
        for who, edit in self.relations.items():
            shown = who in self._left and who != head
            edit.setVisible(shown)
            for beside in self._lines[who]:
                beside.setVisible(shown)
        if head is not None:
            before = {one.person_id: (one.relation, one.sex) for one in self._home.members}
            for who, code in new_relations(before, head).items():
                show_code(self.relations[who], "relation", code)
        self.changed.emit()


def _relation_field(name: str, hint: str, changed: SignalInstance) -> Suggest:
    edit = Suggest()
    edit.setPlaceholderText(hint)
    edit.setAccessibleName(f"{name}，必填")
    offer_codes(edit, "relation")
    edit.picked.connect(changed)
    edit.editingFinished.connect(changed)
    return edit


def likely_head(staying: Sequence[Member], day: date) -> int | None:
    """Husband or wife of the old head, else the eldest adult, else the eldest."""

    def rank(one: Member) -> tuple[bool, bool, date]:
        return one.relation not in SPOUSES, one.is_minor(day), one.birth_date or date.max

    return min(staying, key=rank).person_id if staying else None


def facts(member: Member, day: date) -> str:
    """女 67."""
    sex = table("sex").label(member.sex) if member.sex in ("1", "2") else ""
    age = str(age_on(member.birth_date, day)) if member.birth_date else ""
    return " ".join(filter(None, (sex, age)))


def relations_in_new_home(home: Home, movers: Sequence[int], head: int) -> dict[int, str]:
    """What the movers are to the one of them who heads the new household."""
    before = {one.person_id: (one.relation, one.sex) for one in home.members}
    found = new_relations(before, head)
    return {who: HEAD if who == head else found.get(who, "") for who in movers}


def _relation_word(code: str) -> str:
    return table("relation").label(code) if code else "未填关系"
