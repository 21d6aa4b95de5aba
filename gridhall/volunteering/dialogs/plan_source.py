"""Where a day's plan may begin: a template, an earlier day; a plan kept as a template."""

from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from gridhall.clerks.labels import ROLES
from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.dialogs.days import said
from gridhall.volunteering.queries import plan as queries
from gridhall.volunteering.queries.plan import EarlierDay, TemplateRow
from gridhall.volunteering.rules.plan import PlanDraft, unnumbered
from gridhall.volunteering.service.plan import remove_template, save_template

_TEMPLATES: tuple[Column[TemplateRow], ...] = (
    Column("模板", lambda row: row.name, 200, kind="bold", stretch=True),
    Column("岗位", lambda row: f"{row.posts} 个", 70),
    Column("班次", lambda row: f"{row.shifts} 个", 70),
    Column("人次", lambda row: f"{row.wanted}", 70),
)
_DAYS: tuple[Column[EarlierDay], ...] = (
    Column("日期", lambda row: f"{row.held_on.year}年{said(row.held_on)}", 180, kind="bold"),
    Column("活动", lambda row: row.name, 180, stretch=True),
    Column("岗位", lambda row: f"{row.posts} 个", 70),
    Column("人次", lambda row: f"{row.wanted}", 70),
)


class _SourceSheet(Sheet):
    """A list; Enter takes the chosen row's plan, which is then in `plan`."""

    def __init__(self, parent: QWidget, context: Context, head: tuple[str, str]) -> None:
        super().__init__(parent, *head, (620, 480))
        self.context, self.banner, self.table = context, Banner(), Table()
        self.plan: PlanDraft | None = None
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 12, 20, 12)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        self.set_body(self.body)
        self.table.opened.connect(lambda _: self.take())
        self.first_focus = self.table

    def add_foot(self, *left: QWidget) -> None:
        """The way out, and the act."""
        leave = foot_button("先不用", "Esc")
        leave.clicked.connect(self.reject)
        use = foot_button("照它排", "Ctrl+Enter", "primary", "check")
        use.clicked.connect(self.take)
        self.set_foot(left, [leave, use])

    def take(self) -> None:
        """The chosen row's plan."""
        row = self.table.current()
        if row is None:
            return
        try:
            with self.context.db.read() as session:
                self.plan = self.read(session, row.id)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()

    def read(self, session: Any, row_id: int) -> PlanDraft:
        """A row's plan."""
        raise NotImplementedError


class TemplateSheet(_SourceSheet):
    """从模板: a supervisor may delete one here."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, context, ("从模板", "content_copy"))
        self.model = RowsModel(_TEMPLATES, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("服务日模板")
        self.remove_button = foot_button("删模板", "Alt+Del", "text", "remove")
        self.remove_button.setEnabled(allowed(context.clerk, Role.SUPERVISOR))
        self.remove_button.clicked.connect(self.remove)
        self.add_foot(self.remove_button)
        self.refresh()

    def refresh(self) -> None:
        """Every template."""
        with self.context.db.read() as session:
            rows = queries.templates(session)
        self.model.show_rows(rows)
        self.table.choose_first()
        if not rows:
            self.banner.say("blue", "还没有模板。排好一天以后按“存为模板”，以后就能照着排")

    def read(self, session: Any, row_id: int) -> PlanDraft:
        """The template's plan."""
        return queries.template(session, row_id)

    def remove(self) -> None:
        """Delete the chosen template, asked for."""
        row: TemplateRow | None = self.table.current()
        question = "" if row is None else f"删掉模板“{row.name}”？"
        told = Question("删模板", question, "删掉", "不删", "照它排好的日子都不变。", danger=True)
        if row is None or not ask(self, told):
            return
        try:
            with self.context.db.write() as session:
                remove_template(session, self.context.clerk, row.id)
        except UserError as error:
            self.banner.say("red", str(error))
        self.refresh()


class EarlierSheet(_SourceSheet):
    """照以前的日子: shifts and posts of a day that was planned."""

    def __init__(self, parent: QWidget, context: Context, before: date) -> None:
        super().__init__(parent, context, ("照以前的日子", "history"))
        self.model = RowsModel(_DAYS, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("以前的服务日")
        self.add_foot()
        with context.db.read() as session:
            rows = queries.earlier_days(session, before)
        self.model.show_rows(rows)
        self.table.choose_first()
        if not rows:
            self.banner.say("blue", "以前还没有排过的服务日，请从模板开始")

    def read(self, session: Any, row_id: int) -> PlanDraft:
        """That day's plan, without its people."""
        return unnumbered(queries.plan(session, row_id))


class SaveTemplateSheet(Sheet):
    """存为模板: under a new name, or over one that there is."""

    def __init__(self, parent: QWidget, context: Context, plan: PlanDraft) -> None:
        super().__init__(parent, "存为模板", "save", (480, 300))
        self._context, self._plan, self.key = context, plan, str(uuid4())
        self.banner, self.name = Banner(), QComboBox()
        with context.db.read() as session:
            self._known = {row.name: row.id for row in queries.templates(session)}
        self.name.setEditable(True)
        self.name.addItems(list(self._known))
        self.name.setCurrentIndex(-1)
        self.name.setAccessibleName("模板名称，写新的，或选一个覆盖")
        self.note = label("", "sub", wrap=True)
        self.saved = ""
        self.set_body(self._body())
        leave = foot_button("先不存", "Esc")
        leave.clicked.connect(self.reject)
        save = foot_button("存模板", "Ctrl+Enter", "primary", "save")
        save.clicked.connect(self.save)
        self.set_foot([], [leave, save])
        self.name.currentTextChanged.connect(self._say)
        self._say()
        if not allowed(context.clerk, Role.SUPERVISOR):
            who = ROLES[Role.SUPERVISOR]
            self.banner.say("blue", f"存模板要{who}来办。请找{who}登录")
            save.setEnabled(False)
        self.first_focus = self.name

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for widget in (self.banner, label("模板名称", "label"), self.name, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        return body

    def save(self) -> None:
        """Keep it."""
        name, context = self.name.currentText().strip(), self._context
        try:
            with context.db.write() as session:
                save_template(session, context.clerk, name, self._plan, self._known.get(name))
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.saved = name
        self.accept()

    def _say(self, *_: object) -> None:
        over = self.name.currentText().strip() in self._known
        plan = self._plan
        words = f"{len(plan.posts)} 个岗位、{len(plan.shifts)} 个班次、{plan.wanted} 人次。"
        self.note.setText(words + ("会盖掉同名的模板。" if over else ""))
