"""红黑榜: what is typed about a good or a bad deed, and which step it may take.

A red entry may name who agreed to it; a black one names nobody and is approved by a supervisor
who did not write it (个人信息保护法 §25).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines, clean_name, half_width
from gridhall.opinions.labels import HONOR_STATES, HONORS
from gridhall.opinions.rules.postings import FieldProblem, problems_of, too_long

_LIMITS: Final = {"title": 60, "story": 600, "about": 100, "shown": 60}
_HOUSE = re.compile(
    r"^(?:.{0,20}?)(?:\d{1,3}号楼|\d{1,3}[栋幢座])?(?:某住户|某居民|某商户|一辆车)$"
)
USUAL_DAYS: Final = 30  # an entry stands on the board unless said otherwise

# step -> (states it is open in, the state it leads to)
STEPS: Final = {
    "submit": (("draft", "refused"), ""),  # red: approved; black: pending
    "approve": (("pending",), "approved"),
    "refuse": (("pending",), "refused"),
    "publish": (("approved",), "published"),
    "end": (("published",), "ended"),
    "recall": (("pending", "approved"), "draft"),
}
STEP_WORDS: Final = {
    "submit": "报批",
    "approve": "批准",
    "refuse": "不批",
    "publish": "发布上榜",
    "end": "下榜",
    "recall": "撤回修改",
}
_INSTEAD: Final = {
    "draft": "还是草稿，请先报批",
    "pending": "正在等主管审批",
    "approved": "已经可以发布，请按“发布上榜”",
    "refused": "没有通过，请修改后再报批",
    "published": "已经在榜，要改请先下榜",
    "ended": "已经下榜，只能查看",
}


@dataclass(frozen=True, slots=True)
class HonorDraft:
    """An entry as typed, or as checked."""

    kind: str
    title: str
    story: str
    happened_on: date
    compound_id: int | None = None
    building: str = ""  # a black entry says the building at most: 3
    person_id: int | None = None
    about: str = ""  # who it was, kept inside
    consent_on: date | None = None
    issue_id: int | None = None
    honor_id: int | None = None
    version: int = 0
    vouched: bool = False
    request_key: str = ""


def check_honor(draft: HonorDraft, today: date) -> HonorDraft:
    """The entry in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        story=clean_lines(draft.story),
        about=clean_name(clean(draft.about)),
        building=_building(draft.building),
    )
    problems_of(_problems(kept, today))
    return kept


def _building(typed: str) -> str:
    """3 of 3号楼; what is finer than a building does not pass."""
    return re.sub(r"\s*(?:号楼|[栋幢座楼号])$", "", half_width(clean(typed)))


def _problems(kept: HonorDraft, today: date) -> Iterator[FieldProblem]:
    if kept.kind not in HONORS:
        yield FieldProblem("kind", "请选红榜还是黑榜")
    if not kept.title:
        yield FieldProblem("title", "请填写标题，例如 拾金不昧、楼道堆放杂物")
    if not kept.story:
        yield FieldProblem("story", "请写一两句事情经过")
    yield from too_long(kept, {name: most for name, most in _LIMITS.items() if name != "shown"})
    if kept.happened_on > today:
        yield FieldProblem("happened_on", f"发生日期不能晚于今天（{today}）")
    if kept.building and not re.fullmatch(r"[0-9A-Za-z一二三四五六七八九十]{1,4}", kept.building):
        yield FieldProblem("shown", "榜上只写到楼栋，例如 3号楼；单元、门牌号不能上榜")
    yield from _consent_problems(kept, today)


def _consent_problems(kept: HonorDraft, today: date) -> Iterator[FieldProblem]:
    if kept.consent_on is None:
        return
    if kept.kind == "black":
        said = "黑榜不公开是谁，不用写同意日期（个人信息保护法第二十五条）"
        yield FieldProblem("consent_on", said)
    elif kept.person_id is None and not kept.about:
        yield FieldProblem("about", "请写是谁同意公开姓名")
    elif kept.consent_on > today:
        yield FieldProblem("consent_on", f"同意日期不能晚于今天（{today}）")


def black_shown(building: str) -> str:
    """3号楼某住户; 某住户 where the building is not said either."""
    return f"{building}号楼某住户" if building else "某住户"


def is_nobody(shown: str) -> bool:
    """Whether what stands on the board leads to nobody: a building at most."""
    return bool(_HOUSE.match(shown))


def next_state(state: str, step: str, kind: str, title: str) -> str:
    """The state after a step; UserError says what to do instead."""
    before, after = STEPS[step]
    if state not in before:
        here = _INSTEAD.get(state, HONOR_STATES.get(state, state))
        raise UserError(f"“{title}”{here}，不能{STEP_WORDS[step]}")
    if step == "submit":
        return "pending" if kind == "black" else "approved"
    return after


def check_span(first: date, last: date, today: date) -> None:
    """From when to when an entry stands on the board; raises DraftProblems."""
    problems_of(_span_problems(first, last, today))


def _span_problems(first: date, last: date, today: date) -> Iterator[FieldProblem]:
    if first < today:
        yield FieldProblem("publish_from", f"上榜日期不能早于今天（{today}）")
    if last < first:
        yield FieldProblem("publish_to", f"下榜日期不能早于上榜日期（{first}），请核对")
    elif (last - first).days > 365:
        yield FieldProblem("publish_to", "一条最多在榜一年，请核对下榜日期")


def honor_due(state: str, last: date | None, today: date) -> tuple[str, str]:
    """今天下榜, 在榜到 12-24, 待审批."""
    if state == "published" and last is not None:
        if today > last:
            return "该下榜了", "amber"
        return f"到 {last:%m-%d}", "green"
    tones = {"draft": "blue", "pending": "purple", "approved": "blue", "refused": "amber"}
    return HONOR_STATES.get(state, state), tones.get(state, "grey")
