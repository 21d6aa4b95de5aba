"""A ledger with categories and three units, for tests of its kernel."""

import pytest

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.issues.models import IssueCategory
from tests.issues.kernel import Kernel, make_units


@pytest.fixture
def kernel(db: Database, clerk: Clerk) -> Kernel:
    """A hall with units and one leaf category."""
    with db.write() as session:
        group = IssueCategory(code="01", name="环境卫生")
        session.add(group)
        session.flush()
        leaf = IssueCategory(code="0101", name="垃圾清运", parent_id=group.id, words="垃圾没人收")
        session.add(leaf)
        session.flush()
        return Kernel(db, clerk, make_units(session), leaf.id)
