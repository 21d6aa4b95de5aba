"""The lock files answer pyproject.toml, and a lock that does not is noticed."""

from __future__ import annotations

import pytest

from installer import lock

PYPROJECT = """
[project]
dependencies = ["alpha>=1.2", "Beta_Two>=1,<3"]
[project.optional-dependencies]
dev = ["gamma>=5"]
"""
HASH = " \\\n    --hash=sha256:" + "0" * 64 + "\n"
RUN = f"# made\nalpha==1.3{HASH}    # via x\nbeta-two==2.0 ; sys_platform == 'win32'{HASH}"
DEV = RUN + f"gamma==5.1{HASH}"


def test_locks_that_answer_have_no_problems() -> None:
    assert lock.problems(PYPROJECT, RUN, DEV) == []


@pytest.mark.parametrize(
    ("run", "dev", "problem"),
    [
        (RUN.replace("alpha==1.3", "alpha==1.1"), DEV, "requirements.lock: alpha>=1.2"),
        (RUN.replace("beta-two", "other"), DEV, "answered by None"),
        (RUN, DEV.replace("gamma==5.1", "gamma==4"), "requirements-dev.lock: gamma>=5"),
        (RUN, DEV.replace("alpha==1.3", "alpha==1.4"), "alpha is not 1.3"),
        (RUN.replace(HASH, "\n", 1), DEV, "alpha: no hash"),
    ],
)
def test_a_lock_that_does_not_answer_is_named(run: str, dev: str, problem: str) -> None:
    assert any(problem in line for line in lock.problems(PYPROJECT, run, dev))


def test_the_locks_of_this_tree_answer_its_pyproject(capsys: pytest.CaptureFixture[str]) -> None:
    assert lock.main(["--check"]) == 0
    assert "answer" in capsys.readouterr().out


def test_running_needs_no_tool_of_the_tests() -> None:
    held = lock.pins((lock.ROOT / "installer" / lock.RUN).read_text(encoding="utf-8"))
    assert "pyside6-essentials" in held
    assert not held.keys() & {"pytest", "ruff", "mypy", "hypothesis", "pandas"}


def test_qt_stays_below_the_version_that_needs_a_newer_system() -> None:
    held = lock.pins((lock.ROOT / "installer" / lock.RUN).read_text(encoding="utf-8"))
    assert tuple(map(int, held["pyside6-essentials"].split(".")))[:2] < (6, 10)


def test_other_words_get_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert lock.main(["--sync"]) == 2
    assert "--upgrade" in capsys.readouterr().err
