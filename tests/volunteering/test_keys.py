"""Keys of the hall and the file they travel in: who may, what is refused, what is never dropped."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.models import SigningKey
from gridhall.volunteering.queries.keys import keys, revocations
from gridhall.volunteering.rules.codes import key_id, public_half
from gridhall.volunteering.rules.key_files import (
    KeyFile,
    ListedKey,
    fingerprint,
    read_key_file,
    write_key_file,
)
from gridhall.volunteering.service.keys import rotate_key, signing_key
from gridhall.volunteering.service.revocations import export_keys, import_keys, look_at
from tests.factories import TODAY

THEIRS, THEIR_NEW = bytes(range(32)), bytes(range(2, 34))
DAY = date(2026, 1, 1)


def their_file(*more: tuple[bytes, str, date], issuer: str = "清泉社区党群服务中心") -> bytes:
    """Another hall's file with one key."""
    listed = (ListedKey(public_half(THEIRS), DAY, None),)
    return write_key_file(KeyFile(issuer, TODAY, listed, more), [THEIRS])


@pytest.fixture
def other(_hall_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A second hall with a file of its own."""
    from tests.conftest import KEY

    path = tmp_path / "other.db"
    path.write_bytes(_hall_template.read_bytes())
    database = Database(path, KEY)
    yield database
    database.close()


def test_a_key_is_made_once_and_rotated_by_an_administrator(
    db: Database, clerk: Clerk, supervisor: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        first = signing_key(session, clerk, TODAY)
        assert signing_key(session, clerk, TODAY).row == first.row
    for who in (clerk, supervisor):
        with pytest.raises(UserError, match="更换签名密钥"), db.write() as session:
            rotate_key(session, who, TODAY)
    with db.write() as session:
        second = rotate_key(session, administrator, TODAY + timedelta(days=1))
        assert [key.valid_to for key in keys(session)] == [None, TODAY + timedelta(days=1)]
        assert signing_key(session, clerk, TODAY + timedelta(days=1)).row == second
        said = session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "signing_key"))
        assert list(said) == ["key.make", "key.rotate"]
    with pytest.raises(UserError, match="先校准日期"), db.write() as session:
        rotate_key(session, administrator, TODAY)


def test_no_secret_leaves_the_hall(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        data = export_keys(session, supervisor, TODAY)
        (row,) = session.scalars(select(SigningKey)).all()
        assert row.private_key is not None
        assert row.private_key not in data
        assert row.private_key.hex() not in repr(signing_key(session, supervisor, TODAY))
        for entry in session.scalars(select(AuditEntry.detail)):
            assert row.private_key.hex() not in entry


def test_a_new_key_needs_its_fingerprint_confirmed(db: Database, supervisor: Clerk) -> None:
    data = their_file((key_id(public_half(THEIRS)), "清泉志证字〔2026〕第0007号", TODAY))
    with pytest.raises(UserError, match="核对指纹"), db.write() as session:
        import_keys(session, supervisor, data)
    with pytest.raises(UserError, match="核对指纹"), db.write() as session:
        import_keys(session, supervisor, data, ["ABCD"])
    with db.write() as session:
        assert keys(session) == []
        offer = look_at(session, data)
        assert offer.fingerprints == (fingerprint(public_half(THEIRS)),)
        taken = import_keys(session, supervisor, data, offer.fingerprints)
        assert (taken.issuer, taken.keys, taken.revoked) == ("清泉社区党群服务中心", 1, 1)
        assert [one.number for one in revocations(session)] == ["清泉志证字〔2026〕第0007号"]
        assert not look_at(session, data).needs_confirming
        assert import_keys(session, supervisor, data).revoked == 0


def test_a_known_name_with_unknown_keys_is_doubted(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        ours = look_at(session, their_file(issuer="龙腾社区党群服务中心"))
        assert "冒名" in ours.doubt
        data = their_file()
        assert look_at(session, data).doubt == ""
        import_keys(session, supervisor, data, look_at(session, data).fingerprints)
        listed = (ListedKey(public_half(THEIR_NEW), DAY, None),)
        content = KeyFile("清泉社区党群服务中心", TODAY, listed, ())
        assert "当心冒名" in look_at(session, write_key_file(content, [THEIR_NEW])).doubt
        both = (*listed, ListedKey(public_half(THEIRS), DAY, TODAY))
        content = KeyFile("清泉社区党群服务中心", TODAY, both, ())
        assert look_at(session, write_key_file(content, [THEIR_NEW, THEIRS])).doubt == ""


def test_a_counter_clerk_may_not_and_ones_own_file_is_not_imported(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with pytest.raises(UserError, match="导入密钥文件"), db.write() as session:
        import_keys(session, clerk, their_file())
    with pytest.raises(UserError, match="导出密钥文件"), db.write() as session:
        export_keys(session, clerk, TODAY)
    with db.write() as session:
        own = export_keys(session, supervisor, TODAY)
    with pytest.raises(UserError, match="本厅自己的密钥文件"), db.write() as session:
        import_keys(session, supervisor, own)


def test_an_older_file_takes_nothing_back(
    db: Database, other: Database, supervisor: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        old = export_keys(session, supervisor, TODAY)
        rotate_key(session, administrator, TODAY + timedelta(days=5))
        new = export_keys(session, supervisor, TODAY + timedelta(days=5))
    with other.write() as session:
        import_keys(session, supervisor, new, look_at(session, new).fingerprints)
        before = keys(session)
        import_keys(session, supervisor, old)
        assert keys(session) == before
        assert len(before) == 2
        assert {key.valid_to for key in before} == {None, TODAY + timedelta(days=5)}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_altered_file_is_refused(data: st.DataObject) -> None:
    whole = their_file((key_id(public_half(THEIRS)), "号", TODAY))
    at = data.draw(st.integers(0, len(whole) - 1))
    altered = data.draw(
        st.sampled_from(
            (
                whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :],
                whole[:at],
                whole[:at] + whole[at + 1 :],
                whole + b"\x00",
                data.draw(st.binary(max_size=200)),
            )
        )
    )
    if altered == whole:
        return
    with pytest.raises(UserError, match="没有导入任何内容"):
        read_key_file(altered)


def test_nobody_lists_a_key_they_do_not_hold_or_voids_anothers_certificates() -> None:
    stolen = KeyFile("冒名单位", TODAY, (ListedKey(public_half(THEIRS), DAY, None),), ())
    with pytest.raises(UserError, match="被改动过"):
        read_key_file(write_key_file(stolen, [THEIR_NEW]))
    foreign = (key_id(public_half(THEIR_NEW)), "别人的号", TODAY)
    with pytest.raises(UserError, match="被改动过"):
        read_key_file(their_file(foreign))
    none = KeyFile("空", TODAY, (), ())
    with pytest.raises(UserError, match="被改动过"):
        read_key_file(write_key_file(none, []))
    for odd in (b"", b"PK\x03\x04", cbor2.dumps({"a": 1}), b"\x81" * 5000, b"x" * 5_000_000):
        with pytest.raises(UserError, match="不是网格厅的密钥文件"):
            read_key_file(odd)


def test_two_thousand_numbers_are_a_small_file() -> None:
    own = key_id(public_half(THEIRS))
    revoked = tuple((own, f"龙腾志证字〔2026〕第{n:04}号", TODAY) for n in range(2000))
    data = their_file(*revoked)
    assert read_key_file(data).revoked == revoked
    assert len(data) < 110_000


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=100),
    st.lists(st.tuples(st.dates(), st.none() | st.dates()), min_size=1, max_size=4),
)
def test_what_is_written_is_read(issuer: str, spans: list[tuple[date, date | None]]) -> None:
    private = [bytes([n + 1] * 32) for n in range(len(spans))]
    listed = tuple(
        ListedKey(public_half(key), *span) for key, span in zip(private, spans, strict=True)
    )
    content = KeyFile(issuer, TODAY, listed, ())
    if any(day.year > 2199 for span in spans for day in span if day):
        return
    assert read_key_file(write_key_file(content, private)) == content
