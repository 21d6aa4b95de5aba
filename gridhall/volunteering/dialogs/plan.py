"""岗位与班次: the plan of a day, edited by keyboard; nothing is stored before 保存."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.core.text import clean
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import Btn, button
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.volunteering.dialogs.days import said
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.dialogs.plan_details import Details, Lists
from gridhall.volunteering.dialogs.plan_source import (
    EarlierSheet,
    SaveTemplateSheet,
    TemplateSheet,
)
from gridhall.volunteering.dialogs.plan_table import PlanTable
from gridhall.volunteering.queries import plan as queries
from gridhall.volunteering.queries.days import DayCard, day_card
from gridhall.volunteering.queries.plan import DutyRow, as_post
from gridhall.volunteering.rules import plan_edits as edits
from gridhall.volunteering.rules.plan import PlanDraft, PostDraft, ShiftDraft
from gridhall.volunteering.service.plan import set_plan

_SIDE = 276  # px at 100 %
_KEYS = "方向键换格 · 输数字改人数，3/2 是要 3 人最少 2 人 · Del 不开 · Alt+↑↓ 挪岗位"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sheet reads once."""

    card: DayCard
    plan: PlanDraft
    seated: dict[tuple[int, int], int]
    duties: list[DutyRow]
    lists: Lists


class PlanSheet(Sheet):
    """Posts by shifts; `carried` comes after the commit."""

    carried = Signal(object)  # Carried

    def __init__(self, parent: QWidget, context: Context, day_id: int) -> None:
        super().__init__(parent, "岗位与班次", "rule", (1240, 690))
        self.context, self._day_id = context, day_id
        self._known = known = _read(context, day_id)
        self.banner, self.table = Banner(), PlanTable(self)
        self.details, self.total = Details(known.lists), label("", "b")
        self.post_edit = Suggest()
        self.plan, self._wrong = known.plan, ""
        self.set_body(self._body())
        self._foot()
        self._connect()
        card = known.card
        at = card.held_on or card.nominal
        self.say(f"{said(at)} · {card.name}" if at else card.name)
        self.show_plan(known.plan)
        self.first_focus = self.table if known.plan.posts else self.post_edit
        self.table.choose(0, 0)

    # The plan

    def show_plan(self, plan: PlanDraft) -> None:
        """Another plan; the frame stays where it was."""
        post, shift = self.table.place()
        self.plan = plan
        self.table.plan_model.show_plan(plan)
        self.table.rescale()
        self.table.choose(post, shift)
        self._follow(*self.table.place())
        many = f"{len(plan.posts)} 岗 · {len(plan.shifts)} 班 · {plan.wanted} 人次"
        if idle := _idle(plan):
            many += f"；{'、'.join(idle)}还没有岗位开，填上人数或删掉这一班"
        self.total.setText(many if plan.posts else "还没有岗位，从模板开始，或在上面加")

    def add_post(self, typed: str = "") -> None:
        """Add what was chosen from the duties, or a post of another name."""
        choice, plan = self.post_edit.choice, self.plan
        duty = next((d for d in self._known.duties if choice and d.id == choice.key), None)
        if not plan.shifts:
            plan = edits.add_shift(plan, edits.next_shift(plan))
        name = clean(typed or self.post_edit.text())
        if duty is None and not name:
            self.post_edit.setFocus()
            return
        new = as_post(duty, len(plan.shifts)) if duty else PostDraft(name, cells={0: (1, 1)})
        self._try(lambda: edits.add_post(plan, new))
        self.post_edit.choose(None)
        self.table.choose(len(self.plan.posts) - 1, 0)
        self.table.setFocus()

    def remove_post(self) -> None:
        """Without the chosen post."""
        post, _ = self.table.place()
        if post >= 0:
            self._edited(edits.remove_post(self.plan, post))

    def add_shift(self) -> None:
        """A further shift; the keys go to its name."""
        new = edits.next_shift(self.plan)
        self._edited(edits.add_shift(self.plan, new))
        self.table.choose(max(self.table.place()[0], 0), self.plan.shifts.index(new))
        self.details.shift.show_shift(new)
        self.details.shift.name.setFocus()
        self.details.shift.name.selectAll()

    def take_template(self) -> None:
        """The shifts and posts of a template."""
        self._take(TemplateSheet(self, self.context))

    def take_earlier(self) -> None:
        """The shifts and posts of an earlier day."""
        card = self._known.card
        before = card.held_on or card.nominal or self.context.today()
        self._take(EarlierSheet(self, self.context, before))

    def keep_template(self) -> None:
        """Keep what is on show as a template."""
        sheet = SaveTemplateSheet(self, self.context, self.plan)
        if sheet.exec() == Sheet.DialogCode.Accepted:
            self.banner.say("green", f"已存模板“{sheet.saved}”")

    def save(self) -> None:
        """Store it; people who would lose their place are asked about."""
        self._wrong = ""
        self.save_button.setFocus()  # what is still being typed is taken, or said to be wrong
        if self._wrong:
            return
        gone = edits.dropped(self._known.plan, self.plan)
        people = sum(self._known.seated.get(cell, 0) for cell in gone)
        told = Question(
            "去掉岗位", f"去掉的格子里还排着 {people} 人次，连人一起去掉？", "连人一起去掉",
            "先不去掉", "可以先在排班表里把他们挪到别的岗。按 Ctrl+Z 能撤回。", danger=True,
        )  # fmt: skip
        if people and not ask(self, told):
            return
        draft = PlanDraft(self.plan.shifts, self.plan.posts, self._known.plan)
        context = self.context
        try:
            with context.db.write() as session:
                act = set_plan(session, context.clerk, self._day_id, draft, drop_people=people > 0)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        many = f"{len(draft.posts)} 个岗位、{len(draft.shifts)} 个班次、{draft.wanted} 人次"
        self.carried.emit(Carried(act, f"已保存：{many}"))

    # How it does it

    def _take(self, sheet: TemplateSheet | EarlierSheet) -> None:
        if sheet.exec() == Sheet.DialogCode.Accepted and sheet.plan is not None:
            self._edited(sheet.plan)
            self.table.choose(0, 0)
            self.table.setFocus()

    def _edited(self, plan: PlanDraft) -> None:
        self.banner.hide()
        self.show_plan(plan)

    def _refuse(self, words: str) -> None:
        self._wrong = words
        self.banner.say("red", words)

    def _try(self, edit: Any) -> None:
        try:
            self._edited(edit())
        except UserError as error:
            self.banner.say("red", str(error))

    def _close_cell(self) -> None:
        post, shift = self.table.place()
        if post >= 0 and shift >= 0:
            self._edited(edits.set_cell(self.plan, post, shift, None))

    def _move_post(self, by: int) -> None:
        post, shift = self.table.place()
        if post >= 0:
            self._edited(edits.move_post(self.plan, post, by))
            self.table.choose(post + by, shift)

    def _change_post(self, post: PostDraft) -> None:
        at, _ = self.table.place()
        if at >= 0:
            self._edited(edits.set_post(self.plan, at, post))

    def _change_shift(self, shift: ShiftDraft) -> None:
        post, at = self.table.place()
        if at >= 0:
            self._edited(edits.set_shift(self.plan, at, shift))
            self.table.choose(post, self.plan.shifts.index(shift))

    def _remove_shift(self) -> None:
        _, at = self.table.place()
        if at >= 0:
            self._edited(edits.remove_shift(self.plan, at))

    def _follow(self, post: int, shift: int) -> None:
        posts, shifts = self.plan.posts, self.plan.shifts
        self.details.post.show_post(posts[post] if 0 <= post < len(posts) else None)
        self.details.shift.show_shift(shifts[shift] if 0 <= shift < len(shifts) else None)

    def _find(self, typed: str) -> Sequence[Choice]:
        """Duties by initials or words; those on the plan already are not offered."""
        names = {post.name for post in self.plan.posts}
        rows = [row for row in self._known.duties if row.name not in names]
        said_by = typed.strip().lower()
        found = [row for row in rows if _fits(row.name, said_by)]
        offers = [Choice(row.id, row.name, row.content, f"{row.wanted} 人") for row in found]
        if said_by and clean(typed) not in {row.name for row in self._known.duties}:
            offers.append(Choice(None, clean(typed), "目录里没有的岗位", "另加"))
        return offers

    def _connect(self) -> None:
        table, details = self.table, self.details
        table.plan_model.edited.connect(self._edited)
        table.plan_model.refused.connect(self._refuse)
        table.moved.connect(self._follow)
        table.closed.connect(self._close_cell)
        table.carried.connect(self._move_post)
        details.post.changed.connect(self._change_post)
        details.shift.changed.connect(self._change_shift)
        details.shift.removed.connect(self._remove_shift)
        details.shift.refused.connect(self._refuse)
        self.post_edit.set_find(self._find)
        self.post_edit.picked.connect(lambda choice: self.add_post(choice.title))

    def _body(self) -> QWidget:
        body = QWidget()
        column, middle = QVBoxLayout(body), QHBoxLayout()
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(self._tools())
        left.addWidget(self.table, 1)
        left.addWidget(self.total)
        left.addWidget(label(_KEYS, "meta"))
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(self.details)
        side.setFixedWidth(_SIDE)
        middle.setSpacing(20)
        middle.addLayout(left, 1)
        middle.addWidget(side)
        column.addWidget(self.banner)
        column.addLayout(middle, 1)
        return body

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.post_edit.setPlaceholderText("加岗位：首字母或名称")
        self.post_edit.setAccessibleName("加岗位，输首字母从岗位目录里选，或写新的名称")
        self.post_edit.show_arrow()
        row.addWidget(self.post_edit, 1)
        for made, act in (
            (button("去掉岗位", "Alt+Del"), self.remove_post),
            (button("加班次", "Alt+B"), self.add_shift),
        ):
            row.addWidget(_bound(made, act))
        return row

    def _foot(self) -> None:
        left = (
            _bound(button("从模板", "Alt+M", "text"), self.take_template),
            _bound(button("照以前的日子", "Alt+F", "text"), self.take_earlier),
            _bound(button("存为模板", "Alt+S", "text"), self.keep_template),
        )
        leave = foot_button("先不改", "Esc")
        leave.clicked.connect(self.reject)
        self.save_button = foot_button("保存岗位与班次", "Ctrl+Enter", "primary", "check")
        self.save_button.clicked.connect(self.save)
        self.set_foot(left, [leave, self.save_button])


def _read(context: Context, day_id: int) -> _Known:
    with context.db.read() as session:
        lists = Lists(
            queries.skills(session), queries.squads(session),
            queries.grids(session, context.today()),
        )  # fmt: skip
        return _Known(
            day_card(session, day_id),
            queries.plan(session, day_id),
            queries.seated(session, day_id),
            queries.duties(session),
            lists,
        )


def _idle(plan: PlanDraft) -> list[str]:
    """The shifts in which no post is open."""
    opened = {place for post in plan.posts for place in post.cells}
    return [shift.name for place, shift in enumerate(plan.shifts) if place not in opened]


def _fits(name: str, typed: str) -> bool:
    """Whether a name is meant: by a word of it, its initials or its pinyin."""
    keys = name_keys(name)
    sounds = (*keys.initials, *keys.full)
    return typed in name.lower() or any(sound.startswith(typed) for sound in sounds)


def _bound(made: Btn, act: Any) -> Btn:
    made.bind_key()
    made.clicked.connect(lambda _=False: act())
    return made
