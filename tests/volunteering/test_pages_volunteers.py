"""集中服务日·志愿者: found by initials, filtered, registered, changed, every sheet taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gridhall.app.finding import Finder
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import PartnerUnit
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from gridhall.volunteering.dialogs.volunteers.belonging import SkillsSheet, SquadsSheet
from gridhall.volunteering.dialogs.volunteers.lists import ListsSheet
from gridhall.volunteering.dialogs.volunteers.register import ChangeSheet, RegisterSheet
from gridhall.volunteering.dialogs.volunteers.state import LeaveSheet, PauseSheet
from gridhall.volunteering.dialogs.volunteers.times import TimesSheet
from gridhall.volunteering.dialogs.volunteers.week import FREE, week_of
from gridhall.volunteering.dialogs.volunteers.wishes import PairsSheet, WishesSheet
from gridhall.volunteering.models import Duty
from gridhall.volunteering.pages.certificates import CertificatesPage
from gridhall.volunteering.pages.volunteers import VolunteersPage
from gridhall.volunteering.queries.card import VolunteerCard, volunteer
from gridhall.volunteering.service.lists import install_lists
from tests.factories import TODAY, id_number, make_family
from tests.organisation.listed_hall import settled, shown
from tests.volunteering import people
from tests.volunteering.served import make_day, roster


@pytest.fixture
def hall(db: Database, administrator: Clerk) -> dict[str, int]:
    """A family, a unit with two volunteers, the shipped lists."""
    with db.write() as session:
        install_lists(session, administrator)
        make_family(session)
        session.add(Duty(name="义诊测压"))
        unit = PartnerUnit(name="市第一中学", kind="reporting")
        session.add(unit)
        session.flush()
        soon = {"健康证": date(2026, 12, 10)}
        wei = people.volunteer(session, "魏山", unit_id=unit.id, skills=soon, is_party=True)
        tan = people.volunteer(
            session, "覃航", squads=("环境治理",), area="御景小区", category="助老",
            skills=("理发",),
        )  # fmt: skip
        mother = session.query(Person).filter_by(name="王晓燕").one().id
        return {"unit": unit.id, "魏山": wei, "覃航": tan, "王晓燕": mother}


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: dict[str, int]) -> Any:
    made = shown(qtbot, context, VolunteersPage(context))
    qtbot.waitUntil(lambda: made.panel.card is not None)
    return made


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def card(db: Database, volunteer_id: int) -> VolunteerCard:
    with db.read() as session:
        return volunteer(session, volunteer_id, TODAY)


def pick(qtbot: QtBot, page: Any, key: int) -> None:
    """Choose somebody and wait for the card."""
    page.choose(key)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row.id == key)


def test_pills_and_drop_downs_narrow_the_list(qtbot: QtBot, page: Any, hall: Any) -> None:
    assert [row.name for row in page.model.rows] == ["覃航", "魏山"]
    assert page.ui.pills.titles() == [
        "在册 2", "快到期 1", "缺基本信息 1", "暂停 0", "退出 0", "全部 2",
    ]  # fmt: skip
    page.ui.filterEdit.setText("ws")
    assert [row.name for row in page.model.rows] == ["魏山"]
    page.ui.filterEdit.clear()
    page.unit.setCurrentIndex(page.unit.findData(hall["unit"]))
    assert [row.name for row in page.model.rows] == ["魏山"]
    page.unit.setCurrentIndex(page.unit.findData(0))  # 没有单位
    assert [row.name for row in page.model.rows] == ["覃航"]
    page.unit.setCurrentIndex(0)
    page.squad.setCurrentIndex(page.squad.findText("环境治理"))
    assert [row.name for row in page.model.rows] == ["覃航"]
    page.skill.setCurrentIndex(page.skill.findText("健康证"))
    assert page.ui.listStack.currentWidget() is page.ui.empty
    pick(qtbot, page, hall["魏山"])  # another page wants them: what hides them is taken off
    assert page.panel.basics_part.note.text() == "缺 居住区域、服务类别"
    assert "健康证 2026-12-10 到期" in page.panel.warning.text()
    texts = [label.text() for label in page.panel.findChildren(type(page.panel.service))]
    assert not any("13800000" in text for text in texts)  # numbers are masked


def test_a_resident_is_registered_by_initials_and_taken_back(
    qtbot: QtBot, page: Any, hall: Any, context: Any
) -> None:
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    made: RegisterSheet = sheet(page, RegisterSheet)
    made.save()
    assert "请选志愿者" in made.banner.text()
    offered = made.holder._find("wxy")
    made.holder.who.choose(offered[0])
    made.holder._follow()
    assert not made.fields.id_number.isEnabled()  # the register knows it
    made.fields.category.setCurrentText("助老")
    made.squads.set_value([page.told.offers.squads[0].id])
    made.save()
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.card.row.name == "王晓燕")
    row = page.panel.card.row
    assert (row.person_id, row.squads, row.category) == (hall["王晓燕"], ("矛盾化解",), "助老")
    context.desk.undos[-1]()
    settled(qtbot, page)
    assert [one.name for one in page.model.rows] == ["覃航", "魏山"]


def test_somebody_new_of_a_unit_is_told_by_the_number(
    qtbot: QtBot, page: Any, hall: Any, db: Database
) -> None:
    page.acts.register()
    made: RegisterSheet = sheet(page, RegisterSheet)
    made.holder.who.choose(Choice(("new", "查计文"), "查计文"))
    made.holder._follow()
    number = id_number(date(1981, 7, 4), "2", 77)
    made.fields.id_number.setText(number[:-1])
    assert made.fields.number_said.text() == "还差 1 位"
    made.fields.id_number.setText(number[:-1] + ("1" if number[-1] != "1" else "2"))
    made.save()
    assert made.isVisible()
    assert "证件号" in made.banner.text()
    made.fields.id_number.setText(number)
    assert (made.fields.sex.currentText(), made.fields.born.value()) == ("女", date(1981, 7, 4))
    made.fields.unit.show_one(hall["unit"])
    made.save()
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.card.row.name == "查计文")
    kept = card(db, page.panel.card.row.id)
    assert (kept.row.unit_name, kept.draft.id_number) == ("市第一中学", number)


def test_facts_skills_squads_and_times_are_changed(
    qtbot: QtBot, page: Any, hall: Any, db: Database
) -> None:
    pick(qtbot, page, hall["魏山"])
    page.acts.change()
    changed: ChangeSheet = sheet(page, ChangeSheet)
    changed.fields.area.setCurrentText("都市春天")
    changed.fields.category.setCurrentText("便民服务")
    changed.save()
    page.acts.skills()
    skills: SkillsSheet = sheet(page, SkillsSheet)
    line = next(one for one in skills.lines if one.skill.name == "电工证")
    line.box.setChecked(True)
    line.until.unknown.setChecked(True)
    skills.save()
    assert "“电工证”要写有效期" in skills.banner.text()
    line.until.set_value(date(2028, 1, 1), TODAY)
    skills.save()
    page.acts.squads()
    squads: SquadsSheet = sheet(page, SquadsSheet)
    squads.squads.set_value([page.told.offers.squads[-1].id])
    squads.save()
    page.acts.times()
    times: TimesSheet = sheet(page, TimesSheet)
    press(times.week, times.week._box(2, 0))
    press(times.week, times.week._box(2, 1))
    press(times.week, times.week._box(5, -1))  # 周六, the whole day
    times.span.setText("8点")
    times.add_line()
    assert "要写成 8:00-12:00" in times.banner.text()
    times.span.setText("8:00-12:00")
    times.note.setText("出差")
    times.add_line()
    times.save()
    kept = card(db, hall["魏山"])
    assert kept.row.missing == ()
    assert kept.row.skills == ("健康证", "电工证")
    assert kept.row.squads == ("民情调查",)
    told = {(t.time.weekday, t.time.starts, t.time.ends, t.time.is_free) for t in kept.times}
    assert told == {(2, 0, 1080, True), (5, 0, 1440, True), (None, 480, 720, False)}
    assert sum(said == FREE for said in week_of([t.time for t in kept.times]).values()) == 5


def press(week: Any, box: Any) -> None:
    centre: QPointF = box.center()
    QTest.mouseClick(week, Qt.MouseButton.LeftButton, pos=centre.toPoint())


def test_wishes_pairs_and_state_each_with_its_way_back(
    qtbot: QtBot, page: Any, hall: Any, db: Database, context: Any
) -> None:
    pick(qtbot, page, hall["覃航"])
    page.acts.wishes()
    wishes: WishesSheet = sheet(page, WishesSheet)
    wishes.kind.setCurrentIndex(wishes.kind.findData("refusal"))
    wishes.add_line()
    wishes.add_line()
    assert "已经写过" in wishes.banner.text()
    wishes.save()
    page.acts.pairs()
    pairs: PairsSheet = sheet(page, PairsSheet)
    offered = pairs._find("ws")
    pairs.other.choose(offered[0])
    pairs.add_line()
    pairs.save()
    kept = card(db, hall["覃航"])
    assert [one.words for one in kept.wishes] == ["不愿：义诊测压"]
    assert [one.words for one in kept.pairs] == ["和魏山不能排在一起"]
    row = page.chosen()
    page.open_sheet(PauseSheet(page, context, row))
    sheet(page, PauseSheet).save()
    assert card(db, hall["覃航"]).row.state == "paused"
    context.desk.undos[-1]()
    assert card(db, hall["覃航"]).row.state == "active"
    page.open_sheet(LeaveSheet(page, context, row))
    sheet(page, LeaveSheet).save()
    qtbot.waitUntil(lambda: page.panel.state_button.text() == "恢复服务")
    page.acts.state()
    assert card(db, hall["覃航"]).row.state == "active"
    assert [one.act for one in card(db, hall["覃航"]).acts][:2] == ["恢复服务", "退出"]


def test_the_lists_are_a_supervisors(qtbot: QtBot, page: Any, context: Any, supervisor: Clerk
                                     ) -> None:  # fmt: skip
    page.acts.lists()
    made: ListsSheet = sheet(page, ListsSheet)
    assert "改名单要主管登录" in made.banner.text()
    assert not made.halves[0].add_button.isVisible()
    made.reject()
    context.clerk = supervisor
    page.acts.lists()
    made = sheet(page, ListsSheet)
    half = made.halves[1]
    half.name.setText("理发")
    half.add_button.click()
    assert "名单里已经有“理发”" in made.banner.text()
    half.name.setText("手语")
    half.add_button.click()
    assert [row.name for row in half.model.rows][-1] == "手语"
    made.reject()
    settled(qtbot, page)
    assert page.skill.findText("手语") > 0


def test_without_anybody_it_says_what_to_do(qtbot: QtBot, context: Context, db: Database) -> None:
    made = shown(qtbot, context, VolunteersPage(context))
    assert made.ui.listStack.currentWidget() is made.ui.empty
    assert made.ui.countLabel.text() == "0 人 · 本年 0 小时"
    with pytest.raises(UserError, match="请先在左边选志愿者"):
        made.chosen()


def test_the_palette_finds_them_masked_and_opens_their_card(context: Any, hall: Any) -> None:
    finder = Finder(context)
    found = [one for one in finder.find("qh") if one.group == "志愿者"]
    assert [one.title for one in found] == ["覃航"]
    assert "****" in found[0].right
    finder.open(found[0].key)
    assert context.desk.opened[-1] == ("volunteer", hall["覃航"])


def test_duties_go_to_a_phone_s_calendar(
    page: Any,
    context: Any,
    hall: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    pick(qtbot, page, hall["覃航"])
    with pytest.raises(UserError, match="今后没有排班"):
        page.acts.save_duties()
    with context.db.write() as session:
        roster(session, make_day(session, TODAY), hall["覃航"], ("义诊测压", "上午一"))
    proposed = []

    def chosen(_parent: Any, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "日程"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    page.acts.save_duties()
    [event] = Calendar.from_ical((tmp_path / "日程.ics").read_bytes()).walk("VEVENT")
    assert "义诊测压" in str(event["summary"])
    assert "覃航" not in proposed[0]
    assert "日程已存成“日程.ics”" in context.desk.toasts[-1]
    gone = (str(tmp_path / "没有" / "日程"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: gone)
    with pytest.raises(UserError, match="写不进去"):
        page.acts.save_duties()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.acts.save_duties()
    assert len(context.desk.toasts) == 1


def test_a_certificate_is_opened_for_who_is_chosen(
    page: Any, context: Any, hall: Any, qtbot: QtBot
) -> None:
    pick(qtbot, page, hall["魏山"])
    page.panel.certificate_button.click()
    assert context.desk.opened[-1] == ("certificate", hall["魏山"])
    there = shown(qtbot, context, CertificatesPage(context))
    there.ui.pills.choose(1)
    there.choose(hall["魏山"])
    qtbot.waitUntil(lambda: there.ui.table.current() is not None)
    assert there.chosen().name == "魏山"


def test_the_card_s_keys_work_where_the_card_has_no_room(
    page: Any, context: Any, hall: Any, qtbot: QtBot
) -> None:
    pick(qtbot, page, hall["魏山"])
    page.show_for_width(900)
    page.ui.filterEdit.setFocus()
    assert not page.panel.certificate_button.isVisible()
    QTest.keyClick(page.ui.filterEdit, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert context.desk.opened[-1] == ("certificate", hall["魏山"])
