"""Print a paper that was issued: log first, print, ask whether it came out (打印文书).

The paper is stored before anything is printed: no printer can lose it, and "没出来" prints the
same number again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.settings import load_settings
from gridhall.papers import queries, service
from gridhall.papers.columns import offset_words
from gridhall.papers.dialogs.spooling import NONE_HERE, Spooler
from gridhall.papers.documents import for_printer
from gridhall.papers.labels import OUTCOMES, PERSONAL
from gridhall.papers.queries import JobRow, PaperRow, PrinterRow, PrintRow
from gridhall.papers.rules import (
    PrintWay,
    check_may_void,
    next_printing,
    reprint_mark,
    usual_copies,
)
from gridhall.pdf.form_layer import has_form_layer, without_form
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.preview import Ask, PreviewJob, PreviewSheet, PrintEntry
from gridhall.qt.printing import Order, Printers, SystemPrinters
from gridhall.qt.rendering import Pages

AS_FILE, BY_DIALOG = "存成 PDF", "系统打印框"
_NO_PRINTER = (
    "这台电脑没有打印机。按 Enter 放进打印队列，接上打印机再打；"
    "或按 Ctrl+S 存成 PDF，拿到别处打印。"
)


@dataclass(frozen=True)
class IssuedPaper:
    """All that the preview needs to know of one paper."""

    paper: PaperRow
    about: str
    pdf: bytes
    prints: tuple[PrintRow, ...]

    def job(self, today: date) -> PreviewJob:
        """As the preview shows it."""
        paper = self.paper
        voided = f"已作废：{paper.void_reason}。不能再打印。" if paper.voided_at else ""
        return PreviewJob(
            paper.title,
            self.about or paper.title,
            paper.number,
            self.pdf,
            usual_copies(paper.kind),
            [_log_entry(entry) for entry in self.prints],
            voided or reprint_warning(self.prints, today),
        )


def read_paper(context: Context, paper_id: int) -> IssuedPaper:
    """One paper with its bytes and its print log."""
    with context.db.read() as session:
        paper = queries.paper_by_id(session, paper_id)
        about = queries.about_of(session, paper)
        pdf = queries.pdf_of(session, paper_id)
        return IssuedPaper(paper, about, pdf, tuple(queries.prints_of(session, paper_id)))


class LoggedPrinters:
    """Printers that queue and log a printing before they print, and mark a reprint."""

    def __init__(self, spooler: Spooler, issued: IssuedPaper) -> None:
        self.spooler, self._issued = spooler, issued
        self.reason = ""  # why, for a paper full of personal data
        self._job: int | None = None  # sent, waits for its outcome
        self._printing: int | None = None  # by the system's dialog: the print log's row

    def names(self) -> Sequence[str]:
        """The machine's printers."""
        return self.spooler.printers.names()

    def usual(self) -> str:
        """The one this paper goes to by itself."""
        return self.spooler.printer_for(self._issued.pdf)

    def print_order(self, order: Order) -> None:
        """Queue, log, mark, print. A printer that refuses leaves the paper in the queue."""
        job = self._ask(order)
        self.spooler.send(job.id, order.printer, self.reason)
        self._job = job.id

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        """By the system's dialog, past the queue unless it fails; leaving it counts as 没出纸."""
        marked = self._begin_by_dialog(order)
        try:
            name = self.spooler.printers.print_by_dialog(marked, parent)
        except UserError as error:
            self.end(came_out=False)
            self.put_aside(order, str(error))
            raise
        if not name:
            self.end(came_out=False)
        return name

    def put_aside(self, order: Order, said: str) -> None:
        """Into the queue without a try: nobody could print it now."""
        self._ask(order, said)

    def log_file(self) -> None:
        """A copy saved as a file leaves the hall like a print."""
        self._printing = self._log(1, AS_FILE).id
        self.end(came_out=True)

    def end(self, *, came_out: bool) -> None:
        """Write down whether the paper came out; one that did not waits in the queue."""
        context, job, printing = self.spooler.context, self._job, self._printing
        self._job = self._printing = None
        if job is None and printing is None:
            return
        with context.db.write() as session:
            if printing is not None:
                service.confirm_print(session, context.clerk, printing, came_out=came_out)
            elif job is not None and came_out:
                service.finish_jobs(session, context.clerk, [job])
            elif job is not None:
                service.job_waits(session, context.clerk, job, "没出纸")

    def _ask(self, order: Order, said: str = "") -> JobRow:
        way = PrintWay(order.printer, order.copies, order.paper, said)
        return self.spooler.ask([self._issued.paper.id], way)[0]

    def _begin_by_dialog(self, order: Order) -> Order:
        context, paper = self.spooler.context, self._issued.paper
        with context.db.read() as session:
            before = [row.outcome for row in queries.prints_of(session, paper.id)]
        self._printing = self._log(order.copies, BY_DIALOG).id
        known = self.spooler.setting(order.printer)
        sending = self.spooler.sending(known, paper.kind, reprint_mark(next_printing(before)))
        return replace(order, pdf=for_printer(order.pdf, sending))

    def _log(self, copies: int, printer: str) -> PrintRow:
        context, way = self.spooler.context, (copies, printer)
        with context.db.write() as session:
            return service.log_print_why(
                session, context.clerk, self._issued.paper.id, way, self.reason
            )


class PaperSheet(PreviewSheet):
    """The preview of an issued paper, with 作废 for who may."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        paper_id: int,
        printers: Printers | None = None,
        ask_path: Ask | None = None,
    ) -> None:
        self._context, self.issued = context, read_paper(context, paper_id)
        self._logged = LoggedPrinters(spooler_for(context, printers), self.issued)
        self._is_bare = False  # whether the pages are shown as a pre-printed sheet takes them
        super().__init__(parent, self.issued.job(context.today()), self._logged, ask_path)
        self.printed.connect(self._printed)
        self.saved.connect(self._saved)
        if self.issued.paper.voided_at:
            self.warning.say("red", self.job.mark)
            self.void.hide()
        elif not self.printer.isEnabled():
            self.print_it.setText("放进打印队列")
            self.warning.say("amber", _NO_PRINTER, glyph="print")

    def printer_note(self, name: str) -> str:
        """已校准, and on pre-printed paper the pages as they will be printed."""
        known, kind = self._logged.spooler.setting(name), self.issued.paper.kind
        bare = kind in known.preprinted
        if bare != self._is_bare:
            self._is_bare = bare
            self.leaves.show_pages(Pages(without_form(self.job.pdf) if bare else self.job.pdf))
        return said_of_printer(known, kind, has_form=has_form_layer(self.job.pdf))

    def refused(self, error: UserError) -> None:
        """The printer did not take it: it is said, and the paper waits in the queue."""
        super().refused(error)
        if not self.issued.paper.voided_at:
            self.warning.say("amber", f"{self.issued.paper.number} 在打印队列里，不会丢")

    def set_foot(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """With 作废 beside the ways to save and print."""
        self.void = foot_button("作废…", "Alt+V", "text")
        self.void.clicked.connect(self._void)
        super().set_foot([*left, self.void], right)

    def save(self) -> None:
        """A voided paper is looked at here and goes nowhere."""
        if self.issued.paper.voided_at:
            self.warning.say("red", f"{self.job.mark}也不存成文件。")
            return
        if self._may_go_out():
            super().save()

    def print(self) -> None:
        """Print, after the reason where one is asked; without a printer, into the queue."""
        if not self._may_go_out():
            return
        if self.printer.isEnabled() or self.issued.paper.voided_at:
            super().print()
            return
        self._logged.put_aside(self._order(), NONE_HERE)
        self._context.desk.toast(f"{NONE_HERE}，{self.issued.paper.number} 已放进打印队列")
        self.accept()

    def _print_by_dialog(self) -> None:
        if self._may_go_out():
            super()._print_by_dialog()

    def _may_go_out(self) -> bool:
        """A list of people or a personal copy says why each time but when it was just issued."""
        issued, logged = self.issued, self._logged
        just_issued = not issued.prints and issued.paper.clerk_name == self._context.clerk.name
        if issued.paper.kind not in PERSONAL or just_issued or logged.reason:
            return True
        logged.reason = ask_reason(self, why_question(issued.paper)) or ""
        return bool(logged.reason)

    def _printed(self, copies: int, printer: str, came_out: bool) -> None:
        self._logged.end(came_out=came_out)
        number = self.issued.paper.number
        if came_out:
            self._context.desk.toast(f"已打印 {number}　{copies} 份　{printer}")
        else:
            self._context.desk.toast(f"已记下没出纸：{number} 在打印队列里，随时可以再打")

    def _saved(self, path: str) -> None:
        self._logged.log_file()
        self._context.desk.toast(f"已存成 PDF：{path}")

    def _void(self) -> None:
        try:
            voided = void_paper(self._context, self, self.issued.paper)
        except UserError as error:
            self.warning.say("red", str(error))
            return
        if voided:
            self._context.desk.toast(f"已作废 {self.issued.paper.number}，编号保留")
            self.accept()


def spooler_for(context: Context, printers: Printers | None) -> Spooler:
    """The way from the queue to this machine's printers, or to those that a test puts in."""
    return Spooler(context, printers or SystemPrinters(), load_settings().settings)


def said_of_printer(known: PrinterRow, kind: str, *, has_form: bool = True) -> str:
    """What the preview says of a printer: 已校准 and 套打; "" for one that nobody described."""
    said = []
    if known.is_known and (known.right or known.down):
        said.append(f"已校准：{offset_words(known)}")
    elif known.is_known:
        said.append("已校准：不用移动")
    if kind in known.preprinted:
        said.append(
            "套打：抬头、表格线不印，请放预印好的纸" if has_form else "这份没有套打的层，会整页印"
        )
    return "；".join(said)


def reason_to_print(
    context: Context, parent: QWidget | None, papers: Sequence[PaperRow]
) -> str | None:
    """Why lists of people are printed; "" where nothing is asked, None if the clerk left it.

    Nothing is asked of their issuer as long as none has come out.
    """
    asked = [one for one in papers if one.kind in PERSONAL and one.voided_at is None]
    if not asked:
        return ""
    with context.db.read() as session:
        logs = [queries.prints_of(session, one.id) for one in asked]
    is_out = any(entry.outcome != "did_not" for log in logs for entry in log)
    if not is_out and all(one.clerk_name == context.clerk.name for one in asked):
        return ""
    return ask_reason(parent, why_question(asked[0]))


def void_paper(context: Context, parent: QWidget, paper: PaperRow) -> bool:
    """Ask the reason and void; whether it was done. The number stays taken.

    Raises UserError for a clerk who neither issued it nor supervises.
    """
    check_may_void(context.clerk, paper.clerk_name)
    reason = ask_reason(parent, void_question(paper))
    if reason is None:
        return False
    with context.db.write() as session:
        service.void_paper(session, context.clerk, paper.id, reason)
    return True


def void_question(paper: PaperRow) -> Question:
    """作废“龙腾受字〔2026〕第0001号”？〔不作废｜作废〕."""
    return Question(
        "作废文书",
        f"作废“{paper.number}”？",
        "作废",
        "不作废",
        "编号和存档都保留，标“已作废”，不能再打印；已经交出去的那几份要收回。",
        danger=True,
        reason="作废的原因",
        glyph="do_not_disturb_on",
    )


def why_question(paper: PaperRow) -> Question:
    """为什么要打印“居民花名册”？〔不打印｜继续〕."""
    return Question(
        "打印个人信息",
        f"为什么要打印“{paper.title}”？",
        "继续",
        "不打印",
        "里面有个人信息；谁、什么时候、为什么打印，会写入查看记录。",
        reason="打印的原因",
        glyph="visibility",
    )


def reprint_warning(prints: Sequence[PrintRow], today: date) -> str:
    """What the clerk is told before a paper is printed again; empty the first time."""
    out = [entry for entry in prints if entry.outcome != "did_not"]
    if not out:
        return ""
    last = out[-1].printed_at.astimezone()
    when = f"{last:%H:%M}" if last.date() == today else f"{last.month}月{last.day}日 {last:%H:%M}"
    mark = reprint_mark(next_printing(entry.outcome for entry in prints))
    return f"这份文书 {when} 打印过，共 {len(out)} 次；再次打印会标注“{mark}”"


def show_paper(
    context: Context,
    parent: QWidget | None,
    paper_id: int,
    printers: Printers | None = None,
    ask_path: Ask | None = None,
) -> None:
    """The whole print flow of one issued paper; returns when the preview is closed."""
    try:
        sheet = PaperSheet(context, parent, paper_id, printers, ask_path)
    except UserError as error:
        context.desk.show_error(error)
        return
    sheet.exec()


def _log_entry(entry: PrintRow) -> PrintEntry:
    when: datetime = entry.printed_at.astimezone()
    words = OUTCOMES.get(entry.outcome, entry.outcome)
    good = entry.outcome == "came_out"
    return PrintEntry(f"{when:%m-%d %H:%M}", entry.clerk_name, entry.copies, words, good)
