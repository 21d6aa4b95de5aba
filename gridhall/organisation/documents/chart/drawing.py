"""The chart as a PDF: sheets with head and foot, boxes, lines, connectors and bookmarks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.progress import Progress, Silent
from gridhall.organisation.documents.chart.boxes import (
    WIDTH,
    Face,
    draw_box,
    draw_words,
    faces,
)
from gridhall.organisation.documents.chart.pages import (
    ORIGIN,
    Branch,
    Room,
    Spread,
    origin_on,
    spread,
)
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.organisation.queries.papers.rows import ChartNode
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import centred, flush_right
from gridhall.pdf.marks import MM, Block, Ink, Mark, Panel, Rule, Style, Text
from gridhall.pdf.page import A3, A4, About, Sheet, Size

KIND = "organisation-chart"
PAPERS: Mapping[str, Sequence[Size]] = {"": (A4, A3), "A4": (A4,), "A3": (A3,)}
_LINE: Ink = (0.35, 0.35, 0.38)
_AMBER: Ink = (1.0, 0.94, 0.80)
_BROWN: Ink = (0.55, 0.29, 0.0)
_LARGEST_CIRCLE = 50


@dataclass(frozen=True)
class Chart:
    """What is drawn: the organisations (parents first), which of them stands at the top, the day.

    `paper`: "" chooses A4 or A3 by what can be read; a hall whose printer takes A4 alone says "A4".
    """

    nodes: Sequence[ChartNode]
    title: str  # 翠屏街道党工委
    day: date  # the tree as it was on this day
    subject_id: int  # the organisation it is about; 0 for all of them
    paper: str = ""

    def check(self) -> None:
        """UserError when there is nothing to draw."""
        if not self.nodes:
            raise UserError(f"{chinese_day(self.day)}还没有组织，没有组织架构图可出。请换一天")

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The children of each organisation, in order."""
        known = {node.id for node in self.nodes}
        found: dict[int, list[int]] = {}
        for node in self.nodes:
            if node.parent_id in known:
                found.setdefault(node.parent_id, []).append(node.id)
        return found

    @cached_property
    def roots(self) -> list[int]:
        """The organisations at the top."""
        known = {node.id for node in self.nodes}
        return [node.id for node in self.nodes if node.parent_id not in known]


def chart_order(chart: Chart, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the chart; the same tree of the same day is one paper."""
    chart.check()
    said = {
        "title": chart.title,
        "hall": hall.name,
        "day": chart.day.isoformat(),
        "paper": chart.paper,
        "boxes": [
            [n.id, n.parent_id, n.name, n.head, n.party_members, n.households, n.vacancies]
            for n in chart.nodes
        ],
    }
    return PaperOrder(KIND, "organisation", chart.subject_id, said, request_key)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A chart with its boxes in place: all that is left is to write it."""

    chart: Chart
    faces: Mapping[int, Face]
    missing: frozenset[str]
    spread: Spread


def laid_out(chart: Chart, progress: Progress | None = None) -> LaidOut:
    """Where everything stands: the long part of a large chart, done before it takes a number."""
    chart.check()
    missing = lacking(text for node in chart.nodes for text in (node.name, node.head))
    boxes = faces(chart.nodes, missing)
    heights = {one: face.height for one, face in boxes.items()}
    progress, papers = progress or Silent(), PAPERS[chart.paper]
    return LaidOut(
        chart, boxes, missing, spread(chart.roots, chart.children, heights, papers, progress)
    )


def chart_paper(made: LaidOut, hall: Hall, marks: tuple[str, Anchor | None]) -> bytes:
    """The chart as a PDF; `marks` are the paper's number and the trail's head."""
    house().require_glyphs([hall.name, printed(made.chart.title, made.missing)])
    return _Drawing(made, hall, marks).draw()


class _Drawing:
    """One chart being drawn."""

    def __init__(self, made: LaidOut, hall: Hall, marks: tuple[str, Anchor | None]) -> None:
        self.chart, self.hall, self.made = made.chart, hall, made.spread
        self.number, self.anchor = marks[0], str(marks[1] or "")
        self.faces, self.missing = made.faces, made.missing
        self.names = {node.id: printed(node.name, made.missing) for node in made.chart.nodes}

    def draw(self) -> bytes:
        title = f"{printed(self.chart.title, self.missing)}组织架构图"
        sheet = Sheet(self.made.size, About(title, self.hall.name, self.number))
        levels: dict[int, int] = {}
        many = len(self.made.pages) > 1
        for at, branches in enumerate(self.made.pages):
            for branch in branches:
                above = branch.came_from
                level = levels[id(branch)] = levels[id(above)] + 1 if above else 0
                if many:
                    words = self.names[branch.root] + ("（续）" if branch.again else "")
                    sheet.mark_page(words, level)
            drawn = [mark for branch in branches for mark in self._branch(branch, branches)]
            page = [*self._margin(at), *drawn]
            sheet.add([(0.0, Block(self.made.size[1], tuple(page)))])
        return sheet.finish()

    def _branch(self, branch: Branch, beside: Sequence[Branch]) -> Iterator[Mark]:
        scale, many = self.made.scale, len(self.made.pages) > 1
        left, top = branch.x, branch.y
        if many:
            width = max(one.x + one.shape.width for one in beside) * scale
            x, y = origin_on(self.made.size, Room(width, 0.0))
            left, top = x + branch.x * scale, y + (branch.y + ORIGIN) * scale
        for line in branch.shape.strokes:
            ends = (left + line.x * scale, top + line.y * scale)
            to = (left + line.to_x * scale, top + line.to_y * scale)
            yield Rule(*ends, *to, 0.7, ink=_LINE)
        for place in branch.shape.places:
            x, y = left + place.x * scale, top + place.y * scale
            face = self.faces[place.id]
            yield from draw_box(face, x, y, scale)
            if place.id in branch.goes_on:
                words = _on(branch.goes_on[place.id])
                middle = x + WIDTH * scale / 2
                yield draw_words(words, middle, y + face.height * scale, scale)
            if place.id == branch.root and (branch.came_from or branch.again):
                words, middle = self._origin(branch), x + WIDTH * scale / 2
                yield draw_words(words, middle, y - ORIGIN * scale, scale)

    def _origin(self, branch: Branch) -> str:
        again = "（续）" if branch.again else ""
        if branch.came_from is None:
            return again
        return f"接自第{branch.came_from.page + 1}页 {circled(branch.number)}{again}"

    def _margin(self, at: int) -> list[Mark]:
        """Title, day and counts above; what the signs mean, number and page below."""
        width, height = self.made.size
        side, count = 11 * MM, len(self.made.pages)
        big, small = Style(SONG_BOLD, 17), Style(SONG, 9)
        title = f"{printed(self.chart.title, self.missing)}组织架构图"
        while house().width(title, big.font, big.size) > width * 0.6 and big.size > 9:
            big = big._replace(size=big.size - 1)
        foot: list[Mark] = [Text(side, height - 6 * MM, self.hall.name, small)]
        if self.number:
            foot.append(flush_right(self.number, width - side, height - 6 * MM, small))
        if self.anchor:
            faint = Style(SONG, 7, 0.45)
            foot.append(flush_right(self.anchor, width - side, height - 2.6 * MM, faint))
        if count > 1:
            foot.append(
                centred(f"第 {at + 1} 页，共 {count} 页", width / 2, height - 6 * MM, small)
            )
        day = flush_right(f"截至 {chinese_day(self.chart.day)}", width - side, 15 * MM, small)
        rule = Rule(side, 18 * MM, width - side, 18 * MM, 0.8)
        head: list[Mark] = [centred(title, width / 2, 14.5 * MM, big), day, rule]
        return [*head, Text(side, 15 * MM, self._counted, small), *foot, *self._legend(count > 1)]

    @cached_property
    def _counted(self) -> str:
        vacant = sum(node.is_vacant for node in self.chart.nodes)
        words = f"{len(self.chart.nodes):,} 个组织"
        return f"{words}，{vacant:,} 个负责人空缺" if vacant else words

    def _legend(self, many: bool) -> Iterator[Mark]:
        style, y = Style(HEI, 8), self.made.size[1] - 11 * MM
        x = 11 * MM
        if any(node.is_vacant for node in self.chart.nodes):
            yield Panel(x, y - 7, 14, 8, _AMBER, 0.7, _BROWN, 1.5, 2)
            yield Text(x + 18, y, "负责人空缺", style)
            x += 72
        words = ["党员、户数、缺席数都含下级"]
        if many:
            words.append("“接第 n 页”的下级画在那一页同号处")
        words += footnote(self.missing)
        yield Text(x, y, "；".join(words), style)


def _on(branches: Sequence[Branch]) -> str:
    """接第3页 ①, 接第3–5页 ①: where a box goes on."""
    first, last = branches[0].page + 1, branches[-1].page + 1
    pages = f"{first}" if first == last else f"{first}–{last}"
    return f"接第{pages}页 {circled(branches[0].number)}"


def circled(number: int) -> str:
    """① to ㊿, then （51）."""
    if number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    if number <= _LARGEST_CIRCLE:
        return chr(0x32B1 + number - 36)
    return f"（{number}）"
