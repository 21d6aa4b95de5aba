from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel
from gridhall.registry import queries, service
from gridhall.registry.dialogs.change import Carried, open_act
from gridhall.registry.models import Guardian, Household, Membership, Person
from gridhall.registry.queries.changes import actions_of
from tests.audit import audit, dressed
from tests.factories import TODAY, make_family, make_household, make_person

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def family(db: Database) -> dict[str, int]:
    """张桂花's family of four, 张国辉 alone in another flat."""
    with db.write() as session:
        make_family(session)
        man = make_person(session, "张国辉", sex="1", birth_date=date(1985, 1, 2))
        make_household(session, [(man, "02")], "御景小区 5-1-1202")
        return {p.name: p.id for p in session.scalars(select(Person))}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def open_sheet(qtbot: QtBot, context: Context, window: QWidget) -> Any:
    """Opens the sheet of an act and waits for its first plan."""

    def make(person_id: int, kind: str) -> Any:
        sheet = open_act(window, context, person_id, kind)
        sheet.carried.connect(lambda done: setattr(window, "done", done))
        sheet.open()
        qtbot.wait(5)
        return sheet

    return make


def _save(qtbot: QtBot, sheet: Any, window: QWidget) -> Carried:
    qtbot.wait(5)
    sheet.save_button.click()
    assert not sheet.isVisible(), sheet.banner.text()
    return window.done  # type: ignore[attr-defined,no-any-return]


def _wrong(sheet: Any) -> dict[str, str]:
    """What stands in red below which field."""
    marks = sheet._marked.items()
    return {key: mark.note.text() for key, mark in marks if mark.note.isVisible()}


def _household(db: Database, person_id: int) -> list[tuple[str, str]]:
    with db.read() as session:
        card = queries.resident_card(session, person_id)
        members = card.household.members if card.household else ()
        return [(one.name, one.relation_label) for one in members]


def test_a_head_who_dies_leaves_a_new_head(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    sheet = open_sheet(family["张桂花"], "died")
    assert sheet.heir.isVisible()
    assert sheet.heir.heads.currentText().startswith("李建军")  # the eldest adult
    assert sheet.preview.sentences() == []
    sheet.paper.setText("死亡医学证明 370686-0012")
    done = _save(qtbot, sheet, window)
    assert done.words == "已登记去世：张桂花"
    assert _household(db, family["李建军"]) == [
        ("李建军", "户主"), ("王晓燕", "妻"), ("李思涵", "女"),
    ]  # fmt: skip
    with db.read() as session:
        gone = session.get_one(Person, family["张桂花"])
        assert (gone.status, gone.died_on) == ("died", TODAY)
        assert actions_of(session, gone.id)[0].paper == "死亡医学证明 370686-0012"


def test_what_cannot_be_is_red_while_typing_and_does_not_pass(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    sheet = open_sheet(family["李建军"], "moved_out")
    sheet.movers.choose([family["张桂花"], family["李建军"], family["王晓燕"]])
    qtbot.wait(5)
    said = sheet.preview.sentences()
    assert any("李思涵（9 岁）独自留在户里" in one for one in said)
    sheet.save_button.click()
    assert sheet.isVisible()
    assert _wrong(sheet) == {"reason": said[-1]}
    assert sheet.focusWidget() is sheet.reason
    sheet.reason.setText("随姑姑在本市上学")
    sheet.reason.textEdited.emit(sheet.reason.text())
    done = _save(qtbot, sheet, window)
    assert done.words == "已登记迁出：张桂花、李建军、王晓燕"
    assert _household(db, family["李思涵"]) == [("李思涵", "户主")]


def test_whoever_left_comes_back_as_the_same_person(
    qtbot: QtBot,
    open_sheet: Any,
    window: QWidget,
    family: dict[str, int],
    db: Database,
    clerk: Clerk,
) -> None:
    _save(qtbot, open_sheet(family["张国辉"], "moved_out"), window)
    sheet = open_sheet(family["张国辉"], "moved_in")
    assert "请选去哪一户" in sheet.preview.findChildren(QWidget)[-1].text()
    sheet.target.show_door("御景小区 9-9-901")
    qtbot.wait(5)
    assert sheet.movers.chosen_relations() == {family["张国辉"]: "02"}
    _save(qtbot, sheet, window)
    with db.read() as session:
        row = queries.person(session, family["张国辉"])
        assert (row.home, row.status, row.relation) == ("御景小区 9-9-901", "present", "02")


def test_a_couple_and_their_child_split_off(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    sheet = open_sheet(family["李建军"], "split")
    sheet.movers.choose([family["李建军"], family["王晓燕"], family["李思涵"]])
    qtbot.wait(5)
    words = {who: edit.text() for who, edit in sheet.movers.relations.items()}
    assert words[family["李建军"]] == "户主"
    assert words[family["王晓燕"]] == "妻"
    assert words[family["李思涵"]] == "女"
    assert sheet.preview.sentences() == []
    _save(qtbot, sheet, window)
    assert _household(db, family["李建军"]) == [
        ("李建军", "户主"), ("王晓燕", "妻"), ("李思涵", "女"),
    ]  # fmt: skip
    assert _household(db, family["张桂花"]) == [("张桂花", "户主")]


def test_two_households_become_one_and_undo_makes_them_two(
    qtbot: QtBot,
    open_sheet: Any,
    window: QWidget,
    family: dict[str, int],
    db: Database,
    clerk: Clerk,
) -> None:
    sheet = open_sheet(family["张国辉"], "merged")
    sheet.target.edit.setText("御景小区 3-2-501")
    sheet.target._follow()
    assert sheet.target._note.text().startswith("张桂花户 4 人")
    sheet.movers.propose({family["张国辉"]: "93"})
    done = _save(qtbot, sheet, window)
    assert len(_household(db, family["张国辉"])) == 5
    with db.write() as session:
        service.undo(session, clerk, done.action_id, "并错了", TODAY)
    assert _household(db, family["张国辉"]) == [("张国辉", "户主")]


def test_a_whole_household_moves_and_keeps_its_number(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    sheet = open_sheet(family["李建军"], "moved")
    sheet.target.show_door("御景小区 8-1-101")
    assert sheet.target._note.text() == "搬到 御景小区 8-1-101"
    done = _save(qtbot, sheet, window)
    assert done.words == "张桂花户已搬到 御景小区 8-1-101"
    with db.read() as session:
        homes = session.scalars(select(Household)).all()
        assert len(homes) == 2
        assert queries.person(session, family["张桂花"]).home == "御景小区 8-1-101"


def test_a_newborn_comes_with_relation_number_and_guardian(
    qtbot: QtBot,
    open_sheet: Any,
    window: QWidget,
    family: dict[str, int],
    db: Database,
    clerk: Clerk,
) -> None:
    sheet = open_sheet(family["王晓燕"], "born")
    sheet.name.setText("李思源")
    sheet.sex.setCurrentIndex(1)
    assert sheet.relation.text() == "孙子"
    sheet.happened.set_value(date(2026, 11, 20))
    done = _save(qtbot, sheet, window)
    assert done.words == "已登记出生：李思源"
    assert ("李思源", "孙子") in _household(db, family["王晓燕"])
    with db.write() as session:
        child = session.get_one(Person, done.person_id)
        assert (child.birth_date, child.id_number) == (date(2026, 11, 20), "临2026000001")
        guardian = session.scalars(select(Guardian)).one()
        assert (guardian.guardian_id, guardian.relation) == (family["王晓燕"], "母亲")
        service.undo(session, clerk, done.action_id, "登错了", TODAY)
        assert session.get_one(Person, done.person_id).status == "void"
        held = select(Membership).where(Membership.person_id == done.person_id)
        assert session.scalars(held).all() == []


def test_a_new_name_keeps_the_old_one(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    sheet = open_sheet(family["李建军"], "name_changed")
    assert sheet.value.placeholderText() == "现在是 李建军"
    sheet.value.setText("李建国")
    _save(qtbot, sheet, window)
    with db.read() as session:
        card = queries.resident_card(session, family["李建军"])
        assert (card.person.name, card.former_name) == ("李建国", "李建军")
        before = queries.resident_card(session, family["李建军"], date(2026, 1, 1))
        assert before.person.name == "李建军"


def test_a_code_is_put_right_by_code_initials_or_word(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    for typed, words in (("11", "汉族 → 满族"), ("hz", "满族 → 回族"), ("苗", "回族 → 苗族")):
        sheet = open_sheet(family["李建军"], "corrected")
        sheet.field.setCurrentIndex(sheet.field.findData("ethnicity"))
        assert sheet.code.isVisible()
        sheet.code.setText(typed)
        if typed == "hz":
            sheet.code.choose(next(c for c in sheet.code._find("hz") if c.title == "回族"))
        _save(qtbot, sheet, window)
        with db.read() as session:
            assert words in actions_of(session, family["李建军"])[0].detail


def test_the_hukou_changes_with_the_day(
    qtbot: QtBot, open_sheet: Any, window: QWidget, family: dict[str, int], db: Database
) -> None:
    sheet = open_sheet(family["李建军"], "hukou_changed")
    sheet.save_button.click()
    assert _wrong(sheet) == {"hukou": "户籍状态和地址都和现在一样，不用改"}
    sheet.hukou.setCurrentIndex(sheet.hukou.findData("local"))
    sheet.happened.set_value(date(2026, 11, 1))
    qtbot.wait(5)
    _save(qtbot, sheet, window)
    with db.read() as session:
        assert queries.person(session, family["李建军"]).hukou_kind == "local"
        before = queries.resident_card(session, family["李建军"], date(2026, 10, 31))
        assert before.person.hukou_kind == "outside"


KINDS = ["died", "moved_inside", "split", "merged", "moved", "born", "corrected", "hukou_changed"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    open_sheet: Any,
    family: dict[str, int],
    dressed: Any,
    kind: str,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    sheet = open_sheet(family["李建军"], kind)
    qtbot.wait(20)
    assert audit(sheet).problems == []


def test_what_a_birth_lacks_is_said_beside_each_field(
    qtbot: QtBot, open_sheet: Any, family: dict[str, int]
) -> None:
    """A newborn has no number yet: its sex is asked for, not a number."""
    sheet = open_sheet(family["王晓燕"], "born")
    sheet.save_button.click()
    assert sheet.banner.text() == "还有 3 处要改：姓名、性别、与户主关系"
    assert sheet.focusWidget() is sheet.name
    assert list(_wrong(sheet).values()) == [
        "请填写姓名",
        "请选孩子的性别",
        "请选与户主关系；一户的第一位是户主",
    ]
    sheet.sex.setFocus()
    qtbot.keyClick(sheet.sex, "n")
    qtbot.keyClick(sheet.sex, "v")
    assert sheet.sex.currentText() == "女"
    sheet.name.setText("李新儿")
    sheet.save_button.click()
    assert not sheet.isVisible()


def test_a_refusal_leads_back_to_where_the_form_begins(
    open_sheet: Any, family: dict[str, int]
) -> None:
    sheet = open_sheet(family["李建军"], "merged")
    sheet.paper.setFocus()
    sheet.save_button.click()
    assert sheet.banner.text() == "还有 1 处要改：并到哪一户"
    assert "请选去哪一户" in _wrong(sheet)["target"]
    assert sheet.target.edit.property("state") == "error"
    assert sheet.focusWidget() is sheet.target.edit


def test_each_relation_and_day_that_is_wrong_is_told_beside_it_until_it_changes(
    qtbot: QtBot, open_sheet: Any, family: dict[str, int]
) -> None:
    sheet = open_sheet(family["张国辉"], "merged")
    sheet.target.show_door("御景小区 3-2-501")
    sheet.reported.set_value(date(2026, 11, 1))
    sheet.save_button.click()
    mine = f"relation:{family['张国辉']}"
    assert _wrong(sheet) == {
        mine: "请选张国辉与户主的关系",
        "reported": "申报日期早于发生日期，请核对这两个日期",
    }
    assert sheet.banner.text() == "还有 2 处要改：张国辉与户主关系、申报日期"
    assert sheet.focusWidget() is sheet.movers.relations[family["张国辉"]]
    qtbot.keyClicks(sheet.movers.relations[family["张国辉"]], "02")
    qtbot.keyClick(sheet.movers.relations[family["张国辉"]], Qt.Key.Key_Return)
    qtbot.wait(5)
    assert list(_wrong(sheet)) == ["reported"]
    assert sheet.banner.text() == "还有 1 处要改：申报日期"
    sheet.reported.set_value(TODAY)
    sheet.save_button.click()
    assert "都是户主，一户只能有一位" in _wrong(sheet)[mine]


def test_relations_still_to_be_chosen_are_one_sentence(
    qtbot: QtBot, open_sheet: Any, family: dict[str, int]
) -> None:
    sheet = open_sheet(family["张桂花"], "merged")
    sheet.target.show_door("御景小区 5-1-1202")
    qtbot.wait(5)
    said = [one.text() for one in sheet.preview.findChildren(Banner) if one.isVisible()]
    assert said == ["还要选 4 人与户主的关系：张桂花、李建军、王晓燕、李思涵"]
    assert len(sheet.preview.sentences()) == 4


def test_a_split_without_anybody_says_so_at_the_names(
    qtbot: QtBot, open_sheet: Any, family: dict[str, int]
) -> None:
    sheet = open_sheet(family["李建军"], "split")
    sheet.movers.ticks[family["李建军"]].setChecked(False)
    sheet.save_button.click()
    assert _wrong(sheet) == {"movers": "请勾选分出去的人"}
    sheet.movers.ticks[family["王晓燕"]].setChecked(True)
    qtbot.wait(5)
    assert _wrong(sheet) == {}
    assert not sheet.banner.isVisible()


def test_what_a_correction_lacks_is_said_under_what_is_typed(
    open_sheet: Any, family: dict[str, int]
) -> None:
    sheet = open_sheet(family["李建军"], "corrected")
    sheet.save_button.click()
    assert _wrong(sheet) == {"value": "请填写姓名改成什么"}
    sheet.field.setCurrentIndex(sheet.field.findData("ethnicity"))
    sheet.save_button.click()
    assert _wrong(sheet) == {"code": "请填写民族改成什么"}


@pytest.mark.parametrize("kind", ["died", "moved_inside", "split", "merged", "moved", "born"])
def test_what_has_to_be_filled_in_is_marked_once(
    open_sheet: Any, family: dict[str, int], kind: str
) -> None:
    sheet = open_sheet(family["张桂花"], kind)
    needed = {"去哪一户", "新住址", "新户主", "发生日期", "申报日期", "姓名", "并到哪一户"}
    for words in sheet.findChildren(PlainLabel):
        if words.text() in needed and words.isVisible():
            beside = words.parentWidget().findChildren(PlainLabel)
            assert [one.text() for one in beside] == [words.text(), "*"]


def test_every_field_of_a_change_begins_at_one_edge(
    open_sheet: Any, family: dict[str, int]
) -> None:
    sheet = open_sheet(family["张桂花"], "died")
    QApplication.processEvents()
    fields = (sheet.heir.heads, sheet.happened, sheet.reason, sheet.paper)
    edges = {field.mapTo(sheet, QPoint(0, 0)).x() for field in fields}
    assert len(edges) == 1
