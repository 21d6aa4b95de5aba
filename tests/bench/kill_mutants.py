"""Two writers that break their word, to be caught: `python -m tests.bench.kill_mutants NAME`."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import event

from gridhall.bench.kill import soak
from gridhall.bench.kill_writer import Desk, Tell
from gridhall.service_desk.rules.draft import CaseDraftFields

MOST_KILLS = 300


def tell_before_commit(desk: Desk, draft: CaseDraftFields, tell: Tell) -> None:
    """The clerk sees 已受理 a moment before it is true."""
    with desk.db.write() as session:
        desk.accept(session, draft)
        tell(draft.request_key)


def commit_half_way(desk: Desk, draft: CaseDraftFields, tell: Tell) -> None:
    """One action in two transactions: the case first, then what belongs to it."""
    with desk.db.write() as session:

        def split(*_: Any) -> None:
            connection = session.connection()
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        event.listen(session, "after_flush", split, once=True)
        desk.accept(session, draft)
    tell(draft.request_key)


if __name__ == "__main__":
    mutant = {"tell": tell_before_commit, "split": commit_half_way}[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder:
        tally = soak(MOST_KILLS, Path(folder), int(sys.argv[2]), mutant)
    sys.stdout.write(json.dumps({"kills": tally.kills, "faults": tally.faults}))
