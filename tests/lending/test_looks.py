"""The counter and its sheets light, dark and at 150 %: nothing clipped, nameless or tiny."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.lending.dialogs.keep import CloseFoundSheet, DepositSheet, FoundSheet, HandOutSheet
from gridhall.lending.dialogs.lend import CallSheet, LendSheet, ReturnSheet, SettleSheet
from gridhall.lending.dialogs.stock import KindSheet, PackSheet, StateSheet, StockSheet, ThingSheet
from gridhall.lending.dialogs.taking import TakingSheet
from gridhall.lending.pages.page import LendingPage
from gridhall.lending.queries.kept import deposit, found_item
from gridhall.lending.queries.loans import loan
from gridhall.lending.queries.stock import kinds
from gridhall.lending.queries.things import thing
from gridhall.lending.rules.drafts import DepositDraft, FoundDraft
from gridhall.lending.service import takings
from gridhall.lending.service.keeping_things import leave, note_found
from gridhall.lending.service.kits import Packed, pack
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.factories import TODAY
from tests.lending.conftest import Counter

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
LOOKS = [("light", 100), ("dark", 100), ("light", 125), ("light", 150)]
DAY = timedelta(days=1)


@pytest.fixture
def stocked(counter: Counter) -> dict[str, int]:
    """One of everything the list shows; ids by what they are."""
    late = counter.lend("YS-001", lent_on=TODAY - 20 * DAY, due_on=TODAY - 11 * DAY)
    hurt = counter.lend("LY-001", deposit_fen=10000)
    counter.take_in(hurt.row_id, condition="damaged", note="轮胎瘪了，扶手也松了")
    vests = counter.lend("MJ-ZY", quantity=3, deposit_fen=5000, borrower="阿依古丽·买买提江")
    parcel = counter.do(leave, DepositDraft("快递 2 件", "李四", "13812345678"), TODAY)
    bag = counter.do(note_found, FoundDraft("黑色双肩包", "北门", TODAY, "蓝色水杯"), TODAY)
    kit = counter.things["YX-001"]
    counter.do(pack, kit, Packed("烫伤膏", 1, "支", TODAY - 5 * DAY), TODAY - 30 * DAY)
    return {
        "late": late.row_id, "hurt": hurt.row_id, "vests": vests.row_id,
        "parcel": parcel.row_id, "bag": bag.row_id, "kit": kit,
    }  # fmt: skip


@pytest.fixture
def show(
    qtbot: QtBot,
    dressed: Dress,  # noqa: F811
    context: Context,
    supervisor: Clerk,
) -> Callable[[str, int], LendingPage]:
    """The page in a theme, as wide as a desk's screen."""
    context.clerk = supervisor

    def shown(mode: str, percent: int) -> LendingPage:
        dressed(mode, percent)
        made = LendingPage(context)
        qtbot.addWidget(made)
        for action in made.actions_above():
            action.setParent(made)
            action.hide()  # it stands beside the views' switch
        made.resize(1366, 690)
        made.show_for_width(1366 * 100 // percent)
        refit(made)
        made.show()
        qtbot.waitUntil(lambda: made.is_read)
        return made

    return shown


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_every_pill_and_its_card(
    qtbot: QtBot,
    show: Callable[[str, int], LendingPage],
    stocked: dict[str, int],
    mode: str,
    percent: int,
) -> None:
    made = show(mode, percent)
    for pill in range(len(made.manner.pills)):
        made.ui.pills.choose(pill)
        made.relist()
        if made.model.rows:
            key = made.model.rows[0].key
            qtbot.waitUntil(lambda key=key: made.panel.card is not None and _key(made) == key)
        assert audit(made).problems == [], made.manner.pills[pill]


def _key(made: LendingPage) -> tuple[str, int]:
    card: Any = made.panel.card
    return card.kind, card.row.id


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_every_sheet(
    show: Callable[[str, int], LendingPage],
    counter: Counter,
    stocked: dict[str, int],
    mode: str,
    percent: int,
) -> None:
    made = show(mode, percent)
    for sheet in _sheets(made, counter, stocked):
        refit(sheet)
        sheet.open()
        assert _looked(sheet) == [], type(sheet).__name__


def _sheets(made: LendingPage, counter: Counter, ids: dict[str, int]) -> list[Any]:
    context, read = made.context, counter.read
    known = read(kinds)
    vest, mask = (next(one for one in known if one.code == code) for code in ("MJ-ZY", "KZ"))
    kit, late, hurt = read(thing, ids["kit"]), read(loan, ids["late"]), read(loan, ids["hurt"])
    lend = LendSheet(made, context, vest, None)
    lend.offer_back(1)
    lend.warn(["YX-001 烫伤膏已过期（2026-11-16）", "YX-001 碘伏已过期（2026-11-16）"])
    wrong = LendSheet(made, context, vest, None)
    wrong.save()
    bad_return = ReturnSheet(made, context, read(loan, ids["vests"]), "damaged")
    bad_return.save()
    taking = counter.do(takings.begin, None, TODAY).row_id
    return [
        lend, wrong, bad_return,
        LendSheet(made, context, vest, kit),
        CallSheet(made, context, late),
        SettleSheet(made, context, hurt),
        DepositSheet(made, context, [kit], None),
        HandOutSheet(made, context, read(deposit, ids["parcel"])),
        FoundSheet(made, context),
        CloseFoundSheet(made, context, read(found_item, ids["bag"])),
        ThingSheet(made, context, known, None),
        StockSheet(made, context, mask, "given"),
        PackSheet(made, context, kit),
        StateSheet(made, context, kit),
        KindSheet(made, context, vest),
        TakingSheet(made, context, taking),
    ]  # fmt: skip


def _looked(sheet: QWidget) -> list[str]:
    QApplication.processEvents()
    problems = audit(sheet).problems
    sheet.close()
    QApplication.processEvents()
    return problems
