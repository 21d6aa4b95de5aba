"""The four counts above the list of problems."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.exchange.dialogs.verdict import Verdict
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label, set_look

_LOOKS = (
    ("green", "check_circle-fill", "可以导入"),
    ("amber", "warning-fill", "有提醒，仍可导入"),
    ("red", "error-fill", "有错误，先改再导"),
    ("", "description", "共读取"),
)


class Tiles(QWidget):
    """可以导入, 有提醒, 有错误, 共读取."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = [_Tile(*look) for look in _LOOKS]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for tile in self._tiles:
            row.addWidget(tile, 1)

    def show_verdict(self, verdict: Verdict) -> None:
        """Count the rows; those already in the hall are told with the total."""
        known = f"，{verdict.known:,} 行已在册" if verdict.known else ""
        fine, odd, wrong, total = self._tiles
        fine.show_count(verdict.fine)
        odd.show_count(verdict.odd)
        wrong.show_count(verdict.wrong)
        total.show_count(verdict.result.rows, f"共读取{known or _taken(verdict.seconds)}")

    def texts(self) -> list[str]:
        """What the tiles say."""
        return [tile.accessibleName() for tile in self._tiles]


class _Tile(QFrame):
    """One count; coloured only while there is something to count."""

    def __init__(self, tone: str, glyph: str, words: str) -> None:
        super().__init__()
        self._tone, self._glyph = tone, glyph
        self._icon, self._count, self._words = IconLabel(), label("", "lg"), label(words, "sub")
        lines, row = QVBoxLayout(), QHBoxLayout(self)
        lines.setSpacing(0)
        lines.addWidget(self._count)
        lines.addWidget(self._words)
        row.setContentsMargins(12, 8, 6, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        self.show_count(0)

    def show_count(self, rows: int, words: str = "") -> None:
        """So many rows; `words` replace the line below."""
        tone = self._tone if rows else ""
        set_look(self, banner=tone, card="" if tone else "soft")
        set_look(self._count, tone=tone)
        self._icon.show_icon(self._glyph, f"{tone}_fg" if tone else "text2", 24)
        self._count.setText(f"{rows:,} 行")
        if words:
            self._words.setText(words)
        self.setAccessibleName(f"{self._count.text()} {self._words.text()}")


def _taken(seconds: float) -> str:
    return f" · 用时 {seconds:.1f} 秒" if seconds >= 1 else ""
