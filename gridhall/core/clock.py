"""Times of a day as minutes after midnight (钟点), spans of them, and service hours in words."""

import re

from gridhall.core.errors import UserError
from gridhall.core.text import half_width

DAY = 1440  # minutes; what is later is 次日
_CLOCK = re.compile(r"(次日)?(\d{1,2})(?::(\d{1,2}))?(?::00)?")
Span = tuple[int, int]  # from, until (exclusive), in minutes after midnight


def parse_clock(text: str) -> int:
    """Minutes after midnight of `8:30`, `８：30`, `0830`, `8点30分`, `8点半` or `次日1:30`."""
    said = re.sub(r"\s", "", half_width(text)).replace("点半", ":30").replace("时半", ":30")
    said = re.sub(r"[点时.]", ":", said).rstrip("分:")
    if re.fullmatch(r"\d{3,4}", said):
        said = f"{said[:-2]}:{said[-2:]}"
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise UserError(f"“{text.strip()[:20]}”不是钟点，请写成 8:30 或 0830")
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise UserError(f"“{text.strip()[:20]}”不是钟点：一天只到 24:00，过了半夜请写 次日1:30")
    return hours * 60 + minutes + (DAY if found[1] else 0)


def say_clock(minutes: int) -> str:
    """`08:30`; after midnight `次日01:30`."""
    ahead = "次日" if minutes > DAY else ""
    if minutes in (DAY, 2 * DAY):
        return f"{ahead}24:00"
    return f"{ahead}{minutes % DAY // 60:02}:{minutes % 60:02}"


def say_span(starts: int, ends: int) -> str:
    """`08:30–10:00`."""
    return f"{say_clock(starts)}–{say_clock(ends)}"


def say_hours(minutes: int) -> str:
    """`1.5 小时`: hours with no more decimals than there are (Order 67 §7: by the hour)."""
    return f"{number_of_hours(minutes)} 小时"


def number_of_hours(minutes: int) -> str:
    """`1.5`, `2`, `0.25`, `-1`: hours as papers write them."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def overlap(one: Span, other: Span, gap: int = 0) -> bool:
    """Whether two spans share time, or less than `gap` minutes lie between them."""
    return one[0] < other[1] + gap and other[0] < one[1] + gap
