from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import pytest

from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.pdf.fonts import HEI, HEI_BOLD, KAI, SONG, SONG_BOLD, FontHouse


def bare(packs: Sequence[Path] = ()) -> FontHouse:
    return FontHouse(resource("fonts"), packs)


def test_song_has_every_character_of_the_national_table() -> None:
    codes = [int(line, 16) for line in resource("fonts", "tgh_8105.txt").read_text().split()]
    characters = [chr(code) for code in codes if code >= 0x3400]
    assert len(characters) > 8105
    assert [
        c for c in bare().missing(characters) if "\u4e00" <= c <= "\u9fff" or c > "\uffff"
    ] == []


@pytest.mark.parametrize("name", [SONG, SONG_BOLD, HEI, HEI_BOLD, KAI])
def test_every_family_draws_rare_names_with_the_help_of_song(name: str) -> None:
    runs = bare().runs("欧阳䶮㐂𬭎𬱖", name)
    assert "".join(piece for _, piece in runs) == "欧阳䶮㐂𬭎𬱖"
    assert {font for font, _ in runs} <= {name, SONG}


def test_a_run_changes_font_only_where_the_family_lacks_the_character() -> None:
    assert bare().runs("丁㐂兰", KAI) == [(KAI, "丁"), (SONG, "㐂"), (KAI, "兰")]


def test_a_rare_pack_is_asked_last(rare_pack: Path) -> None:
    fonts = bare([rare_pack])
    assert fonts.runs("吉𠮷", HEI) == [(HEI, "吉"), ("RarePack", "𠮷")]
    assert fonts.missing(["𠮷𰻝"]) == []
    assert fonts.width("𠮷a", HEI, 10) == pytest.approx(10 + fonts.width("a", HEI, 10))


def test_a_font_put_into_the_folder_is_used(rare_pack: Path, tmp_path: Path) -> None:
    for file in (resource("fonts", "GridHallSong-Regular.ttf"), rare_pack):
        copyfile(file, tmp_path / file.name)
    assert FontHouse(tmp_path, []).missing(["𠮷"]) == []


def test_refusal_names_each_character_once_and_says_what_to_do() -> None:
    with pytest.raises(UserError) as refused:
        bare().require_glyphs(["张𰻝", "𰻝𠮷路"])
    sentence = str(refused.value)
    assert "“𠮷”（U+20BB7）、“𰻝”（U+30EDD）" in sentence
    assert sentence.count("𰻝") == 1
    assert "放进 resources/fonts" in sentence
    assert "都还在" in sentence
    assert "张" not in sentence  # the name itself stays out of the message


def test_invisible_marks_are_never_printable() -> None:
    marks = "\u200b\u202e\x00\u2066\ufeff"
    assert bare().missing([f"张{marks}三\u3000"]) == sorted(marks)


def test_fonts_are_opened_once_and_only_when_used(rare_pack: Path) -> None:
    fonts = bare([rare_pack])
    fonts.runs("张三", KAI)
    assert list(fonts._faces) == [KAI]
    assert fonts.face(KAI) is fonts.face(KAI)


def test_widths_are_those_of_the_font_that_draws() -> None:
    fonts = bare()
    assert fonts.width("龙腾", SONG, 14) == 28
    assert 0 < fonts.width("iii", SONG, 14) < fonts.width("WWW", SONG, 14)


def test_the_advice_fits_the_characters_age() -> None:
    with pytest.raises(UserError, match="fonts-hanazono"):
        FontHouse(packs=()).require_glyphs(["𠮷"])
    with pytest.raises(UserError, match="扩展 G 区"):
        FontHouse(packs=()).require_glyphs(["𰻝"])


def test_a_halls_own_face_is_found_by_its_file_unless_it_has_no_outlines(tmp_path: Path) -> None:
    good, bad = tmp_path / "simfang.ttf", tmp_path / "方正仿宋.ttf"
    copyfile(resource("fonts", "GridHallKai-Regular.ttf"), good)
    bad.write_bytes(b"OTTO" + bytes(200))
    assert bare([bad, good]).own("仿宋", "FangSong", "SimFang") == "simfang"
    assert bare([bad]).own("仿宋") is None
    assert bare().own("仿宋", "SimFang") is None
