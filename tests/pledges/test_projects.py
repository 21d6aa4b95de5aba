"""Benefit projects: S4's ten, money that is only countered, progress, photos, the paper, keys."""

import io
from datetime import date, timedelta

import pdfplumber
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.opinions.queries.project_notice import project_notice
from gridhall.organisation.rules.seats import Unconfirmed
from gridhall.papers.queries import pdf_of
from gridhall.photos.service import PhotoDraft, add_photo, shrink
from gridhall.pledges.dialogs.project import CounterSheet, MoneySheet, StepSheet
from gridhall.pledges.documents.issuing import issue_project
from gridhall.pledges.pages.items import ItemsPage
from gridhall.pledges.queries.projects import practical, project
from gridhall.pledges.rules.projects import MoneyDraft, StepDraft
from gridhall.pledges.service import projects
from gridhall.qt.context import Context
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.service.taking_back import take_back
from tests.conftest import HALL
from tests.factories import TODAY
from tests.pledges.pledge_hall import Desk, at_desk, make_desk

ROAD = 11_000_000  # fen: S4's road cost more than 100,000 yuan
BEGUN = date(2026, 9, 1)
_TEN = (
    "小区北门道路硬化", "加装路灯 12 盏", "改造便民晾衣区", "建四点半课堂", "楼道扶手加装",
    "社区图书角", "雨污管道疏通", "健身路径更新", "飞线整治", "电动车充电棚",
)  # fmt: skip


def _road(desk: Desk, **given: object) -> int:
    said = {"is_practical": True, "unit_id": desk.tax, "opened_on": BEGUN, "is_pledged": True}
    return desk.add("小区北门道路硬化", "project", **(said | given))


def _money(desk: Desk, item_id: int, kind: str, fen: int | None, **given: object) -> int:
    said = {"day": TODAY, "source": "街道财政"} | given
    draft = MoneyDraft(item_id, kind, fen, **said)  # type: ignore[arg-type]
    return projects.note_money(desk.session, desk.clerk, draft, TODAY).action_id


def _step(desk: Desk, item_id: int, percent: int, words: str = "路基完成", **given: object) -> int:
    said = {"day": TODAY} | given
    draft = StepDraft(item_id, percent=percent, words=words, **said)  # type: ignore[arg-type]
    return projects.note_step(desk.session, desk.clerk, draft, TODAY).action_id


def test_ten_projects_of_a_year_and_the_road(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        made = [desk.add(title, "project", is_practical=True, opened_on=BEGUN) for title in _TEN]
        road = made[0]
        _money(desk, road, "planned", ROAD)
        _money(desk, road, "raised", 6_000_000, source="街道财政")
        _money(desk, road, "raised", 5_000_000, source="区税务局捐助")
        _money(desk, road, "spent", 10_800_000, source="水泥和人工")
        _step(desk, road, 60, day=date(2026, 10, 8))
        _step(desk, road, 100, "铺好通行")
        told = project(desk.session, road)
        assert told.percent == 100
        assert (told.balance.planned, told.balance.left, told.balance.lacking) == (ROAD, 200_000, 0)
        assert told.by_source("raised") == [("街道财政", 6_000_000), ("区税务局捐助", 5_000_000)]
        found = practical(desk.session, TODAY)
        assert len(found) == 10
        assert sum(one.balance.spent > 10_000_000 for _, one in found) == 1


def test_money_is_countered_never_taken_back(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        road = _road(desk, money_fen=ROAD)
        assert project(desk.session, road).balance.planned == ROAD
        act = _money(desk, road, "raised", 60_000_000)
        with desk.refused("经费只增不删"):
            take_back(desk.session, clerk, act)
        (wrong,) = project(desk.session, road).money
        with desk.refused("请写为什么冲正"):
            projects.counter_money(desk.session, clerk, wrong.id, " ", TODAY)
        projects.counter_money(desk.session, clerk, wrong.id, "多写了一个 0", TODAY)
        told = project(desk.session, road)
        assert told.balance.raised == 0
        assert [one.countered for one in told.money] == [True, False]
        for row, sentence in zip(told.money, ("已经冲正过", "本身就是冲正"), strict=True):
            with desk.refused(sentence):
                projects.counter_money(desk.session, clerk, row.id, "再来", TODAY)
        with desk.refused("没有这一笔经费"):
            projects.counter_money(desk.session, clerk, 999, "没有", TODAY)


def test_more_spent_than_came_in_warns(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        road = _road(desk)
        _money(desk, road, "raised", 100_000)
        with pytest.raises(Unconfirmed, match="支出会比到位的经费多 500 元"):
            _money(desk, road, "spent", 150_000, source="材料")
        _money(desk, road, "spent", 150_000, source="材料", confirmed=True)
        assert project(desk.session, road).balance.left == -50_000


def test_progress_backwards_warns_and_is_taken_back(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        road = _road(desk)
        act = _step(desk, road, 60)
        with pytest.raises(Unconfirmed, match="上次已经到 60%"):
            _step(desk, road, 40)
        _step(desk, road, 40, confirmed=True, words="返工")
        assert project(desk.session, road).percent == 40
        take_back(desk.session, clerk, act)
        assert len(project(desk.session, road).steps) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"fen": 0}, "请写金额，要大于 0"),
        ({"fen": None}, "请写金额"),
        ({"fen": 10**13}, "不超过 1 亿元"),
        ({"kind": "lent"}, "请选计划、到位、支出"),
        ({"source": " "}, "请写来源"),
        ({"kind": "spent", "source": ""}, "请写用途"),
        ({"source": "长" * 61}, "最长 60 个字"),
        ({"day": TODAY + timedelta(days=1)}, "日期不能晚于今天"),
        ({"day": BEGUN - timedelta(days=1)}, "项目 2026-09-01 才登记"),
    ],
)
def test_bad_money(db: Database, clerk: Clerk, said: dict[str, object], sentence: str) -> None:
    with at_desk(db, clerk) as desk:
        road = _road(desk)
        more = {"kind": "raised", "fen": 100} | said
        with desk.refused(sentence):
            _money(desk, road, str(more.pop("kind")), more.pop("fen"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("percent", "words", "sentence"),
    [
        (120, "铺好", "进度要在 0 到 100 之间，现在是 120"),
        (-1, "铺好", "进度要在 0 到 100 之间，现在是 -1"),
        (50, " ", "请写到了哪一步"),
        (50, "长" * 201, "进展最长 200 个字"),
    ],
)
def test_bad_steps(db: Database, clerk: Clerk, percent: int, words: str, sentence: str) -> None:
    with at_desk(db, clerk) as desk, desk.refused(sentence):
        _step(desk, _road(desk), percent, words)


def test_a_need_has_no_money_and_a_withdrawn_one_neither(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        need = desk.add()
        with desk.refused("不是项目。经费和进展记在项目清单里"):
            _money(desk, need, "raised", 100)
        with pytest.raises(UserError, match="清单里没有这一项"):
            _step(desk, 999, 10)


def _picture(ink: tuple[int, int, int]) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (800, 600), ink).save(made, "JPEG")
    return made.getvalue()


def _with_photos(db: Database, clerk: Clerk) -> int:
    with db.write() as session:
        desk = make_desk(session, clerk)
        road = _road(desk, content="铺水泥 320 平方米")
        _money(desk, road, "raised", ROAD)
        _money(desk, road, "spent", 10_050_000, source="水泥和人工")
        _step(desk, road, 100, "铺好通行")
        for stage, ink in (("before", (90, 80, 70)), ("after", (180, 180, 190))):
            draft = PhotoDraft(shrink(_picture(ink)), TODAY, f"{stage} 北门", stage)
            add_photo(session, clerk, ("list_item", road), draft)
    return road


def test_the_report_reads_back_with_both_photos(db: Database, clerk: Clerk) -> None:
    road = _with_photos(db, clerk)
    paper = issue_project(At(db, clerk, HALL, TODAY), road)
    with db.read() as session:
        pdf = pdf_of(session, paper.id)
        told = project(session, road)
    assert (told.before, told.after) == (1, 1)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        text = "".join(page.extract_text() for page in read.pages).replace(" ", "")
        assert sum(len(page.images) for page in read.pages) == 2
    for words in (
        "惠民实事进展表", "铺水泥320平方米", "到位110,000元", "支出100,500元", "结余9,500元",
        "水泥和人工", "100%", "之前和之后", "之前2026-11-24", "区税务局",
    ):  # fmt: skip
        assert words in text, words


def test_the_notice_is_drawn_up_from_the_project(db: Database, clerk: Clerk) -> None:
    road = _with_photos(db, clerk)
    with db.read() as session:
        draft = project_notice(session, road, TODAY)
    assert (draft.kind, draft.about, draft.about_id) == ("project", "list_item", road)
    assert draft.title == "关于惠民实事“小区北门道路硬化”的公示"
    assert "到位经费：110,000 元，其中街道财政 110,000 元。" in draft.body
    assert "进展：11月24日，100%，铺好通行" in draft.body


@pytest.mark.gui
def test_by_keys_on_the_items_card(qtbot: QtBot, context: Context) -> None:
    with context.db.write() as session:
        road = _road(make_desk(session, context.clerk))
    page = ItemsPage(context)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    qtbot.waitUntil(lambda: page.is_read)
    page.choose(road)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.item.id == road)
    assert page.panel.project_part.isVisible()

    def press(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.ui.table.setFocus()
        qtbot.keyClick(page.ui.table, key, held)

    press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    (money,) = page.findChildren(MoneySheet)
    money.kind.setCurrentIndex(2)
    qtbot.keyClicks(money.money, "5000")
    money.source.setCurrentText("材料")
    money.save()
    assert "支出会比到位的经费多 5,000 元" in money.banner.text()
    money.save()
    assert context.desk.toasts[-1] == "“小区北门道路硬化”支出 5,000 元"
    assert context.desk.undos[-1] is None
    qtbot.waitUntil(lambda: len(page.panel.money.rows_model.rows) == 1)
    page.acts.projects.counter()
    (counter,) = page.findChildren(CounterSheet)
    counter.why.setCurrentText("重复登记")
    counter.save()
    qtbot.waitUntil(lambda: len(page.panel.money.rows_model.rows) == 2)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    (step,) = page.findChildren(StepSheet)
    step.percent.setValue(60)
    step.words.setPlainText("路基完成")
    step.save()
    qtbot.waitUntil(lambda: page.panel.project_part.note.text() == "60%")
    press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert context.desk.opened[-1] == ("post_project", road)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(context.desk.previewed) == 1)
