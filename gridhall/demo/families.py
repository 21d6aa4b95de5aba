"""Fictional families: who lives together, how old they are, what they are to the head."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from gridhall.core.surnames import surname_of
from gridhall.demo.names import Names

MAN, WOMAN = "1", "2"


class Member(NamedTuple):
    """One fictional person of a household; `relation` after GB/T 4761."""

    name: str
    sex: str
    born: date
    relation: str
    married: bool = False


class Families:
    """Makes families one after another, 2.44 people on average."""

    def __init__(self, rng: Random, today: date) -> None:
        self._rng, self._today = rng, today
        self._names = Names(rng)

    def make(self, count: int) -> Iterator[list[Member]]:
        """Families of `count` people together; the last is cut to fit."""
        left = count
        if left >= len(NEIGHBOURS):
            yield _neighbours()
            left -= len(NEIGHBOURS)
        while left > 0:
            family = self._family()[:left]
            left -= len(family)
            yield family

    def _family(self) -> list[Member]:
        make = self._rng.choices(_KINDS, cum_weights=_WEIGHTS)[0]
        return make(self)

    def alone(self, youngest: int, oldest: int) -> list[Member]:
        """Somebody who lives alone."""
        sex = self._sex()
        return [self._member(sex, self._born(youngest, oldest), "02")]

    def couple(self, youngest: int, oldest: int) -> list[Member]:
        """Husband and wife; now and then she is the head."""
        born = self._born(youngest, oldest)
        husband = self._member(MAN, born, "02", married=True)
        wife = self._member(WOMAN, self._near(born), "12", married=True)
        if self._rng.random() < 0.2:
            return [wife._replace(relation="02"), husband._replace(relation="11")]
        return [husband, wife]

    def with_children(self, count: int) -> list[Member]:
        """A couple and their unmarried children."""
        parents = self.couple(27, 58)
        return parents + self._children(parents, count)

    def single_parent(self) -> list[Member]:
        """One parent and a child."""
        parent = self.alone(28, 60)
        return parent + self._children(parent, 1)

    def three_generations(self) -> list[Member]:
        """A couple, a child, and the grandmother or both grandparents."""
        parents = self.couple(32, 52)
        head = parents[0]
        family = parents + self._children(parents, 1)
        mother = self._member(WOMAN, self._older(head.born), "52", married=True)
        family.append(mother)
        if self._rng.random() < 0.45:
            born = self._earlier(mother.born)
            family.append(
                self._member(MAN, born, "51", surname=surname_of(head.name), married=True)
            )
        return family

    def old_with_family(self) -> list[Member]:
        """An old head with son, daughter-in-law and grandchild."""
        head = self._member(self._sex(), self._born(58, 82), "02", married=True)
        surname = surname_of(head.name) if head.sex == MAN else None
        son = self._member(MAN, self._younger(head.born), "20", surname=surname, married=True)
        wife = self._member(WOMAN, self._near(son.born), "38", married=True)
        family = [head, son, wife]
        born = self._younger(max(son.born, wife.born))
        if born < self._today:
            sex = self._sex()
            child = self._member(sex, born, "41" if sex == MAN else "42", surname_of(son.name))
            family.append(child)
        return family

    def _children(self, parents: list[Member], count: int) -> list[Member]:
        father = next((one for one in parents if one.sex == MAN), parents[0])
        born = self._younger(max(one.born for one in parents))
        children = []
        for _ in range(count):
            if born >= self._today:
                break
            children.append(self._child(born, surname_of(father.name), only=count == 1))
            born += timedelta(days=self._rng.randint(500, 2600))
        return children

    def _child(self, born: date, surname: str, *, only: bool) -> Member:
        sex = self._sex()
        relation = {True: ("21", "31"), False: ("20", "30")}[only][sex == WOMAN]
        return self._member(sex, born, relation, surname)

    def _member(
        self, sex: str, born: date, relation: str, surname: str | None = None, married: bool = False
    ) -> Member:
        if surname is None and self._rng.random() < 0.0006:
            return Member(self._names.foreign(), sex, born, relation, married)
        name = (surname or self._names.surname()) + self._names.given(sex, born.year)
        return Member(name, sex, born, relation, married)

    def _sex(self) -> str:
        return MAN if self._rng.random() < 0.505 else WOMAN

    def _born(self, youngest: int, oldest: int) -> date:
        days = self._rng.randint(youngest * 366, oldest * 365)
        return self._today - timedelta(days=days)

    def _near(self, born: date) -> date:
        """A husband's or wife's birth date: mostly within three years."""
        near = born + timedelta(days=int(self._rng.gauss(300, 800)))
        return min(near, self._today - timedelta(days=20 * 366))

    def _older(self, born: date) -> date:
        return born - timedelta(days=self._rng.randint(20 * 366, 34 * 365))

    def _earlier(self, born: date) -> date:
        return born - timedelta(days=self._rng.randint(0, 1800))

    def _younger(self, born: date) -> date:
        return born + timedelta(days=self._rng.randint(21 * 366, 33 * 365))


_SHAPES: tuple[tuple[int, Callable[[Families], list[Member]]], ...] = (
    (8, lambda some: some.alone(19, 34)),
    (4, lambda some: some.alone(35, 59)),
    (9, lambda some: some.alone(60, 93)),
    (8, lambda some: some.couple(24, 40)),
    (5, lambda some: some.couple(41, 59)),
    (12, lambda some: some.couple(60, 88)),
    (25, lambda some: some.with_children(1)),
    (13, lambda some: some.with_children(2)),
    (5, Families.single_parent),
    (6, Families.three_generations),
    (4, Families.old_with_family),
)
_KINDS = [make for _, make in _SHAPES]
_WEIGHTS = list(accumulate(weight for weight, _ in _SHAPES))

NEIGHBOURS = (
    Member("张桂花", WOMAN, date(1959, 3, 12), "02"),
    Member("李建军", MAN, date(1984, 5, 2), "20", True),
    Member("王晓燕", WOMAN, date(1986, 8, 9), "38", True),
    Member("李思涵", WOMAN, date(2017, 4, 1), "42"),
)


def _neighbours() -> list[Member]:
    """The family the manual and the pictures speak of, behind 御景小区 3-2-501."""
    return list(NEIGHBOURS)
