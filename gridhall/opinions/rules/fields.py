"""What every form of residents' opinions refuses, named as the forms name it."""

from collections.abc import Iterator, Mapping

from gridhall.opinions.labels import FIELDS
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.drafts import FieldProblem as Told


class FieldProblem(Told):
    """One thing to put right."""

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS.get(self.field, self.field)


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def problems_of(found: Iterator[FieldProblem]) -> None:
    """Raise DraftProblems if anything was found."""
    listed = list(found)
    if listed:
        raise DraftProblems(listed)


def too_long(kept: object, limits: Mapping[str, int]) -> Iterator[FieldProblem]:
    """What is longer than it may be kept."""
    for field, most in limits.items():
        long = len(getattr(kept, field))
        if long > most:
            named = FIELDS.get(field, "内容")
            yield FieldProblem(field, f"{named}最长 {most} 个字，现在是 {long} 个字，请写短一些")


def place_problems(compound_id: int | None, grid_id: int | None) -> Iterator[FieldProblem]:
    """A compound, or a grid, or neither (the whole hall)."""
    if compound_id is not None and grid_id is not None:
        yield FieldProblem("place", "小区和网格只选一个。要管整个社区，两个都不选")
