"""疑似重复 at the desk: said while typing, listed, compared, merged and taken back, told apart."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.dialogs.duplicates import CompareSheet, DuplicatesSheet
from gridhall.registry.dialogs.duplicates.compare import NOT_YOURS
from gridhall.registry.dialogs.resident import ResidentDialog
from gridhall.registry.models import NotSame, Person
from gridhall.registry.queries.comparing import comparison
from gridhall.registry.queries.duplicates import duplicates_of
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk, make_family, make_household, make_person
from tests.modal import opened, window

__all__ = ["dressed", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
BORN = date(1984, 5, 2)


@pytest.fixture
def twice(db: Database) -> tuple[int, int]:
    """李建军 in his family, and once more in a household of his own with a phone alike."""
    with db.write() as session:
        make_family(session)
        he = session.scalars(select(Person).where(Person.name == "李建军")).one()
        again = make_person(
            session, "李建君", sex="1", birth_date=BORN, id_number=None, id_kind="temporary",
            phone=he.phone, education="21", workplace="盘龙区文化馆",
        )  # fmt: skip
        make_household(session, [(again, "02")], "龙腾花园 7-2-301")
        return he.id, again.id


@pytest.fixture
def boss(context: Context, supervisor: Clerk) -> Context:
    return replace(context, clerk=supervisor)


def _status(db: Database, person_id: int) -> str:
    with db.read() as session:
        return session.get_one(Person, person_id).status


def _listed(
    qtbot: QtBot, context: Context, window: QWidget, who: int | None = None
) -> DuplicatesSheet:
    sheet: DuplicatesSheet = opened(qtbot, DuplicatesSheet(context, window, who))
    qtbot.waitUntil(lambda: not sheet.busy)
    return sheet


def test_a_comparison_marks_what_differs_and_masks_numbers(
    db: Database, twice: tuple[int, int]
) -> None:
    with db.read() as session:
        shown = {one.field: one for one in comparison(session, *twice).fields}
    assert shown["name"].state == "different"
    assert shown["birth_date"].state == "same"
    assert shown["id_number"].state == "one"
    assert "****" in shown["id_number"].one
    assert (shown["workplace"].state, shown["workplace"].one) == ("other", "（空）")
    assert "former_name" not in shown


def test_the_list_is_filtered_compared_merged_and_taken_back(
    qtbot: QtBot,
    boss: Context,
    desk: FakeDesk,
    window: QWidget,
    db: Database,
    twice: tuple[int, int],
) -> None:
    sheet = _listed(qtbot, boss, window)
    assert [row.id for row in sheet.model.rows] == [twice]
    sheet.pills.choose(2)
    sheet._filter()
    assert sheet.model.rowCount() == 0
    sheet.pills.choose(0)
    sheet._filter()
    compare = CompareSheet(sheet, boss, twice, sheet.rows[0].pair)
    compare.settled.connect(sheet._settle)
    assert compare.kept_and_gone() == twice
    assert any("补上这些资料" in line for line in compare.plan_lines())
    compare.merge.click()
    assert _status(db, twice[1]) == "merged"
    assert sheet.model.rowCount() == 0
    sheet.take_back()
    assert _status(db, twice[1]) == "present"
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.model.rowCount() == 1
    sheet.reject()
    assert desk.toasts == []


def test_a_merge_can_still_be_taken_back_on_the_desk(
    qtbot: QtBot,
    boss: Context,
    desk: FakeDesk,
    window: QWidget,
    db: Database,
    twice: tuple[int, int],
) -> None:
    sheet = _listed(qtbot, boss, window)
    compare = CompareSheet(sheet, boss, twice)
    compare.settled.connect(sheet._settle)
    compare._choose(0)
    compare.merge.click()
    sheet.reject()
    assert desk.toasts == ["已把两份档案并成“李建军”一份"]
    desk.undos[0]()
    assert _status(db, twice[1]) == "present"


def test_not_the_same_is_remembered_and_can_be_taken_back(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, twice: tuple[int, int]
) -> None:
    sheet = _listed(qtbot, context, window, twice[0])
    compare = CompareSheet(sheet, context, twice)
    compare.settled.connect(sheet._settle)
    compare.apart.click()
    assert not sheet.empty.isHidden()
    with db.read() as session:
        assert duplicates_of(session, twice[0]) == []
    sheet.take_back()
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.model.rowCount() == 1
    with db.read() as session:
        assert session.scalars(select(NotSame)).all() == []


def test_a_counter_clerk_sees_why_no_merge_is_offered(
    qtbot: QtBot, context: Context, window: QWidget, twice: tuple[int, int]
) -> None:
    compare: CompareSheet = opened(qtbot, CompareSheet(window, context, twice))
    assert not compare.merge.isVisible()
    assert not compare.keep.isVisible()
    assert NOT_YOURS in [one.text() for one in compare.findChildren(type(compare.title))]
    assert compare.apart.isVisible()


def test_a_head_is_not_merged_away_and_the_sheet_says_what_to_do(
    qtbot: QtBot, boss: Context, window: QWidget, db: Database, twice: tuple[int, int]
) -> None:
    with db.read() as session:
        head = session.scalars(select(Person.id).where(Person.name == "张桂花")).one()
    compare: CompareSheet = opened(qtbot, CompareSheet(window, boss, (head, twice[1])))
    compare._choose(1)
    assert not compare.merge.isEnabled()
    compare._choose(0)
    assert compare.merge.isEnabled()


def test_full_numbers_are_shown_with_a_reason_and_masked_again(
    qtbot: QtBot, boss: Context, window: QWidget, twice: tuple[int, int]
) -> None:
    compare: CompareSheet = opened(qtbot, CompareSheet(window, boss, twice))
    with pytest.raises(UserError):
        compare.show_numbers("")
    compare.show_numbers("核对原件")
    assert len(compare.table.words["id_number"][0]) == 18
    assert "*" not in compare.table.words["id_number"][0]
    compare.hide_numbers()
    assert "****" in compare.table.words["id_number"][0]


def test_typing_somebody_known_says_so_and_opens_their_card(
    qtbot: QtBot, context: Context, window: QWidget, twice: tuple[int, int]
) -> None:
    form: ResidentDialog = opened(qtbot, ResidentDialog(window, context))
    form.ui.nameEdit.setText("李健军")
    form.watch.look()
    assert form.watch.banner.isHidden()
    form.ui.birthEdit.setText("1984-05-02")
    qtbot.waitUntil(lambda: not form.watch.banner.isHidden())
    assert form.watch.banner.text().startswith("可能已有档案：李建军 男 42 御景小区 3-2-501")
    with qtbot.waitSignal(form.known) as told:
        form.watch.open_first()
    assert told.args == [twice[0]]


def test_typing_somebody_new_or_changing_somebody_is_left_in_peace(
    qtbot: QtBot, context: Context, window: QWidget, twice: tuple[int, int]
) -> None:
    form: ResidentDialog = opened(qtbot, ResidentDialog(window, context))
    form.edit(twice[0])
    assert form._somebody_new() is None
    form.watch.look()
    assert form.watch.banner.isHidden()


@pytest.mark.parametrize("look", [("light", 100), ("dark", 150)])
def test_nothing_is_clipped(
    qtbot: QtBot,
    dressed: Dress,
    boss: Context,
    window: QWidget,
    twice: tuple[int, int],
    look: tuple[str, int],
) -> None:
    dressed(*look)
    sheet = _listed(qtbot, boss, window)
    assert audit(sheet).problems == []
    compare: CompareSheet = opened(qtbot, CompareSheet(window, boss, twice))
    assert audit(compare).problems == []
