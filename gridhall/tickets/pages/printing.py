"""The ticket to the roll: straight to the printer, for what counts is the row of the queue.

It is no kind of paper: it has no number of its own, is not stored and not logged, and nobody will
ever ask for its second printing; hundreds a day would bury the papers that count.
"""

from gridhall.core.settings import load_settings
from gridhall.papers.dialogs.spooling import Spooler
from gridhall.papers.documents import for_printer
from gridhall.qt.context import Context
from gridhall.qt.printing import Order, Printers, SystemPrinters
from gridhall.tickets.documents import TITLE, queue_ticket
from gridhall.tickets.queries.rows import TicketRow

NO_ROLL = "没有接小票打印机，请把号写给来人"


def print_ticket(
    context: Context, row: TicketRow, before: int, printers: Printers | None = None
) -> str:
    """Print on the roll that the hall has marked; which printer, or "" where there is none.

    An office printer never gets it: a sheet of A4 for every number would be waste. UserError when
    the printer does not take it; the number is given all the same.
    """
    spooler = Spooler(context, printers or SystemPrinters(), load_settings().settings)
    pdf = queue_ticket(row, before, context.hall)
    printer = spooler.printer_for(pdf)
    known = spooler.setting(printer)
    if not printer or not known.is_ticket:
        return ""
    shaped = for_printer(pdf, spooler.sending(known, ""))
    spooler.printers.print_order(Order(shaped, f"{TITLE} {row.number}", printer))
    return printer
