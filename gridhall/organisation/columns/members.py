"""How party members are shown: lists, the card's facts, somebody's relations one after another."""

from datetime import date

from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.queries.seats import SeatRow
from gridhall.organisation.rules.members import RECEIPT_DAYS, STATES
from gridhall.qt.table import Column

_TONES = {
    "full": "green",
    "probationary": "blue",
    "unknown": "grey",
    "reported": "blue",
    "died": "amber",
    "left": "amber",
    "void": "amber",
    "moved": "grey",
    "awaiting": "amber",
}
GONE = ("died", "left", "void")


def member_state(row: MemberRow) -> str:
    """正式党员; 待回执 12 天."""
    said = STATES.get(row.state, row.state)
    if row.state == "awaiting" and row.waits_days is not None:
        return f"{said} {row.waits_days} 天"
    return said


def member_tone(row: MemberRow) -> str:
    """The chip's colour; a receipt that is overdue is red."""
    if row.state == "awaiting" and (row.waits_days or 0) > RECEIPT_DAYS:
        return "red"
    return _TONES.get(row.state, "grey")


def kind_words(row: MemberRow) -> str:
    """组织关系, or 在职报到."""
    return "在职报到" if row.kind == "reported" else "组织关系"


MEMBERS: tuple[Column[MemberRow], ...] = (
    Column("姓名", lambda row: row.name, 90, "bold", spread=True),
    Column("联系电话", lambda row: row.phone_masked, 120, spread=True),
    Column("所在组织", lambda row: row.organisation_name, 160, stretch=True),
    Column("状态", member_state, 122, "chip", tone=member_tone, spread=True),
    Column("入党日期", lambda row: str(row.joined_on or ""), 104),
    Column("转正日期", lambda row: str(row.full_on or ""), 104, from_width=1240),
    Column("从哪天起", lambda row: str(row.since or "登记以前"), 104, from_width=1500),
)

RELATIONS: tuple[Column[MemberRow], ...] = (
    Column("组织", lambda row: row.organisation_name, 130, "bold", stretch=True),
    Column("类别", kind_words, 78),
    Column("从", lambda row: str(row.since or "登记以前"), 96),
    Column("到", lambda row: str(row.until or "至今"), 96),
)

SEATS: tuple[Column[SeatRow], ...] = (
    Column("组织", lambda row: row.owner_name, 180, "bold", stretch=True),
    Column("席位", lambda row: row.name, 96),
    Column("从", lambda row: str(row.since or ""), 96),
)

REPORTED: tuple[Column[MemberRow], ...] = (
    Column("姓名", lambda row: row.name, 84, "bold"),
    Column("联系电话", lambda row: row.phone_masked, 116),
    Column("报到到", lambda row: row.organisation_name, 120, stretch=True),
    Column("日期", lambda row: str(row.since or ""), 96),
)

REPORTS: tuple[Column[MemberRow], ...] = (
    *REPORTED[:3],
    Column("从", lambda row: str(row.since or ""), 104),
    Column("到", lambda row: str(row.until or "至今"), 104),
)


def member_facts(row: MemberRow, today: date) -> list[tuple[str, str]]:
    """What the card says; what is not known is left out."""
    sex = {"1": "男", "2": "女"}.get(row.sex, "")
    age = f"{_age(row.birth_date, today)} 岁" if row.birth_date is not None else ""
    facts = [
        ("所在组织", row.organisation_name),
        ("性别年龄", "，".join(filter(None, (sex, age)))),
        ("联系电话", row.phone_masked),
        ("入党日期", str(row.joined_on or "没有填")),
        ("转正日期", str(row.full_on or "没有填")),
        ("从哪天起", str(row.since or "登记以前")),
        ("单位", row.unit_name),
    ]
    return [*facts, *_letters(row)]


def _letters(row: MemberRow) -> list[tuple[str, str]]:
    came = " · ".join(filter(None, (row.came_from, _letter(row.letter_in))))
    went = " · ".join(filter(None, (row.went_to, _letter(row.letter_out), str(row.until or ""))))
    receipt = f"{row.receipt_on} 收到" if row.receipt_on is not None else ""
    if row.state == "awaiting":
        receipt = f"还没有收到，已等 {row.waits_days} 天，介绍信有效期最长 {RECEIPT_DAYS} 天"
    gone = f"{STATES[row.state]}，{row.gone_on}" if row.state in GONE and row.gone_on else ""
    return [
        ("从哪里来", came),
        ("转往", went if row.went_to else ""),
        ("回执", receipt),
        ("人已离开", gone),
    ]


def _letter(number: str) -> str:
    return f"介绍信 {number}" if number else ""


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
