"""公示红黑榜 on the screen: what is to be done first, sheets that show what everybody reads."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.opinions.columns.postings import BLACK, BULLETINS, NOTICES, OBJECTIONS, RED, TODO
from gridhall.opinions.dialogs.postings.bulletin import ArticleSheet, BulletinSheet
from gridhall.opinions.dialogs.postings.compact import AdoptSheet, CompactSheet
from gridhall.opinions.dialogs.postings.honor import DecideSheet, HonorSheet, PublishSheet
from gridhall.opinions.dialogs.postings.notice import AnswerSheet, NoticeSheet, ObjectionSheet
from gridhall.opinions.pages.postings import PostingsPage
from gridhall.opinions.queries.bulletins import articles, bulletins
from gridhall.opinions.queries.compacts import compacts
from gridhall.opinions.queries.honors import honor
from gridhall.opinions.queries.postings import notice, objections
from gridhall.pledges.dialogs.steps import ReasonSheet
from gridhall.qt.context import Context
from tests.factories import TODAY, FakeDesk
from tests.opinions.posting_hall import DAY, NUMBER, PHONE, Town, town

__all__ = ["town"]
pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]


@pytest.fixture
def page(qtbot: QtBot, context: Context, town: Town) -> Any:
    """公示红黑榜, read."""
    made = PostingsPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitUntil(lambda: made.is_read)
    return made


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def chosen(qtbot: QtBot, page: Any, pill: int, title: str) -> None:
    """The line with this title, its card on show."""
    page.ui.pills.choose(pill)
    page.relist()
    qtbot.waitUntil(lambda: any(line.what == title for line in page.model.rows))
    key = next(line.key for line in page.model.rows if line.what == title)
    page.choose_line(pill, key)
    wanted = key if key[0] != "objection" else None
    qtbot.waitUntil(
        lambda: (
            page.panel.card is not None
            and page.ui.sideStack.currentWidget() is page.panel
            and (wanted is None or (page.panel.card.kind, page.panel.card.row.id) == wanted)
        )
    )


def saved(qtbot: QtBot, page: Any, made: Any) -> None:
    """Ctrl+Enter; what was done is told and the list read anew."""
    told, before = page.context.desk.toasts, len(page.context.desk.toasts)
    made.save()
    assert not made.banner.isVisible(), made.banner.text()
    qtbot.waitUntil(lambda: len(told) > before)


def settle(qtbot: QtBot, page: Any, ready: Any) -> None:
    qtbot.waitUntil(ready)


def test_a_notice_is_drawn_up_and_its_words_shown_hidden(
    qtbot: QtBot, page: Any, town: Town, desk: FakeDesk
) -> None:
    page.notice_button.click()
    made = sheet(page, NoticeSheet)
    made.name.setText("关于张桂花救助的公示")
    made.body.setPlainText(f"张桂花（{NUMBER}），电话{PHONE}。\n昨天下午赵强清扫楼道。")
    qtbot.waitUntil(lambda: "已遮住" in made.view.hidden.text())
    assert made.view.text.toPlainText().startswith(
        "关于张*花救助的公示\n张*花〔略〕，电话137****5521"
    )
    assert "“赵强”也是登记的姓名" in made.view.hidden.text()
    assert made.span.text() == f"共 7 天，两头都算；{TODAY + 7 * DAY} 撤下"
    made.first.set_value(TODAY + 3 * DAY)
    assert made.last.value() == TODAY + 9 * DAY
    made.save()
    assert "请写贴在哪里" in made._marked["place"][1].text()
    made.place.setText("北门公示栏")
    made.save()
    assert "“赵强”也是登记在册的姓名" in made.banner.text()
    made.body.setPlainText("昨天下午赵强清扫了楼道。")  # typed on: it is asked again
    made.save()
    assert "再按一次“保存”" in made.banner.text()
    made.save()
    assert desk.toasts[-1].startswith("公示已存好")
    (row,) = town.read(lambda s: [notice(s, 1)])
    assert (row.title, row.posted_from) == ("关于张*花救助的公示", TODAY + 3 * DAY)
    desk.undos[-1]()
    qtbot.waitUntil(lambda: page.model.rows == [])


def test_what_hangs_goes_from_its_photo_to_the_archive(
    qtbot: QtBot, page: Any, town: Town, desk: FakeDesk, context: Context
) -> None:
    notice_id = town.notice(-7, title="关于道路硬化的公示")
    settle(qtbot, page, lambda: len(page.model.rows) == 1)
    chosen(qtbot, page, TODO, "关于道路硬化的公示")
    assert (page.panel.first.text(), page.panel.second.text()) == ("登记张贴", "修改")
    page.panel.first.click()
    assert "不满 7 天" in desk.errors[-1]
    town.photo("public_notice", notice_id)
    context.today = lambda: TODAY - 7 * DAY
    page.panel.first.click()
    assert desk.toasts[-1].startswith("已张贴“关于道路硬化的公示”")
    assert desk.undos[-1] is None  # not to be undone by a key
    context.today = lambda: TODAY
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.first.text() == "登记撤下")
    assert page.model.rows[0].when == "今天该撤下"
    page.panel.second.click()
    objecting = sheet(page, ObjectionSheet)
    objecting.words.setPlainText("排水怎么办？")
    saved(qtbot, page, objecting)
    chosen(qtbot, page, OBJECTIONS, "排水怎么办？")
    page.panel.answer.click()
    answering = sheet(page, AnswerSheet)
    answering.answer.setPlainText("排水沟已经一并修好。")
    answering.upheld.setChecked(True)
    saved(qtbot, page, answering)
    assert "请撤回公示" in desk.toasts[-1]
    assert [one.upheld for one in town.read(objections, notice_id)] == [True]
    chosen(qtbot, page, NOTICES, "关于道路硬化的公示")
    page.panel.third.click()
    withdrawing = sheet(page, ReasonSheet)
    withdrawing.why.setCurrentText("异议成立")
    saved(qtbot, page, withdrawing)
    qtbot.waitUntil(lambda: page.ui.pills.titles()[NOTICES] == "公示 0")


def test_a_black_entry_goes_from_counter_to_supervisor(
    qtbot: QtBot, page: Any, town: Town, desk: FakeDesk, context: Context, supervisor: Clerk
) -> None:
    page.honor_button.click()
    made = sheet(page, HonorSheet)
    made.kind.setCurrentIndex(1)
    assert not made.consent.isEnabled()
    made.name.setText("楼道堆放杂物")
    made.story.setPlainText("张桂花家在3号楼2单元501室门口堆放纸箱。")
    made.building.setText("3")
    made.view.look()
    qtbot.waitUntil(lambda: "某居民家在3号楼门口" in made.view.text.toPlainText())
    saved(qtbot, page, made)
    chosen(qtbot, page, BLACK, "楼道堆放杂物")
    page.panel.first.click()
    qtbot.waitUntil(lambda: page.panel.first.text() == "审批")
    page.panel.first.click()
    deciding = sheet(page, DecideSheet)
    assert not deciding.save_button.isEnabled()
    deciding.reject()
    context.clerk = supervisor
    page.panel.first.click()
    deciding = sheet(page, DecideSheet)
    deciding.verdict.setCurrentIndex(1)
    assert deciding.save_button.text() == "不批"
    deciding.save()
    assert "不批要写原因" in deciding._marked["opinion"][1].text()
    deciding.verdict.setCurrentIndex(0)
    saved(qtbot, page, deciding)
    qtbot.waitUntil(lambda: page.panel.first.text() == "发布上榜")
    page.panel.first.click()
    saved(qtbot, page, sheet(page, PublishSheet))
    qtbot.waitUntil(lambda: page.panel.first.text() == "下榜")
    assert town.read(honor, 1).state == "published"
    page.act(page.acts.change)
    assert "不能直接改" in desk.errors[-1]


def test_a_red_name_shows_whole_once_they_agree(qtbot: QtBot, page: Any, town: Town) -> None:
    QTest.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    made = sheet(page, HonorSheet)
    made.name.setText("拾金不昧")
    made.story.setPlainText("赵强捡到钱包。")
    made.person.setText("赵强")
    made.view.look()
    qtbot.waitUntil(lambda: "赵*捡到钱包" in made.view.text.toPlainText())
    made.consent.unknown.setChecked(False)
    qtbot.waitUntil(lambda: "赵强捡到钱包" in made.view.text.toPlainText())
    saved(qtbot, page, made)
    row = town.read(honor, 1)
    assert (row.shown, row.story, row.consent_on) == ("赵强", "赵强捡到钱包。", TODAY)
    chosen(qtbot, page, RED, "拾金不昧")
    assert page.panel.first.text() == "定稿"


def test_a_compact_and_a_paper_are_made_from_the_menu(
    qtbot: QtBot, page: Any, town: Town, desk: FakeDesk
) -> None:
    page.acts.add_compact()
    made = sheet(page, CompactSheet)
    made.articles.setPlainText("一、文明养犬\n二、邻里互助")
    assert made.many.text() == "共 2 条"
    saved(qtbot, page, made)
    qtbot.waitUntil(lambda: page.panel.first.text() == "登记通过")
    page.panel.first.click()
    saved(qtbot, page, sheet(page, AdoptSheet))
    assert [one.state for one in town.read(compacts)] == ["in_force"]
    town.published("red", title="好人", story="帮邻居。")
    page.bulletin_button.click()
    paper = sheet(page, BulletinSheet)
    paper.save()
    assert "请写本期由谁执笔" in paper._marked["editor"][1].text()
    paper.editor.setText("编辑部")
    saved(qtbot, page, paper)
    qtbot.waitUntil(lambda: page.panel.first.text() == "收稿")
    page.panel.first.click()
    article = sheet(page, ArticleSheet)
    article.name.setText("北门道路修好了")
    article.body.setPlainText("张桂花说好。")
    saved(qtbot, page, article)
    page.panel.second.click()
    qtbot.waitUntil(lambda: len(page.panel.articles.rows_model.rows) == 2)
    (row,) = town.read(bulletins)
    assert [one.body for one in town.read(articles, row.id)] == [
        "张*花说好。",
        "热心居民：帮邻居。",
    ]
    page.act(page.acts.print_line)
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    chosen(qtbot, page, BULLETINS, row.title)
    page.panel.articles.choose_first()
    page.act(page.acts.drop)
    qtbot.waitUntil(lambda: len(page.panel.articles.rows_model.rows) == 1)


def test_one_filled_button_a_named_list_and_the_way_by_search(
    qtbot: QtBot, page: Any, town: Town
) -> None:
    notice_id = town.posted(title="关于停水的公示")
    town.published("red", title="好人")
    settle(qtbot, page, lambda: page.ui.pills.titles()[NOTICES] == "公示 1")
    page.show_posting("notice", notice_id)
    qtbot.waitUntil(lambda: page.panel.card is not None)
    shown = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert [one.text() for one in shown if one.property("kind") == "primary"] == ["登记异议"]
    assert page.ui.table.accessibleName() == "一行名单"
    keys = [one.property("hint") for one in shown if one.property("hint")]
    assert len(keys) == len(set(keys))
    page.ui.filterEdit.setText("gyts")
    assert [line.what for line in page.model.rows] == ["关于停水的公示"]
    page.ui.filterEdit.setText("没有这个")
    assert page.ui.listStack.currentWidget() is page.ui.empty
    page.show_for_width(900)
    assert not page.bulletin_button.isVisible()
