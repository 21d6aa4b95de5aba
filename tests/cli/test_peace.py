"""opinion at a terminal: mediation, inspections and hazards, registers, with their papers."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.cli.conftest import Run

Refused = Callable[..., str]


def test_a_dispute_at_a_terminal(run: Run, refused: Refused, tmp_path: Path) -> None:
    new = run(
        "opinion", "mediation-add", "neighbour", "楼上漏水", "乙方漏水", "--party",
        "张三;13812345678;3-2-401", "--party", "李四", "--mediators", "宋永东",
    )  # fmt: skip
    number = new["number"]
    assert [one["masked_phone"] for one in new["parties"]] == ["138****5678", ""]
    assert "还没有达成协议" in refused("paper", "issue", "mediation-agreement", "--for", number)
    run("opinion", "mediation-agree", number, "赔 500 元", "--way", "现金一次付清")
    out = tmp_path / "a.pdf"
    paper = run("paper", "issue", "mediation-agreement", "--for", number, "--out", out)
    assert (paper["kind"], out.read_bytes()[:5]) == ("mediation-agreement", b"%PDF-")
    done = run("opinion", "mediation-perform", number)
    assert done["state"] == "performed"
    run("opinion", "undo", done["action"])
    assert run("opinion", "mediation-show", number)["state"] == "agreed"


def test_a_round_its_hazards_and_figures(run: Run, refused: Refused, tmp_path: Path) -> None:
    before = run("opinion", "peace-figures")["inspections"]
    new = run(
        "opinion", "inspection-add", "fire", "沿街商铺", "--inspectors", "宋永东",
        "--hazard", "灭火器过期;好又多超市;收银台",
    )  # fmt: skip
    code = new["listed"][0]["code"]
    assert code in [one["code"] for one in run("opinion", "hazards")["hazards"]]
    assert "还没有整改后的照片" in refused("opinion", "hazard-check", code, "--by", "宋永东")
    photo = tmp_path / "after.png"
    Image.new("RGB", (60, 40), "green").save(photo)
    told = run("opinion", "hazard-check", code, "--by", "宋永东", "--photo", photo)
    assert told["rectified_on"] is not None
    assert run("opinion", "peace-figures")["inspections"] == before + 1
    assert "todos" in run("opinion", "peace-todo")
    paper = run("paper", "issue", "inspection-record", "--for", new["number"])
    assert paper["kind"] == "inspection-record"


def test_the_demonstration_hall_tells_of_the_dogs(run: Run, refused: Refused) -> None:
    told = run("opinion", "theme-show", "养犬")
    assert told["words"] == "摸底 9 户，现在 2 户外出遛狗，都承诺牵绳"
    assert "请选是哪种情况" in refused("opinion", "theme-add", "养犬", "飞走", "--who", "5号楼")
    assert run("paper", "issue", "theme-register", "--for", "养犬")["kind"] == "theme-register"
