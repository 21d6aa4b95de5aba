"""How claims are shown: on an item's card, on a unit's."""

from gridhall.core.money import say_money
from gridhall.pledges.labels import WHERE, claim_label
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.qt.table import Column

TONES = {
    "claimed": "blue",
    "doing": "blue",
    "delivered": "purple",
    "confirmed": "green",
    "given_up": "grey",
}


def claim_state(row: ClaimRow) -> str:
    """已认领, 过了承诺; with its stars once it is confirmed."""
    if row.is_late:
        return "过了承诺"
    said = claim_label(row.state)
    return f"{said} {row.stars}★" if row.state == "confirmed" and row.stars else said


def claim_tone(row: ClaimRow) -> str:
    """The chip's colour: past the promised day is red."""
    return "red" if row.is_late else TONES.get(row.state, "grey")


def claim_line(row: ClaimRow) -> str:
    """What stands below who claims: when, until when, what came of it."""
    words = (
        f"用“{row.matched}”" if row.matched else "",
        f"承诺 {row.promised_on}" if row.promised_on and row.state in ("claimed", "doing") else "",
        f"{row.delivered_on} 交付" if row.delivered_on else "",
        f"服务 {row.served} 人次" if row.served else "",
        _post(row),
        row.why if row.state == "given_up" else "",
    )
    return " · ".join(filter(None, words)) or f"{row.claimed_on} {WHERE.get(row.where_claimed, '')}"


def _post(row: ClaimRow) -> str:
    """11月25日岗位; its name too where it is another one than the item's."""
    if not row.post:
        return ""
    day = f"{row.post_day.month}月{row.post_day.day}日" if row.post_day else ""
    return f"{day}岗位" if row.post == row.title else f"{day}岗位“{row.post}”"


CLAIMS: tuple[Column[ClaimRow], ...] = (
    Column("认领", lambda row: row.who, 120, "two", sub=claim_line, stretch=True),
    Column("数量", lambda row: f"{row.quantity} {row.measure}", 68, right=True),
    Column("状态", claim_state, 96, "chip", tone=claim_tone),
)

UNIT_CLAIMS: tuple[Column[ClaimRow], ...] = (
    Column(
        "认领的事项",
        lambda row: f"★ {row.title}" if row.is_practical else row.title,
        120,
        "two",
        sub=claim_line,
        stretch=True,
    ),
    Column("数量", lambda row: f"{row.quantity} {row.measure}", 68, right=True),
    Column("状态", claim_state, 96, "chip", tone=claim_tone),
)


def claim_words(row: ClaimRow) -> str:
    """One claim in a sentence, for a screen reader and a sheet's head."""
    said = f"{row.who}认领 {row.quantity} {row.measure}，{claim_label(row.state)}"
    money = say_money(row.money_fen)
    return f"{said}，花费 {money}" if money else said
