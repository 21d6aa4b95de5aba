"""岗位牌: a card for each post's table, lying A4: its name, what it offers, who is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gridhall.clerks.rules import Anchor
from gridhall.core.clock import say_span
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.progress import Progress, Silent
from gridhall.organisation.documents.missing import lacking, printed
from gridhall.organisation.documents.signs.parts import (
    BAND,
    EDGE,
    FOOT,
    HEIGHT,
    RED,
    SIZES,
    WIDTH,
    block,
    enlarged,
    foot,
    frame,
    margin,
    middle,
)
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.fonts import HEI, HEI_BOLD
from gridhall.pdf.marks import Block, Mark, Rule, Style
from gridhall.pdf.page import About, Sheet
from gridhall.volunteering.documents.day_words import held
from gridhall.volunteering.queries.papers.days import PaperDay, PaperPost

KIND = "post-card"
_TOP = EDGE + BAND
_ONE_LINE = 10  # characters of a name that stand in one line
_NAME, _CONTENT = 170.0, 70.0  # heights of the first two rows


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a day (or of some of its posts), with or without the volunteers' names."""

    day: PaperDay
    posts: Sequence[PaperPost]
    with_names: bool = True
    paper: str = "A4"

    def check(self) -> None:
        """UserError when there is nothing to draw."""
        if not self.posts:
            raise UserError("这个服务日还没有岗位，没有岗位牌可出")


def cards_order(cards: Cards, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the cards; cards that say the same are one paper."""
    cards.check()
    said = {"paper": cards.paper, "texts": [list(_texts(cards, one, hall)) for one in cards.posts]}
    return PaperOrder(KIND, "service_day", cards.day.id, said, request_key)


def cards_paper(
    cards: Cards, hall: Hall, marks: tuple[str, Anchor | None], progress: Progress | None = None
) -> bytes:
    """The cards as a PDF, one a page."""
    progress, size = progress or Silent(), SIZES[cards.paper]
    missing = lacking(text for post in cards.posts for text in _texts(cards, post, hall))
    sheet = Sheet(size[0], About("岗位牌", hall.name, marks[0]))
    fixed = enlarged((*frame(), *foot(hall.name, held(cards.day))), size[1])
    for done, post in enumerate(cards.posts, start=1):
        if len(cards.posts) > 1:
            sheet.mark_page(printed(post.name, missing))
        own = missing & set("".join(_texts(cards, post, hall)))
        drawn = (*_card(cards, post, missing), *margin(marks, own))
        sheet.add_alike([(0.0, Block(size[0][1], enlarged(drawn, size[1]), fixed))])
        progress.report(done, len(cards.posts))
    return sheet.finish()


def _texts(cards: Cards, post: PaperPost, hall: Hall) -> Iterator[str]:
    yield from (cards.day.name, hall.name, held(cards.day), post.name, post.content, post.spot)
    for line in _shifts(cards, post):
        yield from line


def _shifts(cards: Cards, post: PaperPost) -> list[tuple[str, str]]:
    """Each shift the post is open in, and who is there."""
    found = []
    for shift in cards.day.shifts:
        if shift.id not in post.wanted:
            continue
        names = [
            one.name
            for one in cards.day.roll
            if one.post.id == post.id and one.shift.id == shift.id
        ]
        said = "、".join(names) if cards.with_names else ""
        found.append((f"{shift.name} {say_span(shift.starts, shift.ends)}", said))
    return found


def _name(name: str, place: tuple[float, float, float, float]) -> Iterator[Mark]:
    """The post's name as large as it fits; a long one in two lines, never cut."""
    x, y, width, height = place
    half = -(-len(name) // 2) if len(name) > _ONE_LINE else len(name)
    lines = [name[:half], name[half:]] if name[half:] else [name]
    for at, line in enumerate(lines):
        part = height / len(lines)
        size = 108 / len(lines)
        yield middle(line, (x, y + at * part, width, part), Style(HEI_BOLD, size, ink=RED))


def _card(cards: Cards, post: PaperPost, missing: frozenset[str]) -> Iterator[Mark]:
    inner = WIDTH - 2 * EDGE
    band = (EDGE, EDGE, inner, BAND)
    yield middle(printed(cards.day.name, missing), band, Style(HEI_BOLD, 40, 1.0))
    yield from _name(printed(post.name, missing), (EDGE + 20, _TOP + 6, inner - 40, _NAME))
    content = printed(post.content or post.name, missing)
    spot = printed(post.spot or cards.day.spot, missing)
    said = "　".join(filter(None, (content, spot)))
    yield middle(said, (EDGE + 24, _TOP + _NAME, inner - 48, _CONTENT - 14), Style(HEI, 28))
    top = _TOP + _NAME + _CONTENT
    yield Rule(EDGE, top, WIDTH - EDGE, top, 0.8, ink=RED)
    rows = _shifts(cards, post)
    height = min(62.0, (HEIGHT - EDGE - FOOT - top - 8) / max(1, len(rows)))
    for at, (when, who) in enumerate(rows):
        y = top + 4 + at * height
        left = inner * (0.42 if cards.with_names else 0.96)
        yield from block(when, (EDGE + 24, y, left - 30, height), Style(HEI, 26))
        if who:
            place = (EDGE + left, y, inner - left - 20, height)
            yield from block(printed(who, missing), place, Style(HEI_BOLD, 28), 2)
