"""Catalogue files (事项目录文件): shipped, import, export; the cases as a workbook's rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.service_desk import service
from gridhall.service_desk.labels import channel_label, state_label
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.catalogue import (
    MOST_BYTES,
    MatterSpec,
    catalogue_json,
    read_catalogue,
)
from gridhall.service_desk.service import CatalogueChange

SHIPPED_SINCE = date(2000, 1, 1)  # what ships has no day of its own
# The order in which the shipped matters stand in the catalogue and in the type-ahead.
SHIPPED = (
    "household",
    "welfare",
    "elderly",
    "employment",
    "medical",
    "health",
    "disability",
    "housing",
    "veterans",
    "neighbourhood",
    "legal",
    "certificates",
    "volunteers",
    "groups",
)


def shipped_catalogue() -> tuple[MatterSpec, ...]:
    """The matters that come with the program."""
    files = (resource("catalogue", f"{name}.json") for name in SHIPPED)
    return tuple(matter for file in files for matter in read_catalogue_file(file))


def read_catalogue_file(path: Path) -> tuple[MatterSpec, ...]:
    """The matters of one catalogue file; refused with file, entry and field (CatalogueProblem)."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            f"打不开“{path.name}”。请核对文件名和位置，以及是否正被别的程序占用。"
        ) from error
    return read_catalogue(path.name, data)


def import_catalogue(session: Session, clerk: Clerk, path: Path, since: date) -> CatalogueChange:
    """Bring a catalogue file in (导入事项目录), in force from a day: all of it, or nothing."""
    return service.store_catalogue(session, clerk, read_catalogue_file(path), since)


def install_catalogue(session: Session, clerk: Clerk) -> CatalogueChange:
    """Give a new hall the shipped catalogue; done again, it adds what is new and changes nothing.

    A matter whose name the hall has given another code stays the hall's.
    """
    own = queries.matters(session, date.max, withdrawn=True)
    taken = {row.code for row in own} | {row.name for row in own}
    new = [one for one in shipped_catalogue() if not {one.code, one.name} & taken]
    return service.store_catalogue(session, clerk, new, SHIPPED_SINCE)


def export_catalogue(session: Session, on: date) -> str:
    """The hall's whole catalogue as a catalogue file."""
    return catalogue_json(queries.catalogue_specs(session, on))


CASE_HEADINGS = (
    "编号", "事项", "申请人", "联系电话", "来件方式", "状态", "受理时间", "承诺日期", "办结时间",
    "首问人", "窗口", "情况说明",
)  # fmt: skip


def case_cells(session: Session) -> Iterator[list[str]]:
    """Every case as a line of text cells under CASE_HEADINGS, oldest first."""
    for case in reversed(queries.case_rows(session, limit=1_000_000)):
        yield [
            case.number,
            case.item_name,
            case.applicant_name,
            case.phone,
            channel_label(case.channel),
            state_label(case.state),
            f"{case.taken_in.astimezone():%Y-%m-%d %H:%M}",
            f"{case.promised_on or ''}",
            f"{case.finished_at.astimezone():%Y-%m-%d %H:%M}" if case.finished_at else "",
            case.clerk_name,
            case.counter,
            case.note,
        ]
