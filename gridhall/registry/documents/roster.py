"""居民花名册: who lives behind the doors of one building, in walking order, numbers masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.registry.queries.lists import ListRow

KIND = "roster"
_HEADINGS = ("序号", "门牌", "姓名", "性别", "年龄", "与户主关系", "户籍", "电话")
_WIDTHS = (0.9, 1.5, 1.8, 0.8, 0.8, 1.9, 1.2, 2.6)


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster of one building: its people in walking order, what was asked, and what for."""

    building_id: int
    building: str
    rows: Sequence[ListRow]
    filters: str
    purpose: str
    day: date  # the list's day
    printed_on: date

    def check(self) -> None:
        """UserError for a building nobody on the list lives in."""
        if not self.rows:
            raise UserError(f"{self.building}没有符合条件的人。换一栋楼，或放宽条件再打印。")


def roster_order(roster: Roster, hall: Hall, request_key: str) -> PaperOrder:
    """The order for papers to issue the roster; the same roster of the same day is one paper."""
    roster.check()
    said = {"texts": list(_form(roster, hall, "", "").texts())}
    return PaperOrder(KIND, "building", roster.building_id, said, request_key)


def roster_paper(roster: Roster, hall: Hall, number: str, anchor: Anchor | None) -> bytes:
    """The roster as a PDF."""
    roster.check()
    return draw(_form(roster, hall, number, str(anchor or "")))


def _form(roster: Roster, hall: Hall, number: str, anchor: str) -> BusinessForm:
    homes = {row.household_number for row in roster.rows if row.household_number}
    filters = (("条件", roster.filters),) if roster.filters else ()
    return BusinessForm(
        title="居民花名册",
        number=number,
        addressee="",
        paragraphs=(),
        facts=(
            ("楼栋", roster.building),
            *filters,
            ("人数", f"{len(roster.rows)} 人，{len(homes)} 户"),
            ("截至", chinese_day(roster.day)),
            ("用途", roster.purpose),
        ),
        table=Table(
            _HEADINGS, _WIDTHS, tuple(_line(at, row) for at, row in enumerate(roster.rows, 1))
        ),
        closing=Closing(
            hall.name, chinese_day(roster.printed_on), ("制表：", "领用人："), seal=False
        ),
        footnotes=("名册里有个人信息：只供上述用途，不拍照、不转发，用完交回窗口。",),
        anchor=anchor,
    )


def _line(at: int, row: ListRow) -> tuple[str, ...]:
    return (
        str(at),
        row.address.rpartition(" ")[2],
        row.name,
        row.sex,
        row.text("age"),
        row.relation,
        row.hukou.removesuffix("户籍"),
        row.phone or "未留",
    )
