"""Open the hall for one command: which file, which clerk, which password."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from getpass import getpass
from pathlib import Path

from gridhall.core.errors import UserError
from gridhall.core.settings import default_hall
from gridhall.db import keyring
from gridhall.db.cipher import HallDamaged
from gridhall.db.lock import HallLock
from gridhall.db.unlock import unlock
from gridhall.hall.service import OpenHall, newest_backup, open_hall


def hall_path(args: Namespace) -> Path:
    """The hall file that `--hall` names, or the one in the platform's data folder."""
    given = getattr(args, "hall", None)
    return Path(given).expanduser().absolute() if given else default_hall()


def clerk_name(args: Namespace, hall: Path) -> str:
    """Who acts: `--clerk`, GRIDHALL_CLERK, or the only clerk there is."""
    given = getattr(args, "clerk", None) or os.environ.get("GRIDHALL_CLERK")
    if given:
        return str(given)
    names = keyring.load(keyring.keyring_path(hall)).clerks
    if len(names) == 1:
        return names[0]
    raise UserError(f"请用 --clerk 说明是谁：{'、'.join(names)}。")


def password(question: str = "密码：") -> str:
    """GRIDHALL_PASSWORD, or asked on the terminal."""
    given = os.environ.get("GRIDHALL_PASSWORD")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UserError("没有终端可以问密码。请把密码放进环境变量 GRIDHALL_PASSWORD。")
    return getpass(question)


@dataclass(frozen=True)
class Unlocked:
    """A hall file whose lock is held and whose key is at hand; it need not be sound."""

    path: Path
    key: bytes = field(repr=False)
    clerk_name: str

    @contextmanager
    def opened(self) -> Iterator[OpenHall]:
        """The hall; raises HallDamaged."""
        hall = open_hall(self.path, self.key, self.clerk_name)
        try:
            yield hall
        finally:
            hall.close()


@contextmanager
def unlocked(args: Namespace) -> Iterator[Unlocked]:
    """The hall file that is meant, for this command only."""
    path = hall_path(args)
    if not path.exists():
        raise UserError(f"找不到大厅文件“{path}”。请用 --hall 指明，或先用 init 或 demo 建一个。")
    who = clerk_name(args, path)
    key = unlock(path, who, password(), datetime.now().astimezone())
    with HallLock(path, who):
        yield Unlocked(path, key, who)


@contextmanager
def opened(args: Namespace) -> Iterator[OpenHall]:
    """The hall, open for this command only; its damage is told with the backup to go back to."""
    with unlocked(args) as file:
        try:
            with file.opened() as hall:
                yield hall
        except HallDamaged as error:
            raise damaged(file.path, error) from error


def damaged(path: Path, error: HallDamaged) -> UserError:
    """The damage, and which backup there is to go back to."""
    backup = newest_backup(path)
    if backup is None:
        return error
    return UserError(f"{error}最近的备份是“{backup}”，可用 restore 命令恢复。")
