"""What the tree was on every day: that nothing ever was below itself, or below what was not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gridhall.core.errors import UserError

Span = tuple[date, date, int | None]  # since, until (exclusive), parent


class Life(NamedTuple):
    """When an organisation was there, and under which parent it is now."""

    name: str
    parent_id: int | None
    founded_on: date | None  # None: as long as its parent
    ended_on: date | None


class Past:
    """Lives of all organisations, and their parents before each change (until, parent)."""

    def __init__(
        self, lives: Mapping[int, Life], changes: Iterable[tuple[int, date, int | None]]
    ) -> None:
        self.lives = lives
        self._changes: dict[int, list[tuple[date, int | None]]] = defaultdict(list)
        for one, until, parent in sorted(changes, key=lambda change: change[:2]):
            self._changes[one].append((until, parent))

    def parent_on(self, one: int, day: date) -> int | None:
        """The parent on a day."""
        for until, parent in self._changes.get(one, ()):
            if day < until:
                return parent
        return self.lives[one].parent_id

    def spans(self, one: int) -> Iterator[Span]:
        """The parents with the days on which the organisation was there under each."""
        life = self.lives[one]
        first, last = life.founded_on or date.min, life.ended_on or date.max
        since = date.min
        for until, parent in [*self._changes.get(one, ()), (date.max, life.parent_id)]:
            begun, over = max(since, first), min(until, last)
            if begun < over:
                yield begun, over, parent
            since = until

    def exists_on(self, one: int | None, day: date) -> bool:
        """Whether the organisation was there; of unknown age as long as its parent."""
        seen: set[int] = set()
        while one is not None and one not in seen:
            seen.add(one)
            life = self.lives[one]
            if life.ended_on is not None and life.ended_on <= day:
                return False
            if life.founded_on is not None:
                return life.founded_on <= day
            one = self.parent_on(one, day)
        return True

    def last_change(self, one: int) -> date | None:
        """The day of the last change of parent on record."""
        changes = self._changes.get(one)
        return changes[-1][0] if changes else None

    def moved(self, ids: Iterable[int], parent_id: int | None, day: date) -> "Past":
        """The same with these organisations under another parent from a day on."""
        lives = dict(self.lives)
        changes = [(one, *change) for one, kept in self._changes.items() for change in kept]
        for one in ids:
            if self.last_change(one) != day:
                changes.append((one, day, lives[one].parent_id))
            lives[one] = lives[one]._replace(parent_id=parent_id)
        return Past(lives, changes)

    def children_ever(self, ids: Iterable[int]) -> set[int]:
        """Whoever was under one of these on some day."""
        wanted = set(ids)
        now = {one for one, life in self.lives.items() if life.parent_id in wanted}
        then = {
            one
            for one, changes in self._changes.items()
            if any(parent in wanted for _, parent in changes)
        }
        return now | then

    def refuse_faults(self, ids: Sequence[int], since: date = date.min) -> None:
        """Refuse what these organisations would be: below what was not there, or in a circle."""
        for one in {*ids, *self.children_ever(ids)}:
            for begun, over, parent in self.spans(one):
                if parent is not None and over > since:
                    self._refuse_gap(one, parent, max(begun, since), over)
        days = {until for changes in self._changes.values() for until, _ in changes}
        settled: dict[int | None, set[int]] = defaultdict(set)  # those under one parent ever since
        others = []
        for one in ids:
            last = self.last_change(one)
            if last is None or last <= since:
                settled[self.lives[one].parent_id].add(one)
            else:
                others.append(one)
        for day in sorted(day for day in {*days, since} if day >= since):
            for parent, mine in settled.items():
                self._refuse_circle(mine, parent, day)
            for one in others:
                self._refuse_circle({one}, self.parent_on(one, day), day)

    def _refuse_gap(self, one: int, parent: int, begun: date, over: date) -> None:
        name, above = self.lives[one].name, self.lives[parent]
        if above.ended_on is not None and above.ended_on < over:
            raise UserError(
                f"“{above.name}”在 {above.ended_on} 已经不在了，“{name}”不能在那以后还属于它"
            )
        if begun > date.min and not self.exists_on(parent, begun):
            when = f"（{above.founded_on} 成立）" if above.founded_on else ""
            raise UserError(
                f"{begun} 那天“{above.name}”还没有成立{when}，“{name}”不能属于它，请核对日期"
            )

    def _refuse_circle(self, ids: set[int], parent: int | None, day: date) -> None:
        """Refuse a parent that is itself below one of its children on a day."""
        seen: set[int] = set()
        above = parent
        while parent is not None and above is not None and above not in seen:
            if above in ids:
                when = "" if day == date.min else f"{day} 那天"
                raise UserError(
                    f"{when}“{self.lives[parent].name}”是“{self.lives[above].name}”的下级，"
                    "不能又作它的上级，请选别的上级"
                )
            seen.add(above)
            above = self.parent_on(above, day)
