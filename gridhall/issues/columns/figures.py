"""How the ledger's figures, its scores and what stands behind them look in lists."""

from collections.abc import Callable, Sequence

from gridhall.core.figures import Figure, FigureRow, say
from gridhall.issues.labels import STATES
from gridhall.issues.queries.figures import Behind, IssueFigures
from gridhall.issues.queries.heat import Heat, HeatCell
from gridhall.issues.queries.scores import ScoreSheet
from gridhall.issues.rules.figures import DIMENSIONS, FUNNEL
from gridhall.issues.rules.scores import KINDS, ScoreLine, UnitScore, points_said
from gridhall.qt.heat_map import Tile, TileRow
from gridhall.qt.table import Column

# Beside a drawing there is no room for all of them at large type; drawn they can be all the same.
_FROM = {
    **dict.fromkeys(("here", "supervised"), 1400),
    **dict.fromkeys(("declined", "closed", "share_content"), 1100),
    **dict.fromkeys(("average_days", "share_solved"), 950),
}  # effective window width
_FIRST = frozenset({"reported", "solved", "overdue", "supervised", "satisfied"})
_TONES = {"closed": "grey", "verified": "green", "resolved": "green", "declined": "grey"}


def figure_columns(made: IssueFigures) -> Sequence[Column[FigureRow]]:
    """A line, then a column for each figure."""
    label = DIMENSIONS[made.asked.by]
    return [
        Column[FigureRow](label, lambda row: row.line.label, 150, "bold", stretch=True),
        *(_figure(one) for one in made.columns),
    ]


def _figure(one: Figure) -> Column[FigureRow]:
    wide = {2: 52, 3: 64}.get(len(one.label), 76)
    since = _FROM.get(one.key, 0)
    return Column[FigureRow](one.label, _reader(one), wide, right=True, from_width=since)


def _reader(one: Figure) -> Callable[[FigureRow], str]:
    return lambda row: say(one, row.value(one))


def other_figures(made: IssueFigures) -> list[tuple[Figure, str]]:
    """What the funnel does not draw, of all issues together."""
    return [(one, say(one, made.total.value(one))) for one in made.columns if one.key not in FUNNEL]


OTHERS = (
    Column[tuple[Figure, str]]("", lambda row: row[0].label, 120, "bold", stretch=True),
    Column[tuple[Figure, str]]("", lambda row: _with_unit(row[0], row[1]), 110, right=True),
)


def _with_unit(one: Figure, said: str) -> str:
    return said if said.endswith("%") or said == "—" else f"{said} {one.unit}"


BEHIND = (
    Column[Behind]("编号", lambda row: row.number, 150, "bold"),
    Column[Behind]("问题", lambda row: row.title, 240, stretch=True),
    Column[Behind]("责任单位", lambda row: row.owner or "—", 150),
    Column[Behind]("反映日期", lambda row: row.received_on, 100),
    Column[Behind](
        "现在",
        lambda row: STATES.get(row.state, row.state),
        88,
        "chip",
        tone=lambda row: _TONES.get(row.state, "blue"),
    ),
)


def score_columns(made: ScoreSheet) -> Sequence[Column[UnitScore]]:
    """Rank and unit, what happened how often, the points."""
    kinds = [kind for kind in KINDS if any(one.count(kind) for one in made.rows)]
    return [
        Column[UnitScore]("名次", lambda row: f"{row.rank}", 54, right=True),
        Column[UnitScore]("单位", lambda row: row.name, 190, "bold", stretch=True),
        *(_happened(kind) for kind in kinds),
        Column[UnitScore]("总分", lambda row: points_said(row.points), 66, "bold", right=True),
    ]


def _happened(kind: str) -> Column[UnitScore]:
    wide = 14 * len(KINDS[kind]) + 24
    since = 0 if kind in _FIRST else 1000
    said = KINDS[kind]
    return Column[UnitScore](
        said, lambda row: _times(row.count(kind)), wide, right=True, from_width=since
    )


def _times(count: int) -> str:
    return f"{count}" if count else "—"


LINES = (
    Column[ScoreLine]("日期", lambda row: f"{row.day}", 100),
    Column[ScoreLine]("因为什么", lambda row: KINDS[row.kind], 120, "bold"),
    Column[ScoreLine]("分", lambda row: points_said(row.points), 56, right=True),
    Column[ScoreLine]("编号", lambda row: row.number or "—", 150),
    Column[ScoreLine]("问题或原因", lambda row: row.title, 260, stretch=True),
)


def tiles(made: Heat) -> list[TileRow]:
    """Every building a tile, compound by compound."""
    most = made.most
    return [
        TileRow(f"{row.name}　{row.collected}", tuple(_tile(cell, most) for cell in row.cells))
        for row in made.rows
    ]


def _tile(cell: HeatCell, most: int) -> Tile:
    said = f"{cell.label} 收集 {cell.collected} 件，在办 {cell.standing} 件"
    late = f"，超期 {cell.overdue} 件" if cell.overdue else ""
    return Tile(cell.label, cell.collected, cell.shade(most), said + late, cell.overdue > 0)
