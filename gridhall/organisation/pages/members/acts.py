"""What the clerk does about party members; each act opens its sheet on who is chosen."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.member import (
    AddMemberSheet,
    ChangeMemberSheet,
    EndMemberSheet,
)
from gridhall.organisation.dialogs.report import EndReportSheet, ReportSheet
from gridhall.organisation.dialogs.transfer_relation import (
    MoveMemberSheet,
    ReceiptSheet,
    TransferOutSheet,
)
from gridhall.organisation.queries.members import MemberRow

if TYPE_CHECKING:
    from gridhall.organisation.pages.members.page import MembersPage


class MemberActs(QObject):
    """Acts of the page of members."""

    def __init__(self, page: "MembersPage") -> None:
        super().__init__(page)
        self._context = page.context

    def add(self) -> None:
        """登记党员."""
        self._add(comes=False)

    def transfer_in(self) -> None:
        """组织关系转入."""
        self._add(comes=True)

    def report(self) -> None:
        """登记报到."""
        told = self._page.told
        self._page.open_sheet(ReportSheet(self._page, self._context, (told.tree, told.units)))

    def change(self) -> None:
        """修改党员信息."""
        self._page.open_sheet(ChangeMemberSheet(self._page, self._context, self._row()))

    def move(self) -> None:
        """转到别的支部."""
        tree = self._page.told.tree
        row = self._member("转到别的支部")
        self._page.open_sheet(MoveMemberSheet(self._page, self._context, tree, row))

    def transfer_out(self) -> None:
        """组织关系转出."""
        row = self._member("转出")
        self._page.open_sheet(TransferOutSheet(self._page, self._context, row))

    def receipt(self) -> None:
        """记回执."""
        row = self._row()
        if row.state != "awaiting":
            raise UserError(f"{row.name}没有在等的回执")
        self._page.open_sheet(ReceiptSheet(self._page, self._context, row))

    def end(self) -> None:
        """减员."""
        row = self._member("减员")
        self._page.open_sheet(EndMemberSheet(self._page, self._context, row))

    def end_report(self) -> None:
        """结束报到."""
        row = self._row()
        if row.kind != "reported" or row.until is not None:
            raise UserError(f"{row.name}没有在这里报到")
        self._page.open_sheet(EndReportSheet(self._page, self._context, row))

    def print_slip(self) -> None:
        """组织关系转接回执 of who came in or went out."""
        row = self._row()
        if not (row.came_from or row.went_to):
            raise UserError(f"{row.name}没有办过转入或转出，没有回执可打")
        relation = row.relation_id
        self._page.papers.make(
            "组织关系转接回执", lambda issuing, at, _: issuing.issue_slip(at, relation)
        )

    def open_person(self) -> None:
        """Their card in 居民登记."""
        row = self._row()
        if row.person_id is None:
            raise UserError(f"{row.name}不是在册居民，没有居民卡片")
        self._context.desk.open_resident(row.person_id)

    def history(self) -> None:
        """组织关系经过 on the card."""
        self._row()
        self._page.panel.relations.setFocus(Qt.FocusReason.TabFocusReason)

    def more_menu(self) -> None:
        """What is done less often."""
        do, page = self._page.act, self._page
        page.open_menu(
            page.panel.more_button,
            [
                ("打开居民卡片", "Enter", partial(do, self.open_person)),
                ("打印回执…", "Ctrl+P", partial(do, self.print_slip)),
                ("", "", None),
                ("记回执…", "Alt+H", partial(do, self.receipt, writes="登记回执")),
                ("减员…", "", partial(do, self.end, writes="登记党员减员")),
            ],
        )

    @property
    def _page(self) -> "MembersPage":
        return cast("MembersPage", self.parent())

    def _row(self) -> MemberRow:
        row: MemberRow = self._page.chosen()
        return row

    def _member(self, act: str) -> MemberRow:
        row = self._row()
        if row.kind != "member":
            raise UserError(f"{row.name}是在职报到，组织关系在单位，不能在这里{act}")
        if row.until is not None:
            raise UserError(f"{row.name}{row.until} 已经转走或结束，不用再办")
        return row

    def _add(self, *, comes: bool) -> None:
        tree, branch = self._page.told.tree, self._page.branch_on_show()
        sheet = AddMemberSheet(self._page, self._context, tree, branch, comes=comes)
        self._page.open_sheet(sheet)
