"""Keeping the list of numbers that every building's plate shows (便民热线)."""

import json
from collections.abc import Sequence

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.hall.models import HallSetting
from gridhall.organisation.queries.papers.hotlines import SETTING, Hotline, hotlines

MOST, _LONGEST_NAME, _LONGEST_NUMBER = 8, 12, 20


def keep_hotlines(session: Session, clerk: Clerk, wanted: Sequence[Hotline]) -> None:
    """Every plate drawn from now on shows these numbers, in this order."""
    require(clerk, Role.SUPERVISOR, "改便民热线")
    kept = [checked(line) for line in wanted]
    if not kept:
        raise UserError("服务牌上至少留一个热线，例如 政务服务便民热线 12345")
    if len(kept) > MOST:
        raise UserError(f"服务牌上最多放 {MOST} 个热线，现在是 {len(kept)} 个，请删去几个")
    before = [f"{name} {number}" for name, number in hotlines(session)]
    row = session.get(HallSetting, SETTING) or HallSetting(key=SETTING)
    row.value = json.dumps(kept, ensure_ascii=False)
    session.add(row)
    session.flush()
    after = [f"{name} {number}" for name, number in kept]
    said = {"before": {"hotlines": before}, "after": {"hotlines": after}}
    record(session, clerk, "hall.change", ("hall_setting", None), said)


def checked(line: Hotline) -> Hotline:
    """A line as it is kept; UserError for one that would not fit or says nothing."""
    name, number = clean(line.name), clean(line.number)
    if not name or not number:
        raise UserError("热线要写名称和号码，例如 供电服务 95598")
    if len(name) > _LONGEST_NAME or len(number) > _LONGEST_NUMBER:
        raise UserError(
            f"“{name}”太长：名称最长 {_LONGEST_NAME} 个字，号码最长 {_LONGEST_NUMBER} 位"
        )
    if not any(one.isdigit() for one in number):
        raise UserError(f"“{number}”里没有数字，请填电话号码")
    return Hotline(name, number)
