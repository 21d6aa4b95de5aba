"""What a file is by its bytes, and whether it is safe to open; its name proves nothing."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from gridhall.core.errors import UserError

MAX_FILE = 100 * 2**20  # bytes on disk
MAX_UNZIPPED = 200 * 2**20
MAX_RATIO = 100
MAX_ENTRIES = 2_000
_SMALL = 2**20  # below this size unpacked, any ratio is harmless
_BLOCK = 2**18
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptedSummary".encode("utf-16-le"))
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".et"}
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")

ENCRYPTED = "这个工作簿设了打开密码。请在 Excel 或 WPS 里打开，去掉密码另存一份再选，什么都没有存"
DAMAGED = (
    "这个工作簿打不开，可能没有传完整。请在 Excel 或 WPS 里打开看看，另存一份再选，什么都没有存"
)
TOO_BIG = "这个工作簿展开后太大，没有打开它。请只留要导入的那张表，另存一份再选，什么都没有存"
EMPTY = "这个文件是空的，里面没有一行字。请核对选的是不是要导入的那个文件"
_MISSING = "找不到这个文件。请核对它还在不在原处（U 盘是否已拔下），再选一次"
_UNREADABLE = "这个文件读不出来，可能正被别的程序占用或没有读它的权限。请关掉别的程序再选一次"
_RENAMED = (
    "这个文件的名字像工作簿（{suffix}），里面却只是文字。"
    "如果它是 CSV，请把扩展名改成 .csv 再选；否则请用 Excel 或 WPS 打开，另存为 .xlsx"
)
_WEB_PAGE = (
    "这个文件的名字像工作簿（{suffix}），里面却是网页。请用 Excel 或 WPS 打开，另存为 .xlsx 再选"
)
_NO_WORKBOOK = "这个压缩包里没有工作簿。请解开它，选里面的 .xlsx、.xls、.ods 或 .csv 文件"


class FileKind(StrEnum):
    """How a file has to be read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def inspect(path: Path) -> FileKind:
    """Say how to read the file; refused if it is missing, empty, encrypted or disguised, or if
    its own directory calls it a bomb: `check_unpacked` does not believe the directory.
    """
    head = _head(path)
    if head.startswith(b"PK"):
        _check_zip(path)
        return FileKind.WORKBOOK
    if head.startswith(_OLE):
        if any(mark in path.read_bytes() for mark in _ENCRYPTED):
            raise UserError(ENCRYPTED)
        return FileKind.WORKBOOK
    suffix = path.suffix.lower()
    if suffix in _WORKBOOKS:
        web = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP)
        raise UserError((_WEB_PAGE if web else _RENAMED).format(suffix=suffix))
    return FileKind.TEXT


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(2_048)
    except FileNotFoundError:
        raise UserError(_MISSING) from None
    except OSError:
        raise UserError(_UNREADABLE) from None
    if not head.strip():
        raise UserError(EMPTY)
    if size > MAX_FILE:
        raise UserError(TOO_BIG)
    return head


def check_unpacked(path: Path) -> None:
    """Count what really comes out of a workbook: the sizes in its directory may lie.

    Takes a tenth of the reading; meant to run while a process that can only end itself reads.
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return
    with _zip_errors(), zipfile.ZipFile(path) as archive:
        parts, packed, unpacked = archive.infolist(), path.stat().st_size, 0
        for part in parts:
            with archive.open(part) as stream:
                while block := stream.read(_BLOCK):
                    unpacked += len(block)
                    _check_size(len(parts), unpacked, packed)


def _check_zip(path: Path) -> None:
    with _zip_errors(), zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if not names & {"[Content_Types].xml", "content.xml"}:
            raise UserError(_NO_WORKBOOK)
        if any(part.flag_bits & 1 for part in parts):
            raise UserError(ENCRYPTED)
        _check_size(len(parts), sum(part.file_size for part in parts), path.stat().st_size)


@contextmanager
def _zip_errors() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise UserError(DAMAGED) from None


def _check_size(parts: int, unpacked: int, packed: int) -> None:
    too_dense = unpacked > _SMALL and unpacked > packed * MAX_RATIO
    if parts > MAX_ENTRIES or unpacked > MAX_UNZIPPED or too_dense:
        raise UserError(TOO_BIG)
