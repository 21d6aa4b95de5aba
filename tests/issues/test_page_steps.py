"""An issue's whole life by the keys that stand in the buttons; 督办函 in two; reopened by one."""

from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.issues.rules.orders import Word
from gridhall.issues.service.steps import set_due, verify
from gridhall.papers.queries import paper_by_id
from gridhall.photos.service import PhotoDraft, add_photo, read_photo
from gridhall.qt.context import Context
from tests.factories import TODAY, FakeDesk
from tests.issues.desk import (  # noqa: F401
    ALT,
    CTRL,
    DAY,
    Hands,
    Ledger,
    hands,
    ledger,
    page,
)
from tests.modal import answer

ENTER = Qt.Key.Key_Return


def test_overdue_to_a_letter_in_two_keys(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    late = ledger.overdue()
    page.show_issue(late)
    hands.shown(late)
    assert "超期" in page.panel.heed.text()
    assert "还没有督办" in page.panel.heed.text()
    hands.press("d", held=ALT)
    hands.sheet()
    hands.ctrl_enter()
    assert hands.presses == 2
    qtbot.waitUntil(lambda: bool(desk.previewed))
    card = ledger.card(late)
    (measure,) = card.measures
    assert (measure.kind, measure.target, measure.reply_by is not None) == (
        "supervision", "供电所", True,
    )  # fmt: skip
    with ledger.db.read() as session:
        paper = paper_by_id(session, desk.previewed[-1])
    assert (paper.kind, paper.number) == ("supervision-letter", measure.number)
    assert paper.number
    hands.gone()
    qtbot.waitUntil(lambda: "督办过 1 次" in page.panel.heed.text())
    hands.press("e", held=ALT)
    sheet = hands.sheet()
    sheet.reply.setPlainText("已派工，周五前修好")
    hands.ctrl_enter()
    assert ledger.card(late).measures[0].reply == "已派工，周五前修好"
    desk.undos[-1]()
    assert ledger.card(late).measures[0].replied_on is None


def test_a_letter_that_cannot_be_drawn_leaves_no_measure(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    late = ledger.overdue()
    page.show_issue(late)
    hands.shown(late)
    hands.press("d", held=ALT)
    sheet = hands.sheet()
    sheet.note.setPlainText("请尽快 \U00031350 办理")  # in no font
    hands.ctrl_enter()
    qtbot.waitUntil(lambda: not sheet.banner.isHidden())
    assert "\U00031350" in sheet.banner.text()
    assert sheet.isVisible()
    assert ledger.card(late).measures == ()
    sheet.reject()


def test_from_collected_to_closed_by_keys(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
    tmp_path: Any,
) -> None:
    issue_id = ledger.add("御景小区3号楼路灯不亮", "御景小区 3号楼")
    page.show_issue(issue_id)

    def step(state: str, *fill: tuple[str, str]) -> None:
        hands.ctrl_enter()
        sheet = hands.sheet()
        for name, said in fill:
            field = getattr(sheet, name)
            set_ = getattr(field, "setPlainText", None) or getattr(
                field, "setCurrentText", field.setText if hasattr(field, "setText") else None
            )
            assert set_ is not None
            set_(said)
        hands.ctrl_enter()
        hands.gone()
        hands.shown(issue_id, state)

    hands.shown(issue_id)
    step("sorted")
    assert ledger.card(issue_id).row.category.endswith("路灯照明")
    step("on_agenda")
    step("admitted")
    hands.ctrl_enter()
    sheet = hands.sheet()
    hands.press("g", "d", "s")
    qtbot.waitUntil(lambda: bool(sheet.owner.offers()))
    hands.press(ENTER)
    sheet.route.setCurrentIndex(1)
    hands.ctrl_enter()
    hands.gone()
    hands.shown(issue_id, "routed")
    row = ledger.card(issue_id).row
    assert (row.owner_name, row.route, row.due_on is not None) == ("供电所", 2, True)
    step("whistled")
    qtbot.waitUntil(lambda: bool(desk.previewed))
    step("reported_in", ("by", "供电所 李强"))
    hands.ctrl_enter()
    hands.shown(issue_id, "in_progress")
    step("resolved", ("outcome", "换了灯具"))
    hands.ctrl_enter()
    sheet = hands.sheet()
    hands.press("m")
    assert sheet.word.currentText() == "满意"
    hands.ctrl_enter()
    assert "写是谁说的" in sheet._marked["word_by"][1].text()
    sheet.by.setCurrentText("反映人本人")
    hands.ctrl_enter()
    hands.gone()
    hands.shown(issue_id, "verified")
    hands.ctrl_enter()
    assert "没有办结的凭据，不能销号" in desk.errors[-1]
    picture = tmp_path / "after.jpg"
    Image.new("RGB", (60, 40), "white").save(picture)
    with ledger.db.write() as session:
        draft = PhotoDraft(read_photo(picture), TODAY, stage="after")
        add_photo(session, ledger.clerk, ("issue", issue_id), draft)
    qtbot.waitUntil(lambda: "之后 1 张" in page.panel.photos.text())
    hands.ctrl_enter()
    hands.shown(issue_id, "closed")
    presses = hands.presses
    hands.press("o", held=CTRL)
    hands.shown(issue_id, "in_progress")
    assert hands.presses == presses + 1
    assert ledger.card(issue_id).row.reopened == 1
    desk.undos[-1]()
    hands.shown(issue_id, "closed")


def test_a_refusal_stands_in_the_sheet_and_what_was_typed_stays(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    issue_id = ledger.add("路灯不亮", "御景小区 3号楼")
    ledger.carry(issue_id, "admitted")
    page.show_issue(issue_id)
    hands.shown(issue_id, "admitted")
    hands.press("f", held=ALT)
    sheet = hands.sheet()
    hands.ctrl_enter()
    assert "请选责任单位" in sheet._marked["owner"][1].text()
    sheet.owner.setText("某某公司")
    sheet.due.set_value(TODAY - DAY)
    hands.ctrl_enter()
    assert "早于定期限的这一天" in sheet._marked["due_on"][1].text()
    assert sheet.owner.text() == "某某公司"
    sheet.reject()
    assert ledger.card(issue_id).row.state == "admitted"


def test_who_was_quicker_is_said(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    issue_id = ledger.overdue()
    page.show_issue(issue_id)
    hands.shown(issue_id)
    hands.ctrl_enter()
    sheet = hands.sheet()
    sheet.outcome.setPlainText("换了灯具")
    ledger.do(set_due, issue_id, TODAY + DAY, "等备件")
    hands.ctrl_enter()
    assert sheet.isVisible()
    assert "刚动过" in sheet.banner.text()
    assert sheet.outcome.toPlainText() == "换了灯具"
    sheet.reject()
    assert ledger.card(issue_id).row.state == "in_progress"


def test_an_unsatisfied_resident_turns_the_first_button(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    issue_id = ledger.add("路灯不亮", "御景小区 3号楼")
    ledger.carry(issue_id, "resolved")
    ledger.do(verify, issue_id, Word("unsatisfied", "反映人本人", "还是不亮"))
    page.show_issue(issue_id)
    hands.shown(issue_id, "verified")
    assert page.panel.foot.first.text() == "退回再办"
    hands.ctrl_enter()
    sheet = hands.sheet()
    assert sheet.why.currentText() == "群众不满意：还是不亮"
    hands.ctrl_enter()
    hands.gone()
    hands.shown(issue_id, "in_progress")


def test_a_change_and_people_keep_their_story_without_names(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    issue_id = ledger.add("路灯不亮", "御景小区 3号楼", raiser="李大爷", phone="13812345678")
    page.show_issue(issue_id)
    hands.shown(issue_id)
    hands.press("e", held=CTRL)
    form = page.form
    assert (form.title.text(), form.place.text(), form.raiser.text()) == (
        "路灯不亮", "御景小区 3号楼", "李大爷",
    )  # fmt: skip
    hands.write("路灯一直不亮")
    hands.ctrl_enter()
    assert desk.toasts[-1].startswith("已修改 哨〔2026〕")
    hands.shown(issue_id)
    row = ledger.card(issue_id).row
    assert (row.title, row.place, row.phone) == ("路灯一直不亮", "御景小区 3号楼", "13812345678")
    hands.press("o", held=ALT)
    hands.sheet()
    hands.write("王阿姨")
    hands.ctrl_enter()
    hands.gone()
    card = ledger.card(issue_id)
    assert [one.name for one in card.people] == ["王阿姨"]
    assert "王阿姨" not in " ".join(one.detail for one in card.story)


def test_accountability_is_a_supervisors(
    qtbot: QtBot,
    context: Context,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
    supervisor: Clerk,
) -> None:
    late = ledger.overdue()
    page.show_issue(late)
    hands.shown(late)
    hands.press("w", held=ALT)
    sheet = hands.sheet()
    sheet.kind.setCurrentIndex(sheet.kind.findData("accountability"))
    sheet.note.setPlainText("三次督办没有回音")
    hands.ctrl_enter()
    qtbot.waitUntil(lambda: not sheet.banner.isHidden())
    assert "主管" in sheet.banner.text()
    context.clerk = supervisor
    hands.ctrl_enter()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert [one.kind for one in ledger.card(late).measures] == ["accountability"]


@pytest.mark.parametrize("state", ["collected", "declined"])
def test_an_issue_opens_wherever_it_stands(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    state: str,
) -> None:
    from gridhall.issues.rules.orders import Refusal
    from gridhall.issues.service.steps import decline

    ledger.overdue()
    issue_id = ledger.add("邻居吵架", "金叶花园 1号楼")
    if state == "declined":
        ledger.do(decline, issue_id, Refusal("petition"))
    page.show_issue(issue_id)
    hands.shown(issue_id, state)
    assert [one.id for one in page.model.rows] == [issue_id]


def test_the_ledger_menu_prints_what_the_pill_shows(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    page.act(page.menu.print_list)
    assert desk.errors[-1] == "这一类里没有问题，没有台账可印。请换一类"
    late = ledger.overdue()
    page.show_issue(late)
    hands.shown(late)
    page.act(page.menu.print_list)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with ledger.db.read() as session:
        assert paper_by_id(session, desk.previewed[-1]).kind == "issue-list"
    ledger.carry(ledger.add("健身器材坏了", "金叶花园 1号楼"), "sorted")
    answer(lambda question: question.accept())
    page.act(page.acts.all_on_agenda)
    assert desk.toasts[-1] == "已把 1 件列入议题"
