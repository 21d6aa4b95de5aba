"""Where the hall and a ledger tell different things of people the hall knows (和大厅不同)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gridhall.core.errors import UserError
from gridhall.core.text import search_key

ALL = ("all", "全部")
_NO_FIELD = "没有“{word}”这一项可以更新。可以写：{known}，或 all 全部"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one person; `known` and `told` are words to be shown, numbers masked.

    `hint` says where else it is done, if the ledger's value cannot simply be taken over.
    """

    row: int
    field: str
    title: str
    name: str
    known: str
    told: str
    record_id: int
    value: Any = None  # as the register stores it
    hint: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What tells it apart over a new check."""
        return self.row, self.field

    @property
    def can_be_taken(self) -> bool:
        """Whether the ledger's value may be taken over here."""
        return not self.hint


@dataclass(frozen=True, slots=True)
class Taking:
    """Which of the ledger's values replace the hall's: of everybody, or row by row; else none."""

    fields: frozenset[str] = frozenset()
    cells: frozenset[tuple[int, str]] = frozenset()

    def takes(self, one: Difference) -> bool:
        """Whether this value is to be taken over."""
        return one.can_be_taken and (one.field in self.fields or one.key in self.cells)

    def taken(self, differences: Iterable[Difference]) -> list[Difference]:
        """Those that are to be taken over."""
        return [one for one in differences if self.takes(one)]


def taking_fields(typed: str, fields: Mapping[str, str]) -> Taking:
    """phone,备注 as the command line takes them: keys or titles of `fields`, or all of them."""
    known = {search_key(title): key for key, title in fields.items()} | {key: key for key in fields}
    words = [
        word for word in typed.replace("，", ",").replace("、", ",").split(",") if word.strip()
    ]
    if any(word.strip() in ALL for word in words):
        return Taking(frozenset(fields))
    chosen = set()
    for word in words:
        key = known.get(word.strip()) or known.get(search_key(word))
        if key is None:
            told = "、".join(f"{key} {title}" for key, title in fields.items())
            raise UserError(_NO_FIELD.format(word=word.strip(), known=told))
        chosen.add(key)
    return Taking(frozenset(chosen))
