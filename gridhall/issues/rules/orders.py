"""What a step on an issue is told: the owner, the route, the deadline, the resident's word."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.issues.labels import DECLINES, LEVELS, MEASURES, ROUTES, SIZES, WORDS
from gridhall.issues.rules.drafts import check_words, refusal, short

FARTHEST: Final = timedelta(days=3 * 366)
MOST_POINTS: Final = 100


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an issue is (责任单位): one of the three, or only said in words."""

    unit_id: int | None = None
    organisation_id: int | None = None
    agency_id: int | None = None
    name: str = ""
    contact: str = ""

    @property
    def key(self) -> str:
        """unit:3, organisation:7, agency:2; "words" for one outside the directory."""
        for kind in ("unit", "organisation", "agency"):
            found = getattr(self, f"{kind}_id")
            if found is not None:
                return f"{kind}:{found}"
        return "words"

    @classmethod
    def of_key(cls, key: str, name: str = "") -> "Owner":
        """The owner that a key names."""
        kind, _, found = key.partition(":")
        if kind not in ("unit", "organisation", "agency") or not found.isdecimal():
            return cls(name=name)
        return cls(name=name, **{f"{kind}_id": int(found)})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class RouteOrder:
    """Who is to deal with it, by which route (None: 就地办理), until when (None: as usual)."""

    route: int | None
    owner: Owner
    due_on: date | None = None
    rule_id: int | None = None
    meeting_id: int | None = None  # decided in this joint meeting
    why: str = ""  # routed anew: why the owner before it has it no more


@dataclass(frozen=True, slots=True)
class Sorting:
    """What an issue is about, how big it is, where (梳理)."""

    category_id: int | None
    size: str
    manner: str = ""
    grid_id: int | None = None
    compound_id: int | None = None
    building_id: int | None = None
    spot: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an issue is not admitted; a duplicate goes into `duplicate_of` (并入)."""

    kind: str  # labels.DECLINES
    why: str = ""
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Whistling:
    """A whistle is blown: by which rule of the matrix, and until when somebody must come."""

    rule_id: int | None = None
    report_by: date | None = None  # None: as the rule or the hall says
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Somebody reported in (报到)."""

    by: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """The resident's word on what was done (群众评价): what, whose, in which words."""

    word: str  # labels.WORDS
    by: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class MeasureOrder:
    """One of the five measures (五项措施) to be taken."""

    kind: str  # labels.MEASURES
    target: str = ""  # to whom; "": the owner
    note: str = ""
    points: int | None = None  # scoring
    reply_by: date | None = None
    number: str = ""  # 文号


def check_sorting(order: Sorting) -> Sorting:
    """A sorting in its stored form."""
    if order.category_id is None:
        raise refusal("category", "请选问题类别，打首字母就能找到")
    if order.size not in SIZES:
        raise refusal("size", "请选琐事、小事还是大事")
    return replace(order, manner=clean(order.manner), spot=short(order.spot, "具体位置", 60))


def check_refusal(order: Refusal) -> Refusal:
    """A refusal in its stored form; every one has a reason that somebody can read later."""
    if order.kind not in DECLINES:
        known = "、".join(DECLINES.values())
        raise refusal("kind", f"请选不纳入的原因：{known}")
    if order.kind == "duplicate" and order.duplicate_of is None:
        raise refusal("duplicate_of", "请选与哪一件重复，打编号或标题就能找到")
    if order.kind == "other":
        return replace(order, why=check_words(order.why, "不纳入的原因", "两家已自行协商解决"))
    why = short(order.why, "不纳入的原因")
    kept = order.duplicate_of if order.kind == "duplicate" else None
    return replace(order, why=why, duplicate_of=kept)


def check_route(order: RouteOrder) -> RouteOrder:
    """An order to route in its stored form."""
    if order.route is not None and order.route not in ROUTES:
        raise refusal("route", "请选四类响应里的一类：1 综合党委、2 街道、3 会商、4 协调")
    owner = replace(order.owner, name=clean(order.owner.name), contact=clean(order.owner.contact))
    if owner.key == "words" and not owner.name:
        raise refusal("owner", "请选责任单位：打首字母选单位、组织或办事机构，或写名称")
    if len(owner.name) > 100:
        raise refusal("owner", f"责任单位最长 100 个字，现在是 {len(owner.name)} 个字")
    if len(owner.contact) > 60:
        raise refusal("contact", f"联系人最长 60 个字，现在是 {len(owner.contact)} 个字")
    return replace(order, owner=owner, why=short(order.why, "改派的原因", 100))


def check_due(due_on: date, on: date, in_meeting: bool = False) -> date:
    """Refuse a deadline before the day that sets it, or years away."""
    if due_on < on:
        told = f"早于联席会议那天（{on}）" if in_meeting else f"早于定期限的这一天（{on}）"
        raise refusal("due_on", f"办理期限 {due_on} {told}，请往后改")
    if due_on - on > FARTHEST:
        raise refusal("due_on", f"办理期限 {due_on} 太远了，请核对年份")
    return due_on


def check_report_by(report_by: date, on: date) -> date:
    """Refuse a day to report in before the whistle."""
    if report_by < on:
        raise refusal("report_by", f"报到期限 {report_by} 早于吹哨那天（{on}），请往后改")
    if report_by - on > FARTHEST:
        raise refusal("report_by", f"报到期限 {report_by} 太远了，请核对年份")
    return report_by


def check_reporting(order: Reporting) -> Reporting:
    """Who reported in, in its stored form."""
    by = clean_name(order.by)
    if not by:
        raise refusal("by", "请写谁来报到，例如 城管中队 李强")
    if len(by) > 60:
        raise refusal("by", f"报到人最长 60 个字，现在是 {len(by)} 个字")
    return Reporting(by, short(order.words, "报到情况"))


def check_word(order: Word) -> Word:
    """The resident's word in its stored form."""
    by = clean_name(order.by)
    if order.word not in WORDS:
        raise refusal("word", "请问群众满意不满意，选满意、基本满意或不满意")
    if not by:
        raise refusal("word_by", "请写是谁说的，例如 反映人本人、3号楼居民代表")
    if len(by) > 60:
        raise refusal("word_by", f"评价人最长 60 个字，现在是 {len(by)} 个字")
    said = short(order.said, "群众的话")
    if order.word == "unsatisfied" and not said:
        raise refusal("said", "不满意要写一句为什么，退回再办时办理人才知道怎么办")
    return Word(order.word, by, said)


def check_measure(order: MeasureOrder) -> MeasureOrder:
    """A measure in its stored form."""
    if order.kind not in MEASURES:
        raise refusal("kind", f"请选五项措施里的一项：{'、'.join(MEASURES.values())}")
    kept = replace(
        order,
        target=short(order.target, "对象"),
        note=clean_lines(order.note),
        number=short(order.number, "文号", 40),
    )
    if len(kept.note) > 2000:
        raise refusal("note", f"说明最多 2000 个字，现在是 {len(kept.note)} 个字")
    if kept.kind in ("scoring", "accountability") and not kept.note:
        raise refusal("note", f"{MEASURES[kept.kind]}要写为什么，以后才说得清")
    if kept.kind == "scoring":
        _check_points(kept.points)
    elif kept.points is not None:
        raise refusal("points", "只有量化考核写分值，这一项请不要写")
    return kept


def _check_points(points: int | None) -> None:
    if not points:
        raise refusal("points", "量化考核要写加减多少分，例如 -5")
    if not -MOST_POINTS <= points <= MOST_POINTS:
        raise refusal("points", f"分值要在 -{MOST_POINTS} 到 {MOST_POINTS} 之间，现在是 {points}")


def next_level(level: int, number: str) -> int:
    """The level above; the city is the last."""
    if level >= max(LEVELS):
        raise refusal("level", f"{number} 已经在市一级，不能再上报。请用“重新分派”或“五项措施”")
    return level + 1
