"""The plan of a day (岗位 × 班次): its shifts, its posts, how many each is open for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from gridhall.core.clock import DAY, say_span
from gridhall.core.errors import UserError
from gridhall.core.text import clean

_MOST_SHIFTS, _MOST_POSTS, _MOST_WANTED = 12, 80, 99
_LATEST = 2 * DAY


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """A span of the day: 上午一 08:30-10:00 (minutes after midnight)."""

    name: str
    starts: int
    ends: int
    id: int | None = None  # of the stored shift that this one was


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post and, by the place of the shift in the plan, how many it wants and needs at least."""

    name: str
    content: str = ""
    skill_id: int | None = None
    squad_id: int | None = None
    grid_id: int | None = None
    spot: str = ""
    needs_party: bool = False
    is_dangerous: bool = False
    duty_id: int | None = None
    cells: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # place: wanted, minimum
    id: int | None = None  # of the stored post that this one was


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A day's shifts and posts, both in order."""

    shifts: tuple[ShiftDraft, ...] = ()
    posts: tuple[PostDraft, ...] = ()
    was: "PlanDraft | None" = field(default=None, compare=False)  # as the editor was shown it

    @property
    def wanted(self) -> int:
        """Places to fill (人次)."""
        return sum(wanted for post in self.posts for wanted, _ in post.cells.values())


_FACTS = (
    "name", "content", "skill_id", "squad_id", "grid_id", "spot", "needs_party", "is_dangerous",
    "duty_id",
)  # fmt: skip


def as_json(draft: PlanDraft) -> str:
    """The plan as a template keeps it; which stored rows it came from is left out."""
    posts = [
        {key: getattr(post, key) for key in _FACTS}
        | {"cells": [[place, *counts] for place, counts in sorted(post.cells.items())]}
        for post in draft.posts
    ]
    shifts = [[one.name, one.starts, one.ends] for one in draft.shifts]
    return json.dumps({"shifts": shifts, "posts": posts}, ensure_ascii=False)


def from_json(text: str) -> PlanDraft:
    """The plan that `as_json` wrote."""
    kept = json.loads(text)
    shifts = tuple(ShiftDraft(*one) for one in kept["shifts"])
    return PlanDraft(shifts, tuple(_post(one) for one in kept["posts"]))


def _post(kept: Mapping[str, Any]) -> PostDraft:
    cells = {place: (wanted, minimum) for place, wanted, minimum in kept["cells"]}
    return PostDraft(**{key: kept[key] for key in _FACTS}, cells=cells)


def check_plan(draft: PlanDraft) -> PlanDraft:
    """The plan with clean names; one sentence for the first thing that cannot be."""
    if len(draft.shifts) > _MOST_SHIFTS or len(draft.posts) > _MOST_POSTS:
        raise UserError(f"一天最多 {_MOST_SHIFTS} 个班次、{_MOST_POSTS} 个岗位，请分成两天")
    shifts = tuple(map(check_shift, draft.shifts))
    posts = tuple(check_post(post, len(shifts)) for post in draft.posts)
    _refuse_twice("班次", [shift.name for shift in shifts])
    _refuse_twice("岗位", [post.name for post in posts])
    for earlier, later in pairwise(shifts):
        if later.starts < earlier.starts:
            raise UserError(f"班次“{later.name}”比“{earlier.name}”开始得早，请按时间先后排")
    return PlanDraft(shifts, posts, draft.was)


def check_post(post: PostDraft, shifts: int) -> PostDraft:
    """A post with clean texts; refuses counts that cannot be and shifts that the day has not."""
    name = clean(post.name)
    if not name:
        raise UserError("岗位要有名称，例如 义诊测压")
    for text, most, what in ((name, 30, "名称"), (post.content, 100, "服务内容"),
                             (post.spot, 60, "地点")):  # fmt: skip
        if len(clean(text)) > most:
            raise UserError(f"岗位“{name[:12]}”的{what}最多 {most} 个字")
    for place, (wanted, minimum) in post.cells.items():
        if not 0 <= place < shifts:
            raise UserError(f"岗位“{name}”排在没有的班次上，请核对班次")
        if not 1 <= wanted <= _MOST_WANTED or not 0 <= minimum <= wanted:
            raise UserError(
                f"岗位“{name}”每班要 1 到 {_MOST_WANTED} 人，最少人数不能多过需要的人数"
            )
    return _with(post, name=name, content=clean(post.content), spot=clean(post.spot))


def check_shift(shift: ShiftDraft) -> ShiftDraft:
    """A shift with a clean name; refuses one that ends before it begins or begins another day."""
    name = clean(shift.name)
    if not name or len(name) > 20:
        raise UserError("班次要有名称，最多 20 个字，例如 上午一")
    if not 0 <= shift.starts < DAY:
        raise UserError(f"班次“{name}”要在当天开始")
    if not shift.starts < shift.ends <= _LATEST:
        span = say_span(shift.starts, shift.ends)
        raise UserError(f"班次“{name}”写的是 {span}，结束要晚于开始；过了半夜请写 次日1:30")
    return ShiftDraft(name, shift.starts, shift.ends, shift.id)


def _refuse_twice(what: str, names: list[str]) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise UserError(f"{what}“{name}”写了两次，请改个名称或删一个")


def _with(post: PostDraft, **values: Any) -> PostDraft:
    return PostDraft(**{key: getattr(post, key) for key in (*_FACTS, "cells", "id")} | values)


def unnumbered(draft: PlanDraft) -> PlanDraft:
    """The plan as another day's: the same shifts and posts, none of them stored."""
    shifts = tuple(ShiftDraft(one.name, one.starts, one.ends) for one in draft.shifts)
    return PlanDraft(shifts, tuple(_with(post, id=None) for post in draft.posts))
