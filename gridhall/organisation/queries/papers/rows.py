"""What one organisation shows on the chart and in the list."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ChartNode:
    """One box of the chart; the figures are of it and all below it."""

    id: int
    parent_id: int | None
    name: str
    depth: int  # 1 at the top of the whole tree
    head: str = ""  # 书记 柳建平; 书记 空缺; empty when nobody leads it by its seats
    is_vacant: bool = False  # nobody holds the leading seat
    party_members: int = 0
    households: int = 0
    vacancies: int = 0

    @property
    def figures(self) -> str:
        """党员 58，612 户: what there is, nothing that is none."""
        told = []
        if self.party_members:
            told.append(f"党员 {self.party_members:,}")
        if self.households:
            told.append(f"{self.households:,} 户")
        return "，".join(told)


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One line of the list of organisations (党组织一览表)."""

    id: int
    depth: int
    level: str  # 小区党支部
    name: str
    secretary: str
    deputies: str
    phone: str
    founded_on: date | None
    term_until: date | None
    party_members: int
    households: int
