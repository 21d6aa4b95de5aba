"""Checking certificates: genuine, forged, void, unknown issuer; at this hall and at another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import segno
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers.queries import pdf_of
from gridhall.papers.service import void_paper
from gridhall.volunteering.documents.certificate import draw_certificate
from gridhall.volunteering.documents.certificate_issuing import Issued, issue_certificate, merged
from gridhall.volunteering.documents.certificate_reading import page_contradicts, read_pages
from gridhall.volunteering.queries.certificates import Verdict, verify
from gridhall.volunteering.queries.keys import key_in_use, keys
from gridhall.volunteering.rules.certificates import CertificateOrder
from gridhall.volunteering.rules.codes import Claims, read_code, write_code
from gridhall.volunteering.service.keys import rotate_key
from gridhall.volunteering.service.revocations import export_keys, import_keys, look_at
from tests.factories import TODAY
from tests.volunteering.certified import at, certified, served

Other = Callable[[], Database]


@pytest.fixture
def other(_hall_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A second hall with a file of its own."""
    from tests.conftest import KEY

    path = tmp_path / "other.db"
    path.write_bytes(_hall_template.read_bytes())
    database = Database(path, KEY)
    yield database
    database.close()


def checked(db: Database, text: str) -> Verdict:
    with db.read() as session:
        return verify(session, text)


def exported(db: Database, supervisor: Clerk, day: date = TODAY) -> bytes:
    with db.write() as session:
        return export_keys(session, supervisor, day)


def trusted(db: Database, supervisor: Clerk, data: bytes) -> None:
    """Import after the fingerprints were compared."""
    with db.write() as session:
        offer = look_at(session, data)
        import_keys(session, supervisor, data, offer.fingerprints)


def private(db: Database) -> bytes:
    with db.read() as session:
        found = key_in_use(session)
        assert found is not None
        return found.private


def test_a_second_hall_that_imported_the_key_verifies_and_learns_of_the_void(
    db: Database, other: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    issued = certified(db, clerk)
    (page,) = read_pages(draw_certificate(issued.paper))
    assert page.code == issued.paper.code
    assert checked(db, page.code).verdict == "genuine"
    assert checked(other, page.code).verdict == "unknown-issuer"
    trusted(other, supervisor, exported(db, supervisor))
    found = checked(other, page.code)
    assert (found.verdict, found.number, found.name, found.minutes) == (
        "genuine",
        issued.row.number,
        "张桂花",
        720,
    )
    assert found.issuer == "龙腾社区党群服务中心"
    with db.write() as session:
        void_paper(session, clerk, issued.row.id, "重复")
    assert checked(db, page.code).verdict == "void"
    assert checked(other, page.code).verdict == "genuine"  # it has not heard of it yet
    with other.write() as session:  # a known key needs no second confirmation
        taken = import_keys(session, supervisor, exported(db, supervisor))
    assert (taken.keys, taken.revoked) == (0, 1)
    told = checked(other, page.code)
    assert told.verdict == "void"
    assert told.sentence.startswith("已作废")


def test_forged_resigned_and_foreign_codes(db: Database, other: Database, clerk: Clerk) -> None:
    issued = certified(db, clerk)
    certified(other, clerk)
    claims, own = read_code(issued.paper.code).claims, private(db)
    stranger = private(other)
    assert checked(db, write_code(claims, stranger)).verdict == "unknown-issuer"  # re-signed
    assert checked(db, write_code(claims, bytes(32))).verdict == "unknown-issuer"
    assert checked(db, issued.paper.code[:-3]).verdict == "forged"  # cut
    assert checked(db, issued.paper.code[4:]).verdict == "forged"
    for foreign in (
        "",
        "https://weixin.qq.com/r/abc",
        "HC1:6BF+70790T9WJWG",
        "GH:SL1123-001",
        "你好",
    ):
        assert checked(db, foreign).verdict == "forged"
    same_number = write_code(replace(claims, minutes=99999), own)  # somebody stole the key
    assert checked(db, same_number).verdict == "forged"
    assert "留存" in checked(db, same_number).sentence
    too_early = replace(claims, number="别的号", issued_on=TODAY - timedelta(days=1))
    assert checked(db, write_code(too_early, own)).verdict == "forged"
    assert "有效期" in checked(db, write_code(too_early, own)).sentence


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_altered_code_is_ever_anything_but_forged(
    db: Database, issued: Issued, data: st.DataObject
) -> None:
    code = issued.paper.code
    place = data.draw(st.integers(0, len(code) - 1))
    altered = data.draw(
        st.sampled_from(
            (
                code[:place] + data.draw(st.characters()) + code[place + 1 :],
                code[:place] + code[place + 1 :],
                code[:place] + data.draw(st.characters()) + code[place:],
                code[:place],
                code[place:] + code[:place],
                code + code,
                code.lower(),
            )
        )
    )
    assert checked(db, altered).verdict == ("genuine" if altered == code else "forged")


@pytest.fixture
def issued(db: Database, clerk: Clerk) -> Issued:
    """A certificate to try everything on."""
    return certified(db, clerk)


def test_old_certificates_stay_checkable_after_a_rotation(
    db: Database, other: Database, clerk: Clerk, supervisor: Clerk, administrator: Clerk
) -> None:
    old = certified(db, clerk)
    day = TODAY + timedelta(days=10)
    with db.write() as session:
        rotate_key(session, administrator, day)
        rotate_key(session, administrator, day + timedelta(days=400))
        assert [key.is_valid_on(day) for key in keys(session)] == [False, True, True]
    order = CertificateOrder(old.paper.facts.volunteer_id, None, TODAY + timedelta(days=410))
    new = issue_certificate(at(db, clerk, TODAY + timedelta(days=410)), order)
    assert read_code(new.paper.code).key_id != read_code(old.paper.code).key_id
    trusted(other, supervisor, exported(db, supervisor, TODAY + timedelta(days=411)))
    for hall in (db, other):
        assert checked(hall, old.paper.code).verdict == "genuine"
        assert checked(hall, new.paper.code).verdict == "genuine"


def test_pages_are_read_and_an_altered_page_is_seen(
    db: Database, clerk: Clerk, issued: Issued
) -> None:
    with db.read() as session:
        data = pdf_of(session, issued.row.id)
    verdict = checked(db, issued.paper.code)
    (page,) = read_pages(data)
    assert not page_contradicts(page.words, verdict)
    facts = replace(issued.paper.facts, minutes=99 * 60)
    (page,) = read_pages(draw_certificate(replace(issued.paper, facts=facts)))
    assert checked(db, page.code).verdict == "genuine"
    assert page_contradicts(page.words, verdict)
    assert not page_contradicts("", verdict)  # a scan has no words
    facts = replace(issued.paper.facts, until=TODAY - timedelta(days=1))
    (page,) = read_pages(
        draw_certificate(replace(issued.paper, facts=facts, issued_on=facts.until))
    )
    assert page_contradicts(page.words, verdict)
    assert read_pages(b"%PDF-1.4 nothing") == []
    assert read_pages(data[: len(data) // 2]) == []
    assert len(read_pages(merged([issued, issued]))) == 2


def test_a_scan_without_words_is_read(db: Database, issued: Issued) -> None:
    with pypdfium2.PdfDocument(draw_certificate(issued.paper)) as paper:
        picture = paper[0].render(scale=200 / 72).to_pil().rotate(1.5, fillcolor="white")
    scan = BytesIO()
    picture.save(scan, format="PDF", resolution=200)
    (page,) = read_pages(scan.getvalue())
    assert (page.code, page.words) == (issued.paper.code, "")
    assert checked(db, page.code).verdict == "genuine"


def test_a_huge_page_and_a_file_with_a_password_are_no_trouble(issued: Issued) -> None:
    writer = PdfWriter()
    writer.add_blank_page(14_000, 14_000)
    big = BytesIO()
    writer.write(big)
    assert read_pages(big.getvalue()) == []
    locked = PdfWriter(clone_from=PdfReader(BytesIO(draw_certificate(issued.paper))))
    locked.encrypt("geheim", algorithm="RC4-128")
    closed = BytesIO()
    locked.write(closed)
    assert read_pages(closed.getvalue()) == []


def test_a_foreign_qr_on_a_page_is_forged(db: Database) -> None:
    picture = BytesIO()
    segno.make("https://example.org/pay").save(picture, kind="pdf", scale=4)
    (page,) = read_pages(picture.getvalue())
    assert checked(db, page.code).verdict == "forged"


def test_a_seal_over_a_corner_is_read_by_its_red_channel(issued: Issued) -> None:
    from gridhall.volunteering.documents.certificate_reading import codes_in

    with pypdfium2.PdfDocument(draw_certificate(issued.paper)) as paper:
        scan = paper[0].render(scale=300 / 72).to_numpy().copy()  # blue, green, red
    left, top = round(45 / 25.4 * 300), round(235 / 25.4 * 300)
    scan[top : top + 200, left : left + 200, :2] //= 3  # red ink: red stays, the others darken
    assert codes_in(scan) == [issued.paper.code]


def test_before_its_first_day_a_key_signs_nothing(
    db: Database, clerk: Clerk, issued: Issued
) -> None:
    with db.write() as session:
        who = served(session, clerk, "李建国")
    early = TODAY - timedelta(days=3)
    with pytest.raises(UserError, match="电脑的日期是 2026-11-21"):
        issue_certificate(at(db, clerk, early), CertificateOrder(who, None, early))


def test_what_is_signed_outside_a_keys_days_is_refused(
    db: Database, administrator: Clerk, issued: Issued
) -> None:
    own = private(db)
    with db.write() as session:
        rotate_key(session, administrator, TODAY + timedelta(days=1))
    said: Claims = read_code(issued.paper.code).claims
    late = replace(said, number="新号", issued_on=TODAY + timedelta(days=2))
    assert checked(db, write_code(late, own)).verdict == "forged"
    last = replace(said, number="新号", issued_on=TODAY + timedelta(days=1))
    assert checked(db, write_code(last, own)).verdict == "genuine"
