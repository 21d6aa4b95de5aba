"""What the clerk does about grids; each act opens its sheet on what is chosen."""

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.organisation.columns.compounds import COMPOUNDS
from gridhall.organisation.columns.grids import ORDERS, OrderLine
from gridhall.organisation.columns.seats import TENURES
from gridhall.organisation.dialogs.appoint import AppointSheet, PhoneSheet, RelieveSheet
from gridhall.organisation.dialogs.balance import BalanceSheet
from gridhall.organisation.dialogs.entrances import EntrancesSheet
from gridhall.organisation.dialogs.grid import PAIR, GridSheet
from gridhall.organisation.dialogs.grid_history import GridHistorySheet
from gridhall.organisation.dialogs.grid_size import GridSizeSheet
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.dialogs.organisation_compound import CompoundSheet
from gridhall.organisation.dialogs.seat_lists import Listing, ListSheet
from gridhall.organisation.dialogs.split import MergeGridsSheet, SplitSheet
from gridhall.organisation.queries.compounds import compounds
from gridhall.organisation.queries.grid_places import buildings_of
from gridhall.organisation.queries.grids import GridLine
from gridhall.organisation.queries.orders import change_orders
from gridhall.organisation.queries.seats import SeatRow, seat_history
from gridhall.organisation.rules.seats import SeatDraft
from gridhall.organisation.service import seats as seat_service
from gridhall.qt.ask import Question, ask

if TYPE_CHECKING:
    from gridhall.organisation.pages.grids.page import GridsPage
    from gridhall.organisation.pages.grids.panel import GridView


class GridActs(QObject):
    """Acts of the page of grids."""

    def __init__(self, page: "GridsPage") -> None:
        super().__init__(page)
        self._context = page.context

    # Of grids

    def found(self) -> None:
        """新建网格."""
        self._page.open_sheet(GridSheet(self._page, self._context, self._known()))

    def change(self) -> None:
        """修改网格."""
        line: GridLine = self._page.chosen()
        self._page.open_sheet(GridSheet(self._page, self._context, self._known(), line))

    def balance(self) -> None:
        """调整网格."""
        if not self._page.told.lines:
            raise UserError("还没有网格，请先新建网格")
        sheet = BalanceSheet(self._page, self._context)
        sheet.carried.connect(self._tell_order)
        sheet.open()

    def split(self) -> None:
        """拆分网格."""
        view = self._view()
        if len(view.card.entrances) < 2:
            raise UserError(f"“{view.card.line.name}”不到两个单元，不能拆分")
        sheet = SplitSheet(self._page, self._context, view.card, self._page.told.lines)
        sheet.carried.connect(self._tell_order)
        sheet.open()

    def merge(self) -> None:
        """合并网格."""
        lines = self._page.told.lines
        if len(lines) < 2:
            raise UserError("只有一个网格，不能合并")
        sheet = MergeGridsSheet(self._page, self._context, lines, self._page.chosen())
        sheet.carried.connect(self._tell_order)
        sheet.open()

    def give(self) -> None:
        """划单元 to the chosen grid."""
        self._give(self._page.chosen())

    def give_lone(self) -> None:
        """What no grid looks after."""
        if not self._page.told.lines:
            raise UserError("还没有网格，请先新建网格")
        self._give(None)

    def history(self) -> None:
        """全部经过, with the way to take an act back."""
        line: GridLine = self._page.chosen()
        sheet = GridHistorySheet(self._page, self._context, (line.id, line.name))
        sheet.taken_back.connect(lambda said: self._context.desk.toast(f"已撤回：{said}"))
        sheet.open()

    def compounds(self) -> None:
        """小区: kind, governing body, property company, year; Enter changes one."""
        with self._context.db.read() as session:
            rows = compounds(session)
        nothing = ("还没有小区", "登记了楼栋住址，这里就有小区")
        said = f"{len(rows)} 个小区，按 Enter 修改"
        listing = Listing("小区", "apartment", COMPOUNDS, rows, nothing, said, _name)
        sheet = ListSheet(self._page, self._context, listing)
        sheet.row_wanted.connect(self._open_compound)
        sheet.open()

    def size(self) -> None:
        """户数标准."""
        self._open_setting(GridSizeSheet(self._page, self._context, self._page.told.lines))

    def hotlines(self) -> None:
        """便民热线 of the buildings' plates: 办事机构, what is on the plate."""
        self._page.plate_wanted.emit()

    # Of seats

    def appoint(self) -> None:
        """任命 to the chosen seat of the grid."""
        self._page.open_sheet(AppointSheet(self._page, self._context, self._seat()))

    def relieve(self) -> None:
        """离任."""
        row = self._seat()
        if row.tenure_id is None and row.unsettled_id is None:
            raise UserError(f"“{row.name}”现在空缺，没有人可以离任")
        self._page.open_sheet(RelieveSheet(self._page, self._context, row))

    def keep_on(self) -> None:
        """留任: who moved out stays in the seat."""
        row, context = self._seat(), self._context
        if row.unsettled_id is None:
            raise UserError("只有迁出以后席位空出来的，才要办留任")
        with context.db.write() as session:
            done = seat_service.keep_on(session, context.clerk, row.unsettled_id, context.today())
        self._page.tell(Carried(done.action_id, f"{row.last_name}留任已登记"))

    def phone(self) -> None:
        """记电话 of a holder from outside."""
        self._page.open_sheet(PhoneSheet(self._page, self._context, self._seat()))

    def tenures(self) -> None:
        """任职经过 of the chosen seat."""
        row, context = self._seat(), self._context
        with context.db.read() as session:
            rows = seat_history(session, row.id, context.today())
        title = f"任职经过 · {row.owner_name} {row.name}"
        sheet = ListSheet(
            self._page, context, Listing(title, "history", TENURES, rows, ("还没有人任职", ""))
        )
        sheet.row_wanted.connect(self.open_person)
        sheet.open()

    def resident(self) -> None:
        """打开居民卡片 of who holds the chosen seat."""
        row = self._seat()
        if row.person_id is None:
            raise UserError("这个席位的人不是在册居民，没有居民卡片")
        self.open_person(row)

    def make_pair(self) -> None:
        """设 1+1 席位: whichever of the two is not there yet."""
        line, context, today = self._view().card.line, self._context, self._context.today()
        there = {seat.title for seat in self._view().seats}
        missing = [title for title in PAIR if title not in there]
        if not missing:
            raise UserError(f"“{line.name}”的网格员和助理员席位都有了")
        with context.db.write() as session:
            acts = [
                seat_service.add_seat(
                    session, context.clerk, SeatDraft(title, grid_id=line.id), today
                ).action_id
                for title in missing
            ]
        words = f"已给“{line.name}”设 {len(acts)} 个席位，可以任命了"
        self._page.tell(Carried(acts[-1], words, None, tuple(acts[:-1])))

    def open_seat(self, row: SeatRow) -> None:
        """Enter on a seat: its holder, or who takes it."""
        if row.person_id is not None:
            self.open_person(row)
        elif row.is_vacant:
            self._page.act(self.appoint, writes="任命")
        else:
            self._page.act(self.tenures)

    def seat_menu(self) -> None:
        """What else can be done about the chosen seat."""
        do, page = self._page.act, self._page
        page.open_menu(
            page.panel.seat_button,
            [
                ("留任", "", partial(do, self.keep_on, writes="办留任")),
                ("任职经过…", "", partial(do, self.tenures)),
                ("打开居民卡片", "", partial(do, self.resident)),
                ("记电话…", "", partial(do, self.phone)),
                ("", "", None),
                ("设 1+1 席位", "", partial(do, self.make_pair, writes="设席位")),
            ],
        )

    def open_person(self, row: Any) -> None:
        """Somebody's card in 居民登记."""
        if row.person_id is not None:
            self._context.desk.open_resident(row.person_id)

    # Papers

    def print_menu(self) -> None:
        """打印: boards, plates, change orders."""
        do, page = self._page.act, self._page
        menu = page.open_menu(
            page.print_button,
            [
                ("网格公示牌（选中的网格）", "", partial(do, partial(self.print_signs, one=True))),
                ("网格公示牌（全部网格）", "", partial(do, self.print_signs)),
                (
                    "网格公示牌（选中的网格，A3）",
                    "",
                    partial(do, partial(self.print_signs, one=True, paper="A3")),
                ),
                ("", "", None),
                (
                    "楼栋便民服务牌（选中的网格）",
                    "",
                    partial(do, partial(self.print_plates, one=True)),
                ),
                ("楼栋便民服务牌（全部楼栋）", "", partial(do, self.print_plates)),
                ("", "", None),
                ("网格调整令…", "", partial(do, self.orders)),
                ("便民热线（印在服务牌上）…", "", partial(do, self.hotlines)),
            ],
        )
        menu.setActiveAction(menu.actions()[0])

    def print_signs(self, *, one: bool = False, paper: str = "A4") -> None:
        """网格公示牌 of the chosen grid or of all, with progress."""
        ids = [self._page.chosen().id] if one else None
        self._page.papers.make(
            "网格公示牌", lambda issuing, at, p: issuing.issue_grid_signs(at, ids, paper, "", p)
        )

    def print_plates(self, *, one: bool = False) -> None:
        """楼栋便民服务牌 of the grid's buildings or of every building, with progress."""
        ids, scope = None, "全部楼栋"
        if one:
            line: GridLine = self._page.chosen()
            scope = f"{line.name}的楼栋"
            with self._context.db.read() as session:
                ids = buildings_of(session, line.id)
            if not ids:
                raise UserError(f"“{line.name}”里还没有楼栋单元，没有牌可以做")
        self._page.papers.make(
            "楼栋便民服务牌",
            lambda issuing, at, p: issuing.issue_plates(at, issuing.PlateWish(ids, scope), p),
        )

    def orders(self) -> None:
        """网格调整令: every order there was; Enter prints one."""
        with self._context.db.read() as session:
            rows = [
                OrderLine(one, number, str(day), detail, undone)
                for one, number, day, detail, undone in change_orders(session)
            ]
        nothing = ("还没有调整令", "在“调整网格”里下过调整令，这里就能打印")
        listing = Listing("网格调整令", "description", ORDERS, rows, nothing, "按 Enter 打印")
        sheet = ListSheet(self._page, self._context, listing)
        sheet.row_wanted.connect(lambda row: self.print_order(row.id))
        sheet.open()

    def print_order(self, action_id: int) -> None:
        """网格调整令 of one act."""
        self._page.papers.make(
            "网格调整令", lambda issuing, at, _: issuing.issue_order(at, action_id)
        )

    # How it does it

    @property
    def _page(self) -> "GridsPage":
        return cast("GridsPage", self.parent())

    def _known(self) -> tuple[Any, Any, int]:
        told = self._page.told
        return told.tree, told.lines, told.target

    def _view(self) -> "GridView":
        view = self._page.panel.view
        if view is None or view.card.line.id != self._page.chosen().id:
            raise UserError("网格还在读取，请稍等")
        return view

    def _seat(self) -> SeatRow:
        row = self._page.panel.seat()
        if row is None:
            raise UserError("请先在“网格员”里选一个席位；还没有席位的，按“席位”设 1+1")
        return row

    def _give(self, line: GridLine | None) -> None:
        sheet = EntrancesSheet(self._page, self._context, self._page.told.lines, line)
        self._page.open_sheet(sheet)

    def _open_setting(self, sheet: GridSizeSheet) -> None:
        """A setting of the hall; the toast puts it back."""
        toast = self._context.desk.toast
        sheet.carried.connect(lambda done: toast(done.words, sheet.put_back))
        sheet.open()

    def _open_compound(self, row: Any) -> None:
        self._page.act(
            lambda: self._page.open_sheet(CompoundSheet(self._page, self._context, row, 0)),
            writes="改小区情况",
        )

    def _tell_order(self, done: Carried) -> None:
        """Say what was ordered, and offer its paper."""
        self._page.tell(done)
        question = Question(
            "打印调整令",
            f"{done.words}。现在打印网格调整令？",
            "打印调整令",
            "先不打",
            "以后在“打印”里的“网格调整令”也能打。",
            glyph="print",
        )
        if done.action_id is not None and ask(self._page, question):
            self.print_order(done.action_id)


def _name(row: Any) -> str:
    return str(row.name)
