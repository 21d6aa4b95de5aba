"""How an organisation is shown as a line of the tree, as an offer and in sentences."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from gridhall.core.pinyin import name_keys
from gridhall.organisation.queries.counts import Counts
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.tree import Node, Tree
from gridhall.qt.choice import Choice
from gridhall.qt.tree_model import TreeLine

VACANT = "空缺"
_BOLD = 3  # as many levels from the top stand out
_OFFERS = 12
_STEPS = 5  # of a path that are all named
HOUSEHOLD = "center_household"


def tree_line(node: Node, depth: int, counts: Counts | None, gap: tuple[int, str]) -> TreeLine:
    """刘凤英 中心户 3-1-202; `gap` is how many of its own seats are vacant, and who holds one."""
    vacant, holder = gap
    kind = kind_of(node.kind)
    figure = f"{counts.party_members:,}" if counts and counts.party_members else ""
    bold = depth <= _BOLD and kind.party
    if node.kind != HOUSEHOLD:
        return TreeLine(node.name, kind.icon, figure, mark="warning-fill" * bool(vacant), bold=bold)
    if vacant:
        return TreeLine(f"{VACANT} {node.name}", "warning-fill", figure, tone="amber")
    shown = node.name if not holder or holder in node.name else f"{holder} {node.name}"
    return TreeLine(shown, kind.icon, figure, bold=bold)


def typed_as(node: Node, holders: str = "") -> str:
    """Everything an organisation may be typed as: names, initials, who holds its seats."""
    words = filter(None, (node.name, node.short_name, *holders.split()))
    return "\n".join(f"{word}\n{' '.join(_initials(word))}" for word in words).lower()


def path_words(tree: Tree, organisation_id: int | None, *, whole: bool = False) -> str:
    """翠屏街道党工委 › 龙腾社区党委: what stands above; with `whole` itself too."""
    if organisation_id is None or organisation_id not in tree.nodes:
        return ""
    path = tree.path(organisation_id)
    names = [short(tree.nodes[one].name) for one in (path if whole else path[:-1])]
    if len(names) > _STEPS:
        names = [*names[:2], "…", *names[-2:]]
    return "  ›  ".join(names)


def short(text: str, most: int = 20) -> str:
    """Words for a place that does not grow: what is too long ends in …"""
    return text if len(text) <= most else f"{text[: most - 1]}…"


class Finder:
    """Organisations by words of their name or by initials, the higher ones first."""

    def __init__(self, tree: Tree, fits: Callable[[Node], bool] = lambda _: True) -> None:
        self._tree, self._fits = tree, fits
        self._keys: dict[int, str] = {}

    def __call__(self, typed: str) -> list[Choice]:
        """What fits; everything from the top if nothing is typed."""
        parts, found = typed.lower().split(), list[Choice]()
        for one in self._tree.order:
            if self._is_meant(one, parts):
                found.append(organisation_choice(self._tree, one))
                if len(found) == _OFFERS:
                    break
        return found

    def _is_meant(self, one: int, parts: list[str]) -> bool:
        node = self._tree.nodes[one]
        if one not in self._keys:
            self._keys[one] = typed_as(node)
        return all(part in self._keys[one] for part in parts) and self._fits(node)


def organisation_choice(tree: Tree, organisation_id: int) -> Choice:
    """An organisation as an offer, with what stands above it."""
    node = tree.nodes[organisation_id]
    above = path_words(tree, organisation_id)
    return Choice(organisation_id, node.name, above, kind_of(node.kind).name)


def life_words(founded_on: date | None, ended_on: date | None) -> str:
    """2020-03-20 成立, 2026-05-01 撤销."""
    parts = (f"{founded_on} 成立" if founded_on else "", f"{ended_on} 撤销" if ended_on else "")
    return "，".join(filter(None, parts))


@lru_cache(maxsize=65536)  # the same names are read anew after every act
def _initials(word: str) -> tuple[str, ...]:
    return name_keys(word).initials
