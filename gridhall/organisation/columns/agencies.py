"""How agencies and hotlines are shown: the list, the facts of one."""

from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.organisation.rules.agencies import KINDS
from gridhall.qt.table import Column

_NOT_FILLED = "没有填"


def agency_chip(row: AgencyRow) -> str:
    """机构, 热线, or that it is out of use."""
    return "已停用" if not row.active else "热线" if row.is_hotline else "机构"


def agency_tone(row: AgencyRow) -> str:
    """The chip's colour."""
    return "grey" if not row.active else "green" if row.is_hotline else "blue"


AGENCIES: tuple[Column[AgencyRow], ...] = (
    Column("名称", lambda row: row.name, 200, "two", sub=lambda row: row.does, stretch=True),
    Column("类别", agency_chip, 66, "chip", tone=agency_tone),
    Column("电话", lambda row: row.phone or _NOT_FILLED, 132, "bold"),
    Column(
        "地址",
        lambda row: row.address or ("—" if row.is_hotline else _NOT_FILLED),
        240,
        "two-plain",
        sub=lambda row: row.hours,
        spread=True,
        from_width=1240,
    ),
    Column("服务牌", lambda row: "已印" if row.on_plate else "", 64),
)


def agency_facts(row: AgencyRow) -> list[tuple[str, str]]:
    """What the card says of an agency."""
    return [
        ("类别", KINDS.get(row.kind, row.kind)),
        ("电话", "" if row.phone else _NOT_FILLED),  # a number stands large above
        ("地址", "" if row.is_hotline else row.address or _NOT_FILLED),
        ("办公时间", row.hours or _NOT_FILLED),
        ("服务牌", "印在楼栋便民服务牌上" if row.on_plate else "没有印"),
    ]
