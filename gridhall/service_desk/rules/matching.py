"""The type-ahead of matters: initials, code or Chinese, the likeliest first."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key


class Named(Protocol):
    """Whatever has a code, a name and the keys of its name."""

    @property
    def code(self) -> str:
        """The matter's code."""

    @property
    def name(self) -> str:
        """The matter's name."""

    @property
    def keys(self) -> tuple[str, ...]:
        """How the name is typed by sound; see `matter_keys`."""


Matter = TypeVar("Matter", bound=Named)


def matter_keys(name: str) -> tuple[str, ...]:
    """How a matter's name may be typed by sound: its initials, then its full sound."""
    keys = name_keys(search_key(name))
    return (*keys.initials, *keys.full)


def match_matters(matters: Iterable[Matter], typed: str, limit: int = 8) -> Sequence[Matter]:
    """The matters that fit what is typed, best first; everything in order if nothing is."""
    wanted = search_key(typed)
    ranked = [(_rank(matter, wanted), matter) for matter in matters]
    fitting = sorted((pair for pair in ranked if pair[0] < _MISS), key=lambda pair: pair[0])
    return [matter for _, matter in fitting][:limit]


_MISS = 9


def _rank(matter: Named, wanted: str) -> int:
    """How well a matter fits: 0 best, _MISS not at all."""
    name, code = search_key(matter.name), matter.code.lower()
    fits = (
        code == wanted or name == wanted,
        name.startswith(wanted),
        any(key.startswith(wanted) for key in matter.keys),
        code.startswith(wanted),
        wanted in name,
        len(wanted) > 1 and any(wanted in key for key in matter.keys),
    )
    return next((rank for rank, fit in enumerate(fits) if fit), _MISS)
