"""transfer at a terminal: taken in, on its way, handed over, settled, taken back; its papers."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from gridhall.cli import papers
from gridhall.papers.labels import KINDS as PAPER_KINDS
from tests.cli.conftest import Run
from tests.factories import id_number

FATHER = id_number(date(1984, 5, 2), "1", 71, "370602")
MOTHER = id_number(date(1986, 8, 9), "2", 72, "370602")
Refused = Callable[..., str]
FAMILY = (
    "transfer", "open", "--category", "IN_PROPERTY", "--newcomer", f"李建军,{FATHER}=户主",
    "--newcomer", f"王晓燕,{MOTHER}=妻", "--to", "new", "--address", "御景小区 3-2-502",
    "--from-place", "山东省烟台市", "--one-stop",
)  # fmt: skip


def _on_the_way(run: Run, number: str) -> None:
    for state in ("accepted", "checking"):
        run("transfer", "step", number, state)


def _text(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def _household(run: Run, name: str = "") -> dict[str, Any]:
    """Some household of the demonstration with at least two members."""
    for hit in run("find", "1-1", "--limit", "50")["hits"]:
        if hit["household_number"]:
            home = run("household", "show", hit["household_number"])
            if len(home["members"]) > 1:
                return home
    raise AssertionError("the demonstration has no such household")


def test_a_family_moves_in_and_back(run: Run, refused: Refused, tmp_path: Path) -> None:
    before = run("transfer", "totals")
    card = run(*FAMILY, "--request-key", "k")
    assert run(*FAMILY, "--request-key", "k")["number"] == card["number"]
    assert (card["state"], [one["name"] for one in card["people"]]) == (
        "received",
        ["李建军", "王晓燕"],
    )
    assert FATHER not in str(card)
    number = card["number"]
    receipt = run(
        "paper", "issue", "transfer-receipt", "--for", number, "--out", tmp_path / "a.pdf"
    )
    again = run("paper", "issue", "transfer-receipt", "--for", number)
    assert (again["number"], again["sha256"]) == (receipt["number"], receipt["sha256"])
    assert "收件回执" in _text(tmp_path / "a.pdf")
    assert "还没有办结" in refused("paper", "issue", "settlement-notice", "--for", number)
    _on_the_way(run, number)
    handed = run("transfer", "handover", number, "--out", tmp_path / "b.pdf")
    assert (handed["state"], handed["people"]) == ("submitted", 2)
    assert number in _text(tmp_path / "b.pdf")
    settled = run("transfer", "settle", number)
    assert settled["state"] == "settled"
    assert settled["people"][1]["household_number"] == settled["people"][0]["household_number"]
    year = run("transfer", "totals")
    assert year["households"] == before["households"] + 1
    assert year["people"] == before["people"] + 2
    run("paper", "issue", "settlement-notice", "--for", number)
    back = run("transfer", "reverse", number, "--reason", "派出所退回")
    assert back["reverses"] == number
    assert run("transfer", "totals") == before
    assert run("transfer", "show", number)["reversed_by"] == back["number"]
    assert "已经由" in refused("transfer", "reverse", number, "--reason", "再撤一次")


def test_what_is_missing_is_told_once_and_then_received(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    waiting = run("transfer", "list", "--stage", "waiting")["total"]
    number = run(*FAMILY, "--materials", "1,2")["number"]
    assert "还缺 2 样必备材料" in refused("transfer", "step", number, "accepted")
    out = tmp_path / "notice.pdf"
    run("paper", "issue", "transfer-notice", "--for", number, "--out", out)
    assert "合法稳定住所证明" in _text(out)
    assert run("transfer", "show", number)["state"] == "material_notice"
    assert run("transfer", "list", "--stage", "waiting")["total"] == waiting + 1
    run("transfer", "receive", number, "3,4")
    assert run("transfer", "step", number, "accepted")["state"] == "accepted"
    assert "请写成 all 或 1,2,4" in refused("transfer", "receive", number, "甲")
    assert "已经齐了" in refused("paper", "issue", "transfer-notice", "--for", number)


def test_the_head_leaves_and_an_heir_is_named(run: Run, refused: Refused) -> None:
    home = _household(run)
    head, heir = (str(one["id"]) for one in home["members"][:2])
    leaving = (
        "transfer",
        "open",
        "--category",
        "OUT_STUDENT",
        "--mover",
        head,
        "--to-place",
        "青岛",
    )
    assert "请选新户主" in refused(*leaving)
    said = [one for m in home["members"][2:] for one in ("--relation-of", f"{m['id']}=其他")]
    card = run(*leaving, "--heir", heir, *said, "--reason", "监护人已委托")
    assert card["people"][0]["name"] == home["members"][0]["name"]
    assert card["next"] == ["accepted", "material_notice", "rejected", "withdrawn"]


def test_a_permit_that_ran_out_settles_nothing(run: Run, refused: Refused) -> None:
    words = [one for one in FAMILY if one != "--one-stop"]
    number = run(*words)["number"]
    _on_the_way(run, number)
    assert "现在是“核验中”，不能直接到“已落户”" in refused("transfer", "settle", number)
    run("transfer", "step", number, "submitted")
    early = (date.today() - timedelta(days=41)).isoformat()
    said = refused("transfer", "step", number, "permit_issued", "--on", early)
    assert "日期不能更早" in said
    run("transfer", "step", number, "permit_issued", "--number", "鲁准 12")
    assert "还不能记为“证件过期”" in refused("transfer", "step", number, "expired")


def test_a_question_becomes_a_receipt_and_what_failed_is_begun_anew(
    run: Run, refused: Refused
) -> None:
    number = run(*FAMILY, "--consult")["number"]
    assert "还在咨询" in refused("paper", "issue", "transfer-receipt", "--for", number)
    run("transfer", "step", number, "received")
    assert "已有在办的迁移" in refused("transfer", "open", "--again", number)
    run("transfer", "step", number, "rejected", "--note", "不符合条件")
    again = run("transfer", "open", "--again", number)
    assert [one["name"] for one in again["people"]] == ["李建军", "王晓燕"]


def test_refusals_say_what_to_do(run: Run, refused: Refused) -> None:
    assert "没有编号为“QY1”的迁移" in refused("transfer", "show", "QY1")
    assert "没有“NOWHERE”这个迁移类别" in refused("transfer", "open", "--category", "NOWHERE")
    assert "新户要写 --address" in refused(
        "transfer", "open", "--category", "IN_JOB", "--to", "new"
    )
    assert "没有“大王”这种关系" in refused(*FAMILY, "--mover", "1=大王")
    assert "请写 all、none 或 1,2,4" in refused(*FAMILY, "--materials", "全部")
    assert "四位年份" in refused("transfer", "totals", "--year", "26")


def test_the_catalogue_and_letters(run: Run, tmp_path: Path) -> None:
    known = run("transfer", "categories", "--direction", "split")["categories"]
    assert [(one["code"], one["event"]) for one in known] == [("SPLIT", "分户")]
    assert len(run("transfer", "categories", "--all")["categories"]) == 25
    home = _household(run)
    out = tmp_path / "letters.pdf"
    other = "000001" if home["number"] != "000001" else "000002"
    numbers = f"{home['number']},{other}"
    paper = run("paper", "issue", "open-letter", "--for", numbers, "--out", out)
    assert paper["pages"] == 2
    assert f"{home['members'][0]['name']}及家人：" in _text(out)
    assert run("paper", "issue", "open-letter", "--for", numbers)["number"] == paper["number"]
    assert run("transfer", "list", "--find", "QY0")["transfers"] == []


def test_the_catalogue_goes_out_and_comes_back_changed(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / "类别.json"
    assert run("transfer", "categories", "--export", out)["rows"] == 25
    assert run("transfer", "categories", "--import", out)["stored"] == 0
    text = out.read_text("utf-8").replace("购房（合法稳定住所）落户", "购房落户")
    out.write_text(text, "utf-8")
    assert run("transfer", "categories", "--import", out)["stored"] == 1
    assert run("transfer", "categories")["categories"][0]["name"] == "购房落户"
    out.write_text("不是 JSON", "utf-8")
    assert "不是 JSON" in refused("transfer", "categories", "--import", out)
    assert "打不开" in refused("transfer", "categories", "--import", tmp_path / "没有.json")


def test_the_terminal_prints_no_form_that_the_lists_do_not_know() -> None:
    assert set(papers.KINDS) <= set(PAPER_KINDS)
