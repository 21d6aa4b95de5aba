from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gridhall.db.keyring import Cost
from gridhall.db.unlock import unlock
from gridhall.hall.service import HallFacts, OpenHall, create_hall, open_hall

PASSWORD = "一句好记的长密码就行"
CHEAP = Cost(passes=1, memory_kib=8 * 1024, lanes=1)
FACTS = HallFacts("龙腾社区党群服务中心", "龙腾社区", "王芳", PASSWORD)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A hall that was made and closed again."""
    hall = tmp_path / "data" / "hall.gridhall"
    create_hall(hall, FACTS, cost=CHEAP)
    return hall


@pytest.fixture
def hall(path: Path) -> Iterator[OpenHall]:
    """The same hall, open for 王芳."""
    key = unlock(path, "王芳", PASSWORD, datetime.now())
    opened = open_hall(path, key, "王芳")
    yield opened
    opened.close()
