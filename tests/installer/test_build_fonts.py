"""The recipe for the fonts, tried on the shipped ones: what it cuts, what it names."""

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from fontTools.ttLib import TTFont

from installer.build_fonts import FONTS, RECIPES, Recipe, build, code_points, cut, names_of

BOLD = Recipe("GridHall Song", "网格厅宋体", "Bold", "source.ttf", "tgh_8105.txt")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.file)
def test_each_shipped_font_is_what_its_recipe_says(recipe: Recipe) -> None:
    font = TTFont(FONTS / recipe.file)
    wanted = code_points((FONTS / recipe.characters).read_text("ascii"))
    hanzi = {code for code in wanted if 0x4E00 <= code <= 0x9FFF}
    assert hanzi <= font.getBestCmap().keys() <= wanted
    assert {number: font["name"].getDebugName(number) for number in names_of(recipe)} == names_of(
        recipe
    )
    assert "glyf" in font
    assert font["OS/2"].fsType == 0  # may be embedded without limits
    assert {"fpgm", "prep", "cvt "}.isdisjoint(font.keys())


def test_no_shipped_font_uses_a_reserved_name() -> None:
    for recipe in RECIPES:
        names = " ".join(names_of(recipe).values())
        assert not any(word in names for word in ("Noto", "Source", "LXGW", "霞鹜"))


def test_each_source_has_its_licence_beside_the_fonts() -> None:
    for licence in ("OFL-NotoSerifSC.txt", "OFL-NotoSansSC.txt", "OFL-LXGWWenKai.txt"):
        assert "SIL OPEN FONT LICENSE" in (FONTS / licence).read_text("utf-8").upper()


def test_a_list_is_read_as_code_points() -> None:
    assert code_points("20\n4E00\n2CB4E\n") == {0x20, 0x4E00, 0x2CB4E}


def small_recipe(folder: Path) -> Recipe:
    (folder / "few.txt").write_text("7F51\n683C\n5385\n2CB4E\n", "ascii")
    return replace(BOLD, characters=str(folder / "few.txt"))


def test_cutting_keeps_the_characters_asked_for_and_names_are_ours(tmp_path: Path) -> None:
    source = tmp_path / "deep" / "source.ttf"
    source.parent.mkdir()
    copyfile(FONTS / "GridHallKai-Regular.ttf", source)
    font = TTFont(build(small_recipe(tmp_path), tmp_path, tmp_path))
    assert sorted(map(chr, font.getBestCmap())) == sorted("网格厅𬭎")
    assert font["name"].getDebugName(6) == "GridHallSong-Bold"
    assert font["name"].getName(1, 3, 1, 0x804).toUnicode() == "网格厅宋体"
    assert "LXGW" in font["name"].getDebugName(0)  # the makers stay named
    assert sorted(cut(source, {ord("网"), ord("格")}).getBestCmap()) == [ord("格"), ord("网")]


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    copyfile(FONTS / "GridHallKai-Regular.ttf", tmp_path / "source.ttf")
    recipe = small_recipe(tmp_path)
    first = build(recipe, tmp_path, tmp_path).read_bytes()
    assert build(recipe, tmp_path, tmp_path).read_bytes() == first


def test_a_missing_source_and_a_variable_font_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"source\.ttf is not in"):
        build(BOLD, tmp_path, tmp_path)
    font = TTFont(FONTS / "GridHallKai-Regular.ttf")
    del font["glyf"], font["loca"]
    font.save(tmp_path / "source.ttf")
    with pytest.raises(SystemExit, match="not a static TrueType font"):
        build(BOLD, tmp_path, tmp_path)
