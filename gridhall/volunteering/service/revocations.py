"""Public keys and revocation lists between halls: the signed file out, another hall's file in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.hall.queries import hall
from gridhall.volunteering.models import Revocation, SigningKey
from gridhall.volunteering.queries.keys import key_by_id, own_keys, own_void
from gridhall.volunteering.rules.codes import key_id
from gridhall.volunteering.rules.key_files import (
    KeyFile,
    ListedKey,
    fingerprint,
    read_key_file,
    write_key_file,
)
from gridhall.volunteering.service.keys import signing_key

_KNOWN = select(Revocation.key_id, Revocation.number)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a key file would bring, shown before it is taken: new keys must be confirmed."""

    issuer: str
    made_on: date
    fingerprints: tuple[str, ...]  # of the keys not known here, to compare over the telephone
    known: int  # keys that are known already
    revoked: int  # numbers not yet known to be void
    is_own: bool
    doubt: str = ""  # why the fingerprints should be compared with special care

    @property
    def needs_confirming(self) -> bool:
        """Whether a person must say that the fingerprints are right."""
        return bool(self.fingerprints)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import added."""

    issuer: str
    keys: int
    revoked: int


def export_keys(session: Session, clerk: Clerk, today: date) -> bytes:
    """The hall's public keys and voided numbers as a signed file; it holds nothing secret."""
    require(clerk, Role.SUPERVISOR, "导出密钥文件")
    signing_key(session, clerk, today)
    own = own_keys(session)
    void = own_void(session)
    content = KeyFile(
        hall(session).name,
        today,
        tuple(ListedKey(one.row.public, one.row.valid_from, one.row.valid_to) for one in own),
        tuple((row.key_id, row.number, row.revoked_on) for row in void),
    )
    said = {"after": {"fingerprint": fingerprint(own[0].row.public), "revoked": len(void)}}
    record(session, clerk, "key.export", ("signing_key", own[0].row.id), said)
    return write_key_file(content, [one.private for one in own])


def look_at(session: Session, data: bytes) -> Offer:
    """What a file would bring; UserError for one that was tampered with."""
    content = read_key_file(data)
    rows = [(key, key_by_id(session, key_id(key.public))) for key in content.keys]
    new = tuple(fingerprint(key.public) for key, known in rows if known is None)
    own = any(known is not None and known.is_own for _, known in rows)
    fresh = _fresh(session, content.revoked)
    known = len(content.keys) - len(new)
    doubt = "" if known else _doubt(session, content.issuer)
    return Offer(content.issuer, content.made_on, new, known, len(fresh), own, doubt)


def _doubt(session: Session, issuer: str) -> str:
    """A file with a known name and none of that name's known keys may be somebody else's."""
    if issuer == hall(session).name:
        return "这个文件用的是本厅的名称，却不是本厅的密钥，很可能是冒名的"
    if session.scalar(select(SigningKey.id).where(SigningKey.issuer == issuer).limit(1)):
        return "已有这个单位的公钥，这个文件里却一把都没有，请当心冒名"
    return ""


def import_keys(
    session: Session, clerk: Clerk, data: bytes, confirmed: Iterable[str] = ()
) -> Taken:
    """Take another hall's file in. Keys not known here need their fingerprints confirmed.

    Nothing known is ever dropped: an older file adds nothing, a key's end is only ever set.
    """
    require(clerk, Role.SUPERVISOR, "导入密钥文件")
    content, offer = read_key_file(data), look_at(session, data)
    if offer.is_own:
        raise UserError("这是本厅自己的密钥文件，不用导入；请把它交给要核验的单位")
    if set(offer.fingerprints) - set(confirmed):
        raise UserError(
            f"{content.issuer}有 {len(offer.fingerprints)} 把新公钥。请先打电话核对指纹，"
            "一致再点“指纹一致，导入”；现在没有导入任何内容"
        )
    for key in content.keys:
        _take(session, clerk, content.issuer, key)
    fresh = _fresh(session, content.revoked)
    now = datetime.now(UTC)
    for key_named, number, day in fresh:
        session.add(Revocation(key_id=key_named, number=number, revoked_on=day, noted_at=now))
    session.flush()
    taken = Taken(content.issuer, len(offer.fingerprints), len(fresh))
    said = {"issuer": content.issuer, "fingerprint": list(offer.fingerprints)}
    said_all = {"after": said | {"revoked": len(fresh)}}
    record(session, clerk, "key.import", ("signing_key", None), said_all)
    return taken


def _take(session: Session, clerk: Clerk, issuer: str, key: ListedKey) -> None:
    named = key_id(key.public)
    known = session.scalar(select(SigningKey).where(SigningKey.key_id == named))
    if known is None:
        session.add(
            SigningKey(
                key_id=named,
                public_key=key.public,
                private_key=None,
                issuer=issuer,
                valid_from=key.valid_from,
                valid_to=key.valid_to,
                noted_at=datetime.now(UTC),
                clerk_name=clerk.name,
            )
        )
    elif known.valid_to is None and key.valid_to is not None:
        known.valid_to = key.valid_to


def _fresh(
    session: Session, revoked: Iterable[tuple[bytes, str, date]]
) -> list[tuple[bytes, str, date]]:
    """Those not yet known to be void here, each once."""
    known = {(row[0], row[1]) for row in session.execute(_KNOWN)}
    fresh = {(key, number): day for key, number, day in revoked if (key, number) not in known}
    return [(key, number, day) for (key, number), day in fresh.items()]
