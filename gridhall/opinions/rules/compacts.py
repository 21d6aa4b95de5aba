"""居民公约 as typed: its articles, how and when it was adopted (城市居民委员会组织法 §15)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines
from gridhall.opinions.rules.postings import FieldProblem, problems_of, too_long

_LIMITS: Final = {"title": 60, "preface": 600}
MOST_ARTICLES, LONGEST = 60, 300
HOW: Final = ("居民会议表决通过", "居民代表会议表决通过", "业主大会表决通过", "居民小组会议通过")
_HEAD = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零\d]{1,5}条|[一二三四五六七八九十]{1,3}、"
    r"|[（(]?\d{1,2}[)）.、．])[\s　:：]*"
)
_DIGITS: Final = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class CompactDraft:
    """An edition as typed, or as checked; `articles` a line each."""

    title: str
    articles: str
    preface: str = ""
    compound_id: int | None = None  # None: the community's
    compact_id: int | None = None
    version: int = 0
    vouched: bool = False
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """When and how an edition was adopted."""

    adopted_on: date
    how: str


def articles_of(text: str) -> list[str]:
    """The articles, a line each, without the numbers that were typed before them."""
    lines = (clean(_HEAD.sub("", line)) for line in text.splitlines())
    return [line for line in lines if line]


def chinese_number(number: int) -> str:
    """12 as 十二; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"{head}{_DIGITS[ones] if ones or not tens else ''}"


def article_heading(place: int) -> str:
    """第十二条."""
    return f"第{chinese_number(place)}条"


def check_compact(draft: CompactDraft) -> CompactDraft:
    """The edition in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        preface=clean_lines(draft.preface),
        articles="\n".join(articles_of(draft.articles)),
    )
    problems_of(_problems(kept))
    return kept


def _problems(kept: CompactDraft) -> Iterator[FieldProblem]:
    if not kept.title:
        yield FieldProblem("title", "请填写名称，例如 御景小区居民公约")
    yield from too_long(kept, dict(_LIMITS))
    listed = kept.articles.splitlines()
    if not listed:
        yield FieldProblem("articles", "请写条文，一行一条，例如 爱护公共绿地，不乱停车辆")
    if len(listed) > MOST_ARTICLES:
        yield FieldProblem("articles", f"条文最多 {MOST_ARTICLES} 条，现在是 {len(listed)} 条")
    for place, line in enumerate(listed, start=1):
        if len(line) > LONGEST:
            said = f"{article_heading(place)}有 {len(line)} 个字，最长 {LONGEST} 个字，请分成几条"
            yield FieldProblem("articles", said)
            return


def check_adoption(draft: Adoption, began: date | None, today: date) -> Adoption:
    """How it was adopted, in stored form; `began`: when the edition before was adopted."""
    kept = replace(draft, how=clean(draft.how))
    problems_of(_adoption_problems(kept, began, today))
    return kept


def _adoption_problems(kept: Adoption, began: date | None, today: date) -> Iterator[FieldProblem]:
    if not kept.how:
        yield FieldProblem("adopted_how", f"请写怎么通过的，例如 {HOW[1]}")
    if len(kept.how) > 100:
        yield FieldProblem("adopted_how", f"最长 100 个字，现在是 {len(kept.how)} 个字")
    if kept.adopted_on > today:
        yield FieldProblem("adopted_on", f"通过日期不能晚于今天（{today}）")
    elif began is not None and kept.adopted_on < began:
        yield FieldProblem("adopted_on", f"上一版 {began} 才通过，新版不会更早，请核对")


def refuse_adopted(title: str, adopted_on: date | None) -> None:
    """An edition that was adopted stays as it was voted on."""
    if adopted_on is not None:
        raise UserError(f"“{title}”{adopted_on} 已经表决通过，条文不能再改。要改请“拟新版”，再表决")


def compact_state(adopted_on: date | None, ended_on: date | None) -> str:
    """draft, in_force, ended."""
    return "ended" if ended_on else "in_force" if adopted_on else "draft"
