"""A disk that is full or read-only in the middle of a save: told, nothing half, the draft kept."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.hall.service import open_hall
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.draft import CaseDraftFields
from tests.conftest import KEY
from tests.factories import NOW
from tests.faults.fault_shim import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is POSIX")
def test_a_disk_that_fills_up_half_way_stores_nothing_and_keeps_the_draft(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.full_disk", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
    seen = json.loads(ended.stdout)
    assert seen["faults"] == []
    assert seen["refused"] >= 3
    assert all("草稿还在" in sentence for sentence in seen["sentences"])


@contextmanager
def immutable(path: Path) -> Iterator[None]:
    """A file or folder that not even root may change; skipped where the kernel has no such flag."""
    tool = shutil.which("chattr")
    if tool is None:
        pytest.skip("no chattr")
    if subprocess.run([tool, "+i", path], capture_output=True, check=False).returncode:
        pytest.skip("chattr +i is not possible here (it takes root and ext4, xfs or btrfs)")
    try:
        yield
    finally:
        subprocess.run([tool, "-i", path], check=True)


def test_a_folder_that_became_read_only_is_told_and_the_draft_is_kept(
    db: Database, clerk: Clerk
) -> None:
    draft = CaseDraftFields("k" * 32, applicant="张桂花", note="一家三口")
    with db.write() as session:
        service.save_draft(session, clerk, draft, NOW)
    db.close()
    before = db.path.read_bytes()
    with (
        immutable(db.path.parent),
        pytest.raises(UserError, match="请检查磁盘和权限"),
        db.write() as session,
    ):
        service.discard_draft(session, clerk, draft.request_key)
    assert db.path.read_bytes() == before
    with db.read() as session:
        assert [row.draft for row in queries.drafts(session, clerk.id)] == [draft]


def test_a_hall_file_that_became_read_only_is_told(db: Database, clerk: Clerk) -> None:
    db.close()
    before = db.path.read_bytes()
    with immutable(db.path), pytest.raises(UserError, match="请检查磁盘和权限"):
        open_hall(db.path, KEY, clerk.name)
    assert db.path.read_bytes() == before
    open_hall(db.path, KEY, clerk.name).close()
