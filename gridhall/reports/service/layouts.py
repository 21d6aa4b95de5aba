"""Receivers and their workbooks: brought in, mapped, no longer used."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.periods import KINDS
from gridhall.core.text import clean
from gridhall.exchange.service import guards
from gridhall.reports.models import ReportLayout, ReportReceiver
from gridhall.reports.rules.layouts import Mapped, check, dump, load, recognised
from gridhall.reports.rules.workbook import Book, open_book
from gridhall.reports.rules.workbook.book import NOT_XLSX

_ACT = "改报表模板"
_LARGEST = 5 * 2**20  # bytes: it is kept with every sending
_LATEST_DAY = 60


@dataclass(frozen=True, slots=True)
class LayoutDraft:
    """What a layout is called, how often it is due, and by which working day after."""

    receiver_id: int
    name: str
    period: str = "month"
    due_day: int = 5
    active: bool = True


def save_receiver(
    session: Session, clerk: Clerk, name: str, contact: str = "", receiver_id: int | None = None
) -> int:
    """Add a receiver or change it; its id."""
    require(clerk, Role.SUPERVISOR, _ACT)
    said = _name(name, "接收单位", "龙腾街道便民服务中心")
    same = session.scalar(select(ReportReceiver).where(ReportReceiver.name == said))
    if same is not None and same.id != receiver_id:
        raise UserError(f"已经有接收单位“{said}”了。请直接用它")
    row = session.get_one(ReportReceiver, receiver_id) if receiver_id else ReportReceiver()
    row.name, row.contact, row.active = said, clean(contact)[:100], True
    session.add(row)
    session.flush()
    about = ("report_receiver", row.id)
    record(session, clerk, "report.receiver", about, {"after": {"name": said}})
    return row.id


def end_receiver(session: Session, clerk: Clerk, receiver_id: int, *, active: bool = False) -> None:
    """No longer report to somebody, or again; what was sent stays."""
    require(clerk, Role.SUPERVISOR, _ACT)
    row = session.get_one(ReportReceiver, receiver_id)
    row.active = active
    session.flush()
    said = {"after": {"name": row.name, "active": active}}
    record(session, clerk, "report.receiver", ("report_receiver", row.id), said)


def read_workbook(path: Path) -> bytes:
    """A workbook's bytes, if it is a sound .xlsx of a sensible size."""
    if guards.inspect(path) is not guards.FileKind.WORKBOOK or path.read_bytes()[:2] != b"PK":
        raise UserError(NOT_XLSX)
    guards.check_unpacked(path)
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise UserError("这个工作簿超过 5 MB。请删掉里面的图片或不用的表，另存一份再选")
    return data


def import_layout(
    session: Session, clerk: Clerk, draft: LayoutDraft, data: bytes, layout_id: int | None = None
) -> int:
    """Bring a workbook in, or a newer one for a layout; {{…}} in it say what goes where.

    A newer workbook that asks for nothing keeps the mapping there was, if it still fits.
    """
    require(clerk, Role.SUPERVISOR, _ACT)
    book = open_book(data)
    row = session.get_one(ReportLayout, layout_id) if layout_id else ReportLayout()
    places = recognised(book) or (load(row.mapping) if layout_id else ())
    check(book, places)
    row.workbook, row.mapping = data, dump(places)
    _take_facts(session, row, draft)
    said = {"name": row.name, "places": len(places)}
    record(session, clerk, "report.import", ("report_layout", row.id), {"after": said})
    return row.id


def change_layout(session: Session, clerk: Clerk, layout_id: int, draft: LayoutDraft) -> None:
    """Change a layout's name, period, day, or whether it is used."""
    require(clerk, Role.SUPERVISOR, _ACT)
    row = session.get_one(ReportLayout, layout_id)
    _take_facts(session, row, draft)
    said = {"name": row.name, "period": row.period, "due_day": row.due_day, "active": row.active}
    record(session, clerk, "report.layout", ("report_layout", row.id), {"after": said})


def map_layout(session: Session, clerk: Clerk, layout_id: int, places: tuple[Mapped, ...]) -> None:
    """Say what goes into which cell; refused with the place that cannot be."""
    require(clerk, Role.SUPERVISOR, _ACT)
    row = session.get_one(ReportLayout, layout_id)
    check(_opened(row), places)
    row.mapping = dump(places)
    session.flush()
    said = {"after": {"name": row.name, "places": len(places)}}
    record(session, clerk, "report.map", ("report_layout", row.id), said)


def _opened(row: ReportLayout) -> Book:
    return open_book(row.workbook)


def _take_facts(session: Session, row: ReportLayout, draft: LayoutDraft) -> None:
    name = _name(draft.name, "模板名称", "月度办件统计表")
    if draft.period not in KINDS:
        raise UserError(f"没有“{draft.period[:10]}”这种报表。请选月报、季报或年报")
    if not 0 <= draft.due_day <= _LATEST_DAY:
        raise UserError(f"上报期限是期后第几个工作日，请写 0（不限）到 {_LATEST_DAY}")
    same = select(ReportLayout.id).where(
        ReportLayout.receiver_id == draft.receiver_id, ReportLayout.name == name
    )
    other = session.scalar(same)
    if other is not None and other != row.id:
        raise UserError(f"这个单位已经有模板“{name}”了。请换个名称，或者更新那个模板")
    row.receiver_id, row.name, row.period = draft.receiver_id, name, draft.period
    row.due_day, row.active = draft.due_day, draft.active
    session.add(row)
    session.flush()


def _name(words: str, what: str, example: str) -> str:
    said = clean(words)
    if not said:
        raise UserError(f"请写{what}，例如“{example}”")
    if len(said) > 60:
        raise UserError(f"{what}最多 60 个字，现在是 {len(said)} 个字")
    return said
