"""A hall whose workbooks of the organisation are brought in."""

from pathlib import Path

import pytest

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from tests.factories import make_dwelling, make_family
from tests.organisation.sheet_hall import Hall
from tests.organisation.tree_hall import TreeHall, make_tree


@pytest.fixture
def hall(db: Database, supervisor: Clerk, tmp_path: Path) -> Hall:
    return Hall(db, supervisor, tmp_path)


@pytest.fixture
def grown(hall: Hall) -> TreeHall:
    """The same hall with its tree, a family and an empty house."""
    with hall.db.write() as session:
        make_family(session)
        make_dwelling(session, "御景小区 4-1-101")
        return make_tree(session)
