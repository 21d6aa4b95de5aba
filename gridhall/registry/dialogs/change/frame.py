"""The sheet of every change: who and what at the left, 办完以后 at the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.frames import Banner
from gridhall.qt.labels import titled
from gridhall.registry import queries
from gridhall.registry.dialogs.change.marks import (
    HAPPENED,
    Mark,
    Unfilled,
    note_below,
    problems_of,
)
from gridhall.registry.dialogs.change.members import HeirPart, MoversPart
from gridhall.registry.dialogs.change.preview import PlanPreview
from gridhall.registry.dialogs.change.target import TargetPart
from gridhall.registry.labels import EVENTS
from gridhall.registry.rules import DraftProblems
from gridhall.registry.rules.changes import Change, Home, Member, Plan, Refused, Target
from gridhall.registry.service import Done
from gridhall.registry.service.acts import carry_out_at

_SIZE = (1000, 700)
_FIELD = 34  # px at 100 %: a field's height
REASON_LIMIT, PAPER_LIMIT = 200, 100


@dataclass(frozen=True, slots=True)
class Carried:
    """What was done: its action, what to say, whose card to show."""

    action_id: int
    words: str
    person_id: int


class ChangeSheet(Sheet):
    """Subclasses add their fields to `form`, call `follow` when one changes, and give `change()`.

    Doubts are shown live: hard ones block, soft ones only colour. `carried` comes after the commit.
    """

    carried = Signal(object)  # Carried
    papers = ""  # which papers such a change usually comes with, as a hint
    reasons = ""  # what is worth saying, as a hint

    def __init__(
        self, parent: QWidget, context: Context, who: tuple[Member, Home | None], kind: str
    ) -> None:
        word = EVENTS[kind]
        super().__init__(parent, f"{word} · {who[0].name}", "swap_horiz", _SIZE)
        self.context, self.kind = context, kind
        self.person, self.home = who
        self.happened, self.reported = DateEdit(), DateEdit()
        self.reason, self.paper = QLineEdit(), QLineEdit()
        self.banner, self.preview = Banner(), PlanPreview()
        self.form, self._parts = QGridLayout(), list[QGridLayout]()
        self._marked: dict[str, Mark] = {}
        self._problems: FormProblems | None = None
        self.key, self._rows = str(uuid4()), 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_plan)
        self.save_button = foot_button(f"办理{word}", "Ctrl+Enter", "primary", "check")
        self._build()

    # What a subclass says

    def change(self) -> Change:
        """The change as the form stands; raises UserError naming what is still to be filled in."""
        raise NotImplementedError

    def door(self) -> str:
        """A new household's or whole move's address as typed, if it goes to a door by address."""
        return ""

    def words(self) -> str:
        """What the toast says of it: 已登记去世：赵贵和."""
        return f"已办理{EVENTS[self.kind]}：{self.person.name}"

    def told(self) -> Sequence[str]:
        """What the households do not show: 籍贯：山东栖霞 → 山东蓬莱."""
        return ()

    # What a subclass uses

    def add_row(self, title: str, field: QWidget, name: str = "", *, needed: bool = False) -> None:
        """One line of the form."""
        field.setAccessibleName(name or (f"{title}，必填" if needed else title))
        self.form.addWidget(titled(title, needed=needed), self._rows, 0)
        self.form.addWidget(field, self._rows, 1)
        self._rows += 1

    def add_marked(self, key: str, title: str, field: QWidget, *, needed: bool = True) -> None:
        """One line that says below it what is wrong with it; `key` is the draft's field."""
        self.add_row(title, field, needed=needed)
        self.mark_below(key, title, field)

    def mark_below(self, key: str, title: str, field: QWidget) -> None:
        """A line for what is wrong with a field, under the last one."""
        note = note_below()
        self.form.addWidget(note, self._rows, 1)
        self._rows += 1
        self._marked[key] = Mark(title, field, note)

    def add_movers(self, title: str, part: MoversPart) -> None:
        """Who goes; with relations, each of those who do needs one."""
        self.add_wide(titled(title, needed=bool(part.relations), role="b"))
        ticks = list(part.ticks.values())
        self.mark_below("movers", "谁去", ticks[0])
        for tick in ticks:
            tick.toggled.connect(lambda _on: self._forget("movers"))
        self.add_part(part)

    def add_target(self, title: str, part: TargetPart) -> None:
        """Where people go; the part says itself what is wrong with it."""
        words = titled(title, needed=True)
        words.setMinimumHeight(_FIELD)
        self.form.addWidget(words, self._rows, 0, Qt.AlignmentFlag.AlignTop)
        self.form.addWidget(part, self._rows, 1)
        self._rows += 1
        self._marked["target"] = Mark(title, part.edit, part.wrong)

    def add_part(self, part: MoversPart | HeirPart) -> None:
        """A part with lines of its own, whose fields begin where the form's do."""
        self.add_wide(part)
        self._parts.append(part.grid)
        self._marked.update(part.marks)

    def add_wide(self, widget: QWidget) -> None:
        """Something across the form's whole width."""
        self.form.addWidget(widget, self._rows, 0, 1, 2)
        self._rows += 1

    def add_happened(self, title: str = "发生日期") -> None:
        """The day it happened, where the form wants it earlier than the rest."""
        self.add_marked(HAPPENED, title, self.happened)

    def add_common(self) -> None:
        """Dates, reason and paper: after the subclass's own fields."""
        if self.happened.parentWidget() is None:
            self.add_happened()
        self.add_marked("reported", "申报日期", self.reported)
        self.add_marked("reason", "原因", self.reason, needed=False)
        self.add_row("凭证", self.paper)
        self.reason.setMaxLength(REASON_LIMIT)
        self.paper.setMaxLength(PAPER_LIMIT)
        self.reason.setPlaceholderText(self.reasons or "可不填")
        self.paper.setPlaceholderText(self.papers or "随件证明的名称和编号")
        for day in (self.happened, self.reported):
            day.set_value(self.context.today())
            day.dateChanged.connect(self.follow)
        self.reason.textEdited.connect(self.follow)
        self.follow()

    def made(
        self,
        movers: Mapping[int, str],
        target: Target | None,
        relations: Mapping[int, str] | None = None,
    ) -> Change:
        """The change with what every change says: days, reason, paper, key."""
        happened, reported = self.days()
        return Change(
            self.kind,
            happened,
            reported,
            movers,
            target,
            relations or {},
            reason=self.reason.text().strip(),
            paper=self.paper.text().strip(),
            request_key=self.key,
        )

    def days(self) -> tuple[date, date]:
        """Happened on, reported on."""
        return self.happened.value(), self.reported.value()

    def follow(self, *_: object) -> None:
        """Show anew what the form would do, once the event at hand is done with."""
        self._soon.start()

    def plan(self) -> Plan:
        """What the change would do; raises UserError for a form that is not filled in."""
        change = self.change()
        with self.context.db.read() as session:
            return queries.planned(session, change, self.context.today())

    def carry_out(self) -> Carried:
        """Write it down, in one transaction."""
        change, today = self.change(), self.context.today()
        with self.context.db.write() as session:
            done: Done = carry_out_at(session, self.context.clerk, change, self.door(), today)
        return Carried(done.action_id, self.words(), self.person.person_id)

    # The rest

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        left = QVBoxLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setColumnStretch(1, 1)
        left.addLayout(self.form)
        left.addStretch(1)
        halves.addLayout(left, 11)
        halves.addWidget(self.preview, 9)
        column.addLayout(halves, 1)
        self.set_body(body)
        leave = foot_button("先不办", "Esc")
        leave.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        self.set_foot([], [leave, self.save_button])

    def showEvent(self, event: QShowEvent) -> None:
        """Once the sizes are those of the screen, every field begins at one edge."""
        super().showEvent(event)
        self._align()

    def _align(self) -> None:
        grids = [self.form, *(one for one in self._parts if one.parentWidget().isVisibleTo(self))]
        wide = max(_label_width(grid) for grid in grids)
        for grid in grids:
            grid.setColumnMinimumWidth(0, wide)

    def _show_plan(self) -> None:
        self._align()
        try:
            self.preview.show_plan(self.plan(), self.told())
        except UserError as open_field:
            self.preview.show_hint(str(open_field))
        for key, mark in self._marked.items():
            if mark.field.isHidden():
                self._forget(key)
        if self._problems is None or not self._problems.is_open():
            self.banner.hide()

    def _save(self) -> None:
        if self._problems is not None:
            self._problems.clear()
        try:
            done = self.carry_out()
        except Refused as refused:
            self._show_plan()
            hard = [one for one in refused.doubts if one.hard]
            self._mark(problems_of(hard, self._marked), str(refused))
        except Unfilled as wrong:
            title = self._marked[wrong.key].title
            self._mark([Problem(wrong.key, title, str(wrong))], str(wrong))
        except DraftProblems as wrong:
            self._mark(self._of_draft(wrong), str(wrong))
        except UserError as error:
            self._mark([], str(error))
        else:
            self.accept()
            self.carried.emit(done)

    def _forget(self, key: str) -> None:
        if self._problems is not None:
            self._problems.clear(key)

    def _of_draft(self, wrong: DraftProblems) -> list[Problem]:
        """In the form's order; none if some have no field here, for then all are said at once."""
        said = {one.field: Problem(one.field, one.title, one.sentence) for one in wrong.problems}
        if not said.keys() <= self._marked.keys():
            return []
        return [said[key] for key in self._marked if key in said]

    def _mark(self, problems: Sequence[Problem], words: str) -> None:
        """Each beside its field; what has no field here is said in the strip."""
        if not problems:
            self.banner.say("red", words)
            if self.first_focus is not None:
                self.first_focus.setFocus()
            return
        if self._problems is None:
            fields = {key: (mark.field, mark.note) for key, mark in self._marked.items()}
            self._problems = FormProblems(self.banner, fields, self)
        self._problems.show(problems)


def _label_width(grid: QGridLayout) -> int:
    """The widest label on show in a grid's first column."""
    widest = 0
    for at in range(grid.count()):
        item = grid.itemAt(at)
        widget = item.widget() if item is not None else None
        place = cast("tuple[int, int, int, int]", grid.getItemPosition(at))  # the stubs say object
        if widget is not None and place[1::2] == (0, 1) and not widget.isHidden():
            widest = max(widest, widget.sizeHint().width())
    return widest
