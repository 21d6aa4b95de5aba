"""核对数据: every rule with its count, the list behind it, and what can be mended safely."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.hall.labels import problem_label, remedy
from gridhall.hall.service.checking import Problem
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import EmptyState
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.registry import queries
from gridhall.registry.dialogs.at_once import take_back
from gridhall.registry.queries.checks import FoundRow, found
from gridhall.registry.queries.repairs import SAFE, Repair, repairs
from gridhall.registry.service.repairs import repair_register

Check = Callable[[Any], Sequence[Problem]]  # of a session
_MOST = 500  # records of one rule in the list
_NOT_YOURS = "修复要主管来做"
_LISTED = (
    "person", "household", "membership", "dwelling", "relation", "guardian", "tag", "place",
    "transfer", "month", "search.residents", "search.households", "search.transfers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beyond:
    """What this sheet asks of the rest of the program."""

    others: Sequence[Check]  # the other subjects' checks
    open_row: Callable[[FoundRow], None]
    rebuild: Callable[[], object]  # the search index made anew


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as the list shows it."""

    id: str
    count: int

    @property
    def has_list(self) -> bool:
        """Whether the records behind the count can be opened."""
        return self.count > 0 and any(
            self.id == name or self.id.startswith(f"{name}.") for name in _LISTED
        )


RULE_COLUMNS = (
    Column[RuleRow](
        "结果",
        lambda row: f"{row.count:,} 处" if row.count else "没有问题",
        width=110,
        kind="chip",
        tone=lambda row: "amber" if row.count else "green",
    ),
    Column[RuleRow]("核对什么", lambda row: problem_label(row.id), width=310, kind="bold"),
    Column[RuleRow]("怎么办", lambda row: _advice(row), width=280, stretch=True),
)
FOUND_COLUMNS = (
    Column[FoundRow]("名称", lambda row: row.title, width=260, kind="bold"),
    Column[FoundRow]("在哪里", lambda row: row.detail, width=300, stretch=True),
)
REPAIR_COLUMNS = (
    Column[Repair]("问题", lambda row: problem_label(row.rule), width=250),
    Column[Repair]("谁", lambda row: row.title, width=150, kind="bold"),
    Column[Repair]("现在", lambda row: row.before, width=170),
    Column[Repair](
        "修复以后", lambda row: row.after, width=200, stretch=True, tone=lambda _: "green"
    ),
)


class ChecksSheet(WorkingSheet):
    """Enter opens the list of a rule; Alt+X shows what can be mended; Ctrl+Z takes that back."""

    def __init__(self, context: Context, parent: QWidget | None, beyond: Beyond) -> None:
        super().__init__(context, parent, ("核对数据", "fact_check"), (1080, 660))
        self._beyond = beyond
        self.table, self.model, self.empty = Table(), RowsModel(RULE_COLUMNS), EmptyState()
        self.rows: Sequence[RuleRow] = ()
        self._undo: tuple[str, Callable[[], None]] | None = None
        self._folded = True
        self._make_buttons()
        self._lay_out()
        self.set_foot([self.again, self.fold], [self.rebuild, self.repair_button, self.look_button])
        self.first_focus = self.table
        self.check()

    def check(self) -> None:
        """Ask every rule, on the worker."""
        db, day, others = self.context.db, self.context.today(), self._beyond.others

        def work(progress: Progress) -> list[Problem]:
            with db.read() as session:
                problems = queries.problems(session, day, progress)
                for one in others:
                    problems += one(session)
            return problems

        rules = len(self.rows) or 50
        stopped = "已停下，没有核对完。按 F5 从头再核对"
        self.run(
            Doing("正在核对", "条", rules, "只查看，不改动", stopped), work, self.show_problems
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """The rules that are broken, the worst first; those that hold are folded away."""
        if self.gone:
            return
        rows = [RuleRow(one.rule, one.count) for one in problems]
        self.rows = sorted(rows, key=lambda row: -row.count)
        self._show()
        self.table.choose_first()
        self.table.setFocus()

    def settled(self) -> None:
        """Buttons follow whether something runs."""
        self._enable()

    def show_busy(self) -> None:
        """The strip, and no second errand meanwhile."""
        super().show_busy()
        self._enable()

    def done(self, result: int) -> None:
        """What was mended here can still be taken back on the desk."""
        if self._undo is not None:
            self.context.desk.toast(*self._undo)
            self._undo = None
        super().done(result)

    def take_back(self) -> None:
        """Ctrl+Z: the repair just made."""
        if self._undo is None or self.busy:
            return
        words, undo = self._undo
        self._undo = None
        if self.attempt(undo):
            self.check()
            self.tell(f"已撤销：{words.removeprefix('已')}")

    def open_list(self, row: RuleRow | None) -> None:
        """The records behind a count."""
        if row is None or not row.count:
            return
        if not row.has_list:
            self.strip.say("blue", f"{problem_label(row.id)}：{_advice(row)}")
            refit(self)
            return
        sheet = FoundSheet(self.context, self, row)
        sheet.table.opened.connect(partial(self._open, sheet))
        sheet.open()

    def _make_buttons(self) -> None:
        clerk = self.context.clerk
        self.again = foot_button("重新核对", "F5", "", "rule")
        self.fold = foot_button("看没有问题的", "Alt+A", "text")
        self.rebuild = foot_button("重建搜索", "Alt+S", "", "search")
        self.repair_button = foot_button("修复…", "Alt+X", "", "wand_stars")
        self.look_button = foot_button("看名单", "Enter", "primary", "group")
        self._may_repair = allowed(clerk, Role.SUPERVISOR)
        self._may_rebuild = allowed(clerk, Role.ADMINISTRATOR)
        self.again.clicked.connect(self.check)
        self.fold.clicked.connect(self._turn)
        self.rebuild.clicked.connect(self._rebuild)
        self.repair_button.clicked.connect(self._repair)
        self.look_button.clicked.connect(lambda: self.open_list(self.table.current()))
        self.table.opened.connect(self.open_list)
        self.strip.acted.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.take_back)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("核对的各项")
        self.empty.say("没有发现问题", "各项登记互相对得上", "task_alt")
        self.empty.offer("")
        self.empty.hide()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)

    def _turn(self) -> None:
        self._folded = not self._folded
        self._show()

    def _show(self) -> None:
        broken = [row for row in self.rows if row.count]
        sound = len(self.rows) - len(broken)
        shown = broken if self._folded else list(self.rows)
        self.model.show_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.fold.setText(f"看没有问题的 {sound} 条" if self._folded else "收起没有问题的")
        mine = "" if self._may_repair else f"；{_NOT_YOURS}"
        self.say(f"核对了 {len(self.rows)} 条规则，{len(broken)} 条有问题{mine}")
        self._enable()
        refit(self)

    def _enable(self) -> None:
        free = not self.busy
        safe = any(row.count for row in self.rows if row.id in SAFE)
        search = any(row.count for row in self.rows if row.id.startswith("search."))
        self.again.setEnabled(free)
        self.repair_button.setVisible(self._may_repair and safe)
        self.rebuild.setVisible(self._may_rebuild and search)
        for made in (self.repair_button, self.rebuild, self.look_button):
            made.setEnabled(free and self.table.model().rowCount() > 0)

    def _repair(self) -> None:
        if not self.busy and self._may_repair:
            sheet = RepairSheet(self.context, self)
            sheet.chosen.append(self._mend)
            sheet.open()

    def _mend(self, rules: Sequence[str]) -> None:
        context, day = self.context, self.context.today()

        def work(_: Progress) -> int:
            with context.db.write() as session:
                return repair_register(session, context.clerk, rules, day).action_id

        doing = Doing("正在修复", "处", 1, "要么全部修复，要么都不动")
        self.run(doing, work, partial(self._mended, rules))

    def _mended(self, rules: Sequence[str], action_id: int) -> None:
        counts = {row.id: row.count for row in self.rows}
        words = "已修复：" + "、".join(f"{problem_label(r)} {counts.get(r, 0)} 处" for r in rules)
        undo = partial(take_back, self.context, action_id)
        if self.gone:
            self.context.desk.toast(words, undo)
            return
        self._undo = (words, undo)
        self._again_then(words, "撤销", "Ctrl+Z")

    def _rebuild(self) -> None:
        rebuild = self._beyond.rebuild
        doing = Doing("正在重建搜索", "遍", 1, "登记的内容不动")
        self.run(doing, lambda _: rebuild(), lambda _: self._again_then("已重建搜索", "", ""))

    def _again_then(self, words: str, act: str, hint: str) -> None:
        """Check anew once the errand has ended, and keep saying what was done."""
        if self.gone:
            self.context.desk.toast(words)
            return

        def check() -> None:
            self.check()
            self.strip.say("green", words, act, hint)
            refit(self)

        assert self._job is not None
        self._job.finished.connect(check)

    def _open(self, sheet: "FoundSheet", row: FoundRow) -> None:
        if row.subject == "month":
            return
        sheet.accept()
        self.accept()
        self._beyond.open_row(row)


class FoundSheet(WorkingSheet):
    """The records that break one rule; Enter opens one."""

    def __init__(self, context: Context, parent: QWidget, row: RuleRow) -> None:
        super().__init__(context, parent, (problem_label(row.id), "group"), (860, 600))
        self.table, self.model = Table(), RowsModel(FOUND_COLUMNS)
        self.open_button = foot_button("打开", "Enter", "primary", "arrow_forward")
        self.open_button.clicked.connect(lambda: self.table.opened.emit(self.table.current()))
        self.table.setModel(self.model)
        self.table.setAccessibleName(problem_label(row.id))
        self.body.addWidget(label(_advice(row), "sub", wrap=True))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.table, 1)
        self.set_foot([], [self.open_button])
        self.first_focus = self.table
        most = f"，先列 {_MOST} 处" if row.count > _MOST else ""
        self.say(f"{row.count:,} 处{most}")
        db, day = context.db, context.today()

        def work(_: Progress) -> list[FoundRow]:
            with db.read() as session:
                return found(session, row.id, day, _MOST)

        self.run(Doing("正在列出", "处", min(row.count, _MOST), ""), work, self.show_rows)

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """These records."""
        if not self.gone:
            self.model.show_rows(rows)
            self.open_button.setEnabled(bool(rows) and rows[0].subject != "month")
            self.table.choose_first()


class RepairSheet(WorkingSheet):
    """安全修复: what each ticked rule would change, before and after; nothing else is touched."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent, ("修复登记", "wand_stars"), (940, 620))
        self.chosen: list[Callable[[Sequence[str]], None]] = []
        self.table, self.model = Table(), RowsModel(REPAIR_COLUMNS, key=id)
        self.rows: Sequence[Repair] = ()
        self.ticks: dict[str, QCheckBox] = {}
        self._ticks = QVBoxLayout()
        self.act = foot_button("修复", "Ctrl+Enter", "primary", "wand_stars")
        leave = foot_button("不修复", "Esc")
        leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._act)
        self.table.setModel(self.model)
        self.table.setAccessibleName("会修复的记录")
        told = "只修复能从别的登记推出来的；先勾选要修复的，看清每一条再修复。修复后可以撤销。"
        self.body.addWidget(label(told, "sub", wrap=True))
        self.body.addLayout(self._ticks)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.table, 1)
        self.set_foot([], [leave, self.act])
        self.act.setEnabled(False)
        db, day = context.db, context.today()

        def work(_: Progress) -> list[Repair]:
            with db.read() as session:
                return repairs(session, day)

        self.run(Doing("正在列出能修复的", "处", 1, "只查看，不改动"), work, self.show_rows)

    def show_rows(self, rows: Sequence[Repair]) -> None:
        """A tick for each rule, and what would become of every row."""
        if self.gone:
            return
        self.rows = rows
        for rule in dict.fromkeys(row.rule for row in rows):
            count = sum(row.rule == rule for row in rows)
            tick = QCheckBox(f"{problem_label(rule)}　{count:,} 处")
            tick.setChecked(True)
            tick.toggled.connect(lambda _: self._show())
            self.ticks[rule] = tick
            self._ticks.addWidget(tick)
        self._show()
        if self.ticks:
            next(iter(self.ticks.values())).setFocus()

    def rules(self) -> list[str]:
        """The ticked rules, in the order they are mended."""
        return [rule for rule in SAFE if rule in self.ticks and self.ticks[rule].isChecked()]

    def _show(self) -> None:
        wanted = set(self.rules())
        shown = [row for row in self.rows if row.rule in wanted]
        self.model.show_rows(shown)
        self.act.setEnabled(bool(shown))
        self.act.setText(f"修复 {len(shown):,} 处" if shown else "修复")
        refit(self)

    def _act(self) -> None:
        rules = self.rules()
        self.accept()
        for tell in self.chosen:
            tell(rules)


def _advice(row: RuleRow) -> str:
    if not row.count:
        return ""
    if row.id in SAFE:
        return f"{remedy(row.id)}，或按“修复”"
    return remedy(row.id)
