"""Papers read back: no ID number, no whole telephone, no whole name; columns hold their lines."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from gridhall.core.errors import UserError
from gridhall.opinions.documents import posting_issuing as issuing
from gridhall.opinions.documents.bulletins import LEFTS, MOST_PAGES, Story, lay_out
from gridhall.opinions.documents.newspaper import columns_of, fill
from gridhall.opinions.models import BulletinArticle, Compact, HonorEntry, PublicNotice
from gridhall.opinions.queries.bulletins import articles
from gridhall.opinions.rules.bulletins import ORDER, ArticleDraft, BulletinDraft
from gridhall.opinions.rules.compacts import Adoption, CompactDraft
from gridhall.opinions.rules.postings import Answer, ObjectionDraft
from gridhall.opinions.service import bulletins, compacts, honors, objections
from gridhall.papers import queries as papers
from gridhall.pdf.marks import Block
from gridhall.registry.models import Consent
from gridhall.registry.rules.privacy import ConsentDraft
from gridhall.registry.service.privacy import give_consent
from tests.factories import TODAY, make_person
from tests.opinions.posting_hall import DAY, NUMBER, PHONE, Town, town

__all__ = ["town"]
SECRET = f"张桂花（{NUMBER}），电话 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}，住3-2-501"
NAMES = ("张桂花", "李建军", "高明月", "王晓燕")


def paper_of(town: Town) -> int:
    said = BulletinDraft("睦邻报", "2026Q4", "高明月", None, 8)
    paper = int(town.do(bulletins.save_bulletin, said, town.when()).row_id)
    for kind in ("news", "essay", "notice", "black"):
        one = ArticleDraft(paper, kind, f"{SECRET}的{kind}", f"{SECRET}。李建军说好。", "王晓燕")
        town.do(bulletins.save_article, one, town.when())
    town.photo("bulletin_article", town.read(articles, paper)[0].id, "张桂花在北门")
    return paper


def every_paper(town: Town) -> list[Any]:
    """Each kind once, about words full of what must not be shown."""
    notice_id = town.posted(title=f"关于{SECRET}的公示"[:80], body=f"{SECRET}。\n李建军同意。")
    draft = CompactDraft("御景小区居民公约", f"{SECRET}要牵绳\n李建军家不停车", SECRET, 1)
    edition = town.do(compacts.save_compact, draft, town.when()).row_id
    town.do(compacts.adopt_compact, edition, Adoption(TODAY, "居民会议"), town.when())
    town.published("red", title="拾金不昧", story=f"{SECRET}捡到钱包。", about="李建军")
    town.published("black", story=f"{SECRET}家堆放杂物。", person_id=town.person("张桂花"))
    paper = paper_of(town)
    town.do(bulletins.draw_honors, paper, town.when())
    return [
        issuing.issue_notice(town.at, notice_id),
        issuing.issue_board(town.at, None),
        issuing.issue_compact(town.at, edition),
        issuing.issue_bulletin(town.at, paper),
    ]


def test_no_paper_for_the_public_tells_anything_of_anybody(town: Town) -> None:
    for paper in every_paper(town):
        text = re.sub(r"\s", "", town.text(paper))
        assert NUMBER not in text, paper.kind
        assert PHONE not in text, paper.kind
        assert "3-2-501" not in text, paper.kind
        assert not [name for name in NAMES if name in text], paper.kind
        assert not re.search(r"(?<!\d)\d{15}", text.replace("-", "")), paper.kind
        data = town.read(papers.pdf_of, paper.id)
        assert not any(one.encode("utf-16-be") in data for one in (NUMBER, PHONE, *NAMES))


def test_the_sheet_says_its_days_and_where_to_object(town: Town) -> None:
    notice_id = town.notice(title="关于道路硬化的公示", contact="2号窗口")
    said = town.text(issuing.issue_notice(town.at, notice_id))
    assert "公示期自2026年11月24日至2026年11月30日，共 7 天" in said
    assert "请向2号窗口（电话 0536-8888888）反映" in re.sub(r"\n", "", said)
    assert "5 个工作日内答复" in said
    assert "示〔2026〕001" in said
    again = issuing.issue_notice(town.at, notice_id)
    assert again.id == issuing.issue_notice(town.at, notice_id).id


def test_an_objectors_slip_masks_them_and_tells_the_answer(town: Town) -> None:
    draft = ObjectionDraft(town.posted(), "不公平", TODAY, None, "周小华", "13912345678")
    town.do(objections.add_objection, draft, town.when())
    said = town.text(issuing.issue_objection(town.at, 1))
    assert "周*华 139****5678" in said
    assert "2026年12月1日前" in said
    answer = Answer("经核实，符合条件。", False, TODAY)
    town.do(objections.answer_objection, 1, answer, town.when())
    said = town.text(issuing.issue_objection(town.at, 1))
    assert "不成立" in said
    assert "经核实，符合条件。" in said


def test_who_came_into_the_register_later_is_hidden_as_it_is_printed(town: Town) -> None:
    notice_id = town.notice(body="钱多多，拟救助1000元。")
    with town.db.write() as session:
        make_person(session, "钱多多")
    assert "钱*多" in town.text(issuing.issue_notice(town.at, notice_id))


def test_a_consent_that_was_withdrawn_hides_the_name_again(town: Town) -> None:
    person = town.person("高明月")
    town.do(give_consent, person, ConsentDraft("publication", "高明月", TODAY), TODAY)
    town.published("red", title="好邻居", story="高明月送饺子。", person_id=person)
    assert "高明月送饺子" in town.text(issuing.issue_board(town.at, None))
    with town.db.write() as session:
        session.execute(update(Consent).values(withdrawn_on=TODAY))
    said = town.text(issuing.issue_board(town.at, None))
    assert "高明月" not in said
    assert "高*月送饺子" in said


def test_boards_of_a_compound_hold_its_own_and_everybodys(town: Town) -> None:
    with pytest.raises(UserError, match="没有榜可印"):
        issuing.issue_board(town.at, 1)
    town.published("red", title="御景好人", compound_id=1)
    town.published("black", title="全社区乱停车")
    said = town.text(issuing.issue_board(town.at, 1))
    assert "御景小区红黑榜" in said
    assert "御景好人" in said
    assert "全社区乱停车" in said


def test_a_compact_that_nobody_voted_on_says_so(town: Town) -> None:
    draft = CompactDraft("御景小区居民公约", "\n".join(f"第{n}件事要商量着办" for n in range(60)))
    edition = town.do(compacts.save_compact, draft, town.when()).row_id
    paper = issuing.issue_compact(town.at, edition)
    said = town.text(paper)
    assert "征求意见稿，还没有表决" in said
    assert "第六十条" in said
    assert paper.pages > 1


def test_a_paper_without_articles_is_refused_and_a_draft_says_what_it_is(town: Town) -> None:
    said = BulletinDraft("睦邻报", "2026Q4", "编辑部", None, 8)
    paper = int(town.do(bulletins.save_bulletin, said, town.when()).row_id)
    with pytest.raises(UserError, match="还没有稿子"):
        issuing.issue_bulletin(town.at, paper)
    one = ArticleDraft(paper, "news", "北门道路修好了", "修了四十六天。" * 30)
    town.do(bulletins.save_article, one, town.when())
    text = town.text(issuing.issue_bulletin(town.at, paper))
    assert "样报，尚未印发" in text
    assert "总第 8 期" in text
    assert "2026年第四季度" in text
    assert "本期执笔：编辑部" in text
    town.do(bulletins.publish_bulletin, paper, town.when())
    assert "2026年11月24日 印发" in town.text(issuing.issue_bulletin(town.at, paper))


def test_every_word_of_the_paper_stands_in_its_column(town: Town) -> None:
    paper = issuing.issue_bulletin(town.at, paper_of(town))
    data = town.read(papers.pdf_of, paper.id)
    with pdfplumber.open(BytesIO(data)) as file:
        for page in file.pages:
            body = [c for c in page.chars if 180 < c["top"] < page.height - 42]
            width = LEFTS[1] - LEFTS[0] - 22.6
            for char in body:
                left = LEFTS[1] if char["x0"] >= LEFTS[1] - 1 else LEFTS[0]
                assert char["x0"] >= left - 1
                assert char["x1"] <= left + width + 1


stories = st.lists(
    st.builds(
        Story,
        st.sampled_from(ORDER),
        st.text("春夏秋冬道路修好了，", min_size=1, max_size=40),
        st.text("居民楼前的路面平整了，出门不再蹚泥水。\nABC123 ", min_size=1, max_size=900).filter(
            lambda text: bool(text.strip())
        ),
        st.sampled_from(["", "王*燕"]),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_the_columns_are_never_overfull_and_no_heading_stands_alone(told: list[Story]) -> None:
    try:
        placed = lay_out(told)
    except UserError:
        return  # too long: told with how much, below
    assert 1 <= placed[-1].column.page <= MOST_PAGES
    for before, one in zip([None, *placed], placed, strict=False):
        assert one.y >= one.column.top - 0.01
        assert one.y + one.block.height <= one.column.bottom + 0.02
        if before is not None and before.column != one.column:
            assert not before.block.keep  # a title, or the first line of a paragraph
        elif before is not None:
            assert one.y >= before.y + before.block.height - 0.02
    assert not placed[-1].block.keep


def test_too_much_is_told_with_how_much(town: Town) -> None:
    told = [Story("news", "长稿", "路面修好了，出门方便。\n" * 260) for _ in range(6)]
    with pytest.raises(UserError, match=r"排不下 4 版，大约要删 \d+ 个字"):
        lay_out(told)


def test_columns_go_on_from_page_to_page() -> None:
    tall = [Block(300.0) for _ in range(4)]
    placed = fill(tall, columns_of((0.0, 100.0), 100.0, 50.0, 400.0))
    assert [(one.column.page, one.column.left, one.y) for one in placed] == [
        (1, 0.0, 100.0), (1, 100.0, 100.0), (2, 0.0, 50.0), (2, 100.0, 50.0),
    ]  # fmt: skip


def test_nothing_kept_tells_more_than_its_paper(town: Town) -> None:
    """What is stored is hidden already: a leak of the file's rows tells no more than the wall."""
    every_paper(town)
    with town.db.read() as session:
        for table, fields in (
            (PublicNotice, ("title", "body")),
            (HonorEntry, ("title", "story", "shown")),
            (Compact, ("title", "preface", "articles")),
            (BulletinArticle, ("title", "body", "author")),
        ):
            for row in session.query(table):
                words = " ".join(str(getattr(row, field)) for field in fields)
                assert not any(one in words for one in (NUMBER, PHONE, "张桂花", "3-2-501"))


def test_an_entry_ended_for_a_reason_is_not_drawn(town: Town) -> None:
    ended = town.published("red", title="撤下的")
    town.do(honors.end_honor, ended, "本人要求撤下", town.when())
    paper = paper_of(town)
    with pytest.raises(UserError, match="没有可引入的红黑榜"):
        town.do(bulletins.draw_honors, paper, town.when())
    assert date(2026, 11, 24) > TODAY - DAY
