from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.pdf.fonts import SONG, house
from gridhall.pdf.lines import NEVER_FIRST, NEVER_LAST, breaks, fill, wrap

ALPHABET = "中文字句龙腾，。、；：？！）》”’…—（《“‘ ab1209.-%年月日个号￥"


def _glued(text: str, at: int) -> bool:
    """Whether a line may not be broken between these two characters, said in the plainest way."""
    left, right = text[at - 1], text[at]
    blanks = text[:at].rstrip(" ")
    if right == " " or right in NEVER_FIRST or (blanks and blanks[-1] in NEVER_LAST):
        return True
    word = set("ab1209-.%")
    return (left in word and right in word) or (left in "1209" and right in "年月日个号")


def slow(text: str, advances: dict[str, int], room: int, first: int) -> Iterator[str]:
    """Try every end of a line, longest first; cut anywhere if no legal place fits."""
    while True:
        ends = [n for n in range(1, len(text) + 1) if width(text[:n], advances) <= first]
        ends = ends or [n for n in range(1, len(text) + 1) if not text[1:n].strip(" ")]
        if len(text) in ends or len(text) <= 1:
            yield text.rstrip(" ")
            return
        legal = [n for n in ends if not _glued(text, n)]
        cut = max(legal or ends)
        yield text[:cut].rstrip(" ")
        text, first = text[cut:], room


def width(line: str, advances: dict[str, int]) -> int:
    return sum(advances[character] for character in line.rstrip(" "))


def words_are_plain(text: str) -> bool:
    """The reference knows no words that begin or end with a sign."""
    return all(
        any(character.isalnum() for character in word) or not word
        for word in "".join(c if c in "ab1209-.%" else " " for c in text).split(" ")
    )


ADVANCES = {c: 500 if c.isascii() else 1000 for c in ALPHABET}


@settings(max_examples=400, deadline=None)
@given(
    st.text(ALPHABET, max_size=40).filter(words_are_plain),
    st.integers(1000, 9000),
    st.integers(0, 1000),
)
def test_lines_are_those_of_the_slow_search(text: str, room: int, indent: int) -> None:
    assert fill(text, ADVANCES, room, room - indent) == list(
        slow(text, ADVANCES, room, room - indent)
    )


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=60), st.integers(4000, 9000))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = fill(text, ADVANCES, room, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width(line, ADVANCES) <= room


@settings(max_examples=300, deadline=None)
@given(st.text("中文，。）》”（《“", min_size=1, max_size=60))
def test_a_line_breaks_only_at_a_legal_place_while_one_fits(text: str) -> None:
    lines = fill(text, ADVANCES, 20000, 20000)
    ends = [sum(map(len, lines[:n])) for n in range(1, len(lines))]
    legal = {at for at in range(1, len(text)) if not _glued(text, at)}
    for start, end in zip([0, *ends], ends, strict=False):
        if any(start < at <= start + 20 for at in legal):
            assert end in legal


def test_closing_marks_do_not_begin_and_opening_marks_do_not_end_a_line() -> None:
    text = "请携带户口簿（原件）、身份证（原件）、不动产权证书（原件）到场，谢谢。"
    for room in range(60, 240, 3):
        for line in wrap(text, SONG, 12, room):
            assert line[0] not in NEVER_FIRST
            assert line[-1] not in NEVER_LAST


def test_numbers_words_and_doubled_marks_stay_whole() -> None:
    text = "电话0535-6880000，邮箱desk@hall.cn，金额￥1,200.50元，等等……完——毕"
    pieces = [text[a:b] for a, b in zip(breaks(text), (*breaks(text)[1:], None), strict=True)]
    assert {"0535-6880000，", "desk@hall.cn，", "￥1,200.50元，", "等……", "完——"} <= set(pieces)


def test_a_date_keeps_its_numbers_with_their_measures() -> None:
    for room in range(36, 110):
        assert all(line[0] not in "年月日" for line in wrap("于2026年11月24日前", SONG, 10, room))


def test_a_word_wider_than_the_column_is_cut_where_the_column_ends() -> None:
    lines = wrap("编号" + "A" * 60, SONG, 10, 100)
    assert lines[0] == "编号"
    assert "".join(lines[1:]) == "A" * 60
    assert all(house().width(line, SONG, 10) <= 100 for line in lines)


def test_even_one_character_too_wide_ends() -> None:
    assert wrap("中文", SONG, 20, 5) == ["中", "文"]


def test_line_breaks_in_the_text_stay_and_empty_text_is_one_line() -> None:
    assert wrap("甲\n乙丙", SONG, 10, 100) == ["甲", "乙丙"]
    assert wrap("", SONG, 10, 100) == [""]


def test_the_indent_shortens_only_the_first_line() -> None:
    assert wrap("一二三四五六", SONG, 10, 40, 20) == ["一二", "三四五六"]
