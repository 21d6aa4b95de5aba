from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gridhall.db.keyring import Cost
from gridhall.db.unlock import unlock
from gridhall.hall.service import HallFacts, OpenHall, create_hall, open_hall
from tests.factories import TODAY, FakeDesk

if TYPE_CHECKING:
    from gridhall.qt.context import Context

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


@pytest.fixture
def context(qapp: object, hall: OpenHall, desk: FakeDesk) -> Iterator["Context"]:
    """What a page is given in this hall, which has its keyring; 王芳 is its administrator."""
    from gridhall.qt.context import Bus, Context
    from gridhall.qt.jobs import Jobs

    jobs = Jobs()
    facts = (hall.clerk, hall.hall, hall.calendar, lambda: TODAY, desk)
    yield Context(hall.db, jobs, Bus(), *facts)
    jobs.shutdown()
