"""The hall as papers and titles name it (社区党群服务中心)."""

from dataclasses import dataclass
from typing import Final

SOON_KEY: Final = "case_soon_days"  # of the hall's settings: 提前提醒
USUAL_SOON, MOST_SOON = 1, 20  # working days before a deadline at which a case turns amber


@dataclass(frozen=True, slots=True)
class Hall:
    """The hall's standing facts; kept in the hall settings table."""

    name: str  # 龙腾社区党群服务中心
    community: str  # 龙腾社区
    short_name: str  # 机关代字 in document numbers, e.g. 龙腾
    address: str = ""
    phone: str = ""
    supervision_phone: str = ""  # 监督电话
