import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.core.settings import (
    MachineSettings,
    default_hall,
    load_geometry,
    load_settings,
    save_geometry,
    save_settings,
)

CHOSEN = MachineSettings(
    theme="dark",
    font_scale=150,
    last_hall='C:\\大厅\\龙腾 "一".gridhall',
    last_clerk="王芳\x7f",
    lock_minutes=5,
    printer="HP M126\n",
    paper_offset_x=-1.5,
    paper_offset_y=2,
)


def test_the_first_start_has_the_defaults_and_says_nothing(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "new") == (MachineSettings(), "")


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    save_settings(CHOSEN, folder)
    assert load_settings(folder) == (CHOSEN, "")
    save_settings(MachineSettings(), folder)
    assert load_settings(folder) == (MachineSettings(), "")
    assert os.listdir(folder) == ["settings.toml"]


@given(st.text(max_size=50))
def test_any_text_survives(text: str) -> None:
    from gridhall.core.settings import _toml

    assert tomllib.loads(f"x = {_toml(text)}") == {"x": text}


@pytest.mark.parametrize(
    "data",
    [b"theme = ", b"\xff\xfe\x00", b"\x00" * 10, b"# " + b"x" * 70_000, b"[" * 30_000],
    ids=["cut", "no text", "zeros", "huge", "deep"],
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    settings, notice = load_settings(tmp_path)
    assert settings == MachineSettings()
    assert "看不懂，已用默认设置" in notice
    assert not path.exists()
    assert (tmp_path / "settings.toml.bad").read_bytes() == data
    save_settings(CHOSEN, tmp_path)
    assert load_settings(tmp_path) == (CHOSEN, "")


def test_one_odd_value_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'theme = "pink"\nfont_scale = 900\nlock_minutes = true\npaper_offset_x = nan\n'
        'printer = "HP"\nfrom_a_newer_version = 1\n',
        "utf-8",
    )
    settings, notice = load_settings(tmp_path)
    assert settings == MachineSettings(printer="HP")
    assert notice == "本机设置里的主题、字号、锁屏分钟数、左右偏移看不懂，已改回默认"


def test_an_unreadable_file_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    settings, notice = load_settings(tmp_path)
    assert settings == MachineSettings()
    assert "读不出" in notice
    with pytest.raises(UserError, match="本机设置没有存下"):
        save_settings(CHOSEN, tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UserError, match="不能写入"):
        save_settings(CHOSEN, tmp_path / "file" / "folder")


@pytest.mark.parametrize(
    "wrong",
    [{"theme": "pink"}, {"font_scale": 99}, {"font_scale": 120.0}, {"printer": "x" * 1001}],
)
def test_the_program_itself_cannot_set_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        replace(MachineSettings(), **wrong)


def test_windows_stand_where_they_stood(tmp_path: Path) -> None:
    assert load_geometry(tmp_path) == {}
    save_geometry({"main": "AdnQywAD", "预览": "AAAA"}, tmp_path)
    assert load_geometry(tmp_path) == {"main": "AdnQywAD", "预览": "AAAA"}


@pytest.mark.parametrize("text", ["{", "[1]", '{"main": 1}', "[" * 60_000])
def test_damaged_places_are_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "windows.json").write_text(text, "utf-8")
    assert load_geometry(tmp_path) == {}


def test_the_default_hall_is_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if os.name == "posix":
        assert default_hall() == tmp_path / "GridHall" / "hall.gridhall"
    assert default_hall().suffix == ".gridhall"
