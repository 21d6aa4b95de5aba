"""服务指南 as a page somebody reads: fields, steps, materials, where to; booklets with contents."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.organisation.service.agency_list import install_agencies
from gridhall.papers import queries as papers
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At
from gridhall.service_desk.documents.guide_issue import issue_booklet, issue_guide
from gridhall.service_desk.documents.guide_words import numbered
from gridhall.service_desk.queries.catalogue import MatterRow, find_matter, matters
from gridhall.service_desk.service.catalogue_versions import MatterChange, retire, save_matter
from gridhall.service_desk.sheets.catalogue import install_catalogue

TODAY = date(2026, 11, 24)
HALL = Hall(
    "龙腾社区党群服务中心", "龙腾社区", "龙腾", "龙腾路18号", "0831-1234567", "0831-7654321"
)


@pytest.fixture
def at(db: Database, administrator: Clerk) -> At:
    with db.write() as session:
        install_catalogue(session, administrator)
        install_agencies(session, administrator)
    return At(db, administrator, HALL, TODAY)


def change(at: At, code: str, **said: object) -> int:
    with at.db.write() as session:
        row = find_matter(session, code, TODAY)
        spec = replace(row.said, **said)  # type: ignore[arg-type]  # by name
        save_matter(session, at.clerk, MatterChange(spec, TODAY, row.id, row.version), TODAY)
    return row.id


def read(at: At, paper: PaperRow) -> tuple[PdfReader, str]:
    with at.db.read() as session:
        pdf = papers.pdf_of(session, paper.id)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        text = "\n".join(page.extract_text() for page in opened.pages)
    return PdfReader(io.BytesIO(pdf)), text


def test_a_guide_says_what_a_visitor_asks(at: At) -> None:
    item_id = change(
        at, "MZ01", steps="1、申请\n② 受理\n办结", conditions="年满 80 周岁", place="",
        hours="", phone="", questions="问：能代办吗？\n答：能。", legal_days=30,
    )  # fmt: skip
    paper = issue_guide(at, item_id)
    _, text = read(at, paper)
    with at.db.read() as session:
        row = find_matter(session, "MZ01", TODAY)
    for said in (
        row.name, "编号 MZ01", "年满 80 周岁", "1. 申请", "2. 受理", "3. 办结", "30 个工作日",
        "龙腾路18号", "0831-1234567", "0831-7654321", "工作日", "问：能代办吗？", paper.number,
    ):  # fmt: skip
        assert said in text
    flat = text.replace("\n", "")
    assert all(one.name[:8] in flat for one in row.materials)


def test_its_own_place_and_hours_come_before_the_halls(at: At) -> None:
    item_id = change(at, "MZ01", place="民政所 203", hours="周三上午", phone="0831-9999999")
    _, text = read(at, issue_guide(at, item_id))
    assert "民政所 203" in text
    assert "周三上午" in text
    assert "0831-9999999" in text
    assert "0831-1234567" not in text


def test_long_content_flows_over_pages_and_the_same_is_one_paper(at: At) -> None:
    item_id = change(
        at, "MZ01", conditions="\n".join(f"条件{n}，" + "要求" * 40 for n in range(24))
    )
    paper = issue_guide(at, item_id)
    pdf, text = read(at, paper)
    assert len(pdf.pages) == paper.pages >= 3
    assert "24. 条件23" in text
    assert f"第 {paper.pages} 页，共 {paper.pages} 页" in text
    assert issue_guide(at, item_id).id == paper.id


def test_a_booklet_has_contents_with_true_pages_and_bookmarks(at: At) -> None:
    paper = issue_booklet(at)
    pdf, _ = read(at, paper)
    with at.db.read() as session:
        names = [row.name for row in matters(session, TODAY)]
    inner = list(_bookmarks(pdf.outline))[1:]  # the first is 目录
    assert sorted(title for title, _ in inner) == sorted(names)
    told = {
        line.split()[0]: int(line.split()[-1])
        for page in pdf.pages[:6]
        for line in page.extract_text().splitlines()
        if line.split() and line.split()[-1].isdigit() and ("工作日" in line or "当日办结" in line)
    }
    codes = {row.name: row.code for row in _rows(at)}
    for title, mark in inner:
        assert told[codes[title]] == (pdf.get_destination_page_number(mark) or 0) + 1


def _bookmarks(outline: Any) -> Iterator[tuple[str, Any]]:
    for one in outline:
        if isinstance(one, list):
            yield from _bookmarks(one)
        else:
            yield str(one.title), one


def _rows(at: At) -> tuple[MatterRow, ...]:
    with at.db.read() as session:
        return matters(session, TODAY)


def test_a_category_alone_and_none_at_all(at: At) -> None:
    category = next(iter(_rows(at))).category
    whole, one = issue_booklet(at).pages, issue_booklet(at, category).pages
    assert 1 < one < whole
    with pytest.raises(UserError, match="“没有的”里没有在办的事项"):
        issue_booklet(at, "没有的")


def test_a_retired_matter_has_no_guide(at: At) -> None:
    with at.db.write() as session:
        row = find_matter(session, "MZ01", TODAY)
        retire(session, at.clerk, (row.id, row.version, TODAY), TODAY)
    with pytest.raises(UserError, match="已经停用，不出服务指南"):
        issue_guide(at, row.id)


def test_steps_are_numbered_once() -> None:
    assert numbered("1. 申请\n（二）受理\n③办结") == ("1. 申请", "2. 受理", "3. 办结")
    assert numbered("随到随办") == ("随到随办",)
    assert numbered("") == ()
