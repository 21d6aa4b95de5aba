"""How the catalogue's list and card say what they know."""

from collections.abc import Iterator

from gridhall.core.hall import Hall
from gridhall.qt.table import Column
from gridhall.service_desk.dialogs.catalogue_editor.fields import names_of
from gridhall.service_desk.documents.guide_words import place_facts
from gridhall.service_desk.labels import limit_label
from gridhall.service_desk.queries.catalogue import MaterialRow
from gridhall.service_desk.queries.catalogue_history import (
    COMING,
    RETIRED,
    USED_DAYS,
    CatalogueRow,
    MatterCard,
    VersionRow,
)
from gridhall.service_desk.rules.catalogue import MATTER, MatterSpec
from gridhall.service_desk.rules.catalogue.differences import say_value
from gridhall.service_desk.rules.catalogue.fields import PARTS, SECTIONS

_STANDINGS = {"past": "", "now": "现行", "coming": "待生效", "replaced": "没有生效"}
_TONES = {"now": "green", "coming": "blue", "replaced": "grey", "past": "grey"}
_PLACES = ("place", "hours", "phone", "complaint_phone")


def standing(row: CatalogueRow) -> str:
    """停用, 待生效, or what its limit is."""
    if row.standing == RETIRED:
        return "停用"
    if row.standing == COMING:
        return "待生效"
    return limit_chip(row.matter.said)


def limit_chip(said: MatterSpec) -> str:
    """即办, 承诺 5 日."""
    return "即办" if said.kind == "instant" else f"承诺 {said.limit_days} 日"


def tone(row: CatalogueRow) -> str:
    """Grey once it is over, green on the spot; amber stays with what is due."""
    if row.standing == RETIRED:
        return "grey"
    if row.standing == COMING:
        return "blue"
    return "green" if row.matter.kind == "instant" else "blue"


def _below(row: CatalogueRow) -> str:
    """编号 · 类别, and when it changes."""
    words = f"{row.matter.code} · {row.matter.category}"
    return f"{words} · {row.coming_on} 起有变" if row.coming_on else words


def _asked(row: CatalogueRow) -> str:
    many = len(row.matter.materials)
    return f"{many} 份材料" if many else "不用材料"


def _key(row: CatalogueRow) -> str:
    return f"Ctrl+{row.pin}" if row.pin else ""


MATTERS: tuple[Column[CatalogueRow], ...] = (
    Column("事项", lambda row: row.matter.name, 220, "two", sub=_below, stretch=True),
    Column("时限", standing, 96, "chip", tone=tone),
    Column("材料", _asked, 84, right=True),
    Column("近 90 天", lambda row: f"{row.used} 件" if row.used else "—", 76, right=True),
    Column("按键", _key, 72, "dim", from_width=1200),
)


def _originals(one: MaterialRow) -> str:
    return str(one.originals or "—")


def _copies(one: MaterialRow) -> str:
    return str(one.copies or "—")


def _needed(one: MaterialRow) -> str:
    return ("必备" if one.required else "有的提供") + ("·可容缺" if one.deferrable else "")


def _from(one: MaterialRow) -> str:
    return " · ".join(filter(None, (one.issuer, one.issued_within, one.note))) or "自备"


MATERIALS: tuple[Column[MaterialRow], ...] = (
    Column("序", lambda one: str(one.position), 34, right=True),
    Column("材料", lambda one: one.name, 150, "two-plain", sub=_from, stretch=True),
    Column("原件", _originals, 52, right=True),
    Column("复印", _copies, 52, right=True),
    Column("要求", _needed, 112, "dim"),
)

VERSIONS: tuple[Column[VersionRow], ...] = (
    Column("从哪天起", lambda row: str(row.since), 112, "bold"),
    Column("改了什么", lambda row: said_changes(row), 150, stretch=True),
    Column("", lambda row: _STANDINGS[row.standing], 76, "chip", tone=lambda r: _TONES[r.standing]),
    Column("谁写的", lambda row: row.clerk_name, 66, "dim"),
)


def said_changes(row: VersionRow) -> str:
    """承诺时限、材料“户口簿”."""
    return "、".join(one.title for one in row.changed) or "没有变化"


def chips(row: CatalogueRow) -> Iterator[tuple[str, str]]:
    """Under the name: its limit, its standing, its key."""
    yield limit_chip(row.matter.said), "green" if row.matter.kind == "instant" else "blue"
    yield ("停用" if row.standing == RETIRED else ""), "grey"
    yield ("待生效" if row.standing == COMING else ""), "blue"
    yield (f"Ctrl+{row.pin}" if row.pin else ""), "blue"


def use_facts(card: MatterCard) -> tuple[tuple[str, str], ...]:
    """How often it is used, what is under way, what is to come."""
    row = card.row
    how = "固定在" if row.pin_fixed else "按用得多少，现在是"
    key = f"{how} Ctrl+{row.pin}" if row.pin else "没有（Alt+G 固定一个）"
    coming = f"{row.coming_on}（在下面“版本”里看）" if row.coming_on else ""
    return (
        (
            "使用",
            f"近 {USED_DAYS} 天 {row.used} 件，在办 {card.open_cases} 件，共 {card.all_cases} 件",
        ),
        ("常用按键", key),
        ("有变的那天", coming),
        ("现行版本", f"{row.matter.since} 起"),
    )


def section_facts(said: MatterSpec, section: str, hall: Hall) -> list[tuple[str, str]]:
    """What the card says of one section; what is empty is left out by it."""
    own = dict(zip(_PLACES, (said_ for _, said_ in place_facts(said, hall)), strict=True))
    found = []
    for name in names_of(section):
        if name in ("name", "category"):  # they stand at the head
            continue
        words = own[name] if name in _PLACES else say_value(name, said)
        if name in _PLACES and words and not getattr(said, name):
            words = f"{words}（大厅的）"
        found.append((MATTER[name].label, words))
    return found


def shown_sections() -> tuple[str, ...]:
    """The card's sections of facts; materials have a table of their own."""
    return tuple(one for one in SECTIONS if one != PARTS)


def words_of(row: CatalogueRow) -> str:
    """What a matter may be typed as, besides the initials of these words."""
    said = row.matter
    return " ".join((said.name, said.code, said.category, limit_label(said.kind, said.limit_days)))
