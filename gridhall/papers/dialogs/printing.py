"""Print a paper that was issued: log first, print, ask whether it came out (打印文书).

The paper is stored before anything is printed: no printer can lose it, and "没出来" prints the
same number again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.settings import MachineSettings, load_settings
from gridhall.papers import queries, service
from gridhall.papers.documents import for_printer
from gridhall.papers.labels import OUTCOMES, PERSONAL
from gridhall.papers.queries import PaperRow, PrintRow
from gridhall.papers.rules import check_may_void, next_printing, reprint_mark, usual_copies
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.preview import Ask, PreviewJob, PreviewSheet, PrintEntry
from gridhall.qt.printing import Order, Printers, SystemPrinters

AS_FILE, BY_DIALOG = "存成 PDF", "系统打印框"


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
    """Printers that write the printing down before they print, and mark a reprint."""

    def __init__(
        self, context: Context, paper_id: int, printers: Printers, settings: MachineSettings
    ) -> None:
        self._context, self._paper_id = context, paper_id
        self._printers, self._settings = printers, settings
        self.reason = ""  # why, for a paper full of personal data
        self.printing = 0  # the print log's row that waits for its outcome

    def names(self) -> Sequence[str]:
        """The machine's printers."""
        return self._printers.names()

    def usual(self) -> str:
        """This machine's own choice, or the system's."""
        own = self._settings.printer
        return own if own in self._printers.names() else self._printers.usual()

    def print_order(self, order: Order) -> None:
        """Log, mark, print. A printer that refuses leaves 没出纸 in the log."""
        marked = self._begin(order, order.printer)
        try:
            self._printers.print_order(marked)
        except UserError:
            self.end(came_out=False)
            raise

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        """The same by the system's dialog; leaving it counts as 没出纸."""
        marked = self._begin(order, BY_DIALOG)
        try:
            name = self._printers.print_by_dialog(marked, parent)
        except UserError:
            self.end(came_out=False)
            raise
        if not name:
            self.end(came_out=False)
        return name

    def log_file(self) -> None:
        """A copy saved as a file leaves the hall like a print."""
        self._log(1, AS_FILE)
        self.end(came_out=True)

    def end(self, *, came_out: bool) -> None:
        """Write down whether the paper came out."""
        context, printing, self.printing = self._context, self.printing, 0
        if printing:
            with context.db.write() as session:
                service.confirm_print(session, context.clerk, printing, came_out=came_out)

    def _begin(self, order: Order, printer: str) -> Order:
        mark = reprint_mark(self._log(order.copies, printer))
        offset = (self._settings.paper_offset_x, self._settings.paper_offset_y)
        pdf = for_printer(order.pdf, mark, *offset)
        return Order(pdf, order.name, order.printer, order.copies, order.paper)

    def _log(self, copies: int, printer: str) -> int:
        """Write the printing down; which printing it is, sheets that came out counted."""
        context = self._context
        with context.db.write() as session:
            before = [row.outcome for row in queries.prints_of(session, self._paper_id)]
            way = (copies, printer)
            row = service.log_print_why(session, context.clerk, self._paper_id, way, self.reason)
        self.printing = row.id
        return next_printing(before)


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
        settings = load_settings().settings
        inner = printers or SystemPrinters()
        self._logged = LoggedPrinters(context, paper_id, inner, settings)
        super().__init__(parent, self.issued.job(context.today()), self._logged, ask_path)
        self.setProperty("ownSize", True)  # what its layout asks for is at this scale already
        self.printed.connect(self._printed)
        self.saved.connect(self._saved)
        if self.issued.paper.voided_at:
            self.warning.say("red", self.job.mark)
            self.void.hide()

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
        """Print, after the reason where one is asked."""
        if self._may_go_out():
            super().print()

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
            self._context.desk.toast(f"已记下没出纸：{number} 还在，随时可以再打")

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
