"""Whose data a pane is about, and how it says what became of an act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridhall.qt.context import Context
from gridhall.registry.queries.personal import PersonalSource
from gridhall.registry.rules.privacy import About


@dataclass(frozen=True)
class Whose:
    """What the sheet gives each of its panes."""

    context: Context
    person_id: int
    about: About
    minor: bool  # under 14: the guardian signs and asks
    sources: Sequence[PersonalSource]
    attempt: Callable[[Callable[[], object]], bool]
    told: Callable[[str], None]  # says what was done, and the other panes read anew
