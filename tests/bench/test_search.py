from random import Random

from gridhall.bench.search import percentile, run
from gridhall.bench.search_people import everybody, typed_of
from gridhall.core.identity import parse_id_number


def test_every_ratio_is_a_99th_percentile_over_the_floor_of_its_size() -> None:
    measured = run((300, 600))
    kinds = {name.rpartition("_")[0] for name in measured["ratios"]}
    assert len(kinds) == 14
    assert set(measured["ratios"]) == {f"{kind}_{size}" for kind in kinds for size in (300, 600)}
    figures = measured["figures"]
    whole = figures["p99_ms_600"] / figures["floor_ms_600"]
    assert measured["ratios"]["all_600"] == whole
    assert figures["keystrokes_600"] > 40 * 13


def test_the_made_up_people_are_the_same_each_time_and_have_real_numbers() -> None:
    people = list(everybody(200, Random(1)))
    assert people == list(everybody(200, Random(1)))
    assert all(parse_id_number(person.number).number == person.number for person in people)
    assert len({person.household_number for person in people}) == 67
    assert all(typed for person in people for typed in typed_of(person).values())


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile(list(map(float, range(200))), 99) == 198.0
