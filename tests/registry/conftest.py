from pathlib import Path

import pytest

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from tests.registry.sheet_desk import Hall


@pytest.fixture
def hall(db: Database, clerk: Clerk, tmp_path: Path) -> Hall:
    """An empty hall for ledgers to be brought into."""
    return Hall(db, clerk, tmp_path)
