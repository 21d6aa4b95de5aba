"""The hard rules of the rota, in one place; each says in a sentence why somebody may not.

A rule looks at a cell and somebody (`OF_DAY`, `OF_TIME`, `OF_POST`), or also at where they are
already and who else is in the cell (`OF_OTHERS`). "" is: nothing against it.
"""

from collections.abc import Callable, Iterable
from datetime import date

from gridhall.core.clock import overlap
from gridhall.registry.rules import age_on
from gridhall.volunteering.rules.rota.hours import free_part, is_free, say_part
from gridhall.volunteering.rules.rota.problem import Around, Candidate, CellSpec, pair

TRAVEL_GAP = 15  # minutes from one place to another
ADULT, YOUNGEST = 18, 8  # 民法典 §17, §19: under 8 without capacity
LATEST_OF_MINORS = 20 * 60  # no shift of a minor ends later
NOON = 12 * 60

Rule = Callable[[CellSpec, Candidate], str]
OtherRule = Callable[[CellSpec, Candidate, Around], str]


def is_here(cell: CellSpec, one: Candidate) -> str:
    """Registered and there on that day."""
    if one.gone_on is not None and one.gone_on <= cell.day:
        return f"{one.name}{one.gone}，不能排班"
    if one.state == "paused":
        return f"{one.name}已暂停服务，不能排班"
    if one.state == "left" and one.gone_on is None:
        return f"{one.name}已退出志愿服务，不能排班"
    if one.joined_on is not None and one.joined_on > cell.day:
        return f"{one.name}{_said(one.joined_on)}才加入，这一天不能排班"
    return ""


def is_of_age(cell: CellSpec, one: Candidate) -> str:
    """A child under eight never; a minor with the guardian's consent or accompanied."""
    years = _years(cell, one)
    if years < YOUNGEST:
        return f"{one.name}还不满 8 周岁，不能排班"
    if years < ADULT and not one.has_consent:
        return f"{one.name}未满 18 周岁，没有监护人同意或陪同，不能排班"
    return ""


def is_early(cell: CellSpec, one: Candidate) -> str:
    """A minor's shift ends by eight in the evening."""
    if cell.ends > LATEST_OF_MINORS and _years(cell, one) < ADULT:
        return f"{one.name}未满 18 周岁，20:00 以后的班次不能排"
    return ""


def is_at_hand(cell: CellSpec, one: Candidate) -> str:
    """Free for the whole shift."""
    if is_free(one.spare, cell.day, (cell.starts, cell.ends)):
        return ""
    part = free_part(one.spare, cell.day, (cell.starts, cell.ends))
    return f"{one.name}这一班{say_part(part)}"


def is_willing(cell: CellSpec, one: Candidate) -> str:
    """Nobody is put where they refused to go."""
    for kind, target in targets(cell):
        if (kind, target) in one.refusals:
            return f"{one.name}说过不去{_REFUSED[kind](cell, target)}，不能排"
    return ""


def is_skilled(cell: CellSpec, one: Candidate) -> str:
    """Has the post's skill, with a paper that is valid that day (that day included)."""
    if cell.skill_id is None:
        return ""
    if cell.skill_id not in one.skills:
        return f"“{cell.post}”要会{cell.skill}，{one.name}没有登记这项技能"
    until = one.skills[cell.skill_id]
    if until is None:
        return f"{one.name}的{cell.skill}没有写有效期，补上再排" if cell.needs_paper else ""
    if until < cell.day:
        return f"{one.name}的{cell.skill}{_said(until)}到期，{_said(cell.day)}已失效"
    return ""


def is_safe(cell: CellSpec, one: Candidate) -> str:
    """A dangerous post takes no minors, and nobody without insurance."""
    if not cell.is_dangerous:
        return ""
    if _years(cell, one) < ADULT:
        return f"“{cell.post}”有危险，{one.name}未满 18 周岁，不能排"
    if one.insured_until is None or one.insured_until < cell.day:
        return f"“{cell.post}”有危险，{one.name}这一天没有志愿服务保险，不能排"
    return ""


def is_not_elsewhere(cell: CellSpec, one: Candidate, around: Around) -> str:
    """One place at a time, with time to go from one to another."""
    for other in around.taken:
        if other.id == cell.id:
            return f"{one.name}已在这一格，不用再排"
        if clashes(cell, other):
            if overlap((cell.begin, cell.end), (other.begin, other.end)):
                return f"{one.name}这一班已在“{other.post}”，不能同时排两个岗"
            return f"{one.name}在“{other.post}”和“{cell.post}”之间不到 {TRAVEL_GAP} 分钟，赶不过去"
    return ""


def is_within_month(cell: CellSpec, one: Candidate, around: Around) -> str:
    """No more service days a month than the volunteer said."""
    if one.max_per_month is None:
        return ""
    month = {other.day for other in around.taken if _month(other.day) == _month(cell.day)}
    if cell.day in month or len(month) < one.max_per_month:
        return ""
    return f"{one.name}每月最多 {one.max_per_month} 天，{cell.day.month} 月已排 {len(month)} 天"


def is_not_apart(cell: CellSpec, one: Candidate, around: Around) -> str:
    """Two who must not serve together are not in one cell."""
    for other in around.inside:
        if pair(one.id, other.id) in around.apart:
            return f"{one.name}和{other.name}不安排在一起，{other.name}已在这一格"
    return ""


def leaves_party(cell: CellSpec, one: Candidate, around: Around) -> str:
    """The last seat of a post that needs a party member is kept for one."""
    if not cell.needs_party or one.is_party or any(other.is_party for other in around.inside):
        return ""
    if len(around.inside) < cell.wanted - 1:
        return ""
    return f"“{cell.post}”至少要一名党员，余下的位置要留给党员，{one.name}不是党员"


OF_DAY: tuple[Rule, ...] = (is_here, is_of_age)
OF_TIME: tuple[Rule, ...] = (is_early, is_at_hand)
OF_POST: tuple[Rule, ...] = (is_willing, is_skilled, is_safe)
OF_OTHERS: tuple[OtherRule, ...] = (
    is_not_elsewhere, is_within_month, is_not_apart, leaves_party,
)  # fmt: skip


def broken_alone(cell: CellSpec, one: Candidate) -> str:
    """The first rule that is broken whoever else is where; "" if none."""
    return _first(rule(cell, one) for rule in (*OF_DAY, *OF_POST, *OF_TIME))


def broken(cell: CellSpec, one: Candidate, around: Around) -> str:
    """The sentence of the first broken rule; "" if somebody may be put into the cell."""
    return broken_alone(cell, one) or _first(rule(cell, one, around) for rule in OF_OTHERS)


def clashes(one: CellSpec, other: CellSpec) -> bool:
    """Whether nobody can be in both: they share time, or there is no time to go there."""
    gap = 0 if one.place == other.place else TRAVEL_GAP
    return overlap((one.begin, one.end), (other.begin, other.end), gap)


def targets(cell: CellSpec) -> list[tuple[str, str]]:
    """What of a cell can be wished for or refused: target_kind, target."""
    found = [("duty", name) for name in dict.fromkeys((cell.duty, cell.post)) if name]
    found += [("squad", str(cell.squad_id))] * (cell.squad_id is not None)
    found += [("grid", str(cell.grid_id))] * (cell.grid_id is not None)
    return [*found, *(("half", half) for half in halves(cell))]


def halves(cell: CellSpec) -> list[str]:
    """Which halves of the day a shift has a part in."""
    return ["am"] * (cell.starts < NOON) + ["pm"] * (cell.ends > NOON)


def _years(cell: CellSpec, one: Candidate) -> int:
    """How old on the day; of whom the day of birth is not known, an adult."""
    return ADULT if one.born is None else age_on(one.born, cell.day)


_REFUSED: dict[str, Callable[[CellSpec, str], str]] = {
    "duty": lambda cell, target: f"“{target}”",
    "squad": lambda cell, target: f"“{cell.post}”所属的小分队",
    "grid": lambda cell, target: f"“{cell.post}”所在的网格",
    "half": lambda cell, target: {"am": "上午的班", "pm": "下午的班"}.get(target, "这一班"),
}


def _first(sentences: Iterable[str]) -> str:
    return next(filter(None, sentences), "")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
