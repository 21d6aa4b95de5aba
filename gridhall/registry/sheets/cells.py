"""A resident's cells turned into what the register keeps; each distinct value is judged once."""

from collections.abc import Callable

from gridhall.core.codes import TableName, table
from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.exchange.rules.cells import Cell, cell_text
from gridhall.places.rules import Address, compound_name, parse_address, place_number
from gridhall.registry.labels import HUKOU_KINDS

AddressCells = tuple[Cell, Cell, Cell, Cell, Cell]  # compound, building, entrance, room, whole

NOWHERE = Address("", "")
_HUKOU_WORDS = {
    "local": "本社区 本地 本村 本居 本小区 在册 是",
    "outside": "外地 外来 外省 外市 外社区 非本社区 否",
    "unknown": "待核 不详 未知",
}
_HUKOU = {word: kind for kind, words in _HUKOU_WORDS.items() for word in words.split()} | {
    search_key(label): kind for kind, label in HUKOU_KINDS.items()
}
_NO_COMPOUND = "缺小区"
_NO_BUILDING = "缺楼栋"
_NO_ROOM = "缺室号"


class Words(dict[Cell, str | None]):
    """A code table as ledgers spell it: cell -> code, "" for a blank, None for no such word."""

    def __init__(self, name: TableName) -> None:
        super().__init__({"": ""})
        self._table = table(name)

    def __missing__(self, cell: Cell) -> str | None:
        text = cell_text(cell)
        self[cell] = code = self._table.code_of(text) if text else ""
        return code


class Hukou(dict[Cell, tuple[str, str]]):
    """户籍地址 -> local, outside or unknown, and the address if one was given."""

    def __missing__(self, cell: Cell) -> tuple[str, str]:
        text = cell_text(cell)
        kind = _HUKOU.get(search_key(text))
        self[cell] = found = (kind, "") if kind else ("unknown", text)
        return found


class Addresses(dict[AddressCells, "Address | str"]):
    """The address cells -> the door they name, NOWHERE, or a sentence that says what is missing."""

    def __init__(self) -> None:
        super().__init__()
        self._compounds = Texts(lambda cell: compound_name(cell_text(cell)))
        self._numbers = Texts(lambda cell: place_number(cell_text(cell)))
        self._texts = Texts()

    def __missing__(self, cells: AddressCells) -> "Address | str":
        compound, building, entrance, room, whole = cells
        numbers = self._numbers
        address = Address(
            self._compounds[compound], numbers[building], numbers[entrance], numbers[room]
        )
        self[cells] = found = _address(address, self._texts[whole])
        return found


class Texts(dict[Cell, str]):
    """Any other cell -> its text; many rows of a ledger say the same."""

    def __init__(self, read: Callable[[Cell], str] = cell_text) -> None:
        super().__init__({"": ""})
        self._read = read

    def __missing__(self, cell: Cell) -> str:
        self[cell] = text = self._read(cell)
        return text


def _address(address: Address, whole: str) -> Address | str:
    """The door, or what is missing of it; `whole` counts if no column tells a part of it."""
    if whole and not any(address[1:]):
        return _whole_address(address.compound, whole)
    if not any(address):
        return NOWHERE
    if not address.compound or not address.building:
        return _NO_BUILDING if address.compound else _NO_COMPOUND
    return _NO_ROOM if address.entrance and not address.room else address


def _whole_address(compound: str, whole: str) -> Address | str:
    """御景小区3号楼2单元501室, or 3-2-501 beside a column that names the compound."""
    try:
        address = parse_address(whole)
    except UserError as error:
        return str(error)
    if not address.compound:
        address = address._replace(compound=compound)
    return address if address.compound else _NO_COMPOUND
