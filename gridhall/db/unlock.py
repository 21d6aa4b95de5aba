"""Open the keyring with a password; after five wrong tries the wait grows longer and longer.

The count is kept beside the hall file, so that closing the program does not reset it. It slows
people at the screen only: a copied file is guarded by argon2id alone.
"""

import json
import math
from datetime import datetime, timedelta
from pathlib import Path

from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.keyring import WrongPassword
from gridhall.db.storage import replace_file, unwritable

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


class MustWait(UserError):
    """Too many wrong tries; `until` says when the next one is heard."""

    def __init__(self, until: datetime, now: datetime) -> None:
        self.until = until
        seconds = math.ceil((until - now).total_seconds())
        super().__init__(f"密码错了多次，请等 {seconds} 秒再试。")


def unlock(hall: Path, clerk: str, password: str, now: datetime) -> bytes:
    """The hall's data key. Raises WrongPassword (with the tries left) or MustWait."""
    tries = _read(hall)
    count, last = tries.get(clerk, (0, now))
    until = last + wait_after(count)
    if last <= now < until:
        raise MustWait(until, now)
    try:
        key = keyring.unwrap(keyring.load(keyring.keyring_path(hall)), clerk, password)
    except WrongPassword:
        raise _counted(hall, tries, clerk, count + 1, now) from None
    if tries.pop(clerk, None):
        _write(hall, tries)
    return key


def wait_after(count: int) -> timedelta:
    """How long the next try waits after `count` wrong ones in a row."""
    if count < FREE_TRIES:
        return timedelta()
    doubled: int = 2 ** min(count - FREE_TRIES, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


Tries = dict[str, tuple[int, datetime]]


def _counted(hall: Path, tries: Tries, clerk: str, count: int, now: datetime) -> UserError:
    """Write the wrong try down before it is told, so that killing the program gains nothing."""
    _write(hall, tries | {clerk: (count, now)})
    if wait_after(count):
        return MustWait(now + wait_after(count), now)
    error = WrongPassword()
    error.args = (f"密码不对，还可以试 {FREE_TRIES - count} 次。",)
    return error


def _path(hall: Path) -> Path:
    return hall.with_name(hall.name + ".tries")


def _read(hall: Path) -> Tries:
    try:
        content = json.loads(_path(hall).read_text("utf-8"))
        return {name: (int(n), datetime.fromisoformat(at)) for name, (n, at) in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(hall: Path, tries: Tries) -> None:
    content = {name: (count, at.isoformat()) for name, (count, at) in tries.items()}
    try:
        replace_file(_path(hall), json.dumps(content, ensure_ascii=False).encode("utf-8"))
    except OSError:
        raise unwritable(hall.parent) from None
