"""A lane's letter, its counters and its numbers, checked field by field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gridhall.core.errors import UserError
from gridhall.core.text import clean, half_width
from gridhall.tickets.labels import FIELDS, PRIORITIES

LAST = 999  # the last number of a lane's day
_PREFIX = re.compile(r"[A-Z]{1,2}")
_NUMBER = re.compile(r"([A-Z]{1,2})(\d{1,3})")
_BETWEEN = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True, slots=True)
class LaneDraft:
    """A lane as the supervisor wrote it; lists of names are joined by 、."""

    id: int | None = None
    prefix: str = ""
    name: str = ""
    counters: str = ""  # "" any counter
    categories: str = ""
    active: bool = True


class LaneProblem(UserError):
    """One field of a lane to put right."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(f"{FIELDS[field]}：{sentence}")
        self.field, self.sentence = field, sentence


def checked_lane(draft: LaneDraft) -> LaneDraft:
    """The lane as it may be stored."""
    prefix = half_width(clean(draft.prefix)).upper()
    if not _PREFIX.fullmatch(prefix):
        raise LaneProblem("prefix", "请写一个或两个字母，如 A")
    name = clean(draft.name)
    if not 1 <= len(name) <= 30:
        raise LaneProblem("name", "请写名称，最长 30 个字" if not name else "名称最长 30 个字")
    counters, categories = joined(split(draft.counters)), joined(split(draft.categories))
    if any(len(one) > 20 for one in split(counters)) or len(counters) > 100:
        raise LaneProblem("counters", "每个窗口名最长 20 个字，一共最长 100 个字")
    if len(categories) > 200:
        raise LaneProblem("categories", "最长 200 个字")
    return replace(draft, prefix=prefix, name=name, counters=counters, categories=categories)


def split(text: str) -> tuple[str, ...]:
    """The names in a list written with 、 or commas, each once."""
    found = (clean(one) for one in _BETWEEN.split(text))
    return tuple(dict.fromkeys(one for one in found if one))


def joined(names: Sequence[str]) -> str:
    """The list as it is stored."""
    return "、".join(names)


def serves(counters: str, counter: str) -> bool:
    """Whether a counter calls from a lane; a lane without counters is everybody's."""
    return not counters or counter in split(counters)


def number_of(prefix: str, ordinal: int) -> str:
    """A012."""
    return f"{prefix}{ordinal:03}"


def check_ordinal(prefix: str, ordinal: int) -> int:
    """The next number, or a sentence when the day's numbers are used up."""
    if ordinal > LAST:
        raise UserError(f"{prefix} 今天的 {LAST} 个号已经发完。请换一个业务队列取号，或请明天再来")
    return ordinal


def read_number(text: str) -> str:
    """`a12`, `Ａ０１２` or `A012` as the number on the ticket; "" when it is none."""
    found = _NUMBER.fullmatch(half_width(clean(text)).upper().replace(" ", ""))
    return "" if found is None else number_of(found[1], int(found[2]))


def check_priority(priority: str) -> str:
    """A priority that the law or the hall knows, or none."""
    if priority and priority not in PRIORITIES:
        raise UserError(f"没有“{priority[:10]}”这种优先，请选{'、'.join(PRIORITIES.values())}")
    return priority
