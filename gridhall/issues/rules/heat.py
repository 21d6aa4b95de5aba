"""How dark a building is drawn for so many issues."""

from typing import Final

SHADES: Final = 5


def shade(count: int, most: int) -> int:
    """0 for none, then 1 to SHADES in equal steps of the most that any building has."""
    if count <= 0 or most <= 0:
        return 0
    return min(SHADES, -(-count * SHADES // most))


def steps(most: int) -> list[tuple[int, int]]:
    """From how many to how many each shade from 1 on stands for; shades nobody has left out."""
    found: dict[int, tuple[int, int]] = {}
    for count in range(1, most + 1):
        at = shade(count, most)
        first, _ = found.get(at, (count, count))
        found[at] = (first, count)
    return [found[at] for at in sorted(found)]
