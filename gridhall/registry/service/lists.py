"""What is done with lists: kept by name, taken out as a workbook, put in the order of names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.pinyin import sort_key
from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.exchange.service.writing import write_workbook
from gridhall.registry.models import Person, SavedList
from gridhall.registry.queries.lists import (
    ListRow,
    Reading,
    SavedRow,
    list_rows,
    names_of_places,
    saved_lists,
    unsorted_people,
)
from gridhall.registry.rules import reveal_reason
from gridhall.registry.rules.lists import (
    COLUMNS,
    Codes,
    ListDefinition,
    Wanted,
    check_list_name,
    check_wanted,
    in_words,
    stored,
)

MOST_ROWS = 200_000  # a workbook of more takes more memory than a desk's PC has
_PAGE, _STEP = 500, 5000


class NameTaken(UserError):
    """A list of this name is kept already: the clerk is asked whether to replace it."""


@dataclass(frozen=True, slots=True)
class Takeout:
    """A list to be taken out: who, which columns, and why whole numbers are wanted, if they are."""

    wanted: Wanted
    ids: Sequence[int]
    columns: Codes
    reason: str | None = None  # None: numbers stay masked
    purpose: str = ""  # what for, where numbers stay masked


def save_list(
    session: Session, clerk: Clerk, name: str, definition: ListDefinition, *, replace: bool = False
) -> SavedRow:
    """Keep a list by name (存为常用名单). Raises NameTaken unless `replace`."""
    known, text = check_list_name(name), stored(definition)
    kept = session.scalar(select(SavedList).where(SavedList.name == known))
    if kept is not None and not replace:
        raise NameTaken(f"已有常用名单“{known}”（{kept.clerk_name}存的）。要换掉它，还是另起名字？")
    kept = kept or SavedList(name=known)
    before = kept.definition or None
    kept.definition, kept.clerk_name, kept.saved_at = text, clerk.name, datetime.now(UTC)
    session.add(kept)
    session.flush()
    said: dict[str, Any] = {"after": {"name": known}}
    if before is not None:
        said["before"] = {"name": known}
    record(session, clerk, "list.save", ("saved_list", kept.id), said)
    return SavedRow(kept.id, known, definition, clerk.name, kept.saved_at)


def remove_list(session: Session, clerk: Clerk, list_id: int) -> SavedRow:
    """Remove a kept list; nobody on it is touched. What was removed can be saved again."""
    row = next((one for one in saved_lists(session) if one.id == list_id), None)
    if row is None:
        raise UserError("这份常用名单已经不在了。请按 F5 看最新的。")
    session.delete(session.get_one(SavedList, list_id))
    session.flush()
    record(session, clerk, "list.remove", ("saved_list", list_id), {"before": {"name": row.name}})
    return row


def check_tags(session: Session, clerk: Clerk, wanted: Wanted, today: date) -> Wanted:
    """The filters, if this clerk may ask them; a tag outside the clerk's circle is refused."""
    known = names_of_places(session, clerk).tags
    if any(tag not in known for tag in wanted.tags):
        raise UserError("这份名单用到只有主管能看的标签。请主管登录后再看，或去掉标签条件。")
    return check_wanted(wanted, today)


def may_take_out(clerk: Clerk, takeout: Takeout) -> Takeout:
    """The takeout as it will be logged; refused to those who may not. Raises UserError."""
    if len(takeout.ids) > MOST_ROWS:
        raise UserError(
            f"一次最多导出 {MOST_ROWS:,} 人，这份名单有 {len(takeout.ids):,} 人。"
            "请按网格或楼栋分几次导出。"
        )
    if takeout.reason is None:
        return takeout
    require(clerk, Role.SUPERVISOR, "导出完整号码")
    reason = reveal_reason(takeout.reason)
    return Takeout(takeout.wanted, takeout.ids, takeout.columns, reason)


def export_list(
    db: Database, clerk: Clerk, takeout: Takeout, place: tuple[Path, date], progress: Progress
) -> int:
    """Write a list as a workbook of text cells and log it; says how many rows.

    `place` is the file and today. The file gets its name once the log is written; stopping leaves
    neither.
    """
    path, today = place
    part = path.with_name(f"~{path.name}")
    try:
        with db.read() as session:
            known = may_take_out(clerk, takeout)
            count, said = _write(session, clerk, known, (part, today), progress)
        with db.write() as session:
            record(session, clerk, "export", ("person", None), {"after": said})
        part.replace(path)
    except OSError as error:
        raise UserError(f"“{path.name}”写不进去，可能正在别处打开。请关掉它再导出。") from error
    finally:
        for left in (part, part.with_name(f"{part.name}.part")):
            left.unlink(missing_ok=True)
    return count


def _write(
    session: Session, clerk: Clerk, known: Takeout, place: tuple[Path, date], progress: Progress
) -> tuple[int, dict[str, Any]]:
    """The workbook, and what the log says of it."""
    path, today = place
    columns, whole = known.columns, known.reason is not None
    how = Reading.of(columns, known.wanted.as_at, today, whole=whole)
    headings = [COLUMNS[column] for column in columns]
    rows = _read(session, clerk, known.ids, how, progress)
    count = write_workbook(path, "名单", headings, ([*map(row.text, columns)] for row in rows))
    words = "、".join(in_words(known.wanted, names_of_places(session, clerk))) or "全部在册"
    said: dict[str, Any] = {"kind": "list", "filters": words, "rows": count}
    why = known.reason or known.purpose
    return count, said | {"whole": whole} | ({"reason": why} if why else {})


def _read(
    session: Session, clerk: Clerk, ids: Sequence[int], how: Reading, progress: Progress
) -> Iterator[ListRow]:
    for start in range(0, len(ids), _PAGE):
        progress.report(start, len(ids))
        some = ids[start : start + _PAGE]
        found: Mapping[int, ListRow] = list_rows(session, clerk, some, how)
        yield from (found[one] for one in some if one in found)


def sort_names(db: Database, progress: Progress) -> int:
    """Give people who came by a bulk insert their place in the order of names; says how many.

    A portion is a transaction, so that nobody at the desk waits for a million of them.
    """
    unsorted = select(Person.id, Person.name).where(Person.name_sort.is_(None)).limit(_STEP)
    with db.read() as session:
        total = unsorted_people(session)
    for start in range(0, total, _STEP):
        progress.report(start, total)
        with db.write() as session:
            keys = [(sort_key(row.name), row.id) for row in session.execute(unsorted)]
            statement = "UPDATE person SET name_sort = ? WHERE id = ?"
            if keys:
                session.connection().exec_driver_sql(statement, keys)
    return total
