"""Thematic registers (专项台账): statuses, what a household says, counts before and after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.opinions.rules.fields import FieldProblem, problems_of, refusal, too_long

GOOD: Final = "+"  # a status that ends with it is what one wants
MOST_STATUSES: Final = 9  # one key each
# What communities keep registers of: name, unit of counting, statuses.
USUAL: Final = {
    "养犬": ("户", ("外出遛狗", "不再外出遛狗+", "不再养犬+")),
    "电动车进楼": ("户", ("推进楼道", "飞线充电", "停到车棚+", "已处理+")),
    "楼道杂物": ("处", ("堆放", "已清理+")),
    "空巢老人": ("户", ("没有人联系", "已结对+")),
    "违章搭建": ("处", ("未拆除", "已拆除+")),
}


class Status(NamedTuple):
    """A status and whether it is the wanted one."""

    words: str
    good: bool


class Standing(NamedTuple):
    """One line of a register, as far as it is counted."""

    before: str
    now: str
    promised: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A status with how many had it when they were found, and how many have it now."""

    words: str
    good: bool
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A register in figures."""

    found: int  # everybody ever put on it
    bad_before: int
    bad_now: int
    promised: int  # of bad_now
    ended: int  # taken off: moved away, put on by mistake
    tallies: tuple[Tally, ...]
    promises: tuple[str, ...] = ()  # the different words of those promises

    def words(self, measure: str) -> str:
        """摸底 9 户，现在 2 户外出遛狗，都承诺牵绳."""
        bad = [one.words for one in self.tallies if not one.good]
        named = bad[0] if len(bad) == 1 else "还没有改好"
        told = [f"摸底 {self.found} {measure}，现在 {self.bad_now} {measure}{named}"]
        if self.bad_now and self.promised == self.bad_now and len(self.promises) == 1:
            told.append(f"都承诺{self.promises[0]}")
        elif self.promised:
            told.append(f"其中 {self.promised} {measure}作了承诺")
        if self.ended:
            told.append(f"退出 {self.ended} {measure}")
        return "，".join(told)


@dataclass(frozen=True, slots=True)
class RegisterDraft:
    """A register to be kept, or changed."""

    name: str
    statuses: tuple[str, ...]  # good ones end with +
    measure: str = "户"
    compound_id: int | None = None
    began_on: date | None = None
    note: str = ""
    register_id: int | None = None
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A household or spot, as it was found."""

    status: str
    name: str = ""  # a resident's own name, or the door's, unless another is written
    dwelling_id: int | None = None
    person_id: int | None = None
    facts: str = ""
    found_on: date | None = None
    promised: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """How it is now."""

    status: str
    promised: str = ""
    on: date | None = None
    version: int | None = None


def statuses_of(kept: str) -> tuple[Status, ...]:
    """The statuses of a register, in their order."""
    return tuple(
        Status(one.removesuffix(GOOD), one.endswith(GOOD)) for one in kept.split("\n") if one
    )


def spell_statuses(statuses: Iterable[str]) -> str:
    """As they are kept: a line each."""
    return "\n".join(statuses)


def check_register(draft: RegisterDraft, today: date) -> RegisterDraft:
    """The draft in its stored form; raises DraftProblems."""
    listed = (clean(one).replace("＋", GOOD) for one in draft.statuses)
    kept = replace(
        draft,
        name=clean(draft.name),
        measure=clean(draft.measure) or "户",
        statuses=tuple(one for one in listed if one),
        note=clean_lines(draft.note),
        began_on=draft.began_on or today,
    )
    problems_of(_register_problems(kept, today))
    return kept


def _register_problems(kept: RegisterDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.name:
        yield FieldProblem("register_name", "请写专项叫什么，例如 养犬、电动车进楼")
    words = [one.removesuffix(GOOD) for one in kept.statuses]
    if len(words) < 2 or len(words) > MOST_STATUSES:
        yield FieldProblem("statuses", f"请写 2 到 {MOST_STATUSES} 种情况，一行一种")
    elif len(set(words)) != len(words):
        yield FieldProblem("statuses", "有一种情况写了两次，请核对")
    elif any(not one or len(one) > 20 for one in words):
        yield FieldProblem("statuses", "每种情况写 1 到 20 个字")
    elif not _both(kept.statuses):
        yield FieldProblem("statuses", "至少一种要改的和一种改好的；改好的在后面加 +")
    if (kept.began_on or today) > today:
        yield FieldProblem("began_on", f"摸底日期不能晚于今天（{today}）")
    yield from (FieldProblem("register_name", one.sentence) for one in too_long(kept, {"name": 30}))
    yield from too_long(kept, {"measure": 8, "note": 400})


def _both(statuses: Sequence[str]) -> bool:
    return len({one.endswith(GOOD) for one in statuses}) == 2


def check_entry(draft: EntryDraft, known: Sequence[Status], today: date) -> EntryDraft:
    """A line of a register in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        name=clean_name(draft.name),
        facts=clean(draft.facts),
        promised=clean(draft.promised),
        found_on=draft.found_on or today,
    )
    problems_of(_entry_problems(kept, known, today))
    return kept


def _entry_problems(
    kept: EntryDraft, known: Sequence[Status], today: date
) -> Iterator[FieldProblem]:
    if not kept.name and kept.dwelling_id is None and kept.person_id is None:
        yield FieldProblem("entry_name", "请写哪一户：门牌如 3-2-501，或打首字母选居民")
    yield from _status_problems(kept.status, known)
    if (kept.found_on or today) > today:
        yield FieldProblem("began_on", f"摸底日期不能晚于今天（{today}）")
    if mask_numbers(kept.facts) != kept.facts:
        yield FieldProblem("facts", "台账会打印，摸底情况里不能写电话或身份证号")
    yield from too_long(kept, {"name": 100, "facts": 200, "promised": 60})


def check_changed(told: Changed, known: Sequence[Status], found_on: date, today: date) -> Changed:
    """How it is now, in its stored form; raises DraftProblems."""
    kept = replace(told, promised=clean(told.promised), on=told.on or today)
    problems_of(_changed_problems(kept, known, (found_on, today)))
    return kept


def _changed_problems(
    kept: Changed, known: Sequence[Status], days: tuple[date, date]
) -> Iterator[FieldProblem]:
    yield from _status_problems(kept.status, known)
    first, today = days
    if not first <= (kept.on or today) <= today:
        yield FieldProblem("day", f"日期要在摸底的 {first} 到今天（{today}）之间，请核对")
    yield from too_long(kept, {"promised": 60})


def _status_problems(status: str, known: Sequence[Status]) -> Iterator[FieldProblem]:
    if status not in {one.words for one in known}:
        yield FieldProblem("status", f"请选是哪种情况：{'、'.join(one.words for one in known)}")


def refuse_lost_status(kept: Sequence[str], used: Iterable[str]) -> None:
    """A status that lines still have may not go."""
    left = {one.removesuffix(GOOD) for one in kept}
    gone = sorted({one for one in used if one not in left})
    if gone:
        raise refusal("statuses", f"台账里还有“{gone[0]}”的户，这种情况不能去掉，可以再加别的")


def before_after(rows: Iterable[Standing], known: Sequence[Status]) -> BeforeAfter:
    """The register counted: everybody as found, who is still on it as they are now."""
    listed = list(rows)
    there = [one for one in listed if not one.ended]
    bad = {one.words for one in known if not one.good}
    worse = [one for one in there if one.now in bad]
    promised = [one.promised for one in worse if one.promised]
    tallies = tuple(
        Tally(
            one.words,
            one.good,
            sum(row.before == one.words for row in listed),
            sum(row.now == one.words for row in there),
        )
        for one in known
    )
    return BeforeAfter(
        len(listed),
        sum(one.before in bad for one in listed),
        len(worse),
        len(promised),
        len(listed) - len(there),
        tallies,
        tuple(dict.fromkeys(promised)),
    )
