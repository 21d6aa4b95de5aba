"""The cell that says who claimed an item: 市二院 2、区税务局 1."""

import re
from collections.abc import Mapping

from gridhall.core.text import search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.organisation.sheets.told import Told
from gridhall.pledges.rules.drafts import ItemDraft
from gridhall.pledges.sheets.ready import Taken
from gridhall.registry.sheets.findings import Said

_PARTS = re.compile(r"[、，,;；\n]+")
_PART = re.compile(r"(.+?)[\s×xX*:：（(]*(\d{1,6})?\s*\D{0,4}?[）)]?")
_NO_COMMUNITY = Said("资源由社区认领", "在“认领”里写社区，或补上“所属组织”", Flaw.WORD)
Names = tuple[Mapping[str, int], Mapping[str, int]]  # units, organisations


def read_claims(one: Told, draft: ItemDraft, names: Names, own: int | None) -> tuple[Taken, ...]:
    """Who claimed how much; a name without an amount takes what is left, shared alike."""
    said = [part for part in _PARTS.split(one.lines("claimed")) if part.strip()]
    named = [part for part in (_part(one, part, names) for part in said) if part is not None]
    if one.refused() or not named:
        return ()
    given = sum(quantity for _, quantity in named if quantity is not None)
    open_ones = sum(quantity is None for _, quantity in named)
    share = (draft.quantity - given) // open_ones if open_ones else 0
    if given > draft.quantity or (open_ones and share < 1):
        most = f"认领的超过了数量 {draft.quantity} {draft.measure}"
        one.refuse("claimed", Said(most, "核对各家认领的数量", Flaw.WORD))
        return ()
    taken = [(key, quantity if quantity is not None else share) for key, quantity in named]
    if open_ones == len(named) and len(named) * share < draft.quantity:
        (first, quantity), *rest = taken
        taken = [(first, quantity + draft.quantity - len(named) * share), *rest]
    found = [_taken(draft, key, quantity, own) for key, quantity in taken]
    if any((part.unit_id, part.organisation_id) == (None, None) for part in found):
        one.refuse("claimed", _NO_COMMUNITY)
    return tuple(found)


def _taken(draft: ItemDraft, key: tuple[str, int], quantity: int, own: int | None) -> Taken:
    """A resource is claimed by the community, whoever is named as the unit it comes from."""
    kind, row_id = key
    if kind == "unit" and draft.kind != "resource":
        return Taken(row_id, None, quantity)
    return Taken(None, row_id if kind == "organisation" else own, quantity)


def _part(one: Told, part: str, names: Names) -> tuple[tuple[str, int], int | None] | None:
    """One name with its amount; a name that ends in a figure is tried whole first."""
    whole = _known(part, names)
    if whole is not None:
        return whole, None
    match = _PART.fullmatch(part.strip())
    known = _known(match[1], names) if match else None
    if match is None or known is None:
        said = f"没有单位或组织“{part.strip()[:30]}”"
        one.refuse("claimed", Said(said, "照单位名册上的名称写，几家用顿号分开", Flaw.WORD))
        return None
    return known, int(match[2]) if match[2] else None


def _known(name: str, names: Names) -> tuple[str, int] | None:
    key = search_key(name)
    for kind, known in zip(("unit", "organisation"), names, strict=True):
        if key in known:
            return kind, known[key]
    return None
