"""What the reads of transfers return: frozen rows, with numbers masked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gridhall.core.codes import word
from gridhall.papers.queries import PaperRow
from gridhall.registry.labels import DIRECTIONS, transfer_told
from gridhall.registry.rules.transfers import DONE, OPEN, Clock, MaterialSpec, TransferDraft


class Stage(StrEnum):
    """The filters above the list of transfers."""

    ALL = "all"
    OPEN = "open"  # 在办
    WAITING = "waiting"  # 待补材料
    POLICE = "police"  # 派出所在办
    EXPIRING = "expiring"  # 快到期或已过期
    SETTLED = "settled"  # 已落户
    ENDED = "ended"  # 未办成


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category of transfer (迁移类别) with its materials."""

    code: str
    name: str
    direction: str
    kind: str  # the event it ends in
    permit: bool  # goes by 准迁证 and 迁移证
    materials: tuple[MaterialSpec, ...]
    basis: str
    active: bool
    version: int  # 0 while only shipped


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer as the list shows it."""

    id: int
    number: str
    direction: str
    category: str
    category_name: str
    state: str
    applicant_id: int
    applicant_name: str
    people: int
    place: str  # where to, or where from for who leaves
    received_on: date
    settled_on: date | None
    clock: Clock | None
    green_channel: bool
    one_stop: bool
    clerk_name: str
    reverses_number: str = ""  # it takes this one back
    reversed_by: str = ""  # this one took it back
    undone: bool = False  # its change of the register was taken back, by whatever way

    @property
    def state_label(self) -> str:
        """The state in words; 已落户 of who leaves is 已迁出."""
        reverses = bool(self.reverses_number)
        return transfer_told(self.state, self.direction, reverses=reverses, undone=self.undone)

    @property
    def direction_label(self) -> str:
        """迁入, 迁出, 社区内迁移, 分户, 并户."""
        return DIRECTIONS.get(self.direction, self.direction)

    @property
    def title(self) -> str:
        """Whom it is about, shortly: 李建军等 3 人."""
        more = f"等 {self.people} 人" if self.people > 1 else ""
        return f"{self.applicant_name}{more}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done before it is settled or given up."""
        return self.state in OPEN

    @property
    def may_be_reversed(self) -> bool:
        """Whether a reversing transfer may be made of it."""
        return self.state in DONE and not self.undone and not self.reverses_number


@dataclass(frozen=True, slots=True)
class TransferPersonRow:
    """One of the people of a transfer."""

    person_id: int
    name: str
    sex: str
    birth_date: date | None
    masked_id: str
    masked_phone: str
    relation: str
    home: str  # the address now
    household_number: str

    @property
    def relation_label(self) -> str:
        """The relation in the household they come to, in words."""
        return word("relation", self.relation)


@dataclass(frozen=True, slots=True)
class TransferMaterialRow:
    """A material of a transfer, and since when it is there."""

    place: int
    name: str
    required: bool
    note: str
    issuer: str
    received_on: date | None


@dataclass(frozen=True, slots=True)
class TransferStepRow:
    """A state the transfer came into (办理经过)."""

    state: str
    label: str
    happened_on: date
    recorded_at: datetime
    clerk_name: str
    note: str


@dataclass(frozen=True, slots=True)
class TransferCard:
    """Everything the desk shows of one transfer."""

    row: TransferRow
    people: tuple[TransferPersonRow, ...]
    applicant: TransferPersonRow
    materials: tuple[TransferMaterialRow, ...]
    steps: tuple[TransferStepRow, ...]  # oldest first
    next_states: tuple[str, ...]
    papers: tuple[PaperRow, ...]
    draft: TransferDraft
    basis: str  # the law and the local rule of its category
    agent: str
    reason: str
    from_place: str
    to_place: str
    from_title: str  # 张桂花户（户号 000012）
    to_title: str
    effective_on: date
    permit_number: str
    permit_issued_on: date | None
    certificate_number: str
    certificate_issued_on: date | None
    handover_number: str
    action_id: int | None
    version: int

    @property
    def id(self) -> int:
        """The transfer."""
        return self.row.id

    @property
    def number(self) -> str:
        """Its number, e.g. QY20261124-001."""
        return self.row.number

    @property
    def state(self) -> str:
        """labels.TRANSFER_STATES."""
        return self.row.state

    @property
    def clock(self) -> Clock | None:
        """The day that runs out, if one does."""
        return self.row.clock

    @property
    def missing(self) -> tuple[TransferMaterialRow, ...]:
        """The required materials that are not there yet (一次性告知)."""
        return tuple(one for one in self.materials if one.required and one.received_on is None)


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """Settled move-ins of a month, and of the year up to its end (累计 户/人)."""

    month: int  # 1 to 12
    households: int
    people: int
    households_so_far: int
    people_so_far: int
