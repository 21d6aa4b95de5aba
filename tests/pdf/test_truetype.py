from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from gridhall.core.resources import resource
from gridhall.pdf.truetype import TrueType

SONG = resource("fonts", "GridHallSong-Bold.ttf")


def outline(font: TTFont, name: str) -> list[object]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return list(pen.value)


def test_map_and_advances_are_those_fonttools_reads() -> None:
    ours, theirs = TrueType(SONG), TTFont(SONG)
    names = theirs.getBestCmap()
    assert ours.glyphs == {code: theirs.getGlyphID(name) for code, name in names.items()}
    assert {code: ours.width(code) for code in names} == {
        code: theirs["hmtx"][name][0] for code, name in names.items()
    }


def test_a_subset_draws_the_same_outlines_in_the_order_asked_for() -> None:
    font, codes = TrueType(SONG), [ord(character) for character in "龙腾A社，1区龙"]
    cut = TTFont(BytesIO(font.subset([font.glyphs[code] for code in codes])))
    whole = TTFont(SONG)
    for place, code in enumerate(codes, start=1):
        expected = outline(whole, whole.getBestCmap()[code])
        assert expected
        assert outline(cut, cut.getGlyphName(place)) == expected
    assert cut["maxp"].numGlyphs == len(codes) + 1


def test_subset_checksums_hold() -> None:
    font = TrueType(SONG)
    cut = font.subset([font.glyphs[ord("网")]])
    TTFont(BytesIO(cut), checkChecksums=2)


def test_a_composite_brings_its_parts(rare_pack: Path) -> None:
    font, whole = TrueType(rare_pack), TTFont(rare_pack)
    cut = TTFont(BytesIO(font.subset([font.glyphs[0x30EDD]])))
    assert outline(cut, cut.getGlyphName(1)) == outline(whole, "biang")
    assert cut["maxp"].numGlyphs == 4  # missing glyph, the composite, its two parts


def test_units_of_2048_become_thousandths(rare_pack: Path) -> None:
    font = TrueType(rare_pack)
    assert font.width(0x20BB7) == 1000
    assert font.ascent == round(1800 / 2048 * 1000)


def test_short_offsets_and_segment_maps_are_read(rare_pack: Path, tmp_path: Path) -> None:
    font = TTFont(SONG)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
    path = tmp_path / "segments.ttf"
    font.save(path)
    ours = TrueType(path)
    assert ours.glyphs == {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    assert TTFont(rare_pack)["head"].indexToLocFormat == 0


def test_postscript_outlines_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cff.ttf"
    path.write_bytes(b"OTTO\x00\x01\x00\x00\x00\x00\x00\x00CFF " + bytes(40))
    with pytest.raises(ValueError, match="no TrueType outlines"):
        TrueType(path)
