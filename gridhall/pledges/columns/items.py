"""How items of the three lists are shown: the list, the facts of one, what fits it."""

from gridhall.core.money import say_money
from gridhall.pledges.labels import LISTS, state_label
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.queries.matching import MatchRow
from gridhall.pledges.rules.states import ENDED
from gridhall.qt.table import Column

TONES = {
    "open": "amber",
    "claimed": "blue",
    "doing": "blue",
    "delivered": "purple",
    "confirmed": "green",
    "withdrawn": "grey",
}


def item_state(row: ItemRow) -> str:
    """待认领; partly claimed 还差 2 场; a resource that can be used 可用."""
    if row.state != "open":
        return state_label(row.state)
    if row.kind == "resource":
        return "可用"
    return f"还差 {row.left} {row.measure}" if row.taken else state_label(row.state)


def item_tone(row: ItemRow) -> str:
    """The chip's colour, of the state alone; that it is late stands by its day."""
    if row.state == "open" and row.kind == "resource":
        return "green"
    return TONES.get(row.state, "grey")


def amount(row: ItemRow) -> str:
    """2/3 场."""
    return f"{row.taken}/{row.quantity} {row.measure}"


def due_words(row: ItemRow) -> str:
    """过期 6 天, 今天到期, else the day it is wanted by."""
    if row.is_late and row.days_left is not None:
        return f"过期 {-row.days_left} 天"
    if row.days_left == 0 and row.state != "delivered":
        return "今天到期"
    return str(row.due_on or "不限")


def due_tone(row: ItemRow) -> str:
    """Red for what is late alone; amber on its last two days; a tick for what has ended."""
    if row.is_late:
        return "red"
    if row.state in ENDED:
        return "grey"
    if row.state == "delivered" or row.days_left is None:
        return "blue"
    return "amber" if row.days_left <= 1 else "green"


def _title(row: ItemRow) -> str:
    return f"★ {row.title}" if row.is_practical else row.title


def _below(row: ItemRow) -> str:
    return " · ".join(filter(None, (row.number, row.owner, row.place)))


ITEMS: tuple[Column[ItemRow], ...] = (
    Column("名称", _title, 200, "two", sub=_below, stretch=True),
    Column("类别", lambda row: row.category or "—", 108, "dim", from_width=1240, spread=True),
    Column(
        "已认领", amount, 124, "bar",
        part=lambda row: min(1.0, row.taken / row.quantity),
        tone=lambda row: "green" if row.left == 0 else "blue",
    ),
    Column("希望完成", due_words, 128, "due", tone=due_tone),
    Column("状态", item_state, 108, "chip", tone=item_tone, spread=True),
)  # fmt: skip

MATCHES: tuple[Column[MatchRow], ...] = (
    Column(
        "名称",
        lambda row: f"{row.item.owner}：{row.item.title}" if row.item.owner else row.item.title,
        150,
        "two",
        sub=lambda row: row.why,
        stretch=True,
    ),
    Column("还有", lambda row: f"{row.item.left} {row.item.measure}", 72, right=True),
)


def item_chips(row: ItemRow) -> list[tuple[str, str]]:
    """The chips below an item's name."""
    return [
        (item_state(row), item_tone(row)),
        ("惠民实事" if row.is_practical else "", "green"),
        (due_words(row) if row.is_late else "", "red"),
    ]


def item_facts(row: ItemRow) -> list[tuple[str, str]]:
    """What the card says of an item."""
    claimed = f"，已认领 {row.taken}" if row.taken else ""
    left = f"，还剩 {row.left}" if row.taken and row.left else ""
    return [
        ("内容", row.content),
        ("数量", f"{row.quantity} {row.measure}{claimed}{left}"),
        ("类别", row.category),
        ("单位", row.unit),
        ("提出", row.proposer),
        ("所属组织", row.organisation),
        ("地点", row.place),
        ("需要技能", row.skill),
        ("金额", say_money(row.money_fen)),
        ("收集日期", str(row.opened_on)),
        ("希望完成", str(row.due_on or "")),
        ("结束", str(row.ended_on or "")),
        ("撤下原因", row.why if row.state == "withdrawn" else ""),
    ]


def item_path(row: ItemRow) -> str:
    """需求清单 · 需〔2026〕001."""
    return f"{LISTS.get(row.kind, '')} · {row.number}"
