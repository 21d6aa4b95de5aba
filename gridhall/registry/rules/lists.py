"""What a list asks of the register (名单): filters, columns, order, and how they are kept."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from gridhall.core.codes import TableName, table
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.registry.labels import EVENTS, HUKOU_KINDS, SEPARATIONS, STATUSES
from gridhall.registry.rules.separation import APART, CONSISTENT, ELSEWHERE, FRESH, UNKNOWN

Codes = tuple[str, ...]
Ids = tuple[int, ...]

ANYHOW = "any"  # in the register or not: owners of a home here are in no household
STANDINGS = {
    **{one: STATUSES[one] for one in ("present", "left", "died", "unsettled")},
    ANYHOW: "不论在册与否",
}  # merged and void have no card of their own
APARTNESS = {
    **{one: SEPARATIONS[one] for one in (CONSISTENT, *APART)},
    FRESH: "分离未满期限",
    **{one: SEPARATIONS[one] for one in (UNKNOWN, ELSEWHERE)},
}  # everybody is in one of them
ORDERS = {"name": "姓名拼音", "address": "住址", "age": "年龄从大到小"}
COLUMNS = {
    "name": "姓名",
    "sex": "性别",
    "age": "年龄",
    "birth_date": "出生日期",
    "id_number": "证件号",
    "phone": "电话",
    "address": "住址",
    "grid": "网格",
    "relation": "与户主关系",
    "household_number": "户号",
    "hukou": "户籍状态",
    "hukou_address": "户籍地址",
    "separation": "人户状态",
    "ethnicity": "民族",
    "education": "文化程度",
    "marital": "婚姻状况",
    "political": "政治面貌",
    "workplace": "服务处所",
    "tags": "标签",
    "status": "在册状态",
    "registered": "登记日期",
}
USUAL = (
    "name", "sex", "age", "id_number", "phone", "address", "grid", "relation", "hukou",
)  # fmt: skip
_LONGEST_NAME, _MOST = 40, 4000
_OLDEST = 150
_NOTHING_SAID = "未登记"


@dataclass(frozen=True, slots=True)
class Flow:
    """Those behind a figure of the monthly table: who came (gain) or went by these events."""

    first: date
    last: date
    side: str  # gain, loss
    kinds: Codes = ()  # all of them


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list; an empty one asks for nothing. "" and 0 ask for what is not known.

    Everything is meant as it was on `as_at`, or as it is now; ages are those of that day.
    """

    as_at: date | None = None
    status: str = "present"
    name: str = ""
    sexes: Codes = ()
    youngest: int | None = None
    oldest: int | None = None
    ageless: bool = False  # no birth date is written down
    hukou: Codes = ()
    separations: Codes = ()  # of APARTNESS
    ethnicities: Codes = ()
    educations: Codes = ()
    maritals: Codes = ()
    politicals: Codes = ()
    grids: Ids = ()
    buildings: Ids = ()
    tags: Codes = ()
    heads: bool = False
    smallest: int | None = None  # members of the household
    largest: int | None = None
    registered_from: date | None = None
    registered_to: date | None = None
    flow: Flow | None = None
    order: str = "name"

    @property
    def needs_home(self) -> bool:
        """Whether it asks about households and places, which only those in a household have."""
        sized = self.smallest is not None or self.largest is not None
        return bool(self.grids or self.buildings or self.heads or sized)


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list as it is asked for again: filters and columns (常用名单)."""

    wanted: Wanted = field(default_factory=Wanted)
    columns: Codes = USUAL


@dataclass(frozen=True, slots=True)
class Names:
    """How the hall calls its grids, buildings and tags, by id and code."""

    grids: Mapping[int, str] = field(default_factory=dict)
    buildings: Mapping[int, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


def check_wanted(wanted: Wanted, today: date) -> Wanted:
    """Refuse filters that contradict themselves; raises UserError with what to change."""
    if wanted.as_at is not None and wanted.as_at > today:
        raise UserError("截至日期不能晚于今天。请改成今天或以前的一天。")
    for age in (wanted.youngest, wanted.oldest):
        if age is not None and not 0 <= age <= _OLDEST:
            raise UserError(f"年龄要在 0 到 {_OLDEST} 之间，现在是 {age}。")
    _check_order(wanted.youngest, wanted.oldest, "年龄从 {} 到 {} 反了。请把小的写在前面。")
    _check_order(wanted.smallest, wanted.largest, "每户人数从 {} 到 {} 反了。请把小的写在前面。")
    _check_order(
        wanted.registered_from, wanted.registered_to, "登记日期从 {} 到 {} 反了。请改过来。"
    )
    if wanted.status not in STANDINGS:
        raise UserError("没有这种在册状态，请重新选。")
    if wanted.status != "present" and wanted.needs_home:
        raise UserError("按网格、楼栋、户主、每户人数只能查在册的人。请把在册状态改回“在册”。")
    return wanted


def _check_order(least: Any, most: Any, sentence: str) -> None:
    if least is not None and most is not None and least > most:
        raise UserError(sentence.format(least, most))


def check_columns(columns: Sequence[str]) -> Codes:
    """The chosen columns; at least the name."""
    known = tuple(dict.fromkeys(code for code in columns if code in COLUMNS))
    if not known:
        raise UserError("至少选一列。请勾上姓名。")
    return known


def check_list_name(name: str) -> str:
    """The name a list is kept under."""
    known = clean(name)
    if not known:
        raise UserError("请给这份名单起个名字，例如“80 岁以上独居”。")
    if len(known) > _LONGEST_NAME:
        raise UserError(f"名单的名字最多 {_LONGEST_NAME} 个字，现在是 {len(known)} 个。")
    return known


def stored(definition: ListDefinition) -> str:
    """A definition as the file keeps it: JSON with only what it asks."""
    asked = _asked(definition.wanted)
    text = json.dumps({**asked, "columns": definition.columns}, ensure_ascii=False)
    if len(text) > _MOST:
        raise UserError("这份名单的条件太多，存不下。请少选几项再存。")
    return text


def _asked(one: Any) -> dict[str, Any]:
    usual = Wanted()
    said = {}
    for item in fields(one):
        value = getattr(one, item.name)
        if isinstance(one, Wanted) and value == getattr(usual, item.name):
            continue
        if isinstance(value, Flow):
            value = _asked(value)
        said[item.name] = value.isoformat() if isinstance(value, date) else value
    return said


def read_definition(text: str) -> ListDefinition:
    """A kept definition; one of a later version that asks what we do not know is refused."""
    try:
        said = json.loads(text)
        columns = check_columns(said.pop("columns"))
        if "flow" in said:
            said["flow"] = Flow(**_typed(said["flow"]))
        return ListDefinition(Wanted(**_typed(said)), columns)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UserError("这份名单是别的版本存的，这里读不了。请重新选条件，再存一次。") from None


_DAYS = ("as_at", "registered_from", "registered_to", "first", "last")


def _typed(said: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(value, list):
            found[name] = tuple(value)
        else:
            found[name] = date.fromisoformat(value) if name in _DAYS else value
    return found


def in_words(wanted: Wanted, names: Names) -> list[str]:
    """The filters as a clerk says them: 女, 60 岁以上, 第3网格; the order is not one."""
    said = [] if wanted.status == "present" else [STANDINGS[wanted.status]]
    if wanted.as_at is not None:
        said.insert(0, f"截至 {wanted.as_at}")
    if wanted.flow is not None:
        said.append(_flow_words(wanted.flow))
    if wanted.name:
        said.append(f"姓名含“{wanted.name}”")
    said += [word for word in (_ages(wanted), _sizes(wanted), _registered(wanted)) if word]
    said += [word for word in (_set(wanted, one, names) for one in _SETS) if word]
    return said + (["户主"] if wanted.heads else [])


def _ages(wanted: Wanted) -> str:
    if wanted.ageless:
        return "没有出生日期"
    return _range(wanted.youngest, wanted.oldest, "岁")


def _sizes(wanted: Wanted) -> str:
    said = _range(wanted.smallest, wanted.largest, "人")
    return f"每户 {said}" if said else ""


def _range(least: int | None, most: int | None, unit: str) -> str:
    if least is None and most is None:
        return ""
    if least == most:
        return f"{least} {unit}"
    if most is None:
        return f"{least} {unit}以上"
    return f"{most} {unit}以下" if least is None else f"{least}–{most} {unit}"


def _registered(wanted: Wanted) -> str:
    first, last = wanted.registered_from, wanted.registered_to
    if first is None and last is None:
        return ""
    said = [f"{first} 起" if first else "", f"{last} 止" if last else ""]
    return " ".join(filter(None, said)) + "登记"


def _flow_words(flow: Flow) -> str:
    kinds = "、".join(EVENTS.get(kind, kind) for kind in flow.kinds)
    side = "增加" if flow.side == "gain" else "减少"
    return f"{flow.first:%Y年%m月}{kinds or side}"


def _set(wanted: Wanted, name: str, names: Names) -> str:
    values = getattr(wanted, name)
    word = _SETS[name](names)
    return "、".join(word(value) or _NOTHING_SAID for value in values)


def _coded(name: TableName) -> Callable[[Names], Callable[[Any], str]]:
    return lambda _names: lambda code: table(name).label(code) if code else ""


_SETS: Mapping[str, Callable[[Names], Callable[[Any], str]]] = {
    "sexes": _coded("sex"),
    "hukou": lambda _: lambda code: HUKOU_KINDS.get(code, code),
    "separations": lambda _: lambda state: APARTNESS.get(state, state),
    "ethnicities": _coded("ethnicity"),
    "educations": _coded("education"),
    "maritals": _coded("marital"),
    "politicals": _coded("political"),
    "grids": lambda names: lambda one: names.grids.get(one, "") if one else "没划进网格",
    "buildings": lambda names: lambda one: names.buildings.get(one, "") if one else "没有住址",
    "tags": lambda names: lambda code: names.tags.get(code, code),
}
