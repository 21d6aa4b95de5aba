"""Signing keys and revocations as pages, checks and the key file read them."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.papers.models import Paper
from gridhall.volunteering.models import Certificate, Revocation, SigningKey


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key that this hall signs with or checks by; never its private half."""

    id: int
    key_id: bytes
    public: bytes
    issuer: str
    valid_from: date
    valid_to: date | None
    is_own: bool

    def is_valid_on(self, day: date) -> bool:
        """Whether certificates may bear this issue day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key in use, with its private half; it never leaves the hall file."""

    row: KeyRow
    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class RevokedRow:
    """A number that was declared void, and by which key's hall."""

    key_id: bytes
    number: str
    revoked_on: date


def keys(session: Session) -> list[KeyRow]:
    """Every key, our own first, the newest first."""
    query = select(SigningKey).order_by(
        SigningKey.private_key.is_(None), SigningKey.issuer, SigningKey.id.desc()
    )
    return [_row(key) for key in session.scalars(query)]


def key_by_id(session: Session, key_id: bytes) -> KeyRow | None:
    """The key that a code names, if it is known here."""
    found = session.scalar(select(SigningKey).where(SigningKey.key_id == key_id))
    return _row(found) if found else None


def own_keys(session: Session) -> list[OwnKey]:
    """The hall's own keys, the newest first."""
    return [
        OwnKey(_row(key), key.private_key) for key in session.scalars(_own()) if key.private_key
    ]


def key_in_use(session: Session) -> OwnKey | None:
    """The newest own key that is still open; None in a hall that never signed."""
    return next((one for one in own_keys(session) if one.row.valid_to is None), None)


def own_void(session: Session) -> list[RevokedRow]:
    """The hall's own certificates that were voided."""
    query = (
        select(Certificate.key_id, Paper.number, Paper.voided_at)
        .join(Paper, Paper.id == Certificate.paper_id)
        .where(Paper.voided_at.is_not(None))
        .order_by(Certificate.key_id, Paper.number)
    )
    return [
        RevokedRow(key, number, voided_at.astimezone().date())
        for key, number, voided_at in session.execute(query)
        if voided_at is not None
    ]


def revoked_on(session: Session, key_id: bytes, number: str) -> date | None:
    """When a number was declared void, here or by the list of its own hall."""
    listed = select(Revocation.revoked_on).where(
        Revocation.key_id == key_id, Revocation.number == number
    )
    told = session.scalar(listed)
    if told is not None:
        return told
    own = (
        select(Paper.voided_at)
        .join(Certificate, Certificate.paper_id == Paper.id)
        .where(Certificate.key_id == key_id, Paper.number == number, Paper.voided_at.is_not(None))
    )
    voided_at = session.scalar(own)
    return voided_at.astimezone().date() if voided_at else None


def code_kept(session: Session, key_id: bytes, number: str) -> str | None:
    """The code of one of our own certificates as it was issued; None for a number nobody took."""
    query = (
        select(Certificate.code)
        .join(Paper, Paper.id == Certificate.paper_id)
        .where(Certificate.key_id == key_id, Paper.number == number)
    )
    return session.scalar(query)


def revocations(session: Session) -> list[RevokedRow]:
    """What other halls declared void, as their files said."""
    query = select(Revocation).order_by(Revocation.key_id, Revocation.number)
    return [RevokedRow(one.key_id, one.number, one.revoked_on) for one in session.scalars(query)]


def _own() -> Select[SigningKey]:
    mine = SigningKey.private_key.is_not(None)
    return select(SigningKey).where(mine).order_by(SigningKey.id.desc())


def _row(key: SigningKey) -> KeyRow:
    return KeyRow(
        key.id,
        key.key_id,
        key.public_key,
        key.issuer,
        key.valid_from,
        key.valid_to,
        key.private_key is not None,
    )
