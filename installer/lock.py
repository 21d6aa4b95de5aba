"""Upkeep of the lock files (锁定依赖): pyproject.toml -> installer/requirements*.lock, with hashes.

python3 installer/lock.py             after a change of the dependencies: pins that still fit stay
python3 installer/lock.py --upgrade   the newest versions that pyproject.toml allows
python3 installer/lock.py --check     offline: do the locks still answer pyproject.toml? 0 or 1

`requirements.lock` is what running needs; `requirements-dev.lock` is the same and the `dev` extra.
Both hold for Python 3.11 to 3.13 on Linux and Windows. Making them needs uv, which is fetched
into a folder of its own when it is not on the path; checking needs `packaging`, which `.venv` has.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN, DEV = "requirements.lock", "requirements-dev.lock"
UNIVERSAL = ("--universal", "--python-version", "3.11", "--generate-hashes", "--quiet")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def canonical(name: str) -> str:
    """A package's name as every index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    """The versions that a lock's text names."""
    return {canonical(found["name"]): found["version"] for found in PIN.finditer(lock)}


def unhashed(lock: str) -> list[str]:
    """The pins without a hash, which pip would refuse."""
    starts = [found.start() for found in PIN.finditer(lock)] + [len(lock)]
    blocks = [lock[start:end] for start, end in pairwise(starts)]
    return [block.split("==")[0] for block in blocks if not HASH.search(block)]


def problems(pyproject: str, run: str, dev: str) -> list[str]:
    """Where the two locks do not answer pyproject.toml, or each other; empty when all is well."""
    project = tomllib.loads(pyproject)["project"]
    wanted = project["dependencies"]
    extra = project["optional-dependencies"]["dev"]
    found = [f"{RUN}: {line}" for line in _unanswered(wanted, pins(run))]
    found += [f"{DEV}: {line}" for line in _unanswered([*wanted, *extra], pins(dev))]
    found += [f"{name}: no hash" for name in unhashed(run) + unhashed(dev)]
    found += [
        f"{DEV}: {name} is not {version} as in {RUN}"
        for name, version in pins(run).items()
        if pins(dev).get(name) != version
    ]
    return found


def _unanswered(wanted: Iterable[str], held: dict[str, str]) -> list[str]:
    from packaging.requirements import Requirement

    lines = []
    for requirement in map(Requirement, wanted):
        version = held.get(canonical(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            lines.append(f"{requirement} is answered by {version}")
    return lines


def make(upgrade: bool) -> None:
    """Write both locks; the second takes the first one's pins over."""
    folder = ROOT / "installer"
    with tempfile.TemporaryDirectory() as place:
        uv = shutil.which("uv") or _fetched_uv(Path(place))
        _compile(uv, folder / RUN, ["--upgrade"] if upgrade else [])
        _compile(
            uv, folder / DEV, ["--extra", "dev", "-c", str(folder / RUN)] + ["--upgrade"] * upgrade
        )


def _compile(uv: str, lock: Path, words: list[str]) -> None:
    told = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python3 installer/lock.py"}
    command = [uv, "pip", "compile", "pyproject.toml", *UNIVERSAL, *words, "-o", str(lock)]
    subprocess.run(command, cwd=ROOT, env=told, check=True)
    print(f"{lock.name}: {len(pins(lock.read_text(encoding='utf-8')))} packages")


def _fetched_uv(place: Path) -> str:
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(scripts / "python"), "-m", "pip", "install", "-q", "uv"], check=True)
    return str(scripts / "uv")


def check() -> int:
    """Print what does not fit; 1 if anything does not."""
    texts = [(ROOT / "pyproject.toml").read_text(encoding="utf-8")]
    texts += [(ROOT / "installer" / name).read_text(encoding="utf-8") for name in (RUN, DEV)]
    found = problems(*texts)
    print("\n".join(found) or "The locks answer pyproject.toml.")
    return 1 if found else 0


def main(words: list[str]) -> int:
    """Make the locks, or check them; 2 for any other words."""
    if words == ["--check"]:
        return check()
    if words not in ([], ["--upgrade"]):
        print(__doc__, file=sys.stderr)
        return 2
    make(upgrade=bool(words))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
