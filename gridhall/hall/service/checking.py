"""Is the hall sound? The file's pages, the audit trail with its anchors, every subject's rules."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.rules import Anchor, Fault, Link, chain_faults
from gridhall.db.cipher import HallDamaged, open_raw, told
from gridhall.db.database import Database
from gridhall.hall.service.backup import backup_folder, read_manifest


@dataclass(frozen=True, slots=True)
class Problem:
    """How often one plausibility rule is broken."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check of the whole hall found."""

    problems: tuple[Problem, ...]
    faults: tuple[Fault, ...]

    @property
    def audit(self) -> str:
        """The trail in one word: intact, or where it is broken."""
        return f"broken at {min(f.seq for f in self.faults)}" if self.faults else "intact"


Checks = Iterable[Callable[[Session], Sequence[Problem]]]


def check_hall(db: Database, checks: Checks = (), anchors: Sequence[Anchor] = ()) -> Finding:
    """Check the file, the audit trail against `anchors` and the manifests, and the rules.

    A file that cannot be read through is no refusal here: its broken pages are what was found.
    """
    try:
        return _check(db, checks, anchors)
    except HallDamaged:
        return check_damaged(db.path, db.key)


def _check(db: Database, checks: Checks, anchors: Sequence[Anchor]) -> Finding:
    known = [*anchors, *manifest_anchors(db.path)]
    problems = file_problems(db)
    with db.read() as session:
        faults = chain_faults(clerk_queries.trail(session), known)
        for check in checks:
            problems += check(session)
    return Finding(tuple(p for p in problems if p.count), tuple(faults))


def check_damaged(path: Path, key: bytes) -> Finding:
    """What can still be told of a file that cannot be read through: broken pages, the trail."""
    if not path.stat().st_size:  # SQLite would take a file cut to nothing for a new one
        return Finding((Problem("file.pages", 1),), (Fault(1, "gap"),))
    db = Database(path, key)
    try:
        problem = Problem("file.pages", max(1, _broken_pages(path, key)))
        return Finding((problem,), tuple(_faults_as_far_as_read(db)))
    finally:
        db.close()


def _broken_pages(path: Path, key: bytes) -> int:
    """How many pages do not bear their seal; 0 if even that cannot be told."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level=NONE")
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    except dbapi2.DatabaseError:
        return 0
    finally:
        connection.close()


def _faults_as_far_as_read(db: Database) -> list[Fault]:
    """The trail's faults; the first row that a broken page hides is one of them."""
    read: list[Link] = []
    unreadable = False
    try:
        with db.read() as session:
            read.extend(clerk_queries.trail(session))
    except HallDamaged:
        unreadable = True
    lost = [Fault(read[-1].seq + 1 if read else 1, "gap")] if unreadable else []
    return chain_faults(read, manifest_anchors(db.path)) + lost


def file_problems(db: Database) -> list[Problem]:
    """Pages whose seal is broken, and what SQLite finds wrong with tables and indexes."""
    connection = open_raw(db.path, db.key)
    try:
        sealed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        found = connection.execute("PRAGMA integrity_check").fetchall()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    except dbapi2.DatabaseError as error:
        raise told(error) from error
    finally:
        connection.close()
    return [
        Problem("file.pages", len(sealed)),
        Problem("file.structure", sum(row != ("ok",) for row in found)),
        Problem("file.references", len(dangling)),
    ]


def manifest_anchors(hall: Path) -> list[Anchor]:
    """Heads of the audit trail as the manifests beside the backups know them."""
    found = []
    for path in sorted(backup_folder(hall).glob("*.json")):
        manifest = read_manifest(path.with_suffix(""))
        seq, digest = manifest.get("audit_seq"), manifest.get("audit_hash")
        if isinstance(seq, int) and seq > 0 and isinstance(digest, str):
            found.append(Anchor(seq, digest))
    return found
