"""Words that the papers of a service day share."""

from datetime import date, timedelta

from gridhall.core.clock import say_span
from gridhall.core.hall import Hall
from gridhall.pdf.business_form import chinese_day
from gridhall.volunteering.queries.papers.days import PaperDay, PaperPost

_WEEKDAYS = "一二三四五六日"


def weekday(day: date) -> str:
    """`2026年11月25日（星期三）`."""
    return f"{chinese_day(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def held(day: PaperDay) -> str:
    """When the day is held; of a skipped day that it is not."""
    return weekday(day.held_on) if day.held_on else "本次不举办"


def organiser(day: PaperDay, hall: Hall) -> str:
    """Who organises it: the hall, unless somebody else does."""
    return day.organiser or hall.name


def spans(day: PaperDay) -> str:
    """`上午一 08:30–10:00，上午二 10:00–11:30`."""
    return "，".join(f"{one.name} {say_span(one.starts, one.ends)}" for one in day.shifts)


def open_in(post: PaperPost, day: PaperDay) -> str:
    """`上午一、上午二`: the shifts a post is open in; 全天 for all of several."""
    names = [shift.name for shift in day.shifts if shift.id in post.wanted]
    return "全部班次" if len(names) == len(day.shifts) > 1 else "、".join(names)


def times(post: PaperPost, day: PaperDay) -> str:
    """`08:30–11:30、14:00–15:30`: when a post is open, shifts that follow each other as one."""
    found: list[list[int]] = []
    for shift in sorted(day.shifts, key=lambda one: one.starts):
        if shift.id not in post.wanted:
            continue
        if found and found[-1][1] == shift.starts:
            found[-1][1] = shift.ends
        else:
            found.append([shift.starts, shift.ends])
    return "、".join(say_span(starts, ends) for starts, ends in found)


def asks(post: PaperPost) -> str:
    """What a post asks of who stands there."""
    parts = [f"会{post.skill_name}" if post.skill_name else ""]
    parts.append("至少一名党员" if post.needs_party else "")
    parts.append("成年人，已上保险" if post.is_dangerous else "")
    return "；".join(filter(None, parts)) or "不限"


def most_wanted(post: PaperPost) -> str:
    """`3 人` a shift, or `1–3 人` where shifts differ."""
    counts = sorted(set(post.wanted.values()))
    if not counts:
        return "—"
    return f"{counts[0]} 人" if len(counts) == 1 else f"{counts[0]}–{counts[-1]} 人"


def week_before(day: date) -> date:
    """A week earlier, when sign-up usually ends."""
    return day - timedelta(days=7)
