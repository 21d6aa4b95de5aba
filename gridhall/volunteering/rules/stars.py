"""Stars for hours served (星级): the hall's own table, and what a volunteer has by it."""

from collections.abc import Mapping
from itertools import pairwise

from gridhall.core.errors import UserError

# 民函〔2012〕340 as it was practised; towns have others, so each hall may change it.
USUAL: Mapping[int, int] = {1: 100, 2: 300, 3: 600, 4: 1000, 5: 1500}  # stars: hours
MOST = 5
_MOST_HOURS = 100_000


def check_table(table: Mapping[int, int]) -> dict[int, int]:
    """One to five stars, each taking more hours than the one before."""
    if sorted(table) != list(range(1, len(table) + 1)) or not 1 <= len(table) <= MOST:
        raise UserError("星级要从一星起连着写，最多五星")
    hours = [table[stars] for stars in sorted(table)]
    if hours[0] < 1 or hours[-1] > _MOST_HOURS:
        raise UserError(f"每一星的小时数要在 1 到 {_MOST_HOURS} 之间")
    if any(later <= earlier for earlier, later in pairwise(hours)):
        raise UserError("星级越高，小时数要越多；请核对各星的小时数")
    return dict(table)


def stars_for(minutes: int, table: Mapping[int, int]) -> int:
    """How many stars these minutes make; 0 for none yet."""
    return max((stars for stars, hours in table.items() if hours * 60 <= minutes), default=0)


def to_next(minutes: int, table: Mapping[int, int]) -> int | None:
    """Minutes to the next star; None with the last one."""
    ahead = (hours * 60 - minutes for hours in table.values() if hours * 60 > minutes)
    return min(ahead, default=None)
