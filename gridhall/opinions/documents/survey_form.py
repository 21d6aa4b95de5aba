"""居民诉求调查表: printed forms, two to a sheet or one, with the keys that type them in again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.opinions.rules.surveys import KEYS, STARS, Asked
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Box, Mark, Page, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet, landscape

Slip = tuple[int, str]  # the form's place in the walk, the door; 0 and "" for a blank one
_WIDEST = 4  # answers beside each other


@dataclass(frozen=True, slots=True)
class FormText:
    """What every form of a survey asks."""

    number: str
    title: str
    intro: str
    asked: tuple[Asked, ...]
    hall: Hall


@dataclass(frozen=True, slots=True)
class Frame:
    """Where one form stands, and how large its letters are (points)."""

    left: float
    top: float
    width: float
    bottom: float
    size: float = 12
    loose: float = 1.0  # how far apart the lines stand

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.size * 1.55 * self.loose


_WHOLE: Final = (Frame(22 * MM, 16 * MM, 166 * MM, 283 * MM),)
_HALVES: Final = (
    Frame(11 * MM, 9 * MM, 127 * MM, 201 * MM),
    Frame(159.5 * MM, 9 * MM, 127 * MM, 201 * MM),
)
_SIZES: Final = (14, 13, 12, 11, 10.5, 10, 9.5, 9, 8.5)  # the largest that fits: many are old
_LOOSEST: Final = 1.35


def survey_forms(text: FormText, slips: Sequence[Slip], *, two: bool) -> bytes:
    """The forms in the order they are walked; `two` to a sheet of A4 turned."""
    if not slips:
        raise UserError("没有要印的调查表。请先选走访哪些户，或写空白表印几份")
    house().require_glyphs([clean(one) for one in _texts(text, slips)])
    size, frames = (landscape(A4), _HALVES) if two else (A4, _WHOLE)
    printed = _fitted(text, frames[0])
    if printed is None:
        more = "请改成一张纸印一份" if two else "请减少题目或选项"
        raise UserError(f"题目太多，{'半张' if two else '一张'}纸印不下一份调查表。{more}")
    sheet = Sheet(size, About(f"居民诉求调查表（{len(slips)} 份）", text.hall.name, text.number))
    for start in range(0, len(slips), len(frames)):
        sheet.add_alike(_page(printed, frames, slips[start : start + len(frames)], size[1]))
    return sheet.finish()


def _fitted(text: FormText, frame: Frame) -> "_Printed | None":
    """The form in the largest letters that fit, its lines spread over the paper."""
    for size in _SIZES:
        sized = replace(frame, size=size)
        drawn = _Printed(text, sized)
        if drawn.low <= frame.bottom:
            spread = (frame.bottom - frame.top) / (drawn.low - frame.top)
            return _Printed(text, replace(sized, loose=min(spread, _LOOSEST)))
    return None


def _page(
    printed: "_Printed", frames: Sequence[Frame], slips: Sequence[Slip], height: float
) -> Page:
    page: Page = []
    for frame, slip in zip(frames, slips, strict=False):
        by = frame.left - frames[0].left
        fixed, typed = printed.body(by), tuple(_moved(_slip_marks(printed, slip), by))
        page.append((0.0, Block(height, typed, fixed)))
    if len(frames) == 2:
        middle = landscape(A4)[0] / 2
        page.append((0.0, Block(height, (), (Rule(middle, 0, middle, height, 0.3, 3),))))
    return page


class _Printed:
    """A form drawn once: what all forms of the survey have in common."""

    def __init__(self, text: FormText, frame: Frame) -> None:
        self.text, self.frame = text, frame
        self.low = frame.top
        self.door_y = 0.0
        self.marks: list[Mark] = []
        self._head()
        for place, one in enumerate(text.asked, 1):
            self._question(place, one)
        self._foot()

    @lru_cache(maxsize=2)  # noqa: B019  drawn for one file only
    def body(self, by: float) -> tuple[Mark, ...]:
        """Its marks, moved right."""
        return tuple(_moved(self.marks, by))

    def _down(self, lines: float) -> float:
        self.low += lines * self.frame.line
        return self.low

    def _head(self) -> None:
        frame, text = self.frame, self.text
        style = Style(HEI, frame.size * 1.45)
        middle = frame.left + frame.width / 2
        for line in wrap(clean(text.title), HEI, style.size, frame.width):
            self.marks.append(centred(line, middle, self._down(1.35), style))
        self.door_y = self._down(1.5)
        self._down(0.35)
        self.marks.append(Rule(frame.left, self.low, frame.right, self.low, 0.8))
        for line in wrap(clean(text.intro), SONG, frame.size, frame.width, 2 * frame.size):
            indent = 0 if self.low > self.door_y + frame.line else 2 * frame.size
            self._say(line, indent=indent)
        self._down(0.3)

    def _question(self, place: int, one: Asked) -> None:
        self._down(0.35)
        hint = {"one": "（选一项）", "many": "（可多选）", "stars": "（5 分最满意）"}.get(
            one.kind, ""
        )
        if one.kind == "many" and one.most:
            hint = f"（最多选 {one.most} 项）"
        for line in wrap(
            f"{place}．{clean(one.title)}{hint}", HEI, self.frame.size, self.frame.width
        ):
            self._say(line, font=HEI)
        if one.kind == "words":
            self._write_lines()
        elif one.kind == "stars":
            self._cells([(str(n), "分") for n in range(1, STARS + 1)], STARS)
        else:
            told = [(KEYS[n].upper(), clean(title)) for n, (_, title) in enumerate(one.options)]
            self._cells(told, self._across([title for _, title in told]))

    def _across(self, titles: Sequence[str]) -> int:
        """How many answers fit beside each other."""
        widest = max(house().width(one, SONG, self.frame.size) for one in titles)
        room = widest + 3.4 * self.frame.size
        return max(1, min(_WIDEST, int(self.frame.width / room)))

    def _cells(self, told: Sequence[tuple[str, str]], across: int) -> None:
        frame, size = self.frame, self.frame.size
        wide = frame.width / across
        for start in range(0, len(told), across):
            y = self._down(1.25)
            for place, (key, title) in enumerate(told[start : start + across]):
                x = frame.left + place * wide
                self.marks.append(Box(x, y - 0.86 * size, size, size, 0.6))
                self.marks.append(Text(x + 1.35 * size, y, f"{key} {title}", Style(SONG, size)))

    def _write_lines(self) -> None:
        for _ in range(2):
            y = self._down(1.7)
            self.marks.append(Rule(self.frame.left, y, self.frame.right, y, 0.4))

    def _foot(self) -> None:
        frame, hall = self.frame, self.text.hall
        y = self._down(2.1)
        style = Style(SONG, frame.size)
        self.marks.append(Text(frame.left, y, "走访人：____________", style))
        middle = frame.left + 0.4 * frame.width
        self.marks.append(Text(middle, y, "日期：______年____月____日", style))
        small, said = Style(SONG, frame.size * 0.85), f"{hall.name} {hall.phone}".strip()
        self.marks.append(Text(frame.left, self._down(1.3), clean(said), small))
        self.marks.append(flush_right(self.text.number, frame.right, self.low, small))

    def _say(self, line: str, font: str = SONG, indent: float = 0.0) -> None:
        y = self._down(1.0)
        self.marks.append(Text(self.frame.left + indent, y, line, Style(font, self.frame.size)))


def _slip_marks(printed: _Printed, slip: Slip) -> Iterator[Mark]:
    """The door and its place in the walk; a blank form has lines to write on."""
    place, door = slip
    frame, style = printed.frame, Style(SONG, printed.frame.size)
    said = f"门牌：{clean(door)}" if door else "门牌：______________________"
    yield Text(frame.left, printed.door_y, said, style)
    if place:
        yield flush_right(f"第 {place} 份", frame.right, printed.door_y, style)


def _moved(marks: Iterator[Mark] | Sequence[Mark], by: float) -> Iterator[Mark]:
    for one in marks:
        if isinstance(one, Rule):
            yield one._replace(x=one.x + by, to_x=one.to_x + by)
        elif isinstance(one, Text | Box):
            yield one._replace(x=one.x + by)


def _texts(text: FormText, slips: Sequence[Slip]) -> Iterator[str]:
    yield from (text.number, text.title, text.intro, text.hall.name, text.hall.phone)
    for one in text.asked:
        yield one.title
        yield from (title for _, title in one.options)
    yield from (door for _, door in slips)
