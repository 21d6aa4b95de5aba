"""How units that report are shown: a year's table, the facts of one."""

from gridhall.core.clock import number_of_hours
from gridhall.core.money import say_money
from gridhall.pledges.queries.units import UnitFigures
from gridhall.qt.table import Column


def _number(many: int) -> str:
    return f"{many:,}" if many else "—"


def practical_words(row: UnitFigures) -> str:
    """2 件, or that there is none."""
    if not row.practical:
        return "没有" if row.lacks_practical else "—"
    return f"{row.practical_done}/{row.practical} 件"


def practical_tone(row: UnitFigures) -> str:
    """Red where a reporting unit has none."""
    if row.lacks_practical:
        return "red"
    return "green" if row.practical and row.practical == row.practical_done else "blue"


def _below(row: UnitFigures) -> str:
    return "；".join(row.flags) or row.organisation


UNITS: tuple[Column[UnitFigures], ...] = (
    Column("单位", lambda row: row.title, 170, "two", sub=_below, stretch=True),
    Column("报到", lambda row: f"{row.members} 人" if row.members else "—", 66, right=True),
    Column("服务人次", lambda row: _number(row.services), 84, right=True),
    Column(
        "时长",
        lambda row: f"{number_of_hours(row.minutes)} 小时" if row.minutes else "—",
        92,
        right=True,
        from_width=1240,
    ),
    Column("认领", lambda row: _number(row.claims), 60, right=True),
    Column("完成", lambda row: _number(row.done), 60, right=True),
    Column("惠民实事", practical_words, 92, "chip", tone=practical_tone),
    Column(
        "满意度",
        lambda row: "—" if row.stars is None else f"{row.stars:.1f}",
        66,
        right=True,
        from_width=1500,
    ),
)


def _practical(row: UnitFigures) -> str:
    if not row.practical:
        return "还没有"
    return f"{row.practical} 件，完成 {row.practical_done} 件"


def unit_facts(row: UnitFigures, year: int) -> list[tuple[str, str]]:
    """What the card says of a unit's year."""
    stars = "" if row.stars is None else f"{row.stars:.1f}（十分制）"
    hours = number_of_hours(row.minutes)
    return [
        ("联系人", " ".join(filter(None, (row.contact, row.phone_masked))) or "没有填"),
        ("报到党员", f"{row.members} 人"),
        (f"{year} 年服务", f"{row.servers} 人，{row.services:,} 人次，{hours} 小时"),
        ("认领", f"本年认领 {row.claims} 项，确认完成 {row.done} 项"),
        ("惠民实事", _practical(row)),
        ("服务群众", f"{row.served:,} 人次" if row.served else ""),
        ("投入", say_money(row.money_fen or None)),
        ("满意度", stars),
        ("清单里的资源", f"{row.resources} 项" if row.resources else "没有"),
    ]
