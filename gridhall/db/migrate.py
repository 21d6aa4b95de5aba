"""Bring the schema up to date when the program starts; killed at any point it leaves old or new."""

from collections.abc import Callable
from importlib.resources import files

from sqlalchemy import Connection, Engine, text

from gridhall.core.errors import UserError

HEAD = "0016"


def current_revision(engine: Engine) -> str | None:
    """The schema's revision in the file; None for a new file."""
    with engine.connect() as connection:
        stamped = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        if not connection.execute(text(stamped)).scalar():
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine, before: Callable[[], object] = lambda: None) -> None:
    """Run the migrations this file has not seen, after `before()`; refuse a newer file.

    Alembic is imported only when there is something to do: it costs a sixth of the start.
    """
    current = current_revision(engine)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise UserError("这个大厅文件由更新版本的网格厅写成。请先升级本机程序，文件没有改动。")
    if current is not None:
        before()
    _run(engine)


def _run(engine: Engine) -> None:
    """All migrations in one transaction that begins with the lock and ends with a check."""
    with engine.execution_options(writing=True).connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")  # has no effect once a transaction is open
        try:
            with connection.begin():
                _apply(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("a migration left rows that refer to nothing")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _apply(connection: Connection) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(files("gridhall.db") / "migrations"))
    script = ScriptDirectory.from_config(config)

    def steps(revision: object, _context: object) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
        environment.run_migrations()
