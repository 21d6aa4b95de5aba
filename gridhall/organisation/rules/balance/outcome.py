"""A proposal put together: before and after of every grid, the gap, the sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gridhall.organisation.rules.balance.field import Owners, Range
from gridhall.organisation.rules.balance.pieces import Piece, Proposal, grids_needed, out_by, totals
from gridhall.organisation.rules.balance.sentences import sentence


def told(made: Proposal) -> Proposal:
    """The proposal with its gap, whether it is proven, and its sentence."""
    is_least = made.distance == made.distance_bound
    gap = (made.moved_households - made.bound) / max(made.moved_households, 1)
    proven = is_least and made.moved_households == made.bound
    made = replace(made, gap=gap, is_proven=proven)
    return replace(made, sentence=sentence(made))


def join(proposals: Iterable[Proposal]) -> Proposal:
    """Proposals for communities that exchange nothing, as one."""
    every = list(proposals)
    made = Proposal({}, {}, {}, 0, 0, 0.0, True, 0.0, "")
    for one in every:
        made = replace(
            made,
            moves={**made.moves, **one.moves},
            before={**made.before, **one.before},
            after={**made.after, **one.after},
            ranges={**made.ranges, **one.ranges},
            moved_households=made.moved_households + one.moved_households,
            bound=made.bound + one.bound,
            distance=made.distance + one.distance,
            distance_bound=made.distance_bound + one.distance_bound,
            out_of_range=made.out_of_range + one.out_of_range,
            too_big=made.too_big + one.too_big,
            ownerless=made.ownerless + one.ownerless,
            needed=made.needed + one.needed,
            rounds=made.rounds + one.rounds,
            seconds=made.seconds + one.seconds,
        )
    return told(made)


def made_of(pieces: Sequence[Piece], ranges: Mapping[int, Range], owners: Owners) -> Proposal:
    """What these owners make of the grids; nothing is proven about it yet."""
    moved = [piece for piece in pieces if owners.get(piece.id, piece.grid) != piece.grid]
    after = dict.fromkeys(ranges, 0)
    for piece in pieces:
        grid = owners.get(piece.id, piece.grid)
        if grid in after:
            after[grid] += piece.households
    most = max((fit[1] for fit in ranges.values()), default=0)
    return Proposal(
        moves={piece.id: owners[piece.id] for piece in moved},
        before=totals(pieces, ranges),
        after=after,
        moved_households=sum(piece.households for piece in moved),
        bound=0,
        gap=0.0,
        is_proven=False,
        seconds=0.0,
        sentence="",
        distance=sum(out_by(after[grid], fit) for grid, fit in ranges.items()),
        out_of_range=tuple(grid for grid, fit in ranges.items() if out_by(after[grid], fit)),
        needed=grids_needed(
            sum(piece.households for piece in pieces),
            [(least + most) / 2 for least, most in ranges.values()],
        ),
        too_big=tuple(piece.id for piece in pieces if ranges and piece.households > most),
        ranges=dict(ranges),
    )
