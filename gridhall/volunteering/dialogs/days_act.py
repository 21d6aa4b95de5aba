"""The sheet of an act on service days: what is wrong with a draft stands beside its field."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.rules.drafts import DraftProblems as Marked
from gridhall.organisation.rules.drafts import FieldProblem as Mark
from gridhall.qt.context import Context
from gridhall.qt.fields import FormProblems, Problem
from gridhall.volunteering.rules.drafts import DraftProblems

__all__ = ["Carried", "DayActSheet", "Face"]


class DayActSheet(ActSheet):
    """As the organisation's sheets; subclasses give `write`."""

    def __init__(self, parent: QWidget, context: Context, face: Face) -> None:
        super().__init__(parent, context, face)
        self._titles: dict[str, str] = {}

    def write(self, session: Any) -> Carried:
        """Write it down within this transaction."""
        raise NotImplementedError

    def carry_out(self, session: Any) -> Carried:
        """The same, its draft's problems told field by field."""
        try:
            return self.write(session)
        except DraftProblems as wrong:
            raise Marked([Mark(one.field, one.sentence) for one in wrong.problems]) from wrong

    def add_row(self, title: str, field: QWidget, key: str = "", *, needed: bool = False) -> None:
        """One line of the form; the title is what its problem is called by."""
        super().add_row(title, field, key, needed=needed)
        self._titles[key] = title

    def _mark(self, wrong: Marked) -> None:
        if any(one.field not in self._marked for one in wrong.problems):
            self.banner.say("red", "；".join(one.sentence for one in wrong.problems))
            return
        if self._problems is None:
            self._problems = FormProblems(self.banner, self._marked, self)
        told = [Problem(p.field, self._titles[p.field], p.sentence) for p in wrong.problems]
        self._problems.show(told)
