"""What the first schema knew of the past, in the words of this one; words that may be emptied."""

from alembic import op

revision = "0003"
down_revision = "0002"

# What happened is never rewritten; its words may be emptied for good (个人信息保护法 §47).
EMPTIED_ONLY = """
CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} WHEN NEW.detail <> '' OR {others}
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END
"""
STANDING = {
    "person_event": "id person_id kind happened_on recorded_at clerk_name action_id"
    " from_household_id to_household_id",
    "case_event": "id case_id kind happened_at recorded_at clerk_name",
}

# What the first schema knew of the past, in the words of this one.
KNOWN = (
    """
    UPDATE person SET status = 'unsettled' WHERE NOT EXISTS
    (SELECT 1 FROM membership m WHERE m.person_id = person.id AND m.until IS NULL)
    """,
    """
    UPDATE person_event SET to_household_id = (
        SELECT m.household_id FROM membership m WHERE m.person_id = person_event.person_id
        AND m.since = person_event.happened_on ORDER BY m.id LIMIT 1)
    WHERE kind = 'joined' OR (kind = 'registered' AND NOT EXISTS (
        SELECT 1 FROM person_event other WHERE other.person_id = person_event.person_id
        AND other.kind = 'joined' AND other.happened_on = person_event.happened_on))
    """,
    """
    UPDATE person_event SET from_household_id = (
        SELECT m.household_id FROM membership m WHERE m.person_id = person_event.person_id
        AND m.until = person_event.happened_on ORDER BY m.id LIMIT 1)
    WHERE kind = 'left'
    """,
)


def upgrade() -> None:
    for table in STANDING:
        op.execute(f"DROP TRIGGER {table}_no_UPDATE")
    for known in KNOWN:
        op.execute(known)
    for table, columns in STANDING.items():
        others = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns.split())
        op.execute(EMPTIED_ONLY.format(table=table, others=others))
