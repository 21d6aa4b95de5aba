"""Steps of editing a plan, each a plan in its own right: posts, shifts and cells come and go."""

import re
from dataclasses import replace

from gridhall.core.errors import UserError
from gridhall.core.text import half_width
from gridhall.volunteering.rules.plan import PlanDraft, PostDraft, ShiftDraft

Counts = tuple[int, int]  # wanted, minimum
_COUNTS = re.compile(r"(\d{1,2})(?:\D+(\d{1,2}))?\D*")


def read_counts(text: str, before: Counts | None = None) -> Counts | None:
    """`3`, `3/2` (at least two) or nothing (不开); the minimum stays where only one is typed."""
    said = half_width(text).strip()
    if not said or said in ("0", "-", "不开"):
        return None
    found = _COUNTS.fullmatch(said)
    if found is None:
        raise UserError("请写人数，例如 3；最少 2 人写 3/2；不开就清空")
    wanted = int(found[1])
    least = int(found[2]) if found[2] else min(before[1] if before else 1, wanted)
    if not wanted or least > wanted:
        raise UserError(f"最少 {least} 人，不能多过要的 {wanted} 人")
    return wanted, least


def set_cell(plan: PlanDraft, post: int, shift: int, counts: Counts | None) -> PlanDraft:
    """Open a post in a shift for so many, or close it."""
    cells = dict(plan.posts[post].cells)
    cells.pop(shift, None)
    if counts is not None:
        cells[shift] = counts
    return set_post(plan, post, replace(plan.posts[post], cells=cells))


def set_post(plan: PlanDraft, place: int, post: PostDraft) -> PlanDraft:
    """Another post in the place of one."""
    posts = (*plan.posts[:place], post, *plan.posts[place + 1 :])
    return replace(plan, posts=posts)


def add_post(plan: PlanDraft, post: PostDraft) -> PlanDraft:
    """A post at the end; a taken name is refused."""
    if any(one.name == post.name for one in plan.posts):
        raise UserError(f"已经有岗位“{post.name}”，要再开一个请换个名称")
    return replace(plan, posts=(*plan.posts, post))


def remove_post(plan: PlanDraft, place: int) -> PlanDraft:
    """Without a post."""
    return replace(plan, posts=plan.posts[:place] + plan.posts[place + 1 :])


def move_post(plan: PlanDraft, place: int, by: int) -> PlanDraft:
    """A post further up (-1) or down (1); at the end it stays."""
    posts = list(plan.posts)
    to = min(max(place + by, 0), len(posts) - 1)
    posts.insert(to, posts.pop(place))
    return replace(plan, posts=tuple(posts))


def set_shift(plan: PlanDraft, place: int, shift: ShiftDraft) -> PlanDraft:
    """A shift with another name or other times; the shifts stay in the order of the day."""
    shifts = (*plan.shifts[:place], shift, *plan.shifts[place + 1 :])
    return _in_order(replace(plan, shifts=shifts))


def add_shift(plan: PlanDraft, shift: ShiftDraft) -> PlanDraft:
    """A further shift in its place of the day; no post is open in it yet."""
    return _in_order(replace(plan, shifts=(*plan.shifts, shift)))


def remove_shift(plan: PlanDraft, place: int) -> PlanDraft:
    """Without a shift and its cells."""
    kept = [one for one in range(len(plan.shifts)) if one != place]
    return _renumbered(plan, kept)


def next_shift(plan: PlanDraft) -> ShiftDraft:
    """What another shift may be: as long as the last one and after it."""
    if not plan.shifts:
        return ShiftDraft("上午", 510, 690)
    last = plan.shifts[-1]
    names = {one.name for one in plan.shifts}
    number = next(n for n in range(len(names) + 1, 99) if f"第{n}班" not in names)
    starts = min(last.ends, 1380)
    return ShiftDraft(f"第{number}班", starts, starts + (last.ends - last.starts))


def dropped(before: PlanDraft, after: PlanDraft) -> set[tuple[int, int]]:
    """The stored cells (post id, shift id) that a plan no longer has."""
    return _stored(before) - _stored(after)


def _stored(plan: PlanDraft) -> set[tuple[int, int]]:
    shifts = [shift.id for shift in plan.shifts]
    return {
        (post.id, shift_id)
        for post in plan.posts
        for place in post.cells
        if post.id is not None and (shift_id := shifts[place]) is not None
    }


def _in_order(plan: PlanDraft) -> PlanDraft:
    order = sorted(range(len(plan.shifts)), key=lambda one: (plan.shifts[one].starts, one))
    return _renumbered(plan, order)


def _renumbered(plan: PlanDraft, kept: list[int]) -> PlanDraft:
    """The plan with these of its shifts in this order."""
    now = {was: place for place, was in enumerate(kept)}
    posts = tuple(
        replace(post, cells={now[at]: one for at, one in sorted(post.cells.items()) if at in now})
        for post in plan.posts
    )
    return replace(plan, shifts=tuple(plan.shifts[one] for one in kept), posts=posts)
