"""What the page of care does: sheets about people and visits, papers."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.care.columns.lines import Line
from gridhall.care.dialogs import visit as visit_sheets
from gridhall.care.dialogs.target import EndSheet, PlanSheet, TargetSheet
from gridhall.care.queries.board import visitor_key
from gridhall.care.queries.targets import TargetRow, target
from gridhall.care.queries.visits import VisitRow, visit, visits_of
from gridhall.core.errors import UserError

if TYPE_CHECKING:
    from gridhall.care.pages.page import CarePage


class CareActs(QObject):
    """Acts on what is chosen."""

    def __init__(self, page: "CarePage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "CarePage":
        page: Any = self.parent()
        found: CarePage = page
        return found

    def add(self) -> None:
        """新增对象."""
        sheet = TargetSheet(self._page, self._context, None)
        sheet.carried.connect(lambda done: self._page.show_target(done.organisation_id))
        self._page.open_sheet(sheet)

    def change(self) -> None:
        """修改: a visit of the past, else the person."""
        line: Line = self._page.chosen()
        row = self._row()
        if line.key[0] == "target":
            self._page.open_sheet(TargetSheet(self._page, self._context, _standing(row)))
            return
        made = self._visit(line.key[1])
        if made.state == "missed":
            sheet = visit_sheets.MissedSheet(self._page, self._context, row, made)
            self._page.open_sheet(sheet)
        elif made.state == "done":
            changed = visit_sheets.ChangeVisitSheet(self._page, self._context, row, made)
            self._page.open_sheet(changed)
        else:
            raise UserError(f"{made.day} 去了{made.state_label}，没有要改的；记错了按 Ctrl+Z 撤回")

    def visit(self) -> None:
        """登记走访."""
        self._open_visit(self._row())

    def visit_line(self, line: Line) -> None:
        """登记走访 of a line, whose card may still be on its way."""
        with self._context.db.read() as session:
            row = target(session, line.target_id)
        self._open_visit(row)

    def _open_visit(self, row: TargetRow) -> None:
        sheet = visit_sheets.VisitSheet(self._page, self._context, _standing(row))
        self._page.open_sheet(sheet)

    def absent(self) -> None:
        """没人应门."""
        sheet = visit_sheets.AbsenceSheet(self._page, self._context, _standing(self._row()))
        self._page.open_sheet(sheet)

    def postpone(self) -> None:
        """改期."""
        sheet = visit_sheets.PostponeSheet(self._page, self._context, _standing(self._row()))
        self._page.open_sheet(sheet)

    def end(self) -> None:
        """停止走访."""
        self._page.open_sheet(EndSheet(self._page, self._context, _standing(self._row())))

    def explain(self) -> None:
        """漏访原因 of the last visit that was missed and says none."""
        row = self._row()
        with self._context.db.read() as session:
            missed = [one for one in visits_of(session, row.id) if one.state == "missed"]
        if not missed:
            raise UserError(f"{row.name}没有漏访，不用写原因")
        found = next((one for one in missed if not one.why), missed[0])
        self._page.open_sheet(visit_sheets.MissedSheet(self._page, self._context, row, found))

    def open_resident(self) -> None:
        """The resident's own card."""
        self._context.desk.open_resident(self._row().person_id)

    # Papers

    def plan(self) -> None:
        """走访计划表: of which month, for whom; whoever goes to the person on show first."""
        card = self._page.panel.card
        key = visitor_key(card.row) if card is not None and card.row.until is None else ""
        sheet = PlanSheet(self._page, self._context, key)
        sheet.wanted.connect(self._make_plan)
        sheet.open()

    def _make_plan(self, first: date, key: str) -> None:
        calendar = self._context.calendar
        self._page.make_paper(
            "走访计划表", lambda papers, at, _: papers.issue_plan(at, calendar, first, key)
        )

    def print_record(self) -> None:
        """关爱走访记录 of the person on show."""
        row = self._row()
        self._page.make_paper("走访记录", lambda papers, at, _: papers.issue_record(at, row.id))

    def _row(self) -> TargetRow:
        line: Line = self._page.chosen()
        with self._context.db.read() as session:
            return target(session, line.target_id)

    def _visit(self, visit_id: int) -> VisitRow:
        with self._context.db.read() as session:
            return visit(session, visit_id)


def _standing(row: TargetRow) -> TargetRow:
    if row.until is not None:
        raise UserError(f"{row.name} {row.until} 起不再走访（{row.why}）。要再走访，按 Ctrl+N 登记")
    return row
