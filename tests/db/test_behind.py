"""Statements behind run in their order, in the transaction, and what goes wrong is heard."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridhall.db.behind import Behind
from gridhall.db.database import Database

INSERT = "INSERT INTO scratch (word) VALUES (?)"


@pytest.fixture(autouse=True)
def _scratch(db: Database) -> None:
    with db.write() as session:
        session.execute(text("CREATE TABLE scratch (word TEXT NOT NULL)"))


def _words(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(text("SELECT word FROM scratch ORDER BY rowid")))


def test_many_statements_run_in_their_order(db: Database) -> None:
    with db.write() as session, Behind(session) as behind:
        for at in range(50):
            behind.run(INSERT, (f"{at:02}",))
    assert _words(db) == [f"{at:02}" for at in range(50)]


def test_after_waiting_the_connection_may_be_read(db: Database) -> None:
    with db.write() as session, Behind(session) as behind:
        behind.run(INSERT, ("said",))
        behind.wait()
        assert session.scalar(text("SELECT word FROM scratch")) == "said"


def test_a_statement_that_fails_is_heard_and_nothing_is_stored(db: Database) -> None:
    with pytest.raises(DBAPIError), db.write() as session, Behind(session) as behind:
        behind.run(INSERT, ("said",))
        behind.run(INSERT, (None,))
    assert _words(db) == []


def test_giving_up_in_between_stores_nothing(db: Database) -> None:
    with pytest.raises(KeyboardInterrupt), db.write() as session, Behind(session) as behind:
        behind.run(INSERT, ("said",))
        raise KeyboardInterrupt
    assert _words(db) == []
