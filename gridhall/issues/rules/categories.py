"""Categories of issues and lines of the whistle matrix: what may be written, what typing finds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Protocol, TypeVar

from gridhall.core.pinyin import name_keys
from gridhall.core.text import clean, search_key
from gridhall.issues.labels import ROUTES, SIZES
from gridhall.issues.rules.drafts import FieldProblem, problems_of
from gridhall.issues.rules.settings import MOST_DAYS

LONGEST_NAME: Final = 30
LONGEST_WORDS: Final = 200
_BETWEEN = re.compile(r"[\s,，、;；/]+")
_MOST = 6


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as typed, or as checked; without a group it is a group itself."""

    name: str
    group_id: int | None = None
    words: str = ""  # what residents say for it, blanks between
    size: str = "minor"  # how big such an issue usually is


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A line of the whistle matrix as typed, or as checked."""

    blower: str
    responder: str
    route: int | None = None
    report_days: int = 1  # working days
    note: str = ""


class Offered(Protocol):
    """A category that typing may find."""

    @property
    def code(self) -> str:
        """0103."""

    @property
    def name(self) -> str:
        """电梯故障."""

    @property
    def words(self) -> str:
        """What residents say for it."""


T = TypeVar("T", bound=Offered)


def check_category(draft: CategoryDraft) -> CategoryDraft:
    """The draft in its stored form; raises DraftProblems."""
    said = dict.fromkeys(filter(None, _BETWEEN.split(clean(draft.words))))
    kept = replace(draft, name=clean(draft.name), words=" ".join(said))
    problems_of(_category_problems(kept))
    return kept


def _category_problems(kept: CategoryDraft) -> Iterator[FieldProblem]:
    if not 1 <= len(kept.name) <= LONGEST_NAME:
        example = "例如 路灯照明"
        long = len(kept.name)
        yield FieldProblem(
            "name", f"类别名称要 1 到 {LONGEST_NAME} 个字，现在是 {long} 个字，{example}"
        )
    if len(kept.words) > LONGEST_WORDS:
        long = len(kept.words)
        yield FieldProblem(
            "sayings", f"居民的说法最多 {LONGEST_WORDS} 个字，现在是 {long} 个字，请删掉几个"
        )
    if kept.size not in SIZES:
        yield FieldProblem("size", "请选琐事、小事还是大事")


def check_rule(draft: RuleDraft) -> RuleDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        blower=clean(draft.blower),
        responder=clean(draft.responder),
        note=clean(draft.note),
    )
    problems_of(_rule_problems(kept))
    return kept


def _rule_problems(kept: RuleDraft) -> Iterator[FieldProblem]:
    for field, who, example in (
        ("blower", "谁吹哨", "社区党组织"),
        ("responder", "谁报到", "网格部门"),
    ):
        long = len(getattr(kept, field))
        if not 1 <= long <= LONGEST_NAME:
            told = f"{who}要 1 到 {LONGEST_NAME} 个字，现在是 {long} 个字，例如 {example}"
            yield FieldProblem(field, told)
    if kept.route is not None and kept.route not in ROUTES:
        yield FieldProblem("route", "请选四类响应里的一类，或选“不定”")
    if not 1 <= kept.report_days <= MOST_DAYS:
        yield FieldProblem("report_days", f"报到天数要在 1 到 {MOST_DAYS} 个工作日之间")
    if len(kept.note) > 100:
        yield FieldProblem("note", f"说明最多 100 个字，现在是 {len(kept.note)} 个字")


def suggested(typed: str, offered: Sequence[T], most: int = _MOST) -> list[T]:
    """Categories for what is typed, the likeliest first.

    A code, a name, initials (ldzm), a resident's word (路灯) or a whole sentence with one in it.
    """
    key = search_key(typed)
    if not key:
        return []
    scored = [(_score(key, one), at, one) for at, one in enumerate(offered)]
    found = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1]))
    return [one for _, _, one in found[:most]]


def _score(key: str, one: Offered) -> float:
    """How well a category fits what was typed; 0 if not at all."""
    if key.isdigit():
        return 100.0 if one.code.startswith(key) else 0.0
    sayings = _sayings(one.name, one.words)
    if key.isascii():
        return _sounds(key, sayings)
    best = max((_fits(key, saying, at == 0) for at, saying in enumerate(sayings)), default=0.0)
    return best or _told(key, sayings)


def _fits(key: str, saying: str, is_name: bool) -> float:
    """What was typed is (the beginning of, a part of) the category's name or a word for it."""
    if key == saying:
        return 99.0 if is_name else 95.0
    if saying.startswith(key):
        return 90.0 if is_name else 70.0
    if key in saying:
        return 80.0 if is_name else 60.0
    return 0.0


def _told(key: str, sayings: Sequence[str]) -> float:
    """A sentence that says a word for it: longer words count more, then the one said first."""
    said = [(len(one), -key.find(one)) for one in sayings if len(one) > 1 and one in key]
    if not said:
        return 0.0
    longest, place = max(said)
    return 10.0 * longest + sum(long for long, _ in said) / 10 + place / 1000


def _sounds(key: str, sayings: Sequence[str]) -> float:
    for at, saying in enumerate(sayings):
        if key == saying:
            return 95.0
        initials, full = _typed(saying)
        if any(one.startswith(key) for one in (*initials, *full)):
            exact = key in initials or key in full
            return (90.0 if at == 0 else 60.0) + (5.0 if exact else 0.0)
    return 0.0


@cache
def _sayings(name: str, words: str) -> tuple[str, ...]:
    """The name and what residents say, folded."""
    return (search_key(name), *map(search_key, words.split()))


@cache
def _typed(saying: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    keys = name_keys(saying)
    return keys.initials, keys.full
