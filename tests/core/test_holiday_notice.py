from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.calendar import shipped_calendar
from gridhall.core.errors import UserError
from gridhall.core.holiday_notice import Notice, parse_notice

NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日
（此件公开发布）
"""


def shipped(year: int) -> Notice:
    return next(notice for notice in shipped_calendar().notices if notice.year == year)


def days(*texts: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


def test_the_whole_notice_of_2026_is_read() -> None:
    assert parse_notice(NOTICE_2026, 2026) == shipped(2026)


def test_spaces_lines_and_full_width_digits_do_not_matter() -> None:
    wide = NOTICE_2026.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    assert parse_notice(wide.replace("至", " 至\n").replace("。1", "。\r\n 1"), 2026) == shipped(
        2026
    )


@pytest.mark.parametrize(
    ("text", "year", "off", "work"),
    [
        (
            "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。",
            2019,
            days("2018-12-30", "2018-12-31", "2019-01-01"),
            days("2018-12-29"),
        ),
        (
            "一、元旦：1月1日放假，与周末连休。",
            2024,
            days("2023-12-30", "2023-12-31", "2024-01-01"),
            days(),
        ),
        ("五、清明节：4月5日（星期三）放假，共1天。", 2023, days("2023-04-05"), days()),
        (
            "1月1日放假，共3天，与周末连休",
            2024,
            days("2023-12-30", "2023-12-31", "2024-01-01"),
            days(),
        ),
        (
            "1月1日、2日、3日放假，1月9日上班",
            2027,
            days("2027-01-01", "2027-01-02", "2027-01-03"),
            days("2027-01-09"),
        ),
        (
            "一、元旦：1月1日放假\n二、五一：5月1日至3日放假；5月8日照常上班",
            2027,
            days("2027-01-01", "2027-05-01", "2027-05-02", "2027-05-03"),
            days("2027-05-08"),
        ),
        (
            "二、春节：2月10日至11日放假调休，共2天。鼓励各单位安排职工在除夕（2月9日）休息。",
            2024,
            days("2024-02-10", "2024-02-11"),
            days(),
        ),
    ],
)
def test_the_ways_notices_were_written(
    text: str, year: int, off: frozenset[date], work: frozenset[date]
) -> None:
    assert parse_notice(text, year) == Notice(year, off, work)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (NOTICE_2026, "通知写的是 2026 年，选的是 2027 年，请核对年份"),
        ("一、元旦：1月1日（周四）放假", "通知写的是周四，但2027年1月1日（周五）不是"),
        ("元旦：1月1日放假三天", "这一句没有读懂：“1月1日放假三天”"),
        ("五、端午节：6月9日。", "这一句没有读懂：“6月9日”"),
        ("元旦：1月1日至3日放假，共4天", "写的是共 4 天，读到 3 天，请核对通知"),
        ("元旦：2月30日放假", "有不存在的日期"),
        ("元旦：3日放假", "有不存在的日期"),
        ("元旦：5月3日至1日放假", "这一句没有读懂"),
        ("元旦：1月1日放假，1月4日上班", "本来就上班"),
        ("明年的安排另行通知", "没有读到放假日期，请粘贴通知全文，或逐天勾选"),
        ("", "没有读到放假日期"),
    ],
)
def test_what_could_not_be_read_is_named(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_notice(text, 2027)


def test_a_long_sentence_is_quoted_in_part() -> None:
    with pytest.raises(UserError) as caught:
        parse_notice("元旦：1月1日放假" + "而且" * 200, 2027)
    assert len(str(caught.value)) < 160


@given(st.text("1234567890月日年至、（）周一放假上班，。：共天\n与连休", max_size=60))
def test_nonsense_gets_a_sentence_and_never_a_crash(text: str) -> None:
    with suppress(UserError):
        assert parse_notice(text, 2027).off_days
