"""The sheet of every change: who and what at the left, 办完以后 at the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.registry import queries
from gridhall.registry.dialogs.change.preview import PlanPreview
from gridhall.registry.labels import EVENTS
from gridhall.registry.rules.changes import Change, Home, Member, Plan, Refused, Target
from gridhall.registry.service import Done
from gridhall.registry.service.acts import carry_out_at

_SIZE = (1000, 640)
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
        self.form = QGridLayout()
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

    def add_row(self, title: str, field: QWidget, name: str = "") -> None:
        """One line of the form."""
        field.setAccessibleName(name or title)
        self.form.addWidget(label(title, "label"), self._rows, 0)
        self.form.addWidget(field, self._rows, 1)
        self._rows += 1

    def add_wide(self, widget: QWidget) -> None:
        """Something across the form's whole width."""
        self.form.addWidget(widget, self._rows, 0, 1, 2)
        self._rows += 1

    def add_happened(self, title: str = "发生日期") -> None:
        """The day it happened, where the form wants it earlier than the rest."""
        self.add_row(title, self.happened, f"{title}，必填")

    def add_common(self) -> None:
        """Dates, reason and paper: after the subclass's own fields."""
        if self.happened.parentWidget() is None:
            self.add_happened()
        self.add_row("申报日期", self.reported)
        self.add_row("原因", self.reason)
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

    def _show_plan(self) -> None:
        try:
            self.preview.show_plan(self.plan(), self.told())
        except UserError as open_field:
            self.preview.show_hint(str(open_field))
        self.banner.hide()

    def _save(self) -> None:
        try:
            done = self.carry_out()
        except Refused as refused:
            self._show_plan()
            self.banner.say("red", str(refused))
        except UserError as error:
            self.banner.say("red", str(error))
        else:
            self.accept()
            self.carried.emit(done)
