from dataclasses import dataclass

from gridhall.search.rules import shared


@dataclass(frozen=True)
class Named:
    kind: str
    number: int


PEOPLE = [Named("resident", number) for number in range(6)]
CASES = [Named("case", number) for number in range(3)]


def test_rare_kinds_take_the_crowds_last_places() -> None:
    assert shared(PEOPLE, CASES[:2]) == [*PEOPLE[:4], *CASES[:2]]


def test_hits_that_are_there_already_keep_their_place() -> None:
    hits = [PEOPLE[0], CASES[0], *PEOPLE[1:5]]
    assert shared(hits, CASES[:2]) == [PEOPLE[0], CASES[0], *PEOPLE[1:4], CASES[1]]


def test_a_list_with_enough_of_the_rare_kinds_stays() -> None:
    hits = [*CASES, *PEOPLE]
    assert shared(hits, CASES[:2]) == hits
    assert shared(PEOPLE, []) == PEOPLE
