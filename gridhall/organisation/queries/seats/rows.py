"""What the reads of seats return."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as it stands on a day.

    Of a vacant seat `holder_name` is "", `last_name` held it before; of a planned one
    `planned_name` takes it on `planned_since`. `unsettled_id` is the tenure that 离任 or 留任
    settles.
    """

    id: int
    owner_name: str
    organisation_id: int | None
    grid_id: int | None
    title: str  # rules.titles.TITLES
    name: str
    place: int
    tenure_id: int | None
    holder_name: str
    person_id: int | None
    outsider_id: int | None
    phone_masked: str
    source: str
    since: date | None
    until: date | None  # the planned end, exclusive
    term_until: date | None  # the last day; the committee's if the tenure has none
    state: str  # rules.terms.SEAT_STATES
    vacant_since: date | None
    vacant_days: int | None
    why_vacant: str
    where: str  # building, entrance, lane in words
    stays_on: date | None = None
    last_name: str = ""
    planned_id: int | None = None  # the tenure
    planned_name: str = ""
    planned_since: date | None = None
    unsettled_id: int | None = None
    building_id: int | None = None
    entrance_id: int | None = None
    lane: str = ""
    created_on: date | None = None
    version: int = 1

    @property
    def is_vacant(self) -> bool:
        """Nobody holds it."""
        return self.tenure_id is None


@dataclass(frozen=True, slots=True)
class TenureRow:
    """One stretch of a seat's history; `tenure_id` None: the seat was vacant."""

    tenure_id: int | None
    holder_name: str
    person_id: int | None
    outsider_id: int | None
    source: str
    since: date | None  # None: before it was written down
    until: date | None  # by what was written and by the register; exclusive
    term_until: date | None
    why: str
    stays_on: date | None
    state: str  # held, past, planned, vacant
    clerk_name: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TodoRow:
    """Something about seats or members that is to be done.

    `kind` is holder_gone (离任 or 留任), term (换届), receipt (回执) or member_gone.
    """

    kind: str
    sentence: str
    day: date | None  # since when, or until when
    state: str  # amber, over
    organisation_id: int | None = None
    grid_id: int | None = None
    owner_name: str = ""
    seat_id: int | None = None
    tenure_id: int | None = None
    relation_id: int | None = None
    person_id: int | None = None
    can_stay: bool = False  # 留任 is possible: moved out, not died


@dataclass(frozen=True, slots=True)
class CompoundRatio:
    """A compound's governing body and branch: how far they are the same people (交叉任职)."""

    compound_id: int
    compound: str
    body: str  # names of its governing bodies
    body_members: int
    body_party: int
    secretary: str  # who is 书记 of the compound's branch, "" if nobody
    director: str  # who is 主任 of the body
    chairs: bool  # one of them is the other


@dataclass(frozen=True, slots=True)
class Ratios:
    """The ratio panel: party members in governing bodies, secretaries who also chair one."""

    body_members: int
    body_party: int
    compounds_with_both: int  # compounds with a branch and a governing body
    chairing: int  # where the secretary is the director too
    compounds: tuple[CompoundRatio, ...] = ()


@dataclass(frozen=True, slots=True)
class ElectionLine:
    """What an election changed about one seat; `what` is 连任, 新任, 离任, 空缺 or 改任."""

    seat_id: int
    seat_name: str
    before: str
    after: str
    what: str


@dataclass(frozen=True, slots=True)
class ElectionRow:
    """One election (换届) of an organisation."""

    action_id: int
    day: date
    number: str
    term_until: date | None
    lines: tuple[ElectionLine, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The 1+1 of a grid: its main seat and its assistant's, where there are such seats."""

    main: SeatRow | None = None
    assistant: SeatRow | None = None


@dataclass(frozen=True, slots=True)
class CareerRow:
    """One tenure of a person, anywhere in the tree (任职经历)."""

    tenure: TenureRow
    seat_id: int
    seat_name: str
    owner_name: str
    organisation_id: int | None
    grid_id: int | None
