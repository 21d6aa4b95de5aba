"""What the card of an organisation says: chips, six facts, grids, ratios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.organisation.columns.tree import life_words
from gridhall.organisation.queries.compounds import CompoundRow
from gridhall.organisation.queries.counts import Counts
from gridhall.organisation.queries.grids import GridLine
from gridhall.organisation.queries.seats import Ratios, SeatRow
from gridhall.organisation.queries.tree import OrganisationRow
from gridhall.organisation.rules.levels import Level
from gridhall.organisation.rules.tree import Tree

FACTS = 6
GRID_TONES = {"ok": "green"}
_GRID_WORDS = {"ok": "正常", "under": "户数偏少", "over": "户数偏多", "empty": "没有住户"}
_SOON = 60  # days before the committee's term ends that it is amber


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the card; `link` says that it opens a list."""

    figure: str
    words: str
    link: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Below:
    """How many organisations of a level are below, and how many of them have nobody."""

    name: str
    count: int
    vacant: int


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything the card shows; `counts` None while it is still being counted."""

    row: OrganisationRow
    path: str
    level: Level | None
    seats: Sequence[SeatRow]
    counts: Counts | None
    below: Sequence[Below]
    grids: Sequence[GridLine]
    compound: CompoundRow | None
    ratios: Ratios | None
    day: date
    is_past: bool = False  # a past day is on show; terms are only known as they are now


@dataclass(frozen=True, slots=True)
class Bar:
    """A line with a bar: what, how much of how much, a tone and a note."""

    title: str
    figure: str
    part: int
    whole: int
    tone: str
    middle: str = ""
    note: str = ""


def below_of(
    tree: Tree, one: int, levels: Sequence[Level], vacant: Mapping[int, int]
) -> list[Below]:
    """The levels of the hall's picture that stand below an organisation, from the top."""
    found: dict[int, list[int]] = {}
    for each in tree.below(one)[1:]:
        node = tree.nodes[each]
        if node.level is not None:
            tally = found.setdefault(node.level, [0, 0])
            tally[0] += 1
            tally[1] += bool(vacant.get(each)) and node.kind == "center_household"
    return [Below(level.name, *found[level.place]) for level in levels if level.place in found]


def card_chips(view: CardView) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    """Kind, vacancies, life: words and tone; "" is no chip."""
    row, gaps = view.row, sum(seat.is_vacant for seat in view.seats)
    kind = view.level.name if view.level is not None else row.kind_name
    ended = row.ended_on is not None and row.ended_on <= view.day
    how = "已合并" if row.merged_into is not None else "已撤销"
    life = (f"{row.ended_on} {how}", "grey") if ended else _term_chip(view)
    return (kind, "blue"), (f"缺 {gaps} 席" if gaps and not ended else "", "amber"), life


def card_facts(view: CardView) -> list[Fact]:
    """Members, the two nearest levels below, grids, households, founded; always six."""
    counts = view.counts
    told = counts if counts is not None else Counts()
    shown = _counted if counts is not None else _counting
    facts = [Fact(shown(told.party_members), "党员", link=True)]
    facts += [_below_fact(one) for one in view.below[:2]]
    facts.append(Fact(f"{shown(told.grids)} 个", "所辖网格"))
    facts.append(Fact(shown(told.households), "户"))
    spare = [Fact(shown(told.people), "人口"), _term_fact(view)]
    facts += spare[: FACTS - 1 - len(facts)]
    return [*facts, Fact(str(view.row.founded_on or "登记以前"), "成立日期")]


def _term_fact(view: CardView) -> Fact:
    """When the committee's term ends; of a past day its seats, for its term is not on record."""
    if view.is_past:
        return Fact(str(len(view.seats)), "席位")
    return Fact(str(view.row.term_until or "没有届期"), "本届届满")


def note_words(view: CardView) -> str:
    """Where it is, its phone, its compound, its note: one line, or nothing."""
    row, compound = view.row, view.compound
    parts = [row.address, row.phone]
    if compound is not None:
        company = compound.property_company
        parts += [compound.name, compound.kind_name, compound.body_name]
        parts.append(f"物业 {company}" if company else "")
    building = f"{row.building}号楼" if row.building and not row.address else ""
    ended = life_words(None, row.ended_on) if row.ended_on else ""
    return " · ".join(filter(None, (*parts, building, row.note, ended)))


def grid_note(view: CardView) -> str:
    """每格约 300 户."""
    targets = {line.target for line in view.grids}
    return f"每格约 {targets.pop()} 户" if len(targets) == 1 else ""


def grid_bar(line: GridLine) -> Bar:
    """第5网格 296 户, its bar, its 网格员 and whether it is too big."""
    main = f"网格员 {line.main_name}" if line.main_name else "网格员空缺"
    tone = GRID_TONES.get(line.state, "amber")
    note = _GRID_WORDS.get(line.state, line.state)
    off = line.households - line.target
    if tone == "amber" and line.households:
        note = f"{note} {abs(off)} 户"
    whole = max(round(line.target * 4 / 3), line.households, 1)
    return Bar(line.name, f"{line.households} 户", line.households, whole, tone, main, note)


def ratio_lines(view: CardView) -> list[Bar]:
    """党员占业委会, and whether the secretary also chairs it (交叉任职)."""
    ratios = view.ratios
    if ratios is None or not (ratios.body_members or ratios.compounds_with_both):
        return []
    lines = []
    if ratios.body_members:
        share = round(100 * ratios.body_party / ratios.body_members)
        figure = f"{ratios.body_party} / {ratios.body_members} 人"
        bar = (ratios.body_party, ratios.body_members)
        lines.append(Bar("自治组织成员中的党员", figure, *bar, "green", f"{share}%"))
    if ratios.compounds_with_both:
        bar = (ratios.chairing, ratios.compounds_with_both)
        figure = f"{bar[0]} / {bar[1]} 个小区"
        lines.append(Bar("书记兼主任", figure, *bar, "green", _chairs(ratios)))
    return lines


def _counted(number: int) -> str:
    return f"{number:,}"


def _counting(_: int) -> str:
    return "…"


def _chairs(ratios: Ratios) -> str:
    if len(ratios.compounds) != 1:
        return ""
    one = ratios.compounds[0]
    if one.chairs:
        return f"{one.secretary} 兼任"
    parts = (f"书记 {one.secretary or '空缺'}", f"主任 {one.director or '空缺'}")
    return "，".join(parts)


def _below_fact(one: Below) -> Fact:
    if one.vacant:
        return Fact(f"{one.count - one.vacant:,} / {one.count:,}", one.name)
    return Fact(f"{one.count:,}", one.name)


def _term_chip(view: CardView) -> tuple[str, str]:
    """The committee's term: amber from sixty days before its end, red after it."""
    term = view.row.term_until
    if term is None or (term - view.day).days > _SOON:
        return "", "grey"
    left = (term - view.day).days
    return (f"本届还有 {left} 天届满", "amber") if left >= 0 else (f"换届已超期 {-left} 天", "red")
