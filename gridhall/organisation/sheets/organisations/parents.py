"""Who is above whom in a workbook: rows in any order, put so that parents come first."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gridhall.exchange.rules.problems import Flaw
from gridhall.organisation.sheets.naming import Directory
from gridhall.organisation.sheets.told import Told
from gridhall.registry.sheets.findings import Said

_TOLD = 4  # names of a circle


class Above(NamedTuple):
    """A row and what is above it: the hall's id, below nought another row, None at the top."""

    ref: int
    parent: int | None


def linked(told: Mapping[int, Told], directory: Directory) -> list[Above]:
    """The rows with what is above each, parents first; circles and unknown parents are refused."""
    parents: dict[int, int | None] = {}
    for ref, one in told.items():
        parents[ref] = _parent(one, ref, directory)
    _refuse_circles(told, parents)
    return list(_parents_first(parents))


def _parent(one: Told, ref: int, directory: Directory) -> int | None:
    text = one.text("parent")
    if not text:
        return None
    found = directory.one(text)
    if isinstance(found, Said):
        one.refuse("parent", found)
        return None
    if found == ref:
        one.refuse("parent", Said("上级写的是它自己", "写它的上级组织", Flaw.PARENT))
        return None
    return found


def _refuse_circles(told: Mapping[int, Told], parents: dict[int, int | None]) -> None:
    """Every row of a circle is refused; what hangs below it follows by itself."""
    settled: set[int] = set()
    for ref in parents:
        way: list[int] = []
        on_way: set[int] = set()
        at: int | None = ref
        while at is not None and at < 0 and at not in settled and at not in on_way:
            way.append(at)
            on_way.add(at)
            at = parents[at]
        if at in on_way:
            circle = way[way.index(at) :]
            _refuse_circle(told, circle)
            for one in circle:
                parents[one] = None
        settled.update(way)


def _refuse_circle(told: Mapping[int, Told], circle: list[int]) -> None:
    names = [told[one].text("name") for one in circle]
    shown = "→".join([*names[:_TOLD], "…"] if len(names) > _TOLD else [*names, names[0]])
    said = Said(f"上级绕成了一个圈：{shown}", "核对这几行的上级", Flaw.PARENT)
    for one in circle:
        told[one].refuse("parent", said)


def _parents_first(parents: Mapping[int, int | None]) -> Iterator[Above]:
    children: dict[int | None, list[int]] = {}
    for ref, parent in parents.items():
        children.setdefault(parent if parent is not None and parent < 0 else None, []).append(ref)
    waiting = children.get(None, [])[::-1]
    while waiting:
        ref = waiting.pop()
        yield Above(ref, parents[ref])
        waiting += children.get(ref, [])[::-1]
