"""办完以后: the households as a change would leave them, and what speaks against it."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.codes import word
from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry.rules.changes import Doubt, Home, Member, Plan

_MOST_DOUBTS = 6
_OPEN, _MANY = "relation.missing", 2
_RELATION = 48  # px at 100 %


class PlanPreview(QWidget):
    """Rebuilt at every change of the form; nothing is written yet."""

    def __init__(self) -> None:
        super().__init__()
        self.gone_word = "离开"
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._doubts, self._homes = QVBoxLayout(), QVBoxLayout()
        for part in (self._doubts, self._homes):
            part.setSpacing(6)
        self._column.addWidget(label("办完以后", "b"))
        self._column.addLayout(self._doubts)
        self._column.addLayout(self._homes)
        self._column.addStretch(1)
        self._said: tuple[Doubt, ...] = ()

    def show_plan(self, plan: Plan, told: Sequence[str] = ()) -> None:
        """The households before and after, hard doubts red, soft ones amber; `told` comes first."""
        empty(self._homes)
        empty(self._doubts)
        self._said = plan.doubts
        for one in _told(plan)[:_MOST_DOUBTS]:
            banner = Banner()
            self._doubts.addWidget(banner)
            banner.say("red" if one.hard else "amber", one.sentence)
        for words in told:
            self._homes.addWidget(label(words, "md", wrap=True))
        before = {home.id: home for home in plan.before}
        for home in plan.after:
            self._homes.addWidget(self._home_card(before.get(home.id), home))
        refit(self)

    def show_hint(self, words: str) -> None:
        """What is still to be filled in before anything can be shown."""
        empty(self._homes)
        empty(self._doubts)
        self._said = ()
        self._homes.addWidget(label(words, "sub", wrap=True))

    def sentences(self) -> list[str]:
        """The doubts on show."""
        return [one.sentence for one in self._said]

    def _home_card(self, before: Home | None, after: Home) -> QWidget:
        card = Card(soft=True)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(_title(before, after), "b"))
        if after.ended_on is not None and (before is None or before.ended_on is None):
            head.addWidget(chip("销户", "grey"))
        elif before is None:
            head.addWidget(chip("新户", "blue"))
        head.addStretch(1)
        column.addLayout(head)
        number = f"户号 {after.number}" if after.number else "办完以后编户号"
        column.addWidget(
            label(" · ".join(filter(None, (number, after.address))), "meta", wrap=True)
        )
        for member, words, tone in _lines(before, after):
            column.addWidget(_line(member, self.gone_word if tone == "grey" else words, tone))
        return card


def _told(plan: Plan) -> list[Doubt]:
    """Hard ones first; relations still to be chosen are one sentence, however many they are."""
    open_relations = [one for one in plan.hard if one.code == _OPEN]
    if len(open_relations) < _MANY:
        return [*plan.hard, *plan.soft]
    people = {one.person_id: one.name for home in plan.after for one in home.members}
    names = "、".join(people[one.person_id] for one in open_relations if one.person_id in people)
    words = f"还要选 {len(open_relations)} 人与户主的关系：{names}"
    others = [one for one in plan.hard if one.code != _OPEN]
    return [*others, *plan.soft, Doubt(_OPEN, words, hard=False)]


def _title(before: Home | None, after: Home) -> str:
    return before.title if before is not None and not after.members else after.title


def _lines(before: Home | None, after: Home) -> Iterator[tuple[Member, str, str]]:
    """Everybody who is or was there, with what becomes of them."""
    was = {one.person_id: one for one in before.members} if before else {}
    here = {one.person_id for one in after.members}
    for one in sorted(after.members, key=lambda one: (one.relation != "02", one.relation)):
        old = was.get(one.person_id)
        if old is None:
            yield one, "来", "green"
        elif old.relation != one.relation:
            yield one, f"原{word('relation', old.relation)}", "blue"
        else:
            yield one, "", ""
    for gone in was.values():
        if gone.person_id not in here:
            yield gone, "", "grey"


def _line(member: Member, words: str, tone: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    gone = tone == "grey"
    relation = label("—" if gone else word("relation", member.relation) or "—", "label")
    relation.setMinimumWidth(_RELATION)
    line.addWidget(relation)
    line.addWidget(label(member.name, "" if gone else "b"))
    if words:
        line.addWidget(chip(words, tone))
    line.addStretch(1)
    return row
