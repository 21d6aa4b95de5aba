"""A draft taken up again: what became of its matter meanwhile, materials kept by their names."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from gridhall.core.text import search_key


class Named(Protocol):
    """A material: its place and what it is called."""

    @property
    def position(self) -> int:
        """The digit that ticks it."""

    @property
    def name(self) -> str:
        """What it is called."""


def ticked_by_name(materials: Iterable[Named], kept: Collection[str]) -> tuple[int, ...]:
    """The places of the materials that are on the desk already, by what they are called."""
    wanted = {search_key(name) for name in kept}
    return tuple(one.position for one in materials if search_key(one.name) in wanted)


def retired_words(matter: str, kept: Sequence[str]) -> str:
    """The matter of a draft is no longer taken in: what to do, and what is kept."""
    held = f"收过的材料记着：{'、'.join(kept)}，新事项要的会自动勾上。" if kept else ""
    return f"“{matter}”已从事项目录停用，请换一个事项。填的都还在。{held}"


def changed_words(matter: str, materials: Sequence[Named], kept: Sequence[str]) -> str:
    """The matter of a draft has another version: what stayed ticked, what is asked no more."""
    known = {search_key(one.name) for one in materials}
    gone = [name for name in kept if search_key(name) not in known]
    still = len(kept) - len(gone)
    said = f"“{matter}”的材料清单已经更新。"
    said += f"同名的 {still} 项还勾着。" if still else ""
    said += f"新清单不再要：{'、'.join(gone)}。" if gone else ""
    return said + "请对照下面的清单再核一遍。"
