"""The ledger of hours is append-only, and every way round that is found by the check."""

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.hall.labels import PROBLEMS
from gridhall.hall.service.checking import check_hall
from gridhall.volunteering.queries.ledger import CHAINED, entry_hash, head, problems, verify_chain
from gridhall.volunteering.service.hours import append, append_all, reverse
from tests.factories import TODAY
from tests.volunteering.served import draft, make_volunteer


@pytest.fixture
def ledger(db: Database, clerk: Clerk, supervisor: Clerk) -> Database:
    """Six rows: three services, two of one act, one reversed."""
    with db.write() as session:
        one, other = make_volunteer(session), make_volunteer(session, "曹莉")
        append(session, clerk, draft(one))
        append_all(session, clerk, [draft(one, 840, 930), draft(other, 840, 930)])
        append(session, clerk, draft(other, 930, 990))
        reverse(session, supervisor, 2, "没有来", TODAY)
        append(session, clerk, draft(one, 840, 900))
    return db


def behind_our_back(db: Database, act: Callable[[Session], object]) -> None:
    """What somebody does to the opened file who knows SQL: first he drops the triggers."""
    with db.write() as session:
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER IF EXISTS hours_entry_no_{verb}"))
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        act(session)


def found(db: Database) -> dict[str, int]:
    with db.read() as session:
        return {one.rule: one.count for one in problems(session) if one.count}


def test_a_ledger_as_it_was_written_is_sound(ledger: Database) -> None:
    assert found(ledger) == {}
    with ledger.read() as session:
        assert verify_chain(session) is None
        assert head(session).seq == 6
    known = {one.rule for one in check_hall(ledger, parts.CHECKS, parts.anchors(ledger)).problems}
    assert not {rule for rule in known if rule.startswith("hours.")}


def test_every_rule_has_its_words(ledger: Database) -> None:
    with ledger.read() as session:
        assert {one.rule for one in problems(session)} <= set(PROBLEMS)


@pytest.mark.parametrize("sql", ["UPDATE hours_entry SET minutes = 600", "DELETE FROM hours_entry"])
def test_rows_never_change(ledger: Database, sql: str) -> None:
    with pytest.raises(DatabaseError, match="append only"), ledger.write() as session:
        session.execute(text(sql))


@pytest.mark.parametrize("column", CHAINED)
def test_an_edited_field_of_any_kind_is_found(ledger: Database, column: str) -> None:
    edit = {
        "volunteer_id": "3 - volunteer_id",
        "is_own": "1 - is_own",
        "served_on": "'2026-11-14'",
        "recorded_on": "'2026-11-01'",
        "recorded_at": "'2026-11-01 08:00:00.000000'",
        "minutes": "minutes + 30",
        "starts": "starts - 1",
        "ends": "ends + 1",
    }
    value = edit.get(column, "1" if column.endswith(("_id", "_seq")) else f"{column} || '改'")
    sql = f"UPDATE hours_entry SET {column} = {value} WHERE seq = 4"
    with ledger.write() as session:
        session.execute(text("PRAGMA foreign_keys"))  # nothing is deferred for this one
        session.execute(text("DROP TRIGGER hours_entry_no_update"))
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.execute(text(sql))
        assert verify_chain(session) == 4
        session.rollback()


def test_a_removed_row_is_found(ledger: Database) -> None:
    behind_our_back(ledger, lambda s: s.execute(text("DELETE FROM hours_entry WHERE seq = 4")))
    assert found(ledger)["hours.gap"] == 1
    with ledger.read() as session:
        assert verify_chain(session) == 4


def test_rows_cut_off_the_end_are_found(ledger: Database) -> None:
    behind_our_back(ledger, lambda s: s.execute(text("DELETE FROM hours_entry WHERE seq >= 5")))
    assert found(ledger) == {"hours.anchor": 2}


def test_a_ledger_chained_anew_is_found(ledger: Database) -> None:
    behind_our_back(ledger, _rechain)
    faults = found(ledger)
    assert "hours.edited" not in faults
    assert faults["hours.anchor"] > 0
    with ledger.read() as session:
        assert verify_chain(session) == 4


def test_a_row_added_behind_our_back_is_found(ledger: Database) -> None:
    def add(session: Session) -> None:
        last = session.execute(text("SELECT * FROM hours_entry WHERE seq = 6")).mappings().one()
        row = {**last, "seq": 7, "starts": 100, "ends": 200, "prev_hash": last["hash"]}
        _insert(session, row | {"hash": entry_hash(row["prev_hash"], 7, row)})

    behind_our_back(ledger, add)
    assert found(ledger) == {"hours.anchor": 1}


def test_a_time_credited_twice_and_an_odd_reversal_are_found(ledger: Database) -> None:
    def add(session: Session) -> None:
        rows = session.execute(text("SELECT * FROM hours_entry WHERE seq IN (1, 5)")).mappings()
        first, reversal = (dict(row) for row in rows)
        for seq, row in ((7, first), (8, {**reversal, "minutes": -600, "reverses_seq": 4})):
            new = row | {"seq": seq, "prev_hash": head(session).hash}
            _insert(session, new | {"hash": entry_hash(new["prev_hash"], seq, new)})

    behind_our_back(ledger, add)
    assert found(ledger) == {"hours.anchor": 1, "hours.overlap": 1, "hours.reversal": 1}


def test_each_act_notes_the_head_in_the_trail(ledger: Database) -> None:
    with ledger.read() as session:
        mine = session.query(AuditEntry).filter(AuditEntry.subject == "hours_entry")
        rows = [(row.action, row.record_id) for row in mine.order_by(AuditEntry.seq)]
        last = head(session)
        assert f"{last.seq}-{last.hash}" in mine.order_by(AuditEntry.seq.desc()).first().detail
    assert rows == [
        ("hours.append", 1),
        ("hours.append", 3),
        ("hours.append", 4),
        ("hours.reverse", 5),
        ("hours.append", 6),
    ]
    assert len(last.hash) == hashlib.sha256().digest_size * 2


def _rechain(session: Session) -> None:
    """Change an hour and write every hash after it anew."""
    session.execute(text("UPDATE hours_entry SET minutes = 600 WHERE seq = 4"))
    previous = ""
    for row in session.execute(text("SELECT * FROM hours_entry ORDER BY seq")).mappings().all():
        before = row["prev_hash"] if row["seq"] <= 4 else previous
        previous = entry_hash(before, row["seq"], row)
        session.execute(
            text("UPDATE hours_entry SET prev_hash = :before, hash = :hash WHERE seq = :seq"),
            {"before": before, "hash": previous, "seq": row["seq"]},
        )


def _insert(session: Session, row: dict[str, object]) -> None:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    session.execute(text(f"INSERT INTO hours_entry ({names}) VALUES ({marks})"), row)
