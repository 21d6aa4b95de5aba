"""Kills in a process of their own: a test worker has threads, and forking those is not sound."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.kill_mutants import MOST_KILLS

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the soak forks and sends SIGKILL"),
]


def run(*words: str) -> dict[str, Any]:
    """One soak; the JSON object it prints."""
    ended = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=True,
    )
    assert ended.stderr == ""
    result: dict[str, Any] = json.loads(ended.stdout)
    return result


def test_a_thousand_kills_lose_nothing_and_leave_nothing_half() -> None:
    figures = run("gridhall", "bench", "kill", "--residents", "1000", "--json")["figures"]
    assert (figures["kills"], figures["violations"]) == (1000, 0)
    assert figures["acknowledged"] > 20  # how many depends on how busy the machine is
    assert figures["kills_while_opening"] > 20
    assert figures["whole_chains_checked"] == 40


@pytest.mark.parametrize(
    ("mutant", "sign"),
    [("tell", "lost"), ("split", "half")],
    ids=["told before it was committed", "one action in two transactions"],
)
def test_a_writer_that_breaks_its_word_is_caught(mutant: str, sign: str) -> None:
    caught = run("tests.bench.kill_mutants", mutant, "7")
    assert caught["faults"], "the soak has no teeth"
    assert sign in caught["faults"][0]
    assert caught["kills"] < MOST_KILLS
