"""What is done from the page of the tree: to-dos, taking back, papers, a whole election."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.dialogs.election_notice import NoticeSheet
from gridhall.organisation.pages.tree import PartyPage
from gridhall.organisation.pages.tree.printing import PAPERS
from gridhall.organisation.queries.seats import seats_of
from gridhall.organisation.queries.spots import spots
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.seats import Appointment, Holder, OutsiderDraft, SeatDraft
from gridhall.organisation.service import seats
from gridhall.organisation.service.seats import add_seat
from gridhall.organisation.service.tree import OrganisationDraft, found
from gridhall.papers.queries import papers
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from tests.factories import TODAY, FakeDesk, make_dwelling
from tests.modal import answer
from tests.organisation.tree_hall import (
    TreeHall,
    appoint_outsider,
    appoint_resident,
    make_tree,
)


@pytest.fixture
def hall(db: Database) -> TreeHall:
    with db.write() as session:
        made = make_tree(session)
        appoint_outsider(session, made.branch, 0, "柳建平")
        appoint_resident(session, made.home, 0, "刘凤英")
    return made


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: TreeHall, supervisor: Clerk) -> PartyPage:
    context.clerk = supervisor
    made = PartyPage(context)
    qtbot.addWidget(made)
    for action in made.actions_above():
        action.setParent(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitUntil(lambda: bool(made.outline.typed))
    return made


def choose(qtbot: QtBot, page: PartyPage, organisation_id: int) -> None:
    page.show_organisation(organisation_id)
    qtbot.waitUntil(lambda: page.card() is not None and page.card().row.id == organisation_id)


def press(sheet: Any, words: str) -> None:
    found = [
        one for one in sheet.findChildren(QPushButton) if one.accessibleName().startswith(words)
    ]
    found[0].click()


def test_who_moved_out_is_told_and_settled_by_relieving(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk
) -> None:
    with db.write() as session:
        seat = seats_of(session, hall.home, TODAY)[0]
        person = session.get_one(Person, seat.person_id)
        person.status, person.died_on = "died", date(2026, 11, 1)
    qtbot.waitUntil(lambda: page.ui.todoBanner.isVisible())
    assert page.ui.todoBanner.text() == "任职人离开 1 件"
    assert page.outline.model.line(hall.home).title == "空缺 中心户 3-1-202"
    dated: list[date] = []

    def settle(sheet: Any) -> None:
        dated.append(sheet.day.value())
        sheet.save_button.click()

    answer(lambda sheet: press(sheet, "离任"), settle)
    QTest.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(desk.toasts))
    assert dated == [date(2026, 11, 1)]  # the day it happened is proposed
    qtbot.waitUntil(lambda: not page.ui.todoBanner.isVisible())


def test_an_appointment_over_somebody_is_taken_back_whole(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk
) -> None:
    from gridhall.qt.choice import Choice

    choose(qtbot, page, hall.branch)
    page.panel.ui.seatsTable.choose_first()

    def appoint(sheet: Any) -> None:
        sheet.holder.who.choose(Choice(("new", "韩冰"), "韩冰"))
        sheet.save()
        if sheet.isVisible():
            sheet.save()

    answer(appoint)
    page.panel.ui.appointButton.click()
    qtbot.waitUntil(lambda: bool(desk.toasts))
    with db.read() as session:
        assert seats_of(session, hall.branch, TODAY)[0].holder_name == "韩冰"
    desk.undos[-1]()
    with db.read() as session:
        assert seats_of(session, hall.branch, TODAY)[0].holder_name == "柳建平"


def test_a_seat_is_ended_only_after_asking(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk
) -> None:
    choose(qtbot, page, hall.branch)
    rows = page.panel.seats.rows
    answer(lambda asked: asked.accept())
    page._act_on_seat("end_seat", rows[0])
    assert "请先登记离任" in desk.errors[-1]
    answer(lambda asked: asked.accept())
    page._act_on_seat("end_seat", rows[3])
    with db.read() as session:
        assert len(seats_of(session, hall.branch, TODAY)) == len(rows) - 1


@pytest.mark.parametrize("place", range(len(PAPERS) - 1))
def test_every_paper_comes_out(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk, place: int
) -> None:
    choose(qtbot, page, hall.branch)
    page.panel.ui.seatsTable.choose_first()
    page._print(PAPERS[place])
    qtbot.waitUntil(lambda: bool(desk.previewed or desk.errors))
    if "兼职委员" in PAPERS[place].words:  # there is none
        assert "没有在任的兼职委员" in desk.errors[0]
        return
    assert not desk.errors
    with db.read() as session:
        assert [row.id for row in papers(session)] == desk.previewed


def test_the_notice_of_an_election_follows_the_day_until_it_is_written_over(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, context: Context, desk: FakeDesk
) -> None:
    choose(qtbot, page, hall.branch)
    view = page.card()
    assert view is not None
    sheet = NoticeSheet(page, context, view.row)
    sheet.show()
    sheet.day.set_value(TODAY + timedelta(days=20))
    assert "2026年12月14日" in sheet.text.toPlainText()
    sheet.text.setPlainText("请各位党员参加。")
    sheet.day.set_value(TODAY + timedelta(days=30))
    assert sheet.text.toPlainText() == "请各位党员参加。"
    with qtbot.waitSignal(sheet.issued):
        sheet.issue()


def test_an_organisation_of_a_past_day_is_shown_as_it_was(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, supervisor: Clerk
) -> None:
    from gridhall.organisation.service.tree import dissolve

    with db.write() as session:
        dissolve(session, supervisor, hall.sunset, TODAY, TODAY)
    qtbot.waitUntil(lambda: hall.sunset not in page.outline.outline.tree.nodes)
    page.toggle_day()
    page.ui.asAtEdit.set_value(date(2026, 5, 1))
    qtbot.waitUntil(lambda: hall.sunset in page.outline.outline.tree.nodes)
    with db.read() as session:
        assert hall.sunset not in tree(session).nodes
    qtbot.waitUntil(lambda: not page.panel.ui.editButton.isVisibleTo(page.panel))


def test_the_ratio_panel_comes_after_the_card(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, supervisor: Clerk
) -> None:
    with db.write() as session:
        make_dwelling(session)
        place = spots(session)[0]
        draft = OrganisationDraft(
            "御景小区业主委员会", "owners_committee", hall.dragon, compound_id=place.compound_id
        )
        body = found(session, supervisor, draft, TODAY)
        for title in ("director", "body_member"):
            add_seat(session, supervisor, SeatDraft(title, body, created_on=TODAY), TODAY)
        holder = Holder(outsider=OutsiderDraft("周丽华", phone="13987655523", is_party=True))
        first = seats_of(session, body, TODAY)[0].id
        taken = Appointment(holder, TODAY, None, confirmed=True)
        seats.appoint(session, supervisor, first, taken, TODAY)
    qtbot.waitUntil(lambda: body in page.outline.outline.tree.nodes)
    choose(qtbot, page, body)
    qtbot.waitUntil(lambda: page.panel.ui.ratiosBox.isVisible())
    assert page.panel.view.ratios is not None
    assert (page.panel.view.ratios.body_members, page.panel.view.ratios.body_party) == (1, 1)
