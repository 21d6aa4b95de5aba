"""Positions of official papers, measured back from the PDF (GB/T 9704-2012)."""

from itertools import pairwise

import pytest

from gridhall.pdf.marks import MM
from tests.pdf.official import (
    SENTENCE,
    body,
    letter,
    line_with,
    lines_of,
    minutes,
    notice,
    opened,
    red_ink,
    red_lines,
)

NEAR = 0.5  # mm
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262
EM_TOP = 0.88  # of a character's body over its baseline


def test_the_type_area_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    with opened(letter(paragraphs=("字" * 1200,))) as pages:
        lines = [line for line in body(pages[1]) if "字" in line["text"]]
        first, last = lines[0], lines[-1]
        assert len(lines) == 22
        assert {len(line["text"]) for line in lines} == {28}
        steps = [b["x0"] - a["x0"] for a, b in pairwise(first["chars"])]
        assert all(step == pytest.approx(15.79, abs=0.01) for step in steps)
        leading = [b["base"] - a["base"] for a, b in pairwise(lines)]
        assert all(step == pytest.approx(28.95, abs=0.11) for step in leading)
        assert first["x0"] / MM == pytest.approx(LEFT, abs=NEAR)
        assert first["x1"] / MM == pytest.approx(RIGHT, abs=NEAR)
        assert TOP <= (first["base"] - EM_TOP * 16) / MM <= TOP + 3
        assert BOTTOM - 3.5 <= (last["base"] + 0.12 * 16) / MM <= BOTTOM
        assert {line["size"] for line in lines} == {16}


def test_a_letter_has_its_double_lines_and_its_number_at_their_places() -> None:
    paper = letter()
    with opened(paper) as pages:
        (page,) = pages
        thick, thin, low_thin, low_thick = red_lines(page)
        number, title = line_with(page, "龙腾督"), line_with(page, "关于")
        addressee = line_with(page, "建设局")
    for line in (thick, thin, low_thin, low_thick):
        assert line[3] - line[2] == pytest.approx(170, abs=NEAR)
        assert (line[2] + line[3]) / 2 == pytest.approx(105, abs=NEAR)
    head_top, head_bottom = red_ink(paper, above=thick[0] - 0.5)
    assert head_top == pytest.approx(30, abs=NEAR)
    assert thick[0] - head_bottom == pytest.approx(4, abs=NEAR)
    assert thick[1] - thick[0] > thin[1] - thin[0]
    assert low_thin[1] - low_thin[0] < low_thick[1] - low_thick[0]
    assert 297 - low_thick[1] == pytest.approx(20, abs=NEAR)
    assert number["x1"] / MM == pytest.approx(RIGHT, abs=NEAR)
    assert (number["base"] - EM_TOP * 16) / MM - thin[1] == pytest.approx(14 / MM, abs=NEAR)
    blank = (title["base"] - EM_TOP * 22 - number["base"]) / MM
    assert 2 <= blank / (28.95 / MM) <= 2.5  # two lines between them
    assert 1 <= (addressee["base"] - EM_TOP * 16 - title["base"]) / 28.95 <= 1.6
    assert addressee["x0"] / MM == pytest.approx(LEFT, abs=NEAR)
    assert addressee["text"].endswith("：")


def test_a_notice_has_its_red_head_low_and_one_line_below_the_number() -> None:
    paper = notice(
        copies_to=("街道党工委", "县委组织部"), printed_by="社区", printed_on="2026年2月5日"
    )
    with opened(paper) as pages:
        (page,) = pages
        ((upper, lower, left, right),) = red_lines(page)
        number = line_with(page, "龙腾督")
        black = sorted(
            (line["top"] / MM, line["linewidth"] / MM)
            for line in page.lines
            if line["stroking_color"] != (0.8, 0.05, 0.05)
        )
        copies, printed = line_with(page, "抄送"), line_with(page, "印发")
    head_top, head_bottom = red_ink(paper, above=upper - 0.5)
    assert head_top == pytest.approx(TOP + 35, abs=NEAR)
    middle = (number["x0"] + number["x1"]) / 2 / MM
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)
    assert upper - (number["base"] + 0.12 * 16) / MM == pytest.approx(4, abs=NEAR)
    assert (number["base"] - EM_TOP * 16) / MM - head_bottom == pytest.approx(
        2 * 28.95 / MM, abs=NEAR
    )
    assert (left, right) == (pytest.approx(LEFT, abs=NEAR), pytest.approx(RIGHT, abs=NEAR))
    assert lower > upper
    assert [width for _, width in black] == [
        pytest.approx(width, abs=0.02) for width in (0.35, 0.25, 0.35)
    ]
    assert black[-1][0] == pytest.approx(BOTTOM, abs=NEAR)
    assert copies["text"] == "抄送：街道党工委，县委组织部。"
    assert copies["size"] == printed["size"] == 14
    assert copies["x0"] / MM == pytest.approx(LEFT + 14 / MM, abs=NEAR)
    assert printed["x1"] / MM == pytest.approx(RIGHT - 14 / MM, abs=NEAR)


def test_minutes_say_who_met_when_over_their_red_line() -> None:
    paper = minutes()
    with opened(paper) as pages:
        (page,) = pages
        ((upper, *_),) = red_lines(page)
        number, issuer = line_with(page, "龙腾督"), line_with(page, "2026年2月5日")
    head_top, _ = red_ink(paper, above=upper - 0.5)
    assert head_top == pytest.approx(TOP + 35, abs=NEAR)
    assert issuer["text"] == "龙腾社区党群服务中心2026年2月5日"
    assert issuer["x0"] / MM == pytest.approx(LEFT + 15.79 / MM, abs=NEAR)
    assert issuer["x1"] / MM == pytest.approx(RIGHT - 15.79 / MM, abs=NEAR)
    assert upper - (issuer["base"] + 0.12 * 16) / MM == pytest.approx(4, abs=NEAR)
    assert number["base"] < issuer["base"]


@pytest.mark.parametrize("make", [letter, notice, minutes])
def test_page_numbers_stand_outside_seven_mm_under_the_text(make: object) -> None:
    paper = make(paragraphs=(SENTENCE * 30,))  # type: ignore[operator]
    with opened(paper) as pages:
        assert len(pages) >= 3
        for at, page in enumerate(pages, start=1):
            found = [line for line in lines_of(page) if f"— {at} —" in line["text"]]
            if at == 1 and make is letter:
                assert not found
                continue
            (line,) = found
            dash = line["base"] / MM - 0.268 * 14 / MM  # a dash's stroke over the baseline
            assert dash == pytest.approx(BOTTOM + 7, abs=NEAR)
            assert line["size"] == 14
            if at % 2:
                assert line["x1"] / MM == pytest.approx(RIGHT - 14 / MM, abs=NEAR)
            else:
                assert line["x0"] / MM == pytest.approx(LEFT + 14 / MM, abs=NEAR)


def test_the_levels_have_their_faces_and_paragraphs_their_indent() -> None:
    said = (
        "一、总体要求",
        SENTENCE,
        "（一）办理时限。" + SENTENCE,
        "1." + SENTENCE,
        "（1）" + SENTENCE,
        "二、这一条太长不是标题，请各单位把手头的事项逐项登记、逐项办理、逐项回复，不得遗漏。",
    )
    with opened(letter(paragraphs=said, addressee="")) as pages:
        rows = [line for page in pages for line in body(page)]
    faces = {
        start: next(row["font"] for row in rows if row["text"].startswith(start))
        for start in ("一、", "（一）", "1.", "（1）", "二、", "请贵单位派")
    }
    assert "Hei" in faces["一、"]
    assert "Kai" in faces["（一）"]
    assert all("Song" in faces[start] for start in ("1.", "（1）", "二、", "请贵单位派"))
    (run_in,) = [row for row in rows if row["text"].startswith("（一）")]
    assert "Song" in run_in["chars"][-1]["fontname"]
    for start in faces:
        (row,) = [row for row in rows if row["text"].startswith(start)][:1]
        assert row["x0"] / MM == pytest.approx(LEFT + 2 * 15.79 / MM, abs=NEAR)
