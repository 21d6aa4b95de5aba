"""What the hall knows of its printers: how far each is off, its pre-printed paper, its roll."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.papers import queries
from gridhall.papers.labels import KINDS
from gridhall.papers.models import PrinterSetting
from gridhall.papers.queries import PrinterRow
from gridhall.papers.rules import check_offset


@dataclass(frozen=True)
class PrinterDraft:
    """What is typed about a printer; `right` and `down` in tenths of a mm, as it prints now."""

    printer: str
    right: int = 0
    down: int = 0
    is_ticket: bool = False
    preprinted: Collection[str] = ()  # kinds whose form is on the sheet already


def store_printer(session: Session, clerk: Clerk, draft: PrinterDraft) -> PrinterRow:
    """Keep what a printer is like; every print through it follows (打印机校准)."""
    if not draft.printer.strip():
        raise UserError("先选一台打印机。")
    check_offset(draft.right, "左右偏差")
    check_offset(draft.down, "上下偏差")
    unknown = [kind for kind in draft.preprinted if kind not in KINDS]
    if unknown:
        raise UserError("套打里有不认识的文书种类，请重新勾选。")
    before = _said(queries.printer_setting(session, draft.printer))
    row = session.get(PrinterSetting, draft.printer) or PrinterSetting(printer=draft.printer)
    row.right, row.down, row.is_ticket = draft.right, draft.down, draft.is_ticket
    row.preprinted = "\n".join(kind for kind in KINDS if kind in draft.preprinted)
    session.add(row)
    session.flush()
    now = queries.printer_setting(session, draft.printer)
    said = {"before": before, "after": _said(now)}
    record(session, clerk, "printer.change", ("printer_setting", None), said)
    return now


def _said(row: PrinterRow) -> dict[str, object]:
    return {
        "printer": row.printer,
        "right": row.right,
        "down": row.down,
        "is_ticket": row.is_ticket,
        "preprinted": sorted(row.preprinted),
    }
