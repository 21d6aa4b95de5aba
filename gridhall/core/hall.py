"""The hall as papers and titles name it (社区党群服务中心)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hall:
    """The hall's standing facts; kept in the hall settings table."""

    name: str  # 龙腾社区党群服务中心
    community: str  # 龙腾社区
    short_name: str  # 机关代字 in document numbers, e.g. 龙腾
    address: str = ""
    phone: str = ""
    supervision_phone: str = ""  # 监督电话
