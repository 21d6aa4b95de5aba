"""An item's state follows from its claims; nothing is claimed beyond its quantity."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.pledges.labels import claim_label, kind_label

ENDED = frozenset({"confirmed", "withdrawn"})  # of an item
UNDERWAY = frozenset({"claimed", "doing", "delivered"})  # of a claim
# What a claim may become; what is confirmed or given up is the end of it.
NEXT: Mapping[str, frozenset[str]] = {
    "claimed": frozenset({"doing", "delivered", "given_up"}),
    "doing": frozenset({"delivered", "given_up"}),
    "delivered": frozenset({"confirmed", "doing", "given_up"}),
    "confirmed": frozenset(),
    "given_up": frozenset(),
}
_WORDS = {
    "doing": "开始办理", "delivered": "登记交付", "confirmed": "确认完成", "given_up": "放弃认领",
}  # fmt: skip


class Part(NamedTuple):
    """How much of an item one claim takes, and how that claim stands."""

    quantity: int
    state: str


def taken(parts: Iterable[Part]) -> int:
    """How much is claimed; what was given up is free again."""
    return sum(part.quantity for part in parts if part.state != "given_up")


def done(parts: Iterable[Part]) -> int:
    """How much is confirmed."""
    return sum(part.quantity for part in parts if part.state == "confirmed")


def left(quantity: int, parts: Iterable[Part]) -> int:
    """How much may still be claimed."""
    return max(0, quantity - taken(parts))


def item_state(quantity: int, parts: Iterable[Part], *, withdrawn: bool = False) -> str:
    """The state of an item: open as long as something of it is left to claim.

    Once all is claimed, its slowest claim decides: all confirmed, all at least delivered, anything
    begun, else claimed.
    """
    if withdrawn:
        return "withdrawn"
    parts = [part for part in parts if part.state != "given_up"]
    if left(quantity, parts):
        return "open"
    states = {part.state for part in parts}
    if states == {"confirmed"}:
        return "confirmed"
    if states <= {"confirmed", "delivered"}:
        return "delivered"
    return "claimed" if states == {"claimed"} else "doing"


def check_claim(name: str, measure: str, free: int, wanted: int) -> None:
    """Refuse a claim of nothing, or of more than is left."""
    if wanted < 1:
        raise UserError(f"“{name}”至少认领 1 {measure}，请改数量")
    if not free:
        raise UserError(f"“{name}”已经认领完，没有剩下的。请看别的项目，或请登记人加数量")
    if wanted > free:
        raise UserError(
            f"“{name}”还剩 {free} {measure}，不能认领 {wanted} {measure}。请改成 {free} 以内"
        )


def check_step(name: str, before: str, after: str) -> None:
    """Refuse a step that a claim cannot take from where it stands."""
    if after not in NEXT.get(before, frozenset()):
        raise UserError(
            f"“{name}”的这项认领现在是“{claim_label(before)}”，"
            f"不能{_WORDS.get(after, after)}。"
            "请按 F5 看最新内容"
        )


def check_quantity(kind: str, measure: str, quantity: int, parts: Iterable[Part]) -> None:
    """Refuse a quantity below what is claimed already."""
    claimed = taken(parts)
    if quantity < claimed:
        raise UserError(
            f"这项{kind_label(kind)}已经认领 {claimed} {measure}，数量不能少于 {claimed}。"
            "请先放弃一部分认领"
        )


def used(quantity: int, measure: str, of_measure: str) -> int:
    """How much of a matched item a claim uses: as much where both count alike, else one."""
    return quantity if measure == of_measure else 1
