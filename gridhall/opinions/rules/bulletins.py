"""邻里报: quarters, whose turn it is to write, what an article may be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gridhall.core.text import clean, clean_lines
from gridhall.opinions.labels import ARTICLES
from gridhall.opinions.rules.compacts import chinese_number
from gridhall.opinions.rules.postings import FieldProblem, problems_of, too_long

USUAL_NAME: Final = "睦邻报"
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_LIMITS: Final = {"name": 30, "editor": 60}
_ARTICLE_LIMITS: Final = {"title": 60, "author": 60, "body": 3000}
MOST_ARTICLES: Final = 40
ORDER: Final = ("news", "essay", "notice", "red", "black")  # as sections follow each other


@dataclass(frozen=True, slots=True)
class BulletinDraft:
    """One quarter's paper as typed, or as checked."""

    name: str
    quarter: str  # 2026Q4
    editor: str
    organisation_id: int | None = None
    ordinal: int | None = None  # 总第 n 期; None: the next
    bulletin_id: int | None = None
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as typed, or as checked."""

    bulletin_id: int
    kind: str
    title: str
    body: str
    author: str = ""
    article_id: int | None = None
    version: int = 0
    vouched: bool = False
    request_key: str = ""


def quarter_of(day: date) -> str:
    """2026Q4."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarter_days(quarter: str) -> tuple[date, date]:
    """The first and the last day; ValueError for what is no quarter."""
    found = _QUARTER.fullmatch(quarter)
    if found is None:
        raise ValueError(f"no quarter {quarter!r}")
    year, first = int(found[1]), int(found[2]) * 3 - 2
    ends = date(year + first // 10, (first + 2) % 12 + 1, 1)
    return date(year, first, 1), ends - timedelta(days=1)


def say_quarter(quarter: str) -> str:
    """2026年第四季度."""
    return f"{quarter[:4]}年第{chinese_number(int(quarter[-1]))}季度"


def quarters_around(today: date) -> list[str]:
    """The quarters a paper may be made for: the one before, this one, the next."""
    first, last = quarter_days(quarter_of(today))
    day = timedelta(days=1)
    return [quarter_of(first - day), quarter_of(today), quarter_of(last + day)]


def next_in_turn(members: Sequence[str], past: Sequence[str]) -> str:
    """Whose turn it is: who never wrote, in the members' order, else who wrote longest ago.

    `past` are the editors so far, the latest first. "" where there are no members.
    """
    if not members:
        return ""
    rank = {name: place for place, name in reversed(list(enumerate(past)))}
    return max(members, key=lambda name: rank.get(name, len(past)))


def check_bulletin(draft: BulletinDraft) -> BulletinDraft:
    """The paper in its stored form; raises DraftProblems."""
    kept = replace(draft, name=clean(draft.name), editor=clean(draft.editor))
    problems_of(_problems(kept))
    return kept


def _problems(kept: BulletinDraft) -> Iterator[FieldProblem]:
    if not kept.name:
        yield FieldProblem("name", f"请填写报名，例如 {USUAL_NAME}")
    if not _QUARTER.fullmatch(kept.quarter):
        yield FieldProblem("quarter", "请选哪一季度，例如 2026Q4")
    if not kept.editor:
        yield FieldProblem("editor", "请写本期由谁执笔")
    if kept.ordinal is not None and not 1 <= kept.ordinal <= 9999:
        yield FieldProblem("ordinal", "期号要在 1 到 9999 之间，请核对")
    yield from too_long(kept, dict(_LIMITS))


def check_article(draft: ArticleDraft) -> ArticleDraft:
    """The article in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        author=clean(draft.author),
        body=clean_lines(draft.body),
    )
    problems_of(_article_problems(kept))
    return kept


def _article_problems(kept: ArticleDraft) -> Iterator[FieldProblem]:
    if kept.kind not in ARTICLES:
        yield FieldProblem("kind", "请选放在哪个栏目")
    if not kept.title:
        yield FieldProblem("title", "请填写标题")
    if not kept.body:
        yield FieldProblem("body", "请填写正文")
    yield from too_long(kept, dict(_ARTICLE_LIMITS))
