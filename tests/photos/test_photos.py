"""Photos come in small, upright and without what a camera hides in them."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.pdf.marks import Block, Picture
from gridhall.pdf.page import A4, About, Sheet
from gridhall.photos import queries
from gridhall.photos.models import PhotoFile
from gridhall.photos.rules import LONGEST_SIDE, kept_size
from gridhall.photos.service import PhotoDraft, add_photo, read_photo, shrink, void_photo

TODAY = date(2026, 11, 24)


def picture(size: tuple[int, int], kind: str = "JPEG", turned: bool = False) -> bytes:
    made = Image.new("RGB", size, "red")
    made.paste("blue", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6  # to be turned by a quarter
    exif[0x9286] = "拍摄于翠屏路 33 号"
    out = io.BytesIO()
    made.save(out, kind, exif=exif)
    return out.getvalue()


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_no_side_is_longer_than_what_is_kept_and_the_shape_stays(width: int, height: int) -> None:
    kept = kept_size(width, height)
    assert min(kept) >= 1
    assert max(kept) <= LONGEST_SIDE
    if max(width, height) <= LONGEST_SIDE:
        assert kept == (width, height)
    elif min(kept) > 20:
        assert kept[0] / kept[1] == pytest.approx(width / height, rel=0.06)


def test_a_large_photo_is_shrunk_turned_and_keeps_no_place() -> None:
    made = shrink(picture((3000, 2000), turned=True))
    assert (made.width, made.height) == (1067, 1600)
    with Image.open(io.BytesIO(made.jpeg)) as kept:
        assert kept.size == (1067, 1600)
        assert not dict(kept.getexif())
    assert "翠屏".encode() not in made.jpeg


def test_a_png_with_holes_is_white_behind() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(shrink(out.getvalue()).jpeg)) as kept:
        assert min(kept.getpixel((20, 15))) > 250  # type: ignore[type-var]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.4", picture((60, 40))[:300]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="不是照片"):
        shrink(data)


def test_a_picture_bomb_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(UserError, match="像素太多"):
        shrink(out.getvalue())


def test_thirty_thousand_pixels_wide_is_made_small_or_refused() -> None:
    out = io.BytesIO()
    Image.new("L", (30_000, 90)).save(out, "PNG")
    assert shrink(out.getvalue()).width == LONGEST_SIDE  # a panorama
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(UserError, match="像素太多"):
        shrink(out.getvalue())


def test_fifty_megabytes_and_a_renamed_program_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as out:
        out.truncate(50 * 2**20)
    with pytest.raises(UserError, match="超过 40 MB"):
        read_photo(path)
    path.write_bytes(b"MZ\x90\x00" + bytes(5000))
    with pytest.raises(UserError, match="不是照片"):
        read_photo(path)


def test_a_torn_jpeg_is_refused_wherever_it_is_torn() -> None:
    whole = picture((640, 480))
    for at in (2, 30, 400, len(whole) // 2):
        with pytest.raises(UserError, match="不是照片"):
            shrink(whole[:at])


def test_the_thumbnail_is_small_and_an_old_photo_shows_itself(db: Database, clerk: Clerk) -> None:
    draft = PhotoDraft(shrink(picture((1600, 1200))), TODAY)
    with db.write() as session:
        photo_id = add_photo(session, clerk, ("issue", 7), draft)
    with db.read() as session:
        (small,) = queries.thumbnails_of(session, "issue", 7)
    with Image.open(io.BytesIO(small.jpeg)) as kept:
        assert kept.size == (400, 300)
    with db.write() as session:
        session.get_one(PhotoFile, photo_id).thumbnail = None
    with db.read() as session:
        assert queries.thumbnails_of(session, "issue", 7)[0].jpeg == draft.shrunk.jpeg


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="读不到"):
        read_photo(tmp_path / "张三的照片.jpg")


def test_kept_once_withdrawn_with_a_reason(db: Database, clerk: Clerk) -> None:
    draft = PhotoDraft(shrink(picture((640, 480))), TODAY, "义诊现场", "after")
    with db.write() as session:
        first = add_photo(session, clerk, ("service_day", 7), draft)
        assert add_photo(session, clerk, ("service_day", 7), draft) == first
        assert add_photo(session, clerk, ("service_day", 8), draft) != first
    with db.read() as session:
        (row,) = queries.photos_of(session, "service_day", 7)
        assert (row.caption, row.stage, row.width) == ("义诊现场", "after", 640)
        assert queries.picture(session, first).jpeg == draft.shrunk.jpeg
        assert queries.photo_counts(session, "service_day", [7, 8, 9]) == {7: 1, 8: 1}
    with db.write() as session, pytest.raises(UserError, match="原因"):
        void_photo(session, clerk, first, " ")
    with db.write() as session:
        void_photo(session, clerk, first, "传错了")
        assert session.get(PhotoFile, first) is None
    with db.read() as session:
        assert queries.photos_of(session, "service_day", 7) == []
        with pytest.raises(UserError, match="撤下"):
            queries.picture(session, first)


def test_drawn_on_a_page_as_it_is_and_stored_once() -> None:
    made = shrink(picture((640, 480)))
    sheet = Sheet(A4, About("照片", "网格厅"))
    mark = Picture(50, 60, 200, 150, made.jpeg, (made.width, made.height))
    for _ in range(2):
        sheet.add([(0.0, Block(A4[1], (mark,)))])
    pdf = sheet.finish()
    assert pdf.count(b"/DCTDecode") == 1
    assert made.jpeg in pdf
