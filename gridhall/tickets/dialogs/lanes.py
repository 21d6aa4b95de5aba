"""业务队列: letters, names, counters, matters; added, changed, moved, retired by a supervisor."""

from dataclasses import asdict, replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.hall.dialogs.telling import TellingSheet, side_by_side
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import Field
from gridhall.qt.table import RowsModel, Table
from gridhall.tickets import service
from gridhall.tickets.columns import LANES
from gridhall.tickets.queries.rows import LaneRow, lanes
from gridhall.tickets.rules.lanes import LaneDraft, LaneProblem

_NEW = LaneDraft()


class LaneForm(TellingSheet):
    """One lane; what is wrong stands under its field."""

    def __init__(self, context: Context, parent: QWidget | None, draft: LaneDraft) -> None:
        title = f"修改业务队列 {draft.prefix}" if draft.id else "新建业务队列"
        super().__init__(context, parent, (title, "edit"), (600, 400))
        self.draft = draft
        self.fields = {
            "prefix": Field("字母", QLineEdit(draft.prefix), "一个或两个，印在号票上"),
            "name": Field("名称", QLineEdit(draft.name), "如：社保医保"),
            "counters": Field("办理窗口", QLineEdit(draft.counters), "用、隔开；不填就是所有窗口"),
            "categories": Field("办理哪些事项", QLineEdit(draft.categories), "事项类别，可不填"),
        }
        self.body.addLayout(side_by_side(self.fields["prefix"], self.fields["name"]))
        self.body.addWidget(self.fields["counters"])
        self.body.addWidget(self.fields["categories"])
        self.body.addStretch(1)
        act, leave = foot_button("保存", "Ctrl+Enter", "primary"), foot_button("不存", "Esc")
        act.clicked.connect(self._save)
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, act])
        self.first_focus = self.fields["prefix"].edit

    def typed(self) -> LaneDraft:
        """The lane as typed."""
        words = {name: field.edit.text() for name, field in self.fields.items()}  # type: ignore[attr-defined]
        return replace(self.draft, **words)

    def _save(self) -> None:
        for field in self.fields.values():
            field.say("")
        try:
            with self.context.db.write() as session:
                service.save_lane(session, self.context.clerk, self.typed(), self.context.today())
        except LaneProblem as problem:
            self.fields[problem.field].say(problem.sentence)
            self.fields[problem.field].edit.setFocus()
        except UserError as error:
            self.refuse(error)
        else:
            self.accept()


class LanesSheet(TellingSheet):
    """Ctrl+N adds, Enter changes, Alt+↑ Alt+↓ move, Alt+D retires or takes up again."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(context, parent, ("业务队列", "sort"), (860, 520))
        self.table, self.model = Table(), RowsModel(LANES, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("业务队列")
        self.body.addWidget(self.table, 1)
        self.first_focus = self.table
        self._offer()
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the lanes anew."""
        with self.context.db.read() as session:
            self.model.show_rows(lanes(session, active=False))

    def _offer(self) -> None:
        acts = (
            (foot_button("停用或恢复", "Alt+D"), self._retire),
            (foot_button("上移", "Alt+Up"), lambda: self._move(-1)),
            (foot_button("下移", "Alt+Down"), lambda: self._move(1)),
            (foot_button("修改", "Enter", "", "edit"), self._change),
            (foot_button("新建队列", "Ctrl+N", "primary", "add"), lambda: self._form(_NEW)),
        )
        for made, act in acts:
            made.clicked.connect(lambda _=False, act=act: act())
        buttons = [made for made, _ in acts]
        if allowed(self.context.clerk, Role.SUPERVISOR):
            self.table.opened.connect(lambda _: self._change())
            self.set_foot(buttons[:1], buttons[1:])
            return
        self.strip.say("blue", "这里只能看。改业务队列要主管登录来做。")
        keep = QVBoxLayout()  # the buttons stay owned, and out of sight
        for made in buttons:
            made.setEnabled(False)
            keep.addWidget(made)
            made.hide()
        self.body.addLayout(keep)

    def _change(self) -> None:
        row = self.table.current()
        if isinstance(row, LaneRow):
            self._form(_draft(row))

    def _form(self, draft: LaneDraft) -> None:
        if LaneForm(self.context, self, draft).exec():
            self.refresh()
            self.tell("业务队列已保存")

    def _move(self, step: int) -> None:
        row = self.table.current()
        if not isinstance(row, LaneRow):
            return

        def act() -> None:
            with self.context.db.write() as session:
                service.move_lane(session, self.context.clerk, row.id, step)

        if self.attempt(act):
            self.refresh()

    def _retire(self) -> None:
        row = self.table.current()
        if not isinstance(row, LaneRow) or not (not row.active or ask(self, _question(row))):
            return

        def act() -> None:
            draft = replace(_draft(row), active=not row.active)
            with self.context.db.write() as session:
                service.save_lane(session, self.context.clerk, draft, self.context.today())

        if self.attempt(act):
            self.refresh()
            self.tell(f"{row.title}{'已停用' if row.active else '已恢复，可以取号'}")


def _draft(row: LaneRow) -> LaneDraft:
    known = asdict(row)
    return LaneDraft(**{name: known[name] for name in LaneDraft.__slots__})


def _question(row: LaneRow) -> Question:
    return Question(
        "停用业务队列",
        f"停用“{row.title}”？",
        "停用",
        "不停用",
        "停用以后不能再取这个号；以前的统计不变，随时可以恢复。",
    )
