"""Platypus draws the same letters as we do: the same words on as many pages."""

from io import BytesIO

import pypdf

from gridhall.bench.governance_letters import letter, ours, platypus, platypus_letters
from gridhall.pdf.official import draw


def _read(pdf: bytes) -> tuple[int, str]:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return len(pages), "".join("".join(page.extract_text() for page in pages).split())


def test_both_draw_the_same_words_on_as_many_pages() -> None:
    for number, theirs in enumerate(platypus_letters(5)):
        said = letter(number)
        count, text = _read(draw(said))
        other_count, other_text = _read(theirs)
        assert count == other_count == 2
        for words in (*said.paragraphs, said.title, said.number, said.issuer, said.day_text):
            wanted = "".join(words.split())
            assert wanted in text.replace("".join(said.anchor.split()), "")
            assert wanted in other_text


def test_a_count_is_a_count_of_files() -> None:
    assert ours(2) > ours(1) > 1000
    assert platypus(2) > platypus(1) > 1000
