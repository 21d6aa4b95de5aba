"""Partner units with their community, how many reported, and what they can give."""

from dataclasses import dataclass
from datetime import date

from gridhall.organisation.queries.members import MemberRow


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A partner unit (驻区单位, 双报到单位) as lists show it."""

    id: int
    name: str
    short_name: str
    kind: str  # rules.units.UNIT_KINDS
    credit_code: str
    organisation_id: int | None
    organisation_name: str
    address: str
    contact: str
    phone: str
    resources: tuple[str, ...]  # a line each
    note: str
    active_from: date | None
    active_to: date | None
    reported: int  # members who reported and are still there
    seats: int  # held by people of the unit (兼职委员)
    version: int


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with who reported from it, and who of it sits where."""

    unit: UnitRow
    reported: tuple[MemberRow, ...]
    past: tuple[MemberRow, ...]  # reports that ended
    seats: tuple[str, ...]  # 李强 龙腾社区大党委兼职委员
