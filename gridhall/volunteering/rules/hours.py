"""Hours of service: what is credited for a span of time, and which spans exclude each other.

志愿服务记录与证明出具办法 §7: the time actually spent, in hours; the organiser determines it
reasonably, hence the rounding that each hall sets.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gridhall.core.clock import DAY, Span, overlap, say_clock, say_span
from gridhall.core.errors import UserError
from gridhall.core.text import half_width

WAYS = {"nearest": "四舍五入", "down": "舍去零头", "up": "进为整数"}
STEPS = (1, 5, 10, 15, 30, 60)  # minutes
LONGEST = DAY  # minutes of one service
QUALITIES = {"5": "优秀", "4": "良好", "3": "合格", "2": "一般", "1": "不合格"}
_HOURS = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?(?:小时|h)?")
_PARTS = re.compile(r"(?:(\d{1,3})小时)?(?:(\d{1,4})分钟?)?")


@dataclass(frozen=True, slots=True)
class Rounding:
    """To how many minutes the hall rounds, and which way (时长取整)."""

    step: int = 30  # minutes
    way: str = "nearest"


STANDARD = Rounding()


class Taken(NamedTuple):
    """A span of some day that is credited already, and how it is called."""

    day: date
    span: Span
    name: str


def rounded(minutes: int, rounding: Rounding = STANDARD) -> int:
    """Minutes credited; half a step counts as a whole one when rounding to the nearest."""
    step = rounding.step
    extra = {"down": 0, "up": step - 1}.get(rounding.way, step // 2)
    return max(0, minutes + extra) // step * step


def rounding_of(settings: Mapping[str, str]) -> Rounding:
    """The hall's choice; half an hour to the nearest where nothing sensible is set."""
    step, way = settings.get("hours_rounding", ""), settings.get("hours_rounding_way", "")
    known = int(step) if step.isdecimal() and int(step) in STEPS else STANDARD.step
    return Rounding(known, way if way in WAYS else STANDARD.way)


def parse_hours(text: str) -> int:
    """Minutes of `1.5`, `1.5小时`, `1:30`, `1小时30分` or `90分钟`; a day at most."""
    said = re.sub(r"\s", "", half_width(text)).lower()
    minutes = _minutes(said)
    if minutes is None:
        raise UserError(f"“{text.strip()[:20]}”不是时长，请写成 1.5 或 1小时30分")
    if not 0 < minutes <= LONGEST:
        raise UserError(f"“{text.strip()[:20]}”不对：一次服务的时长要大于 0、不超过 24 小时")
    return minutes


def _minutes(said: str) -> int | None:
    colon = re.fullmatch(r"(\d{1,3}):([0-5]\d)", said)
    if colon:
        return int(colon[1]) * 60 + int(colon[2])
    whole = _HOURS.fullmatch(said)
    if whole:
        return int(whole[1]) * 60 + round(int((whole[2] or "0").ljust(2, "0")) * 0.6)
    parts = _PARTS.fullmatch(said)
    if parts and said:
        return int(parts[1] or 0) * 60 + int(parts[2] or 0)
    return None


def refuse_backwards(signed_in: int, signed_out: int) -> None:
    """A sign-out is later than its sign-in, else the PC's clock was changed between them."""
    if signed_out == signed_in:
        raise UserError(
            f"签退 {say_clock(signed_out)} 和签到是同一分钟，没有记；刚来的过一会儿再签退，签到还在"
        )
    if signed_out < signed_in:
        raise UserError(
            f"签退 {say_clock(signed_out)} 早于签到 {say_clock(signed_in)}，"
            "可能是电脑的时间改过；请用 Alt+M 补写真实的时间，签到还在"
        )
    if signed_out - signed_in > LONGEST:
        raise UserError(
            f"从 {say_clock(signed_in)} 到 {say_clock(signed_out)} 超过 24 小时，请核对签退时间"
        )


def refuse_odd_span(starts: int, ends: int) -> None:
    """A service begins on its day, ends after it began, and lasts a day at most."""
    if not 0 <= starts < DAY:
        raise UserError(f"开始时间 {say_clock(max(starts, 0))} 不在当天，请填写服务当天的钟点")
    if ends <= starts:
        raise UserError(
            f"结束时间 {say_clock(ends)} 不晚于开始时间 {say_clock(starts)}；"
            "过了半夜请写 次日 再写钟点"
        )
    if ends - starts > LONGEST:
        raise UserError(f"{say_span(starts, ends)} 超过 24 小时，请分两次填写")


def absolute(day: date, span: Span) -> Span:
    """A span of a day in minutes that any other day's span can be held against."""
    midnight = day.toordinal() * DAY
    return midnight + span[0], midnight + span[1]


def clash(day: date, span: Span, taken: Iterable[Taken], gap: int = 0) -> Taken | None:
    """The first span that shares time with this one, of whatever day; touching ones do not."""
    mine = absolute(day, span)
    return next((one for one in taken if overlap(mine, absolute(one.day, one.span), gap)), None)


def refuse_clash(who: str, day: date, span: Span, taken: Iterable[Taken]) -> None:
    """Nobody serves twice at the same time."""
    other = clash(day, span, taken)
    if other is not None:
        when = f"{other.day.month}月{other.day.day}日 {say_span(*other.span)}"
        raise UserError(
            f"{who} {when} 已记“{other.name}”，和 {say_span(*span)} 时间重叠，没有再记；"
            "请核对时间，或先冲正那一条"
        )
