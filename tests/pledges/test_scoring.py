"""A unit's benefit projects (惠民实事) give points in its scoring, each once."""

import pytest

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.core.periods import period
from gridhall.db.database import Database
from gridhall.issues.queries import scores
from gridhall.issues.queries.scores import unit_scores
from gridhall.issues.rules.settings import SCORES
from gridhall.pledges.queries.scoring import follow_scoring, practical_done
from tests.factories import TODAY
from tests.pledges.pledge_hall import at_desk


def test_a_project_done_counts_once_for_each_unit_that_did_it(db: Database, clerk: Clerk) -> None:
    assert parts.PERSONAL  # the program's parts are joined: the scoring asks for projects
    with at_desk(db, clerk) as desk:
        road = desk.add("修路灯", "project", is_practical=True, quantity=3)
        for unit in (desk.tax, desk.tax, desk.hospital):
            claim = desk.claim(road, unit, quantity=1).row_id
            desk.deliver(claim)
            desk.confirm(claim)
        desk.claim(desk.add("量血压"), desk.shop)  # no benefit project
    with db.read() as session:
        made = unit_scores(session, period("2026"), TODAY)
        before = unit_scores(session, period("2025"), TODAY)
    told = [(row.name, row.count("project"), row.points) for row in made.rows]
    assert sorted(told) == [
        ("示例区税务局", 1, SCORES["project"]),
        ("示例市第二人民医院", 1, SCORES["project"]),
    ]
    assert [line.title for row in made.rows for line in row.lines] == ["修路灯"] * 2
    assert before.rows == ()


def test_joined_twice_it_still_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "SOURCES", [])
    follow_scoring()
    follow_scoring()
    assert [practical_done] == scores.SOURCES
