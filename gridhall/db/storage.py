"""Folders and files that must survive: atomic replacement, and where a hall file may stand."""

import contextlib
import os
import sys
from pathlib import Path

from gridhall.core.errors import UserError

# SQLite needs every process on one host; on a share two desks destroy the file in seconds.
SHARED = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "ceph", "glusterfs",
        "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.smbnetfs", "fuse.glusterfs",
    }
)  # fmt: skip
_DRIVE_REMOTE = 4


def replace_file(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write beside, sync, rename: a crash leaves the old file or the new one, never half."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut (a no-op on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refuse_unfit_folder(folder: Path) -> None:
    """Refuse a folder on the network, or one that cannot be written to, with the reason."""
    if file_system_of(folder) in SHARED:
        raise UserError(
            "大厅文件不能放在共享文件夹（网络盘）里：两台电脑同时写会毁掉它。请放到本机硬盘。"
        )
    probe = folder / f".gridhall-{os.getpid()}.probe"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        raise unwritable(folder) from None


def unwritable(folder: Path) -> UserError:
    """What the clerk is told about a folder that takes no file."""
    return UserError(f"文件夹“{folder}”不能写入。请检查磁盘是否只读、是否已满、是否有权限。")


def file_system_of(folder: Path) -> str:
    """The type of file system `folder` is on, as the kernel names it; '' when unknown."""
    if sys.platform == "win32":
        return _windows_file_system(folder)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return ""
    return mounted_type(mounts, str(folder.resolve()))


def mounted_type(mountinfo: str, folder: str) -> str:
    """The type of the deepest mount above `folder`, out of /proc/self/mountinfo (proc(5))."""
    best, found = -1, ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4].replace("\\040", " ")
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, found = len(point), right.split(" ")[0]
    return found


def _windows_file_system(folder: Path) -> str:
    import ctypes

    drive = os.path.splitdrive(folder.resolve())[0]
    if drive.startswith("\\\\"):
        return "cifs"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  absent elsewhere
    return "cifs" if kernel.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE else ""
