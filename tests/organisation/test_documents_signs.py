"""网格公示牌 and 楼栋便民服务牌, read back."""

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from pypdf import PdfReader

from gridhall.clerks.rules import Anchor
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled
from gridhall.db.database import Database
from gridhall.organisation.documents.issuing import PlateWish, issue_grid_signs, issue_plates
from gridhall.organisation.documents.signs.grid_sign import Signs, signs_paper
from gridhall.organisation.documents.signs.plates import Plates, plates_order, plates_paper
from gridhall.organisation.queries.agencies import PlateLine, find_agency
from gridhall.organisation.queries.papers.signs import (
    Contact,
    GridSign,
    Plate,
    PlateGrid,
    grid_signs,
    plates,
)
from gridhall.organisation.rules.agencies import AgencyDraft
from gridhall.organisation.service.agencies import arrange_plate, save_agency
from gridhall.organisation.service.agency_list import ready_directory
from gridhall.papers import queries as papers
from gridhall.papers.models import NumberSeries
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.models import Person
from tests.conftest import HALL
from tests.factories import TODAY
from tests.organisation.paper_hall import PaperHall, make_paper_hall

MARKS = ("龙腾网牌字〔2026〕第0001号", Anchor(12, "9f86d081" * 8))
USUAL = (
    PlateLine("报警", "110"),
    PlateLine("火警", "119"),
    PlateLine("急救", "120"),
    PlateLine("政务服务便民热线", "12345"),
)
PLATE = Plate(
    1, "御景小区 3号楼", (PlateGrid("第5网格", "", Contact("高明", "13612348017")),), ("刘凤英",),
    (("1单元", "孙立新"), ("2单元", "王桂花")), "御景物业公司", "0536-8123456",
)  # fmt: skip
SIGN = GridSign(1, "G05", "第5网格", "东至龙腾路", "御景小区党支部", None, (), "")


@pytest.fixture
def hall(db: Database) -> PaperHall:
    with db.write() as session:
        return make_paper_hall(session)


def pages(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as book:
        for page in book.pages:
            assert all(c["x0"] > 0 and c["x1"] < page.width for c in page.chars)
            assert all(c["top"] > 0 and c["bottom"] < page.height for c in page.chars)
        return [page.extract_text() for page in book.pages]


def pdf_of(db: Database, paper_id: int) -> bytes:
    with db.read() as session:
        return papers.pdf_of(session, paper_id)


def test_a_board_names_what_the_rule_asks_for_in_full(
    db: Database, clerk: Clerk, hall: PaperHall
) -> None:
    paper = issue_grid_signs(At(db, clerk, HALL, TODAY))
    first, second = pages(pdf_of(db, paper.id))
    for words in (
        "网 格 公 示 牌", "第1网格", "东至龙腾路，西至翠屏街", "御景小区党支部", "高明",
        "13612348017", "宋佳", "13912345523", "0536-8000001", "G01", paper.number,
    ):  # fmt: skip
        assert words in first, words
    assert "空缺" not in first
    assert second.count("空缺") == 2
    assert HALL.supervision_phone in second
    assert "None" not in first + second
    again = issue_grid_signs(At(db, clerk, HALL, TODAY))
    assert again.id == paper.id


def test_the_large_board_is_the_same_drawing_on_a3(db: Database, hall: PaperHall) -> None:
    with db.read() as session:
        rows = grid_signs(session, TODAY, [hall.grid])
    small, large = (signs_paper(Signs(rows, paper), HALL, MARKS) for paper in ("A4", "A3"))
    assert pages(small) == pages(large)
    widths = [float(PdfReader(BytesIO(pdf)).pages[0].mediabox.width) for pdf in (small, large)]
    assert widths == pytest.approx([841.9, 1190.6], abs=0.1)


def test_an_area_nobody_wrote_down_is_told_by_its_houses(db: Database, hall: PaperHall) -> None:
    with db.write() as session:
        from gridhall.places.models import Grid

        session.get_one(Grid, hall.grid).area = ""
        (sign,) = grid_signs(session, TODAY, [hall.grid])
    assert sign.area == "御景小区 3号楼"


def test_long_texts_fit_and_unknown_ones_leave_a_line_to_write_on() -> None:
    long = replace(
        SIGN, name="翠屏街道龙腾社区第七综合网格（含商圈与老粮所院）",
        area="御景小区 1—4号楼；" * 22,
        main=Contact("阿不都热依木·买买提江·吐尔逊", "0536-8888888-8021"),
        assistants=(Contact("㻇\U0010fffd"), Contact("第二", "1")),
    )  # fmt: skip
    first, second = pages(signs_paper(Signs([long, SIGN]), HALL, MARKS))
    assert "阿不都热依木" in first
    assert "㻇〓" in first
    assert "U+10FFFD" in first
    assert "U+10FFFD" not in second
    with pytest.raises(UserError, match="没有选到网格"):
        signs_paper(Signs([]), HALL, MARKS)


def test_a_plate_says_whom_to_call_and_no_residents_number(
    db: Database, clerk: Clerk, hall: PaperHall
) -> None:
    paper = issue_plates(At(db, clerk, HALL, TODAY), PlateWish())
    full, empty = pages(pdf_of(db, paper.id))
    for words in (
        "御景小区 3号楼", "便民服务牌", "高明", "13612348017", "第1网格 1单元", "1单元 孙立新",
        "御景物业公司", "0536-8123456", "报警", "110", "119", "120", "12345", "龙腾社区",
        HALL.phone, HALL.supervision_phone,
    ):  # fmt: skip
        assert words in full, words
    assert "13800001111" not in full  # 楼口长 is a resident
    assert "金叶小区 甲1号楼" in empty
    assert empty.count("空缺") == 3
    assert "None" not in empty


def test_a_holder_who_died_stands_on_no_sign(db: Database, hall: PaperHall) -> None:
    with db.write() as session:
        person = session.get_one(Person, hall.main_person)
        person.status, person.died_on = "died", TODAY
        (sign,) = grid_signs(session, TODAY, [hall.grid])
        (plate,) = plates(session, TODAY, [hall.building])
    assert sign.main is None
    assert plate.grids[0].main is None
    assert plate.heads == ()


def test_fifteen_entrances_and_five_grids_have_room() -> None:
    heads = tuple(
        (f"{n}单元", "阿不都热依木·买买提江" if n % 5 == 0 else "孙立新") for n in range(1, 16)
    )
    grids = tuple(PlateGrid(f"第{n}网格", f"{n}单元", None) for n in range(1, 6))
    (page,) = pages(
        plates_paper(
            Plates([replace(PLATE, entrance_heads=heads, grids=grids)], USUAL, ""), HALL, MARKS
        )
    )
    assert all(f"{n}单元" in page for n in range(1, 16))
    assert page.count("阿不都热依木") == 3


def test_two_thousand_plates_are_one_file_and_can_be_stopped(
    db: Database, clerk: Clerk, hall: PaperHall
) -> None:
    class Told:
        def __init__(self) -> None:
            self.seen: list[tuple[int, int]] = []

        def report(self, done: int, total: int) -> None:
            self.seen.append((done, total))
            if len(self.seen) > 2001:
                raise Cancelled

    rows = [replace(PLATE, building_id=n, building=f"御景小区 {n}号楼") for n in range(2000)]
    told = Told()
    pdf = plates_paper(Plates(rows, USUAL, "全部"), HALL, MARKS, told)
    assert told.seen[-1] == (2000, 2000)
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 2000
    assert "1999号楼" in reader.pages[1999].extract_text()
    assert len(pdf) < 4_000_000
    told.seen *= 2
    with pytest.raises(Cancelled):
        issue_plates(At(db, clerk, HALL, TODAY), PlateWish(), told)
    with db.read() as session:
        assert session.get(NumberSeries, ("building-plate", "2026")) is None
        assert papers.papers(session) == []


def test_too_many_plates_and_none_are_refused() -> None:
    with pytest.raises(UserError, match="没有选到楼栋"):
        plates_order(Plates([], USUAL, ""), HALL, "k")
    with pytest.raises(UserError, match="一次最多 5,000 栋，请按小区分批出"):
        plates_order(Plates([PLATE] * 5001, USUAL, ""), HALL, "k")


def test_the_plate_shows_the_halls_own_numbers(
    db: Database, supervisor: Clerk, hall: PaperHall
) -> None:
    ready_directory(db, supervisor)
    with db.write() as session:
        police = AgencyDraft("社区民警", "hotline", phone="0536-8110110")
        own = save_agency(session, supervisor, police, TODAY).row_id
        power = find_agency(session, "95598").id
        arrange_plate(session, supervisor, [power, own], TODAY)
    paper = issue_plates(At(db, supervisor, HALL, TODAY), PlateWish([hall.building]))
    (page,) = pages(pdf_of(db, paper.id))
    assert "供电服务" in page
    assert "0536-8110110" in page
    assert "报警" not in page
    assert page.index("95598") < page.index("0536-8110110")


def test_a_hall_from_before_the_directory_has_the_national_numbers(
    db: Database, clerk: Clerk, hall: PaperHall
) -> None:
    paper = issue_plates(At(db, clerk, HALL, TODAY), PlateWish([hall.building]))
    (page,) = pages(pdf_of(db, paper.id))
    for number in ("110", "119", "120", "12345"):
        assert number in page
