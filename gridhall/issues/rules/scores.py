"""How a unit's answers score (量化考核): points by what happened, never without the row behind."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gridhall.core.periods import Span
from gridhall.core.text import clean
from gridhall.issues.rules.drafts import FieldProblem, problems_of
from gridhall.issues.rules.settings import SCORE_WORDS

MEASURE, NOTE = "measure", "note"
KINDS: Final = {**SCORE_WORDS, MEASURE: "量化考核措施", NOTE: "手工加减分"}
SAID: Final = {
    "reported": "本期报到，没有超过报到期限。",
    "report_late": "本期报到，超过了报到期限；期末还没报到、也没解决的也算。",
    "solved": "本期登记解决，没有超过办理期限。",
    "solved_late": "本期登记解决，超过了办理期限。",
    "overdue": "期末还没解决、已过办理期限的；超期后改派给别的单位的也算。",
    "supervised": "本期每发一次督办函算一次。",
    "satisfied": "本期核实，群众满意。",
    "unsatisfied": "本期群众不满意，退回再办。",
    "accountable": "本期提出责任追究。",
    "project": "本期完成惠民实事。",
    MEASURE: "五项措施里的量化考核，按写明的分值。",
    NOTE: "主管手工加分、减分，都写了原因。",
}
MOST_POINTS: Final = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """A unit's answer to an issue that was routed to it: what it owed, and when it did it."""

    due_on: date
    report_by: date | None = None
    reported_on: date | None = None
    resolved_on: date | None = None
    ended_on: date | None = None  # routed anew


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A row behind a number: whose, what for, how many points, when, on which issue."""

    owner_key: str  # unit:3; words:市自来水公司 for one outside the directory
    kind: str  # KINDS
    points: int
    day: date
    number: str = ""  # of the issue
    title: str = ""  # its title, or why
    issue_id: int | None = None


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's score of a period; units of the same points share a rank."""

    rank: int
    owner_key: str
    name: str
    points: int
    lines: tuple[ScoreLine, ...] = field(repr=False)

    def count(self, kind: str) -> int:
        """How often something happened."""
        return sum(line.kind == kind for line in self.lines)

    def sum(self, kind: str) -> int:
        """How many points it gave or took."""
        return sum(line.points for line in self.lines if line.kind == kind)


def earned(answer: Answer, span: Span, today: date) -> Iterator[tuple[str, date]]:
    """What an answer counts for in a period, and on which day."""
    end = min(span.last, today)
    yield from _reporting(answer, span, end)
    solved = answer.resolved_on
    if solved is not None and span.first <= solved <= end:
        yield ("solved" if solved <= answer.due_on else "solved_late"), solved
    late = answer.due_on < _given_up(answer, end) and (solved is None or solved > end)
    if late and span.first <= _given_up(answer, end):
        yield "overdue", answer.due_on


def _given_up(answer: Answer, end: date) -> date:
    """Until when it was the unit's: the period's end, or the day it was routed anew."""
    return end if answer.ended_on is None else min(answer.ended_on, end)


def _reporting(answer: Answer, span: Span, end: date) -> Iterator[tuple[str, date]]:
    by, came = answer.report_by, answer.reported_on
    if by is None:
        return
    if came is not None and came <= end:
        if span.first <= came:
            yield ("reported" if came <= by else "report_late"), came
        return
    solved, until = answer.resolved_on, _given_up(answer, end)
    if by < until and span.first <= until and (solved is None or solved > end):
        yield "report_late", by


def ranked(lines: Iterable[ScoreLine], names: Mapping[str, str]) -> list[UnitScore]:
    """Every unit with a row, the most points first; equal points, equal rank."""
    found: dict[str, list[ScoreLine]] = {}
    for line in lines:
        found.setdefault(line.owner_key, []).append(line)
    told = [(sum(line.points for line in mine), key, mine) for key, mine in found.items()]
    told.sort(key=lambda one: (-one[0], _name(one[1], names)))
    above = [points for points, _, _ in told]
    return [
        UnitScore(
            above.index(points) + 1, key, _name(key, names), points,
            tuple(sorted(mine, key=lambda line: (line.day, line.number, line.kind))),
        )
        for points, key, mine in told
    ]  # fmt: skip


def _name(key: str, names: Mapping[str, str]) -> str:
    return names.get(key) or key.removeprefix("words:")


def points_said(points: int) -> str:
    """+5, -3, 0."""
    return f"{points:+d}" if points else "0"


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """Points by hand as typed, or as checked."""

    owner_key: str
    points: int
    reason: str
    day: date


def check_note(draft: NoteDraft, today: date) -> NoteDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = NoteDraft(draft.owner_key, draft.points, clean(draft.reason), draft.day)
    problems_of(_note_problems(kept, today))
    return kept


def _note_problems(kept: NoteDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.points or not -MOST_POINTS <= kept.points <= MOST_POINTS:
        yield FieldProblem(
            "points", f"加减分要在 -{MOST_POINTS} 到 {MOST_POINTS} 之间，不能是 0，例如 -5"
        )
    if not 2 <= len(kept.reason) <= 100:
        yield FieldProblem(
            "reason", f"原因要 2 到 100 个字，现在是 {len(kept.reason)} 个字，例如 配合夜间排涝"
        )
    if kept.day > today:
        yield FieldProblem("day", f"日期不能晚于今天（{today}）")
