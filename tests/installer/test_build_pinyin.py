import pytest

from installer.build_pinyin import HEAD, main, readings_of, table_text, toneless


@pytest.mark.parametrize(
    ("reading", "plain"), [("zhāng", "zhang"), ("lǘ", "lv"), ("nüè", "nve"), ("ê̄", "e")]
)
def test_tones_are_dropped_and_u_umlaut_is_v(reading: str, plain: str) -> None:
    assert toneless(reading) == plain


def test_readings_that_sound_alike_are_one_and_grunts_are_none() -> None:
    assert readings_of("dān,dàn,chán,shàn") == ("dan", "chan", "shan")
    assert readings_of("ḿ,ǹg") == ()


def test_characters_that_are_read_alike_share_a_line() -> None:
    text = table_text({ord("章"): "zhāng", ord("张"): "zhāng", ord("单"): "dān,shàn", 0x5463: "ḿ"})
    assert text == HEAD + "dan,shan 单\nzhang 张章\n"


def test_the_committed_table_is_what_the_builder_writes() -> None:
    assert main(["--check"]) == 0
