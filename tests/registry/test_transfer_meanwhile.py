"""Two clerks amend one transfer: the second is told who, when, what, and may save both."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import AmendDialog
from gridhall.registry.dialogs.transfer.meanwhile import MeanwhileSheet, part_words
from gridhall.registry.models import Person
from gridhall.registry.queries.transfers import TransferCard, transfer_card
from gridhall.registry.rules.changes import Target
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers as service
from tests.factories import TODAY, make_family
from tests.modal import window

__all__ = ["window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    with db.write() as session:
        make_family(session)
        return {person.name: person.id for person in session.scalars(select(Person))}


@pytest.fixture
def card(context: Context, ids: dict[str, int]) -> TransferCard:
    """张桂花 and 李建军 have their hukou moved to where they live."""
    draft = TransferDraft(
        "in",
        "IN_PROPERTY",
        ids["张桂花"],
        TODAY,
        movers={ids["张桂花"]: "02", ids["李建军"]: "20"},
        target=Target(1),
        to_place="御景小区 3-2-501",
        from_place="山东省烟台市",
    )
    with context.db.write() as session:
        return service.open_transfer(session, context.clerk, draft, TODAY)


def amended(context: Context, other: Clerk, card: TransferCard, draft: TransferDraft) -> None:
    with context.db.write() as session:
        service.amend_transfer(session, other, card.id, (draft, card.version), TODAY)


def on_register(context: Context, card: TransferCard) -> TransferCard:
    with context.db.read() as session:
        return transfer_card(session, card.id, TODAY)


def opened(qtbot: QtBot, page: object, context: Context, card: TransferCard) -> AmendDialog:
    dialog = AmendDialog(page, context, card)  # type: ignore[arg-type]  # the fixture's widget
    dialog.open()
    return dialog


def test_what_does_not_touch_is_merged_by_one_key(
    qtbot: QtBot,
    context: Context,
    window: object,
    supervisor: Clerk,
    card: TransferCard,
    ids: dict[str, int],
) -> None:
    dialog = opened(qtbot, window, context, card)
    amended(context, supervisor, card, replace(card.draft, from_place="山东省青岛市"))
    dialog.what.members.ticked.emit(ids["李思涵"])
    dialog.act.click()
    (sheet,) = dialog.findChildren(MeanwhileSheet)
    assert sheet.isVisible()
    assert (sheet.theirs, sheet.mine, sheet.both) == (("from",), ("people",), ())
    assert "对方改的是“从何处来”，你改的是“人员和关系”，两处不冲突" in sheet.sentence()
    sheet.merge.click()
    after = on_register(context, card)
    assert after.from_place == "山东省青岛市"
    assert [one.name for one in after.people] == ["张桂花", "李建军", "李思涵"]
    assert not dialog.isVisible()


def test_where_both_changed_one_thing_one_of_the_two_is_chosen(
    qtbot: QtBot,
    context: Context,
    window: object,
    supervisor: Clerk,
    card: TransferCard,
    ids: dict[str, int],
) -> None:
    dialog = opened(qtbot, window, context, card)
    alone = replace(card.draft, movers={ids["张桂花"]: "02"}, reason="先迁本人")
    amended(context, supervisor, card, alone)
    dialog.what.members.ticked.emit(ids["李思涵"])
    dialog.act.click()
    (sheet,) = dialog.findChildren(MeanwhileSheet)
    assert sheet.both == ("people",)
    assert "你们都改了“人员和关系”，请选留哪一个" in sheet.sentence()
    assert part_words("people", alone, {ids["张桂花"]: "张桂花"}) == "张桂花（户主）"
    sheet.picks["people"].setCurrentText("留对方的")
    assert set(sheet.plan().movers) == {ids["张桂花"]}
    sheet.picks["people"].setCurrentText("留我的")
    sheet.merge.click()
    after = on_register(context, card)
    assert after.reason == "先迁本人"
    assert [one.name for one in after.people] == ["张桂花", "李建军", "李思涵"]


def test_a_step_in_between_is_told_and_leaving_keeps_what_was_filled_in(
    qtbot: QtBot,
    context: Context,
    window: object,
    supervisor: Clerk,
    card: TransferCard,
    ids: dict[str, int],
) -> None:
    with context.db.write() as session:
        service.receive_material(session, context.clerk, card.id, range(1, 5), TODAY)
    dialog = opened(qtbot, window, context, card)
    with context.db.write() as session:
        service.step_transfer(session, supervisor, card.id, Step("accepted", TODAY), TODAY)
    dialog.what.ui.dateEdit.set_value(date(2026, 11, 20))
    dialog.act.click()
    (sheet,) = dialog.findChildren(MeanwhileSheet)
    assert "内容没有动，你改的是“办理日期”" in sheet.sentence()
    sheet.reject()
    assert on_register(context, card).effective_on == TODAY
    assert dialog.isVisible()
    assert dialog._form.effective_on == date(2026, 11, 20)


def test_who_amends_once_the_other_has_ended_it_keeps_the_form(
    qtbot: QtBot, context: Context, window: object, supervisor: Clerk, card: TransferCard
) -> None:
    dialog = opened(qtbot, window, context, card)
    with context.db.write() as session:
        step = Step("withdrawn", TODAY, "不办了")
        service.step_transfer(session, supervisor, card.id, step, TODAY)
    dialog.act.click()
    assert "已经办完或不办了，不能再改内容" in dialog.what.ui.guardBanner.text()
    assert dialog.isVisible()
