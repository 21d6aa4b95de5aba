"""A case that is being typed: what is in the fields, and what is still wrong with them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.service_desk.labels import AGENTS, CHANNELS, FIELDS, GREENS

NOTE_LENGTH = 500
ANSWER_LENGTH = 500
PHONE_LENGTH = 30
NAME_LENGTH = 100
RELATION_LENGTH = 30
LATE: Final = timedelta(minutes=10)  # what is entered later than this is 补录
FIRST_YEAR: Final = 2004  # the first year whose working days are known


@dataclass(frozen=True, slots=True)
class CaseDraftFields:
    """The new-case form as typed (工单草稿); ids are None until something was chosen.

    `phone` None means nobody was asked (the command line): the resident's own is taken.
    """

    request_key: str
    matter: str = ""
    item_id: int | None = None
    applicant: str = ""
    applicant_id: int | None = None
    phone: str | None = ""
    channel: str = "counter"
    note: str = ""
    received: tuple[int, ...] = ()  # positions of the materials on the desk
    limit_days: int | None = None  # a promise shorter than the catalogue's (改期)
    version_id: int | None = None  # the matter's version whose materials were on show
    kept: tuple[str, ...] = ()  # what the materials on the desk are called
    agent_kind: str = ""  # labels.AGENTS; "" the applicant is here
    agent_name: str = ""
    agent_id_number: str = ""
    agent_phone: str = ""
    agent_relation: str = ""
    green: str = ""  # labels.GREENS
    received_at: datetime | None = None  # when it really came (补录); None: now
    consulting: bool = False  # only asking (只咨询): no case is taken in
    answer: str = ""  # what the visitor was told
    linked: str = ""  # the number of a case it belongs to
    ticket_id: int | None = None
    transfer_id: int | None = None

    def is_blank(self) -> bool:
        """Whether nothing has been typed that would be missed."""
        typed = (self.matter, self.applicant, self.phone, self.note)
        agent = (self.agent_name, self.agent_id_number, self.agent_phone, self.answer)
        return not any(text and text.strip() for text in (*typed, *agent))


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field to put right: its name, its title, what is wrong and what to do."""

    field: str
    title: str
    sentence: str


class DraftRefused(UserError):
    """The form has fields to put right; `problems` names each."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        titles = "、".join(problem.title for problem in problems)
        said = "；".join(problem.sentence for problem in problems)
        super().__init__(f"还有 {len(problems)} 处要改：{titles}。{said}")


def draft_json(draft: CaseDraftFields) -> str:
    """The draft as it is stored at every field."""
    return json.dumps(asdict(draft), ensure_ascii=False, default=datetime.isoformat)


def draft_from_json(text: str) -> CaseDraftFields:
    """A stored draft; fields of another version of the program are left out."""
    stored = json.loads(text)
    empty = CaseDraftFields(str(stored["request_key"]))
    said = {f.name: _read(f.name, stored[f.name], empty) for f in fields(empty) if f.name in stored}
    return replace(empty, **said)


_LISTS: Final = {"received": int, "kept": str}
_NUMBERS: Final = (
    "item_id",
    "applicant_id",
    "limit_days",
    "version_id",
    "ticket_id",
    "transfer_id",
)


def _read(name: str, value: Any, empty: CaseDraftFields) -> Any:
    """One stored value, or the empty form's where another version kept something else there."""
    if name in _LISTS:
        shape = _LISTS[name]
        return tuple(v for v in value if type(v) is shape) if isinstance(value, list) else ()
    if name == "received_at":
        return _moment(value)
    if name in _NUMBERS:
        return value if type(value) is int else None
    if name == "phone" and value is None:
        return None
    usual = getattr(empty, name)
    return value if type(value) is type(usual) else usual


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else None


def tidy(draft: CaseDraftFields) -> CaseDraftFields:
    """The draft with invisible marks dropped and numbers in their stored form.

    Whoever says that nobody acts for the applicant has said nothing about an agent.
    """
    phone = None if draft.phone is None else kept_phone(draft.phone)[0]
    draft = replace(
        draft,
        applicant=clean_name(draft.applicant),
        phone=phone,
        note=clean_lines(draft.note),
        answer=clean_lines(draft.answer),
        linked=clean(draft.linked).upper(),
    )
    if not draft.agent_kind:
        return replace(draft, agent_name="", agent_id_number="", agent_phone="", agent_relation="")
    return replace(
        draft,
        agent_name=clean_name(draft.agent_name),
        agent_id_number=clean(draft.agent_id_number).upper(),
        agent_phone=kept_phone(draft.agent_phone)[0],
        agent_relation=clean(draft.agent_relation),
    )


def is_late(came_at: datetime, recorded_at: datetime) -> bool:
    """Whether a case was entered later than it came (补录)."""
    return recorded_at - came_at > LATE


def problem(field: str, sentence: str) -> FieldProblem:
    """A field's problem, with the field's title."""
    return FieldProblem(field, FIELDS[field], sentence)


def check_draft(
    draft: CaseDraftFields, most_days: int | None, now: datetime | None = None
) -> list[FieldProblem]:
    """Everything to be put right before the matter can be taken in, in the form's order.

    `most_days` is the catalogue's limit, None while no matter is chosen; `now` the moment that the
    true time may not be after.
    """
    said = {
        "matter": "" if draft.item_id is not None else _matter_problem(draft.matter),
        "applicant": "" if draft.applicant_id is not None else _applicant_problem(draft.applicant),
        "phone": "" if draft.phone is None else _phone_problem(draft.phone),
        "channel": "" if draft.channel in CHANNELS else "请选择来件方式",
        "note": _note_problem(draft.note),
        "limit_days": _limit_problem(draft.limit_days, most_days),
        **_agent_problems(draft),
        "green": "" if draft.green in ("", *GREENS) else "请从列表里选绿色通道",
        "received_at": _time_problem(draft.received_at, now),
    }
    return [problem(name, text) for name, text in said.items() if text]


def check_consult(draft: CaseDraftFields, now: datetime | None = None) -> list[FieldProblem]:
    """What has to be put right before a question is written down: little is asked of who asks."""
    named = draft.applicant_id is not None or clean(draft.applicant)
    long_name = len(clean(draft.applicant)) > NAME_LENGTH
    phone = draft.phone or ""
    said = {
        "matter": "" if draft.item_id is not None else _matter_problem(draft.matter),
        "applicant": "" if named else "请填写来咨询的人；不愿留名的写“来访群众”",
        "phone": _phone_problem(phone) if clean(phone) else "",
        "channel": "" if draft.channel in CHANNELS else "请选择来件方式",
        "note": _note_problem(draft.note),
        "answer": _long("答复", draft.answer, ANSWER_LENGTH),
        "received_at": _time_problem(draft.received_at, now),
    }
    if long_name:
        said["applicant"] = f"姓名最多 {NAME_LENGTH} 个字"
    return [problem(name, text) for name, text in said.items() if text]


def _agent_problems(draft: CaseDraftFields) -> dict[str, str]:
    """Who acts for the applicant shows a card, as the applicant does (GB/T 39046 代理人)."""
    if not draft.agent_kind:
        return {}
    if draft.agent_kind not in AGENTS:
        return {"agent_kind": "请选择代理人或监护人"}
    word = AGENTS[draft.agent_kind]
    return {
        "agent_name": _agent_name_problem(draft.agent_name, word),
        "agent_id_number": _number_problem(draft.agent_id_number, word),
        "agent_phone": _long("电话", draft.agent_phone, PHONE_LENGTH),
        "agent_relation": _long("关系", draft.agent_relation, RELATION_LENGTH),
    }


def _agent_name_problem(typed: str, word: str) -> str:
    if not clean(typed):
        return f"请填写{word}姓名；本人来办的，选“本人办理”"
    return _long("姓名", typed, NAME_LENGTH)


def _number_problem(typed: str, word: str) -> str:
    """A number is refused as the register refuses it: a wrong check digit is a wrong number."""
    if not clean(typed):
        return f"请填写{word}的证件号，照身份证抄"
    try:
        parse_id_number(typed)
    except UserError as refused:
        return str(refused).rstrip("。")
    return ""


def _time_problem(came_at: datetime | None, now: datetime | None) -> str:
    """The true time of a paper form (补录) lies in the past, in a year that is known."""
    if came_at is None:
        return ""
    if now is not None and came_at > now:
        return f"补录的是已经发生的事，{came_at.astimezone():%m-%d %H:%M} 还没有到"
    if came_at.year < FIRST_YEAR:
        return f"最早补录到 {FIRST_YEAR} 年，再早的放假安排没有依据"
    return ""


def _long(what: str, typed: str, most: int) -> str:
    count = len(clean_lines(typed))
    return f"{what}最多 {most} 个字，现在是 {count} 个字" if count > most else ""


def _matter_problem(typed: str) -> str:
    typed = clean(typed)
    if typed:
        return f"没有选中事项，现在只有“{typed[:20]}”：从列表里选一项，按 Enter"
    return "请选择事项：输入拼音首字母或编号，按 Enter 选中"


def _applicant_problem(typed: str) -> str:
    typed = clean(typed)
    if typed:
        return f"“{typed[:20]}”还没有选中：从列表里选一位；没有档案按 Ctrl+N 登记"
    return "请选择申请人；没有档案按 Ctrl+N 登记"


def _phone_problem(typed: str) -> str:
    """An odd number is only doubted (`core.phone.kept_phone`); nothing at all cannot be rung."""
    stored = kept_phone(typed)[0]
    if not stored:
        return "请填写联系电话；本人没有的填家属的，写在情况说明里"
    if len(stored) > PHONE_LENGTH:
        return f"电话最多 {PHONE_LENGTH} 个字，其余的写在情况说明里"
    return ""


def _note_problem(typed: str) -> str:
    long = len(clean_lines(typed))
    return f"情况说明最多 {NOTE_LENGTH} 个字，现在是 {long} 个字" if long > NOTE_LENGTH else ""


def _limit_problem(days: int | None, most_days: int | None) -> str:
    if days is None or most_days is None or 0 <= days <= most_days:
        return ""
    return f"承诺期限只能提前，最多 {most_days} 个工作日，现在是 {days} 个"
