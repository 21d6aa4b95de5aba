"""An issue as somebody tells it: the draft, checked field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gridhall.core.mask import mask_numbers
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.issues.labels import CHANNELS, FIELDS, LEVELS, PATHS, PEOPLE, SIZES
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.drafts import FieldProblem as Told

LIMITS = {
    "title": 80, "content": 4000, "raiser": 100, "phone": 30, "spot": 60, "manner": 12,
}  # fmt: skip
MOST_PEOPLE = 50


class FieldProblem(Told):
    """One thing to put right, named as the forms of the ledger name it."""

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


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody an issue concerns besides who raised it (相关人员)."""

    name: str = ""  # a resident's own name unless another was written
    role: str = "affected"  # labels.PEOPLE
    phone: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """An issue as typed, or as checked. In a change `level` and `source` are not read."""

    title: str
    content: str = ""
    path: int = 3
    channel: str = "visit"
    category_id: int | None = None
    size: str = ""
    manner: str = ""
    person_id: int | None = None
    raiser_unit_id: int | None = None
    raiser: str = ""
    phone: str = ""
    grid_id: int | None = None
    compound_id: int | None = None
    building_id: int | None = None
    spot: str = ""
    received_on: date | None = None  # None: the day it is written down
    level: int = 2
    people: tuple[Concerned, ...] = ()
    source: str = ""  # the table it came from: a reception visit, a survey's answer
    source_id: int | None = None
    request_key: str = ""


def check_issue(draft: IssueDraft, today: date) -> IssueDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        content=clean_lines(draft.content),
        manner=clean(draft.manner),
        raiser=clean_name(draft.raiser),
        phone=stored_phone(draft.phone),
        spot=clean(draft.spot),
        received_on=draft.received_on or today,
        people=check_people(draft.people),
    )
    problems_of(_problems(kept, today))
    return kept


def _problems(kept: IssueDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.title:
        yield FieldProblem("title", "请用一句话写是什么问题，例如 3号楼2单元楼道灯不亮")
    if mask_numbers(kept.title) != kept.title:
        yield FieldProblem("title", "标题会印在文书上，不能写电话或身份证号。电话请写在“电话”栏")
    if kept.raiser and not any(char.isalpha() for char in kept.raiser):
        yield FieldProblem("raiser", "反映人写姓名；电话请写在“电话”栏，不留名的可以空着")
    if kept.path not in PATHS:
        yield FieldProblem("path", "请选来源：上级交办、驻区单位收集还是一线查找")
    if kept.channel not in CHANNELS:
        yield FieldProblem("channel", f"请选反映渠道：{'、'.join(CHANNELS.values())}")
    if kept.size and kept.size not in SIZES:
        yield FieldProblem("size", "请选琐事、小事还是大事")
    if kept.level not in LEVELS:
        yield FieldProblem("level", "请选受理层级：网格、社区、街道、县区或市")
    if (kept.received_on or today) > today:
        yield FieldProblem("received_on", f"反映日期不能晚于今天（{today}）")
    if kept.person_id is not None and kept.raiser_unit_id is not None:
        yield FieldProblem("raiser", "反映人请选一位居民，或者一个单位，不要两个都选")
    yield from too_long(kept, ("title", "content", "raiser", "phone", "spot", "manner"))


def check_people(people: tuple[Concerned, ...]) -> tuple[Concerned, ...]:
    """The people concerned in their stored form; raises DraftProblems."""
    if len(people) > MOST_PEOPLE:
        raise refusal("people", f"相关人员最多写 {MOST_PEOPLE} 位，其余的请写在内容里")
    kept = tuple(
        replace(one, name=clean_name(one.name), phone=stored_phone(one.phone)) for one in people
    )
    for one in kept:
        if not one.name and one.person_id is None:
            raise refusal("people", "相关人员要写姓名，或打首字母选居民；没有就删掉这一行")
        if one.name and not any(char.isalpha() for char in one.name):
            raise refusal("people", "相关人员写姓名；电话请写在后面的电话栏")
        if one.role not in PEOPLE:
            raise refusal("people", f"请选相关人员是哪一种：{'、'.join(PEOPLE.values())}")
        problems_of(too_long(one, ("phone",)))
        if len(one.name) > LIMITS["raiser"]:
            raise refusal("people", f"姓名最长 {LIMITS['raiser']} 个字")
    return kept


def stored_phone(typed: str) -> str:
    """A phone as it is kept, "" for none."""
    return kept_phone(typed)[0] if typed.strip() else ""


def too_long(kept: object, fields: tuple[str, ...]) -> Iterator[FieldProblem]:
    """What is longer than it may be kept."""
    for field in fields:
        long, most = len(getattr(kept, field)), LIMITS[field]
        if long > most:
            named = FIELDS.get(field, "内容")
            yield FieldProblem(field, f"{named}最长 {most} 个字，现在是 {long} 个字")


def check_words(words: str, what: str, example: str, most: int = 200) -> str:
    """Words a step needs (`what`); UserError with an example if they are missing or too long."""
    said = clean(words)
    if not said:
        raise refusal("words", f"请写{what}，例如“{example}”")
    return short(said, what, most)


def short(words: str, what: str, most: int = 200) -> str:
    """Words cleaned, at most so many characters."""
    said = clean(words)
    if len(said) > most:
        raise refusal("words", f"{what}最多 {most} 个字，现在是 {len(said)} 个字，请写短一些")
    return said
