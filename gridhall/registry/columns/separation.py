"""What the list of 人户分离 shows, the tones of its states, since when in words."""

from collections.abc import Callable, Sequence
from datetime import date

from gridhall.qt.table import Column
from gridhall.registry.columns.people import sex_and_age
from gridhall.registry.labels import SEPARATIONS
from gridhall.registry.queries.separated import SeparatedRow

STATE_TONES = {
    "consistent": "green",
    "hukou_not_resident": "amber",
    "resident_no_hukou": "purple",
    "property_no_hukou": "blue",
    "property_only": "blue",
    "unknown": "grey",
    "elsewhere": "grey",
    "partly": "amber",
}


def state_words(state: str) -> str:
    """The state in words."""
    return SEPARATIONS.get(state, state)


def since_words(since: date | None, day: date) -> str:
    """2025-03-01 起 · 1 年 8 个月; 登记以前 when nobody knows."""
    if since is None:
        return "登记以前就是"
    months = (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)
    years, rest = divmod(max(months, 0), 12)
    long = " ".join(filter(None, (f"{years} 年" if years else "", f"{rest} 个月" if rest else "")))
    return f"{since} 起 · {long or '不满 1 个月'}"


def separation_columns(today: Callable[[], date]) -> Sequence[Column[SeparatedRow]]:
    """Door, person, state, since when, phone."""

    def who(row: SeparatedRow) -> str:
        return " · ".join(filter(None, (sex_and_age(row, today()), row.relation_label)))

    def lasting(row: SeparatedRow) -> str:
        return since_words(row.since, today()).partition(" · ")[2]

    made = Column[SeparatedRow]
    return (
        made("住址", _door, 190, kind="two", sub=_grid, stretch=True),
        made("姓名", lambda row: row.name, 130, kind="two", sub=who, spread=True),
        made("状态", lambda row: state_words(row.state), 120, kind="chip", tone=_tone, spread=True),
        made("从何时起", _since, 130, kind="two-plain", sub=lasting, spread=True),
        made("电话", lambda row: row.masked_phone or "—", 126, kind="dim", from_width=1200),
    )


def _door(row: SeparatedRow) -> str:
    return row.address or "没有登记住址"


def _grid(row: SeparatedRow) -> str:
    return row.grid_name or "未划网格"


def _since(row: SeparatedRow) -> str:
    return str(row.since) if row.since else "登记以前"


def _tone(row: SeparatedRow) -> str:
    return STATE_TONES.get(row.state, "grey")


MEANINGS = {
    "consistent": "户籍在本社区，人也住在辖区内。",
    "hukou_not_resident": "户籍在本社区，人住在外面（空挂户口）。",
    "resident_no_hukou": "人住在辖区内，户籍不在本社区，辖区内没有登记房产。",
    "property_no_hukou": "在辖区内有房、也住在这里，户籍还没有迁来。",
    "property_only": "在辖区内有房，人和户籍都不在这里。",
    "unknown": "户籍状态还没有核实，暂不判断。请在居民档案里改成本地或外地户籍。",
    "elsewhere": "户口簿上在册，但户籍、居住、房产都不在这里了。请核实是否该迁出。",
}
HUKOU_SAID = {"local": "本地户籍", "outside": "外地户籍", "unknown": "还没有核实"}
