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


def person_entries(
    ready: Sequence[ReadyPerson], first: int, households: Mapping[Home, Settled]
) -> Iterator[SearchEntry]:
    """One entry for each person; ids count on from `first`."""
    shown, relations = _Shown(), _Relations()
    for row_id, (_, person, home, relation) in enumerate(ready, first):
        settled = households.get(home)
        former, ledger = person.former_name, home.ledger_number
        yield SearchEntry(
            "resident",
            row_id,
            person.name,
            shown[home.address],
            relations[relation] if settled else "",
            person.id_number or "",
            person.phone,
            settled.number if settled else "",
            (person.name, former) if former else (person.name,),
            (ledger,) if settled and ledger else (),
        )


def household_entries(
    ready: Sequence[ReadyPerson], households: Mapping[Home, Settled]
) -> Iterator[SearchEntry]:
    """One entry for each new household, named by its head."""
    members = Counter(each.home for each in ready)
    heads: dict[Home, str] = {}
    for each in ready:
        if each.relation == HEAD:
            heads.setdefault(each.home, each.person.name)
    shown = _Shown()
    for home, settled in households.items():
        if not settled.is_new:
            continue
        head = heads.get(home, "")
        yield SearchEntry(
            "household",
            settled.id,
            head_title(head),
            shown[home.address],
            f"{members[home]} 人",
            settled.number,
            household_number=settled.number,
            names=(head,) if head else (),
            words=(home.ledger_number,) if home.ledger_number else (),
        )
