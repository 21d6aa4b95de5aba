"""公示 and objections as typed: checked field by field; the days they hang and are answered in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.opinions.labels import NOTICES, POSTING_FIELDS
from gridhall.opinions.rules.fields import FieldProblem as Told
from gridhall.opinions.rules.fields import problems_of as problems_of
from gridhall.opinions.rules.publishing import digits_of
from gridhall.organisation.rules.drafts import DraftProblems

MOST_DAYS: Final = 366
_LIMITS: Final = {"title": 80, "body": 4000, "place": 60, "contact": 60}
_DAY = timedelta(days=1)


class FieldProblem(Told):
    """One thing to put right, named as the forms of what is posted name it."""

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return POSTING_FIELDS.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A 公示 as typed, or as checked; `vouched`: a reader says that what is doubtful is no name."""

    kind: str
    title: str
    body: str
    place: str
    posted_from: date
    posted_to: date  # counted in
    contact: str = ""
    phone: str = ""
    compound_id: int | None = None
    about: str = ""  # the table of the record it tells of
    about_id: int | None = None
    notice_id: int | None = None  # None: a new one
    version: int = 0
    vouched: bool = False
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionDraft:
    """An objection (异议) as somebody brings it; who does not say who they are is heard too."""

    notice_id: int
    words: str
    raised_on: date
    person_id: int | None = None
    objector: str = ""
    phone: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an objector is told, and whether they were right."""

    words: str
    upheld: bool
    answered_on: date


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def too_long(draft: object, limits: dict[str, int]) -> Iterator[FieldProblem]:
    """Fields with more characters than there is room for."""
    for field, most in limits.items():
        long = len(getattr(draft, field))
        if long > most:
            said = f"{POSTING_FIELDS[field]}最长 {most} 个字，现在是 {long} 个字，请写短一些"
            yield FieldProblem(field, said)


def days_of(first: date, last: date) -> int:
    """How many days a notice hangs, both ends counted in."""
    return (last - first).days + 1


def last_day(first: date, days: int) -> date:
    """The last of so many days, counted in."""
    return first + (days - 1) * _DAY


def take_down_day(posted_to: date) -> date:
    """The day a notice is to be taken down: the first after its last."""
    return posted_to + _DAY


def check_notice(draft: NoticeDraft, public: Collection[str]) -> NoticeDraft:
    """The notice in its stored form; raises DraftProblems. `public` are offices' telephones."""
    kept = replace(
        draft,
        title=clean(draft.title),
        body=clean_lines(draft.body),
        place=clean(draft.place),
        contact=clean(draft.contact),
        phone=kept_phone(draft.phone)[0] if draft.phone.strip() else "",
    )
    problems_of(_notice_problems(kept, public))
    return kept


def _notice_problems(kept: NoticeDraft, public: Collection[str]) -> Iterator[FieldProblem]:
    if kept.kind not in NOTICES:
        yield FieldProblem("kind", "请从列表里选公示类别")
    if not kept.title:
        yield FieldProblem("title", "请填写标题，例如 关于小区北门道路硬化的公示")
    if not kept.body:
        yield FieldProblem("body", "请填写正文：公示什么、依据什么、结果怎样")
    if not kept.place:
        yield FieldProblem("place", "请写贴在哪里，例如 御景小区北门公示栏")
    yield from too_long(kept, _LIMITS)
    if kept.posted_to < kept.posted_from:
        yield FieldProblem("posted_to", f"截止日期不能早于开始日期（{kept.posted_from}），请核对")
    elif days_of(kept.posted_from, kept.posted_to) > MOST_DAYS:
        yield FieldProblem("posted_to", f"公示最长 {MOST_DAYS} 天，请核对截止日期")
    if kept.phone and _is_mobile(kept.phone) and digits_of(kept.phone) not in public:
        said = "公示上不写个人手机号，请写大厅或社区的座机，例如 0536-8888888"
        yield FieldProblem("phone", said)


def _is_mobile(phone: str) -> bool:
    return len(phone) == 11 and phone.startswith("1")


def check_posting(first: date, last: date, on: date) -> None:
    """A sheet hangs as long as it says: UserError for one put up late."""
    if on > first:
        raise UserError(
            f"单子上写的是 {first} 起，{on} 才贴就不满 {days_of(first, last)} 天。"
            "请先改起止日期（Ctrl+E），重新打印再贴"
        )


def check_take_down(title: str, posted_to: date, on: date) -> None:
    """Nothing is taken down before its last day is over."""
    if on < take_down_day(posted_to):
        raise UserError(
            f"“{title}”公示到 {posted_to}（当天算在内），{take_down_day(posted_to)} 才能撤下。"
            "确要提前撤，请用“撤回公示”，写明原因"
        )


def check_objection(draft: ObjectionDraft, posted_on: date, today: date) -> ObjectionDraft:
    """The objection in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        words=clean_lines(draft.words),
        objector=clean_name(clean(draft.objector)),
        phone=kept_phone(draft.phone)[0] if draft.phone.strip() else "",
    )
    problems_of(_objection_problems(kept, posted_on, today))
    return kept


def _objection_problems(
    kept: ObjectionDraft, posted_on: date, today: date
) -> Iterator[FieldProblem]:
    if not kept.words:
        yield FieldProblem("words", "请写异议内容：对哪一项有意见、理由是什么")
    if len(kept.words) > 1000:
        yield FieldProblem("words", f"异议内容最长 1000 个字，现在是 {len(kept.words)} 个字")
    if len(kept.objector) > 100:
        yield FieldProblem("objector", "异议人最长 100 个字，请写短一些")
    if kept.raised_on > today:
        yield FieldProblem("raised_on", f"提出日期不能晚于今天（{today}）")
    elif kept.raised_on < posted_on:
        yield FieldProblem("raised_on", f"公示 {posted_on} 才贴出，提出日期不会更早，请核对")


def check_answer(draft: Answer, raised_on: date, today: date) -> Answer:
    """The answer in its stored form; raises DraftProblems."""
    kept = replace(draft, words=clean_lines(draft.words))
    problems_of(_answer_problems(kept, raised_on, today))
    return kept


def _answer_problems(kept: Answer, raised_on: date, today: date) -> Iterator[FieldProblem]:
    if len(kept.words) < 4:
        yield FieldProblem("answer", "请写答复：核实的情况和结论，异议人要看得明白")
    if len(kept.words) > 1000:
        yield FieldProblem("answer", f"答复最长 1000 个字，现在是 {len(kept.words)} 个字")
    if not raised_on <= kept.answered_on <= today:
        yield FieldProblem("answered_on", f"答复日期要在 {raised_on} 到今天之间，请核对")


def notice_due(row_state: str, first: date, last: date, today: date) -> tuple[str, str]:
    """今天该撤下, 公示第 3 天, 该张贴了; with the tone it is said in."""
    down = take_down_day(last)
    if row_state == "draft":
        late = (today - first).days
        return ("该张贴了", "red" if late > 0 else "amber") if late >= 0 else (
            f"{first:%m-%d} 起张贴", "blue",
        )  # fmt: skip
    if row_state == "posted" and today > down:
        return f"撤下超期 {(today - down).days} 天", "red"
    if row_state == "posted" and today == down:
        return "今天该撤下", "amber"
    if row_state == "posted":
        return f"第 {days_of(first, today)}/{days_of(first, last)} 天", "green"
    return ("已撤下", "grey") if row_state == "taken_down" else ("已撤回", "grey")


def answer_due(answer_by: date | None, answered_on: date | None, today: date) -> tuple[str, str]:
    """答复超期 2 天, 今天答复, 3 天内答复, 已答复."""
    if answered_on is not None:
        return "已答复", "grey"
    if answer_by is None:
        return "待答复", "amber"
    left = (answer_by - today).days
    if left < 0:
        return f"答复超期 {-left} 天", "red"
    return ("今天答复", "amber") if left == 0 else (f"{answer_by:%m-%d} 前答复", "blue")
