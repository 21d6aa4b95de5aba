"""What is written about a meeting, who is invited, a debrief; checked field by field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gridhall.core.text import clean, clean_lines, clean_name, half_width
from gridhall.meetings.labels import CAME, FIELDS, GRADES, ROLES
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.drafts import FieldProblem as Told

_LIMITS: Final[Mapping[str, int]] = {
    "title": 80, "place": 60, "host": 60, "secretary": 60, "subject": 200, "summary": 20_000,
    "name": 100, "duty": 60, "workplace": 100, "substitute": 60, "why": 60, "period": 20,
    "text": 20_000,
}  # fmt: skip
_TIME = re.compile(r"([01]?\d|2[0-3])[:.时点]([0-5]\d)分?")
AHEAD: Final = timedelta(days=366)
MOST_VOTES: Final = 9999


class FieldProblem(Told):
    """One thing to put right, named as the sheets of the meetings name it."""

    @property
    def title(self) -> str:
        """The field as the sheet names it."""
        return FIELDS.get(self.field, self.field)


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def problems_of(found: Iterator[FieldProblem]) -> None:
    """Raise DraftProblems if anything was found."""
    listed = list(found)
    if listed:
        raise DraftProblems(listed)


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as planned; what is "" is filled in as usual (title, host from the rotation)."""

    held_on: date
    organisation_id: int | None = None  # None: the hall's own joint committee
    starts: str = "09:00"
    place: str = ""
    host: str = ""
    secretary: str = ""
    subject: str = ""
    title: str = ""
    summary: str = ""  # 会议强调; only in a change
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is invited: from a seat, a resident, somebody from outside, or by name."""

    name: str
    role: str = "member"  # labels.ROLES
    duty: str = ""
    workplace: str = ""
    seat_id: int | None = None
    person_id: int | None = None
    outsider_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Whether somebody came: labels.CAME, "" takes it back; who came instead; why not."""

    came: str = "came"
    substitute: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class DebriefDraft:
    """A debrief (述职) as given and judged."""

    name: str
    period: str
    given_on: date
    duty: str = ""
    text: str = ""
    score: int | None = None
    votes: Mapping[str, int] | None = None  # labels.GRADES
    meeting_id: int | None = None
    seat_id: int | None = None
    person_id: int | None = None
    outsider_id: int | None = None
    version: int = 0  # of the row that is changed
    request_key: str = ""


def check_meeting(draft: MeetingDraft, today: date) -> MeetingDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        starts=_time(draft.starts),
        place=clean(draft.place),
        host=clean_name(draft.host),
        secretary=clean_name(draft.secretary),
        subject=clean(draft.subject),
        title=clean(draft.title),
        summary=clean_lines(draft.summary),
    )
    problems_of(_meeting_problems(kept, today))
    return kept


def _time(typed: str) -> str:
    found = _TIME.fullmatch(half_width(typed).strip())
    return f"{int(found[1]):02}:{found[2]}" if found else ""


def _meeting_problems(kept: MeetingDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.starts:
        yield FieldProblem("starts", "开始时间请写成 9:00 或 14:30 这样")
    if kept.held_on - today > AHEAD:
        yield FieldProblem("held_on", f"开会日期 {kept.held_on} 在一年以后，请核对年份")
    if kept.held_on.year < 2000:
        yield FieldProblem("held_on", f"开会日期 {kept.held_on} 太早了，请核对年份")
    yield from _too_long(kept, ("title", "place", "host", "secretary", "subject", "summary"))


def check_invited(draft: Invited) -> Invited:
    """Somebody invited, in their stored form."""
    kept = replace(
        draft,
        name=clean_name(draft.name),
        duty=clean(draft.duty),
        workplace=clean(draft.workplace),
    )
    if not kept.name:
        raise refusal("name", "请写请谁来，或打首字母选人")
    if kept.role not in ROLES:
        raise refusal("role", f"请选参会身份：{'、'.join(ROLES.values())}")
    problems_of(_too_long(kept, ("name", "duty", "workplace")))
    return kept


def check_coming(draft: Coming, name: str) -> Coming:
    """Whether somebody came, in its stored form."""
    kept = replace(draft, substitute=clean_name(draft.substitute), why=clean(draft.why))
    if kept.came and kept.came not in CAME:
        raise refusal("came", f"请选{name}到会、委托他人、请假还是缺席")
    if kept.came == "sent" and not kept.substitute:
        raise refusal("substitute", f"请写谁替{name}来开会")
    if kept.came != "sent":
        kept = replace(kept, substitute="")
    problems_of(_too_long(kept, ("substitute", "why")))
    return kept


def check_debrief(draft: DebriefDraft, today: date) -> DebriefDraft:
    """A debrief in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        name=clean_name(draft.name),
        duty=clean(draft.duty),
        period=clean(draft.period),
        text=clean_lines(draft.text),
        votes={grade: (draft.votes or {}).get(grade, 0) for grade in GRADES},
    )
    problems_of(_debrief_problems(kept, today))
    return kept


def _debrief_problems(kept: DebriefDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.name:
        yield FieldProblem("name", "请写谁述职，或打首字母选人")
    if not kept.period:
        yield FieldProblem("period", "请写述的是哪一段，例如 2026年上半年")
    if kept.given_on > today:
        yield FieldProblem("given_on", f"述职日期不能晚于今天（{today}）")
    if kept.score is not None and not 0 <= kept.score <= 100:
        yield FieldProblem("score", f"得分要在 0 到 100 之间，现在是 {kept.score}")
    if any(not 0 <= one <= MOST_VOTES for one in (kept.votes or {}).values()):
        yield FieldProblem("votes", f"票数要在 0 到 {MOST_VOTES} 之间，请核对")
    yield from _too_long(kept, ("name", "duty", "period", "text"))


def check_title(typed: str) -> str:
    """The words of an item that is no issue."""
    kept = clean(typed)
    if not kept:
        raise refusal("title", "请写议什么，例如 通报上月志愿服务情况")
    if len(kept) > _LIMITS["title"]:
        raise refusal("title", f"议题最长 80 个字，现在是 {len(kept)} 个字，请写短一些")
    return kept


def check_why(typed: str, act: str) -> str:
    """A reason that stays with the meeting."""
    kept = clean(typed)
    if not kept:
        raise refusal("why", f"{act}要写一句原因，以后才说得清")
    if len(kept) > 200:
        raise refusal("why", f"原因最多 200 个字，现在是 {len(kept)} 个字，请写短一些")
    return kept


def _too_long(kept: object, fields: tuple[str, ...]) -> Iterator[FieldProblem]:
    for field in fields:
        long, most = len(getattr(kept, field)), _LIMITS[field]
        if long > most:
            said = f"{FIELDS[field]}最长 {most} 个字，现在是 {long} 个字，请写短一些"
            yield FieldProblem(field, said)
