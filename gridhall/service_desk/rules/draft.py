"""A case that is being typed: what is in the fields, and what is still wrong with them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace

from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines
from gridhall.service_desk.labels import CHANNELS, FIELDS

NOTE_LENGTH = 500
PHONE_LENGTH = 30


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

    def is_blank(self) -> bool:
        """Whether nothing has been typed that would be missed."""
        typed = (self.matter, self.applicant, self.phone, self.note)
        return not any(text and text.strip() for text in typed)


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
    return json.dumps(asdict(draft), ensure_ascii=False)


def draft_from_json(text: str) -> CaseDraftFields:
    """A stored draft; fields of another version are left out."""
    known = {field.name for field in fields(CaseDraftFields)}
    stored = {name: value for name, value in json.loads(text).items() if name in known}
    stored["received"] = tuple(stored.get("received", ()))
    return CaseDraftFields(**stored)


def tidy(draft: CaseDraftFields) -> CaseDraftFields:
    """The draft with invisible marks dropped and the phone in its stored form."""
    phone = None if draft.phone is None else kept_phone(draft.phone)[0]
    return replace(draft, phone=phone, note=clean_lines(draft.note))


def check_draft(draft: CaseDraftFields, most_days: int | None) -> list[FieldProblem]:
    """Everything to be put right before the matter can be taken in, in the form's order.

    `most_days` is the catalogue's limit, None while no matter is chosen.
    """
    said = {
        "matter": "" if draft.item_id is not None else _matter_problem(draft.matter),
        "applicant": "" if draft.applicant_id is not None else _applicant_problem(draft.applicant),
        "phone": "" if draft.phone is None else _phone_problem(draft.phone),
        "channel": "" if draft.channel in CHANNELS else "请选择来件方式",
        "note": _note_problem(draft.note),
        "limit_days": _limit_problem(draft.limit_days, most_days),
    }
    return [FieldProblem(name, FIELDS[name], text) for name, text in said.items() if text]


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
