"""What a sheet is made of: marks with places in points from the top left corner, and blocks."""

from typing import Final, NamedTuple

from gridhall.pdf.qr import Symbol

MM: Final = 72 / 25.4  # points
Ink = tuple[float, float, float]  # red, green, blue, each 0 to 1


class Style(NamedTuple):
    """A font, its size in points, and how light it is (0 black, 1 white), or its colour."""

    font: str
    size: float
    gray: float = 0.0
    ink: Ink | None = None


class Text(NamedTuple):
    """One line of plain text from its baseline's left end; `spread` points after each character."""

    x: float
    y: float
    text: str
    style: Style
    spread: float = 0.0
    angle: float = 0.0  # degrees, turned left


class Rule(NamedTuple):
    """A straight line; `dash` is the length of its strokes and gaps in points, 0 for none."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = 0.5
    dash: float = 0.0
    ink: Ink | None = None


class Box(NamedTuple):
    """An empty rectangle, from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.5


class Panel(NamedTuple):
    """A rectangle filled with a colour, its edge drawn if `line` is over 0; `dash` as in Rule."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None
    line: float = 0.0
    edge: Ink = (0.0, 0.0, 0.0)
    radius: float = 0.0
    dash: float = 0.0


class Ring(NamedTuple):
    """A thin dotted circle round a centre: where the seal (印章) goes."""

    x: float
    y: float
    radius: float


class Trace(NamedTuple):
    """A line through several points (折线), its end joined to its start and filled if `filled`."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 0.5
    closed: bool = False
    filled: bool = False


class Code(NamedTuple):
    """A QR code; `side` includes its quiet zone, the corner is the quiet zone's top left."""

    x: float
    y: float
    side: float
    symbol: Symbol


class Picture(NamedTuple):
    """A JPEG of so many pixels, drawn into a rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    jpeg: bytes
    pixels: tuple[int, int]


Mark = Text | Rule | Box | Panel | Ring | Trace | Code | Picture


def scaled(mark: Mark, by: float) -> Mark:
    """The mark drawn `by` times as large, from the page's left top corner."""
    if isinstance(mark, Text):
        x, y, text, style, spread, angle = mark
        style = style._replace(size=round(style.size * by, 2))
        return Text(x * by, y * by, text, style, spread * by, angle)
    if isinstance(mark, Trace):
        points = tuple((x * by, y * by) for x, y in mark.points)
        return mark._replace(points=points, width=mark.width * by)
    return mark._replace(**{name: getattr(mark, name) * by for name in _LENGTHS[type(mark)]})


_LENGTHS: dict[type[Mark], tuple[str, ...]] = {
    Rule: ("x", "y", "to_x", "to_y", "width", "dash"),
    Box: ("x", "y", "width", "height", "line"),
    Panel: ("x", "y", "width", "height", "line", "radius", "dash"),
    Ring: ("x", "y", "radius"),
    Code: ("x", "y", "side"),
    Picture: ("x", "y", "width", "height"),
}


class Block(NamedTuple):
    """A strip of a page: marks placed from its own top, that must not be torn apart.

    `fixed` marks are the form (frame, headings, labels): the same on many papers of a kind,
    stored once in a file, and left out on a sheet that bears them already (套打). `shared` marks
    are content that many papers have in common (a matter's materials), stored once too. `typed`
    marks belong to this paper.
    """

    height: float
    typed: tuple[Mark, ...] = ()
    fixed: tuple[Mark, ...] = ()
    before: float = 0.0  # blank above, dropped at the top of a page
    keep: bool = False  # stays on the page of the next block
    head: "Block | None" = None  # drawn again when a page begins with this block
    shared: tuple[Mark, ...] = ()


Page = list[tuple[float, Block]]  # each block with the place of its top
