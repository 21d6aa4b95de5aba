"""How the desk is opened: screen, hall, input method."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from gridhall.core.settings import MachineSettings, save_settings
from installer import bootstrap, desk
from installer.machine import Machine
from tests.installer.other_machine import OtherMachine, checkout

__all__ = ["checkout"]


# Opening the desk


def test_without_a_screen_run_installs_and_names_the_headless_commands(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine()
    assert bootstrap.main(["run"], machine, checkout) == 1
    said = capsys.readouterr().err
    assert "没有屏幕" in said
    assert "no screen" in said
    assert f"{checkout / '.venv/bin/python'} -m gridhall --help" in said
    assert machine.lines("pip install")
    assert not machine.lines("-m gridhall")


def test_headless_words_need_no_screen(checkout: Path) -> None:
    machine = OtherMachine()
    machine.codes["find"] = [1]
    assert bootstrap.main(["run", "find", "张三"], machine, checkout) == 1
    assert machine.started[-1][1:] == ["-m", "gridhall", "find", "张三"]


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_the_first_time_the_desk_opens_on_a_demonstration_hall_made_once(
    name: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine()
    machine.environ = {name: ":0"}
    machine.answers["default_hall"] = str(checkout / "data" / "hall.db")
    demo = checkout / "data" / "demo" / "hall.db"
    assert bootstrap.main(["run"], machine, checkout) == 0
    assert demo.exists()
    assert machine.started[-1][1:] == ["-m", "gridhall", "--hall", str(demo)]
    assert "操作员 demo，密码 gridhall-demo" in capsys.readouterr().out
    bootstrap.main(["run"], machine, checkout)
    assert len(machine.lines("demo.part")) == 1


def test_a_demonstration_hall_that_was_not_finished_is_never_opened(checkout: Path) -> None:
    machine = OtherMachine(DISPLAY=":0")
    machine.answers["default_hall"] = str(checkout / "data" / "hall.db")
    machine.codes["demo.part"] = [1]
    assert bootstrap.main(["run"], machine, checkout) == 1
    assert not (checkout / "data" / "demo").exists()
    assert machine.started[-1][-1] == "demo"
    assert bootstrap.main(["run"], machine, checkout) == 0


def test_a_folder_in_the_way_of_the_demonstration_hall_is_left_alone(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine(DISPLAY=":0")
    machine.answers["default_hall"] = str(checkout / "data" / "hall.db")
    kept = checkout / "data" / "demo" / "backup.db"
    kept.parent.mkdir(parents=True)
    kept.touch()
    assert bootstrap.main(["run"], machine, checkout) == 1
    assert kept.exists()
    assert str(kept.parent) in capsys.readouterr().err


def test_once_there_is_a_hall_the_desk_opens_on_it(checkout: Path) -> None:
    machine = OtherMachine(DISPLAY=":0")
    machine.answers["default_hall"] = str(checkout / "installer" / "requirements.lock")
    bootstrap.main(["run"], machine, checkout)
    assert machine.started[-1][1:] == ["-m", "gridhall"]


def test_a_hall_kept_elsewhere_is_opened_rather_than_the_demonstration(checkout: Path) -> None:
    machine = OtherMachine(DISPLAY=":0")
    own = checkout / "installer" / "requirements.lock"
    machine.answers["default_hall"] = f"{checkout / 'data' / 'hall.db'}\r\n{own}"
    assert bootstrap.main(["run"], machine, checkout) == 0
    assert machine.started[-1][1:] == ["-m", "gridhall", "--hall", str(own)]
    own.unlink()
    assert desk.hall_words(machine, Path("python"))[1].endswith("demo/hall.db")


def test_the_program_names_its_default_hall_and_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "家"))
    monkeypatch.setenv("PYTHONPATH", str(bootstrap.ROOT))
    asked = [sys.executable, "-c", desk.WHICH_HALL]
    default = Machine().output(asked)
    assert default is not None
    assert Path(default).is_relative_to(tmp_path)
    save_settings(MachineSettings(last_hall="/别处/大厅.gridhall"))
    assert Machine().output(asked) == f"{default}\n/别处/大厅.gridhall"


@pytest.mark.parametrize(
    ("chosen", "running", "expected"),
    [
        ("", "fcitx5", {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}),
        ("fcitx", "fcitx5", {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}),
        ("compose", "fcitx5", {}),
        ("", "ibus-daemon", {}),
    ],
)
def test_fcitx5_types_through_ibus(chosen: str, running: str, expected: dict[str, str]) -> None:
    machine = OtherMachine(DISPLAY=":0", QT_IM_MODULE=chosen)
    machine.running = {running}
    assert desk.input_method(machine) == expected


def test_a_screen_that_cannot_be_reached_is_named(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine(DISPLAY=":77")
    machine.codes["-m gridhall"] = [-signal.SIGABRT]
    assert bootstrap.main(["run", "--hall", "x.db"], machine, checkout) == 1
    assert "DISPLAY=:77" in capsys.readouterr().err
