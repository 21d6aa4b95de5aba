"""打印队列: what waits for a printer and why; printed again, elsewhere, saved, or taken out."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.papers import queries, service
from gridhall.papers.columns import QUEUE
from gridhall.papers.dialogs.batch import print_jobs
from gridhall.papers.dialogs.lasting import ask_last_side
from gridhall.papers.dialogs.printers import PrintersSheet, ask_printer
from gridhall.papers.dialogs.printing import AS_FILE, reason_to_print, spooler_for
from gridhall.papers.queries import JobRow
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import EmptyState
from gridhall.qt.labels import label
from gridhall.qt.outcome import ask_outcome
from gridhall.qt.preview import Ask, ask_path, file_name
from gridhall.qt.printing import Printers
from gridhall.qt.table import RowsModel, Table

_HELP = "打印机缺纸、断电、没连上，文书都在这里等着，不会丢；看到纸出来了才算打完。"


class QueueSheet(TellingSheet):
    """Enter prints the chosen one again, Ctrl+Enter all; Del takes it out, the paper stays."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        printers: Printers | None = None,
        path_asked: Ask | None = None,
    ) -> None:
        super().__init__(context, parent, ("打印队列", "print"), (1240, 600))
        self._printers, self._path_asked = printers, path_asked or ask_path
        self.spooler = spooler_for(context, printers)
        self.model, self.table = RowsModel(QUEUE), Table()
        self._count, self._empty = label("", "meta"), EmptyState()
        self._lay_out()
        self._connect()
        self.first_focus = self.table
        self.refresh()
        self.table.choose_first()
        if not self.model.rows:
            self.first_focus = self.leave

    def refresh(self) -> None:
        """Read the queue."""
        with self.context.db.read() as session:
            rows = queries.jobs_in_queue(session)
        self.model.show_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        unsure = sum(row.state == "printing" for row in rows)
        self._count.setText(f"{len(rows)} 份" + (f"，{unsure} 份没确认出纸" if unsure else ""))
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        for made in (self.again, self.every, self.move_it, self.resume, self.save, self.drop):
            made.setVisible(bool(rows))

    # What the clerk does

    def print_again(self) -> None:
        """The chosen one; what was sent before is asked about first, never repeated unasked."""
        row = self._chosen()
        if row is None:
            return
        if row.state != "printing" or self._settle(row):
            self._send(row)

    def print_all(self) -> None:
        """Everything that waits; what nobody has confirmed yet is left to be asked about."""
        waiting = [row for row in self.model.rows if row.state == "waiting"]
        if not waiting:
            self.strip.say("amber", "没有等着打的；没确认出纸的，选中按 Enter 说一下出来没有。")
            return
        print_jobs(self.context, self, waiting, self._printers)
        self.refresh()

    def go_on(self) -> None:
        """从第 n 页接着打: the clerk says which page came out last."""
        row = self._chosen()
        if row is None:
            return
        sides = ask_last_side(self, row)
        if sides is not None and self.attempt(lambda: self._note_sides(row, sides)):
            if sides < row.sides:
                self._send(row)
            else:
                self._told(f"{row.paper.number} 都出来了")

    def move_chosen(self) -> None:
        """换打印机: wait for another one."""
        row = self._chosen()
        if row is None:
            return
        names = [name for name in self.spooler.printers.names() if name != row.printer]
        if not names:
            self.strip.say("amber", "没有别的打印机。接上以后再换，或先存成 PDF。")
            return
        name = ask_printer(self, names)
        if name and self.attempt(lambda: self._move(row, name)):
            self._told(f"{row.paper.number} 改到“{name}”打印，按 Enter 打印")

    def save_chosen(self) -> None:
        """存成 PDF: the stored file; it is logged, and the job leaves the queue."""
        row = self._chosen()
        if row is None:
            return
        if row.paper.voided_at is not None:
            self.strip.say("red", f"“{row.paper.number}”已作废，不能打印，也不存成文件。")
            return
        reason = reason_to_print(self.context, self, [row.paper])
        if reason is None:
            return
        path = self._path_asked(self, file_name(f"{row.paper.title} {row.paper.number}.pdf"))
        if path and self.attempt(lambda: self._save(row, Path(path), reason)):
            self._told(f"已存成 PDF：{path}")

    def drop_chosen(self) -> None:
        """移出队列: the paper stays among 已出文书."""
        row = self._chosen()
        if row is not None and self.attempt(lambda: self._drop(row)):
            self._told(f"已移出 {row.paper.number}；文书还在“已出文书”里")

    # How it is done

    def _send(self, row: JobRow) -> None:
        reason = reason_to_print(self.context, self, [row.paper])
        if reason is None:
            return
        printer = self.spooler.printer_for_job(row.id) if not row.printer else ""
        if not self.attempt(lambda: self.spooler.send(row.id, printer, reason)):
            self.refresh()
            return
        self.refresh()
        if self._settle(row):
            self._send(row)

    def _settle(self, row: JobRow) -> bool:
        """纸出来了吗？ Write the answer down; whether to print once more."""
        came_out, again = ask_outcome(self, row.paper.number)
        context = self.context

        def settle() -> None:
            with context.db.write() as session:
                if came_out:
                    service.finish_jobs(session, context.clerk, [row.id])
                else:
                    service.job_waits(session, context.clerk, row.id, "没出纸")

        done = self.attempt(settle)
        if done and came_out:
            self._told(f"已打印 {row.paper.number}")
        self.refresh()
        return done and again

    def _note_sides(self, row: JobRow, sides: int) -> None:
        context = self.context
        with context.db.write() as session:
            if row.state == "waiting":
                service.set_sides(session, context.clerk, row.id, sides)
            elif sides < row.sides:
                service.job_waits(session, context.clerk, row.id, f"只出到第 {sides} 页", sides)
            else:
                service.finish_jobs(session, context.clerk, [row.id])

    def _move(self, row: JobRow, name: str) -> None:
        with self.context.db.write() as session:
            service.move_jobs(session, self.context.clerk, [row.id], name)

    def _drop(self, row: JobRow) -> None:
        with self.context.db.write() as session:
            service.drop_jobs(session, self.context.clerk, [row.id])

    def _save(self, row: JobRow, path: Path, reason: str) -> None:
        context, paper_id = self.context, row.paper.id
        with context.db.read() as session:
            pdf = queries.pdf_of(session, paper_id)
        try:
            path.write_bytes(pdf)
        except OSError as error:
            raise UserError(
                "这里存不了文件。换一个文件夹再存，比如“文档”或 U 盘；文书还在打印队列里。"
            ) from error
        with context.db.write() as session:
            printed = service.log_print_why(session, context.clerk, paper_id, (1, AS_FILE), reason)
            service.confirm_print(session, context.clerk, printed.id, came_out=True)
            service.drop_jobs(session, context.clerk, [row.id])

    def _told(self, sentence: str) -> None:
        self.refresh()
        self.tell(sentence)

    def _chosen(self) -> JobRow | None:
        row = self.table.current()
        return row if isinstance(row, JobRow) else None

    def _lay_out(self) -> None:
        self.again = foot_button("重打", "Enter", "primary", "print")
        self.every = foot_button("全部重打", "Ctrl+Enter")
        self.resume = foot_button("接着打…", "Alt+J")
        self.move_it = foot_button("换打印机…", "Alt+H", "text")
        self.save = foot_button("存成 PDF", "Ctrl+S")
        self.drop = foot_button("移出", "Del")
        self.known = foot_button("打印机与校准…", "Alt+G", "text")
        self.leave = self.close_button
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("打印队列")
        head = QHBoxLayout()
        head.addWidget(label(_HELP, "sub", wrap=True), 1)
        head.addWidget(self.move_it)
        head.addWidget(self.known)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._count)
        self._empty.say("没有等着打印的文书", "打不出来的文书会放到这里，接好打印机再打", "print")
        self._empty.offer("")
        self.set_foot(
            [self.drop, self.save],
            [self.resume, self.every, self.again],
        )

    def _connect(self) -> None:
        self.table.opened.connect(lambda _: self.print_again())
        self.again.clicked.connect(self.print_again)
        self.every.clicked.connect(self.print_all)
        self.resume.clicked.connect(self.go_on)
        self.move_it.clicked.connect(self.move_chosen)
        self.save.clicked.connect(self.save_chosen)
        self.drop.clicked.connect(self.drop_chosen)
        self.known.clicked.connect(self._describe)

    def _describe(self) -> None:
        PrintersSheet(self.context, self, self._printers).exec()
        self.refresh()
