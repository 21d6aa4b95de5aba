"""A month's list as it is posted (月服务清单): lines without personal data, kept as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One item as it is posted: who brought it is said without a person's name in full."""

    number: str
    kind: str
    title: str
    category: str
    amount: str  # 3 场
    place: str
    brought_by: str  # 区税务局, 居民 张*
    due_on: str  # 2026-11-30, or ""
    claimed_by: str  # 市二院 2 场、区税务局 1 场
    left: str  # 还差 1 场, or ""
    state: str  # in words
    is_practical: bool = False


@dataclass(frozen=True, slots=True)
class MonthList:
    """What a month's list says."""

    month: str  # 2026-11
    lines: tuple[MonthLine, ...]

    def of(self, kind: str) -> tuple[MonthLine, ...]:
        """The lines of one of the three lists."""
        return tuple(line for line in self.lines if line.kind == kind)


def as_json(lines: Sequence[MonthLine]) -> str:
    """The lines as they are kept."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False)


def from_json(text: str) -> tuple[MonthLine, ...]:
    """The lines that `as_json` wrote."""
    return tuple(MonthLine(**kept) for kept in json.loads(text))
