"""What the transfers' lists show: who is chosen, who goes, the transfers with their clocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.codes import table
from gridhall.qt.table import Column
from gridhall.registry.labels import DIRECTIONS
from gridhall.registry.queries import MatterRow
from gridhall.registry.queries.transfers import CategoryRow, MonthTotal, TransferRow
from gridhall.registry.rules import age_on


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody chosen in the first step; `id` below zero: without a file yet."""

    id: int
    name: str
    facts: str
    number: str
    relation: str
    place: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class Going:
    """A line of the second step: somebody concerned, and what becomes of them."""

    id: int
    name: str
    ticked: bool
    fixed: bool  # cannot go: is registered there already
    relation: str
    after: str
    sex: str
    birth_date: date | None
    origin: str
    instead: str = ""  # said of who goes where no relation is to be chosen, or none yet


CHOSEN: Sequence[Column[Chosen]] = (
    Column[Chosen]("姓名", lambda row: row.name, width=108, kind="bold"),
    Column[Chosen]("性别 年龄", lambda row: row.facts, width=84),
    Column[Chosen]("证件号", lambda row: row.number, width=166),
    Column[Chosen]("关系", lambda row: row.relation, width=72),
    Column[Chosen]("现在的登记", lambda row: row.place, width=150, kind="dim", stretch=True),
    Column[Chosen]("档案", lambda row: row.state, width=84, kind="chip", tone=lambda row: row.tone),
)

TICK, AFTER = 0, 3  # the columns of `going_columns` that are acted on


def going_columns(today: Callable[[], date]) -> Sequence[Column[Going]]:
    """The members who may go: a tick, what they are now, what they will be."""
    return (
        Column[Going]("迁", _tick, width=40, kind="check"),
        Column[Going]("姓名", lambda row: row.name, width=108, kind="bold"),
        Column[Going]("与户主关系", lambda row: relation_words(row.relation), width=96),
        Column[Going]("办完以后", _after_words, width=116, tone=_after_tone),
        Column[Going](
            "性别 年龄", lambda row: facts_of(row.sex, row.birth_date, today()), width=84
        ),
        Column[Going]("原户籍", lambda row: row.origin, width=150, kind="dim", stretch=True),
    )


def facts_of(sex: str, born: date | None, today: date) -> str:
    """女 67; what is not known is left out."""
    word = table("sex").label(sex) if sex in ("1", "2") else ""
    return " ".join(filter(None, (word, str(age_on(born, today)) if born else "")))


def relation_words(code: str) -> str:
    """A relation to the head as the lists show it; a dash where there is none."""
    return table("relation").label(code) if code else "—"


def _tick(row: Going) -> str:
    return "1" if row.ticked else "0"


def _after_words(row: Going) -> str:
    if row.after:
        return relation_words(row.after)
    return row.instead or "请选关系" if row.ticked or row.fixed else "—"


def _after_tone(row: Going) -> str:
    waits = not row.after and not row.instead and (row.ticked or row.fixed)
    return "amber" if waits else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A transfer in the list, ticked or not for the hand-over (移交)."""

    row: TransferRow
    ticked: bool

    @property
    def id(self) -> int:
        """The transfer."""
        return self.row.id


STATE_TONES = {
    "consulting": "grey",
    "received": "blue",
    "material_notice": "purple",
    "accepted": "blue",
    "checking": "blue",
    "publicity": "blue",
    "submitted": "purple",
    "permit_issued": "purple",
    "moved_out": "purple",
    "settled": "green",
    "notified": "green",
    "archived": "grey",
    "rejected": "grey",
    "withdrawn": "grey",
    "expired": "red",
    "returned": "amber",
}
WIDE = 1500  # effective window width from which the lesser columns show


def clock_words(row: TransferRow) -> str:
    """The day that runs out; without one, since when it is here."""
    if row.clock is not None:
        return row.clock.word
    if row.settled_on is not None:
        return f"{row.settled_on:%m-%d} 办结"
    return f"{row.received_on:%m-%d} 收件"


def clock_tone(row: TransferRow) -> str:
    """Red, amber or green of the clock; without one blue while it is open, then grey."""
    if row.clock is not None:
        return row.clock.tone
    return "blue" if row.is_open else "grey"


def state_tone(row: TransferRow) -> str:
    """The tone of a state's chip; what was taken back is grey."""
    if row.reversed_by or row.reverses_number:
        return "grey"
    return STATE_TONES.get(row.state, "grey")


def state_words(row: TransferRow) -> str:
    """The state; one that was taken back says so."""
    return "已被撤回" if row.reversed_by else row.state_label


def transfer_sub(row: TransferRow) -> str:
    """The line under who: 迁入 · 购房落户 · 烟台市示例街道."""
    flags = ("绿色通道" if row.green_channel else "", "一站式" if row.one_stop else "")
    words = (row.direction_label, row.category_name, row.place, *flags)
    return " · ".join(filter(None, words))


LISTED: Sequence[Column[Listed]] = (
    Column[Listed]("选", lambda one: "1" if one.ticked else "0", width=38, kind="check"),
    Column[Listed](
        "期限",
        lambda one: clock_words(one.row),
        width=172,
        kind="due",
        tone=lambda one: clock_tone(one.row),
    ),
    Column[Listed]("编号", lambda one: one.row.number, width=134),
    Column[Listed](
        "谁迁、怎么迁",
        lambda one: one.row.title,
        width=200,
        kind="two",
        sub=lambda one: transfer_sub(one.row),
        stretch=True,
    ),
    Column[Listed]("经办", lambda one: one.row.clerk_name, width=84, from_width=WIDE),
    Column[Listed](
        "状态",
        lambda one: state_words(one.row),
        width=124,
        kind="chip",
        tone=lambda one: state_tone(one.row),
    ),
)

MONTHS: Sequence[Column[MonthTotal]] = (
    Column[MonthTotal]("月份", lambda row: f"{row.month} 月", width=72, stretch=True),
    Column[MonthTotal]("户", lambda row: _figure(row.households), width=64, right=True),
    Column[MonthTotal]("人", lambda row: _figure(row.people), width=64, right=True),
    Column[MonthTotal]("累计户", lambda row: str(row.households_so_far), width=80, right=True),
    Column[MonthTotal]("累计人", lambda row: str(row.people_so_far), width=80, right=True),
)


CATEGORIES: Sequence[Column[CategoryRow]] = (
    Column[CategoryRow](
        "类别",
        lambda row: row.name,
        width=200,
        kind="two",
        sub=lambda row: f"{DIRECTIONS[row.direction]} · {len(row.materials)} 样材料",
        stretch=True,
    ),
    Column[CategoryRow](
        "",
        lambda row: "" if row.active else "停用",
        width=70,
        kind="chip",
        tone=lambda row: "grey",
    ),
)


def _figure(number: int) -> str:
    return str(number) if number else "—"


def transfer_matter(row: TransferRow) -> MatterRow:
    """A transfer among what somebody has had done (最近事项)."""
    return MatterRow(
        row.received_on,
        f"户籍{row.direction_label}",
        clock_words(row) if row.clock is not None else state_words(row),
        row.clock.tone if row.clock is not None else state_tone(row),
        row.clerk_name,
        "transfer",
        row.id,
        row.number,
        row.is_open,
    )
