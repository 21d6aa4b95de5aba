"""备份与检查: what copies there are, one more now, and whether the hall is sound."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.hall.columns import BACKUPS
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.hall.labels import audit_label, problem_label, remedy, size_label
from gridhall.hall.service import Finding, back_up, check_hall, daily_backup
from gridhall.hall.service.backup import BackupRow, backup_folder, backups, check_backup
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import Card
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.qt.table import RowsModel, Table

Check = Callable[[Database], Finding]
AskPath = Callable[[QWidget, str], str]  # parent, proposed path -> path, empty if left

_HOW = (
    "恢复要先退出：登录页选“从备份恢复”，挑一份备份，输入那份备份的操作员密码。"
    "恢复前的大厅文件会留在同一个文件夹里，可以再换回来。"
)


class BackupSheet(TellingSheet):
    """Ctrl+B backs up now, Ctrl+S to a stick, Enter checks the chosen copy, Alt+J the hall itself.

    `check` is the whole program's check (parts.CHECKS and the anchors on papers); `restore_wanted`
    asks the program to sign out and restore this backup's path.
    """

    restore_wanted = Signal(object)  # Path, or None when no backup was chosen
    lists_wanted = Signal()  # the records behind what the check found

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        check: Check = check_hall,
        ask_path: AskPath | None = None,
    ) -> None:
        super().__init__(context, parent, ("备份与检查", "database"), (1000, 660))
        self._check_hall, self._ask_path = check, ask_path or _ask_path
        self.model, self.table = RowsModel(BACKUPS, key=lambda row: row.path), Table()
        self.findings, self._bar, self._doing = QVBoxLayout(), QProgressBar(), label("", "sub")
        self.now = foot_button("马上备份", "Ctrl+B", "primary", "save")
        self.away = foot_button("备份到 U 盘…", "Ctrl+S", "", "download")
        self.check = foot_button("检查大厅文件", "Alt+J", "", "rule")
        self.restore = foot_button("退出并恢复…", "Alt+R", "text", "history")
        self.halt = button("停下", "Alt+T", "").bind_key()
        self.lists = button("看名单和修复", "Alt+M", "text", "fact_check").bind_key()
        self._lay_out()
        self._connect()
        self.set_foot([self.restore], [self.check, self.away, self.now])
        self.first_focus = self.table
        self.refresh()
        self.show_busy()

    def refresh(self) -> None:
        """Read the folder anew."""
        path = self.context.db.path
        rows = backups(path)
        self.model.show_rows(rows)
        self.table.choose_first()
        last = f"最近一份 {rows[0].made_at:%m月%d日 %H:%M}，" if rows else "还没有备份，"
        self.say(f"{last}自动备份在 {backup_folder(path)}")

    def show_busy(self) -> None:
        """The bar and 停下 while something runs."""
        for widget in (self._doing, self._bar, self.halt):
            widget.setVisible(self.busy)
        for made in (self.now, self.away, self.check):
            made.setEnabled(not self.busy)
        refit(self)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("备份")
        card = Card(soft=True)
        self._bar.setAccessibleName("进度")
        self._bar.setTextVisible(False)
        self.findings.setContentsMargins(12, 8, 12, 8)
        self.findings.setSpacing(4)
        card.setLayout(self.findings)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 1)
        row.addWidget(self.halt)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row)
        self.body.addWidget(card)
        self.body.addWidget(self.lists, 0, Qt.AlignmentFlag.AlignLeft)
        self.lists.hide()
        self._show_lines([(_HOW, "sub")])

    def _connect(self) -> None:
        self.now.clicked.connect(self._back_up)
        self.away.clicked.connect(self._back_up_away)
        self.check.clicked.connect(self._check)
        self.restore.clicked.connect(self._restore)
        self.halt.clicked.connect(self.stop)
        self.lists.clicked.connect(self.accept)
        self.lists.clicked.connect(self.lists_wanted)
        self.table.opened.connect(self._check_copy)

    def _back_up(self) -> None:
        db = self.context.db
        self._run("正在备份…", lambda progress: daily_backup(db, datetime.now(), progress))

    def _back_up_away(self) -> None:
        hall = self.context.db.path
        proposed = f"{hall.stem}-{datetime.now():%Y%m%d}{hall.suffix}"
        typed = "" if self.busy else self._ask_path(self, proposed)
        if typed:
            db, target = self.context.db, Path(typed)
            self._run("正在备份…", lambda progress: back_up(db, target, progress))

    def _run(self, doing: str, work: Callable[[Progress], Path]) -> None:
        self._doing.setText(doing)
        self._bar.setRange(0, 0)
        self.start(work, self._backed_up, self._progressed)

    def _progressed(self, done: int, total: int) -> None:
        if not self.gone:
            self._bar.setRange(0, max(total, 1))
            self._bar.setValue(done)

    def _backed_up(self, made: Path) -> None:
        size = size_label(made.stat().st_size)
        if not self.gone:
            self.refresh()
        self.tell(f"已备份并核对：{made.name}，{size}。密码文件 .keys 也在一起，要一起保管")

    def _check_copy(self, row: BackupRow) -> None:
        key = self.context.db.key
        self._doing.setText("正在核对备份…")
        self._bar.setRange(0, 0)
        self.start(
            lambda _: check_backup(row.path, key),
            lambda _: self.tell(f"{row.made_at:%m月%d日 %H:%M} 的备份完好，可以用来恢复"),
        )

    def _check(self) -> None:
        db, check = self.context.db, self._check_hall
        self._doing.setText("正在检查大厅文件…")
        self._bar.setRange(0, 0)
        self.start(lambda _: check(db), self._show_finding)

    def _show_finding(self, found: Finding) -> None:
        if self.gone:
            self.context.desk.toast(finding_lines(found)[0][0])
            return
        self._show_lines(finding_lines(found))
        self.lists.setVisible(any(not p.rule.startswith("file.") for p in found.problems))

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        empty(self.findings)
        for words, tone in lines:
            role = tone if tone == "sub" else "b"
            self.findings.addWidget(label(words, role, "" if tone == "sub" else tone, wrap=True))

    def _restore(self) -> None:
        row = self.table.current()
        chosen = f"要恢复 {row.made_at:%Y-%m-%d %H:%M} 的备份，" if row else ""
        question = Question(
            "从备份恢复",
            "退出登录，去恢复备份？",
            "退出并恢复",
            "不恢复",
            f"{chosen}那以后记下的内容要重新录入。现在的大厅会先备份，并留在同一个文件夹里。",
            danger=True,
        )
        if ask(self, question):
            self.accept()
            self.restore_wanted.emit(row.path if row else None)


def finding_lines(found: Finding) -> list[tuple[str, str]]:
    """The check's result: a sentence and its tone for the trail and for each broken rule."""
    broken = min((fault.seq for fault in found.faults), default=None)
    lines = [(audit_label(broken), "green" if broken is None else "red")]
    if not found.problems:
        lines.append(("大厅文件和各项登记没有发现问题", "green"))
    for problem in found.problems:
        words = f"{problem_label(problem.rule)}：{problem.count} 处"
        lines.append((f"{words}。{remedy(problem.rule)}".rstrip("。"), "amber"))
    return lines


def _ask_path(parent: QWidget, proposed: str) -> str:
    path, _ = QFileDialog.getSaveFileName(
        parent, "备份到 U 盘", str(Path.home() / proposed), "大厅备份 (*.gridhall);;所有文件 (*)"
    )
    return path
