from pathlib import Path

import pytest

from gridhall.core.errors import UserError
from gridhall.db import storage

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:25 / /mnt/share rw - cifs //server/hall rw
31 22 0:26 / /mnt/share/inner rw - ext4 /dev/sdb rw
32 22 0:27 / /mnt/with\\040space rw - fuse.sshfs host: rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/clerk", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/deep/er", "cifs"),
        ("/mnt/share/inner/x", "ext4"),
        ("/mnt/sharex", "ext4"),
        ("/mnt/with space/x", "fuse.sshfs"),
    ],
)
def test_the_deepest_mount_tells_the_file_system(folder: str, kind: str) -> None:
    assert storage.mounted_type(MOUNTS, folder) == kind


def test_a_shared_folder_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "file_system_of", lambda _folder: "cifs")
    with pytest.raises(UserError, match=r"共享文件夹.*本机硬盘"):
        storage.refuse_unfit_folder(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能写入"):
        storage.refuse_unfit_folder(tmp_path / "none")


def test_replacing_leaves_no_part_behind(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    storage.replace_file(target, b"1")
    storage.replace_file(target, b"2")
    assert target.read_bytes() == b"2"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
