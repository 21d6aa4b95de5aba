"""What every connection must have in force, and two of them writing at the same time."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import IntegrityError

from gridhall.clerks.queries import trail
from gridhall.clerks.rules import chain_faults
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.cipher import OLDEST_SQLITE
from gridhall.db.database import Database
from gridhall.papers.service import next_number
from gridhall.registry.models import Person
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseDraft, CaseMaterial
from gridhall.service_desk.rules.draft import CaseDraftFields
from tests.factories import NOW, make_person

IN_FORCE = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "temp_store": 2,  # memory: a sort too big for it must not spill names to a file
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "locking_mode": "normal",
}


def pragma(connection: Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_has_the_settings_the_promises_rest_on(db: Database) -> None:
    with db.read() as one, db.write() as other:
        for session in (one, other):
            connection = session.connection()
            assert {name: pragma(connection, name) for name in IN_FORCE} == IN_FORCE
            assert connection.connection.driver_connection.isolation_level is None  # type: ignore[union-attr]
        assert one.connection().connection is not other.connection().connection


def test_sqlite_is_new_enough_to_write_ahead_without_its_corruption_bug(db: Database) -> None:
    with db.read() as session:
        version = session.scalar(text("SELECT sqlite_version()"))
        assert session.scalar(text("PRAGMA cipher_version"))
    assert tuple(map(int, version.split("."))) >= OLDEST_SQLITE


def test_no_other_sqlite_reads_the_file(db: Database) -> None:
    plain = sqlite3.connect(db.path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
    plain.close()


def test_a_row_that_refers_to_nothing_is_refused(db: Database) -> None:
    orphan = CaseMaterial(case_id=999, position=1, name="x", originals=1, copies=0, required=True)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), db.write() as session:
        session.add(orphan)


def test_two_connections_writing_at_once_store_everything(db: Database, clerk: Clerk) -> None:
    def write(_: int) -> int:
        with db.write() as session:
            taken = next_number(session, "case", "20261124")
            record(session, clerk, "case.accept", ("service_case", taken))
            return taken

    with ThreadPoolExecutor(2) as threads:
        taken = list(threads.map(write, range(300)))
    assert sorted(taken) == list(range(1, 301))
    with db.read() as session:
        assert chain_faults(trail(session)) == []


def test_a_reader_sees_one_moment_while_others_write(db: Database, clerk: Clerk) -> None:
    with db.read() as session:
        before = session.scalar(select(func.count()).select_from(CaseDraft))
        with db.write() as writer:
            service.save_draft(writer, clerk, CaseDraftFields("k"), NOW)
        assert session.scalar(select(func.count()).select_from(CaseDraft)) == before == 0


def test_a_change_of_what_somebody_else_changed_meanwhile_is_told(db: Database) -> None:
    with db.write() as session:
        person_id = make_person(session, "张桂花").id
    with db.read() as session:
        seen = session.get_one(Person, person_id)
    with db.write() as session:
        session.get_one(Person, person_id).phone = "13800000001"
    with pytest.raises(UserError, match="别处刚改过这条记录"), db.write() as session:
        session.add(seen)
        seen.phone = "13800000002"
    with db.read() as session:
        assert session.get_one(Person, person_id).phone == "13800000001"
