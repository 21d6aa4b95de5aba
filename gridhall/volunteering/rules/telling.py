"""What a ledger says of volunteers in words, read: times, yes and no, several things in a cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gridhall.core.clock import DAY
from gridhall.core.text import search_key
from gridhall.volunteering.labels import WEEKDAYS
from gridhall.volunteering.rules.availability import FreeTime

NOON, EVENING = 12 * 60, 18 * 60
HALVES = {"上午": (0, NOON), "下午": (NOON, EVENING), "晚上": (EVENING, DAY), "全天": (0, DAY)}
PARTS = {word: span for word, span in HALVES.items() if span != (0, DAY)}
_WHOLE_WEEK = tuple(range(7))
_DAYS: Mapping[str, Sequence[int]] = {
    "工作日": range(5), "平日": range(5), "周末": (5, 6), "双休日": (5, 6), "节假日": (5, 6),
    "每天": _WHOLE_WEEK,
    **{
        f"{head}{one}": (min(at, 6),)
        for head in ("周", "星期", "礼拜")
        for at, one in enumerate("一二三四五六日天")
    },
}  # fmt: skip
_WORDS = {"早上": "上午", "早晨": "上午", "白天": "全天", "夜间": "晚上", "夜里": "晚上",
          "随时": "全天", "都可以": "全天", "均可": "全天", "不限": "全天"}  # fmt: skip
_NOTHING = frozenset({"", "无", "没有", "暂无", "否", "-", "/", "—", "其他", "其它"})
_YES = frozenset({
    "是", "√", "✓", "v", "y", "yes", "1", "有", "党员", "中共党员", "预备党员", "中共预备党员",
    "正式党员", "对",
})  # fmt: skip
_NO = frozenset({
    "否", "×", "x", "n", "no", "0", "无", "不是", "群众", "团员", "共青团员", "非党员", "",
})  # fmt: skip
NO_UNIT = frozenset({
    "", "社区居民", "居民", "本社区居民", "社区群众", "群众", "本社区", "无", "无单位", "个人",
    "退休", "自由职业",
})  # fmt: skip
_PARTED = re.compile(r"[、,，;；/\s]+")


def several(text: str) -> tuple[str, ...]:
    """The things a cell lists, once each; 无 and the like are nothing."""
    found = (part.strip() for part in _PARTED.split(text))
    return tuple(dict.fromkeys(one for one in found if one not in _NOTHING))


def yes_or_no(text: str) -> bool | None:
    """是, √, 党员 or 否, ×, blank; None: neither."""
    key = search_key(text)
    return True if key in _YES else False if key in _NO else None


def weekly_times(text: str) -> tuple[FreeTime, ...] | None:
    """Weekly free times of 全天, 周末上午、周三, 工作日下午; () of a blank; None: unreadable."""
    rows: dict[FreeTime, None] = {}
    for part in several(text):
        found = _one(part)
        if found is None:
            return None
        rows |= dict.fromkeys(found)
    return joined(rows)


def joined(rows: Iterable[FreeTime]) -> tuple[FreeTime, ...]:
    """Weekly free times with those that touch made one: 上午 and 下午 hold a shift over noon."""
    found: list[FreeTime] = []
    for row in sorted(rows, key=lambda one: (one.weekday or 0, one.starts)):
        last = found[-1] if found else None
        if last is not None and last.weekday == row.weekday and row.starts <= last.ends:
            found[-1] = replace(last, ends=max(last.ends, row.ends))
        else:
            found.append(row)
    return tuple(found)


def halves_of(row: FreeTime) -> tuple[str, ...]:
    """The halves of the day (上午、下午、晚上) a time is made of; () of any other time."""
    parts = [word for word, (a, b) in PARTS.items() if row.starts <= a and b <= row.ends]
    whole = sum(PARTS[word][1] - PARTS[word][0] for word in parts)
    return tuple(parts) if whole == row.ends - row.starts else ()


def _one(part: str) -> list[FreeTime] | None:
    for word, means in _WORDS.items():
        part = part.replace(word, means)
    half = next((word for word in HALVES if part.endswith(word)), "")
    days = part.removesuffix(half)
    if days and days not in _DAYS:
        return None
    starts, ends = HALVES[half or "全天"]
    wanted: Iterable[int] = _DAYS[days] if days else _WHOLE_WEEK
    return [FreeTime(day, None, None, starts, ends, True) for day in wanted]


def times_in_words(rows: Iterable[FreeTime]) -> str:
    """Weekly free times as a ledger writes them: 上午, 周末, 周三下午、周五."""
    by_span: dict[str, list[int]] = {}
    for row in rows:
        if row.weekday is not None and row.is_free:
            halves = halves_of(row)
            for half in ("全天",) if len(halves) == len(PARTS) else halves:
                by_span.setdefault(half, []).append(row.weekday)
    return "、".join(word for half, days in by_span.items() for word in _said(half, sorted(days)))


def _said(half: str, days: list[int]) -> list[str]:
    tail = "" if half == "全天" else half
    if len(days) == 7:
        return [half]
    for word in ("工作日", "周末"):
        if days == list(_DAYS[word]):
            return [word + tail]
    return [WEEKDAYS[day] + tail for day in days]
