"""A ticket of 80 mm from a roll (小票): heading, lines, large figures, barcode; as long as needed.

Where a line would end badly the house's rules of lines hold; what no font has is refused.
"""

from collections.abc import Sequence
from typing import Final

from gridhall.core.text import clean
from gridhall.pdf.barcode import bars
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import centred
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Mark, Rule, Style, Text
from gridhall.pdf.page import About, Sheet

WIDE: Final = 80 * MM
_EDGE: Final = 4 * MM
_ROOM: Final = WIDE - 2 * _EDGE
_BAR: Final = (62 * MM, 12 * MM)
_GRAY: Final = 0.45


class Ticket:
    """One ticket, written from its top down; `finish` gives the PDF."""

    def __init__(self, issuer: str, title: str, number: str = "") -> None:
        self._about = About(clean(title), clean(issuer), clean(number))
        self._marks: list[Mark] = []
        self._y = 4 * MM
        self.middle(issuer, 9)
        self.gap(1.2)
        self.middle(title, 16, HEI)
        if number:
            self.gap(0.6)
            self.middle(number, 8)
        self.rule()

    def middle(self, text: str, size: float, font: str = SONG) -> None:
        """A text in the middle, in as many lines as it needs."""
        style = Style(font, size)
        for line in self._wrapped(text, style):
            self._step(size)
            self._marks.append(centred(line, WIDE / 2, self._y, style))
            self._y += size * 0.35

    def line(self, text: str, size: float = 10.5, font: str = SONG) -> None:
        """A text from the left edge, in as many lines as it needs."""
        style = Style(font, size)
        for line in self._wrapped(text, style):
            self._step(size)
            self._marks.append(Text(_EDGE, self._y, line, style))
            self._y += size * 0.4

    def facts(self, facts: Sequence[tuple[str, str]], size: float = 10.5) -> None:
        """A label and what it says, a line each; those that say nothing are left out."""
        for label, said in facts:
            if said:
                self.line(f"{label}：{said}", size)

    def gap(self, millimetres: float) -> None:
        """White."""
        self._y += millimetres * MM

    def rule(self) -> None:
        """A line across, with air."""
        self.gap(2)
        self._marks.append(Rule(_EDGE, self._y, WIDE - _EDGE, self._y))
        self.gap(1.5)

    def barcode(self, code: str) -> None:
        """Code 128 with its letters under it, to be typed if it cannot be scanned."""
        self.gap(2)
        self._marks += bars(code, (WIDE - _BAR[0]) / 2, self._y, _BAR)
        self._y += _BAR[1] + 0.6 * MM
        self.middle(code, 8)
        self.gap(1.5)

    def finish(self, anchor: str = "") -> bytes:
        """The PDF; `anchor` stands small at the end. The paper ends 6 mm below the last line."""
        if anchor:
            self.gap(1)
            self._step(6)
            self._marks.append(Text(_EDGE, self._y, anchor, Style(SONG, 6, _GRAY)))
        high = self._y + 6 * MM
        sheet = Sheet((WIDE, high), self._about)
        sheet.add([(0.0, Block(high, tuple(self._marks)))])
        return sheet.finish()

    def _step(self, size: float) -> None:
        self._y += size * 1.05

    def _wrapped(self, text: str, style: Style) -> list[str]:
        if house().missing([text]):
            text = clean(text)
            house().require_glyphs([text])
        return wrap(text, style.font, style.size, _ROOM)
