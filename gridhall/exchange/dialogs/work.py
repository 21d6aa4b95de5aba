"""The long pieces of work behind the import window, and what is said while they run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.exchange import queries
from gridhall.exchange.dialogs.verdict import Verdict
from gridhall.exchange.queries import BatchRow
from gridhall.exchange.service.sheet import Sheet
from gridhall.exchange.service.stages import Stage
from gridhall.exchange.service.workbench import (
    ImportResult,
    Intake,
    open_intake,
    store_intake,
    undo_batch,
)
from gridhall.hall.service import daily_backup
from gridhall.qt.ask import Question

_WHOLE = 1_000
_READ = 300  # of the whole: where the service's own stages of reading end


@dataclass(frozen=True, slots=True)
class Doing:
    """A running job in words; its part from `first` to `last` of 1,000 counts `count` units."""

    words: str
    unit: str
    count: int
    kept: str
    stopped: str = ""  # said when the clerk stopped it
    first: int = 0
    last: int = _WHOLE
    matters: bool = False  # to be told on the desk if the window was closed meanwhile

    def so_far(self, done: int, total: int) -> int:
        """How many units are done."""
        place = done * _WHOLE / max(total, 1)
        share = (place - self.first) / (self.last - self.first)
        return int(self.count * min(max(share, 0.0), 1.0))


@dataclass(frozen=True, slots=True)
class Opened:
    """A file on the workbench, and the batch that brought it in before, if any."""

    path: Path
    intake: Intake
    earlier: BatchRow | None


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import stored, and the backup made before it."""

    result: ImportResult
    backup: Path


def reading(path: Path) -> Doing:
    """正在读取."""
    size = path.stat().st_size // 1024 + 1 if path.is_file() else 1
    stopped = "已停下，文件没有读完，什么都没有存。"
    return Doing(f"正在读取“{path.name}”", "KB", size, "原文件只读取，不改动", stopped, 0, _READ)


def checking(rows: int) -> Doing:
    """正在检查."""
    stopped = "已停下，检查没有做完；改过的格子都留着，按 F5 重新检查。"
    return Doing("正在检查", "行", rows, "这一步什么都不存", stopped, _READ)


def storing(rows: int) -> Doing:
    """正在导入."""
    stopped = "已停下，一行都没有存；改过的格子都留着。"
    return Doing("正在备份并导入", "行", rows, "停下就一行都不存", stopped, _READ, matters=True)


def undoing(rows: int) -> Doing:
    """正在撤销."""
    return Doing("正在撤销这批", "行", rows, "要么整批撤掉，要么都不动")


def writing() -> Doing:
    """正在写错误表."""
    return Doing("正在写错误表", "行", 1, "名册和大厅都不动")


def open_file(db: Database, sheet: Sheet[Any], path: Path, progress: Progress) -> Opened:
    """Read a file, guess its columns, and see whether it was here before."""
    intake = open_intake(path, sheet, progress)
    with db.read() as session:
        earlier = queries.earlier_batch(session, sheet.kind, intake.ledger.sha256)
    return Opened(path, intake, earlier)


def back_up_and_store(
    db: Database, clerk: Clerk, sheet: Sheet[Any], intake: Intake, progress: Progress
) -> Stored:
    """A backup first, so that an import can be undone even if the program cannot."""
    backup = daily_backup(db, datetime.now(), Stage(progress, 0, _READ))
    return Stored(store_intake(db, clerk, sheet, intake, progress), backup)


def taking_back(
    db: Database, clerk: Clerk, sheet: Sheet[Any], batch: BatchRow
) -> Callable[[Progress], int]:
    """Work that takes a whole batch back in one transaction; it cannot be stopped half way."""

    def work(_: Progress) -> int:
        with db.write() as session:
            return undo_batch(session, clerk, sheet, batch.id)

    return work


def undo_question(batch: BatchRow) -> Question:
    """撤销这批？ Leaving things as they are is the default."""
    what = (
        f"它登记的 {batch.stored:,} 行变动会整批撤回，人和户回到变动以前。"
        if batch.kind == "moves"
        else f"它存进来的 {batch.stored:,} 行和新建的户会整批移走，更新过的资料改回原来的，"
        "别的不受影响。"
    )
    return Question(
        "撤销导入",
        f"撤销批次“{batch.name}”？",
        "撤销这批",
        "不撤",
        f"{what}之后又办过事的，会说明是谁、办了什么，并且整批不撤。",
        danger=True,
    )


def act_words(verdict: Verdict, updated: int) -> str:
    """The one primary button says how many rows it would bring in, and how many people change."""
    rows = verdict.result.ready
    bring = f"{'先导入' if verdict.wrong else '导入'} {rows:,} 行" if rows else ""
    change = f"更新 {updated:,} 人" if updated else ""
    return "，".join(filter(None, (bring, change))) or "导入"


def short_name(name: str) -> str:
    """A file's name that fits beside the steps."""
    return name if len(name) <= 18 else f"{name[:9]}…{name[-8:]}"
