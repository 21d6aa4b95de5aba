"""The one place that opens the encrypted file: SQLCipher with a raw key and our settings."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from gridhall.core.errors import UserError

# Below this SQLite has the WAL-reset corruption bug (two connections, checkpoint and write race).
OLDEST_SQLITE = (3, 51, 3)
BUSY_MS = 5000
CACHE_KIB = 65536

_SETTINGS = (
    "cipher_log_level=NONE",
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    f"cache_size=-{CACHE_KIB}",
)


class HallDamaged(UserError):
    """The file is no hall file, or bytes in it are not what was written."""

    def __init__(self) -> None:
        super().__init__("大厅文件打不开：内容已损坏或不是大厅文件。请用最近的备份恢复。")


def open_raw(path: Path, key: bytes, *, wal: bool = True) -> Any:
    """A DB-API connection to the encrypted file; `key` is 32 raw bytes.

    The caller sends BEGIN itself (isolation_level None). Raises HallDamaged when the key does not
    fit or the file is no database.
    """
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} is too old")
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        if wal:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except dbapi2.DatabaseError as error:
        connection.close()
        raise told(error) from error
    return connection


def told(error: BaseException) -> UserError:
    """What the clerk is told about a fault of the disk or the file."""
    text = str(error)
    if "not a database" in text or "malformed" in text or "hmac" in text:
        return HallDamaged()
    if "full" in text:
        return UserError(
            "磁盘已满，这次没有存完；没写完的草稿还在。请清理磁盘后再按一次，不会存成两份。"
        )
    if "readonly" in text or "unable to open" in text:
        return UserError("大厅文件所在的文件夹只读或打不开，这次没有保存。请检查磁盘和权限。")
    if "locked" in text or "busy" in text:
        return UserError("另一处正在保存，请等几秒再按一次；这次没有保存。")
    # After a failed sync the commit may be in the log all the same: never say that it is not.
    return UserError(
        "磁盘读写出了问题，这次可能没有存上；没写完的草稿还在。"
        "请再按一次，不会存成两份；若仍不行，请备份后换一块磁盘。"
    )
