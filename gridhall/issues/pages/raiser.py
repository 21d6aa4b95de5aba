"""Who raised it: a resident by initials or number, a unit of the hall, anybody's name, nobody."""

from collections.abc import Sequence

from gridhall.issues.dialogs.fields import fitting_owners
from gridhall.issues.queries.choices import OwnerChoice
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.registry.dialogs.who import ResidentOrWords

_UNITS = 3


class RaiserPick(ResidentOrWords):
    """Residents first, then units; what is nobody known is kept as a name."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "反映人", "首字母、电话、证件尾号；可以不留名", 100)
        self._units: Sequence[OwnerChoice] = ()
        self.set_find(self._offers)

    def set_units(self, rows: Sequence[OwnerChoice]) -> None:
        """Whom the hall knows; only units raise issues."""
        self._units = [one for one in rows if one.owner.unit_id is not None]

    def unit_id(self) -> int | None:
        """The unit, if one was chosen."""
        key = self.choice.key if self.choice is not None else None
        return key[1] if isinstance(key, tuple) else None

    def words(self) -> str:
        """A name that is nobody's of the register."""
        return "" if self.unit_id() is not None else super().words()

    def show_raiser(self, person_id: int | None, unit_id: int | None, name: str) -> None:
        """Choose without telling."""
        if person_id is not None:
            self.choose(Choice(person_id, name))
        elif unit_id is not None:
            self.choose(Choice(("unit", unit_id), name))
        else:
            self.choose(None)
            self.setText(name)

    def _offers(self, typed: str) -> Sequence[Choice]:
        found = fitting_owners(self._units, typed)[:_UNITS] if typed else []
        units = [
            Choice(("unit", one.owner.unit_id), one.words, "驻区单位", group="") for one in found
        ]
        return [*self._residents(typed), *units]
