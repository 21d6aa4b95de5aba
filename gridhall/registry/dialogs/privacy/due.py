"""保存期限: how long each type of record is kept, what is over its term, and what becomes of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label, set_look
from gridhall.qt.table import RowsModel, Table
from gridhall.qt.ticks import TickTable
from gridhall.registry.columns.privacy import DUE
from gridhall.registry.queries.retention import DueItem, DueRow, Keeper, due_lists
from gridhall.registry.rules.retention import MOST_YEARS
from gridhall.registry.service import retention as service

_PEOPLE = ("left", "died")
FOR_GOOD = "清掉就没有了，不能撤回，只能从以前的备份里找；操作记录只记谁、什么时候、为什么。"


class RetentionSheet(TellingSheet):
    """Types at the left, what is due of the chosen one at the right with its acts below."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, keepers: Sequence[Keeper] = ()
    ) -> None:
        require(context.clerk, Role.ADMINISTRATOR, "看保存期限")
        super().__init__(context, parent, ("保存期限", "schedule"), (1120, 660))
        self._keepers, self.model = keepers, RowsModel(DUE)
        self.table, self.items, self.years = Table(), TickTable(), QSpinBox()
        self._about, self._title = label("", "sub", wrap=True), label("", "b")
        self.rows: Sequence[DueItem] = ()
        self._found: Mapping[str, Sequence[DueItem]] = {}
        self.years_button = button("改期限", "", "", "edit")
        self.keep_button = foot_button("继续保存…", "Alt+K")
        self.empty_button = foot_button("匿名处理…", "Ctrl+Enter", "danger")
        self.open_button = foot_button("打开卡片", "Alt+O", "text")
        self.years_button.clicked.connect(self.change_years)
        self.keep_button.clicked.connect(self.keep)
        self.empty_button.clicked.connect(self.empty)
        self.open_button.clicked.connect(self.open_card)
        self._lay_out()
        self.set_foot([self.open_button], [self.keep_button, self.empty_button])
        self.first_focus = self.table
        self.refresh()

    def refresh(self) -> None:
        """Read every type behind the sheet; the chosen one stays chosen."""
        db, today, keepers = self.context.db, self.context.today(), self._keepers

        def read(_progress: Progress) -> dict[DueRow, list[DueItem]]:
            with db.read() as session:
                return due_lists(session, today, keepers)

        self.say("正在清点…")
        self.start(read, self._arrived)

    def _arrived(self, found: Mapping[DueRow, list[DueItem]]) -> None:
        if self.gone:
            return
        rows = list(found)
        self._found = {row.id: items for row, items in found.items()}
        self.model.show_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        waiting = sum(row.count for row in rows if row.record.act)
        self.say(f"到期 {waiting:,} 条要处理" if waiting else "没有到期要处理的")
        self._show(self.table.current())

    def ticked(self) -> list[int]:
        """The records chosen at the right."""
        return [one for one in self.items.ticked() if isinstance(one, int)]

    def change_years(self) -> None:
        """Another term of the chosen type."""
        row: DueRow | None = self.table.current()
        if row is None:
            return
        years, context = {row.id: self.years.value()}, self.context

        def act() -> None:
            with context.db.write() as session:
                service.change_years(session, context.clerk, years)

        if self.attempt(act):
            self.refresh()
            self.tell(f"{row.record.title}保存 {years[row.id]} 年")

    def keep(self) -> None:
        """The ticked people stay for another term."""
        chosen = self.ticked()
        question = Question(
            "继续保存",
            f"这 {len(chosen)} 份档案再保存一个期限？",
            "继续保存",
            "不改",
            "从今天起重新计算期限；以后可以在全部记录里撤回。",
            reason="继续保存的原因",
        )
        self._do(question, lambda session, why: service.keep_on(
            session, self.context.clerk, chosen, why, self.context.today()
        ), "已继续保存")  # fmt: skip

    def empty(self) -> None:
        """Make the ticked people anonymous, or clear everything that is due of the type."""
        row: DueRow | None = self.table.current()
        if row is None:
            return
        if row.id in _PEOPLE:
            people = self.ticked()
            self._do(self._sure_of_people(), lambda session, why: service.anonymise(
                session, self.context.clerk, people, (why, self.context.today()),
                self._keepers,
            ), "已匿名处理")  # fmt: skip
            return
        question = Question(
            "清除到期记录",
            f"清除{row.record.title} {row.count:,} 条？",
            "清除",
            "不清除",
            FOR_GOOD,
            danger=True,
            reason="清除的原因",
        )
        self._do(question, lambda session, why: service.discard(
            session, self.context.clerk, row.id, (why, self.context.today()), self._keepers
        ), "已清除")  # fmt: skip

    def open_card(self) -> None:
        """The card of the record at the cursor."""
        at = self.items.currentIndex().row()
        item = self.rows[at] if 0 <= at < len(self.rows) else None
        if item is not None and item.person_id is not None:
            self.accept()
            self.context.desk.open_resident(item.person_id)

    def _sure_of_people(self) -> Question:
        """What would be emptied, of the first by name and of all by number."""
        chosen = self.ticked()
        with self.context.db.read() as session:
            shown = service.preview(session, chosen[0]) if chosen else None
        name = shown.name if shown else ""
        more = f"等 {len(chosen)} 人" if len(chosen) > 1 else ""
        what = "；".join(shown.lines) if shown else ""
        return Question(
            "匿名处理",
            f"匿名处理“{name}”{more}？",
            "匿名处理",
            "不处理",
            f"{what}。{FOR_GOOD}",
            danger=True,
            reason="匿名处理的原因",
        )

    def _do(self, question: Question, act: service.Act, done: str) -> None:
        row: DueRow | None = self.table.current()
        if row is None or (row.id in _PEOPLE and not self.ticked()):
            self.strip.say("amber", "请先在右边勾上要处理的档案：空格勾选，Ctrl+A 全选。")
            return
        why = ask_reason(self, question)
        if why is None:
            return

        def write() -> None:
            with self.context.db.write() as session:
                act(session, why)

        if self.attempt(write):
            self.refresh()
            self.tell(done)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("记录的种类和保存期限")
        self.table.moved.connect(self._show)
        self.items.setAccessibleName("到期的记录，空格勾选，Ctrl+A 全选")
        self.items.changed.connect(self._count)
        self.years.setRange(1, MOST_YEARS)
        self.years.setSuffix(" 年")
        self.years.setAccessibleName("保存几年")
        right, term, halves = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        right.setSpacing(8)
        term.addWidget(label("保存", "label"))
        term.addWidget(self.years)
        term.addWidget(self.years_button)
        term.addStretch(1)
        right.addWidget(self._title)
        right.addWidget(self._about)
        right.addLayout(term)
        right.addWidget(self.items, 1)
        halves.setSpacing(20)
        halves.addWidget(self.table, 2)
        halves.addLayout(right, 3)
        self.body.addLayout(halves, 1)

    def _show(self, row: DueRow | None) -> None:
        if row is None:
            return
        rows = self._found.get(row.id, ())
        if rows != self.rows:  # read anew, what is ticked stays ticked
            self.rows = rows
            self.items.show_choices([(one.id, f"{one.title}　{one.since}") for one in rows], ())
        self.years.setMinimum(row.record.least)
        self.years.setValue(row.years)
        self._title.setText(row.record.title)
        only = "" if row.record.act else "只计数，不单独清除：查看记录和操作记录连成一条链。"
        told = (
            f"从{row.record.since}起算，{row.before} 以前的到期。依据：{row.record.basis}。{only}"
        )
        self._about.setText(told)
        self.empty_button.setText(f"{row.record.act or '清除'}…")
        self.keep_button.setVisible(row.id in _PEOPLE)
        self.open_button.setVisible(any(one.person_id for one in self.rows))
        self._count()

    def _count(self) -> None:
        row: DueRow | None = self.table.current()
        many = len(self.ticked())
        if row is None:
            return
        ready = bool(row.record.act and (many if row.id in _PEOPLE else row.count))
        self.keep_button.setEnabled(bool(many))
        self.empty_button.setEnabled(ready)
        set_look(self.empty_button, kind="danger" if ready else "")
