"""The migrations build exactly what the models say."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import gridhall.care.models
import gridhall.clerks.models
import gridhall.exchange.models
import gridhall.hall.models
import gridhall.issues.models
import gridhall.lending.models
import gridhall.meetings.models
import gridhall.opinions.models
import gridhall.organisation.models
import gridhall.papers.models
import gridhall.photos.models
import gridhall.places.models
import gridhall.pledges.models
import gridhall.registry.models
import gridhall.reports.models
import gridhall.service_desk.models
import gridhall.tickets.models  # noqa: F401
from gridhall.db.base import Base
from gridhall.db.database import Database


def test_migrations_and_models_agree(db: Database) -> None:
    def ours(_object: object, name: str | None, *_rest: object) -> bool:
        return not (name or "").startswith("search_")  # the index makes its own tables

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
