"""What a list of the whole register shows: the columns a clerk chose, in that order."""

from collections.abc import Callable, Sequence

from gridhall.qt.table import Column
from gridhall.registry.columns.separation import STATE_TONES
from gridhall.registry.labels import HUKOU_KINDS, SEPARATIONS, STATUSES
from gridhall.registry.queries.figure_rows import Figure, FigureRow
from gridhall.registry.queries.lists import ListRow
from gridhall.registry.rules.lists import COLUMNS, USUAL

_WIDTHS = {
    "name": 138, "sex": 54, "age": 54, "birth_date": 108, "id_number": 158, "phone": 112,
    "address": 190, "grid": 96, "relation": 100, "household_number": 84, "hukou": 100,
    "hukou_address": 260, "separation": 176, "ethnicity": 92, "education": 128, "marital": 92,
    "political": 128, "workplace": 200, "tags": 160, "status": 92, "registered": 108,
}  # fmt: skip
_SPARE = 300  # px at 100 %: with more than this to share, one column alone would tear a row apart
_SHARING = frozenset({"name", "grid", "relation"})
_LESSER = ("relation", "grid", "hukou", "sex", "age")
_LONG = ("hukou_address", "workplace", "tags", "address")
_RIGHT = frozenset({"age"})
_HUKOU = {HUKOU_KINDS["outside"]: "purple", HUKOU_KINDS["unknown"]: "amber"}
_APART = {SEPARATIONS[one]: tone for one, tone in STATE_TONES.items()}
_STATUS = {STATUSES["died"]: "grey", STATUSES["left"]: "grey", STATUSES["unsettled"]: "amber"}


def fitting(chosen: Sequence[str], room: int) -> Sequence[str]:
    """What of the usual columns finds `room` (px at 100 %), the least needed going first.

    Columns a clerk chose are all kept: such a list is rather moved sideways.
    """
    shown = list(chosen)
    for lesser in _LESSER if tuple(chosen) == USUAL else ():
        if sum(_WIDTHS[code] for code in shown) <= room:
            break
        shown.remove(lesser)
    return shown


def list_columns(chosen: Sequence[str], room: int = 10_000) -> Sequence[Column[ListRow]]:
    """The columns of a list by their codes; one of long words takes what is left of `room`.

    Where they do not fit into `room` (px at 100 %), each keeps its width and the list is moved
    sideways; where much is left over, several take their share.
    """
    spare = room - sum(_WIDTHS[code] for code in chosen)
    widest = next((code for code in _LONG if code in chosen), chosen[-1])
    taking = {widest} | (_SHARING if spare > _SPARE else set())
    return [_column(code, stretch=spare >= 0 and code in taking) for code in chosen]


def _column(code: str, *, stretch: bool) -> Column[ListRow]:
    tones = {"hukou": _HUKOU, "status": _STATUS, "separation": _APART}.get(code)
    kind = "bold" if code == "name" else "chip" if tones else "plain"
    return Column[ListRow](
        COLUMNS[code],
        _reader(code),
        width=_WIDTHS[code],
        kind=kind,
        tone=None if tones is None else lambda row: tones.get(row.text(code), "grey"),
        right=code in _RIGHT,
        stretch=stretch,
    )


def _reader(code: str) -> Callable[[ListRow], str]:
    return lambda row: row.text(code)


def number_columns(figure: Figure) -> Sequence[Column[FigureRow]]:
    """The numbers behind a figure, a column for each series."""
    numbers = [
        Column[FigureRow](series.label, _value(at), width=112, right=True)
        for at, series in enumerate(figure.series)
    ]
    return [
        Column[FigureRow]("", lambda row: row.label, width=200, kind="bold"),
        *numbers,
        Column[FigureRow]("", lambda _: "", width=20, stretch=True),
    ]


def _value(at: int) -> Callable[[FigureRow], str]:
    return lambda row: f"{row.values[at]:,}"


def figure_columns(titles: Callable[[str], str]) -> Sequence[Column[str]]:
    """The names of the figures; `titles` gives the words of a name."""
    return [Column[str]("统计", titles, width=200, kind="bold", stretch=True)]
