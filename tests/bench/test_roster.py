"""The roster's bench at a size that takes seconds: its figures agree with each other."""

from gridhall.bench.roster import by_hand, ours, unaided
from gridhall.bench.roster_town import AFTERNOON, MORNING, Size


def test_the_three_plans_of_a_small_town() -> None:
    size = Size(90, 5, 1, (MORNING, AFTERNOON), wanted=2, grids=5)
    own, rough, plain = (work(size, 20.0) for work in (ours, by_hand, unaided))
    assert own["seats"] == size.seats == 20
    assert own["proven"] == 1
    assert own["bound"] == own["objective"] == plain["objective"] <= rough["objective"]
    assert own["first_s"] <= own["seconds"]
    assert own["memory_mb"] > 0


def test_a_smaller_size_keeps_days_and_shifts() -> None:
    size = Size(2600, 97, 24, (MORNING, AFTERNOON), wanted=3)
    small = size.scaled(0.1)
    assert (small.volunteers, small.posts, small.days, small.seats) == (260, 10, 24, 1440)
