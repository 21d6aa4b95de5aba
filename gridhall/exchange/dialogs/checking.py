"""检查: how many rows can come in, what is wrong with the others, and mending it on the spot."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.exchange.columns import masked
from gridhall.exchange.dialogs.differing import Cells, DifferPane
from gridhall.exchange.dialogs.mending import ProblemsModel, ProblemTable, problem_key
from gridhall.exchange.dialogs.tiles import Tiles
from gridhall.exchange.dialogs.verdict import Verdict
from gridhall.exchange.dialogs.whole_row import RowSheet
from gridhall.exchange.queries import BatchRow
from gridhall.exchange.rules.cells import cell_text
from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.exchange.rules.problems import Flaw, Problem
from gridhall.qt.buttons import FilterPills, button
from gridhall.qt.frames import Banner, EmptyState
from gridhall.qt.labels import label
from gridhall.qt.theme import current_theme

_PILLS = ("全部", "错误", "提醒", "已在册", "和大厅不同")
_NOTHING = ("没有发现问题", "没有要改的错误", "没有提醒", "没有已在册的人", "和大厅没有不同")
_DIFFERING = 4  # the pill
_GLYPHS = ("rule", "content_copy", "download")  # 改整行, 同样的都改, 导出错误表
_NARROW = 900  # px at 100 %: below it the buttons leave their keys out
_TOLD_CELLS = 7


class CheckPane(QWidget):
    """Enter mends, Ctrl+D mends all that are alike, Alt+E writes the rows to mend as a workbook.

    `mended` hands over what was typed, as {(the sheet's row, column key): text}, and says it.
    """

    mended = Signal(object, str)
    taken = Signal(object, str)  # the cells taken over from the ledger by now, in words
    export_wanted = Signal()

    def __init__(self, specs: Sequence[ColumnSpec], *, several_sheets: bool = False) -> None:
        super().__init__()
        self._specs, self._keys = specs, {spec.label: spec.key for spec in specs}
        self._verdict: Verdict | None = None
        self._last: tuple[Problem, str] | None = None  # the last fix, while nobody moved on
        self._stayed_at: object = None
        self._for_all, self._roomy = False, True
        self.earlier, self.tiles, self.pills = Banner(), Tiles(), FilterPills()
        self.model, self.table = ProblemsModel(several_sheets=several_sheets), ProblemTable()
        self.table.setModel(self.model)
        self.mend = button("就地改", "Enter", "text", "edit")
        self.whole = button("改整行", "Ctrl+E", "text", _GLYPHS[0]).bind_key()
        self.alike = button("同样的都改", "Ctrl+D", "text", _GLYPHS[1]).bind_key()
        self.export = button("导出错误表", "Alt+E", "", _GLYPHS[2]).bind_key()
        self.differ = DifferPane()
        self.detail, self.nothing = label("", "sub", wrap=True), EmptyState()
        self._stack = QStackedWidget()
        self.pills.set_items(_PILLS)
        self._lay_out()
        self._connect()

    def show_verdict(self, verdict: Verdict, cells: Cells = frozenset()) -> None:
        """Show what was found; the choice stays near where it was."""
        self._verdict = verdict
        self.differ.show_differences(verdict.result.differences, cells)
        self.tiles.show_verdict(verdict)
        self._show_counts(verdict)
        self._show_rows()
        current = self.table.current()
        self._stayed_at = problem_key(current) if current else None

    def show_taken(self, cells: Cells) -> None:
        """Which of the ledger's values are to replace the hall's."""
        if self._verdict is not None:
            self.differ.show_differences(self._verdict.result.differences, cells)
            self._show_detail()

    def show_earlier(self, batch: BatchRow | None) -> None:
        """Say that this very file was brought in before."""
        if batch is None:
            self.earlier.hide()
            return
        when = f"{batch.created_at.astimezone():%Y-%m-%d %H:%M}"
        self.earlier.say(
            "amber",
            f"这个文件 {when} 由{batch.clerk_name}导入过（批次 {batch.name}，存了 "
            f"{batch.stored:,} 行）；已在册的人不会再存。",
        )

    def show_for_width(self, effective: int) -> None:
        """Leave keys and icons out of the buttons where there is little room."""
        for made, glyph in zip((self.whole, self.alike, self.export), _GLYPHS, strict=True):
            made.show_hint(effective >= _NARROW)
            made.setProperty("glyph", glyph if effective >= _NARROW else "")
        self._roomy = effective >= _NARROW
        self.differ.show_for_width(self._roomy)
        self._show_buttons()
        self._show_detail()

    def first_field(self) -> QWidget:
        """Where work begins: the list, if there is anything in it."""
        if self.pills.current() == _DIFFERING:
            return self.differ.table
        return self.table if self.model.rows else self.pills

    def mend_alike(self) -> None:
        """Mend all rows with the same text and problem as the last one, or else as this one."""
        current = self.table.current()
        if current is None:
            return
        if self.table.is_mending():
            self._for_all = True
            self.table.take()
            return
        stayed = self._stayed_at == problem_key(current)
        if self._last and (stayed or _alike(current, self._last[0])):
            problem, text = self._last
            if targets := self._like(problem):
                self._hand_over(targets, text)
                return
        self._for_all = True
        self.table.mend()

    def mend_row(self) -> None:
        """Mend any cell of the chosen row: a birth date may be right and the number wrong."""
        problem = self.table.current()
        if problem is None or self._verdict is None:
            return
        found = [each for each in self._verdict.result.problems if each.row == problem.row]
        keys = {self._keys[each.column] for each in found}
        sheet = RowSheet(self.window(), self._specs, self._cells(problem.row, keys), found)
        sheet.exec()
        changed = sheet.changed() if sheet.result() == RowSheet.DialogCode.Accepted else {}
        if changed:
            edits = {(problem.row, key): text for key, text in changed.items()}
            self.mended.emit(edits, f"{problem.named}已改")

    def _cells(self, row: int, needed: Container[str]) -> dict[str, str]:
        """The row's cells that hold something, and those that something is wrong with."""
        cells = self._verdict.cells.get(row, ()) if self._verdict else ()
        texts = {spec.key: cell_text(cell) for spec, cell in zip(self._specs, cells, strict=False)}
        return {key: text for key, text in texts.items() if text or key in needed}

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row.setSpacing(4)
        row.addWidget(self.pills)
        row.addStretch(1)
        for widget in (self.mend, self.whole, self.alike, self.export):
            row.addWidget(widget)
        row.addWidget(self.differ.bar)
        self.nothing.offer("")
        for pane in (self.table, self.nothing, self.differ):
            self._stack.addWidget(pane)
        self.detail.setMinimumHeight(20)
        column.addWidget(self.earlier)
        column.addWidget(self.tiles)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        column.addWidget(self.detail)

    def _connect(self) -> None:
        self.pills.chosen.connect(lambda _: self._show_rows())
        self.model.typed.connect(self._typed)
        self.mend.clicked.connect(self.table.mend)
        self.whole.clicked.connect(self.mend_row)
        self.alike.clicked.connect(self.mend_alike)
        self.export.clicked.connect(self.export_wanted)
        self.differ.chosen.connect(self.taken)
        for table in (self.table, self.differ.table):
            table.moved.connect(lambda _: self._show_detail())
        self.table.itemDelegate().closeEditor.connect(self._end_for_all)

    def _show_counts(self, verdict: Verdict) -> None:
        """已在册 only where there is anybody; the choice stays if it can."""
        shown = 5 if verdict.result.differences else 4 if verdict.known else 3
        chosen = self.pills.current()
        counts = [len(problems) for problems in verdict.by_pill()]
        counts.append(len(verdict.result.differences))
        self.pills.set_counts(_PILLS[:shown], counts[:shown])
        self.pills.choose(chosen if chosen < shown else 0)

    def _show_rows(self) -> None:
        if self._verdict is None:
            return
        pill, verdict = self.pills.current(), self._verdict
        self._show_buttons()
        if pill == _DIFFERING:
            self._stack.setCurrentIndex(2)
            self._show_detail()
            return
        rows = verdict.by_pill()[pill]
        place = max(0, self.table.currentIndex().row())
        self.model.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if not rows:
            ready = f"可以导入 {verdict.result.ready:,} 行" if verdict.result.ready else ""
            self.nothing.say(_NOTHING[pill], ready, "task_alt")
        elif self.table.current() is None:
            self.table.choose(self.model.key(rows[min(place, len(rows) - 1)]))
        self._show_detail()

    def _show_buttons(self) -> None:
        """Problems are mended, differences taken over."""
        differs = self.pills.current() == _DIFFERING
        self.differ.bar.setVisible(differs)
        for made in (self.whole, self.alike, self.export):
            made.setVisible(not differs)
        self.mend.setVisible(not differs and self._roomy)  # Enter and a double click do the same

    def _show_detail(self) -> None:
        """Whose row it is, and in full what the list may have had no room for."""
        if self.pills.current() == _DIFFERING:
            self.detail.setText(self.differ.detail())
            return
        problem = self.table.current()
        if problem is None or self._verdict is None:
            self.detail.setText("")
            return
        cells, words = self._cells(problem.row, ()), {spec.key: spec.label for spec in self._specs}
        told = islice((f"{words[key]} {masked(text)}" for key, text in cells.items()), _TOLD_CELLS)
        said = "；".join(filter(None, (problem.problem, problem.fix)))
        self.detail.setText(f"{problem.named}　{' · '.join(told)}\n{said}")

    def _typed(self, problem: Problem, text: str) -> None:
        """The list is made anew only once the cell is closed: its editor would be lost."""
        targets = self._like(problem) if self._for_all else [problem]
        self._last = (problem, text)
        QTimer.singleShot(0, self, lambda: self._hand_over(targets, text))

    def _end_for_all(self) -> None:
        self._for_all = False

    def _hand_over(self, targets: Sequence[Problem], text: str) -> None:
        column = targets[0].column
        rows = {problem.row for problem in targets}
        edits = {(row, self._keys[column]): text for row in rows}
        whose = f"同样的 {len(rows)} 行" if len(rows) > 1 else targets[0].named
        self._show_pending(targets, text)
        self.mended.emit(edits, f"{whose}的“{column}”已改")

    def _show_pending(self, targets: Iterable[Problem], text: str) -> None:
        """Show what was typed until the new check has been through."""
        changed = {problem_key(problem) for problem in targets}
        self.model.show_rows(
            [_pending(row, text) if problem_key(row) in changed else row for row in self.model.rows]
        )

    def _like(self, problem: Problem) -> list[Problem]:
        found = self._verdict.result.problems if self._verdict else ()
        return [each for each in found if _alike(each, problem)]


def is_narrow(widget: QWidget) -> bool:
    """Whether the window is narrow for its font scale."""
    return widget.width() * 100 // current_theme().percent < _NARROW


def _alike(one: Problem, other: Problem) -> bool:
    return (one.column, one.value, one.flaw) == (other.column, other.value, other.flaw)


def _pending(problem: Problem, text: str) -> Problem:
    return replace(problem, value=text, problem="正在重新检查…", fix="", flaw=Flaw.WORD)
