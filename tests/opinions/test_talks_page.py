"""诉求民意 on the screen: households by digits, votes by one key, visits, papers, Ctrl+Z."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.opinions.columns.talks import GOING, RECEPTIONS, SURVEYS, TOPICS
from gridhall.opinions.dialogs.reception import ReceiveSheet, SeriesSheet
from gridhall.opinions.dialogs.survey import SurveySheet
from gridhall.opinions.dialogs.survey_doors import DoorsSheet, PrintSheet
from gridhall.opinions.dialogs.survey_entry import SurveyEntrySheet
from gridhall.opinions.dialogs.survey_outcomes import OutcomeSheet
from gridhall.opinions.dialogs.topic import BeginVoteSheet, DecideSheet, DiscussSheet, TopicSheet
from gridhall.opinions.dialogs.topic_votes import VotesSheet
from gridhall.opinions.models import DemandSurvey
from gridhall.opinions.pages.talks import TalksPage
from gridhall.opinions.queries.doors import Scope, doors
from gridhall.opinions.queries.receptions import receptions, visitors
from gridhall.opinions.queries.surveys import answers, outcomes, ranking, surveys, visits
from gridhall.opinions.queries.talks import card
from gridhall.opinions.queries.topics import topics
from gridhall.opinions.rules.receptions import SeriesDraft
from gridhall.opinions.rules.taking_on import proposal
from gridhall.opinions.rules.topics import TopicDraft
from gridhall.opinions.service.receptions import plan_series
from gridhall.opinions.service.survey_outcomes import take_on
from gridhall.opinions.service.survey_visits import choose_doors
from gridhall.opinions.service.topics import save_topic
from gridhall.qt.context import Context
from gridhall.qt.sub_views import SubViews, View
from tests.factories import TODAY, FakeDesk
from tests.opinions.hall import answered, closed, compound, make_doors, make_heads, opened, when

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(qtbot: QtBot, context: Context, db: Database) -> Iterator[TalksPage]:
    """The page in its tab, at 1366 x 768, read."""
    with db.write() as session:
        make_doors(session, 6)
        make_heads(session, ["李建军", "王晓燕"])
    views = SubViews((View("查居民", QWidget), View("诉求民意", lambda: TalksPage(context))))
    qtbot.addWidget(views)
    views.resize(1366, 697)
    views.show()
    views.show_for_width(1366)
    made: Any = views.go("诉求民意")
    qtbot.waitUntil(lambda: made.is_read)
    yield made
    views.hide()


def show(qtbot: QtBot, page: TalksPage, kind: str, row_id: int) -> None:
    """The line is chosen and its card read anew."""
    page.refresh()
    page.show_found(kind, row_id)

    def shown() -> bool:
        card = page.panel.card
        return card is not None and (card.kind, card.row.id) == (kind, row_id)

    qtbot.waitUntil(shown)
    qtbot.waitUntil(lambda: page.ui.sideStack.currentWidget() is page.panel)


def wait_for(qtbot: QtBot, page: TalksPage, topic_id: int, act: str) -> None:
    """Its card offers this act."""
    show(qtbot, page, "topic", topic_id)
    qtbot.waitUntil(lambda: page.panel.first.text() == act)


def sheet(page: QWidget, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def test_a_survey_is_made_walked_and_begun(
    qtbot: QtBot, page: TalksPage, db: Database, desk: FakeDesk
) -> None:
    page.ui.pills.choose(SURVEYS)
    page.acts.add()
    new = sheet(page, SurveySheet)
    new.save()
    assert "请选在哪个小区或网格" in _notes(new)
    new.place.setText("都市春天")
    new.title_edit.setText("都市春天居民诉求调查")
    new.save()
    with db.read() as session:
        (row,) = surveys(session)
    show(qtbot, page, "survey", row.id)
    assert page.panel.first.text() == "走访名单"
    page.acts.first()
    doors = sheet(page, DoorsSheet)
    doors.step.setValue(2)
    assert doors.told.text() == "要走访 3 户"
    doors.save()
    show(qtbot, page, "survey", row.id)
    qtbot.waitUntil(lambda: page.panel.first.text() == "开始调查")
    page.acts.first()
    assert desk.toasts[-1] == "已开始调查，走访 3 户"
    desk.undos[-1]()
    with db.read() as session:
        assert surveys(session)[0].state == "draft"


def test_households_are_typed_in_by_digits_and_enter(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 6)
    show(qtbot, page, "survey", survey_id)
    page.acts.first()
    entry = sheet(page, SurveyEntrySheet)
    qtbot.waitExposed(entry)
    assert entry.door.text() == "1-1-101  李建军"
    for key in ("1", "2", "4", ENTER, "1", "3", ENTER, "-", "/"):
        QTest.keyClick(entry.pad, key)
    with db.read() as session:
        listed = visits(session, survey_id)
        told = answers(session, listed[0].id)
    assert [one.state for one in listed] == ["done", "done", "absent", "refused", *["waiting"] * 2]
    assert [(one.option_id is not None, one.stars) for one in told] == [
        (True, None),
        (True, None),
        (False, 4),
    ]
    assert entry.told.text() == "已录 4 / 6 户"
    QTest.keyClick(entry.pad, Qt.Key.Key_Backspace)
    assert entry.shown.door.address.door == "1-1-202"
    QTest.keyClick(entry.pad, Qt.Key.Key_Return)  # nothing typed: passed over
    entry.undo()
    with db.read() as session:
        assert [one.state for one in visits(session, survey_id)].count("waiting") == 3
    entry.reject()


def test_what_is_typed_of_a_household_is_not_lost_on_the_way_to_another(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 4)
    show(qtbot, page, "survey", survey_id)
    page.acts.first()
    entry = sheet(page, SurveyEntrySheet)
    for key in ("1", ENTER, "2", Qt.Key.Key_Backspace):
        QTest.keyClick(entry.pad, key)
    assert "这一户还没有存" in entry.said.text()
    assert entry.shown.door.address.door == "1-1-102"
    entry.filter.setText("1-1-201")
    QTest.keyClick(entry.filter, ENTER)
    assert entry.shown.door.address.door == "1-1-102"
    entry.reject()
    assert entry.isVisible()
    assert "再按一次 Esc" in entry.said.text()
    for key in ("2", Qt.Key.Key_Backspace, "1", ENTER):  # taken off again; the first one's off too
        QTest.keyClick(entry.pad, key)
    assert "原来的回答都去掉了" in entry.said.text()
    with db.read() as session:
        assert [one.state for one in visits(session, survey_id)] == ["done", *["waiting"] * 3]
    entry.reject()
    entry.reject()
    assert not entry.isVisible()


def test_a_door_of_two_compounds_is_asked_for_by_its_compound(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 2)
        other = make_doors(session, 2, "御景小区")
        session.get_one(DemandSurvey, survey_id).compound_id = None
        choose_doors(
            session, clerk, survey_id, [*(one.id for one in doors(session, Scope())), *other]
        )
    show(qtbot, page, "survey", survey_id)
    page.acts.first()
    entry = sheet(page, SurveyEntrySheet)
    entry.filter.setText("1-1-102")
    QTest.keyClick(entry.filter, ENTER)
    assert "“1-1-102”不止一处" in entry.banner.text()
    entry.filter.setText("御景小区 1-1-102")
    QTest.keyClick(entry.filter, ENTER)
    assert entry.shown.door.address.short == "御景小区 1-1-102"
    entry.reject()


def test_votes_stand_in_one_line_of_the_story(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 4)
        answered(session, clerk, survey_id, ["1", "2", "1"])
    with db.read() as session:
        told = card(session, "survey", survey_id).acts
    assert [one.split(f"{clerk.name} ")[1][:6] for one in told][:2] == ["录入 3 户", "开始调查"]


def test_a_household_is_found_by_its_door_or_joins_the_list(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 4)
        make_doors(session, 6)
    show(qtbot, page, "survey", survey_id)
    page.acts.first()
    entry = sheet(page, SurveyEntrySheet)
    entry.filter.setText("wxy")
    QTest.keyClick(entry.filter, Qt.Key.Key_Return)
    assert entry.door.text() == "1-1-102  王晓燕"
    entry.filter.setText("1-1-301")
    QTest.keyClick(entry.filter, Qt.Key.Key_Return)
    assert (entry.door.text(), len(entry.rows)) == ("1-1-301", 5)
    entry.filter.setText("9-9-909")
    QTest.keyClick(entry.filter, Qt.Key.Key_Return)
    assert "没有登记过" in entry.banner.text()
    QTest.keyClick(entry.pad, "7")
    assert "这一题按 1 到 4" in entry.said.text()
    entry.pad.press("1")
    entry.away("absent")
    assert "不能记成没人" in entry.said.text()
    entry.reject()


def test_the_two_highest_are_taken_on_in_one_act(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    with db.write() as session:
        survey_id = closed(session, clerk, ["12", "12", "1", "3"])
    show(qtbot, page, "survey", survey_id)
    page.acts.first()
    made = sheet(page, OutcomeSheet)
    assert [made.kinds[one.option_id].currentData() for one in made.ranked] == [
        "issue",
        "issue",
        "plan",
    ]
    made.save()
    assert desk.toasts[-1] == "已处理 3 项诉求：2 项转办，1 项列入工作计划"
    show(qtbot, page, "survey", survey_id)
    qtbot.waitUntil(lambda: bool(page.panel.card and page.panel.card.outcomes))
    page.acts.open_issue()
    assert desk.opened[-1][0] == "issue"
    desk.undos[-1]()
    with db.read() as session:
        assert outcomes(session, survey_id) == []


def test_what_was_acted_on_stays_chosen_and_a_key_is_for_the_chosen_line(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = closed(session, clerk, ["1", "1", "2"])
        place = compound(session)
        other = save_topic(session, clerk, TopicDraft("换灯", "", place, proposer="楼长"), when())
    show(qtbot, page, "survey", survey_id)
    page.choose_line(GOING, ("survey", survey_id))
    page.acts.first()
    sheet(page, OutcomeSheet).save()
    qtbot.waitUntil(lambda: page.panel.manner() == "survey-done")
    page.refresh()
    qtbot.waitUntil(lambda: page.ui.countLabel.text() == "在办 1 项")
    assert page.ui.table.current().key == ("survey", survey_id)
    page.ui.table.choose(("topic", other.row_id))
    page.acts.first()  # before the card was read
    assert sheet(page, DiscussSheet) is not None
    page.relist()
    assert [one.key for one in page.model.rows] == [("topic", other.row_id)]


def test_a_key_without_an_act_says_why(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    window: Any = page.window().windowHandle()
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert str(desk.errors[-1]) == "请先在左边选一行"
    with db.write() as session:
        survey_id = closed(session, clerk, ["1", "1", "2"])
        take_on(session, clerk, survey_id, proposal(ranking(session, survey_id), 2), when())
    show(qtbot, page, "survey", survey_id)
    for key in (Qt.Key.Key_R, Qt.Key.Key_S):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert "只能查看" in str(desk.errors.pop())


def test_a_tie_is_the_clerks_to_break(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        survey_id = closed(session, clerk, ["1", "1", "2", "3"])
    show(qtbot, page, "survey", survey_id)
    page.acts.first()
    made = sheet(page, OutcomeSheet)
    assert "前 2 项分不出来" in made.banner.text()
    assert [made.kinds[one.option_id].currentData() for one in made.ranked] == ["issue", "", ""]
    made.reject()


def test_a_topic_is_voted_on_by_one_key_a_door(
    qtbot: QtBot, page: TalksPage, db: Database, desk: FakeDesk
) -> None:
    page.ui.pills.choose(TOPICS)
    page.acts.add()
    new = sheet(page, TopicSheet)
    new.place.setText("都市春天")
    new.title_edit.setText("更换大门")
    new.proposer.setText("王晓燕")
    new.save()
    with db.read() as session:
        (row,) = topics(session)
    wait_for(qtbot, page, row.id, "登记议事")
    page.acts.first()
    talk = sheet(page, DiscussSheet)
    talk.words.setPlainText("大家同意")
    talk.save()
    wait_for(qtbot, page, row.id, "开始表决")
    page.acts.first()
    sheet(page, BeginVoteSheet).save()
    wait_for(qtbot, page, row.id, "录入表决")
    page.acts.first()
    voting = sheet(page, VotesSheet)
    for key in "11123":
        QTest.keyClick(voting.table, key)
    QTest.keyClick(voting.table, "7")
    assert "只按 1 同意" in voting.said.text()
    assert voting.table.current().door.address.door == "1-1-302"
    QTest.keyClick(voting.table, Qt.Key.Key_Backspace)
    QTest.keyClick(voting.table, "1")  # 1-1-301 corrects its 弃权
    voting.undo()
    voting.filter.setText("ljj")
    QTest.keyClick(voting.filter, Qt.Key.Key_Return)
    QTest.keyClick(voting.table, "0")
    with db.read() as session:
        (row,) = topics(session)
    assert (row.cast.for_it, row.cast.against, row.cast.abstain) == (2, 1, 1)
    assert "参与 4" in voting.outcome.text()
    voting.reject()
    show(qtbot, page, "topic", row.id)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row == row)
    page.acts.second()
    ending = sheet(page, DecideSheet)
    assert not ending.votes[0].isEnabled()
    ending.save()
    assert desk.toasts[-1] == "表决没有通过：更换大门"


def test_a_visit_becomes_an_issue_by_one_key(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    with db.write() as session:
        plan = SeriesDraft(TODAY, "小广场", "宋永东", compound_id=compound(session))
        day = plan_series(session, clerk, plan, when()).row_id
    show(qtbot, page, "reception", day)
    page.act(page.acts.second)
    assert desk.errors[-1] == "还没有人来访。来了按 Alt+R 登记"
    page.acts.first()
    made = sheet(page, ReceiveSheet)
    made.visitor.setText("刘先生")
    made.words.setPlainText("路灯不亮")
    made.save()
    assert "当场答不了，按 Alt+W 转吹哨台账" in made.banner.text() + _notes(made)
    made.to_issue.click()
    assert desk.toasts[-1] == "已登记来访，转吹哨台账"
    with db.read() as session:
        (came,) = visitors(session, day)
    assert came.issue_number
    qtbot.waitUntil(lambda: len(page.panel.visitors.rows_model.rows) == 1)
    page.acts.first()
    second = sheet(page, ReceiveSheet)
    second.visitor.setText("不留名")
    second.words.setPlainText("门卡坏了")
    second.answer.setPlainText("已换")
    second.save()
    page.refresh()
    qtbot.waitUntil(lambda: len(page.panel.visitors.rows_model.rows) == 2)
    assert page.panel.visitors.current().words == "门卡坏了"


def _notes(made: Any) -> str:
    return "".join(note.text() for _, note in made._marked.values())


def test_a_series_says_which_days_come_out(page: TalksPage, db: Database) -> None:
    page.ui.pills.choose(RECEPTIONS)
    page.acts.add()
    made = sheet(page, SeriesSheet)
    assert made.told.text().startswith("11月24日、12月22日、1月26日")
    made.compound.setText("都市春天")
    made.spot.setText("小广场")
    made.hosts.setText("宋永东")
    made.rhythm.setCurrentIndex(0)
    assert not made.until.isEnabled()
    made.save()
    with db.read() as session:
        assert [one.day for one in receptions(session)] == [TODAY]


def test_papers_are_made_and_shown(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    with db.write() as session:
        survey_id = opened(session, clerk, 4)
        ended = closed(session, clerk, ["1", "2"])
    show(qtbot, page, "survey", survey_id)
    page.acts.print_line()
    made = sheet(page, PrintSheet)
    made.one.setChecked(True)
    made._tell()
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    show(qtbot, page, "survey", ended)
    page.acts.print_line()
    qtbot.waitUntil(lambda: len(desk.previewed) == 2)


def test_pills_count_what_is_going_on_and_say_what_is_empty(
    qtbot: QtBot, page: TalksPage, db: Database, clerk: Clerk
) -> None:
    page.relist()
    assert page.ui.listStack.currentWidget() is page.ui.empty
    with db.write() as session:
        closed(session, clerk, ["1", "2"])
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.model.rows))
    assert page.ui.pills.current() == GOING
    assert page.model.rows[0].when == "待处理诉求"
    assert page.new_button.text() == "新建调查"
    page._follow_pill(RECEPTIONS)
    assert page.new_button.text() == "排接待日"
