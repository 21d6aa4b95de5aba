"""Make resources/fonts/*.ttf again from their public sources, a tool of the workshop only.

`python installer/build_fonts.py` fetches the two npm packages and the Debian package named below
with npm, apt-get and dpkg-deb, cuts each font down to the characters its list asks for, drops
hinting and layout features, and gives it a name of our own, as the originals' names are reserved
(SIL Open Font License, clause 3). With a folder as its only word it takes the sources from there.
"""

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FONTS: Final = Path(__file__).resolve().parents[1] / "resources" / "fonts"
_NPM: Final = {
    "noto-serif-sc": "@expo-google-fonts/noto-serif-sc@0.4.3",
    "noto-sans-sc": "@expo-google-fonts/noto-sans-sc@0.4.3",
}
_DEBIAN: Final = "fonts-lxgw-wenkai"
_ENGLISH, _CHINESE = (3, 1, 0x409), (3, 1, 0x804)
_FAMILY, _STYLE, _ID, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_KEPT_NAMES: Final = {0, 5, 7, 8, 9, 11, 13, 14}  # copyright, version, makers, licence


@dataclass(frozen=True, slots=True)
class Recipe:
    """One font: what it is called, which source it is cut from, which characters it keeps."""

    family: str
    chinese: str
    style: str
    source: str
    characters: str

    @property
    def file(self) -> str:
        """The font's file name, which is also its PostScript name."""
        return f"{self.family.replace(' ', '')}-{self.style}.ttf"


_COMMON, _ALL = "tgh_8105.txt", "gb18030_level2.txt"
RECIPES: Final = (
    Recipe("GridHall Song", "网格厅宋体", "Regular", "NotoSerifSC_400Regular.ttf", _ALL),
    Recipe("GridHall Song", "网格厅宋体", "Bold", "NotoSerifSC_700Bold.ttf", _COMMON),
    Recipe("GridHall Hei", "网格厅黑体", "Regular", "NotoSansSC_400Regular.ttf", _COMMON),
    Recipe("GridHall Hei", "网格厅黑体", "Bold", "NotoSansSC_700Bold.ttf", _COMMON),
    Recipe("GridHall Kai", "网格厅楷体", "Regular", "LXGWWenKai-Regular.ttf", _COMMON),
)


def code_points(text: str) -> set[int]:
    """The characters of a list with one hexadecimal code point a line."""
    return {int(line, 16) for line in text.split()}


def names_of(recipe: Recipe) -> dict[int, str]:
    """The English name records of a font, by their number in the name table."""
    full = recipe.family if recipe.style == "Regular" else f"{recipe.family} {recipe.style}"
    return {
        _FAMILY: recipe.family,
        _STYLE: recipe.style,
        _ID: f"{recipe.family}-{recipe.style}",
        _FULL: full,
        _POSTSCRIPT: Path(recipe.file).stem,
    }


def cut(source: Path, codes: Iterable[int]) -> Any:
    """The font reduced to these characters, without hinting and layout features."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    if "fvar" in font or "glyf" not in font:
        raise SystemExit(f"{source.name} is not a static TrueType font: reportlab cannot embed it")
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def rename(font: Any, recipe: Recipe) -> None:
    """Give the font our names; copyright, makers and licence stay."""
    table = font["name"]
    table.names = [
        record
        for record in table.names
        if record.nameID in _KEPT_NAMES and (record.platformID, record.langID) == (3, 0x409)
    ]
    for number, text in names_of(recipe).items():
        table.setName(text, number, *_ENGLISH)
    table.setName(recipe.chinese, _FAMILY, *_CHINESE)


def build(recipe: Recipe, sources: Path, target: Path) -> Path:
    """Write one font into `target`; where it is."""
    source = next(iter(sorted(sources.rglob(recipe.source))), None)
    if source is None:
        raise SystemExit(f"{recipe.source} is not in {sources}")
    font = cut(source, code_points((FONTS / recipe.characters).read_text("ascii")))
    rename(font, recipe)
    path = target / recipe.file
    font.save(path)
    return path


def fetch(folder: Path) -> None:
    """Bring the sources into `folder` with the ordinary clients of their registries."""
    for name, package in _NPM.items():
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
        (archive,) = folder.glob(f"expo-google-fonts-{name}-*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(folder / name, filter="data")
    subprocess.run(["apt-get", "download", _DEBIAN], cwd=folder, check=True)
    (package_file,) = folder.glob(f"{_DEBIAN}_*.deb")
    subprocess.run(["dpkg-deb", "-x", str(package_file), str(folder / _DEBIAN)], check=True)


def main(words: list[str]) -> int:
    """Build all fonts, from the folder named or from freshly fetched sources."""
    with tempfile.TemporaryDirectory() as temporary:
        sources = Path(words[0]) if words else Path(temporary)
        if not words:
            fetch(sources)
        for recipe in RECIPES:
            path = build(recipe, sources, FONTS)
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
