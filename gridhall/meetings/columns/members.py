"""How those who are invited to a meeting read in lists, and as what they may be typed."""

from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.meetings.queries.attending import MemberRow
from gridhall.qt.table import Column

_TONES = {"came": "green", "sent": "blue", "leave": "amber", "absent": "red"}
NOT_YET = "未到"


def came_words(row: MemberRow) -> str:
    """到会 09:02; who has not come yet is 未到."""
    if not row.came:
        return NOT_YET
    at = f" {row.came_at.astimezone():%H:%M}" if row.came == "came" and row.came_at else ""
    return f"{row.came_words}{at}"


def came_tone(row: MemberRow) -> str:
    """Green for who sits there, amber for who excused themselves, red for who stayed away."""
    return _TONES.get(row.came, "grey")


def member_keys(row: MemberRow) -> tuple[str, ...]:
    """Name, unit and duty, as they are and by their initials."""
    said = (row.name, row.workplace, row.duty)
    initials = (key for word in said if word for key in name_keys(word).initials)
    return tuple(search_key(word) for word in (*said, *initials) if word)


def rank(row: MemberRow, typed: str) -> int | None:
    """How well somebody fits what is typed, 0 the best; None: not at all."""
    key, name = search_key(typed), search_key(row.name)
    mine = tuple(search_key(one) for one in name_keys(row.name).initials)
    if key == name or key in mine:
        return 0
    if name.startswith(key) or any(one.startswith(key) for one in mine):
        return 1
    return 2 if any(key in one for one in member_keys(row)) else None


MEMBERS: tuple[Column[MemberRow], ...] = (
    Column("姓名", lambda row: row.name, 150, "two", sub=lambda row: row.role_words),
    Column("职务", lambda row: row.duty, 150),
    Column("单位", lambda row: row.workplace, 200, stretch=True),
    Column("到会", came_words, 170, "chip", tone=came_tone),
)
SHORT_MEMBERS: tuple[Column[MemberRow], ...] = (
    Column("姓名", lambda row: row.name, 84, "bold"),
    Column("单位、职务", lambda row: row.workplace or row.duty, 160, stretch=True),
    Column("到会", came_words, 112, "chip", tone=came_tone),
)
