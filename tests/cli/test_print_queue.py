from collections.abc import Callable
from pathlib import Path

import pypdf

from gridhall.core.clerk import Clerk, Role
from gridhall.db import keyring
from gridhall.db.database import Database
from gridhall.papers import service
from gridhall.papers.rules import PrintWay
from tests.cli.conftest import PASSWORD, Run
from tests.papers.printing import make_paper

Refused = Callable[..., str]


def test_what_waits_is_listed_and_taken_out(run: Run, refused: Refused, demo: Path) -> None:
    assert run("print-queue", "list") == {"jobs": []}
    key = keyring.unwrap(keyring.load(keyring.keyring_path(demo)), "demo", PASSWORD)
    hall = Database(demo, key)
    clerk = Clerk(1, "demo", Role.ADMINISTRATOR)
    paper = make_paper(hall, clerk)
    with hall.write() as session:
        service.ask_prints(session, clerk, [paper.id], PrintWay("HP", said="缺纸"))
    hall.close()
    [job] = run("print-queue", "list")["jobs"]
    assert (job["number"], job["printer"], job["why"]) == (paper.number, "HP", "缺纸")
    assert run("print-queue", "drop", paper.number)["dropped"] == 1
    assert "打印队列里没有" in refused("print-queue", "drop", paper.number)
    assert paper.number in [one["number"] for one in run("paper", "list")["papers"]]


def test_a_printer_is_described_and_its_page_written(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    assert run("print-queue", "printer", "HP M126")["is_known"] is False
    told = run("print-queue", "printer", "HP M126", "--right", "1.5", "--down", "-0.8",
               "--preprinted", "受理通知书,completion")  # fmt: skip
    assert (told["right"], told["down"]) == (1.5, -0.8)
    assert told["preprinted"] == ["acceptance", "completion"]
    told = run("print-queue", "printer", "HP M126", "--ticket", "--preprinted", "无")
    assert (told["right"], told["is_ticket"], told["preprinted"]) == (1.5, True, [])
    for right, sentence in (("25", "最多 20 毫米"), ("1.55", "太细了"), ("x", "不是毫米数")):
        assert sentence in refused("print-queue", "printer", "HP M126", "--right", right)
    assert "不认识" in refused("print-queue", "printer", "HP", "--preprinted", "奖状")
    out = tmp_path / "page.pdf"
    run("print-queue", "calibration", "HP M126", "--out", out)
    assert "打印机：HP M126" in pypdf.PdfReader(out).pages[0].extract_text()
