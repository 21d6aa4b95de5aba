"""What a person takes home: the copy of all that is kept, the notice, the consent to sign."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from python_calamine import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.clerks.models import AuditEntry
from gridhall.clerks.queries import audit_rows
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers.queries import papers, pdf_of
from gridhall.registry import service
from gridhall.registry.documents.privacy_issue import (
    CopyWish,
    export_copy,
    issue_copy,
    issue_notice,
)
from gridhall.registry.models import Person
from gridhall.registry.queries.personal import personal_file
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.rules.privacy import PURPOSES, Asker, ConsentDraft
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.service.guardians import set_guardian
from gridhall.registry.service.privacy import give_consent
from gridhall.registry.service.tags import set_tag
from gridhall.service_desk.models import CaseDraft, ServiceCase
from gridhall.service_desk.service.keeping import CaseDraftKeeper, CaseKeeper
from tests.conftest import HALL
from tests.factories import NOW, TODAY, make_case, make_family, make_person

SELF = Asker("self")


def _person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def _known(session: Session, clerk: Clerk, supervisor: Clerk) -> Person:
    """张桂花 with a past, a sensitive tag of a supervisor's, a consent, a case, a look at her."""
    make_family(session)
    who = _person(session, "张桂花")
    fixed = Change("name_changed", date(2025, 1, 2), TODAY, facts={who.id: {"name": "张桂华"}})
    service.carry_out(session, clerk, fixed, TODAY)
    set_tag(session, supervisor, who.id, TagDraft("disabled", note="左腿"), TODAY)
    give_consent(session, clerk, who.id, ConsentDraft("contact", "张桂华", TODAY), TODAY)
    service.reveal(session, clerk, who.id, "核对原件")
    _case(session, who)
    return who


def _case(session: Session, who: Person, **given: Any) -> ServiceCase:
    facts: dict[str, Any] = {
        "phone": "13712345521", "note": "腿脚不便", "received_at": NOW, "accepted_at": NOW,
        "request_key": "case-1",
    }  # fmt: skip
    return make_case(session, who, **(facts | given))


def _text(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join("".join((page.extract_text() or "").split()) for page in paper.pages)


def test_the_copy_holds_everything_the_hall_keeps(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        who = _known(session, clerk, supervisor)
        number, who_id = who.id_number or "", who.id
    wish = CopyWish(who_id, SELF, "要一份副本", TODAY, parts.PERSONAL)
    paper = issue_copy(db, clerk, HALL, wish, "copy-1")
    with db.read() as session:
        text = _text(pdf_of(session, paper.id))
    for kept in (
        number, "13712345521", "张桂华", "张桂花", "残疾", "左腿", "电话联系与活动通知",
        "老年优待证",
        "腿脚不便", "核对原件", "御景小区", "改名", "要一份副本",
    ):  # fmt: skip
        assert kept in text, kept
    assert paper.title == "个人信息副本"
    again = issue_copy(db, clerk, HALL, wish, "copy-1")
    assert again.id == paper.id


def test_the_workbook_holds_the_same_as_text_cells(
    db: Database, clerk: Clerk, supervisor: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        who = _known(session, clerk, supervisor)
        number, who_id = who.id_number, who.id
    path = tmp_path / "本人信息.xlsx"
    count = export_copy(db, clerk, CopyWish(who_id, SELF, "要一份", TODAY, parts.PERSONAL), path)
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert len(rows) == count + 1
    assert ["登记卡", 1, "姓名", "张桂华"] in rows
    assert any(row[3] == number for row in rows)
    assert {row[0] for row in rows[1:]} >= {"登记卡", "户内经历", "标签", "同意", "办过的事"}
    assert [one.name for one in tmp_path.glob("*.xlsx")] == ["本人信息.xlsx"]
    with db.read() as session:
        said = audit_rows(session, 1)[0]
    assert (said.action, said.after["reason"]) == ("privacy.copy", "要一份")


def test_a_copy_nobody_may_have_leaves_no_paper_and_no_file(
    db: Database, clerk: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
    wish = CopyWish(who, Asker("agent", "李建军"), "代办", TODAY)
    with pytest.raises(UserError, match="委托书"):
        issue_copy(db, clerk, HALL, wish, "copy-1")
    with pytest.raises(UserError, match="委托书"):
        export_copy(db, clerk, wish, tmp_path / "本人信息.xlsx")
    with pytest.raises(UserError, match="这个文件夹不能写"):
        export_copy(db, clerk, CopyWish(who, SELF, "要一份", TODAY), tmp_path / "没有" / "a.xlsx")
    assert list(tmp_path.glob("*.xlsx")) == []
    with db.read() as session:
        assert papers(session) == []
        assert session.scalars(select(AuditEntry)).all() == []


def test_the_phones_of_guardians_stay_masked_in_a_childs_copy(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        child, father = _person(session, "李思涵").id, _person(session, "李建军").id
        set_guardian(session, clerk, child, GuardianDraft("父亲", father), TODAY)
        file = personal_file(session, child, TODAY)
    guardians = next(one for one in file.sections if one.title == "监护人")
    assert guardians.rows[0][:3] == ("李建军", "父亲", "137****5521")


def test_the_notice_says_what_the_law_wants_said(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        who = _person(session, "张桂花").id
    paper = issue_notice(db, clerk, HALL, (who, (), TODAY), "notice-1")
    with db.read() as session:
        text = _text(pdf_of(session, paper.id))
    for said in ("个人信息处理告知书", "张桂花", HALL.name, "履行法定职责", "本人同意", "10年",
                 "可以撤回", "更正", "删除", "12345"):  # fmt: skip
        assert said in text, said
    assert "同意书" not in text.replace("告知书", "")


def test_the_consent_lists_the_purposes_and_who_signs(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        child, father = _person(session, "李思涵").id, _person(session, "李建军").id
        set_guardian(session, clerk, child, GuardianDraft("父亲", father), TODAY)
    paper = issue_notice(db, clerk, HALL, (child, ("contact", "publication"), TODAY), "notice-1")
    with db.read() as session:
        text = _text(pdf_of(session, paper.id))
    assert "个人信息处理同意书" in text
    assert "监护人签字" in text
    assert "李建军" in text
    assert PURPOSES["contact"].text[:8] in text
    assert PURPOSES["share"].text[:8] not in text
    assert paper.pages == 2


def test_finished_cases_and_old_drafts_are_emptied_when_due(db: Database) -> None:
    with db.write() as session:
        who = make_person(session)
        _case(session, who, state="finished", finished_at=NOW)
        session.add(CaseDraft(request_key="d", clerk_id=2, fields="{}", saved_at=NOW))
        session.flush()
        cases, drafts = CaseKeeper(), CaseDraftKeeper()
        assert cases.due(session, date(2026, 11, 23)) == []
        due = cases.due(session, TODAY)
        assert [item.title for item in due] == ["SL20261124-012 老年优待证"]
        cases.discard(session, [item.id for item in due])
        assert cases.due(session, TODAY) == []
        kept = session.scalars(select(ServiceCase)).one()
        assert (kept.applicant_name, kept.phone, kept.note) == ("已匿名", "", "")
        drafts.discard(session, [item.id for item in drafts.due(session, TODAY)])
        assert session.scalars(select(CaseDraft)).all() == []
