"""Official papers for the tests, and what is measured in their PDFs, in mm from the sheet's top."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2

from gridhall.pdf.marks import MM
from gridhall.pdf.official import (
    AnyOfficial,
    OfficialLetter,
    OfficialMinutes,
    OfficialNotice,
    draw,
)

RED = (0.8, 0.05, 0.05)
SENTENCE = "请贵单位派员到场勘查，制定整改方案并组织实施，办理结果及时函告我中心，以便答复居民。"
SAID: dict[str, Any] = {
    "head": "龙腾社区党群服务中心",
    "number": "龙腾督〔2026〕3号",
    "title": "关于办理下水道堵塞问题的函",
    "paragraphs": ("居民反映的问题，已向贵单位吹哨。" * 4,),
    "issuer": "龙腾社区党群服务中心",
    "day_text": "2026年2月5日",
}


def letter(**given: Any) -> OfficialLetter:
    return OfficialLetter(**{**SAID, "addressee": "县住房和城乡建设局", **given})


def notice(**given: Any) -> OfficialNotice:
    said = {"head": "中共龙腾社区委员会文件", "addressee": "各党支部"}
    return OfficialNotice(**{**SAID, **said, **given})


def minutes(**given: Any) -> OfficialMinutes:
    return OfficialMinutes(**{**SAID, "head": "龙腾社区大党委联席会议纪要", **given})


@contextmanager
def opened(paper: AnyOfficial) -> Iterator[Sequence[Any]]:
    """The drawn pages as pdfplumber reads them."""
    with pdfplumber.open(BytesIO(draw(paper))) as book:
        yield book.pages


def lines_of(page: Any) -> list[dict[str, Any]]:
    """Each line of text: its words, left and right edge, baseline (points), size, font, colour."""
    rows: dict[float, list[dict[str, Any]]] = {}
    for char in page.chars:
        rows.setdefault(round(page.height - char["matrix"][5], 1), []).append(char)
    return [
        {
            "text": "".join(char["text"] for char in chars),
            "x0": chars[0]["x0"],
            "x1": chars[-1]["x1"],
            "base": base,
            "size": round(chars[0]["size"]),
            "font": chars[0]["fontname"],
            "chars": chars,
        }
        for base, chars in sorted(
            (base, sorted(found, key=lambda char: char["x0"])) for base, found in rows.items()
        )
    ]


def line_with(page: Any, words: str) -> dict[str, Any]:
    return next(line for line in lines_of(page) if words in line["text"])


def body(page: Any) -> list[dict[str, Any]]:
    """The lines of 16 points: number, text, signature."""
    return [line for line in lines_of(page) if line["size"] == 16]


def red_lines(page: Any) -> list[tuple[float, float, float, float]]:
    """Red lines from the top: upper edge, lower edge, left, right, in mm."""
    found = []
    for line in page.lines:
        if line["stroking_color"] == RED:
            half = line["linewidth"] / 2
            edges = (line["top"] - half, line["top"] + half, line["x0"], line["x1"])
            found.append(tuple(edge / MM for edge in edges))
    return sorted(found)  # type: ignore[arg-type]


def red_ink(paper: AnyOfficial, below: float = 0.0, above: float = 297.0) -> tuple[float, float]:
    """The upper and lower edge of what is red on page 1 between two heights, in mm, as printed."""
    dots = 300
    with pypdfium2.PdfDocument(draw(paper)) as file:
        image = file[0].render(scale=dots / 72).to_pil().convert("RGB")
    first, last = int(below / 25.4 * dots), int(above / 25.4 * dots)
    strip = image.crop((0, first, image.width, last))
    red, green, _ = strip.split()
    inked = [
        row
        for row in range(strip.height)
        if any(
            r - g > 60
            for r, g in zip(
                red.crop((0, row, strip.width, row + 1)).tobytes(),
                green.crop((0, row, strip.width, row + 1)).tobytes(),
                strict=True,
            )
        )
    ]
    return (first + inked[0]) / dots * 25.4, (first + inked[-1] + 1) / dots * 25.4
