"""The Chinese words for places."""


def building_label(number: str) -> str:
    """A building as people say it: 3号楼, A座, 12号 is said by the address itself."""
    return f"{number}座" if number.isalpha() and number.isascii() else f"{number}号楼"
