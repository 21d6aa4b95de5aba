"""People and households as far as a change is concerned, and the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gridhall.registry.rules.kinship import HEAD, Kin, age_on

ADULT = 18
NEW = 0  # the id of a household that is yet to be opened


@dataclass(frozen=True, slots=True)
class Member:
    """A person as far as a change is concerned.

    `relation` and `since` in the household now; for who is in none, `since` is when the last one
    was left. `facts_since` is the last day a field of theirs changed.
    """

    person_id: int
    name: str
    sex: str
    birth_date: date | None
    relation: str = ""
    since: date | None = None
    status: str = "present"
    household_id: int | None = None
    facts_since: date | None = None

    @property
    def kin(self) -> Kin:
        """As far as family relations go."""
        return Kin(self.name, self.sex, self.birth_date)

    def is_minor(self, day: date) -> bool:
        """Under 18 on a day (民法典 §17)."""
        return self.birth_date is not None and age_on(self.birth_date, day) < ADULT


class Span(NamedTuple):
    """Somebody was in a household, as what, from a day until the day before another."""

    relation: str
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since or date.min) <= day and (self.until is None or self.until > day)


@dataclass(frozen=True, slots=True)
class Home:
    """A household as far as a change is concerned; `id` is NEW before it is opened."""

    id: int
    number: str
    address: str
    members: tuple[Member, ...] = ()
    kind: str = "family"
    established_on: date | None = None
    ended_on: date | None = None
    dwelling_id: int | None = None
    moved_on: date | None = None  # since when at this address
    past: tuple[Span, ...] = ()  # those who were here before

    @property
    def head(self) -> Member | None:
        """The head (户主)."""
        return next((one for one in self.members if one.relation == HEAD), None)

    @property
    def title(self) -> str:
        """As people call it: 张桂花户."""
        return f"{self.head.name}户" if self.head else "无户主的户"


@dataclass(frozen=True, slots=True)
class Target:
    """Where people go: an existing household, or NEW at a dwelling; None instead: out of all."""

    household_id: int
    dwelling_id: int | None = None
    address: str = ""
    kind: str = "family"


@dataclass(frozen=True, slots=True)
class Change:
    """One change as the desk enters it (一次变动).

    `movers`: person id -> relation in the target household. `relations`: what people who stay in
    a household concerned are from now on (a new head and what follows). `facts`: person id ->
    fields that change with the day, e.g. hukou_kind or name. `moves`: households that move whole,
    and where to.
    """

    kind: str
    happened_on: date
    reported_on: date
    movers: Mapping[int, str] = field(default_factory=dict)
    target: Target | None = None
    relations: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    moves: Mapping[int, Target] = field(default_factory=dict)
    reason: str = ""
    paper: str = ""
    request_key: str = ""


class Doubt(NamedTuple):
    """Something that speaks against a change: hard ones block, soft ones colour."""

    code: str
    sentence: str
    hard: bool = True
    person_id: int | None = None
    household_id: int | None = None
