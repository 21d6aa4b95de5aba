"""Reading certificates back: the codes on a PDF's pages, and whether the pages agree with them."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import pypdfium2
import zxingcpp

from gridhall.core.clock import number_of_hours
from gridhall.pdf.form_parts import chinese_day
from gridhall.volunteering.queries.certificates import Verdict

_DPI: Final = (200, 300, 150)  # tried in turn
_MOST_PIXELS: Final = 60_000_000  # a page that would be larger is rendered smaller
MOST_PAGES: Final = 3_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page that bears a code: the code's text and the page's own words ("" of a scan)."""

    page: int
    code: str = field(repr=False)
    words: str = field(repr=False)


def read_pages(pdf: bytes) -> list[ReadPage]:
    """The pages with a code; none for a file that cannot be opened or bears no code."""
    try:
        with pypdfium2.PdfDocument(BytesIO(pdf)) as paper:
            found = [_page(paper, at) for at in range(min(len(paper), MOST_PAGES))]
    except pypdfium2.PdfiumError:
        return []
    return [one for one in found if one is not None]


def codes_in(image: Any) -> list[str]:
    """The QR codes on a picture of a page (gray or colour), as an independent reader finds them.

    Of a colour scan the red channel is read: there a red seal over a corner is white.
    """
    if getattr(image, "ndim", 2) == 3:
        image = image[:, :, -1].copy()
    found = zxingcpp.read_barcodes(image, formats=_QR)
    if not found and min(image.shape[:2]) > 1:
        found = zxingcpp.read_barcodes(_smoothed(image), formats=_QR)
    return list(dict.fromkeys(one.text for one in found))


def _smoothed(image: Any) -> Any:
    """The picture with each dot the mean of four: specks of a bad scan are lost in it."""
    wide = image.astype("uint16")
    return ((wide[:-1, :-1] + wide[1:, :-1] + wide[:-1, 1:] + wide[1:, 1:]) // 4).astype("uint8")


def page_contradicts(words: str, verdict: Verdict) -> bool:
    """Whether a page with a text layer lacks the code's number, name, hours or days."""
    said = _BLANK.sub("", words)
    if not said or verdict.minutes is None:
        return False
    hours = f"{number_of_hours(verdict.minutes)}小时"
    days = (verdict.since, verdict.until, verdict.issued_on)
    wanted = (verdict.number, verdict.name, hours, *(chinese_day(day) for day in days if day))
    return any(_BLANK.sub("", one) not in said for one in wanted)


def _page(paper: pypdfium2.PdfDocument, at: int) -> ReadPage | None:
    page = paper[at]
    width, height = page.get_size()
    most = (_MOST_PIXELS / max(1.0, width * height)) ** 0.5
    for dpi in _DPI:
        bitmap = page.render(scale=min(dpi / 72, most))
        codes = codes_in(bitmap.to_numpy())
        if codes:
            words = page.get_textpage().get_text_bounded()
            return ReadPage(at, codes[0] if len(codes) == 1 else "\n".join(codes), words)
    return None
