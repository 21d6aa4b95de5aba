"""People's rights in their data (个人信息保护法): who asks, what is agreed to, what is watched."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.registry.labels import ASKERS, REQUESTS
from gridhall.registry.rules.drafts import reveal_reason
from gridhall.registry.rules.guardians import CHILD, needs_guardian

TEXT_VERSION = "2026-11"  # of the consent texts below; a changed text gets another
ANSWER_DAYS, WARN_DAYS = 30, 15  # GB/T 35273-2020 8.7: within thirty days
MANY, OPENS, CLOSES = 20, 7, 19  # looks in an hour that are many; hours of a working day
_NAME_LIMIT, _PAPER_LIMIT, _DETAIL_LIMIT = 100, 100, 500


BASES = {"statutory": "履行法定职责", "consent": "本人同意", "emergency": "应对突发事件"}


class Purpose(NamedTuple):
    """What a consent is for, and the sentence that is signed."""

    name: str
    text: str


PURPOSES: Mapping[str, Purpose] = {
    "contact": Purpose(
        "电话联系与活动通知", "用登记的电话通知社区活动、便民服务；办理本人申请的事项不在此列。"
    ),
    "sensitive": Purpose(
        "健康、困难等敏感信息", "登记残疾、失能、困难等情况，只用于上门服务和帮扶，主管以上才能看。"
    ),
    "share": Purpose(
        "提供给帮扶单位", "把姓名、住址、电话和帮扶需要提供给签约的帮扶、志愿服务单位。"
    ),
    "publication": Purpose(
        "公开姓名或照片", "在公示栏、公众号公开姓名、照片和事迹；不公开证件号、电话和住址。"
    ),
}


class DataSet(NamedTuple):
    """One set of personal data the hall keeps: what for, which kinds, on what ground, how long."""

    purpose: str
    kinds: str
    basis: str  # BASES
    term: str  # a key of retention.RECORDS


DATA_SETS = (
    DataSet("人口和户籍登记", "姓名、性别、出生、证件号、民族、地址、关系", "statutory", "left"),
    DataSet("受理和办理事项", "申请人、联系电话、申请材料、办理经过", "statutory", "cases"),
    DataSet("户籍迁移代办", "迁移人、迁入迁出地、凭证编号、材料", "statutory", "transfers"),
    DataSet("帮扶和上门服务", "健康、残疾、困难等敏感信息", "consent", "consents"),
    DataSet("突发事件应对", "联系电话、现住址、需要照护的情况", "emergency", "left"),
)  # fmt: skip

RIGHTS = (
    "您可以随时到窗口查阅、复制、更正您的个人信息；没有依据留存的，可以要求删除。",
    "基于同意的处理随时可以撤回，不影响撤回以前的处理，也不影响办理其他事项。",
    "不满十四周岁的由监护人同意；近亲属可以为合法、正当的利益查阅逝者的信息。"
    "完整号码的查看、导出、打印都有记录，期满匿名处理。",
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks about somebody's data: the person, or who acts for them and by what paper."""

    kind: str = "self"  # labels.ASKERS
    name: str = ""
    paper: str = ""  # 委托书, 亲属关系证明


@dataclass(frozen=True, slots=True)
class About:
    """The person whose data it is, as far as the rules go."""

    name: str
    birth_date: date | None
    died: bool
    guardians: Collection[str]  # names of those registered


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """A consent as it was signed at the desk."""

    purpose: str
    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What somebody asks of the hall about the data kept of them (个人信息保护法 §45-47)."""

    kind: str  # labels.REQUESTS
    asked_on: date
    asker: Asker
    detail: str = ""
    request_key: str = ""


class Look(NamedTuple):
    """One look at personal data, as far as watching goes; `at` in local time."""

    clerk_name: str
    at: datetime


def check_asker(asker: Asker, about: About, reason: str, today: date) -> tuple[Asker, str]:
    """Who asks and why, in stored form; raises UserError."""
    if asker.kind not in ASKERS:
        raise UserError("请选是谁来申请：本人、监护人、受托人或近亲属。")
    if about.died != (asker.kind == "relative"):
        raise UserError(_wrong_asker(about))
    if asker.kind == "self" and needs_guardian(about.birth_date, today):
        raise UserError(f"不满 {CHILD} 周岁的，由监护人申请。请选“监护人”，写监护人姓名。")
    if asker.kind == "self":
        return Asker("self", about.name), reveal_reason(reason)
    known = Asker(asker.kind, _name(asker.name), _paper(asker))
    if known.kind == "guardian" and known.name not in about.guardians:
        raise UserError(f"“{known.name}”没有登记为监护人。请先登记监护人，或核对姓名。")
    return known, reveal_reason(reason)


def check_consent(draft: ConsentDraft, about: About, today: date) -> ConsentDraft:
    """A consent in its stored form; raises UserError."""
    if draft.purpose not in PURPOSES:
        raise UserError("请选同意的用途。")
    if draft.signed_on > today:
        raise UserError(f"签字日期 {draft.signed_on} 还没有到，请改成今天或以前。")
    if about.birth_date is not None and draft.signed_on < about.birth_date:
        raise UserError(f"签字日期早于出生日期 {about.birth_date}，请核对日期。")
    name = _name(draft.signed_by)
    if needs_guardian(about.birth_date, draft.signed_on):
        if name not in about.guardians:
            raise UserError(
                f"不满 {CHILD} 周岁要监护人签字（个人信息保护法第三十一条）。请填已登记的监护人。"
            )
    elif name != about.name and name not in about.guardians:
        raise UserError(f"同意要由{about.name}本人签字；监护人代签的，请先登记监护人。")
    return ConsentDraft(draft.purpose, name, draft.signed_on)


def check_withdrawal(signed_on: date, on: date, today: date) -> date:
    """The day a consent ends; raises UserError."""
    if on > today:
        raise UserError(f"撤回日期 {on} 还没有到，请改成今天或以前。")
    if on < signed_on:
        raise UserError(f"撤回日期早于签字日期 {signed_on}，请核对日期。")
    return on


def check_request(draft: RequestDraft, about: About, today: date) -> RequestDraft:
    """A request in its stored form; raises UserError."""
    if draft.kind not in REQUESTS:
        raise UserError("请选申请什么：查阅、复制、更正或删除。")
    if draft.asked_on > today:
        raise UserError(f"申请日期 {draft.asked_on} 还没有到，请改成今天或以前。")
    detail = clean_lines(draft.detail)
    if draft.kind == "correct" and not detail:
        raise UserError("更正要写明哪一项、改成什么。")
    if len(detail) > _DETAIL_LIMIT:
        raise UserError(f"说明最多 {_DETAIL_LIMIT} 个字，现在是 {len(detail)} 个。")
    asker, _ = check_asker(draft.asker, about, f"申请{REQUESTS[draft.kind]}", today)
    return RequestDraft(draft.kind, draft.asked_on, asker, mask_numbers(detail), draft.request_key)


def check_answer(answer: str, *, refused: bool) -> str:
    """The answer in its stored form: a refusal says why (个人信息保护法 §50); raises UserError."""
    words = clean_lines(answer)
    if refused and len(words) < 4:
        raise UserError("不办要写明理由，申请人有权知道，也可以向法院起诉。")
    if len(words) > _DETAIL_LIMIT:
        raise UserError(f"答复最多 {_DETAIL_LIMIT} 个字，现在是 {len(words)} 个。")
    return mask_numbers(words)


def request_tone(days: int, state: str) -> str:
    """How urgent an unanswered request is: red beyond thirty days, amber from fifteen."""
    if state != "open":
        return "green" if state == "done" else "grey"
    return "red" if days > ANSWER_DAYS else "amber" if days >= WARN_DAYS else "blue"


def unusual(looks: Iterable[Look], works: Callable[[date], bool] | None = None) -> list[str]:
    """What a supervisor should ask about: many looks in an hour, looks out of hours (§54)."""
    known = list(looks)
    hours = Counter((one.clerk_name, one.at.date(), one.at.hour) for one in known)
    told = [
        f"{name} {day:%m-%d} {hour} 时看了 {count} 次"
        for (name, day, hour), count in sorted(hours.items(), key=lambda item: item[0][1:])
        if count > MANY
    ]
    late = Counter(one.clerk_name for one in known if _out_of_hours(one.at, works))
    return told + [f"{name}下班时间 {count} 次" for name, count in sorted(late.items())]


def _out_of_hours(at: datetime, works: Callable[[date], bool] | None) -> bool:
    working = works(at.date()) if works is not None else at.weekday() < 5
    return not working or not OPENS <= at.hour < CLOSES


def _wrong_asker(about: About) -> str:
    if about.died:
        return f"{about.name}已去世，由近亲属申请（个人信息保护法第四十九条）。请选“近亲属”。"
    return "本人在世，由本人、监护人或受托人申请，不按近亲属办。"


def _name(text: str) -> str:
    name = clean_name(clean(text))
    if not name:
        raise UserError("请填写姓名。")
    if len(name) > _NAME_LIMIT:
        raise UserError(f"姓名最多 {_NAME_LIMIT} 个字，现在是 {len(name)} 个。")
    return name


def _paper(asker: Asker) -> str:
    paper = clean(asker.paper)[:_PAPER_LIMIT]
    if not paper and asker.kind in ("agent", "relative"):
        wanted = "委托书" if asker.kind == "agent" else "亲属关系证明"
        raise UserError(f"请写核对过的凭证，例如“{wanted}”。")
    return paper
