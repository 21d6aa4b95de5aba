"""Workbooks about personal data: a person's own copy, and the record of who looked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.exchange.service.writing import write_workbook
from gridhall.registry.queries.personal import PersonalFile
from gridhall.registry.queries.privacy import AccessFilter, AccessRow, access_rows
from gridhall.registry.rules import reveal_reason

COPY_HEADINGS = ("类别", "第几条", "项目", "内容")
ACCESS_HEADINGS = ("时间", "操作员", "种类", "居民", "看了什么", "原因", "操作记录第几条")


@dataclass(frozen=True, slots=True)
class AccessExport:
    """Which looks go out, between which days, and why."""

    days: tuple[date, date]
    wanted: AccessFilter
    reason: str


def copy_cells(file: PersonalFile) -> Iterator[tuple[str, int, str, str]]:
    """Everything kept of a person, an item to a line."""
    for section in file.sections:
        for at, row in enumerate(section.rows, start=1):
            if len(section.headings) == 2:
                yield section.title, at, row[0], row[1]
                continue
            told = zip(section.headings, row, strict=True)
            yield from ((section.title, at, name, text) for name, text in told if text)


def export_access(db: Database, clerk: Clerk, asked: AccessExport, path: Path) -> int:
    """The record of who looked as a workbook, itself written into the record; how many rows."""
    require(clerk, Role.SUPERVISOR, "导出查看记录")
    reason = reveal_reason(asked.reason)
    part = path.with_name(f"~{path.name}")
    try:
        with db.write() as session:
            rows = access_rows(session, asked.days, asked.wanted)
            count = write_workbook(part, "查看记录", ACCESS_HEADINGS, _access_cells(rows))
            said = {"kind": "access", "rows": count, "reason": reason}
            record(session, clerk, "export", ("access_log", None), {"after": said})
        part.replace(path)
    except OSError as error:
        raise UserError(f"“{path.name}”写不进去，可能正在别处打开。请关掉它再导出。") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _access_cells(rows: Sequence[AccessRow]) -> Iterator[tuple[str, str, str, str, str, str, int]]:
    for row in rows:
        when = f"{row.at.astimezone():%Y-%m-%d %H:%M:%S}"
        who = row.person_name or "多人"
        yield when, row.clerk_name, row.kind_label, who, row.what, row.reason, row.id
