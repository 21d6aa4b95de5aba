"""The hall's signing keys: made when first needed, rotated by an administrator, never dropped.

An Ed25519 key that lies in the hall's own encrypted file proves that a paper's words were not
changed; it is no licensed electronic signature (电子签名法 §13).
"""

import os
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.hall.queries import hall
from gridhall.volunteering.models import SigningKey
from gridhall.volunteering.queries.keys import KeyRow, OwnKey, key_by_id, key_in_use
from gridhall.volunteering.rules.codes import key_id, public_half
from gridhall.volunteering.rules.key_files import fingerprint


def signing_key(session: Session, clerk: Clerk, today: date) -> OwnKey:
    """The key that signs today; the first one is made here. Refused before its first day."""
    found = key_in_use(session) or _make(session, clerk, today, "key.make")
    if not found.row.is_valid_on(today):
        raise UserError(
            f"电脑的日期是 {today}，早于签名密钥启用的 {found.row.valid_from}。"
            "请先校准电脑日期，再出证明；什么都没有出"
        )
    return found


def rotate_key(session: Session, clerk: Clerk, today: date) -> KeyRow:
    """Sign with a new key from today on (换签名密钥); what the old one signed stays checkable."""
    require(clerk, Role.ADMINISTRATOR, "更换签名密钥")
    old = key_in_use(session)
    if old is not None:
        if today < old.row.valid_from:
            raise UserError(f"电脑的日期早于现用密钥启用的 {old.row.valid_from}，请先校准日期")
        kept = session.get_one(SigningKey, old.row.id)
        kept.valid_to = today
    return _make(session, clerk, today, "key.rotate" if old else "key.make").row


def next_rotation(key: KeyRow) -> date:
    """A key should not sign for longer than a year."""
    return key.valid_from + timedelta(days=365)


def _make(session: Session, clerk: Clerk, today: date, action: str) -> OwnKey:
    private = os.urandom(32)
    public = public_half(private)
    row = SigningKey(
        key_id=key_id(public),
        public_key=public,
        private_key=private,
        issuer=hall(session).name,
        valid_from=today,
        valid_to=None,
        noted_at=datetime.now(UTC),
        clerk_name=clerk.name,
    )
    session.add(row)
    session.flush()
    said = {"after": {"fingerprint": fingerprint(public), "since": today}}
    record(session, clerk, action, ("signing_key", row.id), said)
    made = key_by_id(session, row.key_id)
    assert made is not None  # it was just written
    return OwnKey(made, private)


def own_key_ids(session: Session) -> set[bytes]:
    """How codes name the hall's own keys."""
    mine = SigningKey.private_key.is_not(None)
    return set(session.scalars(select(SigningKey.key_id).where(mine)))
