"""户籍迁移 on 今日: what runs out and what waits, each line one key from its transfer."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.labels import chip
from gridhall.today.rules import waiting_words

if TYPE_CHECKING:
    from gridhall.registry.queries.transfers import TransferRow

_LINES = 3


def move_lines(
    rows: "Sequence[TransferRow]", today: date, show: Callable[[int], None]
) -> Iterator[QWidget]:
    """The first few, and how many more there are."""
    for row in rows[:_LINES]:
        yield _line(row, today, show)
    left = rows[_LINES:]
    if left:
        more = button(f"还有 {len(left)} 件", "", "text")
        more.setAccessibleName(f"还有 {len(left)} 件迁移，从{left[0].title}看起")
        more.clicked.connect(partial(show, left[0].id))
        yield more


def _line(row: "TransferRow", today: date, show: Callable[[int], None]) -> QWidget:
    """李建军等 3 人 · 准迁证还剩 3 天."""
    told, tone = waiting_words(row.received_on, today), "grey"
    if row.clock is not None:
        told, tone = row.clock.word, row.clock.tone
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    look = button(row.title, "", "text")
    look.setAccessibleName(f"看{row.title}的迁移 {row.number}，{told}")
    look.clicked.connect(partial(show, row.id))
    line.addWidget(look)
    line.addStretch(1)
    line.addWidget(chip(told, tone))
    return made
