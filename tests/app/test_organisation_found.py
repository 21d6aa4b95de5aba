"""Who finds an organisation or a unit stands in front of it; the tree goes out from Ctrl+K."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.app import menu
from gridhall.app.finding import Finder
from gridhall.app.organisation import PARTY, UNITS
from gridhall.app.window import Window
from gridhall.core.progress import Silent
from gridhall.exchange.service.reading import read_ledger
from tests.app.test_window import sign_in

pytestmark = pytest.mark.gui


def test_enter_opens_the_organisation_and_the_unit(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    finder = Finder(window.desk.context)
    party = next(one for one in finder.find("党支部") if one.group == "组织")
    finder.open(party.key)
    tab: Any = window.desk.shell.built("组织架构")
    tree: Any = tab.page(PARTY)
    hit: Any = party.key
    qtbot.waitUntil(lambda: tree.ui.tree.current() == hit.record_id)
    unit = next(one for one in finder.find("物业") if one.group == "单位")
    finder.open(unit.key)
    units: Any = tab.page(UNITS)
    found: Any = unit.key
    qtbot.waitUntil(lambda: units.ui.table.current() is not None)
    assert units.chosen().id == found.record_id


def test_the_seats_go_out_with_a_reason(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(qtbot, window)
    desk = window.desk
    assert desk is not None
    out = tmp_path / "席位.xlsx"
    monkeypatch.setattr("gridhall.qt.ask.ask_reason", lambda *_: "交街道汇总")
    asked = "gridhall.registry.dialogs.list_export.AskFile.to_save"
    monkeypatch.setattr(asked, lambda *_: out)
    command = next(entry for entry in menu.COMMANDS if entry.words == "导出席位")
    command.act(desk)
    qtbot.waitUntil(out.exists)
    table = read_ledger(out, Silent()).tables[0]
    assert [str(cell) for cell in table.rows[0]][:3] == ["所属组织", "所属网格", "职务"]
    assert len(table.rows) > 10
