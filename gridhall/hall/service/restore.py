"""Put a backup back in place of the hall; an old write-ahead log cannot undo it afterwards."""

from datetime import datetime
from pathlib import Path

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.service import record
from gridhall.core.errors import UserError
from gridhall.db import keyring, migrate
from gridhall.db.database import Database
from gridhall.db.keyring import Keyring, WrongPassword, keyring_path
from gridhall.db.storage import replace_file, sync_folder
from gridhall.hall.service.backup import (
    STAMP,
    backup_folder,
    copy_aside,
    read_manifest,
    verify_file,
)

_LEFTOVERS = ("-wal", "-shm", "-journal")


def restore(hall: Path, backup: Path, clerk_name: str, password: str) -> Path | None:
    """Replace the hall by a backup; return where the hall of before was put, if there was one.

    The caller holds the HallLock and nothing has the file open. The backup is opened and checked
    before anything is touched; the password is the one of the backup's keyring or, when that is
    the same hall's, of the keyring in use.
    """
    if not backup.exists():
        raise UserError(f"找不到备份“{backup}”。请核对位置。")
    keys, data_key = _key_for(hall, backup, clerk_name, password)
    verify_file(backup, data_key)
    _refuse_newer(backup, data_key)
    aside = put_aside(hall)
    part = hall.with_name(hall.name + ".restoring")
    replace_file(part, backup.read_bytes())
    drop_log(hall)
    keyring.save(keyring_path(hall), keys)
    part.replace(hall)
    sync_folder(hall.parent)
    _write_down(hall, data_key, clerk_name, backup)
    return aside


def _key_for(hall: Path, backup: Path, clerk: str, password: str) -> tuple[Keyring, bytes]:
    """The keyring to go on with and the data key; newer passwords of the same hall stay."""
    of_backup = keyring.load(keyring_path(backup))
    if keyring_path(hall).exists():
        in_use = keyring.load(keyring_path(hall))
        if in_use.id == of_backup.id:
            try:
                return in_use, keyring.unwrap(in_use, clerk, password)
            except WrongPassword:
                return of_backup, keyring.unwrap(of_backup, clerk, password)
    return of_backup, keyring.unwrap(of_backup, clerk, password)


def _refuse_newer(backup: Path, data_key: bytes) -> None:
    db = Database(backup, data_key)
    try:
        revision = migrate.current_revision(db.engine)
    finally:
        db.close()
        for end in _LEFTOVERS:
            backup.with_name(backup.name + end).unlink(missing_ok=True)
    if revision is None or revision > migrate.HEAD:
        raise UserError("这份备份由更新版本的网格厅写成。请先升级本机程序，现在的大厅没有改动。")


def put_aside(hall: Path) -> Path | None:
    """Copy the hall of now with its log and keys, so that what takes its place can be taken back.

    Keys without their file are kept too: the file may turn up again, and nothing else opens it.
    """
    ends = [end for end in ("", "-wal", ".keys") if hall.with_name(hall.name + end).exists()]
    aside = hall.with_name(f"{hall.name}.before-{datetime.now().strftime(STAMP)}")
    for end in ends:
        copy_aside(hall.with_name(hall.name + end), aside.with_name(aside.name + end))
    sync_folder(aside.parent)
    return aside if "" in ends else None


def drop_log(hall: Path) -> None:
    """The old log must be gone before a new file has its name: replayed, it undoes the change."""
    for end in _LEFTOVERS:
        hall.with_name(hall.name + end).unlink(missing_ok=True)
    sync_folder(hall.parent)


def _write_down(hall: Path, data_key: bytes, clerk_name: str, backup: Path) -> None:
    db = Database(hall, data_key)
    try:
        migrate.upgrade(db.engine)
        with db.write() as session:
            clerk = clerk_queries.clerk_named(session, clerk_name)
            said = {"after": {"backup": backup.name}}
            _set_aside_manifests(hall, clerk_queries.head(session).seq)
            record(session, clerk, "hall.restore", ("hall_setting", None), said)
    finally:
        db.close()


def _set_aside_manifests(hall: Path, head: int) -> None:
    """Backups made after the restored one anchor a trail that is no longer this file's."""
    for path in backup_folder(hall).glob("*.json"):
        if read_manifest(path.with_suffix("")).get("audit_seq", 0) > head:
            path.replace(path.with_name(path.name + ".before-restore"))
