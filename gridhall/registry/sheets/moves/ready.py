"""A checked move of a ledger, ready to be carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gridhall.places.rules import Address
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.changes import Change


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """One change of one or more rows; people and households yet to come have ids below nought."""

    rows: tuple[int, ...]
    change: Change
    newcomers: Mapping[int, ResidentDraft]
    door: Address | None  # where a new household, or one that moves whole, goes
    opens: int  # the id below nought of the household it opens
    gone_to: str = ""  # 迁往


class ReadyMove(NamedTuple):
    """A row and the change it is part of."""

    row: int
    move: Move
