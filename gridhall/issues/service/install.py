"""What governance ships with: 69 categories in ten groups, the five whistles (五哨五到)."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.resources import resource
from gridhall.db.database import Database
from gridhall.issues.models import IssueCategory, WhistleRule


def shipped_groups() -> list[dict[str, Any]]:
    """The shipped groups with their leaves, in their order."""
    told: list[dict[str, Any]] = _read("categories.json")["groups"]
    return told


def shipped_rules() -> list[dict[str, Any]]:
    """The shipped whistle matrix, in its order."""
    told: list[dict[str, Any]] = _read("whistle.json")["rules"]
    return told


def install_governance(session: Session, clerk: Clerk) -> int:
    """Give a hall the shipped categories and whistles; again, it adds what is new; how many.

    A hall with a whistle matrix of its own keeps it.
    """
    count = _install_categories(session)
    if session.scalar(select(WhistleRule.id).limit(1)) is None:
        session.add_all(
            WhistleRule(place=place, **one) for place, one in enumerate(shipped_rules(), 1)
        )
        session.flush()
        count += len(shipped_rules())
    if count:
        said = {"after": {"count": count}}
        record(session, clerk, "issue.category", ("issue_category", None), said)
    return count


def ready_governance(db: Database, clerk: Clerk) -> None:
    """A hall from before the ledger gets them the first time they are wanted."""
    with db.read() as session:
        there = session.scalar(select(IssueCategory.id).limit(1)) is not None
    if not there:
        with db.write() as session:
            install_governance(session, clerk)


def _install_categories(session: Session) -> int:
    known = {row.code: row.id for row in session.scalars(select(IssueCategory))}
    before = len(known)
    for place, group in enumerate(shipped_groups(), 1):
        if group["code"] not in known:
            row = IssueCategory(code=group["code"], name=group["name"], place=place)
            session.add(row)
            session.flush()
            known[row.code] = row.id
        for at, leaf in enumerate(group["leaves"], 1):
            if leaf["code"] not in known:
                session.add(IssueCategory(parent_id=known[group["code"]], place=at, **leaf))
                known[leaf["code"]] = 0
    session.flush()
    return len(known) - before


def _read(name: str) -> dict[str, Any]:
    text = resource("governance", name).read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    return told
