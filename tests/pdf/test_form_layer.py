from datetime import date
from io import BytesIO

import pypdf
import pytest

from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw, draw_many
from gridhall.pdf.form_layer import has_form_layer, without_form
from gridhall.pdf.official import OfficialLetter, OfficialNotice
from gridhall.pdf.official import draw as draw_official
from gridhall.qt.rendering import Pages

DAY = chinese_day(date(2026, 11, 24))
FORM = BusinessForm(
    "受理通知书",
    "龙腾受字〔2026〕第0001号",
    "张桂花",
    ("已予受理。",),
    Closing("龙腾社区党群服务中心", DAY),
    facts=(("受理编号", "SL20261124-012"),),
    table=Table(("序号", "材料"), (1, 5), (("1", "户口簿"),)),
)
SAID = {
    "head": "中共龙腾社区委员会",
    "number": "龙党〔2026〕3号",
    "title": "换届通知",
    "addressee": "各支部",
    "paragraphs": ("请准备。",),
    "issuer": "社区党委",
    "day_text": DAY,
}
LETTERS = (OfficialNotice(**SAID), OfficialLetter(**SAID))  # type: ignore[arg-type]


def _ink(pdf: bytes, box: tuple[float, float, float, float]) -> int:
    """How many dark dots lie in a part of the first page, its edges as shares of the page."""
    with Pages(pdf) as pages:
        image = pages.image(0, 60)
    left, top, right, bottom = box
    columns = range(int(left * image.width()), int(right * image.width()))
    rows = range(int(top * image.height()), int(bottom * image.height()))
    return sum(image.pixelColor(x, y).lightness() < 140 for y in rows for x in columns)


HEADING, BODY = (0.3, 0.06, 0.7, 0.11), (0.1, 0.15, 0.9, 0.5)


@pytest.mark.parametrize("full", [draw(FORM), draw_many([FORM, FORM])])
def test_a_preprinted_sheet_gets_the_content_alone_from_the_stored_bytes(full: bytes) -> None:
    content = without_form(full)
    assert len(content) == len(full)
    assert content == without_form(full)
    assert _ink(full, HEADING) > 50
    assert _ink(content, HEADING) == 0
    assert 0 < _ink(content, BODY) < _ink(full, BODY)
    assert "张桂花" in pypdf.PdfReader(BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize("letter", LETTERS)
def test_the_red_head_and_its_rules_are_the_letters_form(
    letter: OfficialNotice | OfficialLetter,
) -> None:
    full = draw_official(letter)
    content = without_form(full)
    assert len(content) == len(full)
    red = (0.1, 0.09, 0.9, 0.29)
    assert _ink(content, red) < _ink(full, red)
    assert _ink(content, (0.1, 0.42, 0.9, 0.9)) == _ink(full, (0.1, 0.42, 0.9, 0.9)) > 0


def test_a_paper_without_the_layer_says_so_and_stays_as_it_is() -> None:
    blank, file = pypdf.PdfWriter(), BytesIO()
    blank.add_blank_page(200, 200)
    blank.write(file)
    assert not has_form_layer(file.getvalue())
    assert without_form(file.getvalue()) == file.getvalue()
    assert has_form_layer(draw(FORM))
