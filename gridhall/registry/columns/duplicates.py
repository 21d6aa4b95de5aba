"""What the list of 疑似重复 shows: how likely, both records, what speaks for it."""

from collections.abc import Callable, Sequence
from datetime import date

from gridhall.qt.table import Column
from gridhall.registry.columns.people import sex_and_age
from gridhall.registry.labels import STATUSES
from gridhall.registry.queries import ResidentRow
from gridhall.registry.queries.comparing import PairRow
from gridhall.registry.rules.duplicates import SIGNS

LIKELY, POSSIBLE = "很可能", "可能"


def strength(row: PairRow) -> str:
    """How likely the two are one person, in a word."""
    return LIKELY if row.is_strong else POSSIBLE


def pair_columns(today: Callable[[], date]) -> Sequence[Column[PairRow]]:
    """Two lines for each record; ages as of today."""
    return (
        Column[PairRow](
            "把握",
            strength,
            width=84,
            kind="chip",
            tone=lambda row: "amber" if row.is_strong else "blue",
        ),
        Column[PairRow](
            "一份档案",
            lambda row: title(row.one, today()),
            width=225,
            kind="two",
            sub=lambda row: where(row.one),
            spread=True,
        ),
        Column[PairRow](
            "另一份",
            lambda row: title(row.other, today()),
            width=225,
            kind="two",
            sub=lambda row: where(row.other),
            spread=True,
        ),
        Column[PairRow](
            "依据",
            lambda row: _signs(row)[0],
            width=280,
            kind="two-plain",
            sub=lambda row: "、".join(_signs(row)[1:]),
            stretch=True,
        ),
    )


def title(row: ResidentRow, today: date) -> str:
    """张桂花　女 67."""
    return f"{row.name}　{sex_and_age(row, today)}".strip("　")


def where(row: ResidentRow) -> str:
    """Where they live, or what became of them."""
    state = "" if row.status == "present" else STATUSES[row.status]
    return " · ".join(filter(None, (state, row.line))) or "没有登记住址"


def _signs(row: PairRow) -> list[str]:
    """What speaks for it, the strongest first."""
    return [SIGNS[sign][0] for sign in sorted(row.pair.signs, key=lambda one: -SIGNS[one][1])]
