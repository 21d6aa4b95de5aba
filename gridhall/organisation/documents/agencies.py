"""办事机构电话表: every agency and hotline the hall has a number or an address of, on one list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.organisation.queries.agencies import AgencyRow, agencies
from gridhall.organisation.service.agency_list import ready_directory
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

KIND = "agency-directory"
_HEADINGS = ("序号", "名称", "办什么", "电话", "地址", "办公时间")
_WIDTHS = (1.2, 5.0, 6.0, 3.0, 4.8, 5.6)


@dataclass(frozen=True, slots=True)
class DirectoryList:
    """What the list shows: agencies in the hall's order, as at a day."""

    rows: Sequence[AgencyRow]
    day: date

    @property
    def listed(self) -> tuple[AgencyRow, ...]:
        """Those that can be reached: with a number or an address."""
        return tuple(row for row in self.rows if row.phone or row.address)

    def check(self) -> None:
        """UserError when there is nothing to print."""
        if not self.listed:
            raise UserError("办事机构都还没有填电话和地址，没有电话表可出。请先填写")


def issue_directory(at: At, kind: str | None = None, request_key: str = "") -> PaperRow:
    """办事机构电话表 of the whole directory, or of its offices or hotlines alone."""
    ready_directory(at.db, at.clerk)
    with at.db.read() as session:
        wanted = DirectoryList(agencies(session, kind), at.today)
    order = directory_order(wanted, at.hall, request_key or str(uuid4()))

    def made(number: str, anchor: Anchor) -> bytes:
        return directory_paper(wanted, at.hall, (number, anchor))

    return issue(at.db, at.clerk, order, made)


def directory_order(wanted: DirectoryList, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the list; the same list of the same day is one paper."""
    wanted.check()
    said = {"texts": list(_form(wanted, hall, ("", None)).texts())}
    return PaperOrder(KIND, "agency", 0, said, request_key)


def directory_paper(wanted: DirectoryList, hall: Hall, marks: tuple[str, Anchor | None]) -> bytes:
    """办事机构电话表 as a PDF."""
    wanted.check()
    return draw(_form(wanted, hall, marks), landscape(A4))


def _form(wanted: DirectoryList, hall: Hall, marks: tuple[str, Anchor | None]) -> BusinessForm:
    number, anchor = marks
    cells = [_cells(at, row) for at, row in enumerate(wanted.listed, 1)]
    missing = lacking([cell for row in cells for cell in row])
    rows = tuple(tuple(printed(cell, missing) for cell in row) for row in cells)
    hotlines = sum(row.is_hotline for row in wanted.listed)
    left = len(wanted.rows) - len(wanted.listed)
    notes = [f"还有 {left} 个机构没有填电话和地址，这里没有印。"] if left else []
    counted = ((len(rows) - hotlines, "办事机构 {} 个"), (hotlines, "服务热线 {} 条"))
    count = "，".join(words.format(many) for many, words in counted if many) or "还没有"
    return BusinessForm(
        title="办事机构电话表",
        number=number,
        addressee="",
        paragraphs=(),
        facts=(
            ("大厅", hall.name),
            ("收录", count),
            ("截至", chinese_day(wanted.day)),
        ),
        table=Table(_HEADINGS, _WIDTHS, rows),
        closing=Closing(hall.name, chinese_day(wanted.day), ("制表：", "核对："), seal=False),
        footnotes=(*notes, "办公时间和地址以各机构公布的为准。", *footnote(missing)),
        anchor=str(anchor or ""),
    )


def _cells(at: int, row: AgencyRow) -> tuple[str, ...]:
    return (str(at), row.name, row.does, row.phone or "—", row.address or "—", row.hours or "—")
