"""What shows only when rows of a ledger are seen together: repeats, two heads, two addresses."""

from datetime import date

from gridhall.places.rules import Address
from gridhall.registry.rules import HEAD
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.ready import Home, ReadyPerson

UnnumberedKey = tuple[str, date | None, Address]


class Across:
    """Sees the good rows in turn and remembers who stood where."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._numbers: dict[str, ReadyPerson] = {}
        self._unnumbered: dict[UnnumberedKey, ReadyPerson] = {}
        self._heads: dict[Home, int] = {}
        self._doors: dict[str, tuple[Address, int]] = {}

    def is_new(self, ready: ReadyPerson) -> bool:
        """Whether this person has not stood further up; says so otherwise."""
        number = ready.person.id_number
        if number is None:
            first = self._unnumbered.setdefault(unnumbered_key(ready), ready)
        else:
            first = self._numbers.setdefault(number, ready)
        if first is ready:
            self._look_at_home(ready)
            return True
        key, value = ("id_number", number) if number else ("name", ready.person.name)
        self._findings.refuse(ready.row, key, value, say.repeats(first.row, first.person.name))
        return False

    def _look_at_home(self, ready: ReadyPerson) -> None:
        home = ready.home
        if ready.relation == HEAD:
            row = self._heads.setdefault(home, ready.row)
            if row != ready.row:
                self._findings.warn(ready.row, "relation", "户主", say.second_head(row))
        if home.ledger_number and home.address.building:
            door, row = self._doors.setdefault(home.ledger_number, (home.address, ready.row))
            if door != home.address:
                said = say.other_address(row)
                self._findings.warn(ready.row, "household_number", home.ledger_number, said)


def unnumbered_key(ready: ReadyPerson) -> UnnumberedKey:
    """Tells apart people without a number: name, birth date and door."""
    return ready.person.name, ready.person.birth_date, ready.home.address
