"""The two commands: what is installed, when, and what is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from installer import bootstrap
from installer.environment import STAMP, Environment
from installer.machine import Machine
from tests.installer.other_machine import OtherMachine, checkout

__all__ = ["checkout"]


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
