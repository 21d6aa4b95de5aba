"""How compounds (小区) are shown in a list."""

from gridhall.organisation.queries.compounds import CompoundRow
from gridhall.qt.table import Column

COMPOUNDS: tuple[Column[CompoundRow], ...] = (
    Column("小区", lambda row: row.name, 140, "bold"),
    Column("类别", lambda row: row.kind_name or "没有填", 130),
    Column("自治组织", lambda row: row.body_name or "没有", 120),
    Column("物业公司", lambda row: row.property_company or "没有填", 150, stretch=True),
    Column("物业电话", lambda row: row.property_phone, 126),
    Column("建成", lambda row: f"{row.built_year} 年" if row.built_year else "", 80),
)
