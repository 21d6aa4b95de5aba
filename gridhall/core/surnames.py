"""Chinese surnames and how each is read as a surname (姓氏读音): 单 is shan, 尉迟 is yuchi."""

from functools import cache

from gridhall.core.resources import resource


@cache
def surname_readings() -> dict[str, tuple[str, ...]]:
    """Every surname of the shipped table with its readings, the right one first."""
    lines = resource("pinyin", "surnames.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if line and not line.startswith("#"))
    return {surname: tuple(readings.split(",")) for surname, readings in pairs}


def surname_of(name: str) -> str:
    """The surname at the head of a Chinese name: two characters if that is a known one."""
    return name[:2] if len(name) > 2 and name[:2] in surname_readings() else name[:1]
