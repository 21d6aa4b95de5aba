"""The two commands on machines that are not this one: what they start, and what they say."""

from __future__ import annotations

import ast
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from gridhall.core.settings import MachineSettings, save_settings
from installer import bootstrap, desk
from installer.environment import STAMP, Environment
from installer.interpreter import fitting_python
from installer.machine import Machine, Python, Stop
from installer.packages import LIBRARIES, missing_packages

GOOD = Python(("/usr/bin/python3",), (3, 11), True)


class OtherMachine(Machine):
    """A machine of our choosing: it notes what would be started and starts nothing."""

    def __init__(self, platform: str = "linux", root: bool = False, **environ: str) -> None:
        self.platform = platform
        self.root = root
        self.environ = environ
        self.python = GOOD
        self.started: list[list[str]] = []
        self.variables: list[dict[str, str]] = []
        self.codes: dict[str, list[int]] = {}
        self.answers: dict[str, str] = {"import ensurepip, venv": "", "sys.version_info": "3.11"}
        self.commands = {"apt-get"}
        self.absent: set[str] = set()
        self.running: set[str] = set()

    def run(self, command: Sequence[str], **variables: str) -> int:
        self.started.append(list(command))
        self.variables.append(variables)
        line = " ".join(command)
        if "-m venv" in line:
            Path(command[-1]).mkdir(exist_ok=True)
        if line.endswith(" demo"):
            Path(command[command.index("--hall") + 1]).touch()
        for word, codes in self.codes.items():
            if word in line and codes:
                return codes.pop(0)
        if "apt-get install" in line:
            self.absent.clear()
        return 0

    def output(self, command: Sequence[str]) -> str | None:
        line = " ".join(command)
        return next((answer for word, answer in self.answers.items() if word in line), None)

    def which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.commands else None

    def loads(self, library: str) -> bool:
        return library not in self.absent

    def is_running(self, name: str) -> bool:
        return name in self.running

    def lines(self, word: str) -> list[str]:
        return [line for line in map(" ".join, self.started) if word in line]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "installer").mkdir()
    (tmp_path / "installer" / "requirements.lock").write_text("a==1\n")
    (tmp_path / "installer" / "requirements-dev.lock").write_text("a==1\nb==2\n")
    return tmp_path


# What is installed, and when


def test_a_fresh_checkout_gets_a_venv_hashed_wheels_and_then_the_suite(checkout: Path) -> None:
    machine = OtherMachine()
    assert bootstrap.main(["test", "tests/core"], machine, checkout) == 0
    venv, pip, suite = map(" ".join, machine.started)
    assert venv == f"/usr/bin/python3 -m venv --clear {checkout / '.venv'}"
    assert "--require-hashes --only-binary :all:" in pip
    assert pip.endswith(str(checkout / "installer" / "requirements-dev.lock"))
    assert suite == f"{checkout / '.venv/bin/python'} -m pytest -n 2 -q tests/core"
    assert machine.variables[-1] == {"QT_QPA_PLATFORM": "offscreen"}


def test_a_second_time_nothing_is_installed(checkout: Path) -> None:
    bootstrap.main(["test"], OtherMachine(), checkout)
    machine = OtherMachine()
    machine.answers["import ensurepip"] = "not asked"
    bootstrap.main(["test"], machine, checkout)
    assert [line.split()[2] for line in map(" ".join, machine.started)] == ["pytest"]


def test_run_takes_only_what_running_needs_and_test_adds_the_rest_later(checkout: Path) -> None:
    machine = OtherMachine()
    bootstrap.prepare(machine, checkout, "run")
    bootstrap.prepare(machine, checkout, "test")
    bootstrap.prepare(machine, checkout, "run")
    locks = [line.rsplit("/", 1)[1] for line in machine.lines(":all: -r")]
    assert locks == ["requirements.lock", "requirements-dev.lock"]
    assert len(machine.lines("-m venv")) == 1


def test_a_changed_lock_is_installed_into_the_same_venv(checkout: Path) -> None:
    machine = OtherMachine()
    bootstrap.prepare(machine, checkout, "run")
    (checkout / "installer" / "requirements.lock").write_text("a==2\n")
    bootstrap.prepare(machine, checkout, "run")
    assert len(machine.lines(":all: -r")) == 2
    assert len(machine.lines("-m venv")) == 1


class Interrupted(OtherMachine):
    """Someone presses Ctrl+C while pip writes."""

    def run(self, command: Sequence[str], **variables: str) -> int:
        if ":all: -r" in " ".join(command):
            raise KeyboardInterrupt
        return super().run(command, **variables)


@pytest.mark.parametrize("made_before", [True, False])
def test_an_interrupted_installation_is_made_anew(checkout: Path, made_before: bool) -> None:
    if made_before:
        bootstrap.prepare(OtherMachine(), checkout, "run")
        (checkout / "installer" / "requirements.lock").write_text("a==2\n")
    assert bootstrap.main(["run"], Interrupted(), checkout) == 130
    machine = OtherMachine()
    bootstrap.prepare(machine, checkout, "run")
    assert len(machine.lines("-m venv --clear")) == 1


def test_without_a_network_a_venv_that_works_stays_as_it_is(checkout: Path) -> None:
    bootstrap.prepare(OtherMachine(), checkout, "run")
    offline = OtherMachine()
    offline.codes["pip install"] = [1]
    assert bootstrap.main(["test"], offline, checkout) == 1
    machine = OtherMachine()
    bootstrap.prepare(machine, checkout, "run")
    assert machine.started == []


def test_a_venv_of_another_python_or_another_place_is_made_anew(checkout: Path) -> None:
    machine = OtherMachine()
    bootstrap.prepare(machine, checkout, "run")
    machine.answers["sys.version_info"] = "3.12"
    assert not Environment(machine, checkout).is_whole()
    machine.answers["sys.version_info"] = "3.11"
    assert Environment(machine, checkout).is_whole()
    moved = checkout.rename(checkout.with_name("moved"))
    assert not Environment(machine, moved).is_whole()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run": 1}'])
def test_a_damaged_stamp_counts_as_none(checkout: Path, text: str) -> None:
    machine = OtherMachine()
    bootstrap.prepare(machine, checkout, "run")
    (checkout / ".venv" / STAMP).write_text(text)
    assert not Environment(machine, checkout).is_whole()


def test_pip_without_a_network_ends_with_a_sentence_and_leaves_no_stamp(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = OtherMachine()
    machine.codes["pip install"] = [1]
    assert bootstrap.main(["test"], machine, checkout) == 1
    assert "第一次安装需要网络" in capsys.readouterr().err
    assert not (checkout / ".venv" / STAMP).exists()
    assert not machine.lines("-m pytest")


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


# The words, and the suite's verdict


@pytest.mark.parametrize(("words", "code"), [([], 2), (["start"], 2), (["--help"], 0)])
def test_other_words_get_the_usage(words: list[str], code: int, tmp_path: Path) -> None:
    machine = OtherMachine()
    assert bootstrap.main(words, machine, tmp_path) == code
    assert machine.started == []


@pytest.mark.parametrize("code", [1, 5])
def test_failing_tests_and_no_tests_are_errors(checkout: Path, code: int) -> None:
    machine = OtherMachine()
    machine.codes["-m pytest"] = [code]
    assert bootstrap.main(["test"], machine, checkout) == code


def test_the_real_machine_starts_commands_and_hears_their_answers() -> None:
    machine = Machine()
    python = machine.python.command[0]
    asked = "import os, sys; sys.exit(int(os.environ['GRIDHALL_TRIAL']))"
    assert machine.run([python, "-c", asked], GRIDHALL_TRIAL="3") == 3
    assert machine.run(["/no/such/command"]) == 127
    assert (
        machine.output([python, "-c", "print('网格厅'.encode().hex())"]) == "网格厅".encode().hex()
    )
    assert machine.output([python, "-c", "raise SystemExit(1)"]) is None
    assert machine.output(["/no/such/command"]) is None
