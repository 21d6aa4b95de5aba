"""What the amber strip says of a plan, and the one key that puts it right (Alt+U)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.rules import age_on
from gridhall.registry.rules.changes import Doubt, Home, Member, Plan

_ALONE, BUSY = "minor.alone", "person.busy"
_THERE = {BUSY: "看那一件", "relation.missing": "选关系", "relation.doubt": "改关系"}
_FIRST = (
    "person.gone",
    BUSY,
    "person.absent",
    "person.here",
    "date.future",
    _ALONE,
    "home.no_head",
    "home.occupied",
)
_SHE, _HE = "她", "他"


@dataclass(frozen=True, slots=True)
class Guard:
    """One sentence for the strip; `fix` does what `act` says, None where nothing can be done."""

    sentence: str
    act: str = ""
    fix: Callable[[Form], None] | None = None
    hard: bool = False
    person_id: int | None = None
    code: str = ""


def guard_of(plan: Plan, form: Form, today: date) -> Guard | None:
    """The most pressing doubt of a plan with its remedy; None when nothing speaks against it."""
    doubts = [one for one in plan.doubts if one.code != _ALONE] + _children_left(form)
    if not doubts:
        return None
    doubt = min(doubts, key=_rank)
    same = [one for one in doubts if one.code == doubt.code]
    made = _REMEDIES.get(doubt.code)
    there = (_THERE.get(doubt.code, ""), None)
    act, fix = made(same, form, today) if made is not None else there
    more = len(doubts) - len(same)
    told = doubt.sentence + (f"（另有 {more} 处）" if more else "")
    return Guard(told, act, fix, doubt.hard, doubt.person_id, doubt.code)


def _children_left(form: Form) -> list[Doubt]:
    """Minors who are not ticked although no adult of their household stays (民法典 §27)."""
    day, going, left = form.effective_on, form.party.going, []
    for home in form.party.homes.values():
        staying = [one for one in home.members if one.person_id not in going]
        if len(staying) == len(home.members) or not all(one.is_minor(day) for one in staying):
            continue
        left += staying
    return [_child_left(one, day) for one in left] if not (form.reason or form.moves_nobody) else []


def _child_left(child: Member, day: date) -> Doubt:
    age = f"（{age_on(child.birth_date, day)} 岁）" if child.birth_date else ""
    told = "未成年人一般随监护人一同迁移，确认不迁请填写原因"
    return Doubt(_ALONE, f"{child.name}{age}未勾选：{told}", True, child.person_id)


Remedy = tuple[str, Callable[[Form], None] | None]


def _tick(same: Sequence[Doubt], form: Form, _today: date) -> Remedy:
    ids = {one.person_id for one in same if one.person_id is not None}
    sexes = {one.sex for one in form.party.everybody if one.person_id in ids}
    word = _SHE if sexes == {"2"} else _HE

    def fix(form: Form) -> None:
        form.party.going |= ids

    return (f"勾上{word}" if len(ids) == 1 else f"都勾上（{len(ids)} 人）"), fix


def _name_head(same: Sequence[Doubt], form: Form, _today: date) -> Remedy:
    who = form.party.left_head(form.effective_on)
    name = next((one.name for one in form.party.everybody if one.person_id == who), "")

    def fix(form: Form) -> None:
        form.party.old_head = who

    return (f"选{name}", fix) if name else ("", None)


def _come_today(same: Sequence[Doubt], form: Form, today: date) -> Remedy:
    def fix(form: Form) -> None:
        form.effective_on = today

    return "改成今天", fix


def _join(same: Sequence[Doubt], form: Form, _today: date) -> Remedy:
    """Into the household that lives there; the pane looks it up by `joins`."""
    household_id = same[0].household_id

    def fix(form: Form) -> None:
        form.joins = household_id

    return "并入这一户", fix


_REMEDIES: dict[str, Callable[[Sequence[Doubt], Form, date], Remedy]] = {
    _ALONE: _tick,
    "home.no_head": _name_head,
    "date.future": _come_today,
    "home.occupied": _join,
}


def _rank(doubt: Doubt) -> tuple[bool, int]:
    place = _FIRST.index(doubt.code) if doubt.code in _FIRST else len(_FIRST)
    return (not doubt.hard, place)


@dataclass(frozen=True, slots=True)
class After:
    """The two households as they will be, in words (办完以后)."""

    from_title: str
    from_names: str
    to_title: str
    to_names: str


def after_of(plan: Plan, form: Form) -> After:
    """What the read-only preview says."""
    goes = set(form.draft().movers)
    return After(
        _from_title(form), _from_names(plan, form, goes), _to_title(form), _to_names(plan, form)
    )


def _from_title(form: Form) -> str:
    party = form.party
    if form.direction == "in" and (party.stays_here or not party.homes):
        return f"原户籍 {form.from_place or '外地'}"
    home = next(iter(party.homes.values()), None)
    if home is None:
        return "原户籍"
    return f"{home.address or '没有登记住址'} · {home.title} · 户号 {home.number}"


def _from_names(plan: Plan, form: Form, goes: set[int]) -> str:
    if form.moves_nobody:
        return "原来：" + _names(plan.before[0]) if plan.before else ""
    left = [one for one in form.party.everybody if one.person_id not in goes]
    if form.party.stays_here or not form.party.homes:
        names = "　".join(one.name for one in left)
        return f"{names} {len(left)} 人户籍不动" if left else "全部迁来"
    home = next((one for one in plan.after if one.id in form.party.homes), None)
    if home is not None and _moved_whole(plan, home):
        return f"整户搬走，户号 {home.number} 不变"
    return _names(home) if home is not None and home.members else "没有人了，这一户随之销户"


def _to_title(form: Form) -> str:
    if form.moves_nobody:
        return "办完以后"
    if form.kind == "died":
        return "户口注销"
    if form.direction == "out":
        return f"迁往 {form.place or '（还没有填）'}"
    target = form.party.target
    if target is None:
        return "迁入地址还没有填"
    joined = form.party.joined
    number = f"户号 {joined.number}" if joined is not None else "新户号办结时生成"
    return " · ".join(filter(None, (target.address, number)))


def _to_names(plan: Plan, form: Form) -> str:
    target = form.party.target
    if form.moves_nobody:
        return _names(plan.after[0]) if plan.after else ""
    if form.direction == "out" or target is None:
        return "　".join(one.name for one in form.party.movers)
    home = next((one for one in plan.after if one.id == target.household_id), None)
    if home is None:
        home = next((one for one in plan.after if _moved_whole(plan, one)), None)
    if home is None:
        return ""
    if form.party.stays_here:
        return _names(home, only={one.person_id for one in form.party.movers})
    return _names(home)


def _moved_whole(plan: Plan, home: Home) -> bool:
    """Whether the household goes behind another door with everybody in it."""
    was = next((one for one in plan.before if one.id == home.id), home)
    return bool(home.members) and was.dwelling_id != home.dwelling_id


def _names(home: Home, only: set[int] | None = None) -> str:
    """张桂花（户主）　李建军　王晓燕."""
    shown = [one for one in home.members if only is None or one.person_id in only]
    head = home.head
    shown.sort(key=lambda one: one is not head)
    return "　".join(f"{one.name}（户主）" if one is head else one.name for one in shown)
