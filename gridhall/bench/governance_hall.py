"""A hall with 200,000 issues behind it, written by the file itself."""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.bench.desk_hall import CLERK, KEY, SEED, TODAY
from gridhall.clerks.models import ClerkAccount
from gridhall.core.progress import Silent
from gridhall.db import migrate, search
from gridhall.db.database import Database
from gridhall.demo.filling import Filler
from gridhall.demo.grids import deal_grids
from gridhall.demo.organisations import OrganisationMaker

PEOPLE: Final = 5_000
DAYS: Final = 5 * 365
WHERE: Final = (
    "北门", "南门", "地下车库", "楼道", "健身广场", "垃圾站旁", "幼儿园门口", "物业办公室前",
    "东侧围墙", "西侧小路", "电梯厅", "单元门口", "停车场", "花坛边", "配电房旁", "菜市场口",
)  # fmt: skip
WHAT: Final = (
    "路灯不亮", "下水道堵了往外冒水", "井盖松动响声大", "树枝挡住三楼窗户", "监控坏了没人修",
    "大门开关声音扰民", "电动车进楼充电", "遛狗不牵绳", "路面有坑绊倒老人", "垃圾清运不及时",
    "广场舞音响太响", "楼顶漏水", "消防通道停了车", "宽带线垂下来", "楼道堆放杂物", "墙皮脱落",
    "自来水压力小", "暖气不热", "油烟直排", "没有晾衣服的地方", "快递柜占了人行道",
)  # fmt: skip

# Issue n of :issues came on one of the last :days days; the newest :open of them are not closed.
# Of those before, 57 in 95 were whistled for and closed (S1), the others declined.
_ISSUES: Final = """
INSERT INTO issue (id, number, title, content, path, channel, category_id, size, manner, raiser,
phone, grid_id, compound_id, building_id, spot, state, first_level, level, received_on,
recorded_at, clerk_name, admitted_on, declined_on, decline_kind, why, route, owner_name,
organisation_id, due_on, provisional, whistled_on, reported_on, resolved_on, result, verified_on,
word, word_by, word_said, closed_on, carry_count, reopened, source, request_key, version)
WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < :issues),
c AS (SELECT n, date(:first, '+' || (n * :days / :issues) || ' days') AS day,
 n >= :issues - :open AS waits, n % 95 < 57 AS blown FROM s),
t AS (SELECT c.*, CASE WHEN waits THEN iif(n % 3, 'collected', 'in_progress')
 WHEN blown THEN 'closed' ELSE 'declined' END AS state,
 blown AND NOT (waits AND n % 3) AS taken FROM c)
SELECT n + 1, '哨〔' || substr(day, 1, 4) || '〕' || printf('%06d', n + 1),
b.number || '号楼' || json_extract(:where, '$[' || (n * 7 % :wheres) || ']')
 || json_extract(:what, '$[' || (n * 13 % :whats) || ']'), '', 1 + n % 3, 'patrol',
l.id, 'minor', '', '', '', 1 + n % :grids, b.compound_id, b.id, '', state, 2, 2, day,
day || ' 01:00:00.000000', '王芳', iif(taken, date(day, '+3 days'), NULL),
iif(state = 'declined', date(day, '+3 days'), NULL), iif(state = 'declined', 'other', ''), '',
iif(taken, 1, NULL), iif(taken, '龙腾社区党委', ''), iif(taken, :owner, NULL),
iif(taken, date(day, '+20 days'), NULL), 0, iif(taken, date(day, '+4 days'), NULL),
iif(taken, date(day, '+5 days'), NULL), iif(state = 'closed', date(day, '+15 days'), NULL), '',
iif(state = 'closed', date(day, '+16 days'), NULL), iif(state = 'closed', 'satisfied', ''), '', '',
iif(state = 'closed', date(day, '+17 days'), NULL), iif(waits, n % 9, n % 3), 0, '', 'past-' || n, 1
FROM t JOIN building b ON b.id = 1 + (n * 31) % :buildings
JOIN leaf l ON l.place = n % :leaves
"""
_RESPONSES: Final = """
INSERT INTO issue_response (issue_id, route, level, owner_key, organisation_id, owner_name, contact,
assigned_on, due_on, whistled_on, number, reported_on, reported_by, resolved_on, why_ended)
SELECT id, route, level, 'organisation:' || organisation_id, organisation_id, owner_name, '',
admitted_on, due_on, whistled_on, '', reported_on, '', resolved_on, '' FROM issue
WHERE route IS NOT NULL
"""
_LEAVES: Final = """
CREATE TEMP TABLE leaf AS SELECT row_number() OVER (ORDER BY code) - 1 AS place, id
FROM issue_category WHERE parent_id IS NOT NULL
"""


def fill(path: Path, issues: int, waiting: int) -> Database:
    """A hall with so many issues of five years, the newest `waiting` of them open."""
    database = Database(path, KEY)
    migrate.upgrade(database.engine)
    with database.write() as session:
        session.add(ClerkAccount(id=1, name=CLERK.name, role=CLERK.role, counter="2号窗口"))
        parts.seed(session, CLERK)
        Filler(session, PEOPLE, SEED, TODAY).fill(Silent(), PEOPLE)
        deal_grids(session, Random(SEED))
        OrganisationMaker(session, Random(SEED), TODAY).make()
        _past(session, issues, waiting)
        search.rebuild(session, parts.entries(session))
    with database.write() as session:
        session.execute(text("ANALYZE"))
    return database


def _past(session: Session, issues: int, waiting: int) -> None:
    session.execute(text(_LEAVES))
    counted = {
        name: session.execute(text(asked)).scalar_one()
        for name, asked in (
            ("leaves", "SELECT count(*) FROM leaf"),
            ("grids", "SELECT max(id) FROM grid"),
            ("buildings", "SELECT max(id) FROM building"),
            ("owner", "SELECT min(id) FROM organisation WHERE parent_id IS NOT NULL"),
        )
    }
    first: date = TODAY - timedelta(days=DAYS)
    values = {
        **counted,
        "issues": issues,
        "open": waiting,
        "days": DAYS,
        "first": f"{first}",
        "where": json.dumps(WHERE),
        "what": json.dumps(WHAT),
        "wheres": len(WHERE),
        "whats": len(WHAT),
    }
    session.execute(text(_ISSUES), values)
    session.execute(text(_RESPONSES))
    session.execute(text("DROP TABLE leaf"))
    counts = "SELECT 'issue', substr(number, 3, 4), count(*) FROM issue GROUP BY 2"
    session.execute(text(f"INSERT INTO number_series (kind, period, last_number) {counts}"))
