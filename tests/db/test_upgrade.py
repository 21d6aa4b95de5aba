"""A hall of the first schema, opened by this program: nothing is lost, and its past adds up."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import text

from gridhall.core.clerk import Clerk, Role
from gridhall.db import migrate
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.rules.changes import Change

KEY = bytes(range(32))
DAY, TODAY = date(2026, 10, 3), date(2026, 11, 24)
ROWS = (
    "INSERT INTO compound (id, name) VALUES (1, '御景小区')",
    "INSERT INTO building (id, compound_id, number) VALUES (1, 1, '3')",
    "INSERT INTO entrance (id, building_id, number) VALUES (1, 1, '2')",
    "INSERT INTO dwelling (id, entrance_id, room) VALUES (1, 1, '501'), (2, 1, '502')",
    "INSERT INTO clerk (id, name, role, active, version) VALUES (1, '王芳', 'counter', 1, 1)",
    "INSERT INTO household (id, number, kind, dwelling_id, established_on, version) VALUES"
    " (1, '000001', 'family', 1, '2026-10-03', 1), (2, '000002', 'family', 2, NULL, 1)",
    "INSERT INTO person (id, name, sex, birth_date, id_kind, hukou_kind, recorded_at, version)"
    " VALUES (1, '张桂花', '2', '1959-03-12', 'none', 'local', '2026-10-03 01:00:00.000000', 1),"
    " (2, '李建军', '1', '1984-05-02', 'none', 'local', '2026-10-03 01:00:00.000000', 1),"
    " (3, '无户', '1', '1990-01-01', 'none', 'local', '2026-10-03 01:00:00.000000', 1)",
    "INSERT INTO membership (id, household_id, person_id, relation, since, until, recorded_at)"
    " VALUES (1, 1, 1, '02', '2026-10-03', NULL, '2026-10-03 01:00:00.000000'),"
    " (2, 2, 2, '02', NULL, '2026-10-09', '2026-10-03 01:00:00.000000'),"
    " (3, 1, 2, '20', '2026-10-09', NULL, '2026-10-09 01:00:00.000000')",
    "UPDATE household SET ended_on = '2026-10-09' WHERE id = 2",
    "INSERT INTO person_event (person_id, kind, happened_on, recorded_at, clerk_name) VALUES"
    " (1, 'registered', '2026-10-03', '2026-10-03 01:00:00.000000', '王芳'),"
    " (1, 'joined', '2026-10-03', '2026-10-03 01:00:00.000000', '王芳'),"
    " (2, 'left', '2026-10-09', '2026-10-09 01:00:00.000000', '王芳'),"
    " (2, 'joined', '2026-10-09', '2026-10-09 01:00:00.000000', '王芳')",
)


@pytest.fixture
def old(tmp_path: Path) -> Database:
    """A hall as the first release left it."""
    db = Database(tmp_path / "hall.gridhall", KEY)
    with db.engine.execution_options(writing=True).connect() as connection, connection.begin():
        _to_first(connection)
        for row in ROWS:
            connection.exec_driver_sql(row)
    return db


def _to_first(connection: object) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(files("gridhall.db") / "migrations"))
    script = ScriptDirectory.from_config(config)
    steps = lambda revision, _context: script._upgrade_revs("0001", revision)  # noqa: E731
    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, render_as_batch=True)
        environment.run_migrations()


def test_people_households_and_their_past_come_along(old: Database) -> None:
    assert migrate.current_revision(old.engine) == "0001"
    migrate.upgrade(old.engine)
    assert migrate.current_revision(old.engine) == migrate.HEAD
    with old.read() as session:
        home = queries.household(session, 1)
        then = queries.household(session, 2, date(2026, 10, 1))
        statuses = session.execute(text("SELECT status FROM person ORDER BY id")).scalars().all()
        rows = monthly_table(session, date(2026, 9, 1), TODAY)
    assert [one.name for one in home.members] == ["张桂花", "李建军"]
    assert [one.name for one in then.members] == ["李建军"]
    assert statuses == ["present", "present", "unsettled"]
    assert [(row.opening, row.closing, row.is_proved) for row in rows] == [
        (1, 1, True), (1, 2, True), (2, 2, True),
    ]  # fmt: skip
    old.close()


def test_the_old_register_is_worked_with_at_once(old: Database) -> None:
    migrate.upgrade(old.engine)
    clerk = Clerk(1, "王芳", Role.COUNTER, "")
    with old.write() as session:
        done = service.carry_out(session, clerk, Change("died", TODAY, TODAY, {2: ""}), TODAY)
        assert monthly_table(session, TODAY, TODAY)[0].is_proved
        service.undo(session, clerk, done.action_id, "没有", TODAY)
        broken = {one.rule for one in queries.problems(session, TODAY) if one.count}
    assert broken <= {"search.residents", "search.households"}  # these rows were never filed
    old.close()
