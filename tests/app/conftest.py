import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gridhall.app.window import Window
from gridhall.core import settings
from gridhall.core.progress import Silent
from gridhall.db import keyring
from gridhall.db.keyring import Cost
from gridhall.demo.making import make_demo
from gridhall.qt.theme import application, apply_theme
from gridhall.qt.tokens import Mode

PASSWORD = "gridhall-demo"
CHEAP = Cost(passes=1, memory_kib=8 * 1024, lanes=1)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and caches of a test stay in its folder; keys are derived cheaply."""
    for name in ("settings_folder", "data_folder", "log_folder"):
        monkeypatch.setattr(settings, name, lambda name=name: tmp_path / name)
    monkeypatch.setattr("gridhall.app.logs.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(keyring, "cost_here", lambda: CHEAP)


@pytest.fixture(scope="session")
def _demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.gridhall"
    make_demo(path, 150, 7, date.today(), Silent())
    keys = keyring.load(keyring.keyring_path(path))
    data_key = keyring.unwrap(keys, "demo", PASSWORD)
    for name in keys.clerks:
        keys = keyring.with_clerk(keys, data_key, name, PASSWORD, CHEAP)
    keyring.save(keyring.keyring_path(path), keys)
    return path


@pytest.fixture
def demo(_demo_template: Path, tmp_path: Path) -> Path:
    """A small demonstration hall; every clerk's password is gridhall-demo."""
    path = tmp_path / "demo.gridhall"
    for end in ("", ".keys"):
        shutil.copy(_demo_template.with_name(_demo_template.name + end), f"{path}{end}")
    return path


@pytest.fixture
def window(qtbot: QtBot, demo: Path, tmp_path: Path) -> Iterator[Window]:
    """The program's window on the demonstration hall, at the sign-in page."""
    apply_theme(application(), Mode.LIGHT, 100, tmp_path / "theme")
    made = Window(demo, lambda _: None)
    qtbot.addWidget(made)
    made.show_first()
    qtbot.waitExposed(made)
    yield made
    made.close()
