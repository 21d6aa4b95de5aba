"""One clerk action with a fault at each file call on its way, and a look at what is stored.

python -m tests.faults.fault_points FOLDER STRIDE MODE..., with the shim loaded over FOLDER.
The action: 受理 of a form whose draft was saved, then its notice. Pressed again after a fault.
"""

import errno
import hashlib
import json
import os
import shutil
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from gridhall.bench.kill_reader import look
from gridhall.bench.kill_writer import Desk, build_hall, open_desk
from gridhall.clerks.rules import Anchor
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.cipher import open_raw
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.service_desk.queries.cases import case_by_key
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.service import save_draft
from tests.factories import NOW
from tests.faults.fault_shim import Mode, Shim

KEY = bytes(range(32))
CLERK = Clerk(1, "王芳", Role.COUNTER, "2号窗口")
REQUEST, NOTICE = "f" * 32, "e" * 32
MODES = {
    "kill": (Mode.KILL, 0),
    "torn": (Mode.TEAR, 0),
    "eio-once": (Mode.FAIL_ONCE, errno.EIO),
    "eio": (Mode.FAIL_FROM_HERE, errno.EIO),
    "enospc-once": (Mode.FAIL_ONCE, errno.ENOSPC),
    "enospc": (Mode.FAIL_FROM_HERE, errno.ENOSPC),
    "erofs": (Mode.FAIL_FROM_HERE, errno.EROFS),
}


class Ended(NamedTuple):
    """How a child ended: the words it told, and the file calls it made if it lived."""

    told: list[str]
    calls: int


@dataclass
class Rig:
    """A hall to be broken, and the same hall untouched beside it."""

    desk: Desk
    draft: CaseDraftFields
    base: Path
    shim: Shim | None

    @property
    def hall(self) -> Path:
        return self.desk.db.path

    def reset(self) -> None:
        for path in self.hall.parent.glob("*hall.db*"):
            path.unlink()
        shutil.copyfile(self.base, self.hall)

    def act(self) -> list[str]:
        """Press 受理 and print, twice at most; what the clerk was told."""
        told = []
        for _ in range(2):
            try:
                with self.desk.db.write() as session:
                    self.desk.accept(session, self.draft)
                told.append("accepted")
                self._print()
                return [*told, "issued"]
            except UserError as error:
                told.append(str(error))
            except Exception as error:
                return [*told, f"bug: {error!r}"]
        return told

    def _print(self) -> None:
        with self.desk.db.read() as session:
            case = case_by_key(session, REQUEST)
        assert case is not None
        order = PaperOrder("acceptance", "service_case", case.id, {"said": case.number}, NOTICE)
        issue(self.desk.db, CLERK, order, _draw)

    def attempt(self, mode: Mode, at: int, error: int) -> Ended:
        """The action in a child with a fault at its `at`-th file call."""
        assert self.shim is not None
        self.reset()
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            self.shim.arm(mode, at, error)
            told = self.act()
            self.desk.db.close()
            calls = self.shim.count()
            self.shim.arm(Mode.OFF)
            os.write(theirs, json.dumps([told, calls]).encode())
            os._exit(0)
        os.close(theirs)
        with open(ours, "rb") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return Ended(*json.loads(said)) if said else Ended([], 0)


def _draw(number: str, anchor: Anchor) -> bytes:
    return f"%PDF-1.4 {number} {anchor}".encode() * 500


def make_rig(folder: Path, shim: Shim | None) -> Rig:
    """A hall with a saved draft; every statement is compiled before the first fork."""
    hall, base = folder / "hall.db", folder / "base.db"
    build_hall(hall, KEY)
    rig = Rig(open_desk(hall, KEY), CaseDraftFields(""), base, shim)
    rig.draft = rig.desk.draft(Random(1), REQUEST)
    rig.desk.db.close()
    shutil.copyfile(hall, base)
    assert rig.act() == ["accepted", "issued"]
    rig.desk.db.close()
    rig.reset()
    with rig.desk.db.write() as session:
        save_draft(session, CLERK, rig.draft, NOW)
    rig.desk.db.close()
    shutil.copyfile(hall, base)
    return rig


def state(hall: Path) -> tuple[dict[str, int], list[str]]:
    """What is stored of the action, and what of its paper is half."""
    with closing(open_raw(hall, KEY)) as connection:

        def one(query: str) -> Any:
            return connection.execute(query).fetchone()[0]

        counts = {
            "cases": one(f"SELECT count(*) FROM service_case WHERE request_key = '{REQUEST}'"),
            "drafts": one("SELECT count(*) FROM case_draft"),
            "papers": one("SELECT count(*) FROM paper"),
            "paper files": one("SELECT count(*) FROM paper_file"),
            "paper numbers": one(
                "SELECT coalesce(max(last_number), 0) FROM number_series WHERE kind = 'acceptance'"
            ),
            "paper audits": one("SELECT count(*) FROM audit_entry WHERE action = 'paper.issue'"),
            "paper entries": one("SELECT count(*) FROM search_entry WHERE id >> 40 = 6"),
        }
        bytes_kept = connection.execute(
            "SELECT sha256, pdf FROM paper JOIN paper_file ON paper_id = id"
        ).fetchall()
    papers = {name: count for name, count in counts.items() if name.startswith("paper")}
    faults = [f"half a paper: {papers}"] if len(set(papers.values())) > 1 else []
    if any(hashlib.sha256(pdf).hexdigest() != digest for digest, pdf in bytes_kept):
        faults.append("a paper's bytes differ")
    if counts["cases"] + counts["drafts"] != 1:
        faults.append(f"the draft is lost or left over: {counts}")
    return counts, faults


class Judge:
    """Judges each point and keeps the sum."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.faults: list[str] = []
        self.sentences: Counter[str] = Counter()
        self.stored_though_refused = 0

    def judge(self, at: int, told: list[str], how: Mode) -> None:
        """Look at what the fault at the `at`-th call left, then press again."""
        said = [word for word in told if word not in ("accepted", "issued")]
        self.sentences.update(said)
        faults = [f"not told as a sentence: {word}" for word in said if not word.endswith("。")]
        accepted = {REQUEST} if "accepted" in told else set()
        faults += look(self.rig.hall, KEY, accepted, deep=False).faults
        counts, half = state(self.rig.hall)
        faults += half
        if how == Mode.FAIL_ONCE and told[-1] != "issued":
            faults.append(f"the second press did not help: {told}")
        if "issued" in told and counts["papers"] != 1:
            faults.append("an issued paper is lost")
        if said and counts["cases"] and not accepted:
            self.stored_though_refused += 1
            if any("没有保存" in word for word in said):
                faults.append(f"told that nothing was saved, yet it was: {said}")
        faults += self._pressed_again()
        self.faults += [f"call {at}: {fault}" for fault in faults]

    def _pressed_again(self) -> list[str]:
        """The disk is well again, the clerk presses once more: one case, one paper."""
        told = self.rig.act()
        self.rig.desk.db.close()
        if told != ["accepted", "issued"]:
            return [f"pressed again: {told}"]
        counts, faults = state(self.rig.hall)
        if (counts["cases"], counts["papers"]) != (1, 1):
            faults.append(f"pressed again: {counts}")
        return faults + look(self.rig.hall, KEY, {REQUEST}, deep=True).faults


def visit(rig: Rig, mode: str, stride: int) -> dict[str, Any]:
    """Visit every `stride`-th call, each mode from another first one."""
    judge, (how, error) = Judge(rig), MODES[mode]
    total = rig.attempt(Mode.COUNT, 0, 0).calls
    points = sorted({1, *range(1 + list(MODES).index(mode) % stride, total + 1, stride)})
    killed = 0
    for at in points:
        told, calls = rig.attempt(how, at, error)
        killed += calls == 0
        judge.judge(at, told, how)
    return {
        "calls": total,
        "points": len(points),
        "killed": killed,
        "faults": judge.faults,
        "sentences": judge.sentences,
        "stored_though_refused": judge.stored_though_refused,
    }


def main(folder: Path, stride: int, modes: list[str]) -> dict[str, Any]:
    """Visit the calls in each of these modes."""
    rig = make_rig(folder, Shim())
    return {mode: visit(rig, mode, stride) for mode in modes}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))
