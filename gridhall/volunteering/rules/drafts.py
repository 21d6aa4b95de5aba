"""What is wrong with a draft, field by field, as forms show it."""

from collections.abc import Sequence
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.volunteering.labels import FIELDS


class FieldProblem(NamedTuple):
    """One thing to put right: the draft's field and a sentence with the remedy."""

    field: str
    sentence: str

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS.get(self.field, self.field)


class DraftProblems(UserError):
    """What is wrong with a draft, field by field."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        named = "、".join(problem.title for problem in problems)
        told = problems[0].sentence if len(problems) == 1 else ""
        super().__init__(told or f"还有 {len(problems)} 处要改：{named}")
        self.problems = tuple(problems)


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])
