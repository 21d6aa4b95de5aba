"""Who is acting (经办人)."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a clerk may do; each role may do all that the ones before it may."""

    COUNTER = "counter"  # 窗口
    SUPERVISOR = "supervisor"  # 主管
    ADMINISTRATOR = "administrator"  # 管理员


@dataclass(frozen=True, slots=True)
class Clerk:
    """The signed-in clerk, as every action receives it."""

    id: int
    name: str
    role: Role
    counter: str = ""  # 窗口名, e.g. 2号窗口
