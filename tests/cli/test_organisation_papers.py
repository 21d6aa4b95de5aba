"""paper issue for the organisation: every kind, and what is said when it cannot be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from gridhall.cli import organisation_papers, papers
from gridhall.papers.labels import KINDS
from gridhall.papers.rules import PATTERNS
from tests.cli.conftest import Run

Refused = Callable[..., str]


def _pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.mark.parametrize(
    ("kind", "about", "words"),
    [
        ("organisation-chart", "全部", "翠屏街道党工委组织架构图"),
        ("organisation-chart", "龙腾社区党委：A4", "龙腾社区党委组织架构图"),
        ("organisation-list", "龙腾社区党委", "党组织一览表"),
        ("grid-sign", "G01：A3", "网格公示牌"),
        ("building-plate", "御景小区", "便民服务牌"),
        ("seat-roster", "御景小区党支部", "席位名册"),
        ("committee-roster", "龙腾社区党委", "委员名册"),
        ("election-notice", "御景小区党支部：2027-03-10：社区三楼会议室", "换届选举的通知"),
    ],
)
def test_papers_of_the_demonstration(
    run: Run, tmp_path: Path, kind: str, about: str, words: str
) -> None:
    out = tmp_path / "paper.pdf"
    answer = run("paper", "issue", kind, "--for", about, "--out", out)
    assert answer["title"] == KINDS[kind]
    told = _pages(out)
    assert words in told[0]
    assert not any("None" in page for page in told)
    again = run("paper", "issue", kind, "--for", about)
    assert (again["number"], again["sha256"]) == (answer["number"], answer["sha256"])


def test_what_cannot_be_issued_is_said(run: Run, refused: Refused) -> None:
    for kind, about, sentence in (
        ("organisation-chart", "没有的党支部", "没有叫“没有的党支部”的组织"),
        ("organisation-chart", "御景小区", "是不是：御景小区"),
        ("organisation-list", "全部@昨天", "日期请写成 2026-05-01"),
        ("grid-sign", "G99", "没有网格“G99”"),
        ("building-plate", "御景小区 999号楼", "没有楼栋“御景小区 999号楼”"),
        ("appointment", "龙腾社区党委", "请写成“龙腾社区大党委：于海涛”"),
        ("appointment", "龙腾社区党委：没有人", "没有人现在没有在“龙腾社区党委”任职"),
        ("election-notice", "龙腾社区党委", "请写成“御景小区党支部：2027-03-10：社区三楼会议室”"),
        ("relation-receipt", "没有人", "没有找到“没有人”的组织关系转接"),
        ("grid-order", "没有号", "没有令号为“没有号”的网格调整"),
    ):
        assert sentence in refused("paper", "issue", kind, "--for", about)


def test_every_kind_has_its_name_and_its_series() -> None:
    kinds = set(organisation_papers.KINDS)
    assert kinds <= set(papers.KINDS)
    assert kinds <= set(KINDS)
    assert kinds <= set(PATTERNS)
    assert len({PATTERNS[kind] for kind in PATTERNS}) == len(PATTERNS)
