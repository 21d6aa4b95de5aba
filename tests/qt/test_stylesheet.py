import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmapCache

from gridhall.core.resources import resource
from gridhall.qt import stylesheet
from gridhall.qt.icons import pixmap
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import TOKENS, Mode
from tests.audit import Dress


def test_the_notation_scales_lengths_and_names_colours() -> None:
    sheet = "a { height: @34px; top: @34-2px; border-radius: @20/2px; color: @red_fg; }"
    red = TOKENS[Mode.LIGHT]["red_fg"]
    assert stylesheet.expand(sheet, Mode.LIGHT, 100) == (
        f"a {{ height: 34px; top: 32px; border-radius: 10px; color: {red}; }}"
    )
    assert "height: 51px; top: 49px; border-radius: 15px" in stylesheet.expand(
        sheet, Mode.LIGHT, 150
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_our_sheet_leaves_no_word_of_the_notation(mode: Mode) -> None:
    text = resource("theme", "gridhall.qss").read_text("utf-8")
    assert "@" not in stylesheet.expand(text, mode, 125)


def test_a_second_start_reads_the_file_and_never_imports_the_builder(
    qapp: object, tmp_path: Path
) -> None:
    first = stylesheet.load(Mode.LIGHT, 100, tmp_path)
    again = (
        "import sys; from pathlib import Path; from gridhall.qt import stylesheet;"
        "from gridhall.qt.tokens import Mode;"
        f"sheet = stylesheet.load(Mode.LIGHT, 100, Path({str(tmp_path)!r}));"
        "assert not {'qt_material', 'jinja2'} & set(sys.modules); print(len(sheet.sheet))"
    )
    run = subprocess.run([sys.executable, "-c", again], capture_output=True, text=True)
    assert run.stdout.strip() == str(len(first.sheet)), run.stderr


def test_two_programs_building_at_once_both_get_a_whole_sheet(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from PySide6.QtGui import QGuiApplication;"
        "app = QGuiApplication([]); from gridhall.qt import stylesheet;"
        "from gridhall.qt.tokens import Mode;"
        f"print(len(stylesheet.load(Mode.DARK, 125, Path({str(tmp_path)!r})).sheet))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        for _ in range(3)
    ]
    told = [one.communicate(timeout=60) for one in running]
    lengths = {out.strip() for out, _ in told}
    assert len(lengths) == 1, told
    assert int(lengths.pop()) > 40_000
    assert len(list(tmp_path.iterdir())) == 1, "a half-built folder was left behind"


def test_building_leaves_the_environment_and_the_home_alone(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = dict(os.environ)
    stylesheet.load(Mode.LIGHT, 175, tmp_path / "cache")
    assert dict(os.environ) == before
    assert not (tmp_path / "home" / ".qt_material").exists()


def test_a_cache_that_cannot_be_written_is_no_reason_to_stop(qapp: object, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    assert "QPushButton" in stylesheet.load(Mode.LIGHT, 100, blocked / "themes").sheet


def test_what_other_versions_left_goes_after_a_month(qapp: object, tmp_path: Path) -> None:
    old, young = tmp_path / "0.0.1-light-100", tmp_path / "0.0.2-light-100"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    stylesheet.load(Mode.LIGHT, 100, tmp_path)
    assert not old.exists()
    assert young.exists()


def test_drawn_icons_are_kept_for_the_next_start(dressed: Dress, qapp: object) -> None:
    dressed()
    folder = current_theme().cache
    assert folder is not None
    first = pixmap("umbrella", "red_fg", 23).toImage()
    kept = next(folder.glob("umbrella-*-23-*.png"))
    QPixmapCache.clear()
    assert pixmap("umbrella", "red_fg", 23).toImage() == first
    kept.write_bytes(b"cut short")
    QPixmapCache.clear()
    assert pixmap("umbrella", "red_fg", 23).toImage() == first
