"""The Chinese words for places."""


def building_label(number: str) -> str:
    """A building as people say it: 3号楼, A座, 12号 is said by the address itself."""
    return f"{number}座" if number.isalpha() and number.isascii() else f"{number}号楼"


COMPOUND_KINDS = {
    "commercial": "商品住宅小区",
    "resettlement": "安置小区",
    "scattered": "散居院落",
    "public_housing": "保障房小区",
}

BODIES = {
    "owners_committee": "业主委员会",
    "self_management": "自管委员会",
    "council": "议事会",
    "self_governing_group": "自治小组",
}

GRID_STATES = {"ok": "户数合适", "under": "户数偏少", "over": "户数偏多", "empty": "没有住户"}


def entrance_label(compound: str, building: str, entrance: str) -> str:
    """An entrance as lists and orders say it: 御景小区 3号楼2单元; a house has no entrance."""
    number = f"{entrance}单元" if entrance else ""
    return f"{compound} {building_label(building)}{number}"
