"""吹哨台账 holds what is on show, and takes no keys that were typed for a name."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.issues.columns.issues import OVERDUE, card_facts, likely_choice
from gridhall.issues.dialogs.deciding import DeclineSheet
from gridhall.issues.dialogs.handling import RouteSheet
from gridhall.issues.pages import board
from gridhall.organisation.rules.drafts import DraftProblems
from tests.factories import TODAY, FakeDesk
from tests.issues.desk import ALT, CTRL, Hands, Ledger, hands, ledger, page  # noqa: F401


def test_the_card_stays_when_another_clerk_carries_its_issue_on(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    mine, _other = ledger.add("楼道灯坏了"), ledger.add("井盖松动")
    page.show_issue(mine)
    hands.shown(mine)
    ledger.carry(mine, "sorted")
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.card.row.state == "sorted")
    assert page.panel.card.row.id == mine
    assert page.ui.table.current().id == mine
    assert desk.toasts[-1].endswith("已经办到下一步，现在在“待上会”里")


def test_an_old_issue_is_shown_although_its_pill_lists_only_the_latest(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(board, "_MOST", 3)
    old, *_ = [ledger.add(f"第{number}处路灯不亮") for number in "一二三四五"]
    page.show_issue(old)
    hands.shown(old)
    assert page.ui.table.current().id == old
    assert page.ui.table.hasFocus()


def test_initials_that_chose_nothing_are_nobodys_name(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    issue_id = ledger.add("楼道灯坏了", "御景小区 3号楼")
    sheet = RouteSheet(page, page.context, ledger.card(issue_id))
    qtbot.addWidget(sheet)
    sheet.owner.setText("gds")
    with pytest.raises(DraftProblems, match="“gds”还没有选中单位"):
        sheet.owner.meant()
    sheet.owner.setText("街道 12 组")
    assert sheet.owner.meant().name == "街道 12 组"
    hands.press("n", held=CTRL)
    hands.write("东门外积水")
    page.form.place.setText("yj3")
    hands.ctrl_enter()
    assert "“yj3”还没有选中地点" in page.form._fields["place"][1].text()
    assert ledger.ids() == [issue_id]


def test_a_likely_one_that_is_looked_at_leaves_the_focus_in_the_list(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    known = ledger.overdue()
    hands.press("n", held=CTRL)
    hands.write("御景3号楼楼道灯坏了")
    qtbot.waitUntil(lambda: page.form.alike.isVisible())
    hands.press("k", held=ALT)
    hands.shown(known)
    assert page.ui.table.hasFocus()


def test_closing_twice_in_haste_does_not_open_it_again(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gridhall.issues.service.steps.ending.has_proof", lambda *_: True)
    issue_id = ledger.carry(ledger.add("楼道灯坏了", "御景小区 3号楼"), "verified")
    page.show_issue(issue_id)
    hands.shown(issue_id, "verified")
    hands.ctrl_enter()
    qtbot.waitUntil(lambda: page.panel.card.row.state == "closed")
    hands.ctrl_enter()
    assert ledger.card(issue_id).row.state == "closed"
    hands.shown(issue_id, "closed")
    hands.press("o", held=CTRL)
    hands.shown(issue_id, "in_progress")
    facts = dict(card_facts(page.panel.card, TODAY))
    assert facts["群众评价"] == "满意（反映人本人，这是上一次的）"


def test_what_is_changed_among_the_overdue_stays_among_them(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    issue_id = ledger.overdue()
    page.show_overdue()
    hands.shown(issue_id)
    hands.press("e", held=CTRL)
    hands.write("3号楼楼道灯全不亮")
    hands.ctrl_enter()
    hands.shown(issue_id)
    assert page.ui.pills.current() == OVERDUE
    assert ledger.card(issue_id).row.title == "3号楼楼道灯全不亮"
    assert page.ui.table.hasFocus()


def test_to_join_another_is_called_so(qtbot: QtBot, page: Any, ledger: Ledger) -> None:  # noqa: F811
    known, again = ledger.add("井盖松动"), ledger.add("井盖又响")
    sheet = DeclineSheet(page, page.context, ledger.card(again), "duplicate")
    qtbot.addWidget(sheet)
    assert [sheet.kind.itemData(at) for at in range(sheet.kind.count())] == ["duplicate"]
    sheet.into.choose(likely_choice(ledger.card(known).row))
    sheet.save()
    assert ledger.card(again).row.duplicate_of == known
