import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gridhall.cli.main import main
from gridhall.core.progress import Silent
from gridhall.db import keyring
from gridhall.db.keyring import Cost
from gridhall.demo.making import make_demo

Run = Callable[..., dict[str, Any]]
PASSWORD = "gridhall-demo"


@pytest.fixture(scope="session")
def _demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.gridhall"
    make_demo(path, 150, 7, date.today(), Silent())
    keys = keyring.load(keyring.keyring_path(path))
    data_key = keyring.unwrap(keys, "demo", PASSWORD)
    cheap = keyring.with_clerk(keys, data_key, "demo", PASSWORD, Cost(1, 8 * 1024, 1))
    keyring.save(keyring.keyring_path(path), cheap)  # each command derives the key anew
    return path


@pytest.fixture
def demo(_demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small demonstration hall; the password stands in the environment."""
    path = tmp_path / "demo.gridhall"
    for end in ("", ".keys"):
        shutil.copy(_demo_template.with_name(_demo_template.name + end), f"{path}{end}")
    monkeypatch.setenv("GRIDHALL_PASSWORD", PASSWORD)
    return path


@pytest.fixture
def run(demo: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command on the demonstration hall; its JSON answer."""

    def command(*words: object) -> dict[str, Any]:
        common = ["--hall", str(demo), "--clerk", "demo", "--json"]
        code = main([*map(str, words), *common])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        answer: dict[str, Any] = json.loads(out)
        return answer

    return command


@pytest.fixture
def refused(demo: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run one command that must be refused; its sentence on standard error."""

    def command(*words: object) -> str:
        assert main([*map(str, words), "--hall", str(demo), "--clerk", "demo"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "Traceback" not in err
        return err.strip()

    return command
