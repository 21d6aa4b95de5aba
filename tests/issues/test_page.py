"""吹哨台账 by real keys: a mention in eight keys, duplicates while typing, what is wrong."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.factories import TODAY, FakeDesk
from tests.issues.desk import ALT, CTRL, Hands, Ledger, hands, ledger, page  # noqa: F401

ENTER = Qt.Key.Key_Return


def test_a_mention_is_written_down_in_eight_keys(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    hands.press("n", held=CTRL)
    hands.write("楼道堆物占了通道")
    hands.press(ENTER)
    hands.press("y", "j", "3")
    qtbot.waitUntil(lambda: bool(page.form.place.offers()))
    hands.press(ENTER)
    hands.ctrl_enter()
    assert hands.presses == 7
    (issue_id,) = ledger.ids()
    row = ledger.card(issue_id).row
    assert (row.title, row.place, row.state) == ("楼道堆物占了通道", "御景小区 3号楼", "collected")
    assert (row.path, row.channel, row.received_on, row.level) == (3, "visit", TODAY, 2)
    assert (row.grid, row.clerk_name, row.category) == ("第1网格", "王芳", "环境卫生 / 楼道堆物")
    assert desk.toasts[-1] == f"已记下 {row.number} 楼道堆物占了通道"
    hands.shown(issue_id)
    desk.undos[-1]()
    assert ledger.ids() == []


def test_what_the_title_names_is_filled_in_until_another_is_chosen(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    hands.press("n", held=CTRL)
    hands.write("御景小区5号楼路灯不亮")
    form = page.form
    assert form.place.text() == "御景小区 5号楼"
    assert "照明" in form.category.text()
    form.place.show_place(None, "菜市场门口")
    hands.write("御景小区5号楼路灯又不亮")
    assert form.place.text() == "菜市场门口"
    hands.ctrl_enter()
    row = ledger.card(ledger.ids()[0]).row
    assert (row.place, row.building_id) == ("菜市场门口", None)


def test_the_same_problem_again_joins_the_one_that_is_there(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
    desk: FakeDesk,
) -> None:
    known = ledger.overdue()
    ledger.add("流浪狗夜里叫", "金叶花园 1号楼")
    hands.press("n", held=CTRL)
    hands.write("御景3号楼楼道灯坏了")
    qtbot.waitUntil(lambda: page.form.alike.isVisible())
    assert [one.row.id for one in page.form.alike.rows] == [known]
    page.form.raiser.setText("李大爷")
    page.form.phone.setText("13812345678")
    hands.press("b", held=ALT)
    assert len(ledger.ids()) == 2
    card = ledger.card(known)
    assert [one.name for one in card.people] == ["李大爷"]
    told = " ".join(one.detail for one in card.story)
    assert "又有人反映：御景3号楼楼道灯坏了" in told
    assert "李大爷" not in told
    assert desk.toasts[-1].startswith("已并入 哨〔2026〕")
    hands.shown(known)
    desk.undos[-1]()
    card = ledger.card(known)
    assert card.people == ()
    assert [one.undone for one in card.story if "又有人反映" in one.detail] == [True, True]


def test_looking_at_a_likely_one_keeps_what_was_typed(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    known = ledger.overdue()
    hands.press("n", held=CTRL)
    hands.write("御景3号楼楼道灯坏了")
    qtbot.waitUntil(lambda: page.form.alike.isVisible())
    hands.press("k", held=ALT)
    hands.shown(known)
    hands.press("n", held=CTRL)
    assert page.filling()
    assert page.form.title.text() == "御景3号楼楼道灯坏了"
    hands.press(Qt.Key.Key_Escape)
    assert not page.filling()
    assert len(ledger.ids()) == 1


def test_what_is_wrong_stands_beside_its_field_and_all_is_kept(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    hands.press("n", held=CTRL)
    page.form.raiser.setText("李大爷")
    hands.ctrl_enter()
    assert "用一句话写是什么问题" in page.form._fields["title"][1].text()
    assert page.form.title.hasFocus()
    hands.write("打 13812345678 找物业")
    hands.ctrl_enter()
    assert "标题会印在文书上，不能写电话" in page.form._fields["title"][1].text()
    assert (page.form.raiser.text(), ledger.ids()) == ("李大爷", [])
    hands.write("找物业没人管")
    hands.ctrl_enter()
    assert ledger.card(ledger.ids()[0]).row.raiser == "李大爷"


def test_a_patrol_writes_down_one_after_the_other(
    page: Any,  # noqa: F811
    hands: Hands,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    hands.press("n", held=CTRL)
    page.form.channel.setCurrentIndex(page.form.channel.findData("patrol"))
    hands.write("御景小区2号楼单元门关不上")
    hands.press("s", held=CTRL)
    assert page.filling()
    assert page.form.title.text() == ""
    assert page.form.title.hasFocus()
    hands.write("地砖松了")
    hands.ctrl_enter()
    rows = [ledger.card(one).row for one in ledger.ids()]
    assert {one.place for one in rows} == {"御景小区 2号楼"}
    assert {one.channel for one in rows} == {"patrol"}


def test_a_word_no_pill_holds_is_sought_in_the_whole_ledger(
    qtbot: QtBot,
    page: Any,  # noqa: F811
    ledger: Ledger,  # noqa: F811
) -> None:
    ledger.add("楼道堆物占了通道", "御景小区 3号楼")
    late = ledger.overdue()
    number = ledger.card(late).row.number
    page.ui.pills.choose(0)
    page.refresh()
    qtbot.waitUntil(lambda: [one.row.title for one in page.model.rows] == ["楼道堆物占了通道"])
    page.ui.filterEdit.setText(number)
    qtbot.waitUntil(lambda: [one.id for one in page.model.rows] == [late])
    assert "全部台账里找到 1 件" in page.ui.countLabel.text()
    page.ui.filterEdit.setText("没有的东西")
    qtbot.waitUntil(lambda: page.ui.listStack.currentWidget() is page.ui.empty)
