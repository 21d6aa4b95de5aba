"""What the counter's page does: what a scan decided, the card's buttons, papers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.core.money import say_money
from gridhall.lending.columns.counter import ALL, FOUND, KEPT
from gridhall.lending.dialogs.keep import CloseFoundSheet, DepositSheet, FoundSheet, HandOutSheet
from gridhall.lending.dialogs.lend import CallSheet, LendSheet, ReturnSheet, SettleSheet
from gridhall.lending.dialogs.stock import KindSheet, PackSheet, StateSheet, StockSheet, ThingSheet
from gridhall.lending.dialogs.taking import TakingSheet
from gridhall.lending.queries import scanning
from gridhall.lending.queries.kept import DepositRow, FoundRow, deposit, found_item
from gridhall.lending.queries.loans import LoanRow, loan, loans_of_kind
from gridhall.lending.queries.scanning import Scan
from gridhall.lending.queries.stock import KindRow, kinds
from gridhall.lending.queries.takings import open_taking
from gridhall.lending.queries.things import ThingRow, thing, things, todos
from gridhall.lending.rules.drafts import ReturnDraft
from gridhall.lending.rules.due import days_late
from gridhall.lending.service import kits, takings
from gridhall.lending.service import loans as service
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.qt.ask import Question, ask

if TYPE_CHECKING:
    from gridhall.lending.pages.page import LendingPage

Make = Callable[[Any, Any], Any]  # documents.issuing and where: a paper's row


class CounterActs(QObject):
    """Acts on what was scanned or chosen."""

    def __init__(self, page: "LendingPage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "LendingPage":
        page: Any = self.parent()
        found: LendingPage = page
        return found

    # What a scan decided

    def follow(self, found: Scan, code: str) -> None:
        """Do what the scan decided."""
        ways: dict[str, Callable[[Scan], None]] = {
            scanning.RETURN: self._scan_return,
            scanning.LEND: self._scan_lend,
            scanning.CHOOSE: self._scan_lend,
            scanning.GIVE: self._scan_give,
            scanning.KEEP: lambda one: self.keep(one.thing_id),
            scanning.FOUND: self._scan_found,
        }
        if found.act == scanning.HAND_OUT:
            self._hand_out(found.row_id or 0, code if code.isdigit() and len(code) == 6 else "")
            return
        ways[found.act](found)

    def _scan_return(self, found: Scan) -> None:
        """One thing comes back at once; of several it is asked how many."""
        row = self._read(loan, found.loan_id or 0)
        if row.out > 1:
            self._page.open_sheet(ReturnSheet(self._page, self._context, row))
            return
        self.give_back(row)

    def give_back(self, row: LoanRow) -> None:
        """It is back and whole; Ctrl+Z takes it back."""
        context = self._context
        with context.db.write() as session:
            draft = ReturnDraft(row.id)
            done = service.take_in(session, context.clerk, draft, context.today())
        late = days_late(row.due_on, context.today())
        words = f"{row.borrower}已归还{row.what}" + (f"，晚了 {late} 天" if late else "")
        if row.deposit_fen and row.deposit_back_on is None:
            words += f"。请退押金 {say_money(row.deposit_fen)}"
        self._page.tell(Carried(done.action_id, words, row.id))

    def _scan_lend(self, found: Scan) -> None:
        self.lend(found.kind_id or 0, found.thing_id)

    def lend(self, kind_id: int, thing_id: int | None) -> None:
        """Who takes it?"""
        kind = self._kind(kind_id)
        row = None if thing_id is None else self._read(thing, thing_id)
        sheet = LendSheet(self._page, self._context, kind, row)
        sheet.carried.connect(self._lent)
        if row is not None and row.subject == "kit":
            told = self._read(todos, self._context.today())
            sheet.warn([one.words for one in told if one.is_urgent and one.thing_id == row.id])
        away = self._read(loans_of_kind, kind_id) if row is None else ()
        if away:
            sheet.offer_back(len(away))
            sheet.back_wanted.connect(lambda: self._page.show_kind(kind.name))
        self._page.open_sheet(sheet)

    def _lent(self, done: Carried) -> None:
        if done.organisation_id is not None:
            self._page.choose_line(ALL, ("loan", done.organisation_id))

    def _scan_give(self, found: Scan) -> None:
        kind = self._kind(found.kind_id or 0)
        self._page.open_sheet(StockSheet(self._page, self._context, kind, "given"))

    def _scan_found(self, found: Scan) -> None:
        self._page.choose_line(FOUND, ("found", found.row_id or 0))

    def _hand_out(self, deposit_id: int, code: str = "") -> None:
        row = self._read(deposit, deposit_id)
        self._page.open_sheet(HandOutSheet(self._page, self._context, row, code))

    # What the row above the list offers

    def keep(self, slot_id: int | None = None) -> None:
        """寄存."""
        slots = [one for one in self._read(things) if one.way == "slot"]
        free = [one for one in slots if one.state == "ready" or one.subject == "shelf"]
        sheet = DepositSheet(self._page, self._context, free, slot_id)
        sheet.carried.connect(lambda done: self._shown(KEPT, "deposit", done))
        self._page.open_sheet(sheet)

    def find(self) -> None:
        """登记失物."""
        sheet = FoundSheet(self._page, self._context)
        sheet.carried.connect(lambda done: self._shown(FOUND, "found", done))
        self._page.open_sheet(sheet)

    def add_thing(self, kind_id: int | None = None) -> None:
        """登记物品."""
        sheet = ThingSheet(self._page, self._context, self._read(kinds), kind_id)
        self._page.open_sheet(sheet)

    def add_kind(self) -> None:
        """新建种类."""
        self._page.open_sheet(KindSheet(self._page, self._context, None))

    def take_stock(self) -> None:
        """盘点: the one that is going on, or a new one of everything."""
        self._take_stock(None)

    def take_stock_of_kind(self) -> None:
        """盘点 of the kind on show only."""
        row = self._row()
        kind_id = row.id if isinstance(row, KindRow) else getattr(row, "kind_id", None)
        if kind_id is None:
            raise UserError("请先在“库存”里选一种，再盘点")
        self._take_stock(kind_id)

    def _take_stock(self, kind_id: int | None) -> None:
        context, begun = self._context, None
        taking_id = self._read(open_taking)
        if taking_id is None:
            with context.db.write() as session:
                begun = takings.begin(session, context.clerk, kind_id, context.today())
            taking_id = begun.row_id
        sheet = TakingSheet(self._page, context, taking_id, begun and begun.action_id)
        sheet.carried.connect(self._page.tell)
        sheet.print_wanted.connect(self.print_taking)
        sheet.open()

    def _shown(self, pill: int, kind: str, done: Carried) -> None:
        if done.organisation_id is not None:
            self._page.choose_line(pill, (kind, done.organisation_id))

    # The card's buttons

    def first(self) -> None:
        """The line's own act: 归还, 取走, 认领 ..."""
        page, context, row = self._page, self._context, self._row()
        manner = page.panel.manner()
        if isinstance(row, LoanRow):
            self._first_of_loan(row, manner)
        elif isinstance(row, DepositRow) and manner == "deposit":
            self._hand_out(row.id)
        elif isinstance(row, FoundRow) and manner == "found":
            page.open_sheet(CloseFoundSheet(page, context, self._read(found_item, row.id)))
        elif isinstance(row, KindRow) and manner == "counted":
            page.open_sheet(StockSheet(page, context, row))
        elif isinstance(row, KindRow):
            self.add_thing(row.id)
        elif isinstance(row, ThingRow) and manner == "kit":
            self._do(lambda s: kits.check_kit(s, context.clerk, row.id, context.today()),
                     f"已记查过药箱 {row.code}")  # fmt: skip
        elif isinstance(row, ThingRow):
            self.lend(row.kind_id, row.id)

    def _first_of_loan(self, row: LoanRow, manner: str) -> None:
        page, context = self._page, self._context
        if manner == "back":
            page.open_sheet(SettleSheet(page, context, row))
        elif manner == "done":
            raise UserError(f"{row.number} 已经了结，不用再办")
        elif row.out > 1:
            page.open_sheet(ReturnSheet(page, context, row))
        else:
            self.give_back(row)

    def second(self) -> None:
        """续借, 放进内容, 改状态, 招领公告, 改种类."""
        page, context, row = self._page, self._context, self._row()
        manner = page.panel.manner()
        if isinstance(row, LoanRow) and manner == "loan":
            clerk, calendar = context.clerk, context.calendar
            self._do(lambda s: service.renew(s, clerk, row.id, None, calendar),
                     f"{row.borrower}的{row.what}已续借")  # fmt: skip
        elif isinstance(row, ThingRow):
            sheet = PackSheet if manner == "kit" else StateSheet
            page.open_sheet(sheet(page, context, row))
        elif isinstance(row, FoundRow):
            self.print_found()
        elif isinstance(row, KindRow):
            page.open_sheet(KindSheet(page, context, row))

    def third(self) -> None:
        """损坏或丢失 of a loan; 取出 of a kit; 照片 of lost property."""
        page, context, row = self._page, self._context, self._row()
        manner = page.panel.manner()
        if isinstance(row, LoanRow) and manner == "loan":
            page.open_sheet(ReturnSheet(page, context, row, "damaged"))
        elif isinstance(row, FoundRow):
            self.photos(row)
        elif manner == "stock":
            one = page.panel.things.current()
            if one is None:
                raise UserError("还没有单件，请先登记物品")
            page.show_thing(one.id)
        elif manner == "kit":
            item = page.panel.kit.current()
            if item is None:
                raise UserError("请先在药箱内容里选一项，再取出")
            today, expired = context.today(), item.is_expired(context.today())
            why = "过期" if expired else "用完"
            self._do(lambda s: kits.unpack(s, context.clerk, item.id, why, today),
                     f"已取出{item.name}（{why}）")  # fmt: skip

    def photos(self, row: FoundRow) -> None:
        """What the lost property looks like; the card says how many there are when it is closed."""
        page = self._page
        album = Album("found_item", row.id, f"失物 {row.number} {row.what}")
        sheet = PhotoSheet(page, self._context, album)
        sheet.finished.connect(lambda _: page.refresh())
        sheet.open()

    def call(self) -> None:
        """催还."""
        row = self._row()
        if not isinstance(row, LoanRow) or not row.is_open:
            raise UserError("请先在左边选一笔没有还的借用")
        self._page.open_sheet(CallSheet(self._page, self._context, row))

    # Papers

    def print_line(self) -> None:
        """The slip of the loan or parcel on show; the list of what is in the others."""
        row = self._row()
        if isinstance(row, LoanRow):
            self._page.make_paper("借用单", lambda issuing, at, _: issuing.issue_loan(at, row.id))
        elif isinstance(row, DepositRow):
            self._page.make_paper(
                "寄存凭条", lambda issuing, at, _: issuing.issue_deposit(at, row.id)
            )
        elif isinstance(row, FoundRow):
            self.print_found()
        else:
            self.print_labels()

    def print_narrow(self) -> None:
        """The same slip as an 80 mm ticket."""
        row = self._row()
        if isinstance(row, LoanRow):
            self._page.make_paper(
                "借用单", lambda issuing, at, _: issuing.issue_loan(at, row.id, narrow=True)
            )
        elif isinstance(row, DepositRow):
            make = lambda issuing, at, _: issuing.issue_deposit(at, row.id, narrow=True)  # noqa: E731
            self._page.make_paper("寄存凭条", make)
        else:
            raise UserError("80 毫米小票只有借用单和寄存凭条。请先选一笔借用或寄存")

    def print_overdue(self) -> None:
        """超期名单 by building."""
        self._page.make_paper("超期名单", lambda issuing, at, _: issuing.issue_overdue(at))

    def print_found(self) -> None:
        """失物招领公告: the year runs from its day, so it is asked whether it will hang today."""
        board = self._page.board
        new = [one for one in board.found if one.posted_on is None] if board is not None else []
        if new and not ask(self._page, _notice_question(len(new))):
            return
        self._page.make_paper("失物招领", lambda issuing, at, _: issuing.issue_found(at))

    def print_labels(self) -> None:
        """条码标签 of the kind on show, else of everything."""
        row = self._page.panel.card.row if self._page.panel.card is not None else None
        kind_id = row.id if isinstance(row, KindRow) else getattr(row, "kind_id", None)
        self._page.make_paper("条码标签", lambda issuing, at, _: issuing.issue_labels(at, kind_id))

    def print_taking(self, taking_id: int) -> None:
        """盘点表."""
        self._page.make_paper("盘点表", lambda issuing, at, _: issuing.issue_taking(at, taking_id))

    # Reading and writing

    def _row(self) -> Any:
        card = self._page.panel.card
        if card is None or self._page.ui.sideStack.currentWidget() is not self._page.panel:
            raise UserError("请先在左边选一行")
        return card.row

    def _kind(self, kind_id: int) -> KindRow:
        known: list[KindRow] = self._read(kinds)
        return next(one for one in known if one.id == kind_id)

    def _read(self, query: Callable[..., Any], *given: Any) -> Any:
        with self._context.db.read() as session:
            return query(session, *given)

    def _do(self, act: Callable[[Any], Any], words: str) -> None:
        with self._context.db.write() as session:
            done = act(session)
        self._page.tell(Carried(done.action_id, words, done.row_id))


def _notice_question(many: int) -> Question:
    text = (
        f"{many} 件失物还没有公告，从今天起算一年保管期（民法典第 318 条）。打印后请今天就贴出去。"
    )
    return Question("出招领公告？", text, "出公告", "先不出")
