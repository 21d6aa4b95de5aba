"""Benefit projects (惠民实事): their money by source and their progress, as typed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gridhall.core.money import say_money
from gridhall.core.text import clean
from gridhall.organisation.rules.seats import Unconfirmed
from gridhall.pledges.labels import MONEY
from gridhall.pledges.rules.drafts import MOST_FEN, FieldProblem, problems_of

WHOLE: Final = 100  # per cent


@dataclass(frozen=True, slots=True)
class MoneyDraft:
    """An amount that is planned, has come in, or was spent."""

    item_id: int
    kind: str  # labels.MONEY
    fen: int | None
    day: date
    source: str  # where it came from, or what for
    note: str = ""
    confirmed: bool = False  # what was doubted is right
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """How far a project is."""

    item_id: int
    day: date
    percent: int
    words: str
    confirmed: bool = False
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a project's money comes to, in fen."""

    planned: int = 0
    raised: int = 0
    spent: int = 0

    @property
    def left(self) -> int:
        """What has come in and is not spent; less than nothing where more was spent."""
        return self.raised - self.spent

    @property
    def lacking(self) -> int:
        """What has not come in of what is planned."""
        return max(0, self.planned - self.raised)


def check_money(draft: MoneyDraft, opened_on: date, today: date) -> MoneyDraft:
    """The amount in its stored form; raises DraftProblems."""
    kept = replace(draft, source=clean(draft.source), note=clean(draft.note))
    problems_of(_money_problems(kept, opened_on, today))
    return kept


def _money_problems(kept: MoneyDraft, opened_on: date, today: date) -> Iterator[FieldProblem]:
    if kept.kind not in MONEY:
        yield FieldProblem("money_kind", f"请选{'、'.join(MONEY.values())}")
    if kept.fen is None or not 0 < kept.fen <= MOST_FEN:
        yield FieldProblem("money", "请写金额，要大于 0、不超过 1 亿元，例如 110000 或 11万")
    if not kept.source:
        example = "水泥和人工" if kept.kind == "spent" else "街道财政、区税务局捐助"
        yield FieldProblem("source", f"请写{source_title(kept.kind)}，例如 {example}")
    for field, most in (("source", 60), ("note", 100)):
        long = len(getattr(kept, field))
        if long > most:
            yield FieldProblem(field, f"最长 {most} 个字，现在是 {long} 个字，请写短一些")
    if kept.kind != "planned":
        yield from day_problems(kept.day, opened_on, today)


def day_problems(day: date, opened_on: date, today: date) -> Iterator[FieldProblem]:
    """Neither before the project nor still to come."""
    if day > today:
        yield FieldProblem("day", f"日期不能晚于今天（{today}），发生以后再登记")
    elif day < opened_on:
        yield FieldProblem("day", f"项目 {opened_on} 才登记，日期不能更早，请核对")


def doubt_money(kept: MoneyDraft, balance: Balance) -> None:
    """More spent than came in is possible, and must be meant: Unconfirmed."""
    assert kept.fen is not None
    over = balance.spent + kept.fen - balance.raised
    if kept.kind == "spent" and over > 0 and not kept.confirmed:
        raise Unconfirmed((f"支出会比到位的经费多 {say_money(over)}，请核对有没有漏记到位",))


def check_step(draft: StepDraft, opened_on: date, today: date) -> StepDraft:
    """The progress in its stored form; raises DraftProblems."""
    kept = replace(draft, words=clean(draft.words))
    problems_of(_step_problems(kept, opened_on, today))
    return kept


def _step_problems(kept: StepDraft, opened_on: date, today: date) -> Iterator[FieldProblem]:
    if not 0 <= kept.percent <= WHOLE:
        yield FieldProblem("percent", f"进度要在 0 到 100 之间，现在是 {kept.percent}")
    if not kept.words:
        yield FieldProblem("step_words", "请写到了哪一步，例如 路基完成，下周铺混凝土")
    elif len(kept.words) > 200:
        said = f"进展最长 200 个字，现在是 {len(kept.words)} 个字，请写短一些"
        yield FieldProblem("step_words", said)
    yield from day_problems(kept.day, opened_on, today)


def doubt_step(kept: StepDraft, last: int | None) -> None:
    """A project does not go backwards unless that is meant: Unconfirmed."""
    if last is not None and kept.percent < last and not kept.confirmed:
        raise Unconfirmed((f"上次已经到 {last}%，这次只有 {kept.percent}%，请核对",))


def source_title(kind: str) -> str:
    """用途 of what was spent, else 来源."""
    return "用途" if kind == "spent" else "来源"


def signed(fen: int) -> str:
    """-500 元."""
    return f"{'-' if fen < 0 else ''}{say_money(abs(fen))}"
