"""Lists taken out as a workbook: masked, logged, stopped, too long."""

from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled, Silent
from gridhall.db.database import Database
from gridhall.registry.models import Person
from gridhall.registry.queries.listed import listed
from gridhall.registry.rules.lists import USUAL, Wanted
from gridhall.registry.service import lists
from tests.factories import TODAY
from tests.registry.list_hall import hall

__all__ = ["hall"]


def _takeout(session: Session, clerk: Clerk, **more: Any) -> lists.Takeout:
    wanted = Wanted(youngest=60)
    ids = listed(session, clerk, wanted, TODAY)
    return lists.Takeout(wanted, ids, ("name", "id_number", "phone", "age"), **more)


def _sheet(path: Path) -> list[list[Any]]:
    return calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_list_goes_out_masked_as_text_and_is_logged(
    db: Database, clerk: Clerk, hall: dict[str, int], tmp_path: Path
) -> None:
    with db.read() as session:
        takeout = _takeout(session, clerk)
        number = session.get_one(Person, hall["张桂花"]).id_number or ""
    out = tmp_path / "名单.xlsx"
    assert lists.export_list(db, clerk, takeout, (out, TODAY), Silent()) == 2
    head, first, second = _sheet(out)
    assert head == ["姓名", "证件号", "电话", "年龄"]
    assert first == ["张桂花", f"{number[:6]}********{number[-4:]}", "137****5521", "67"]
    assert second[0] == "章子怡"
    assert [one.name for one in tmp_path.glob("*.xlsx")] == ["名单.xlsx"]
    with db.read() as session:
        entry = session.scalars(select(AuditEntry)).all()[-1]
    assert entry.action == "export"
    assert '"60 岁以上"' in entry.detail
    assert "reason" not in entry.detail


def test_whole_numbers_want_a_supervisor_and_a_reason(
    db: Database, clerk: Clerk, supervisor: Clerk, hall: dict[str, int], tmp_path: Path
) -> None:
    out = tmp_path / "名单.xlsx"
    with db.read() as session:
        plain, empty = (_takeout(session, clerk, reason=why) for why in ("核对", " "))
        number = session.get_one(Person, hall["张桂花"]).id_number
    with pytest.raises(UserError, match="导出完整号码要主管来做"):
        lists.export_list(db, clerk, plain, (out, TODAY), Silent())
    with pytest.raises(UserError, match="请写明查看原因"):
        lists.export_list(db, supervisor, empty, (out, TODAY), Silent())
    assert not out.exists()
    lists.export_list(db, supervisor, plain, (out, TODAY), Silent())
    assert _sheet(out)[1][1:3] == [number, "13712345521"]
    with db.read() as session:
        assert '"reason": "核对"' in session.scalars(select(AuditEntry)).all()[-1].detail


def test_stopping_an_export_leaves_neither_file_nor_log(
    db: Database, clerk: Clerk, hall: dict[str, int], tmp_path: Path
) -> None:
    class Stopping:
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    with db.read() as session:
        takeout = _takeout(session, clerk)
    with pytest.raises(Cancelled):
        lists.export_list(db, clerk, takeout, (tmp_path / "x.xlsx", TODAY), Stopping())
    with pytest.raises(UserError):
        lists.export_list(db, clerk, takeout, (tmp_path / "no" / "x.xlsx", TODAY), Silent())
    assert list(tmp_path.glob("*xlsx*")) == []
    with db.read() as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_too_long_a_list_is_told_to_go_out_in_parts(clerk: Clerk) -> None:
    takeout = lists.Takeout(Wanted(), range(200_001), USUAL)
    with pytest.raises(UserError, match="这份名单有 200,001 人"):
        lists.may_take_out(clerk, takeout)
