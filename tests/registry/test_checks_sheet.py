"""核对数据 at the desk: counts, lists, safe repairs with their preview, taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.hall.service.checking import Problem
from gridhall.qt.context import Context
from gridhall.registry import queries
from gridhall.registry.dialogs.checks import (
    Beyond,
    ChecksSheet,
    FoundSheet,
    RepairSheet,
    RuleRow,
)
from gridhall.registry.models import Person
from gridhall.registry.queries.checks import FoundRow, found
from tests.audit import Dress, audit, dressed
from tests.factories import TODAY, FakeDesk, make_family
from tests.modal import opened, window

__all__ = ["dressed", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def spoilt(db: Database) -> None:
    """One who died is still in the household."""
    with db.write() as session:
        make_family(session)
        session.execute(text("UPDATE person SET died_on = '2026-09-09' WHERE name = '李建军'"))


@pytest.fixture
def went() -> list[FoundRow]:
    return []


@pytest.fixture
def sheet(
    qtbot: QtBot,
    context: Context,
    supervisor: Clerk,
    window: QWidget,
    spoilt: None,
    went: list[FoundRow],
) -> Iterator[ChecksSheet]:
    others = [lambda _: [Problem("case.number_gap", 2)]]
    boss = replace(context, clerk=supervisor)
    made = ChecksSheet(boss, window, Beyond(others, went.append, lambda: None))
    opened(qtbot, made)
    qtbot.waitUntil(lambda: not made.busy)
    yield made
    qtbot.waitUntil(lambda: not made.busy)


def _rules(sheet: ChecksSheet) -> dict[str, int]:
    return {row.id: row.count for row in sheet.model.rows}


def test_every_subject_is_checked_and_what_holds_is_folded(sheet: ChecksSheet) -> None:
    rules = _rules(sheet)
    assert rules["case.number_gap"] == 2
    assert rules["person.dead_in_household"] == 1
    assert all(rules.values())
    sheet.fold.click()
    assert len(_rules(sheet)) > 45
    assert _rules(sheet)["household.two_heads"] == 0


def test_a_rule_opens_as_a_list_and_a_record_from_there(
    qtbot: QtBot, sheet: ChecksSheet, went: list[FoundRow]
) -> None:
    sheet.open_list(RuleRow("case.number_gap", 2))
    assert "请把这一屏告诉维护人员" in sheet.strip.text()
    sheet.open_list(RuleRow("person.dead_in_household", 1))
    opened_list = sheet.findChild(FoundSheet)
    assert opened_list is not None
    qtbot.waitUntil(lambda: opened_list.model.rowCount() == 1)
    opened_list.table.opened.emit(opened_list.model.rows[0])
    assert [(row.subject, row.title) for row in went] == [("person", "李建军")]


def test_repairs_are_shown_made_and_taken_back(
    qtbot: QtBot, sheet: ChecksSheet, db: Database
) -> None:
    sheet.repair_button.click()
    preview = sheet.findChild(RepairSheet)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.model.rowCount() > 0)
    shown = {(row.title, row.before, row.after) for row in preview.model.rows}
    assert ("李建军", "在户", "2026-09-09 去世离户") in shown
    preview.act.click()
    qtbot.waitUntil(lambda: "person.dead_in_household" not in _rules(sheet))
    assert sheet.strip.text().startswith("已修复：已去世却还在户里 1 处")
    qtbot.waitUntil(lambda: not sheet.busy)
    sheet.take_back()
    qtbot.waitUntil(lambda: "person.dead_in_household" in _rules(sheet))


def test_only_the_ticked_rules_are_mended(qtbot: QtBot, sheet: ChecksSheet) -> None:
    sheet.repair_button.click()
    preview = sheet.findChild(RepairSheet)
    assert preview is not None
    qtbot.waitUntil(lambda: bool(preview.ticks))
    preview.ticks["person.dead_in_household"].setChecked(False)
    assert preview.rules() == ["person.status"]
    for tick in preview.ticks.values():
        tick.setChecked(False)
    assert not preview.act.isEnabled()
    preview.reject()


def test_what_was_repaired_can_be_taken_back_on_the_desk(
    qtbot: QtBot, sheet: ChecksSheet, desk: FakeDesk, db: Database
) -> None:
    sheet._mend(["person.dead_in_household", "person.status"])
    qtbot.waitUntil(lambda: "person.dead_in_household" not in _rules(sheet))
    qtbot.waitUntil(lambda: not sheet.busy)
    sheet.reject()
    assert desk.toasts[0].startswith("已修复")
    desk.undos[0]()
    with db.read() as session:
        assert len(found(session, "person.dead_in_household", TODAY)) == 1


def test_a_counter_clerk_repairs_nothing(
    qtbot: QtBot, context: Context, window: QWidget, spoilt: None
) -> None:
    made = ChecksSheet(context, window, Beyond((), lambda _: None, lambda: None))
    opened(qtbot, made)
    qtbot.waitUntil(lambda: not made.busy)
    assert made.repair_button.isHidden()
    assert "修复要主管来做" in made.subtitle.text()


def test_the_terminals_repair_mends_the_register_and_the_index(
    db: Database, administrator: Clerk, clerk: Clerk, spoilt: None
) -> None:
    with pytest.raises(UserError, match="管理员"):
        parts.repair(db, clerk, TODAY)
    with db.write() as session:
        session.execute(text("UPDATE household SET number = '999999'"))
    mended = parts.repair(db, administrator, TODAY)
    assert mended[-1] == "search_index"
    assert "person.dead_in_household" in mended
    with db.read() as session:
        broken = {one.rule for one in queries.problems(session, TODAY) if one.count}
        assert session.scalars(select(Person.status).where(Person.name == "李建军")).one() == "died"
    assert not broken & {"person.status", "search.households", "month.unproved"}


def test_an_unknown_rule_is_refused(db: Database) -> None:
    with pytest.raises(UserError, match="没有名单可看的规则"), db.read() as session:
        found(session, "case.number_gap", TODAY)


@pytest.mark.parametrize("look", [("light", 100), ("dark", 150)])
def test_nothing_is_clipped(dressed: Dress, sheet: ChecksSheet, look: tuple[str, int]) -> None:
    dressed(*look)
    assert audit(sheet).problems == []
