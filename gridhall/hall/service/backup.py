"""A verified, encrypted copy of the hall with its keyring; thinned as it grows old.

The copy is made inside a held read transaction: without it a busy writer makes the backup start
again for ever. It goes to `x.part`, is opened and checked, synced, and only then takes its name,
so an interrupted backup never replaces a good one.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from gridhall.clerks import queries as clerk_queries
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress, Silent
from gridhall.db import migrate
from gridhall.db.cipher import HallDamaged, open_raw, told
from gridhall.db.database import Database
from gridhall.db.keyring import keyring_path
from gridhall.db.storage import refuse_unfit_folder, replace_file, sync_folder

STAMP = "%Y%m%d-%H%M%S"
_PAGES_A_STEP = 1024


def backup_folder(hall: Path) -> Path:
    """Where a hall's own backups stand: a folder beside it."""
    return hall.with_name(hall.name + ".backups")


def manifest_path(backup: Path) -> Path:
    """Where a backup's manifest stands: size, SHA-256, schema, the head of the audit trail."""
    return backup.with_name(backup.name + ".json")


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in the hall's own folder, as the list shows it."""

    path: Path
    made_at: datetime  # local time
    size: int  # bytes
    checked: bool  # its manifest is there and fits: it was opened and checked when it was made


def backups(hall: Path) -> list[BackupRow]:
    """The dated backups in the hall's own folder, newest first."""
    return [_backup_row(path, made) for made, path in reversed(stamped_backups(hall))]


def _backup_row(path: Path, made: datetime) -> BackupRow:
    size = path.stat().st_size
    return BackupRow(path, made, size, read_manifest(path).get("bytes") == size)


def check_backup(backup: Path, key: bytes) -> None:
    """Read one backup through: its bytes as the manifest knows them, every page and index.

    Raises HallDamaged, or UserError when the bytes are not the ones that were written.
    """
    known = read_manifest(backup).get("sha256")
    if known is not None and known != file_sha256(backup):
        raise UserError(f"备份“{backup.name}”和写下时不一样了，不要用它。请马上另做一份备份。")
    verify_file(backup, key)


def back_up(db: Database, target: Path, progress: Progress | None = None) -> Path:
    """Write a verified copy of the hall, its keyring and a manifest; return `target`.

    Raises UserError when the folder cannot be written to or the copy does not pass its check, and
    Cancelled; neither leaves half a copy.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        refuse_unfit_folder(target.parent)
        if target.resolve() == db.path.resolve():
            raise UserError("备份不能写到大厅文件自己身上。请换一个文件名。")
        _write_copy(db, target, progress or Silent())
    except dbapi2.DatabaseError as error:
        raise told(error) from error
    except OSError as error:
        raise UserError(
            f"备份写不进“{target.parent}”。请看看 U 盘是否插好、是否已满，大厅没有改动。"
        ) from error
    return target


def _write_copy(db: Database, target: Path, progress: Progress) -> None:
    part = target.with_name(target.name + ".part")
    _drop(part)
    try:
        _copy(db, part, progress)
        verify_file(part, db.key)
        digest = file_sha256(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        _drop(part)
        raise
    _copy_keyring(db.path, target)
    _write_manifest(db, target, digest)


def _copy(db: Database, part: Path, progress: Progress) -> None:
    source, copy = open_raw(db.path, db.key), open_raw(part, db.key, wal=False)
    try:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master")
        source.backup(
            copy,
            pages=_PAGES_A_STEP,
            progress=lambda _, left, total: progress.report(total - left, total),
        )
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        source.close()


def verify_file(path: Path, key: bytes) -> None:
    """Open a file and check every page and index; raises HallDamaged."""
    connection = open_raw(path, key, wal=False)
    try:
        faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        quick = connection.execute("PRAGMA quick_check").fetchall()
        if faults or quick != [("ok",)]:
            raise HallDamaged
    except dbapi2.DatabaseError as error:
        raise HallDamaged from error
    finally:
        connection.close()


def file_sha256(path: Path) -> str:
    """The file's SHA-256, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_keyring(hall: Path, target: Path) -> None:
    replace_file(keyring_path(target), keyring_path(hall).read_bytes())


def _write_manifest(db: Database, target: Path, digest: str) -> None:
    with db.read() as session:
        head = clerk_queries.head(session)
    manifest = {
        "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "schema": migrate.HEAD,
        "bytes": target.stat().st_size,
        "sha256": digest,
        "audit_seq": head.seq,
        "audit_hash": head.hash,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    replace_file(manifest_path(target), text.encode("utf-8"))
    sync_folder(target.parent)


def read_manifest(backup: Path) -> dict[str, Any]:
    """A backup's manifest; empty when there is none or it is damaged."""
    try:
        content = json.loads(manifest_path(backup).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def daily_backup(db: Database, now: datetime, progress: Progress | None = None) -> Path:
    """Back up into the hall's own folder, then thin what is old."""
    folder = backup_folder(db.path)
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{db.path.stem}-{now.strftime(STAMP)}{db.path.suffix}"
    made = back_up(db, target, progress)
    for old in to_thin(stamped_backups(db.path), now):
        drop_backup(old)
    return made


def due(hall: Path, now: datetime) -> bool:
    """Whether no backup was made yet today."""
    newest = max((made for made, _ in stamped_backups(hall)), default=None)
    return newest is None or newest.date() < now.date()


def stamped_backups(hall: Path) -> list[tuple[datetime, Path]]:
    """The dated backups in the hall's own folder, oldest first."""
    found = []
    for path in backup_folder(hall).glob(f"{hall.stem}-*{hall.suffix}"):
        with contextlib.suppress(ValueError):
            stamp = path.stem.removeprefix(f"{hall.stem}-")
            found.append((datetime.strptime(stamp, STAMP), path))
    return sorted(found)


def newest_backup(hall: Path) -> Path | None:
    """The last backup in the hall's own folder, to be offered when the hall is damaged."""
    found = stamped_backups(hall)
    return found[-1][1] if found else None


def soundest_backup(hall: Path, key: bytes) -> Path | None:
    """The newest of the hall's own backups that still reads through from end to end."""
    for row in backups(hall):
        with contextlib.suppress(UserError):
            check_backup(row.path, key)
            return row.path
    return None


def to_thin(backups: Iterable[tuple[datetime, Path]], now: datetime) -> list[Path]:
    """What to drop: all of two days stay, then one a day for two weeks, a week, a month."""
    kept: set[tuple[object, ...]] = set()
    dropped = []
    for made, path in sorted(backups, reverse=True):
        slot = _slot(made, now.replace(tzinfo=None))
        if slot in kept:
            dropped.append(path)
        kept.add(slot)
    return dropped


def _slot(made: datetime, now: datetime) -> tuple[object, ...]:
    age = now - made
    if age <= timedelta(days=2):
        return ("each", made)
    if age <= timedelta(days=14):
        return ("day", made.date())
    if age <= timedelta(days=70):
        return ("week", *made.isocalendar()[:2])
    return ("month", made.year, made.month)


def drop_backup(path: Path) -> None:
    """Remove a backup with its keyring and manifest."""
    for file in (path, keyring_path(path), manifest_path(path)):
        file.unlink(missing_ok=True)


def _drop(part: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + end).unlink(missing_ok=True)


def copy_aside(path: Path, aside: Path) -> None:
    """Copy a file as it is, if it is there, and make the copy survive a power cut."""
    if path.exists():
        shutil.copy2(path, aside)
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
