"""A hall with ten years of cases behind it, written by the file itself."""

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.clerks.models import ClerkAccount
from gridhall.core.clerk import Clerk, Role
from gridhall.core.progress import Silent
from gridhall.db import migrate, search
from gridhall.db.database import Database
from gridhall.demo.filling import Filler

KEY: Final = bytes(range(32))
TODAY: Final = date(2026, 11, 24)
SEED: Final = 2026
CLERK: Final = Clerk(1, "王芳", Role.ADMINISTRATOR, "2号窗口")
PEOPLE: Final = 20_000
_DAYS: Final = 3650

# Case n of :cases came on one of the last :days days, the last ones on the last days; the newest
# :open of them still wait, each with 20 working days' promise (28 days).
_CASES: Final = """
INSERT INTO service_case (id, number, item_id, item_version_id, item_name, applicant_id,
applicant_name, phone, channel, state, received_at, recorded_at, accepted_at, promised_on, due_on,
provisional, limit_days, finished_at, finish_kind, closed_at, clerk_name, holder_name, holder_id,
grid_id, request_key, version)
WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < :cases),
c AS (SELECT n, n / :a_day AS d, n % :a_day AS k, n >= :cases - :open AS waits FROM s),
t AS (SELECT c.*, date(:first, '+' || d || ' days') AS day,
 datetime(:first, '+' || d || ' days', '+' || (30 + k * 480 / :a_day) || ' minutes') AS at FROM c)
SELECT n + 1, 'SL' || strftime('%Y%m%d', day) || '-' || printf('%03d', k + 1),
i.id, v.id, v.name, p.id, p.name, p.phone, 'counter', iif(waits, 'accepted', 'finished'),
at || '.000000', at || '.000000', at || '.000000', date(day, '+28 days'),
iif(waits, date(day, '+28 days'), NULL), 0, 20,
iif(waits, NULL, datetime(at, '+' || (1 + n % 33) || ' days') || '.000000'),
iif(waits, NULL, 'done'),
iif(waits, NULL, datetime(at, '+' || (1 + n % 33) || ' days') || '.000000'),
'王芳', iif(n % 3, '王芳', '高明'), 1, 1 + n % :grids, 'past-' || n, 1
FROM t JOIN service_item i ON i.id = 1 + n % :matters JOIN item_version v ON v.item_id = i.id
JOIN person p ON p.id = 1 + (n * 7919) % :people
"""
_EVENTS: Final = """
INSERT INTO case_event (case_id, kind, happened_at, recorded_at, clerk_name, detail)
SELECT id, 'accepted', accepted_at, accepted_at, clerk_name, '' FROM service_case
UNION ALL SELECT id, 'finished', finished_at, finished_at, holder_name, '' FROM service_case
WHERE finished_at IS NOT NULL
"""
_GIVEN: Final = """
INSERT INTO case_material (case_id, position, name, originals, copies, required, received_at)
SELECT c.id, m.position, m.name, m.originals, m.copies, m.required,
iif(c.state = 'accepted' AND c.id % 10 = 0 AND m.position = 1, NULL, c.accepted_at)
FROM service_case c JOIN item_material m ON m.version_id = c.item_version_id AND m.position <= 3
"""
_NUMBERS: Final = """
INSERT INTO number_series (kind, period, last_number)
SELECT 'case', substr(number, 3, 8), count(*) FROM service_case GROUP BY 2
"""
_RATINGS: Final = """
INSERT INTO case_rating (case_id, satisfaction, channel, is_named, rated_at, recorded_at,
served_by, request_key)
SELECT id, iif(id % 97 = 0, 4, 1 + id % 3), 'window', 1, finished_at, finished_at, holder_name,
'rated-' || id FROM service_case WHERE finished_at IS NOT NULL AND id % 4 = 0
"""


def fill(path: Path, cases: int, waiting: int) -> Database:
    """A hall with so many cases, the newest `waiting` of them open; PEOPLE residents at most."""
    people = max(200, min(PEOPLE, cases))
    database = Database(path, KEY)
    migrate.upgrade(database.engine)
    with database.write() as session:
        for number, name in enumerate(("王芳", "高明"), start=1):
            session.add(ClerkAccount(id=number, name=name, role=CLERK.role, counter="2号窗口"))
        parts.seed(session, CLERK)
        Filler(session, people, SEED, TODAY).fill(Silent(), people)
        _past(session, cases, waiting, people)
        search.rebuild(session, parts.entries(session))
    with database.write() as session:
        session.execute(text("ANALYZE"))
    return database


def _past(session: Session, cases: int, waiting: int, people: int) -> None:
    a_day = max(1, -(-cases // _DAYS))
    first = date.fromordinal(TODAY.toordinal() - -(-cases // a_day))
    matters = session.execute(text("SELECT count(*) FROM service_item")).scalar_one()
    grids = session.execute(text("SELECT max(id) FROM grid")).scalar_one()
    session.execute(
        text(_CASES),
        {
            "cases": cases,
            "a_day": a_day,
            "open": waiting,
            "first": f"{first}",
            "matters": matters,
            "people": people,
            "grids": grids,
        },
    )
    for written in (_EVENTS, _GIVEN, _NUMBERS, _RATINGS):
        session.execute(text(written))
