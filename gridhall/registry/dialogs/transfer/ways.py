"""The five ways a transfer goes (迁移类型), and the words each uses for where to."""

DIRECTIONS = ("in", "out", "inside", "split", "merge")
TITLES = ("迁入本社区", "迁出本社区", "社区内变更", "分户立户", "并户")
_PLACES = {
    "in": ("迁入地址", "楼-单元-室，例如 3-2-501"),
    "out": ("迁往哪里", "省市区县、街道"),
    "inside": ("新住址", "楼-单元-室，例如 3-2-501"),
    "split": ("新户住址", "楼-单元-室，例如 3-2-501"),
    "merge": ("并入哪户", "楼-单元-室，或那一户的人"),
}


def place_words(direction: str, kind: str) -> tuple[str, str]:
    """The title of the address and what its empty field says."""
    return ("改名为", "新的姓名") if kind == "name_changed" else _PLACES[direction]
