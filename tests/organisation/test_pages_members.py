"""组织架构·党员: of the hall or of a branch and all below; in, out, receipts, between branches."""

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.dialogs.member import (
    AddMemberSheet,
    ChangeMemberSheet,
    EndMemberSheet,
)
from gridhall.organisation.dialogs.transfer_relation import (
    MoveMemberSheet,
    ReceiptSheet,
    TransferOutSheet,
)
from gridhall.organisation.pages.members import MembersPage
from gridhall.organisation.pages.standing import standing_matters
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from tests.organisation.listed_hall import JOINED, ListedHall, make_lists, settled, shown


@pytest.fixture
def hall(db: Database) -> ListedHall:
    with db.write() as session:
        return make_lists(session)


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: ListedHall, supervisor: Clerk) -> Any:
    context.clerk = supervisor
    made = shown(qtbot, context, MembersPage(context))
    made.choose(hall.relation)
    qtbot.waitUntil(lambda: on_card(made) == hall.relation)
    return made


def on_card(page: Any) -> int | None:
    return page.panel.view.row.relation_id if page.panel.view is not None else None


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def names(page: Any) -> list[str]:
    return [row.name for row in page.model.rows]


def test_members_by_state_and_organisation(page: Any, hall: ListedHall) -> None:
    assert sorted(names(page)) == ["张老师", "柳建平"]
    assert page.ui.pills.titles() == [
        "全部 2", "正式党员 1", "预备党员 0", "在职报到 1", "待回执 0", "人已离开 0"
    ]  # fmt: skip
    page.ui.filterEdit.setText("ljp")
    assert names(page) == ["柳建平"]
    page.ui.filterEdit.clear()
    page.show_organisation(hall.tree.sunset)
    assert names(page) == []
    page.show_organisation(hall.tree.dragon)
    assert len(names(page)) == 2
    assert page.ui.countLabel.text() == "党员 1 人 · 在职报到 1 人"


def test_an_organisation_asked_for_before_the_list_was_read(
    qtbot: QtBot, context: Context, hall: ListedHall
) -> None:
    made = MembersPage(context)
    made.show_organisation(hall.tree.sunset)
    shown(qtbot, context, made)
    assert made.branch_on_show() == hall.tree.sunset
    assert names(made) == []


def test_out_with_a_letter_waits_for_its_receipt(
    qtbot: QtBot, page: Any, hall: ListedHall, context: Any
) -> None:
    page.acts.transfer_out()
    made: TransferOutSheet = sheet(page, TransferOutSheet)
    made.save()
    assert "请填写转往哪里" in made.banner.text()
    made.to.setText("芝罘区向阳街道党工委")
    made.letter.setText("第 12 号")
    made.save()
    settled(qtbot, page)
    assert [row.name for row in page.told.waiting] == ["柳建平"]
    page.ui.pills._choose_and_tell(4)
    page.choose(hall.relation)
    qtbot.waitUntil(lambda: page.panel.receipt_button.isVisible())
    page.act(page.acts.print_slip)
    qtbot.waitUntil(lambda: bool(context.desk.previewed))
    page.acts.receipt()
    receipt: ReceiptSheet = sheet(page, ReceiptSheet)
    receipt.save()
    settled(qtbot, page)
    assert page.told.waiting == []
    context.desk.undos[-1]()
    context.desk.undos[-2]()
    settled(qtbot, page)
    qtbot.waitUntil(lambda: "柳建平" in [row.name for row in page.told.rows])


def test_between_branches_and_into_the_wrong_one(qtbot: QtBot, page: Any, hall: ListedHall) -> None:
    page.acts.move()
    made: MoveMemberSheet = sheet(page, MoveMemberSheet)
    offered = [choice.key for choice in made.branch._find("")]
    assert offered == [hall.tree.branch, hall.tree.group]  # a committee keeps no members
    made.branch.show_organisation(hall.tree.branch)
    made.save()
    assert "请选别的支部" in made.banner.text()
    made.branch.show_organisation(hall.tree.group)
    made.save()
    settled(qtbot, page)
    row = next(row for row in page.told.rows if row.name == "柳建平")
    assert row.organisation_name == "御景 3号楼党小组"


def test_transfer_in_of_somebody_who_is_here_already_is_refused(
    qtbot: QtBot, page: Any, hall: ListedHall
) -> None:
    page.show_organisation(hall.tree.branch)
    page.acts.transfer_in()
    made: AddMemberSheet = sheet(page, AddMemberSheet)
    assert made.branch.value() == hall.tree.branch
    made.holder.who.choose(Choice(("person", hall.person), "柳建平"))
    made.save()
    assert "请填写从哪里转来" in made.banner.text()
    made.source.setText("区税务局机关党支部")
    made.save()
    assert "不能同时在两个支部" in made.banner.text()
    made.holder.who.choose(Choice(("new", "王新来"), "王新来"))
    made.save()
    settled(qtbot, page)
    assert "王新来" in [row.name for row in page.told.rows]


def test_facts_are_put_right_and_a_member_ends(qtbot: QtBot, page: Any, hall: ListedHall) -> None:
    page.acts.change()
    made: ChangeMemberSheet = sheet(page, ChangeMemberSheet)
    made.full.set_value(date(2009, 1, 1), JOINED)
    made.save()
    assert made.isVisible()  # full before joined
    assert made.banner.text()
    made.full.set_value(date(2012, 7, 1), JOINED)
    made.save()
    settled(qtbot, page)
    assert next(r for r in page.told.rows if r.name == "柳建平").full_on == date(2012, 7, 1)
    page.acts.end()
    ended: EndMemberSheet = sheet(page, EndMemberSheet)
    ended.why.setCurrentText("")
    ended.save()
    assert "请填写减员原因" in ended.banner.text()
    ended.why.setCurrentText("去世")
    ended.save()
    settled(qtbot, page)
    assert names(page) == ["张老师"]


def test_the_card_in_the_register_knows_the_branch(
    page: Any, context: Context, hall: ListedHall, db: Database
) -> None:
    with db.read() as session:
        told = standing_matters(context, session, hall.person)
    assert [(one.kind, one.record_id) for one in told] == [("organisation", hall.tree.branch)]
    assert [(one.title, one.state) for one in told] == [
        ("组织关系 御景小区党支部，2020-07-01 起", "正式党员")
    ]


def test_a_counter_clerk_sees_and_is_told_who_may(
    qtbot: QtBot, context: Any, hall: ListedHall
) -> None:
    made = shown(qtbot, context, MembersPage(context))
    made.new_button.click()
    assert "登记党员要" in context.desk.errors[-1]
