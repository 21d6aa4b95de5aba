"""Jobs of the print queue on their way to this machine's printers.

A job is taken, written into the print log, shaped for its printer, and sent. A printer that refuses
leaves it waiting with the reason; nothing is lost, whatever happens.
"""

from collections.abc import Sequence

from gridhall.core.errors import UserError
from gridhall.core.settings import MachineSettings
from gridhall.papers import queries, service
from gridhall.papers.documents import Sending, for_printer, page_width
from gridhall.papers.queries import JobRow, PrinterRow
from gridhall.papers.rules import (
    PrintWay,
    choose_printer,
    is_slip,
    next_printing,
    remaining,
    reprint_mark,
)
from gridhall.qt.context import Context
from gridhall.qt.printing import Order, Printers

NONE_HERE = "这台电脑没有打印机"


class Spooler:
    """Sends jobs; knows how far each printer is off and what is pre-printed in it."""

    def __init__(self, context: Context, printers: Printers, settings: MachineSettings) -> None:
        self.context, self.printers, self._settings = context, printers, settings

    def printer_for(self, pdf: bytes) -> str:
        """The printer this paper goes to by itself: slips to the roll; "" without any."""
        names, own = list(self.printers.names()), self._settings.printer
        usual = own if own in names else self.printers.usual()
        with self.context.db.read() as session:
            known = queries.printer_settings(session)
        tickets = {row.printer for row in known if row.is_ticket}
        return choose_printer(names, usual, tickets, slip=is_slip(page_width(pdf)))

    def printer_for_job(self, job_id: int) -> str:
        """The printer a job waits for if it is there, else the one its paper goes to by itself."""
        job, pdf = self._look(job_id)
        return job.printer if job.printer in self.printers.names() else self.printer_for(pdf)

    def fitting(self, job_id: int, printer: str) -> str:
        """This printer, unless it has the roll and the paper is a sheet, or the other way round."""
        pdf = self._look(job_id)[1]
        same = is_slip(page_width(pdf)) == self.setting(printer).is_ticket
        return printer if same else self.printer_for(pdf)

    def ask(self, paper_ids: Sequence[int], way: PrintWay) -> tuple[JobRow, ...]:
        """Put papers into the queue."""
        with self.context.db.write() as session:
            return service.ask_prints(session, self.context.clerk, paper_ids, way)

    def send(self, job_id: int, printer: str = "", reason: str = "") -> JobRow:
        """Print what is left of a job; a UserError of the printer's leaves it waiting."""
        context = self.context
        job, pdf = self._look(job_id)
        chosen = printer or job.printer or self.printer_for(pdf)
        if job.state == "waiting" and job.paper.voided_at is None:
            self._refuse_missing(job, chosen)
        with context.db.write() as session:
            prints = queries.prints_of(session, job.paper.id)
            job = service.begin_job(session, context.clerk, job_id, chosen, reason)
            known = queries.printer_setting(session, chosen)
        mark = reprint_mark(next_printing(entry.outcome for entry in prints))
        try:
            self._print(job, for_printer(pdf, self.sending(known, job.paper.kind, mark)))
        except UserError as error:
            with context.db.write() as session:
                service.job_waits(session, context.clerk, job_id, str(error).split("。")[0])
            raise
        return job

    def sending(self, known: PrinterRow, kind: str, mark: str = "") -> Sending:
        """How this printer gets a paper; one nobody calibrated, as this machine's settings say."""
        right, down = self._settings.paper_offset_x, self._settings.paper_offset_y
        if known.is_known:
            right, down = -known.right / 10, -known.down / 10
        return Sending(mark, right, down, kind in known.preprinted)

    def setting(self, printer: str) -> PrinterRow:
        """What is known of a printer."""
        with self.context.db.read() as session:
            return queries.printer_setting(session, printer)

    def is_voided(self, job_id: int) -> bool:
        """Whether this job's paper was voided meanwhile."""
        return self._look(job_id)[0].paper.voided_at is not None

    def _look(self, job_id: int) -> tuple[JobRow, bytes]:
        with self.context.db.read() as session:
            job = queries.job_by_id(session, job_id)
            return job, queries.pdf_of(session, job.paper.id)

    def _refuse_missing(self, job: JobRow, printer: str) -> None:
        """A printer that is not there now: say so, and let the job wait for it."""
        if printer and printer in self.printers.names():
            return
        said = f"“{printer}”没有连上，或者改了名字" if printer else NONE_HERE
        with self.context.db.write() as session:
            service.note_wait(session, job.id, said)
        raise UserError(
            f"{said}。文书已经保存，在打印队列里；接好以后按 Enter 重打，换一台打印机，或先存成 PDF"
        )

    def _print(self, job: JobRow, pdf: bytes) -> None:
        name = f"{job.paper.title} {job.paper.number}"
        for part in remaining(job.pages, job.copies, job.pages_done):
            self.printers.print_order(
                Order(pdf, name, job.printer, part.copies, job.size, part.first_page)
            )
