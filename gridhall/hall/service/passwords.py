"""Passwords: change one's own, take a clerk on, come back in by the recovery code."""

from pathlib import Path

from gridhall.clerks import service as clerk_service
from gridhall.clerks.queries import ClerkRow, clerk_named
from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean_name
from gridhall.db import keyring
from gridhall.db.database import Database
from gridhall.db.keyring import Cost


def change_password(
    db: Database, clerk: Clerk, old: str, new: str, cost: Cost | None = None
) -> None:
    """Wrap the data key anew under the new password; no data is touched."""
    path = keyring.keyring_path(db.path)
    keys = keyring.load(path)
    data_key = keyring.unwrap(keys, clerk.name, old)
    if old == new:
        raise UserError("新密码和旧密码一样。请换一个。")
    keys = keyring.with_clerk(keys, data_key, clerk.name, new, cost)
    with db.write() as session:
        record(session, clerk, "clerk.password", ("clerk", clerk.id))
        keyring.save(path, keys)


def add_clerk(
    db: Database, clerk: Clerk, new: ClerkRow, password: str, cost: Cost | None = None
) -> ClerkRow:
    """Take a clerk on with a first password (加操作员); `new.id` is ignored."""
    path = keyring.keyring_path(db.path)
    name = clean_name(new.name)
    keys = keyring.with_clerk(keyring.load(path), db.key, name, password, cost)
    with db.write() as session:
        row = clerk_service.add_clerk(session, clerk, name, new.role, new.counter)
        keyring.save(path, keys)
    return row


def drop_clerk(db: Database, clerk: Clerk, leaver: ClerkRow) -> None:
    """Take a leaver's key away (停用); the rows they wrote keep their name."""
    path = keyring.keyring_path(db.path)
    with db.write() as session:
        clerk_service.change_clerk(session, clerk, leaver.id, {"active": False})
        keyring.save(path, keyring.without_clerk(keyring.load(path), leaver.name))


def reset_password(
    db: Database, administrator: Clerk, row: ClerkRow, password: str, cost: Cost | None = None
) -> None:
    """Give a clerk who forgot theirs a new first password (重设密码); no data is touched."""
    require(administrator, Role.ADMINISTRATOR, "重设密码")
    if not row.active:
        raise UserError(f"“{row.name}”已停用，不用设密码。")
    path = keyring.keyring_path(db.path)
    keys = keyring.with_clerk(keyring.load(path), db.key, row.name, password, cost)
    with db.write() as session:
        record(session, administrator, "clerk.password", ("clerk", row.id))
        keyring.save(path, keys)


def recover(
    hall: Path, code: str, clerk_name: str, password: str, cost: Cost | None = None
) -> bytes:
    """Come back in by the recovery code with a new password; return the data key."""
    path = keyring.keyring_path(hall)
    keys = keyring.load(path)
    data_key = keyring.unwrap_by_code(keys, code)
    keys = keyring.with_clerk(keys, data_key, clerk_name, password, cost)
    db = Database(hall, data_key)
    try:
        with db.write() as session:
            clerk = clerk_named(session, clerk_name)
            record(session, clerk, "clerk.recover", ("clerk", clerk.id))
            keyring.save(path, keys)
    finally:
        db.close()
    return data_key


def new_recovery_code(db: Database, clerk: Clerk) -> str:
    """Make a new recovery code; the one printed before stops working."""
    require(clerk, Role.ADMINISTRATOR, "另制恢复码")
    path = keyring.keyring_path(db.path)
    keys, code = keyring.with_recovery(keyring.load(path), db.key)
    with db.write() as session:
        record(session, clerk, "clerk.recovery_code", ("clerk", clerk.id))
        keyring.save(path, keys)
    return code
