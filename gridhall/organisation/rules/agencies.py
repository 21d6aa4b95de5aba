"""The directory of agencies (办事机构): what may be written, and whom an issuer's words mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, search_key
from gridhall.organisation.rules.drafts import DraftProblems, FieldProblem

KINDS = {"office": "办事机构", "hotline": "服务热线"}
LIMITS = {"name": 60, "aliases": 400, "does": 400, "address": 200, "hours": 100, "phone": 60}
TITLES = {
    "name": "名称",
    "kind": "类别",
    "aliases": "别名",
    "does": "办什么",
    "address": "地址",
    "hours": "办公时间",
    "phone": "电话",
    "on_plate": "印在服务牌",
}
MOST_ON_PLATE, LONGEST_ON_PLATE = 8, 12
_LEAST_BEGINNING = 4  # letters with which a name may be begun without being finished

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """An agency as typed; `aliases` a line each."""

    name: str
    kind: str = "office"
    aliases: str = ""
    does: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    on_plate: bool = False
    agency_id: int | None = None  # None: a new one
    version: int = 0
    request_key: str = ""


class AgencyProblem(FieldProblem):
    """One field of an agency to put right, under the name the sheet gives it."""

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return TITLES.get(self.field, self.field)


def agency_refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([AgencyProblem(field, sentence)])


def check_agency(draft: AgencyDraft) -> AgencyDraft:
    """The draft in its stored form; raises DraftProblems with a sentence for each wrong field."""
    kept = replace(
        draft,
        name=clean(draft.name),
        aliases=_lines(draft.aliases),
        does=clean(draft.does),
        address=clean(draft.address),
        hours=clean(draft.hours),
        phone=kept_phones(draft.phone),
    )
    problems = list(_problems(kept))
    if problems:
        raise DraftProblems(problems)
    return kept


def kept_phones(text: str) -> str:
    """One number or several, each in its stored form, 、 between them."""
    for mark in ("；", ";", "，", ",", "/", "\n"):
        text = text.replace(mark, "、")
    return "、".join(kept_phone(one)[0] for one in text.split("、") if clean(one))


def _problems(kept: AgencyDraft) -> Iterable[AgencyProblem]:
    if not kept.name:
        yield AgencyProblem("name", "请填写机构名称，例如 公安派出所")
    if kept.kind not in KINDS:
        yield AgencyProblem("kind", "请选办事机构还是服务热线")
    for field, most in LIMITS.items():
        long = len(getattr(kept, field))
        if long > most:
            said = f"{TITLES[field]}最长 {most} 个字，现在是 {long} 个字，请写短一些"
            yield AgencyProblem(field, said)
    if kept.phone and not any(one.isdigit() for one in kept.phone):
        yield AgencyProblem("phone", f"“{kept.phone[:20]}”里没有数字，请填电话号码")
    yield from _plate_problems(kept)


def _plate_problems(kept: AgencyDraft) -> Iterable[AgencyProblem]:
    if kept.kind == "hotline" and not kept.phone:
        yield AgencyProblem("phone", "热线要有号码，请填写，例如 12345")
    if kept.on_plate and not kept.phone:
        yield AgencyProblem("phone", "印在服务牌上的要有电话，请先填电话")
    if kept.on_plate and len(plate_name(kept.name, kept.aliases)) > LONGEST_ON_PLATE:
        said = f"服务牌上放不下这个名称，请加一个不超过 {LONGEST_ON_PLATE} 个字的别名"
        yield AgencyProblem("aliases", said)


def plate_name(name: str, aliases: str) -> str:
    """How an agency is called on a plate: its name, or the first alias that is short enough."""
    if len(name) <= LONGEST_ON_PLATE:
        return name
    return next((one for one in aliases.splitlines() if len(one) <= LONGEST_ON_PLATE), name)


class Known(NamedTuple, Generic[K]):
    """An agency's names, the first its own, and what it is known by here."""

    what: K
    names: tuple[str, ...]


class Issuers(Generic[K]):
    """Finds the agency that an issuer's words mean, e.g. 户籍地或居住地公安派出所."""

    def __init__(self, known: Iterable[Known[K]]) -> None:
        self._keys: dict[str, K] = {}
        for one in known:
            for name in one.names:
                self._keys.setdefault(search_key(name), one.what)
        self._keys.pop("", None)

    def find(self, words: str) -> K | None:
        """By its name, an alias, the longest name within the words, or a name they begin."""
        wanted = search_key(words)
        if wanted in self._keys:
            return self._keys[wanted]
        within = [(-len(key), wanted.find(key), key) for key in self._keys if key in wanted]
        if within:
            return self._keys[min(within)[2]]
        if len(wanted) < _LEAST_BEGINNING:
            return None
        begun = [(len(key), key) for key in self._keys if key.startswith(wanted)]
        return self._keys[min(begun)[1]] if begun else None

    def find_all(self, words: str) -> tuple[K, ...]:
        """Each agency of 公安派出所；公证处, once and in this order; what is none is left out."""
        found = (self.find(part) for part in issuer_parts(words))
        return tuple(dict.fromkeys(one for one in found if one is not None))


def issuer_parts(words: str) -> Sequence[str]:
    """The issuers that a material names: 民政部门、残疾人联合会 are two."""
    for mark in ("；", ";", "，", ",", "、", "或者", "或"):  # 和 stands in names
        words = words.replace(mark, "\n")
    return [part for part in map(clean, words.splitlines()) if part]


def _lines(text: str) -> str:
    """Aliases a line each; 、 and ； part them too; empty and double ones dropped."""
    for mark in ("；", ";", "、", "，", ","):
        text = text.replace(mark, "\n")
    return "\n".join(dict.fromkeys(one for one in map(clean, text.splitlines()) if one))
