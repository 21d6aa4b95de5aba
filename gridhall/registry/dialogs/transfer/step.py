"""登记进度: the day of a step, the number of the paper it came with, or its reason."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel, label, titled
from gridhall.registry.dialogs.transfer.guards import after_of
from gridhall.registry.dialogs.transfer.loading import take_up
from gridhall.registry.queries.transfers import TransferCard, draft_plan
from gridhall.registry.rules.transfers import NEEDS_REASON, Step, check_step_day
from gridhall.registry.service import transfers as service

VERBS = {
    "received": "收件",
    "accepted": "受理",
    "material_notice": "出一次性告知书",
    "checking": "开始核验",
    "publicity": "开始公示",
    "submitted": "移交派出所",
    "permit_issued": "登记准迁证",
    "moved_out": "登记迁移证",
    "settled": "办结落户",
    "notified": "告知办结",
    "archived": "归档",
    "rejected": "不予办理",
    "withdrawn": "撤回申请",
    "expired": "记为过期",
    "returned": "登记退回",
}
NUMBERED = {"permit_issued": "准迁证编号", "moved_out": "迁移证编号"}
DATED = frozenset({"permit_issued", "moved_out", "settled", *NEEDS_REASON})
_DAYS = {
    "permit_issued": ("签发日期", "从签发日起 40 天内有效，次日起算。"),
    "moved_out": ("签发日期", "从签发日起 30 天内有效，次日起算。"),
    "settled": ("落户日期", "登记以后，名单上所有人的户籍同时变动；以后只能做一件撤回的迁移。"),
}
_ENDINGS = frozenset({"rejected", "withdrawn", "returned"})


def verb(state: str, direction: str) -> str:
    """The button for a step; who leaves is not 落户."""
    if state == "settled":
        return {"in": "办结落户", "out": "办结迁出"}.get(direction, "办结变更")
    return VERBS.get(state, state)


class StepSheet(Sheet):
    """Asks what a step needs and writes it down; `stepped` carries the card."""

    stepped = Signal(object)  # TransferCard

    def __init__(self, parent: QWidget, context: Context, card: TransferCard, state: str) -> None:
        act = verb(state, card.row.direction)
        super().__init__(
            parent,
            f"{act} · {card.number}",
            "assignment_turned_in",
            (520, 420 if state == "settled" else 350),
        )
        self._context, self._card, self._state = context, card, state
        self.banner, self.day = Banner(), DateEdit()
        self.number, self.note = QLineEdit(), QLineEdit()
        self._marked: dict[str, tuple[QWidget, PlainLabel]] = {}
        self._titles: dict[str, str] = {}
        self.day.set_value(context.today())
        self.set_body(self._body())
        self._problems = FormProblems(self.banner, dict(self._marked), self)
        done = foot_button(act, "Ctrl+Enter", "danger" if state in _ENDINGS else "primary")
        done.clicked.connect(self._write)
        leave = foot_button("先不登记", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, done])
        self.first_focus = self.number if state in NUMBERED else self._first()

    def _first(self) -> QWidget:
        return self.note if self._state in NEEDS_REASON else self.day

    def _body(self) -> QWidget:
        body, grid = QWidget(), QGridLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(label(f"{self._card.row.title} · {self._card.row.category_name}", "b"))
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        title, said = _DAYS.get(self._state, ("日期", ""))
        if self._state in NUMBERED:
            self._add(grid, ("number", NUMBERED[self._state]), self.number)
            self.number.setMaxLength(40)
        self._add(grid, ("day", title), self.day, needed=True)
        needs = self._state in NEEDS_REASON
        self._add(grid, ("note", "原因" if needs else "备注"), self.note, needed=needs)
        self.note.setMaxLength(200)
        self.note.setPlaceholderText("必填，会写进办理经过" if needs else "可不填")
        column.addLayout(grid)
        if self._state == "settled":
            column.addWidget(label(self._afterwards(), "b", wrap=True))
        column.addWidget(label(said, "sub", wrap=True))
        column.addStretch(1)
        return body

    def _afterwards(self) -> str:
        """The household as it will be, by the register of today; what looks odd in the strip."""
        context, card = self._context, self._card
        form = take_up(context, card.draft)
        with context.db.read() as session:
            plan = draft_plan(session, card.draft, context.today(), card.id)
        odd = "；".join(one.sentence for one in plan.doubts)
        if odd:
            self.banner.say("amber", odd)
        after = after_of(plan, form)
        return f"办完以后：{after.to_title}\n{after.to_names}"

    def _add(
        self, grid: QGridLayout, of: tuple[str, str], field: QWidget, *, needed: bool = False
    ) -> None:
        """A field by its key and title; what is wrong with it is told below it."""
        (key, title), row = of, grid.rowCount()
        field.setAccessibleName(f"{title}，必填" if needed else title)
        note = label("", "err", wrap=True)
        note.hide()
        grid.addWidget(titled(title, needed=needed), row, 0)
        grid.addWidget(field, row, 1)
        grid.addWidget(note, row + 1, 1)
        grid.setColumnStretch(1, 1)
        self._marked[key] = (field, note)
        self._titles[key] = title

    def _write(self) -> None:
        self._problems.clear()
        step = Step(self._state, self.day.value(), self.note.text(), self.number.text())
        try:
            card = take_step(self._context, self._card.id, step, self._context.today())
        except UserError as error:
            self._tell(step, str(error))
            return
        self.accept()
        self.stepped.emit(card)

    def _tell(self, step: Step, sentence: str) -> None:
        """Beside the field that puts it right; what no field can is said in the strip."""
        key = self._wrong_field(step)
        if key:
            self._problems.show([Problem(key, self._titles[key], sentence)])
            return
        self.banner.say("red", sentence)
        self._first().setFocus()

    def _wrong_field(self, step: Step) -> str:
        """The reason if that is all that is missing, the day if it cannot be; or none of them."""
        last = max((one.happened_on for one in self._card.steps), default=step.happened_on)
        try:
            check_step_day(replace(step, note="—"), last, self._context.today())
        except UserError:
            return "day"
        return "note" if step.state in NEEDS_REASON and not step.note.strip() else ""


def take_step(context: Context, transfer_id: int, step: Step, today: date) -> TransferCard:
    """Write a step down; raises UserError with what is in the way."""
    with context.db.write() as session:
        return service.step_transfer(session, context.clerk, transfer_id, step, today)
