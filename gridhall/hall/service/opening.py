"""Open a hall with its data key: lock, migrate after a copy, who signs in."""

from dataclasses import dataclass
from pathlib import Path

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.service import record
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import lists_show
from gridhall.db import migrate
from gridhall.db.cipher import HallDamaged
from gridhall.db.database import Database
from gridhall.db.storage import refuse_unfit_folder
from gridhall.hall import queries
from gridhall.hall.service.backup import back_up, backup_folder


@dataclass(frozen=True)
class OpenHall:
    """A hall that is open, and who signed in."""

    db: Database
    clerk: Clerk
    hall: Hall
    calendar: WorkCalendar

    def close(self) -> None:
        """Close the file."""
        self.db.close()


def open_hall(path: Path, key: bytes, clerk_name: str) -> OpenHall:
    """Open the file for this clerk. The caller holds the HallLock.

    Raises HallDamaged, or UserError for a newer file, a shared or read-only folder.
    """
    if not path.exists():
        raise UserError(f"找不到大厅文件“{path}”。请核对位置，或先建大厅。")
    if not path.stat().st_size:
        raise HallDamaged  # SQLite would take a file cut to nothing for a new one and fill it
    refuse_unfit_folder(path.parent)
    db = Database(path, key)
    try:
        with db.known_errors():
            migrate.upgrade(db.engine, before=lambda: back_up(db, _before_upgrade(path)))
        with db.write() as session:
            clerk = clerk_queries.clerk_named(session, clerk_name)
            record(session, clerk, "clerk.sign_in", ("clerk", clerk.id))
        with db.read() as session:
            lists_show(queries.privacy(session).level)
            return OpenHall(db, clerk, queries.hall(session), queries.calendar(session))
    except BaseException:
        db.close()
        raise


def _before_upgrade(path: Path) -> Path:
    folder = backup_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{path.stem}-before-{migrate.HEAD}{path.suffix}"
