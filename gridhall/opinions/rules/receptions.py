"""Reception days (业主接待日): a series by its rhythm, and what visitors come with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Final

from gridhall.core.calendar import WorkCalendar
from gridhall.core.mask import mask_numbers
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name, half_width
from gridhall.opinions.rules.fields import FieldProblem, problems_of, refusal, too_long

RHYTHMS: Final = {
    "once": "只这一天",
    "weekly": "每周同一天",
    "fortnightly": "每两周同一天",
    "monthly": "每月同一日",
    "weekday": "每月第几个星期几",
}
MOST_DAYS: Final = 60
MOST_SPAN: Final = 732  # calendar days from the first to the last
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_SENTENCE = re.compile(r"[。！？；!?;\n]")
_LIMITS = {"place": 60, "hosts": 100}


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """Reception days to be planned; `until` None is the first day alone."""

    first: date
    place: str
    hosts: str
    rhythm: str = "once"
    until: date | None = None
    starts: str = "09:00"
    ends: str = "11:30"
    compound_id: int | None = None
    organisation_id: int | None = None
    moves: bool = False  # a day that falls on a holiday moves to the next working day
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class DayDraft:
    """A change of one planned day."""

    day: date
    place: str
    hosts: str
    starts: str = "09:00"
    ends: str = "11:30"
    version: int = 0


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What somebody came with, and what was answered at once, if anything."""

    words: str
    person_id: int | None = None
    visitor: str = ""  # in words, where it is nobody of the register
    phone: str = ""
    address: str = ""
    answer: str = ""
    to_issue: bool = False  # 转吹哨台账
    request_key: str = ""


def clock(text: str, field: str) -> str:
    """09:00 out of what was typed: 9:00, 9.30, 9：00."""
    found = _CLOCK.fullmatch(half_width(clean(text)).replace("点", ":"))
    if found is None:
        raise refusal(field, f"时间写成 9:00 这样，现在是“{text[:10]}”")
    return f"{int(found[1]):02}:{found[2]}"


def check_hours(starts: str, ends: str) -> tuple[str, str]:
    """When a day begins and ends."""
    kept = clock(starts, "starts"), clock(ends, "ends")
    if kept[1] <= kept[0]:
        raise refusal("ends", f"结束时间要晚于开始的 {kept[0]}，请核对")
    return kept


def check_series(draft: SeriesDraft) -> SeriesDraft:
    """The draft in its stored form; raises DraftProblems."""
    starts, ends = check_hours(draft.starts, draft.ends)
    kept = replace(
        draft, place=clean(draft.place), hosts=clean(draft.hosts), starts=starts, ends=ends
    )
    problems_of(_series_problems(kept))
    return kept


def _series_problems(kept: SeriesDraft) -> Iterator[FieldProblem]:
    yield from day_problems(kept)
    if kept.rhythm not in RHYTHMS:
        yield FieldProblem("days", f"请选多久一次：{'、'.join(RHYTHMS.values())}")
    elif kept.rhythm != "once" and kept.until is None:
        yield FieldProblem("days", "请写排到哪一天为止")
    if kept.until is not None and kept.until < kept.first:
        yield FieldProblem("days", f"截止日期不能早于第一次的 {kept.first}，请核对")
    elif kept.until is not None and (kept.until - kept.first).days > MOST_SPAN:
        yield FieldProblem("days", "一次最多排两年，请把截止日期写近一些")


def day_problems(kept: SeriesDraft | DayDraft) -> Iterator[FieldProblem]:
    """What every reception day must say."""
    if not kept.place:
        yield FieldProblem("place", "请写在哪里接待，例如 3号楼前小广场")
    if not kept.hosts:
        yield FieldProblem("hosts", "请写谁来接待，例如 网格党支部书记、物业经理")
    yield from too_long(kept, _LIMITS)


def series(kept: SeriesDraft, calendar: WorkCalendar) -> list[date]:
    """Its days; one that falls on a holiday moves if the draft says so, two never on one day."""
    found: list[date] = []
    for day in _nominal(kept):
        on = calendar.next_working_day(day) if kept.moves and calendar.is_holiday(day) else day
        if on not in found:
            found.append(on)
        if len(found) > MOST_DAYS:
            raise refusal("days", f"一次最多排 {MOST_DAYS} 天，请把截止日期写近一些")
    return found


def _nominal(kept: SeriesDraft) -> Iterator[date]:
    until = kept.until or kept.first
    if kept.rhythm == "once":
        yield kept.first
        return
    for step in count():
        day = _step(kept.first, kept.rhythm, step)
        if day is not None and day > until:
            return
        if day is None and _month(kept.first, step) > until:
            return
        if day is not None:
            yield day


def _step(first: date, rhythm: str, step: int) -> date | None:
    """The day so many steps on; None for a month that has no such day."""
    if rhythm in ("weekly", "fortnightly"):
        return first + timedelta(weeks=step * (1 if rhythm == "weekly" else 2))
    month = _month(first, step)
    if rhythm == "monthly":
        day = month + timedelta(days=first.day - 1)
    else:
        ahead = (first.weekday() - month.weekday()) % 7
        day = month + timedelta(days=ahead + (first.day - 1) // 7 * 7)
    return day if day.month == month.month else None


def _month(first: date, step: int) -> date:
    """The first of the month so many months on."""
    months = first.year * 12 + first.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def check_visit(draft: VisitDraft) -> VisitDraft:
    """What somebody came with, in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        words=clean_lines(draft.words),
        visitor=clean_name(draft.visitor),
        phone=kept_phone(draft.phone)[0] if draft.phone.strip() else "",
        address=clean(draft.address),
        answer=clean_lines(draft.answer),
    )
    problems_of(_visit_problems(kept))
    return kept


def _visit_problems(kept: VisitDraft) -> Iterator[FieldProblem]:
    if not kept.words:
        yield FieldProblem("words", "请写反映了什么，例如 3号楼门口路灯不亮")
    if kept.person_id is None and not kept.visitor:
        yield FieldProblem("visitor", "请写来访人：打姓名首字母选居民，或写姓名；不愿说写“不留名”")
    if not kept.answer and not kept.to_issue:
        yield FieldProblem("answer", "请写当场怎么答复；当场答不了，按 Alt+W 转吹哨台账")
    yield from too_long(
        kept, {"words": 2000, "visitor": 100, "phone": 30, "address": 100, "answer": 2000}
    )


def title_of(words: str) -> str:
    """An issue's title out of what somebody said: the first sentence, without numbers."""
    first = next((one.strip() for one in _SENTENCE.split(mask_numbers(words)) if one.strip()), "")
    return first if len(first) <= 60 else f"{first[:59]}…"
