"""This machine's settings (本机设置) and the program's folders; a hall has its own in its file."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from gridhall.core.errors import UserError

THEMES = ("light", "dark")
_PROGRAM = "GridHall"
_LARGEST = 64 * 1024  # bytes; ours have a few hundred


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """What one PC remembers; nothing here is personal data of a resident."""

    theme: str = "light"
    font_scale: int = 100  # per cent
    last_hall: str = ""  # the hall file opened last
    last_clerk: str = ""  # who signed in last
    lock_minutes: int = 10  # idle minutes until the page is locked
    printer: str = ""
    paper_offset_x: float = 0.0  # millimetres to the right
    paper_offset_y: float = 0.0  # millimetres down

    def __post_init__(self) -> None:
        for one in fields(self):
            if not _FITS[one.name](getattr(self, one.name)):
                raise ValueError(f"{one.name} cannot be {getattr(self, one.name)!r}")


class Loaded(NamedTuple):
    """The settings, and what the clerk should be told about their file, or nothing."""

    settings: MachineSettings
    notice: str = ""


def _whole(lowest: int, highest: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and lowest <= value <= highest


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 1000


def _offset(value: object) -> bool:
    return isinstance(value, int | float) and value is not True and -30 <= value <= 30


_FITS: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: value in THEMES,
    "font_scale": _whole(100, 200),
    "last_hall": _text,
    "last_clerk": _text,
    "lock_minutes": _whole(1, 120),
    "printer": _text,
    "paper_offset_x": _offset,
    "paper_offset_y": _offset,
}
_WORDS = {
    "theme": "主题",
    "font_scale": "字号",
    "last_hall": "上次的大厅",
    "last_clerk": "上次的经办人",
    "lock_minutes": "锁屏分钟数",
    "printer": "打印机",
    "paper_offset_x": "左右偏移",
    "paper_offset_y": "上下偏移",
}


def settings_folder() -> Path:
    """Where the machine's settings lie."""
    return platformdirs.user_config_path(_PROGRAM, appauthor=False)


def data_folder() -> Path:
    """Where hall files lie unless the clerk chose another place."""
    return platformdirs.user_data_path(_PROGRAM, appauthor=False)


def log_folder() -> Path:
    """Where the program's log lies."""
    return platformdirs.user_log_path(_PROGRAM, appauthor=False)


def default_hall() -> Path:
    """The hall file when none is named."""
    return data_folder() / "hall.gridhall"


def load_settings(folder: Path | None = None) -> Loaded:
    """The settings of this machine; a damaged file is set aside and the defaults are used."""
    path = (folder or settings_folder()) / "settings.toml"
    try:
        raw = _read(path, _from_toml)
    except _Damaged:
        return Loaded(
            MachineSettings(), f"本机设置文件看不懂，已用默认设置；原文件留在“{path}.bad”"
        )
    except OSError:
        return Loaded(MachineSettings(), f"本机设置文件“{path}”读不出，这次先用默认设置")
    known = {name: raw[name] for name in _FITS if name in raw}
    odd = [name for name, value in known.items() if not _FITS[name](value)]
    kept = {name: value for name, value in known.items() if name not in odd}
    notice = (
        f"本机设置里的{'、'.join(_WORDS[name] for name in odd)}看不懂，已改回默认" if odd else ""
    )
    return Loaded(replace(MachineSettings(), **kept), notice)


def save_settings(settings: MachineSettings, folder: Path | None = None) -> None:
    """Write the settings in one step: a power cut leaves the old file or the new one."""
    lines = (f"{name} = {_toml(value)}\n" for name, value in asdict(settings).items())
    _write((folder or settings_folder()) / "settings.toml", "".join(lines))


def load_geometry(folder: Path | None = None) -> dict[str, str]:
    """Where each window stood (base64 by the window's name); a damaged file is forgotten."""
    try:
        raw = _read((folder or settings_folder()) / "windows.json", json.loads)
    except (_Damaged, OSError):
        return {}
    return {name: value for name, value in raw.items() if _text(value)}


def save_geometry(geometry: Mapping[str, str], folder: Path | None = None) -> None:
    """Remember where each window stands."""
    text = json.dumps(dict(geometry), ensure_ascii=False, indent=1)
    _write((folder or settings_folder()) / "windows.json", text + "\n")


class _Damaged(Exception):
    """A settings file that is not what we write."""


def _read(path: Path, parse: Callable[[str], Any]) -> dict[str, Any]:
    """The table in the file, empty if there is no file; what cannot be ours is set aside."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return {}
    try:
        raw = parse(data.decode("utf-8")) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):  # UnicodeDecodeError, TOMLDecodeError, JSONDecodeError
        raw = None
    if isinstance(raw, dict):
        return raw
    os.replace(path, f"{path}.bad")
    raise _Damaged


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise UserError(f"本机设置没有存下：“{path.parent}”不能写入。其他工作不受影响") from error


def _from_toml(text: str) -> dict[str, Any]:
    """Our own lines are read as they were written; TOML's reader is dear and left to others'."""
    lines = [line.partition(" = ") for line in text.splitlines()]
    try:
        return {name: json.loads(value) for name, _, value in lines}
    except ValueError:
        import tomllib  # 4 ms and half a megabyte before the first window

        return tomllib.loads(text)


def _toml(value: str | float) -> str:
    """One value as TOML; JSON writes strings and numbers the same way, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
