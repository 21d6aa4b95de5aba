"""What the register's reads return: frozen rows, with numbers masked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gridhall.core.codes import word
from gridhall.places.rules import Address
from gridhall.registry.labels import event_label, head_title
from gridhall.registry.rules.frozen import VOIDING, frozen_words


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A resident as lists show them; where and with whom they live follows the open membership."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    masked_id: str
    masked_phone: str
    hukou_kind: str
    political_status: str
    relation: str
    household_id: int | None
    household_number: str
    address: Address | None
    grid_name: str
    status: str = "present"  # labels.STATUSES

    @property
    def home(self) -> str:
        """The address as lists show it: 御景小区 3-2-501."""
        return self.address.short if self.address else ""

    @property
    def relation_label(self) -> str:
        """The relation to the head in words (与户主关系)."""
        return word("relation", self.relation)

    @property
    def line(self) -> str:
        """The second line of a result: 御景小区 3-2-501 · 户主."""
        return " · ".join(filter(None, (self.home, self.relation_label)))


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a household (户内成员)."""

    person_id: int
    name: str
    sex: str
    birth_date: date | None
    relation: str
    hukou_kind: str
    masked_phone: str
    political_status: str
    since: date | None
    note: str

    @property
    def relation_label(self) -> str:
        """The relation to the head in words."""
        return word("relation", self.relation)


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """A household (户) with its members, the head first."""

    id: int
    number: str
    ledger_number: str
    kind: str
    dwelling_id: int | None
    address: Address | None
    grid_name: str
    established_on: date | None
    ended_on: date | None
    members: tuple[MemberRow, ...]
    version: int

    @property
    def head(self) -> MemberRow | None:
        """The head (户主), or None while there is none."""
        return next((one for one in self.members if one.relation == "02"), None)

    @property
    def title(self) -> str:
        """The household as people call it: 张桂花户."""
        return head_title(self.head.name if self.head else "")


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to a person."""

    happened_on: date
    recorded_at: datetime
    kind: str
    clerk_name: str
    detail: str

    @property
    def label(self) -> str:
        """The event in words."""
        return event_label(self.kind)


@dataclass(frozen=True, slots=True)
class ResidentCard:
    """Everything the desk shows of one resident; the full numbers come only through reveal()."""

    person: ResidentRow
    household: HouseholdCard | None
    events: tuple[EventRow, ...]
    former_name: str
    id_kind: str
    ethnicity: str
    education: str
    marital_status: str
    hukou_address: str
    workplace: str
    note: str
    since: date | None
    recorded_at: datetime
    version: int
    died_on: date | None = None
    merged_into: int | None = None
    card_texts: Mapping[str, str] = field(default_factory=dict)  # 登记卡: what is written of it

    @property
    def closed_words(self) -> str:
        """Why the record is closed and by whose act; empty for an open one."""
        words = frozen_words(self.person.status, self.died_on)
        act = next((one for one in self.events if one.kind in VOIDING), None)
        if self.person.status != "void" or act is None:
            return words
        day = f"{act.recorded_at.astimezone():%Y-%m-%d}"
        told = "，".join(filter(None, (f"{act.clerk_name} {day}", act.detail)))
        return f"{VOIDING[act.kind]}（{told}），只能查看"


@dataclass(frozen=True, slots=True)
class Revealed:
    """The full numbers of one resident, for ten seconds on the screen."""

    id_number: str
    phone: str


@dataclass(frozen=True, slots=True)
class RegistryCounts:
    """How many people and households the register holds."""

    people: int
    households: int


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A recent matter of a resident (最近事项), told by a subject above the register."""

    happened_on: date
    title: str
    state: str
    tone: str  # red amber green purple blue grey
    clerk_name: str
    kind: str  # what Desk opens: case
    record_id: int
    number: str
    is_open: bool
