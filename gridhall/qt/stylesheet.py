"""The style sheet: qt-material's base coat under our own sheet, built once and kept in a cache."""

import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDir, QStandardPaths

import gridhall
from gridhall.core.resources import resource
from gridhall.qt.tokens import TOKENS, Mode

FAMILIES = (
    "GridHall Hei", "Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip
FONT = ",".join(f'"{family}"' for family in FAMILIES)

# Where Qt's own indicator art misleads (a filled square reads as "partly checked"): icon, colour.
_CONTROLS = {
    "cb_on": ("check_box-fill", "primary"),
    "cb_off": ("check_box_outline_blank", "border_strong"),
    "cb_mid": ("indeterminate_check_box-fill", "primary"),
    "cb_on_dis": ("check_box-fill", "disabled_text"),
    "cb_off_dis": ("check_box_outline_blank", "disabled_text"),
    "rb_on": ("radio_button_checked", "primary"),
    "rb_off": ("radio_button_unchecked", "border_strong"),
    "down": ("keyboard_arrow_down", "text2"),
    "right": ("keyboard_arrow_right", "text2"),
    "left": ("chevron_left", "text2"),
}
_XML = {
    "primaryColor": "primary", "primaryLightColor": "sel", "secondaryColor": "surface",
    "secondaryLightColor": "border", "secondaryDarkColor": "surface",
    "primaryTextColor": "text", "secondaryTextColor": "text",
}  # fmt: skip
_FORMAT = 3  # raise it when what `_build` writes changes
_OLD = 30 * 86_400  # seconds: what other versions left behind goes after a month
_LENGTH = re.compile(r"@(\d+)(/2)?(-\d+)?px")
_WORD = re.compile(r"@(\w+)")


# What the sign-in page is made of; rules about anything else do not change how it looks.
_FIRST = frozenset(
    {
        "QWidget", "QMainWindow", "QFrame", "QLabel", "QPushButton", "QToolButton", "QLineEdit",
        "QScrollArea",
    }
)  # fmt: skip
_FIRST_MARKS = frozenset(
    {"window", "entry", "card", "role", "tile", "kind", "inField", "state", "line", "key", "art"}
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARK = re.compile(r"\[(\w+)")
_BESIDES = re.compile(r"\[[^\]]*\]|::?!?[\w-]+")  # attributes, parts and states
_NAME = re.compile(r"[.#]?\w[\w-]*")


class Coat(NamedTuple):
    """A style sheet, and the folder where drawn icons are kept for the next start."""

    sheet: str
    glyphs: Path


def load(mode: Mode, percent: int, cache: Path | None = None, *, first: bool = False) -> Coat:
    """The sheet for one face and scale; only the first call on a machine builds it.

    `first` gives the part that the sign-in page needs: three megabytes and 10 ms less.
    """
    folder = (cache or _cache_folder()) / _key(mode, percent)
    if not (folder / "first.qss").exists():
        folder = _publish(mode, percent, folder)
    QDir.setSearchPaths("icon", [str(folder)])
    QDir.setSearchPaths("gh", [str(folder / "gh")])
    sheet = folder / ("first.qss" if first else "sheet.qss")
    return Coat(sheet.read_text("utf-8"), folder / "glyphs")


def first_part(sheet: str) -> str:
    """The rules of a sheet that can mean anything on the sign-in page, in their order."""
    kept = []
    for rule in _RULE.finditer(_REMARK.sub("", sheet)):
        selectors = [one.strip() for one in rule[1].split(",")]
        meant = [one for one in selectors if _means_something(one)]
        if meant and "url(" not in rule[2]:  # one picture loads the SVG reader
            kept.append(f"{','.join(meant)}{{{' '.join(rule[2].split())}}}")
    return "\n".join(kept)


def _means_something(selector: str) -> bool:
    names, marks = _NAME.findall(_BESIDES.sub("", selector)), _MARK.findall(selector)
    return _FIRST.issuperset(names) and _FIRST_MARKS.issuperset(marks)


def expand(text: str, mode: Mode, percent: int) -> str:
    """Our notation: `@token` a colour, `@34px` scaled, `@34-2px` less two, `@20/2px` half."""

    def length(match: re.Match[str]) -> str:
        number = round(int(match[1]) * percent / 100)
        return f"{(number // 2 if match[2] else number) + int(match[3] or 0)}px"

    tokens: Mapping[str, str] = {**TOKENS[mode], "icons": "gh:", "font": FONT}
    return _WORD.sub(lambda match: tokens[match[1]], _LENGTH.sub(length, text))


def _publish(mode: Mode, percent: int, folder: Path) -> Path:
    """Build aside and move into place, so that two programs starting at once do no harm."""
    import shutil  # only the first start on a machine comes here
    import tempfile

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for old in folder.parent.iterdir():
            if time.time() - old.stat().st_mtime > _OLD:
                shutil.rmtree(old, ignore_errors=True)
        building = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    except OSError:  # a cache folder that cannot be written: build for this run only
        building = Path(tempfile.mkdtemp(prefix="gridhall-theme-"))
        _build(mode, percent, building)
        return building
    _build(mode, percent, building)
    with suppress(OSError):  # the other program was quicker
        building.rename(folder)
    shutil.rmtree(building, ignore_errors=True)
    return folder


def _build(mode: Mode, percent: int, folder: Path) -> None:
    for part in ("glyphs", "gh"):
        (folder / part).mkdir()
    for name, (icon, token) in _CONTROLS.items():
        svg = resource("icons", f"{icon}.svg").read_text("utf-8")
        tinted = svg.replace("<path ", f'<path fill="{TOKENS[mode][token]}" ')
        (folder / "gh" / f"{name}.svg").write_text(tinted, "utf-8")
    ours = resource("theme", "gridhall.qss").read_text("utf-8")
    sheet = _base_coat(mode, percent, folder) + expand(ours, mode, percent)
    (folder / "sheet.qss").write_text(sheet, "utf-8")
    (folder / "first.qss").write_text(first_part(sheet), "utf-8")


def _base_coat(mode: Mode, percent: int, folder: Path) -> str:
    """qt-material's template with our final colours; it also writes its icons into `folder`."""
    import qt_material  # dear to import, and only wanted here

    tokens, before = TOKENS[mode], dict(os.environ)
    lines = (f'<color name="{name}">{tokens[token]}</color>' for name, token in _XML.items())
    xml = folder / "theme.xml"
    xml.write_text(f"<resources>{''.join(lines)}</resources>", "utf-8")
    extra = {
        "font_family": FONT, "font_size": f"{round(14 * percent / 100)}px", "density_scale": "0",
        "danger": tokens["red_fg"], "warning": tokens["amber_fg"], "success": tokens["green_fg"],
    }  # fmt: skip
    try:  # export=True leaves out its Roboto fonts
        return str(qt_material.build_stylesheet(str(xml), False, extra, str(folder), export=True))
    finally:  # it writes its colours into the environment
        os.environ.clear()
        os.environ.update(before)


def _key(mode: Mode, percent: int) -> str:
    ours = resource("theme", "gridhall.qss").stat()
    stamp = f"{ours.st_mtime_ns:x}-{ours.st_size:x}"
    return f"{gridhall.__version__}-{_material_version()}-{_FORMAT}-{stamp}-{mode}-{percent}"


def _material_version() -> str:
    """Read off the installed folder's name; importlib.metadata would cost more than the sheet."""
    spec = find_spec("qt_material")
    if spec is None or spec.origin is None:
        return "absent"
    found = Path(spec.origin).parents[1].glob("qt_material-*.dist-info")
    return next((path.stem.removeprefix("qt_material-") for path in found), "bundled")


def _cache_folder() -> Path:
    place = QStandardPaths.StandardLocation.GenericCacheLocation
    return Path(QStandardPaths.writableLocation(place)) / "gridhall" / "theme"
