"""Fictional compounds with their buildings, entrances and doors, and how grids share them."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

_NAMES = (
    "御景小区 龙腾花园 都市春天 金叶小区 老粮所院 东方名城 锦绣家园 阳光新苑 紫荆公寓 翠屏小区"
    " 华庭雅居 福山里 文昌苑 和顺家园 桃源小区 凤凰城 云锦苑 滨河花园 民生小区 挡风玻璃厂宿舍"
)
_VACANT = 0.08  # doors nobody lives behind
_FLOORS = (5, 6, 6, 6, 7)
FIRST_DOOR = ("御景小区", "3", "2", "501")  # where the neighbours of the manual live


class Door(NamedTuple):
    """One dwelling and everything above it, by their ids."""

    dwelling_id: int
    entrance_id: int
    building_id: int
    compound_id: int
    compound: str
    building: str
    entrance: str
    room: str
    vacant: bool


class Streets:
    """Walks through a town that goes on for as long as families need doors."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._compounds = self._buildings = self._entrances = self._dwellings = 0

    def doors(self) -> Iterator[Door]:
        """Every door in turn; an entrance has at most fourteen."""
        while True:
            name = compound_name(self._compounds)
            self._compounds += 1
            for number in range(1, self._rng.randint(7, 11)):
                self._buildings += 1
                yield from self._building(name, str(number))

    def _building(self, compound: str, building: str) -> Iterator[Door]:
        known = compound == FIRST_DOOR[0]
        entrances, floors = self._rng.randint(2, 4), self._rng.choice(_FLOORS)
        for entrance in range(1, (4 if known else entrances) + 1):
            self._entrances += 1
            for floor in range(1, (6 if known else floors) + 1):
                for side in (1, 2):
                    self._dwellings += 1
                    yield self._door(compound, building, str(entrance), f"{floor}{side:02}")

    def _door(self, compound: str, building: str, entrance: str, room: str) -> Door:
        return Door(
            self._dwellings,
            self._entrances,
            self._buildings,
            self._compounds,
            compound,
            building,
            entrance,
            room,
            self._rng.random() < _VACANT,
        )


def compound_name(place: int) -> str:
    """The name of the n-th compound; a big town has 御景小区 2 区 and so on."""
    names = _NAMES.split()
    rounds, index = divmod(place, len(names))
    return f"{names[index]}{rounds + 1}区" if rounds else names[index]
