"""Alembic's entry: the caller has opened the connection and the transaction."""

from alembic import context

context.run_migrations()
