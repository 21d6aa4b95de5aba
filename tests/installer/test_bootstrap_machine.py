"""What a machine must have: packages, libraries, a Python; on Debian, other Linuxes and Windows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from installer import bootstrap
from installer.interpreter import fitting_python
from installer.machine import Machine, Python, Stop
from installer.packages import LIBRARIES, missing_packages
from tests.installer.other_machine import OtherMachine, checkout

__all__ = ["checkout"]


# Debian's packages


def test_root_installs_the_missing_packages_venv_included(checkout: Path) -> None:
    machine = OtherMachine(root=True)
    machine.absent = {"libGL.so.1", "libxcb-cursor.so.0"}
    del machine.answers["import ensurepip, venv"]
    bootstrap.prepare(machine, checkout, "run")
    (line,) = machine.lines("apt-get")
    assert line.startswith("env DEBIAN_FRONTEND=noninteractive apt-get install -y")
    assert line.endswith("python3.11-venv libgl1 libxcb-cursor0")
    assert machine.started[0][-1] == "libxcb-cursor0"


def test_a_new_machine_without_package_lists_fetches_them_and_asks_again(checkout: Path) -> None:
    machine = OtherMachine(root=True)
    machine.absent = {"libGL.so.1"}
    machine.codes["libgl1"] = [100]
    bootstrap.prepare(machine, checkout, "run")
    assert [line.split()[-1] for line in machine.lines("apt-get")] == ["libgl1", "update", "libgl1"]


@pytest.mark.parametrize(
    ("commands", "line"),
    [
        ({"sudo"}, "sudo apt-get update && sudo apt-get install {}"),
        (set(), 'su - -c "apt-get update && apt-get install {}"'),
    ],
)
def test_without_the_right_to_install_the_exact_line_is_told(
    checkout: Path, capsys: pytest.CaptureFixture[str], commands: set[str], line: str
) -> None:
    machine = OtherMachine()
    machine.commands |= commands
    machine.absent = {"libEGL.so.1"}
    del machine.answers["import ensurepip, venv"]
    assert bootstrap.main(["run"], machine, checkout) == 1
    said = capsys.readouterr().err
    line = line.format("-y --no-install-recommends python3.11-venv libegl1")
    assert line in [part.strip() for part in said.splitlines()]
    assert machine.started == []


def test_sudo_without_a_password_is_used(checkout: Path) -> None:
    machine = OtherMachine()
    machine.absent = {"libEGL.so.1"}
    machine.commands.add("sudo")
    machine.answers["sudo -n true"] = ""
    bootstrap.prepare(machine, checkout, "run")
    assert machine.started[0][:5] == [
        "sudo",
        "-n",
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
    ]


def test_a_refusing_apt_is_told_with_the_line(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine(root=True)
    machine.absent = {"libEGL.so.1"}
    machine.codes["apt-get"] = [100, 100, 100]
    assert bootstrap.main(["run"], machine, checkout) == 1
    line = "apt-get update && apt-get install -y --no-install-recommends libegl1"
    assert f"\n    {line}\n" in capsys.readouterr().err


def test_a_linux_without_apt_names_the_packages(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine(root=True)
    machine.commands.clear()
    machine.absent = {"libcups.so.2"}
    assert bootstrap.main(["run"], machine, checkout) == 1
    assert "libcups2" in capsys.readouterr().err


def test_the_real_loader_finds_what_is_there_and_nothing_else() -> None:
    machine = Machine()
    if machine.linux:
        assert machine.loads("libc.so.6")
    assert not machine.loads("libgridhall-is-no-library.so.1")


def test_every_qt_library_that_is_checked_names_its_package() -> None:
    machine = OtherMachine()
    machine.absent = set(LIBRARIES)
    assert missing_packages(machine) == sorted(set(LIBRARIES.values()))


# Windows: tried here only through this other machine


def test_windows_has_its_own_folders_and_no_apt(checkout: Path) -> None:
    machine = OtherMachine("win32")
    machine.absent = set(LIBRARIES)
    machine.python = Python((r"C:\Python312\python.exe",), (3, 12), True)
    assert bootstrap.main(["test"], machine, checkout) == 0
    inside = str(checkout / ".venv" / "Scripts" / "python.exe")
    assert machine.started[0][:3] == [r"C:\Python312\python.exe", "-m", "venv"]
    assert [line[0] for line in machine.started[1:]] == [inside, inside]
    assert not machine.lines("apt-get")


def test_windows_asks_its_launcher_for_another_python() -> None:
    machine = OtherMachine("win32")
    machine.python = Python(("python",), (3, 14), True)
    machine.answers = {"py -3.13": "Installing...", "py -3.12": "3 12 1"}
    assert fitting_python(machine).command == ("py", "-3.12")


def test_windows_opens_the_desk_without_display_variables(checkout: Path) -> None:
    machine = OtherMachine("win32")
    machine.answers["default_hall"] = str(checkout / "installer" / "requirements.lock")
    assert bootstrap.main(["run"], machine, checkout) == 0
    assert machine.started[-1][1:] == ["-m", "gridhall"]
    assert machine.variables[-1] == {}


# Which Python


@pytest.mark.parametrize(
    ("version", "wide", "said"),
    [((3, 10), True, "3.10"), ((3, 14), True, "3.14"), ((3, 11), False, "3.11 (32-bit)")],
)
@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_an_unfit_python_is_told_what_to_install(
    platform: str, version: tuple[int, int], wide: bool, said: str
) -> None:
    machine = OtherMachine(platform)
    machine.python = Python(("python3",), version, wide)
    machine.answers = {}
    with pytest.raises(Stop) as stop:
        fitting_python(machine)
    chinese, english = str(stop.value).splitlines()
    assert f"是 {said}，" in chinese
    assert said in english
    assert ("python.org" if platform == "win32" else "python3.11-venv") in chinese
    assert ("python.org" if platform == "win32" else "python3.11-venv") in english


def test_the_newest_fitting_python_on_the_path_is_taken() -> None:
    machine = OtherMachine()
    machine.python = Python(("python3",), (3, 14), True)
    machine.answers = {"python3.12": "3 12 0", "python3.11": "3 11 1"}
    assert fitting_python(machine) == Python(("python3.11",), (3, 11), True)


def test_this_very_python_fits() -> None:
    assert fitting_python(Machine()).version >= (3, 11)


@pytest.mark.parametrize(
    "name", ["bootstrap", "desk", "environment", "interpreter", "machine", "packages", "__init__"]
)
def test_an_old_python_can_read_what_tells_it_so(name: str) -> None:
    source = (bootstrap.ROOT / "installer" / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    newer = {"tomllib", "StrEnum", "removeprefix", "removesuffix", "missing_ok", "pairwise"}
    assert not newer & {getattr(node, "id", getattr(node, "arg", "")) for node in ast.walk(tree)}
