"""The calibration page (打印校准页): crosses at known places, scales in mm, what to measure.

It is no paper of the hall: not numbered, not stored, never about anybody.
"""

from collections.abc import Iterator
from typing import Final

from gridhall.core.text import clean
from gridhall.pdf.fonts import HEI, SONG
from gridhall.pdf.form_blocks import centred
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Mark, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet, Size

ROLL: Final[Size] = (80 * MM, 155 * MM)
TITLE: Final = "打印校准页"
_THIN: Final = 0.3


def calibration_page(printer: str, size: Size = A4, corrected: str = "") -> bytes:
    """One page for this printer; `corrected` says by how much it is moved already (核对页)."""
    inset = cross_inset(size)
    sheet = Sheet(size, About(TITLE, "网格厅"))
    marks = [*_crosses(size, inset), *_words(printer, size, inset, corrected)]
    sheet.add([(0.0, Block(size[1], tuple(marks)))])
    return sheet.finish()


def cross_inset(size: Size) -> int:
    """How many mm the middle of each corner's cross is from both edges of the sheet."""
    return 20 if size[0] > 100 * MM else 12


def _crosses(size: Size, inset: int) -> Iterator[Mark]:
    width, height, at = size[0], size[1], inset * MM
    for x in (at, width - at):
        for y in (at, height - at):
            yield from _cross(x, y, inset // 2)
    yield from _cross(width / 2, height / 2, inset // 2)


def _cross(x: float, y: float, arm: int) -> Iterator[Mark]:
    """Two scales of `arm` mm to each side, a longer stroke at every fifth."""
    reach = arm * MM
    yield Rule(x - reach, y, x + reach, y, _THIN)
    yield Rule(x, y - reach, x, y + reach, _THIN)
    for step in range(-arm, arm + 1):
        at = step * MM
        half = (1.6 if step % 5 == 0 else 0.8) * MM
        if step:
            yield Rule(x + at, y - half, x + at, y + half, _THIN)
            yield Rule(x - half, y + at, x + half, y + at, _THIN)


def _words(printer: str, size: Size, inset: int, corrected: str) -> Iterator[Mark]:
    """Above the middle what it is, below it what to do."""
    wide, middle = size[0] > 100 * MM, size[0] / 2
    body = 11.0 if wide else 7.5
    edge = (inset + (2 if wide else -4)) * MM
    y = (inset + (inset // 2) + 10) * MM
    title = Style(HEI, body * 1.7)
    yield centred(TITLE, middle, y, title)
    y += body * 2.2
    for line in (*_about(printer, corrected), ""):
        for part in wrap(line, SONG, body, size[0] - 2 * edge):
            yield centred(part, middle, y, Style(SONG, body))
            y += body * 1.5
    y = size[1] / 2 + (inset // 2 + 7) * MM
    for line in _steps(inset):
        for part in wrap(line, SONG, body, size[0] - 2 * edge):
            yield Text(edge, y, part, Style(SONG, body))
            y += body * 1.5


def _about(printer: str, corrected: str) -> tuple[str, ...]:
    said = f"已按校准移动：{corrected}" if corrected else "没有移动，照打印机本来的位置"
    return (f"打印机：{clean(printer)}", said, "刻度每格 1 毫米。本页不编号、不存档。")


def _steps(inset: int) -> tuple[str, ...]:
    return (
        f"1. 用直尺量左上角十字的中心：到纸的左边、到纸的上边，都应当是 {inset}.0 毫米。",
        f"2. 到左边比 {inset}.0 多几毫米，就是偏右几毫米；少几毫米，填负数。",
        f"3. 到上边比 {inset}.0 多几毫米，就是偏下几毫米。可以量到 0.1 毫米。",
        "4. 在“打印机与校准”里选这台打印机，填偏右、偏下，保存。",
        f"5. 再打一张核对页，量得 {inset}.0 毫米就好了。五个十字都不准，多半是打印机把纸缩放了。",
    )
