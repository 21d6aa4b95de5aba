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
        nodes = self.nodes
        for _, one, parent in sorted((n.place, n.id, n.parent_id) for n in nodes.values()):
            found.setdefault(parent if parent in nodes else None, []).append(one)
        return found

    @cached_property
    def order(self) -> list[int]:
        """Every organisation, each before what is below it, as an open tree shows them."""
        found = self._walked(self.roots, set())
        if len(found) < len(self.nodes):  # a damaged file has a circle: it is shown, cut open
            seen = set(found)
            for one in sorted(self.nodes.keys() - seen):
                found += self._walked([] if one in seen else [one], seen)
        return found

    def _walked(self, tops: list[int], seen: set[int]) -> list[int]:
        """These and what is below them, each once."""
        found: list[int] = []
        children = self._children
        waiting = tops[::-1]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            found.append(one)
            if one in children:
                waiting += children[one][::-1]
        return found

    @cached_property
    def position(self) -> dict[int | None, int]:
        """Where each organisation stands in the order."""
        return {one: place for place, one in enumerate(self.order)}

    @cached_property
    def above(self) -> list[int]:
        """For each place of the order the place of its parent; -1 at the top."""
        position, nodes = self.position, self.nodes
        places = (position.get(nodes[one].parent_id, -1) for one in self.order)
        return [up if up < place else -1 for place, up in enumerate(places)]

    @cached_property
    def _depths(self) -> list[int]:
        found: list[int] = []
        for up in self.above:
            found.append(1 if up < 0 else found[up] + 1)
        return found

    @cached_property
    def _sizes(self) -> list[int]:
        return self.summed([1] * len(self.order))

    def summed(self, own: list[int]) -> list[int]:
        """Numbers in the tree's order, with everything below added."""
        total = own[:]
        above = self.above
        for place in range(len(total) - 1, 0, -1):
            up = above[place]
            if up >= 0:
                total[up] += total[place]
        return total

    def meeting(self, one: int, other: int) -> int | None:
        """The lowest organisation that both are in or below; None under different tops.

        `one` stands before `other` in the order.
        """
        there, place = self.position[other], self.position[one]
        while place >= 0 and there >= place + self._sizes[place]:
            place = self.above[place]
        return self.order[place] if place >= 0 else None

    @property
    def roots(self) -> list[int]:
        """The organisations at the top."""
        return self._children.get(None, [])

    @property
    def levels(self) -> int:
        """How deep the tree is."""
        return max(self._depths, default=0)

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
        start = self.position[organisation_id]
        return self.order[start : start + self._sizes[start]]

    def depth(self, organisation_id: int) -> int:
        """1 at the top."""
        return self._depths[self.position[organisation_id]]

    def moved(self, ids: Iterable[int], parent_id: int | None) -> "Tree":
        """The tree with these organisations (and what is below them) under another parent."""
        changed = {one: self.nodes[one]._replace(parent_id=parent_id) for one in ids}
        return Tree((self.nodes | changed).values())

    def tops(self, ids: Iterable[int]) -> list[int]:
        """Of these only such as are not below another of them, in the tree's order."""
        chosen = set(ids)
        return [
            one
            for one in sorted(chosen, key=self.position.__getitem__)
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
