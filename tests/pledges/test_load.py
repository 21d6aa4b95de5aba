"""The figures of S2 and S4: as many statements for a large hall as for a small one."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.pledges.documents import issuing
from gridhall.pledges.pages.items.page import _read_card
from gridhall.pledges.queries.checks import problems
from gridhall.pledges.queries.items import items
from gridhall.pledges.queries.matching import best_matches
from gridhall.pledges.queries.months import month_list
from gridhall.pledges.queries.reports import unit_reports
from gridhall.pledges.queries.units import unit_figures, unit_year
from gridhall.pledges.rules.spans import year_span
from gridhall.pledges.sheets.export import pledge_cells
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY
from tests.pledges.load_hall import MEMBERS, SERVICES, UNITS, counted, fill, pledges
from tests.pledges.pledge_hall import SUPERVISOR

READS: dict[str, Callable[[Session], Any]] = {
    "三张清单": lambda session: items(session, TODAY),
    "单位年度表": lambda session: unit_figures(session, year_span(2026), TODAY),
    "季度报告": lambda session: unit_reports(session, (2026, 4), TODAY),
    "月服务清单": lambda session: month_list(session, "2026-11", TODAY),
    "一项的卡片": lambda session: _read_card(session, 40, TODAY),
    "一家的卡片": lambda session: unit_year(session, 3, 2026, TODAY),
    "供需对接": lambda session: best_matches(session, TODAY),
    "导出": lambda session: list(pledge_cells(session, TODAY)),
    "核对": problems,
}
_CHUNK = 500  # ids in one statement: a larger hall needs a few more


def measured(db: Database) -> dict[str, tuple[int, float]]:
    """Statements and milliseconds of each read."""
    found = {}
    for name, read in READS.items():
        with counted(db) as statements, db.read() as session:
            started = time.perf_counter()
            read(session)
            found[name] = len(statements), (time.perf_counter() - started) * 1000
    return found


@pytest.mark.slow
def test_a_large_hall_is_read_with_as_many_statements_as_a_small_one(
    db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with db.write() as session:
        fill(session)
        many = pledges(session)
        rows = unit_figures(session, year_span(2026), TODAY)
    assert many >= 1300
    assert len(rows) == UNITS
    assert sum(row.members for row in rows) == MEMBERS
    assert sum(row.services for row in rows) == SERVICES
    assert sum(row.minutes for row in rows) == 120 * SERVICES
    assert [row.title for row in rows if row.lacks_practical]  # the last of them
    found = measured(db)
    chunks = many // _CHUNK + 2
    for name, (statements, _) in found.items():
        assert statements <= 20 + 3 * chunks, (name, statements)
    started = time.perf_counter()
    paper = issuing.issue_reports(
        At(db, SUPERVISOR, HALL, TODAY), (2026, 4), "", Silent()
    )  # fmt: skip
    assert paper.pages >= 2 * UNITS
    took = time.perf_counter() - started
    with capsys.disabled():
        told = "，".join(f"{name} {count} 句 {ms:.0f} ms" for name, (count, ms) in found.items())
        sys.stdout.write(f"\n{many} 项认领：{told}；报告 {paper.pages} 页 {took:.1f} s\n")


def test_a_card_costs_the_same_in_a_small_hall(db: Database) -> None:
    with db.write() as session:
        fill(session, 0.1)
    found = measured(db)
    assert found["三张清单"][0] <= 4
    assert found["一项的卡片"][0] <= 12
    assert found["单位年度表"][0] <= 12
    assert found["季度报告"][0] <= 20
