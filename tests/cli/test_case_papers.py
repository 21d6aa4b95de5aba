"""The desk's papers at a terminal: every kind by its number, sentences for odd ones."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import zxingcpp

from tests.cli.conftest import Run

Refused = Callable[..., str]


def _accepted(run: Run) -> str:
    person = run("find", "李")["hits"]
    resident = next(one["id"] for one in person if one["kind"] == "resident")
    case = run(
        "case", "accept", "--matter", "HJ01", "--applicant", resident, "--materials", "1,2",
        "--phone", "13712345521",
    )  # fmt: skip
    return str(case["number"])


def test_every_paper_of_a_case_comes_by_its_number(run: Run, tmp_path: Path) -> None:
    number = _accepted(run)
    for kind in ("acceptance", "deferral-promise", "case-power-of-attorney", "visitor-slip"):
        file = tmp_path / f"{kind}.pdf"
        paper = run("paper", "issue", kind, "--for", number, "--out", file)
        assert (paper["kind"], paper["state"]) == (kind, "issued")
        assert file.read_bytes().startswith(b"%PDF")
        again = run("paper", "issue", kind, "--for", number)
        assert (again["number"], again["sha256"]) == (paper["number"], paper["sha256"])


def test_the_slips_barcode_names_the_slip(run: Run, tmp_path: Path) -> None:
    number, file = _accepted(run), tmp_path / "slip.pdf"
    first = run("paper", "issue", "visitor-slip", "--for", number, "--out", file)
    image = pypdfium2.PdfDocument(file)[0].render(scale=3).to_pil()
    (code,) = (one.text for one in zxingcpp.read_barcodes(image))
    assert run("paper", "issue", "visitor-slip", "--for", code)["number"] == first["number"]


def test_lists_referrals_and_refusals_need_no_case_of_their_own(run: Run) -> None:
    one, two = _accepted(run), _accepted(run)
    listed = run("paper", "issue", "case-handover-list", "--for", f"{one}，{two}：李敏")
    assert listed["title"] == "办件移交清单"
    sent = run("paper", "issue", "referral-slip", "--for", "居住证：公安派出所")
    assert sent["title"] == "首问转介单"
    told = run("paper", "issue", "negative-slip", "--for", "开具亲属关系证明")
    assert told["title"] == "不出具证明告知单"


def test_odd_requests_are_told(run: Run, refused: Refused) -> None:
    number = _accepted(run)
    for kind, about, sentence in (
        ("completion", number, "还没有办结"),
        ("one-time-notice", number, "还没有一次性告知"),
        ("not-accepted", number, "没有登记不予受理"),
        ("extension-notice", number, "没有批准的延期"),
        ("special-procedure", number, "没有进入过特别程序"),
        ("forwarding-slip", number, "没有转出"),
        ("referral-slip", number, "没有转出"),
        ("referral-slip", "居住证：", "请写办什么和到哪里"),
        ("acceptance", "SL20260101-999", "没有编号为"),
        ("case-handover-list", number, "请写办件编号和移交给谁"),
        ("negative-slip", "高龄津贴", "不在不出具证明的清单里"),
        ("visitor-slip", "BJ-ZZZZ-1", "没有编号为"),
    ):
        assert sentence in refused("paper", "issue", kind, "--for", about), kind


def test_a_slip_of_another_hall_is_told(refused: Refused, run: Run, tmp_path: Path) -> None:
    number, file = _accepted(run), tmp_path / "slip.pdf"
    run("paper", "issue", "visitor-slip", "--for", number, "--out", file)
    image = pypdfium2.PdfDocument(file)[0].render(scale=3).to_pil()
    (code,) = (one.text for one in zxingcpp.read_barcodes(image))
    other = "0000" if code[3:7] != "0000" else "1111"
    said = refused("paper", "issue", "visitor-slip", "--for", f"BJ-{other}-1")
    assert "这张办事回执是别的大厅出的" in said
    parked = refused("paper", "issue", "visitor-slip", "--for", f"CG-{code[3:7]}-1")
    assert "草稿已经丢弃了" in parked


def test_a_slip_whose_case_is_not_in_the_file_is_told(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    number, file = _accepted(run), tmp_path / "slip.pdf"
    run("paper", "issue", "visitor-slip", "--for", number, "--out", file)
    image = pypdfium2.PdfDocument(file)[0].render(scale=3).to_pil()
    (code,) = (one.text for one in zxingcpp.read_barcodes(image))
    said = refused("paper", "issue", "visitor-slip", "--for", f"{code[:7]}-999999")
    assert said.strip() == "没有这张回执上的工单。请按编号或姓名查一下"
