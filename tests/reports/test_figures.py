"""The desk's figures: as a slow count has them, traceable, and read by small indexes."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import event

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.figures import COUNT
from gridhall.core.periods import days_between, due_day, period, period_before
from gridhall.db.database import Database
from gridhall.reports.queries.figures import Asked, desk_figures, rows_behind
from gridhall.reports.rules.figures import COLUMNS, DIMENSIONS
from tests.reports.desk_days import ON, TODAY, fill, slowly

AUTUMN = days_between(date(2026, 9, 10), date(2026, 10, 20))


@pytest.mark.parametrize("seed", range(4))
def test_figures_are_what_a_slow_count_finds(db: Database, supervisor: Clerk, seed: int) -> None:
    with db.write() as session:
        pasts = fill(session, Random(seed), 150)
    spans = [AUTUMN, period("2026-11"), period("2026-Q3")]
    for by in DIMENSIONS:
        span = spans[(seed + len(by)) % 3]
        expected = slowly(pasts, span, by, supervisor)
        with db.read() as session:
            made = desk_figures(session, supervisor, Asked(span, by), ON)
            seen = {row.line.at: row for row in made.rows}
            assert set(expected) <= set(seen), by
            for at, row in seen.items():
                for one in made.columns:
                    if one.key in ("share_on_time", "tickets", "average_wait"):
                        continue
                    want = expected.get(at, {}).get(one.key)
                    value = row.value(one)
                    assert value == (pytest.approx(want) if want else want or value), (by, at)
                    assert bool(value) <= bool(want) or one.kind != COUNT, (by, at, one.key)


def test_every_number_is_its_cases(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        pasts = fill(session, Random(9), 120)
    expected = slowly(pasts, AUTUMN, "matter", supervisor)
    with db.read() as session:
        for at, row in expected.items():
            for name, ids in row["_ids"].items():
                cell = (name, at)
                behind = rows_behind(session, supervisor, Asked(AUTUMN, "matter"), ON, cell)
                assert [one.id for one in behind] == ids, (at, name)
        whole = rows_behind(session, supervisor, Asked(AUTUMN), ON, ("received", None))
        total = desk_figures(session, supervisor, Asked(AUTUMN), ON).total
    assert len(whole) == total.value(COLUMNS["received"])


def test_a_counter_never_sees_ratings(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with db.write() as session:
        fill(session, Random(3), 60)
    with db.read() as session:
        made = desk_figures(session, clerk, Asked(AUTUMN, "first"), ON)
        assert not {"rated", "share_content"} & {one.key for one in made.columns}
        assert not {"rated", "content"} & set(made.total.numbers)
        with pytest.raises(UserError, match="看评价要主管"):
            rows_behind(session, clerk, Asked(AUTUMN), ON, ("rated", None))
        told = desk_figures(session, supervisor, Asked(period("2026")), ON).total
    assert told.numbers["rated"] > 0


def test_no_figure_reads_the_years_of_past_cases(db: Database, supervisor: Clerk) -> None:
    said: list[str] = []
    with db.read() as session:
        connection = session.connection()

        def explain(conn: object, cursor: object, sql: str, given: object, *_: object) -> None:
            if "service_case" in sql and not sql.startswith("EXPLAIN"):
                found = connection.connection.cursor()
                found.execute(f"EXPLAIN QUERY PLAN {sql}", given)
                said.extend(str(row[3]) for row in found.fetchall())

        event.listen(connection, "before_cursor_execute", explain)
        for by in ("all", "matter", "holder", "day"):
            desk_figures(session, supervisor, Asked(period("2026-10"), by), ON)
        event.remove(connection, "before_cursor_execute", explain)
    whole = [one for one in said if one.startswith(("SCAN c", "SCAN service_case"))]
    small = ("ix_service_case_waiting", "ix_service_case_turned")  # only what is open or refused
    read = [one for one in whole if "CONSTANT" not in one and not one.endswith(small)]
    assert said
    assert not read
    assert any("ix_service_case_turned" in one for one in said)


def test_a_span_and_its_lines(db: Database, clerk: Clerk) -> None:
    with db.read() as session:
        month = desk_figures(session, clerk, Asked(period("2026-11"), "day"), ON)
        assert len(month.shown) == TODAY.day  # the days to come are not there yet
        year = desk_figures(session, clerk, Asked(period("2026"), "month"), ON)
        assert [row.line.label for row in year.shown][-1] == "2026年11月"
        with pytest.raises(UserError, match="按日统计一次最多一年"):
            wide = days_between(date(2024, 1, 1), date(2026, 1, 1))
            desk_figures(session, clerk, Asked(wide, "day"), ON)
        with pytest.raises(UserError, match="不能按“楼栋”分"):
            desk_figures(session, clerk, Asked(period("2026"), "楼栋"), ON)


def test_periods_are_read_and_due() -> None:
    quarter = period("2026-q4")
    assert (quarter.first, quarter.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.label == "2026年第4季度"
    assert period_before(period("2026-01")).code == "2025-12"
    assert period_before(quarter).code == "2026-Q3"
    # 2026-10: the 1st to the 7th is the holiday; five working days after September
    assert due_day(ON.calendar, period("2026-09"), 5) == date(2026, 10, 13)
    assert due_day(ON.calendar, quarter, 0) is None
    for odd in ("2026-13", "十一月", "2026-Q5", "1999"):
        with pytest.raises(UserError, match="不是统计期"):
            period(odd)
    with pytest.raises(UserError, match="请把两个日期对调"):
        days_between(date(2026, 2, 1), date(2026, 1, 1))
