from datetime import date
from io import BytesIO

import pdfplumber
from pypdf import PdfReader

from gridhall.hall.documents import recovery_sheet

CODE = "ABCDEF-GHJKMN-PQRSTV-WXYZ01-234567-89ABCD"
DAY = date(2026, 11, 24)


def test_the_sheet_bears_every_group_and_no_picture_of_the_code() -> None:
    pdf = recovery_sheet("龙腾社区党群服务中心", CODE, DAY)
    with pdfplumber.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        text = document.pages[0].extract_text()
        assert document.pages[0].images == []
        dark = [box for box in document.pages[0].rects if box.get("fill")]
    assert all(group in text for group in CODE.split("-"))
    assert "2026年11月24日" in text
    assert len(dark) < 20, "a QR code is hundreds of filled squares"


def test_the_code_is_in_no_metadata_and_the_bytes_are_always_the_same() -> None:
    pdf = recovery_sheet("龙腾社区党群服务中心", CODE, DAY)
    told = str(PdfReader(BytesIO(pdf)).metadata)
    assert not any(group in told for group in CODE.split("-"))
    assert recovery_sheet("龙腾社区党群服务中心", CODE, DAY) == pdf
