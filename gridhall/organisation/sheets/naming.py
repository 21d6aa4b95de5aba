"""Which organisation a cell means: by name, by the path from the top, by the ledger's own code."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gridhall.core.text import search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.organisation.rules.tree import Tree, words
from gridhall.registry.sheets.findings import Said

SEPARATOR = "/"
_SEPARATORS = re.compile(r"\s*[/／＞>→\\＼]\s*")
_FIX = "写全称；有重名的从上往下写，如 翠屏街道党工委/龙腾社区党委"


class Named(NamedTuple):
    """An organisation as it may be meant: `up` are its names from itself upwards, folded.

    `ref` is the hall's id, or below nought a row of the ledger.
    """

    ref: int
    up: tuple[str, ...]


class Directory:
    """Every organisation of the hall, and those a ledger brings."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._by_name: dict[str, list[Named]] = defaultdict(list)
        self._by_short: dict[str, list[Named]] = defaultdict(list)
        self._by_code: dict[str, list[Named]] = defaultdict(list)
        for one in tree.order:
            node = tree.nodes[one]
            up = tuple(search_key(tree.nodes[each].name) for each in reversed(tree.path(one)))
            self._add(Named(one, up), node.short_name)

    def bring(self, ref: int, name: str, parent: str, others: tuple[str, str]) -> None:
        """A row of the ledger: its name, what its parent's cell says, its short name and code."""
        short_name, code = others
        known = Named(ref, (search_key(name), *reversed(parts_of(parent))))
        self._add(known, short_name)
        if code:
            self._by_code[search_key(code)].append(known)

    def find(self, text: str) -> list[int]:
        """Whom a cell may mean: one, none, or several; the ledger's own before the hall's."""
        key = search_key(text)
        for found in (self._by_code.get(key), self._by_name.get(key)):
            if found:
                return _own_first(found)
        path = parts_of(text)[::-1]
        near = _fitting(self._by_name.get(path[0], ()), path) if len(path) > 1 else []
        return _own_first(near or self._by_short.get(key, ()))

    def one(self, text: str) -> "int | Said":
        """The only one a cell may mean, or what is wrong with it."""
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        if not found:
            return Said(f"没有“{text}”这个组织", _FIX, Flaw.PARENT)
        above = [self._above(one) for one in found]
        where = words([name for name in above if name])
        told = f"（{where}下面都有）" if where else ""
        return Said(f"叫“{text}”的组织有 {len(found)} 个{told}", _FIX, Flaw.PARENT)

    def _above(self, ref: int) -> str:
        node = self.tree.nodes.get(ref)
        parent = self.tree.nodes.get(node.parent_id or 0) if node else None
        return parent.name if parent else ""

    def _add(self, known: Named, short_name: str) -> None:
        self._by_name[known.up[0]].append(known)
        if short_name and search_key(short_name) != known.up[0]:
            self._by_short[search_key(short_name)].append(known)


def parts_of(path: str) -> tuple[str, ...]:
    """The names in a path, from the top down, folded for comparing."""
    return tuple(key for key in map(search_key, _SEPARATORS.split(path)) if key)


def path_words(tree: Tree, organisation_id: int) -> str:
    """翠屏街道党工委/龙腾社区党委: what tells an organisation apart from every other."""
    return SEPARATOR.join(tree.nodes[one].name for one in tree.path(organisation_id))


def _fitting(found: Iterable[Named], path: Sequence[str]) -> list[Named]:
    """Those whose names upwards are the path's; the whole path before a part of it."""
    near = [one for one in found if _agree(one.up, path)]
    whole = [one for one in near if one.up == tuple(path)]
    return whole or near


def _agree(up: Sequence[str], path: Sequence[str]) -> bool:
    return all(one == other for one, other in zip(up, path, strict=False))


def _own_first(found: Iterable[Named]) -> list[int]:
    """The ledger's own before the hall's; a row that is there twice counts once."""
    own: dict[tuple[str, ...], int] = {}
    others = []
    for one in found:
        if one.ref < 0:
            own.setdefault(one.up, one.ref)
        else:
            others.append(one.ref)
    return list(own.values()) or list(dict.fromkeys(others))
