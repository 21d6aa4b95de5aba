"""One engine, one session per action, and word of what changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import sqlite as sqlite  # else it comes in when the file is opened
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from gridhall.core.errors import UserError
from gridhall.db.cipher import open_raw, told

Changed = frozenset[str]


def hear_nothing(_: Changed) -> None:
    """The default ear of a Database nobody watches."""


class Database:
    """Hands out sessions. `on_commit` hears the names of the tables an action touched."""

    def __init__(
        self, path: Path, key: bytes, on_commit: Callable[[Changed], None] = hear_nothing
    ) -> None:
        self.path = path
        self.key = key
        self.on_commit = on_commit
        self.engine: Engine = create_engine(
            "sqlite://",
            creator=partial(open_raw, path, key),
            module=dbapi2,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        event.listen(self.engine, "begin", _begin)
        writing = self.engine.execution_options(writing=True)
        self._readers = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._writers = sessionmaker(writing, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that never writes."""
        with self.known_errors(), self._readers() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One action: everything inside is committed together, or nothing is."""
        touched: set[str] = set()
        with self.known_errors(), self._writers.begin() as session:
            _note_tables(session, touched)
            yield session
        self.on_commit(frozenset(touched))

    @contextmanager
    def known_errors(self) -> Iterator[None]:
        """What disk or file refuse becomes a sentence for the clerk."""
        try:
            yield
        except IntegrityError:
            raise
        except StaleDataError as error:
            raise UserError("别处刚改过这条记录。请按 F5 看最新内容再改；刚填的还在。") from error
        except DBAPIError as error:
            if isinstance(error.orig, dbapi2.OperationalError | dbapi2.DatabaseError):
                # SQLite opens a file read-only when it may not write for a moment: never keep that.
                self.engine.dispose()
                raise _from_driver(error) from error
            raise
        except dbapi2.DatabaseError as error:  # the index speaks to the driver itself
            self.engine.dispose()
            raise told(error) from error

    def close(self) -> None:
        """Give back every connection; the last one folds the write-ahead log into the file."""
        self.engine.dispose()


def _note_tables(session: Session, touched: set[str]) -> None:
    """Collect table names from flushed rows and from bulk INSERT/UPDATE/DELETE alike."""

    def flushed(session: Session, _context: UOWTransaction) -> None:
        rows = (*session.new, *session.dirty, *session.deleted)
        touched.update(row.__tablename__ for row in rows)

    def executed(state: ORMExecuteState) -> None:
        table = getattr(state.statement, "table", None)
        if isinstance(table, Table) and not state.is_select:
            touched.add(table.name)

    event.listen(session, "after_flush", flushed)
    event.listen(session, "do_orm_execute", executed)


def _from_driver(error: DBAPIError) -> Exception:
    """A fault of disk or file is told to the clerk; a mistake of ours in SQL stays a bug."""
    text = str(error.orig)
    ours = ("no such", "syntax error", "ambiguous", "has no column", "misuse", "FOREIGN KEY")
    return error if any(mark in text for mark in ours) else told(error.orig or error)


def _begin(connection: Connection) -> None:
    """A writer takes the lock before it reads; otherwise two writers race and one is refused."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
