"""The ticket (排队号票) on a roll of 80 mm.

It is no legal paper: it is drawn and printed, not numbered and kept. What counts is the row of the
queue; a ticket that was lost is printed again from it.
"""

from datetime import datetime

from gridhall.core.hall import Hall
from gridhall.pdf.fonts import HEI
from gridhall.pdf.ticket import Ticket
from gridhall.tickets.queries.rows import TicketRow

TITLE = "排队号票"
_NOTES = (
    "请留意大屏和窗口的呼叫。叫到时没有来，请到窗口说明，可以放回队列一次。",
    "军人、老年人、残疾人、孕妇优先。此号当天有效。",
)


def queue_ticket(row: TicketRow, before: int, hall: Hall) -> bytes:
    """The ticket's PDF: its number, the lane, how many come before; nothing of anybody."""
    ticket = Ticket(hall.name, TITLE)
    ticket.gap(2)
    ticket.middle(row.number, 44, HEI)
    ticket.gap(2.5)
    ticket.middle(row.queue, 15, HEI)
    if row.priority_label:
        ticket.gap(1)
        ticket.middle(row.priority_label, 12, HEI)
    ticket.gap(1)
    ticket.middle(f"前面还有 {before} 位" if before else "前面没有人，请在窗口附近等候", 12)
    ticket.rule()
    ticket.middle(_said(row.taken_at), 9)
    ticket.gap(1)
    for note in _NOTES:
        ticket.line(note, 8.5)
    return ticket.finish()


def _said(moment: datetime) -> str:
    here = moment.astimezone()
    return f"取号时间 {here:%Y-%m-%d %H:%M}"
