"""The tree of organisations in memory: parents, children, what is below, how deep; no recursion."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from gridhall.core.errors import UserError


class Node(NamedTuple):
    """One organisation as the tree needs it."""

    id: int
    parent_id: int | None
    place: int
    kind: str
    level: int | None
    name: str
    short_name: str = ""
    founded_on: date | None = None
    ended_on: date | None = None
    compound_id: int | None = None
    building_id: int | None = None
    dwelling_id: int | None = None


class Tree:
    """Organisations with their children in order; one whose parent is not here is a root."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes: dict[int, Node] = {node.id: node for node in nodes}

    @cached_property
    def _children(self) -> dict[int | None, list[int]]:
        found: dict[int | None, list[int]] = {}
        for node in sorted(self.nodes.values(), key=lambda one: (one.place, one.id)):
            parent = node.parent_id if node.parent_id in self.nodes else None
            found.setdefault(parent, []).append(node.id)
        return found

    @cached_property
    def order(self) -> list[int]:
        """Every organisation, each before what is below it, as an open tree shows them."""
        return list(self._walk)

    @cached_property
    def _walk(self) -> dict[int, tuple[int, int]]:
        """Id -> (depth from 1, how many are in and below), in order."""
        order: list[int] = []
        depth: dict[int, int] = {}
        waiting = [(one, 1) for one in reversed(self.roots)]
        while waiting:
            one, deep = waiting.pop()
            order.append(one)
            depth[one] = deep
            waiting.extend((child, deep + 1) for child in reversed(self._children.get(one, ())))
        size = dict.fromkeys(order, 1)
        for one in reversed(order):
            parent = self.nodes[one].parent_id
            if parent in size:
                size[parent] += size[one]
        return {one: (depth[one], size[one]) for one in order}

    @cached_property
    def _position(self) -> dict[int, int]:
        return {one: place for place, one in enumerate(self.order)}

    @property
    def roots(self) -> Sequence[int]:
        """The organisations at the top."""
        return self._children.get(None, [])

    @property
    def levels(self) -> int:
        """How deep the tree is."""
        return max((deep for deep, _ in self._walk.values()), default=0)

    def children(self, organisation_id: int) -> Sequence[int]:
        """What is directly below, in order."""
        return self._children.get(organisation_id, [])

    def path(self, organisation_id: int) -> list[int]:
        """From the top down to the organisation itself."""
        found = [organisation_id]
        parent = self.nodes[organisation_id].parent_id
        while parent is not None and parent in self.nodes and parent not in found:
            found.append(parent)
            parent = self.nodes[parent].parent_id
        return found[::-1]

    def below(self, organisation_id: int) -> list[int]:
        """The organisation and all under it, parents first."""
        start = self._position[organisation_id]
        return self.order[start : start + self._walk[organisation_id][1]]

    def depth(self, organisation_id: int) -> int:
        """1 at the top."""
        return self._walk[organisation_id][0]

    def moved(self, ids: Iterable[int], parent_id: int | None) -> "Tree":
        """The tree with these organisations (and what is below them) under another parent."""
        changed = {one: self.nodes[one]._replace(parent_id=parent_id) for one in ids}
        return Tree((self.nodes | changed).values())

    def tops(self, ids: Iterable[int]) -> list[int]:
        """Of these only such as are not below another of them, in the tree's order."""
        chosen = set(ids)
        return [
            one
            for one in sorted(chosen, key=self._position.__getitem__)
            if not chosen.intersection(self.path(one)[:-1])
        ]


def refuse_cycle(tree: Tree, ids: Iterable[int], parent_id: int | None) -> None:
    """Refuse to put an organisation under itself or under what is below it."""
    if parent_id is None:
        return
    above = set(tree.path(parent_id))
    for one in ids:
        if one == parent_id:
            raise UserError(f"不能把“{tree.nodes[one].name}”移到它自己下面")
        if one in above:
            raise UserError(
                f"不能把“{tree.nodes[one].name}”移到它的下级"
                f"“{tree.nodes[parent_id].name}”下面，请选别的上级"
            )


def words(names: Mapping[int, str] | Sequence[str], limit: int = 3) -> str:
    """甲、乙、丙等 5 个: names as a sentence says them."""
    told = list(names.values()) if isinstance(names, Mapping) else list(names)
    more = f"等 {len(told)} 个" if len(told) > limit else ""
    return "、".join(told[:limit]) + more
