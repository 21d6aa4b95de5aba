"""Printers that tests put in the place of the machine's, and papers to print."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from PySide6.QtWidgets import QWidget

from gridhall.clerks.rules import Anchor
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers import service
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, draw
from gridhall.qt.printing import Order

OUT_OF_PAPER = "“HP M126”缺纸。文书已经保存，加纸后按 Enter 重打，或先存成 PDF"
_serials = count(1)


@dataclass
class FakePrinters:
    """Remembers what it got; refuses from the so-manieth order on, if it is to."""

    known: list[str] = field(default_factory=lambda: ["HP M126", "得力针打"])
    refuses_after: int | None = None
    orders: list[Order] = field(default_factory=list)

    def names(self) -> Sequence[str]:
        return self.known

    def usual(self) -> str:
        return self.known[0] if self.known else ""

    def print_order(self, order: Order) -> None:
        if self.refuses_after is not None and len(self.orders) >= self.refuses_after:
            raise UserError(OUT_OF_PAPER)
        self.orders.append(order)

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        return ""


def make_paper(
    db: Database, clerk: Clerk, kind: str = "completion", rows: int = 1, day: int = 24
) -> PaperRow:
    """A paper of that kind; 60 rows make it two pages and more."""
    serial = next(_serials)

    def drawn(number: str, anchor: Anchor) -> bytes:
        table = Table(("序号", "材料"), (1, 5), tuple((str(n), "户口簿") for n in range(rows)))
        closing = Closing("龙腾社区党群服务中心", f"2026年11月{day}日")
        return draw(
            BusinessForm("办结通知书", number, "张桂花", ("已办结。",), closing, table=table)
        )

    order = PaperOrder(kind, "service_case", serial, {"says": serial}, f"key-{serial}")
    return service.issue(db, clerk, order, drawn)
