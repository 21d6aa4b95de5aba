"""What the desk writes of care, checked field by field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gridhall.care.labels import CATEGORIES, DEEDS, FIELDS, RHYTHMS
from gridhall.core.clock import DAY, parse_clock, say_clock
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.drafts import FieldProblem as Told

STARS: Final = 10  # 十星点赞
LONGEST: Final = 720  # minutes of one visit
FAR: Final = timedelta(days=184)  # ahead that visits may begin or be put off
_HEALTH: Final = re.compile(
    r"血压|血糖|血脂|高压|低压|心率|体温|病|癌|瘤|药|症|痛|疼|住院|手术|失能|残|mmHg|\d{2,3}/\d{2,3}",
    re.IGNORECASE,
)
_LIMITS: Final = {"visitor": 60, "note": 200}


class FieldProblem(Told):
    """One thing to put right, named as the forms of care name it."""

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """Somebody to be visited, as typed or as checked."""

    person_id: int | None
    category: str
    rhythm: str = "month"
    needs: Sequence[str] = ()
    volunteer_id: int | None = None
    unit_id: int | None = None
    visitor: str = ""  # who goes, in words
    since: date | None = None  # the first visit; None: today
    consent_on: date | None = None  # to notes about health
    note: str = ""
    target_id: int | None = None  # None: a new one
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit that was made."""

    target_id: int
    visited_on: date
    deeds: Sequence[str] = ()
    stars: int | None = None
    starts: str = ""  # 9:00; needed where a volunteer's hours follow
    minutes: int | None = None
    volunteer_id: int | None = None
    visitor: str = ""
    note: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visit is checked against: the first day, the consent, today."""

    since: date
    consents: bool
    today: date


def problems_of(found: Iterator[FieldProblem]) -> None:
    """Raise DraftProblems if anything was found."""
    listed = list(found)
    if listed:
        raise DraftProblems(listed)


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def check_target(draft: TargetDraft, today: date) -> TargetDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        needs=codes(draft.needs),
        visitor=clean(draft.visitor),
        since=draft.since or today,
        note=clean_lines(draft.note),
    )
    problems_of(_target_problems(kept, today))
    return kept


def _target_problems(kept: TargetDraft, today: date) -> Iterator[FieldProblem]:
    if kept.person_id is None:
        yield FieldProblem("person_id", "请打姓名首字母选居民；没有登记的，先在居民登记里登记")
    if kept.category not in CATEGORIES:
        yield FieldProblem("category", f"请选类别：{'、'.join(CATEGORIES.values())}")
    if kept.rhythm not in RHYTHMS:
        yield FieldProblem("rhythm", f"请选多久一次：{'、'.join(RHYTHMS.values())}")
    if kept.since is not None and kept.since > today + FAR:
        yield FieldProblem("since", "第一次走访最多排到半年以后，请核对年份")
    if kept.consent_on is not None and kept.consent_on > today:
        yield FieldProblem("consent_on", f"同意日期不能晚于今天（{today}），请写签字的日子")
    if sum(map(bool, (kept.volunteer_id, kept.unit_id, kept.visitor))) > 1:
        yield FieldProblem("visitor", "谁去只写一样：一位志愿者、一个单位，或者直接写是谁")
    yield from unknown(kept.needs, "needs")
    yield from too_long(kept, _LIMITS)
    yield from health(kept.note, consents=kept.consent_on is not None)


def check_visit(draft: VisitDraft, seen: Seen) -> VisitDraft:
    """The visit in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        deeds=codes(draft.deeds),
        visitor=clean(draft.visitor),
        note=clean_lines(draft.note),
        starts=_clock(draft.starts),
    )
    problems_of(_visit_problems(kept, seen))
    return kept


def _visit_problems(kept: VisitDraft, seen: Seen) -> Iterator[FieldProblem]:
    yield from day_problems(kept.visited_on, seen)
    yield from unknown(kept.deeds, "deeds")
    if not kept.deeds and not kept.note:
        yield FieldProblem("deeds", "请记做了什么：按数字键，例如 1 血压、6 聊天；或写在备注里")
    if kept.stars is not None and not 1 <= kept.stars <= STARS:
        yield FieldProblem("stars", f"满意度是 1 到 {STARS} 颗星，现在是 {kept.stars}")
    if kept.minutes is not None and not 1 <= kept.minutes <= LONGEST:
        said = f"一次走访要在 1 到 {LONGEST} 分钟之间，现在是 {kept.minutes}"
        yield FieldProblem("minutes", said)
    elif kept.volunteer_id is not None and kept.minutes is None:
        yield FieldProblem("minutes", "志愿者走访要记时长，请写用了多少分钟")
    if kept.volunteer_id is not None and kept.visitor:
        yield FieldProblem("visitor", "谁去只写一样：选了志愿者，就不用再写是谁")
    if kept.volunteer_id is not None and not kept.starts:
        yield FieldProblem("starts", "志愿者走访要记时长，请写几点开始，例如 9:00")
    yield from too_long(kept, _LIMITS)
    yield from health(kept.note, consents=seen.consents)


def day_problems(day: date, seen: Seen) -> Iterator[FieldProblem]:
    """A visit is not before the first one, and not still to come."""
    if day > seen.today:
        said = f"走访日期不能晚于今天（{seen.today}），走访以后再登记"
        yield FieldProblem("visited_on", said)
    elif day < seen.since:
        said = f"这位对象从 {seen.since} 起走访，走访日期不能更早；真的更早，请先改“从哪天起”"
        yield FieldProblem("visited_on", said)


def health(note: str, *, consents: bool) -> Iterator[FieldProblem]:
    """Words about somebody's health are kept only with their consent (个人信息保护法 §29)."""
    found = _HEALTH.search(note)
    if found is not None and not consents:
        said = (
            f"备注里写了健康情况（“{found.group()[:6]}”），没有本人同意不能存。"
            "请先登记同意日期，或者去掉这几个字"
        )
        yield FieldProblem("note", said)


def unknown(found: Sequence[str], field: str) -> Iterator[FieldProblem]:
    """Codes that are none."""
    odd = [one for one in found if one not in DEEDS]
    if odd:
        said = f"没有“{odd[0][:10]}”这一项，可以写：{'、'.join(DEEDS.values())}"
        yield FieldProblem(field, said)


def too_long(kept: object, limits: Mapping[str, int]) -> Iterator[FieldProblem]:
    """What is longer than it may be kept."""
    for field, most in limits.items():
        long = len(getattr(kept, field))
        if long > most:
            said = f"{FIELDS[field]}最长 {most} 个字，现在是 {long} 个字，请写短一些"
            yield FieldProblem(field, said)


def codes(typed: Sequence[str]) -> tuple[str, ...]:
    """Codes of deeds out of codes or words, in the order of their keys, each once."""
    known = {words: code for code, words in DEEDS.items()}
    wanted = [known.get(clean(one), clean(one)) for one in typed if clean(one)]
    ours = [code for code in DEEDS if code in wanted]
    return (*ours, *dict.fromkeys(one for one in wanted if one not in DEEDS))


def check_why(why: str, example: str) -> str:
    """A reason in its stored form."""
    said = clean(why)
    if not said:
        raise refusal("why", f"请写原因，例如 {example}")
    if len(said) > 60:
        raise refusal("why", f"原因最长 60 个字，现在是 {len(said)} 个字，请写短一些")
    return said


def _clock(text: str) -> str:
    if not text.strip():
        return ""
    try:
        minutes = parse_clock(text)
    except UserError as error:
        raise refusal("starts", str(error)) from None
    if minutes >= DAY:
        raise refusal("starts", "请写走访当天的钟点，例如 9:00")
    return say_clock(minutes)
