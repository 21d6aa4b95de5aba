"""What the search index holds of imported people and their new households.

The same as `queries.person_entries` would read back, at a fifth of the price.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gridhall.core.codes import table
from gridhall.db.search import SearchEntry
from gridhall.places.rules import Address
from gridhall.registry.labels import head_title
from gridhall.registry.rules import HEAD
from gridhall.registry.sheets.households import Settled
from gridhall.registry.sheets.ready import Home, ReadyPerson

_BLOCK = 2_000  # people; about 800 households


class _Shown(dict[Address, str]):
    """Addresses as lists show them."""

    def __missing__(self, address: Address) -> str:
        self[address] = shown = address.short if address.building else ""
        return shown


class _Relations(dict[str, str]):
    """Relations as lists show them."""

    def __missing__(self, code: str) -> str:
        self[code] = label = table("relation").label(code) if code else ""
        return label


def imported_entries(
    ready: Sequence[ReadyPerson], first: int, households: Mapping[Home, Settled]
) -> Iterator[SearchEntry]:
    """One entry for each person, ids counting on from `first`, and for each new household.

    Households come soon after their members: the index remembers how their address was folded.
    """
    maker = _Maker(ready, households)
    for start in range(0, len(ready), _BLOCK):
        some = ready[start : start + _BLOCK]
        for row_id, each in enumerate(some, first + start):
            yield maker.person(row_id, each)
        for home in dict.fromkeys(each.home for each in some):
            if home in maker.waiting:
                yield maker.household(home)


class _Maker:
    """Knows what entries say that no single row tells: heads and how many members."""

    def __init__(self, ready: Sequence[ReadyPerson], households: Mapping[Home, Settled]) -> None:
        self._households = households
        self._members = Counter(each.home for each in ready)
        self._heads: dict[Home, str] = {}
        for each in ready:
            if each.relation == HEAD:
                self._heads.setdefault(each.home, each.person.name)
        self._shown, self._relations = _Shown(), _Relations()
        self.waiting = {home for home, settled in households.items() if settled.is_new}

    def person(self, row_id: int, ready: ReadyPerson) -> SearchEntry:
        """What the index holds of one resident."""
        _, person, home, relation = ready
        settled = self._households.get(home)
        former, ledger = person.former_name, home.ledger_number
        return SearchEntry(
            "resident",
            row_id,
            person.name,
            self._shown[home.address],
            self._relations[relation] if settled else "",
            person.id_number or "",
            person.phone,
            settled.number if settled else "",
            (person.name, former) if former else (person.name,),
            (ledger,) if settled and ledger else (),
        )

    def household(self, home: Home) -> SearchEntry:
        """What the index holds of one new household, named by its head."""
        self.waiting.remove(home)
        settled, head = self._households[home], self._heads.get(home, "")
        return SearchEntry(
            "household",
            settled.id,
            head_title(head),
            self._shown[home.address],
            f"{self._members[home]} 人",
            settled.number,
            household_number=settled.number,
            words=(home.ledger_number,) if home.ledger_number else (),
        )
