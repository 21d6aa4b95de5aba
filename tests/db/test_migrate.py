from pathlib import Path

import pytest
from sqlalchemy import text

from gridhall.core.errors import UserError
from gridhall.db import migrate
from gridhall.db.database import Database

KEY = bytes(range(32))


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = Database(tmp_path / "hall.gridhall", KEY)
    migrate.upgrade(made.engine)
    return made


def stamp(db: Database, revision: str) -> None:
    with db.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_a_file_of_a_newer_program_is_refused_as_it_is(db: Database) -> None:
    stamp(db, "0999")
    copies: list[int] = []
    with pytest.raises(UserError, match="更新版本"):
        migrate.upgrade(db.engine, before=lambda: copies.append(1))
    assert migrate.current_revision(db.engine) == "0999"
    assert copies == []
    db.close()


def test_a_file_that_is_up_to_date_is_neither_copied_nor_changed(db: Database) -> None:
    copies: list[int] = []
    migrate.upgrade(db.engine, before=lambda: copies.append(1))
    assert copies == []
    db.close()


def test_an_older_file_is_copied_before_anything_is_run(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    stamp(db, "0000")
    monkeypatch.setattr(migrate, "_run", lambda _engine: done.append("run"))
    migrate.upgrade(db.engine, before=lambda: done.append("copy"))
    assert done == ["copy", "run"]
    db.close()


def test_a_new_file_has_nothing_to_copy(tmp_path: Path) -> None:
    db, copies = Database(tmp_path / "new.gridhall", KEY), list[int]()
    migrate.upgrade(db.engine, before=lambda: copies.append(1))
    assert (migrate.current_revision(db.engine), copies) == (migrate.HEAD, [])
    db.close()
