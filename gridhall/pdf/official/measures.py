"""The sheet of official papers (公文版面): places in points, by GB/T 9704-2012, 5.2, 7 and 10."""

from typing import Final, NamedTuple

from gridhall.pdf.fonts import SONG, SONG_BOLD, house
from gridhall.pdf.marks import MM, Ink, Style, Text
from gridhall.pdf.page import A4

LEFT, TOP = 28 * MM, 37 * MM  # 订口, 天头
WIDTH, HEIGHT = 156 * MM, 225 * MM  # 版心
RIGHT, BOTTOM = LEFT + WIDTH, TOP + HEIGHT
MIDDLE: Final = A4[0] / 2  # of the sheet: what is centred on red lines
TEXT_MIDDLE: Final = LEFT + WIDTH / 2

LINES, CHARACTERS = 22, 28  # on a page, in a line
BODY: Final = 16.0  # 3号
PITCH: Final = (WIDTH - BODY) / (CHARACTERS - 1)  # 15.79: 28 characters fill the line (撑满版心)
NARROWER: Final = PITCH - BODY
LEADING: Final = 28.95
TIGHTER: Final = (LEADING, 28.0, 27.0, 26.0)  # 7.3.5.5: closer lines rather than a lone seal

TITLE, TITLE_LEADING = 22.0, 34.0  # 2号
SMALL: Final = 14.0  # 4号: page numbers, 版记
PAGE_NUMBER_BELOW: Final = 7 * MM
SEAL: Final = 45 * MM  # the largest that 国发〔1999〕25号 allows

HEAD_TOP: Final = TOP + 35 * MM  # 发文机关标志, of the general form and of minutes
LETTER_HEAD_TOP: Final = 30 * MM  # of 信函格式, from the edge of the sheet
RED_BELOW: Final = 4 * MM
LETTER_RED: Final = 170 * MM
LETTER_RED_BOTTOM: Final = A4[1] - 20 * MM
NUMBER_BELOW: Final = BODY * 7 / 8  # 信函: from the double line to the number
RED: Final[Ink] = (0.80, 0.05, 0.05)

# 小标宋 and 仿宋 are not free: the house's bold 宋 and its 宋 stand for them (字体替代), unless the
# hall has put its own into resources/fonts.
_OWN_TITLE = house().own("小标宋", "FZXBS", "XiaoBiaoSong")
_OWN_BODY = house().own("仿宋", "simfang", "FangSong")
BIAO_SONG, FANG_SONG = _OWN_TITLE or SONG_BOLD, _OWN_BODY or SONG
TEXT: Final = Style(FANG_SONG, BODY)
STAND_INS: Final = {
    face: by
    for face, by, own in (("小标宋体", "粗宋体", _OWN_TITLE), ("仿宋体", "宋体", _OWN_BODY))
    if not own
}
STAND_IN_NOTE: Final = "，".join(f"{face}以{by}替代" for face, by in STAND_INS.items())


class Grid(NamedTuple):
    """The lines of one paper: closer together where its seal would else stand alone."""

    leading: float = LEADING

    def base(self, size: float = BODY) -> float:
        """The baseline in a line, so that characters stand in its middle."""
        return self.leading / 2 + 0.38 * size


def natural(text: str, style: Style = TEXT) -> float:
    """How wide the text is by itself."""
    return house().width(text, style.font, style.size)


def set_width(text: str, style: Style = TEXT) -> float:
    """How wide the text is in the body's pitch."""
    return natural(text, style) + NARROWER * max(0, len(text) - 1)


def written(text: str, x: float, y: float, style: Style = TEXT) -> Text:
    """A line in the body's pitch from `x`."""
    return Text(x, y, text, style, NARROWER)


def ends_at(text: str, right: float, y: float, style: Style = TEXT) -> Text:
    """A line in the body's pitch that ends at `right`."""
    return written(text, right - set_width(text, style), y, style)


def around(text: str, middle: float, y: float, style: Style = TEXT) -> Text:
    """A line in the body's pitch around `middle`."""
    return written(text, middle - set_width(text, style) / 2, y, style)


def ink_reach(text: str, font: str) -> tuple[float, float]:
    """How far the ink of a line reaches below and above its baseline, in ems."""
    extents = [
        house().face(name).extent(ord(character))
        for name, piece in house().runs(text, font)
        for character in piece
    ]
    low, high = min(low for low, _ in extents), max(high for _, high in extents)
    return low / 1000, high / 1000
