"""批量打印: what is wrong is said first, then paper after paper; stopped or jammed, it goes on.

It prints on the screen's thread, a paper at a time: PDFium, which draws the pages, may be used by
one thread only, and the previews use it there. Between two papers the screen is free, and Esc is
heard.
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from gridhall.hall.dialogs.telling import TellingSheet, side_by_side
from gridhall.papers import queries, service
from gridhall.papers.dialogs.printing import reason_to_print, spooler_for
from gridhall.papers.dialogs.sending import (
    OUT,
    QUEUED,
    REFUSED,
    SENT,
    WAITING,
    Maker,
    Step,
    Stopped,
    Way,
    send_step,
)
from gridhall.papers.queries import JobRow, PaperRow
from gridhall.papers.rules import PrintWay, usual_copies
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import Field
from gridhall.qt.frames import Card
from gridhall.qt.labels import label
from gridhall.qt.preview import NO_PRINTER
from gridhall.qt.printing import Printers
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.scaling import refit
from gridhall.qt.table import Column, RowsModel, Table

__all__ = ["BatchPrintSheet", "Maker", "print_jobs", "print_made", "print_many"]

_TONES = {WAITING: "", SENT: "blue", OUT: "green", REFUSED: "red", QUEUED: "amber"}
_COLUMNS = (
    Column[Step]("序", lambda row: str(row.id), 54, right=True),
    Column[Step]("文书", lambda row: row.words, 320, stretch=True),
    Column[Step]("状态", lambda row: row.state, 110, "chip", tone=lambda row: _TONES[row.state]),
    Column[Step]("说明", lambda row: row.said, 260),
)


class BatchPrintSheet(TellingSheet):
    """Ctrl+Enter begins; Esc stops after the paper in hand; then: did they all come out?"""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        steps: Sequence[Step],
        printers: Printers | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(context, parent, ("批量打印", "print"), (900, 620))
        self.spooler = spooler_for(context, printers)
        self.steps, self._reason = list(steps), reason
        self.model, self.table, self.progress = RowsModel(_COLUMNS), Table(), ProgressStrip()
        self.printer, self.copies = QComboBox(), QSpinBox()
        self.counted, self.doubts = label("", "b"), label("", "warn", wrap=True)
        self.last, self.side, self.outcome = QSpinBox(), QSpinBox(), Card()
        self._has_makers = any(step.make is not None for step in steps)  # others have their copies
        self._running = self._stop_wanted = False
        self._lay_out()
        self._fill()
        self._connect()
        self._show()
        self.first_focus = self.begin_button

    # What the clerk does

    def begin(self) -> None:
        """Print those that wait, in order."""
        if self._running or not self._waiting():
            return
        self._running, self._stop_wanted = True, False
        self.strip.hide()
        where = f"正在打印到“{self.printer.currentText()}”"
        words = where if self._has_printer() else "正在放进打印队列"
        self.progress.begin(words, "份", "停下时，已打的都保留")
        self._show()
        QTimer.singleShot(0, self._next)

    def stop_here(self) -> None:
        """Finish the paper in hand, and no more."""
        self._stop_wanted = True

    def all_out(self) -> None:
        """Every paper that was sent came out."""
        self._settle(len(self._sent()), None)

    def go_on_from(self) -> None:
        """Those up to the last good page are done; the rest is printed, from the next page on."""
        place = self.last.value()
        self._settle(place, self.side.value() if place else None)
        if self._waiting() and not self.gone:
            self.begin()

    def done(self, result: int) -> None:
        """What was not printed, or not seen to come out, stays in the queue."""
        self._stop_wanted = True
        open_ = (WAITING, SENT, QUEUED)
        left = [step for step in self.steps if step.job_id and step.state in open_]
        if left:
            self.context.desk.toast(f"还有 {len(left)} 份在打印队列里，随时可以接着打")
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs, and closes only when nothing does."""
        if event.key() == Qt.Key.Key_Escape and self._running:
            self.stop_here()
            return
        super().keyPressEvent(event)

    # How it goes

    def _next(self) -> None:
        waiting = self._waiting()
        if self.gone or self._stop_wanted or not waiting:
            self._over("已停下，没打的留着" if waiting else self._none_here())
            return
        step = waiting[0]
        self.progress.report(step.id, len(self.steps))
        try:
            send_step(self.spooler, step, self._way())
        except Stopped as stopped:
            self._over(str(stopped))
            return
        self.model.show_rows(self.steps)
        self.table.choose(step.id)
        QTimer.singleShot(0, self._next)

    def _over(self, said: str) -> None:
        self._running = False
        if self.gone:
            return
        self.progress.end()
        if said:
            self.strip.say("amber", said)
        sent = self._sent()
        self.last.setRange(0, len(sent))
        self.last.setValue(len(sent))
        self._show_side()
        self._show()
        if not sent and not self._waiting() and not said:
            self.strip.say("amber", "没有打出一份，原因在每一行后面")

    def _none_here(self) -> str:
        """Said at the end where nothing could be printed at all."""
        many = sum(step.state == QUEUED for step in self.steps)
        return f"{NO_PRINTER}，{many} 份都在打印队列里，接上打印机再打" if many else ""

    def _settle(self, place: int, side: int | None) -> None:
        sent, context = self._sent(), self.context
        ids = [step.job_id for step in sent if step.job_id is not None]
        if place and side is None:
            side = sent[place - 1].sides

        def settle() -> None:
            with context.db.write() as session:
                service.settle_batch(session, context.clerk, ids, (place, side or 0))

        if not self.attempt(settle):
            return
        for at, step in enumerate(sent, start=1):
            is_out = at < place or (at == place and side == step.sides)
            step.state, step.said = (OUT, "") if is_out else (WAITING, "")
            if at == place and not is_out:
                step.said = f"从第 {(side or 0) + 1} 页接着打"
        self._show()
        if not self._waiting():
            self._say_all()

    def _say_all(self) -> None:
        out = [step for step in self.steps if step.state == OUT]
        self.context.desk.toast(f"已打印 {len(out)} 份　{self.printer.currentText()}")
        if not any(step.state == REFUSED for step in self.steps):
            self.accept()

    def _waiting(self) -> list[Step]:
        return [step for step in self.steps if step.state == WAITING]

    def _sent(self) -> list[Step]:
        return [step for step in self.steps if step.state == SENT]

    def _way(self) -> Way:
        printer = self.printer.currentText() if self._has_printer() else ""
        return Way(printer, self.copies.value(), self._reason)

    # How it looks

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("要打印的文书")
        self.begin_button = foot_button("开始打印", "Ctrl+Enter", "primary", "print")
        self.good = foot_button("都出来了", "Ctrl+Enter", "primary", "check_circle")
        self.again = foot_button("从这里接着打", "Alt+J")
        self.leave = foot_button("先不打", "Esc")
        self.close_button.hide()
        self.where = (Field("打印机", self.printer), Field("份数", self.copies))
        self.body.addWidget(self.counted)
        self.body.addWidget(self.doubts)
        self.body.addLayout(side_by_side(*self.where))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._outcome())
        self.set_foot([], [self.leave, self.again, self.begin_button, self.good])

    def _outcome(self) -> QWidget:
        column = QVBoxLayout(self.outcome)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        self.asked = label("纸都出来了吗？", "md")
        column.addWidget(self.asked)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("没出全：最后一张好的是", "sub"))
        for box, name in ((self.last, "最后一份好的"), (self.side, "它的最后一页")):
            box.setAccessibleName(name)
            row.addWidget(box)
        row.addStretch(1)
        self.last.setPrefix("第 ")
        self.last.setSuffix(" 份")
        self.side.setPrefix("第 ")
        column.addLayout(row)
        return self.outcome

    def _fill(self) -> None:
        names = list(self.spooler.printers.names())
        self.printer.addItems(names or [NO_PRINTER])
        self.printer.setEnabled(bool(names))
        usual = self._usual()
        if usual in names:
            self.printer.setCurrentText(usual)
        self.copies.setRange(0, 20)
        self.copies.setSpecialValueText("按文书")
        self.copies.setSuffix(" 份")

    def _usual(self) -> str:
        job_id = next((step.job_id for step in self.steps if step.job_id), None)
        if job_id is None:
            return self.spooler.printers.usual()
        return self.spooler.printer_for_job(job_id)

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self.begin)
        self.good.clicked.connect(self.all_out)
        self.again.clicked.connect(self.go_on_from)
        self.leave.clicked.connect(self.reject)
        self.progress.stopped.connect(self.stop_here)
        self.last.valueChanged.connect(lambda _: self._show_side())

    def _show_side(self) -> None:
        """The pages of the paper that is named as the last good one."""
        sent, place = self._sent(), self.last.value()
        self.side.setEnabled(bool(place))
        sides = sent[place - 1].sides if 0 < place <= len(sent) else 0
        self.side.setRange(min(sides, 1), sides)
        self.side.setValue(sides)
        self.side.setSuffix(f" / {sides} 页")
        if 0 < place <= len(sent):
            self.table.choose(sent[place - 1].id)

    def _show(self) -> None:
        self.model.show_rows(self.steps)
        waiting, sent = self._waiting(), self._sent()
        refused = [step for step in self.steps if step.state == REFUSED]
        self.counted.setText(self._counted(len(waiting), len(sent)))
        self.doubts.setText(_doubts(refused))
        self.doubts.setVisible(bool(refused))
        asking = bool(sent) and not self._running
        self.outcome.setVisible(asking)
        choosing = not asking and (bool(waiting) or self._running)
        self.where[0].setVisible(choosing)
        self.where[1].setVisible(choosing and self._has_makers)
        for made, shown in (
            (self.good, asking),
            (self.again, asking),
            (self.begin_button, not asking and bool(waiting)),
        ):
            made.setVisible(shown and not self._running)
        rest = len(waiting) < len(self.steps) - len(refused)
        self.begin_button.setText(
            f"接着打 {len(waiting)} 份" if rest else f"打印 {len(waiting)} 份"
        )
        self.leave.setText("关闭" if asking or not waiting else "先不打")
        for part in (self.printer, self.leave):
            part.setEnabled(not self._running and (part is self.leave or self._has_printer()))
        if asking or not choosing:
            (self.good if asking else self.leave).setFocus()
        refit(self)

    def _has_printer(self) -> bool:
        return self.printer.currentText() != NO_PRINTER

    def _counted(self, waiting: int, sent: int) -> str:
        if self._running:
            return f"共 {len(self.steps)} 份"
        if sent:
            rest = f"，还有 {waiting} 份没有打" if waiting else ""
            return f"已送 {sent} 份到“{self.printer.currentText()}”{rest}"
        queued = sum(step.state == QUEUED for step in self.steps)
        if queued and not waiting:
            return f"共 {len(self.steps)} 份，{queued} 份在打印队列里"
        out = sum(step.state == OUT for step in self.steps)
        return (
            f"共 {len(self.steps)} 份，已出纸 {out} 份，还有 {waiting} 份"
            if out
            else (f"将打印 {waiting} 份")
        )


def _doubts(refused: Sequence[Step]) -> str:
    """Who cannot be printed and why, before anything is."""
    lines = [f"{step.words}：{step.said}" for step in refused[:4]]
    more = [f"…… 另有 {len(refused) - 4} 份"] if len(refused) > 4 else []
    return "\n".join([f"打不了的 {len(refused)} 份：", *lines, *more])


def print_many(
    context: Context,
    parent: QWidget | None,
    paper_ids: Sequence[int],
    printers: Printers | None = None,
) -> None:
    """Print papers that are issued already, one after the other; returns when it is closed."""
    with context.db.read() as session:
        papers = [queries.paper_by_id(session, one) for one in dict.fromkeys(paper_ids)]
    reason = reason_to_print(context, parent, papers)
    if reason is None or not papers:
        return
    good = [paper.id for paper in papers if paper.voided_at is None]
    jobs = iter(spooler_for(context, printers).ask(good, PrintWay()))
    steps = [
        _refused(at, paper) if paper.voided_at else _step(at, next(jobs))
        for at, paper in enumerate(papers, start=1)
    ]
    BatchPrintSheet(context, parent, steps, printers, reason).exec()


def print_jobs(
    context: Context,
    parent: QWidget | None,
    jobs: Sequence[JobRow],
    printers: Printers | None = None,
) -> None:
    """Print what waits in the queue, all of it; a voided paper is said and left out."""
    reason = reason_to_print(context, parent, [job.paper for job in jobs])
    if reason is None or not jobs:
        return
    steps = [
        _refused(at, job.paper) if job.paper.voided_at else _step(at, job)
        for at, job in enumerate(jobs, start=1)
    ]
    BatchPrintSheet(context, parent, steps, printers, reason).exec()


def print_made(
    context: Context,
    parent: QWidget | None,
    makers: Sequence[Maker],
    printers: Printers | None = None,
) -> None:
    """Issue each as its turn comes, then print it; those that lack something are listed first."""
    steps = [
        Step(at, one.words, state=REFUSED if one.lacks else WAITING, said=one.lacks, make=one.make)
        for at, one in enumerate(makers, start=1)
    ]
    if steps:
        BatchPrintSheet(context, parent, steps, printers).exec()


def _step(place: int, job: JobRow) -> Step:
    said = f"从第 {job.pages_done + 1} 页接着打" if job.pages_done else ""
    words = f"{job.paper.title} {job.paper.number}"
    return Step(place, words, job.sides, said=said, job_id=job.id)


def _refused(place: int, paper: PaperRow) -> Step:
    words = f"{paper.title} {paper.number}"
    return Step(place, words, usual_copies(paper.kind), REFUSED, f"已作废：{paper.void_reason}")
