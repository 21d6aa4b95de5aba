"""走访名单: whom to call on about 人户分离, door by door, with room for what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw, draw_many
from gridhall.registry.labels import SEPARATIONS
from gridhall.registry.queries.separated import SeparatedRow

KIND = "call-on-list"
MOST = 500  # people on one list
_HEADINGS = ("序", "住址", "姓名", "电话", "状态、从何时起", "走访结果、日期")
_WIDTHS = (0.9, 3.8, 2.2, 2.9, 2.7, 3.5)  # a name of four characters stays on one line
_NO_GRID = "未划网格"


@dataclass(frozen=True, slots=True)
class CallOn:
    """What a call-on list is about: the rows in walking order, what was chosen, the day."""

    rows: Sequence[SeparatedRow]
    scope: str  # 第1网格 · 御景小区 3号楼 · 户在人不在
    day: date
    subject: str  # the table and id it is about
    subject_id: int
    people: int  # on the whole list; the rows are left out when they are too many

    def check(self) -> None:
        """UserError for a list that nobody could walk."""
        if self.people > MOST:
            raise UserError(
                f"名单有 {self.people:,} 人，一次最多打印 {MOST} 人。请先选网格或楼栋再打印"
            )
        if not self.rows:
            raise UserError("名单是空的，没有要走访的人。换一个状态、网格或楼栋再打印")


def call_on_order(wanted: CallOn, hall: Hall, request_key: str) -> PaperOrder:
    """The order for papers to issue the list; the same list of the same day is one paper."""
    wanted.check()
    said = [text for form in _forms(wanted, hall, "", "") for text in form.texts()]
    return PaperOrder(KIND, wanted.subject, wanted.subject_id, {"texts": said}, request_key)


def call_on_list(wanted: CallOn, hall: Hall, number: str, anchor: Anchor | None) -> bytes:
    """The list as a PDF; every grid begins on a page of its own, for each has its own member."""
    wanted.check()
    forms = _forms(wanted, hall, number, str(anchor or ""))
    return draw(forms[0]) if len(forms) == 1 else draw_many(forms)


def _forms(wanted: CallOn, hall: Hall, number: str, anchor: str) -> list[BusinessForm]:
    by_grid: dict[str, list[SeparatedRow]] = {}
    for row in wanted.rows:
        by_grid.setdefault(row.grid_name or _NO_GRID, []).append(row)
    return [_form(wanted, hall, part, (number, anchor)) for part in by_grid.items()]


def _form(
    wanted: CallOn, hall: Hall, part: tuple[str, list[SeparatedRow]], marks: tuple[str, str]
) -> BusinessForm:
    grid, rows = part
    households = {row.household_number for row in rows if row.household_number}
    return BusinessForm(
        title="走访名单",
        number=marks[0],
        addressee="",
        paragraphs=("请上门或电话核实居住情况，把结果和日期写在最右一栏，带回窗口登记。",),
        facts=(
            ("网格", grid),
            ("范围", wanted.scope),
            ("人数", f"{len(rows)} 人，{len(households)} 户"),
            ("截至", chinese_day(wanted.day)),
        ),
        table=Table(
            _HEADINGS, _WIDTHS, tuple(_line(at, row) for at, row in enumerate(rows, start=1))
        ),
        closing=Closing(hall.name, chinese_day(wanted.day), ("走访人：", "交回日期："), seal=False),
        footnotes=("名单里有个人信息：只供走访使用，不拍照、不转发，用完交回窗口。",),
        anchor=marks[1],
    )


def _line(at: int, row: SeparatedRow) -> tuple[str, ...]:
    since = str(row.since or "登记以前")
    state = SEPARATIONS.get(row.state, row.state)
    return (
        str(at),
        row.address or "没有登记住址",
        row.name,
        row.masked_phone or "未留",
        f"{state} {since}",
        "",
    )
