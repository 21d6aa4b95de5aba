"""Who is next to whom: parts that hang together, what separates them, how far a grid reaches."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heappop, heappush

Neighbours = Mapping[int, Sequence[int]]


def reached(starts: Iterable[int], among: Collection[int], neighbours: Neighbours) -> set[int]:
    """Everything that can be walked to from these without leaving `among`."""
    waiting = [one for one in starts if one in among]
    seen = set(waiting)
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other in among and other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def parts(members: Collection[int], neighbours: Neighbours) -> list[set[int]]:
    """The members by which of them hang together, the biggest part first."""
    left, found = set(members), []
    for one in sorted(left):
        if one in left:
            part = reached([one], left, neighbours)
            left -= part
            found.append(part)
    return sorted(found, key=len, reverse=True)


def separator(
    part: Collection[int], others: Collection[int], among: Collection[int], neighbours: Neighbours
) -> set[int]:
    """The fewest of what surrounds `part` that every way from it to `others` goes through.

    None of `others` is in `part`. Those that are right beside it count themselves.
    """
    around = {n for one in part for n in neighbours[one] if n in among and n not in part}
    outside = {one for one in among if one not in around and one not in part}
    far = reached([one for one in others if one in outside], outside, neighbours)
    return {one for one in around if one in others or any(near in far for near in neighbours[one])}


def reach(
    own: Collection[int], weights: Mapping[int, int], neighbours: Neighbours, most: int
) -> set[int]:
    """What a grid could come to own: everything on whose way it gathers no more than `most`.

    A grid grows from what it has; whatever it is given, it holds all that lies between.
    """
    return set(own) | set(ways(own, weights, neighbours, most))


def ways(
    own: Collection[int], weights: Mapping[int, int], neighbours: Neighbours, most: int
) -> dict[int, int]:
    """How much a grid gathers at least on its way to each of what it could come to own."""
    best = {one: weights[one] for one in own}
    waiting = [(weight, one) for one, weight in best.items()]
    waiting.sort()
    while waiting:
        weight, one = heappop(waiting)
        if weight > best[one]:
            continue
        for other in neighbours[one]:
            longer = weight + weights[other]
            if longer <= most and longer < best.get(other, most + 1):
                best[other] = longer
                heappush(waiting, (longer, other))
    return best


def components(links: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """The keys by which of them are linked, whatever the links are."""
    both: dict[int, list[int]] = {one: [] for one in links}
    for one, others in links.items():
        for other in others:
            both[one].append(other)
            both[other].append(one)
    return [sorted(part) for part in parts(both, both)]
