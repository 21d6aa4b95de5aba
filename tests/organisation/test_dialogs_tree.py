"""The sheets that change the tree: found, change, merge, dissolve, levels, history."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.dialogs.dissolving import DissolveSheet
from gridhall.organisation.dialogs.history import HistorySheet
from gridhall.organisation.dialogs.levels import LevelsSheet, read_seats
from gridhall.organisation.dialogs.merging import MergeSheet
from gridhall.organisation.dialogs.organisation import ChangeSheet, FoundSheet
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.dialogs.organisation_compound import CompoundSheet
from gridhall.organisation.queries.compounds import compounds
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.queries.seats import seats_of
from gridhall.organisation.queries.tree import organisation, tree
from gridhall.qt.context import Context
from tests.factories import TODAY, make_dwelling
from tests.modal import answer, opened, window  # noqa: F401 - a fixture
from tests.organisation.tree_hall import SINCE, TreeHall, make_tree


@pytest.fixture
def hall(db: Database, context: Context, supervisor: Clerk) -> TreeHall:
    context.clerk = supervisor
    with db.write() as session:
        make_dwelling(session)
        return make_tree(session)


def test_founding_proposes_the_next_level_and_its_seats(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        forest = tree(session)
    sheet = opened(qtbot, FoundSheet(window, context, forest, hall.branch))
    assert sheet.level.currentText() == "4　楼栋党小组"
    assert sheet.kind.currentText() == "党小组"
    sheet.name.setText("御景 5号楼党小组")
    sheet.founded.edit.set_value(SINCE)
    told: list[Carried] = []
    sheet.carried.connect(told.append)
    sheet.save_button.click()
    with context.db.read() as session:
        row = organisation(session, told[0].organisation_id or 0)
        seats = seats_of(session, row.id, TODAY)
    assert (row.parent_id, row.founded_on) == (hall.branch, SINCE)
    assert [seat.name for seat in seats] == ["党小组长"]


def test_founding_before_the_parent_is_said_beside_the_day(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        forest = tree(session)
    sheet = opened(qtbot, FoundSheet(window, context, forest, hall.branch))
    sheet.save()
    assert "请填写组织名称" in sheet._marked["name"][1].text()
    sheet.name.setText("御景 5号楼党小组")
    sheet.founded.edit.set_value(date(2019, 1, 1))
    sheet.save()
    assert sheet.banner.isVisible()
    with context.db.read() as session:
        assert len(tree(session).nodes) == 6
    sheet.reject()


def test_a_new_name_counts_from_a_day(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        forest, row = tree(session), organisation(session, hall.branch)
    sheet = opened(qtbot, ChangeSheet(window, context, forest, row))
    sheet.name.setText("御景联合党支部")
    sheet.day.set_value(date(2026, 5, 1))
    sheet.save_button.click()
    with context.db.read() as session:
        assert organisation(session, hall.branch).name == "御景联合党支部"
        before = organisation(session, hall.branch, date(2026, 4, 30))
    assert before.name == "御景小区党支部"


def test_dissolving_says_what_is_in_the_way_and_offers_a_merger(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        branch, home = (organisation(session, one) for one in (hall.branch, hall.home))
    sheet = opened(qtbot, DissolveSheet(window, context, branch))
    assert "1 个下级组织" in sheet.banner.text()
    assert not sheet.save_button.isEnabled()
    with qtbot.waitSignal(sheet.merge_wanted):
        sheet.merge_button.click()
    leaf = opened(qtbot, DissolveSheet(window, context, home))
    assert leaf.save_button.isEnabled()
    leaf.save_button.click()
    with context.db.read() as session:
        assert hall.home not in tree(session).nodes


def test_a_merger_shows_both_sides_first(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        forest = tree(session)
    sheet = opened(qtbot, MergeSheet(window, context, forest, ([hall.sunset], None)))
    assert "选好并入哪个组织" in sheet.preview._told.text()
    sheet.target.show_organisation(hall.dragon)
    sheet.follow()
    qtbot.waitUntil(lambda: bool(sheet.preview.moves.text()))
    assert sheet.preview.moves.text() == "霞光社区党委 → 龙腾社区党委"
    assert "个席位" in sheet.preview.doubts.text()
    sheet.save_button.click()
    with context.db.read() as session:
        assert hall.sunset not in tree(session).nodes


def test_levels_are_an_administrators(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    administrator: Clerk,
    window: QWidget,  # noqa: F811
) -> None:
    looking = opened(qtbot, LevelsSheet(window, context))
    assert not looking.name.isEnabled()
    assert "要管理员登录" in looking.banner.text()
    looking.reject()
    context.clerk = administrator
    sheet = opened(qtbot, LevelsSheet(window, context))
    sheet.table.choose(3)
    sheet._show(sheet.table.current())
    sheet.name.setText("院落党支部")
    sheet._write(sheet._change)
    with context.db.read() as session:
        assert levels(session)[2].name == "院落党支部"
    answer(lambda asked: asked.accept())
    sheet._ask_switch("grid")
    with context.db.read() as session:
        assert levels(session)[2].name == "网格党支部"
    sheet.reject()


def test_seats_of_a_level_are_read_by_their_names() -> None:
    assert read_seats("书记、 副书记，委员") == ("secretary", "deputy_secretary", "member")
    with pytest.raises(UserError, match="没有“部长”这种席位"):
        read_seats("部长")


def test_the_history_takes_an_act_back(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, HistorySheet(window, context, (hall.home, "中心户")))
    assert [row.words for row in sheet.rows] == ["成立"]
    answer(lambda asked: asked.accept())
    sheet.take_back(sheet.rows[0])
    assert "已撤回" in sheet.banner.text()
    with context.db.read() as session:
        assert hall.home not in tree(session).nodes
    sheet.reject()


def test_what_is_wrong_with_a_compound_stands_beside_its_field(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        row = compounds(session)[0]
    sheet = opened(qtbot, CompoundSheet(window, context, row, hall.branch))
    sheet.year.setText("两千年")
    sheet.save()
    assert "建成年份请写 4 位数字" in sheet._marked["built_year"][1].text()
    sheet.year.setText("2012")
    sheet.company.setText("御景物业公司")
    sheet.save_button.click()
    with context.db.read() as session:
        kept = compounds(session)[0]
    assert (kept.built_year, kept.property_company) == (2012, "御景物业公司")
