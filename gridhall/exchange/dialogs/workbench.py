"""The import window: four steps, one file at a time, nothing stored before the last of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.exchange import queries
from gridhall.exchange.dialogs import work
from gridhall.exchange.dialogs.checking import CheckPane
from gridhall.exchange.dialogs.choosing import FilePane
from gridhall.exchange.dialogs.differing import Cells
from gridhall.exchange.dialogs.files import AskFiles
from gridhall.exchange.dialogs.matching import ColumnsPane
from gridhall.exchange.dialogs.stepping import Step, SteppingSheet
from gridhall.exchange.dialogs.stored import StoredPane
from gridhall.exchange.dialogs.unfinished import Unfinished, forget, unfinished
from gridhall.exchange.dialogs.verdict import Verdict, judge
from gridhall.exchange.dialogs.work import Opened, Stored, short_name, undo_question
from gridhall.exchange.queries import BatchRow
from gridhall.exchange.rules.differences import Taking
from gridhall.exchange.rules.headings import Mapping as Columns
from gridhall.exchange.rules.headings import require_columns
from gridhall.exchange.service.mending import write_mending
from gridhall.exchange.service.sheet import Sheet, Spread
from gridhall.exchange.service.workbench import Intake
from gridhall.qt.ask import ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.scaling import refit
from gridhall.qt.undo import UndoStack

_NOTHING_READY = "没有可以导入的行。请先改正有错误的行，或核对选的文件，什么都没有存。"
_OWN_FILE = "错误表不能写到名册自己身上，会盖掉原来的资料。请换一个文件名。"


class ImportSheet(SteppingSheet):
    """选择文件 → 对应列 → 检查 → 导入; Ctrl+Enter goes on, Alt+← back, Esc stops or closes.

    Closed before the last step, what was mended is kept for the next time it is opened.
    """

    def __init__(
        self,
        context: Context,
        sheet: Sheet[Any],
        parent: QWidget | None = None,
        files: AskFiles | None = None,
    ) -> None:
        super().__init__(context, parent, f"导入{sheet.title}名册")
        self._sheet, self._files, self._folder = sheet, files or AskFiles(), Path.home()
        self._path = Path()
        self.intake: Intake | None = None
        self.verdict: Verdict | None = None
        self._batch: BatchRow | None = None  # what this file has become
        self._again = False  # to be checked once more
        self._past = UndoStack(self)
        self.file, self.columns = FilePane(), ColumnsPane(sheet.columns, sheet.title)
        several = isinstance(sheet, Spread)
        self.check_pane = CheckPane(sheet.columns, several_sheets=several)
        self.stored = StoredPane()
        self.unmend = foot_button("撤销", "Ctrl+Z", "text", "undo")
        self.back = foot_button("上一步", "Alt+←")
        self.act = foot_button("检查", "Ctrl+Enter", "primary")
        self.more = foot_button("再导一个文件", "Ctrl+N", "primary")
        self.lay_out((self.file, self.columns, self.check_pane, self.stored))
        self.set_foot([self.hint, self.unmend], [self.back, self.act, self.more])
        self._connect()
        self._refresh_batches()
        self._offer_unfinished()
        self.go(Step.FILE)

    def go(self, step: Step) -> None:
        """Go to a step: its pane, its buttons, its first field."""
        self.back.setVisible(step in (Step.COLUMNS, Step.CHECK))
        self.act.setVisible(step in (Step.COLUMNS, Step.CHECK))
        self.more.setVisible(step is Step.STORED and not self.busy)
        panes = (self.columns, self.check_pane)
        first = (self.file.choose, *(pane.first_field() for pane in panes), self.more)
        self.show_step(step, first[step])
        self._offer_unmend()
        self._name_act()

    def open_file(self, path: Path) -> None:
        """Read a ledger and show what was guessed about its columns."""
        self._folder = path.parent
        job = partial(work.open_file, self.context.db, self._sheet, path)
        self.run(work.reading(path), job, self._opened)

    def check(self) -> None:
        """Check every row anew; a check that still runs gives way."""
        if self.intake is None:
            return
        if self.busy:
            self._again = True
            self.stop()
            return
        job = partial(judge, self.context.db, self._sheet, self.intake)
        self.run(work.checking(self._row_count()), job, self._checked)

    def store(self) -> None:
        """Back up and bring in all good rows; a second press is not heard."""
        if self.intake is None or self.verdict is None:
            return
        if self.busy:
            self.strip.say("blue", "正在检查改过的格子，查完再按一次。")
            return
        if not self.verdict.result.ready and not self._updated():
            self.strip.say("amber", _NOTHING_READY)
            return
        self.stored.wait()
        context = self.context
        job = partial(work.back_up_and_store, context.db, context.clerk, self._sheet, self.intake)
        self.run(work.storing(self.verdict.result.rows), job, self._has_stored)
        self.go(Step.STORED)

    def undo(self, batch: BatchRow) -> None:
        """Take a batch back, once the clerk has said so."""
        if self.busy:
            return
        if batch.undone_at is not None:
            self.strip.say("blue", f"批次“{batch.name}”已经由{batch.undone_by}撤销过。")
            return
        if ask(self, undo_question(batch)):
            context = self.context
            job = work.taking_back(context.db, context.clerk, self._sheet, batch)
            self.run(work.undoing(batch.stored), job, partial(self._undone, batch))

    def export(self) -> None:
        """Write the rows with errors as a workbook, where the clerk says."""
        if self.busy or self.intake is None or self.verdict is None:
            return
        if not self.verdict.wrong:
            self.strip.say("blue", "没有要改的行，不用导出错误表。")
            return
        proposed = self._folder / f"错误表-{self._path.stem}.xlsx"
        path = self._files.to_save(self, proposed)
        if path is None:
            return
        if path.exists() and self._path.exists() and path.samefile(self._path):
            self.strip.say("red", _OWN_FILE)
            return
        sheet, intake, problems = self._sheet, self.intake, self.verdict.errors
        self.run(
            work.writing(),
            lambda _: write_mending(path, sheet, intake, problems),
            lambda rows: self.tell(f"错误表已存：{path.name}，{rows:,} 行。改好再导入，不会重复"),
        )

    def take_back_edit(self) -> None:
        """Ctrl+Z: the last mended cells are as the ledger has them."""
        if name := self._past.undo():
            self.say_hint(f"已撤销：{name}")

    def done(self, result: int) -> None:
        """Keep what is not brought in yet, for the next time."""
        forget(self.context, self._sheet.kind)
        if self.intake is not None and self.step is not Step.FILE and self._batch is None:
            Unfinished(self.context, self._sheet.kind, self._path, self.intake)
        super().done(result)

    def settled(self) -> None:
        """Check again if there was a reason; leave the last step if nothing was stored."""
        if self._again:
            self._again = False
            self.strip.hide()
            self.check()
        elif self.step is Step.STORED and self._batch is None:
            self.go(Step.CHECK)
        elif self.step is Step.STORED:
            self.go(Step.STORED)

    def fit_panes(self, effective: int) -> None:
        """Fewer columns and shorter buttons where it is narrow."""
        self.columns.show_for_width(effective)
        self.check_pane.show_for_width(effective)

    def _connect(self) -> None:
        self.file.choose_wanted.connect(self._choose)
        self.file.dropped.connect(self._take_dropped)
        self.file.resume_wanted.connect(self._resume)
        self.file.undo_wanted.connect(self.undo)
        self.columns.mapped.connect(self._take_mapping)
        self.check_pane.mended.connect(self._take_edits)
        self.check_pane.taken.connect(self._take_over)
        for pane in (self.check_pane, self.stored):
            pane.export_wanted.connect(self.export)
        self.stored.undo_wanted.connect(self._undo_stored)
        self.back.clicked.connect(self._go_back)
        self.act.clicked.connect(self._go_on)
        for shortcut in self.act.findChildren(QShortcut):
            shortcut.setAutoRepeat(False)  # a key held down must not check and import in one go
        self.more.clicked.connect(self._start_over)
        self.unmend.clicked.connect(self.take_back_edit)
        self._past.changed.connect(self._offer_unmend)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._check_again)

    def _choose(self) -> None:
        path = None if self.busy else self._files.to_open(self, self._folder)
        if path is not None:
            self.open_file(path)

    def _take_dropped(self, paths: Sequence[Path]) -> None:
        if len(paths) != 1:
            self.strip.say("amber", "一次只能导入一个文件，请只拖一个过来。")
            return
        self.open_file(paths[0])

    def _opened(self, opened: Opened) -> None:
        if self.gone:
            return
        self._path, self.intake, self.verdict = opened.path, opened.intake, None
        self._batch = None
        self._past.forget()
        self.check_pane.show_earlier(opened.earlier)
        self.columns.show_ledger(opened.intake.ledger, opened.intake.mapping)
        self.note_steps(short_name(opened.path.name))
        self._note_columns()
        self.go(Step.COLUMNS)
        refit(self)

    def _take_mapping(self, mapping: Columns) -> None:
        if self.intake is None:
            return
        same_sheet = mapping.sheet == self.intake.mapping.sheet
        edits = self.intake.edits if same_sheet else {}
        self.intake = replace(self.intake, mapping=mapping, edits=edits)
        self._note_columns()

    def _note_columns(self) -> None:
        if self.intake is not None:
            self.steps.note(Step.COLUMNS, f"{len(self.intake.mapping.columns)} 列已对应")

    def _go_on(self) -> None:
        if self.step is Step.COLUMNS and self.intake is not None:
            mapping = self.intake.mapping
            if self.attempt(lambda: require_columns(mapping, self._sheet.columns)):
                self.check()
            else:
                self.columns.first_field().setFocus()
        elif self.step is Step.CHECK:
            self.store()

    def _go_back(self) -> None:
        if self.busy:
            self.stop()
        self.strip.hide()
        self.go(Step(self.step - 1))

    def _check_again(self) -> None:
        if self.step is Step.CHECK:
            self.check()

    def _checked(self, verdict: Verdict) -> None:
        if self.gone or self._again:
            return
        self.verdict = verdict
        self.steps.note(Step.CHECK, f"{verdict.result.rows:,} 行")
        self.check_pane.show_verdict(verdict, self._taking().cells)
        if self.step is not Step.CHECK:
            self.go(Step.CHECK)
        self._name_act()

    def _take_edits(self, edits: Mapping[tuple[int, str], str], words: str) -> None:
        if self.intake is None:
            return
        self._past.push(words, partial(self._set_edits, self.intake.edits))
        self._set_edits({**self.intake.edits, **edits})
        self.say_hint(words)

    def _take_over(self, cells: Cells, words: str) -> None:
        self._past.push(words, partial(self._set_taken, self._taking().cells))
        self._set_taken(cells)
        self.say_hint(words)

    def _set_taken(self, cells: Cells) -> None:
        if self.intake is not None:
            self.intake = replace(self.intake, taking=Taking(cells=cells))
            self.check_pane.show_taken(cells)
            self._name_act()

    def _taking(self) -> Taking:
        return self.intake.taking if self.intake else Taking()

    def _updated(self) -> int:
        """How many people of the hall would get values of the ledger's."""
        different = self.verdict.result.differences if self.verdict else ()
        return len({one.record_id for one in self._taking().taken(different)})

    def _offer_unmend(self) -> None:
        self.unmend.setVisible(self.step is Step.CHECK and bool(self._past.names()))

    def _set_edits(self, edits: Mapping[tuple[int, str], str]) -> None:
        if self.intake is not None:
            self.intake = replace(self.intake, edits=edits)
            self.check()

    def _has_stored(self, stored: Stored) -> None:
        result = stored.result
        if self.gone:
            self.context.desk.toast(f"已导入 {result.stored:,} 行，批次 {result.batch}")
            return
        if not result.batch:
            self.strip.say("amber", _NOTHING_READY)
            return
        with self.context.db.read() as session:
            self._batch = queries.batch_named(session, result.batch)
        self.steps.note(Step.STORED, f"批次 {result.batch}")
        self.stored.show_result(result, self._sheet.title, stored.backup.name)
        self._refresh_batches()
        refit(self)

    def _undo_stored(self) -> None:
        if self._batch is not None:
            self.undo(self._batch)

    def _undone(self, batch: BatchRow, removed: int) -> None:
        said = f"已撤销批次 {batch.name}，移走 {removed:,} 行{self._sheet.title}"
        self.tell(said)
        if not self.gone:
            self.stored.show_undone(said)
            self._refresh_batches()

    def _start_over(self) -> None:
        self.intake, self.verdict, self._batch = None, None, None
        self.note_steps("")
        self.strip.hide()
        self.file.show_left("", 0)
        self.go(Step.FILE)

    def _refresh_batches(self) -> None:
        with self.context.db.read() as session:
            batches = queries.batches(session)
        kind = self._sheet.kind
        self.file.show_batches([batch for batch in batches if batch.kind == kind])

    def _offer_unfinished(self) -> None:
        left = unfinished(self.context, self._sheet.kind)
        if left is not None:
            self.file.show_left(left.path.name, len(left.intake.edits))

    def _resume(self) -> None:
        left = unfinished(self.context, self._sheet.kind)
        if left is None or self.busy:
            return
        with self.context.db.read() as session:
            sha256 = left.intake.ledger.sha256
            earlier = queries.earlier_batch(session, self._sheet.kind, sha256)
        self._opened(Opened(left.path, left.intake, earlier))

    def _name_act(self) -> None:
        """The one primary button says how many rows it would bring in."""
        if self.step is not Step.CHECK or self.verdict is None:
            self.act.setText("检查")
            return
        self.act.setText(work.act_words(self.verdict, self._updated()))

    def _row_count(self) -> int:
        intake = self.intake
        return len(intake.ledger.tables[intake.mapping.sheet].rows) if intake else 0
