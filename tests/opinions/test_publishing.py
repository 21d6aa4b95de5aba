"""What may be shown in public: numbers, names, doors, plates are found however they are typed."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.opinions.rules.publishing import (
    ANONYMOUS,
    Names,
    candidates,
    is_personal,
    publish,
    say_hidden,
)
from tests.factories import id_number

NAMES = Names(frozenset({"张桂花", "赵强", "和平", "于明", "买买提·艾力", "欧阳修远", "李建军"}),
              frozenset({"李建军"}))  # fmt: skip
PUBLIC = frozenset({"05368888888"})
GAPS = st.sampled_from(["", "", "", " ", "-", "　", " - ", ".", "\u200b", "\n"])


def folded(text: str) -> str:
    """The slow reading: every digit as itself, what may stand between digits gone."""
    digits = [str(unicodedata.digit(c, "")) or ("x" if c in "xXＸｘ" else c) for c in text]
    return re.sub(r"(?<=\d)[\s\-.　\u200b]+(?=[\dx])", "", "".join(digits))


@given(
    st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.integers(1, 400), st.lists(GAPS, min_size=17,
    max_size=17), st.booleans(), st.sampled_from(["", "住", "证件号 ", "，"]),
)  # fmt: skip
def test_no_id_number_gets_through(
    born: date, serial: int, gaps: list[str], wide: bool, before: str
) -> None:
    number = id_number(born, "1", serial)
    shown = number if not wide else "".join(chr(ord(c) + 0xFEE0) for c in number)
    typed = before + "".join(c + g for c, g in zip(shown, [*gaps, ""], strict=True)) + "的居民"
    told = publish(typed, Names(), PUBLIC)
    assert told.hidden["id"] == 1
    assert not re.search(r"\d{15}", folded(told.text))
    assert number[6:14] not in folded(told.text)
    assert publish(told.text, Names(), PUBLIC).text == told.text


@given(
    st.integers(13_000_000_000, 19_999_999_999),
    st.sampled_from(["{}", "+86 {}", "0{}", "86{}"]),
    st.sampled_from([(11,), (3, 4, 4), (3, 8), (4, 4, 3)]),
    st.sampled_from([" ", "-", "　"]),
)
def test_no_mobile_gets_through(
    number: int, shape: str, cuts: tuple[int, ...], between: str
) -> None:
    digits, parts = str(number), []
    for cut in cuts:
        parts.append(digits[:cut])
        digits = digits[cut:]
    told = publish(f"电话{shape.format(between.join(parts))}，", Names(), PUBLIC)
    assert str(number) not in folded(told.text)
    assert told.hidden["phone"] == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("（370686590312002）", "〔略〕"),
        ("37068619590312002 X 号", "〔略〕 号"),
        ("银行卡 6222 0200 1234 5678 901", "银行卡 〔略〕"),
        ("一三七一二三四五五二一", "137****5521"),
        ("咨询 0536-8888888、0536-8889999", "咨询 0536-8888888、0536-****999"),
        ("住3-2-501，3号楼2单元501室", "住3号楼，3号楼"),
        ("鲁F12345停在楼下", "鲁F****停在楼下"),
        ("张 桂 花、买买提·艾力和李建军", "张*花、买****力和李建军"),
        ("欧阳修远主动让路", "欧阳*远主动让路"),
        ("赵强把楼道扫了", "赵*把楼道扫了"),
        ("感谢赵强的帮助", "感谢赵*的帮助"),
    ],
)
def test_what_is_hidden(typed: str, shown: str) -> None:
    told = publish(typed, NAMES, PUBLIC)
    assert told.text == shown
    assert publish(told.text, NAMES, PUBLIC).text == shown


@pytest.mark.parametrize(
    "typed",
    [
        "2026年11月24日至2026-11-30，2026.11.24-2026.12.1",
        "工程总价 123456789012 元，编号 2026-0001",
        "统一社会信用代码 91370686MA3C1234XJ",
        "热线 12345、110，咨询 0536 8888888",
        "将于明天停水，由于明确了时间，和平路高峰时段限行",
        "3号楼120户、2单元改造，13-11-2026 公布",
    ],
)
def test_what_stays(typed: str) -> None:
    told = publish(typed, NAMES, PUBLIC)
    assert (told.text, told.doubts) == (typed, ())


def test_two_characters_in_running_text_are_a_doubt() -> None:
    told = publish("昨天下午赵强清扫楼道", NAMES, PUBLIC)
    assert (told.text, told.doubts) == ("昨天下午赵强清扫楼道", ("赵强",))
    assert publish("居民和平：", NAMES, PUBLIC).text == "居民和*："


def test_a_black_entry_shows_nobody() -> None:
    told = publish(
        "张桂花和老李、刘大妈、王某某在3号楼2单元501室吵架，鲁F12345，电话13712345521",
        NAMES, PUBLIC, ANONYMOUS,
    )  # fmt: skip
    assert told.text == "某居民和某居民、某居民、某居民在3号楼吵架，某车，电话137****5521"
    assert "李建军" not in publish("李建军乱停车", NAMES, PUBLIC, ANONYMOUS).text
    said = "已遮住：电话 1 处、姓名 4 处、门牌 1 处、车牌 1 处"
    assert say_hidden(told.hidden) == said


@given(st.text("张桂花李建军赵强于明 ，。·\n和平买提艾力欧阳修远把楼道", max_size=40))
def test_no_whole_name_of_three_gets_through_and_twice_is_once(text: str) -> None:
    told = publish(text, NAMES, PUBLIC)
    bare = re.sub(r"[ 　]", "", told.text)
    assert not {"张桂花", "欧阳修远", "买买提·艾力"} & {
        bare[a : a + n] for a in range(len(bare)) for n in (3, 4, 6)
    }
    assert publish(told.text, NAMES, PUBLIC).text == told.text
    near = re.sub(r"[ 　]", "", text)
    pieces = candidates(text)
    for name in ("张桂花", "赵强", "欧阳修远"):
        assert (name in near) <= (name in pieces)


def test_whose_name_and_whose_body() -> None:
    assert all(map(is_personal, ("王晓燕", "欧阳修远", "买买提·艾力", "赵强")))
    assert not any(map(is_personal, ("", "编辑部", "高新社区", "御景小区党支部", "一位热心居民")))
