"""The writer that `bench kill` kills: real cases into an encrypted hall, each one acknowledged."""

import os
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Final, NoReturn

from sqlalchemy import event
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.db import migrate
from gridhall.db.database import Database
from gridhall.registry.models import Person
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.sheets import catalogue as sheets

WORD: Final = 32  # bytes of one message: a request key, or READY
READY: Final = b"R" * WORD
ENDED_BY_ITSELF: Final = 3
# Pages in the log that start a checkpoint: after every case, after some, hardly ever.
_CHECKPOINTS: Final = (20, 200, 1000)
_CLERK = Clerk(1, "王芳", Role.ADMINISTRATOR, "2号窗口")
_APPLICANTS = ("张桂花", "欧阳明月", "阿依古丽·买买提", "李建军")

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Desk:
    """A hall at work without the screen; it opens the file when the first case comes."""

    db: Database
    calendar: WorkCalendar
    matters: tuple[MatterRow, ...]

    def draft(self, rng: Random, request_key: str) -> CaseDraftFields:
        """A form as a clerk fills it in: any matter, anybody, some of the materials."""
        matter = rng.choice(self.matters)
        received = tuple(m.position for m in matter.materials if rng.random() < 0.7)
        return CaseDraftFields(
            request_key,
            item_id=matter.id,
            applicant_id=rng.randint(1, len(_APPLICANTS)),
            phone=None,
            note="情况说明" * rng.randint(0, 40),
            received=received,
        )

    def accept(self, session: Session, draft: CaseDraftFields) -> None:
        """Take one case in."""
        now = datetime.now().astimezone()
        service.accept_case(session, _CLERK, draft, now, self.calendar)


Take = Callable[[Desk, CaseDraftFields, Tell], None]


def accept_then_tell(desk: Desk, draft: CaseDraftFields, tell: Tell) -> None:
    """What the program does: nobody is told before the transaction is committed."""
    with desk.db.write() as session:
        desk.accept(session, draft)
    tell(draft.request_key)


def build_hall(path: Path, key: bytes) -> None:
    """A hall with the shipped catalogue, one clerk and a few residents, closed again."""
    with closing(Database(path, key)) as db:
        migrate.upgrade(db.engine)
        with db.write() as session:
            session.add(ClerkAccount(name=_CLERK.name, role=_CLERK.role.value))
            now = datetime.now().astimezone()
            session.add_all(
                Person(name=name, sex="2", phone="13712345521", recorded_at=now)
                for name in _APPLICANTS
            )
            sheets.install_catalogue(session, _CLERK)


def open_desk(path: Path, key: bytes) -> Desk:
    """The desk on this hall, all statements compiled and every connection given back."""
    db = Database(path, key)
    with db.read() as session:
        matters = queries.matters(session, date.today())
    desk = Desk(db, shipped_calendar(), matters)
    for n in range(2):
        accept_then_tell(desk, desk.draft(Random(n), f"{n:032x}"), lambda _: None)
    db.close()
    return desk


def write_until_killed(desk: Desk, pipe: int, rng: Random, take: Take) -> NoReturn:
    """The forked child: open the hall, then case after case until the end; never returns."""
    checkpoint = f"PRAGMA wal_autocheckpoint={rng.choice(_CHECKPOINTS)}"
    event.listen(desk.db.engine, "connect", lambda raw, _: raw.execute(checkpoint))
    try:
        with desk.db.read() as session:
            session.connection()
        os.write(pipe, READY)
        while True:
            draft = desk.draft(rng, f"{rng.getrandbits(128):032x}")
            take(desk, draft, lambda told: os.write(pipe, told.encode("ascii")))
    except BrokenPipeError:
        pass  # the parent was stopped
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(ENDED_BY_ITSELF)
