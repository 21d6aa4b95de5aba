"""Who it is: a resident of the register, or a name in words where they are not in it."""

from collections.abc import Sequence
from typing import Any

from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.registry import queries as registry
from gridhall.registry.columns import resident_choice
from gridhall.registry.queries import Which

_RESIDENTS = 6


class ResidentOrWords(Suggest):
    """A resident by initials, phone or number; or any words, up to `longest` letters."""

    def __init__(self, context: Context, name: str, hint: str, longest: int) -> None:
        super().__init__()
        self._context = context
        self.set_find(self._residents)
        self.setMaxLength(longest)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)

    def person_id(self) -> int | None:
        """The resident, if one was chosen."""
        key: Any = self.choice.key if self.choice is not None else None
        return key if isinstance(key, int) else None

    def words(self) -> str:
        """What was typed, where it is nobody of the register."""
        return "" if self.person_id() is not None else self.text().strip()

    def _residents(self, typed: str) -> Sequence[Choice]:
        if not typed:
            return []
        today = self._context.today()
        with self._context.db.read() as session:
            found = registry.find_people(session, typed, Which.ALL, today, _RESIDENTS)
        return [resident_choice(row, today) for row in found]
