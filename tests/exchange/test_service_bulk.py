import gc
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from gridhall.db.database import Database
from gridhall.exchange.service.bulk import collector_paused, insert_rows, stored_moment
from gridhall.registry.models import Person

AT = datetime(2026, 11, 24, 9, 30, 5, 123456, tzinfo=timezone(timedelta(hours=8)))
NAMES = ("id", "name", "sex", "id_kind", "hukou_kind", "birth_date", "recorded_at", "version")


def test_rows_read_back_as_the_session_would_have_stored_them(db: Database) -> None:
    row = (7, "张三", "1", "resident_id", "unknown", "1985-02-03", stored_moment(AT), 1)
    with db.write() as session:
        insert_rows(session, Person.__table__, NAMES, [row])
    with db.read() as session:
        person = session.scalars(select(Person)).one()
    assert (person.id, person.name, person.birth_date.isoformat()) == (7, "张三", "1985-02-03")
    assert person.recorded_at == AT.astimezone(UTC)


def test_the_bus_hears_of_the_table_and_of_nothing_if_there_were_no_rows(db: Database) -> None:
    heard: list[frozenset[str]] = []
    db.on_commit = heard.append
    row = (7, "张三", "1", "resident_id", "unknown", None, stored_moment(AT), 1)
    with db.write() as session:
        insert_rows(session, Person.__table__, NAMES, [row])
    with db.write() as session:
        insert_rows(session, Person.__table__, NAMES, [])
    assert heard == [frozenset({"person"}), frozenset()]


def test_the_collector_comes_back_whatever_happens() -> None:
    gc.enable()  # every test begins with it held
    with pytest.raises(ValueError, match="x"), collector_paused():
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
