"""How partner units are shown: the list, the facts of one."""

from gridhall.core.mask import mask_phone
from gridhall.organisation.queries.units import UnitRow
from gridhall.organisation.rules.units import UNIT_KINDS
from gridhall.qt.table import Column

SHORT = {"resident": "驻区", "reporting": "双报到", "both": "驻区·双报到"}
TONES = {"resident": "blue", "reporting": "green", "both": "purple"}


def unit_chip(row: UnitRow) -> str:
    """驻区, 双报到, or both; one that ended says so."""
    return "已停止" if row.active_to is not None else SHORT.get(row.kind, row.kind)


def unit_tone(row: UnitRow) -> str:
    """The chip's colour."""
    return "grey" if row.active_to is not None else TONES.get(row.kind, "grey")


UNITS: tuple[Column[UnitRow], ...] = (
    Column("单位", lambda row: row.name, 180, "two", sub=lambda row: row.address, stretch=True),
    Column("类别", unit_chip, 112, "chip", tone=unit_tone, spread=True),
    Column("所属社区", lambda row: row.organisation_name or "没有填", 150, spread=True),
    Column("报到", lambda row: f"{row.reported} 人" if row.reported else "—", 60, right=True),
    Column(
        "联系人",
        lambda row: row.contact or "没有填",
        150,
        "two-plain",
        sub=lambda row: mask_phone(row.phone),
        spread=True,
    ),
    Column(
        "席位", lambda row: f"{row.seats} 席" if row.seats else "—", 60, right=True, from_width=1500
    ),
)


def unit_facts(row: UnitRow) -> list[tuple[str, str]]:
    """What the card says of a unit."""
    return [
        ("类别", UNIT_KINDS.get(row.kind, row.kind)),
        ("简称", row.short_name),
        ("信用代码", row.credit_code or "没有填"),
        ("所属社区", row.organisation_name or "没有填"),
        ("地址", row.address or "没有填"),
        ("联系人", row.contact or "没有填"),
        ("电话", mask_phone(row.phone) or "没有填"),
        ("开始共建", str(row.active_from or "登记以前")),
        ("停止共建", str(row.active_to or "")),
        ("备注", row.note),
    ]
