from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.cli.conftest import Run

Refused = Callable[..., str]
TODAY = date.today()


def picture(folder: Path) -> Path:
    path = folder / "posted.jpg"
    Image.new("RGB", (64, 48), "navy").save(path)
    return path


def test_a_notice_is_posted_objected_to_and_answered(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    text = tmp_path / "body.txt"
    text.write_text("住户（370686195903120027），电话13712345521，拟救助。", "utf-8")
    made = run(
        "opinion", "notice-add", "--kind", "welfare", "--title", "关于救助的公示",
        "--file", text, "--place", "公示栏",
    )  # fmt: skip
    assert made["body"] == "住户〔略〕，电话137****5521，拟救助。"
    assert (made["days"], made["state"]) == (7, "draft")
    assert made["take_down_on"] == str(TODAY + timedelta(days=7))
    number = made["number"]
    assert "照片" in refused("opinion", "notice-post", number)
    posted = run("opinion", "notice-post", number, "--photo", picture(tmp_path))
    assert (posted["state"], posted["photos"]) == ("posted", 1)
    assert "当天算在内" in refused("opinion", "notice-take-down", number)
    told = run("opinion", "objection-add", number, "--words", "收入不实", "--name", "李明")
    (objection,) = told["listed"]
    assert objection["answer_by"] > str(TODAY)
    assert "请写答复" in refused("opinion", "objection-answer", objection["id"], "--words", "好")
    run("opinion", "objection-answer", objection["id"], "--words", "经核实符合条件")
    assert run("opinion", "notice-show", number)["unanswered"] == 0
    out = tmp_path / "notice.pdf"
    paper = run("paper", "issue", "public-notice", "--for", number, "--out", out)
    assert paper["pages"] == 1
    said = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert "370686195903120027" not in said
    run("paper", "issue", "objection-slip", "--for", objection["id"])
    withdrawn = run("opinion", "notice-withdraw", number, "--why", "名单有误")
    assert withdrawn["state"] == "withdrawn"
    assert number not in [one["number"] for one in run("opinion", "notice-list")["notices"]]
    assert "没有公示" in refused("opinion", "notice-show", "示〔1999〕001")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00bad")
    words = ("--title", "公示", "--place", "栏", "--file", bad)
    assert "不是 UTF-8 文本" in refused("opinion", "notice-add", *words)


def test_the_board_compacts_and_the_paper(run: Run, refused: Refused) -> None:
    black = run(
        "opinion", "honor-add", "--kind", "black", "--title", "楼道堆物", "--text",
        "3号楼2单元501室门口堆放纸箱。", "--building", "3",
    )  # fmt: skip
    assert (black["shown"], black["story"]) == ("3号楼某住户", "3号楼门口堆放纸箱。")
    assert "about" not in black
    run("opinion", "honor-submit", black["id"])
    assert "要请另一位主管审批" in refused("opinion", "honor-decide", black["id"])
    recalled = run("opinion", "honor-recall", black["id"], "--why", "要改")
    assert recalled["state"] == "draft"
    red = run("opinion", "honor-add", "--kind", "red", "--title", "好人", "--text", "帮邻居。")
    run("opinion", "honor-submit", red["id"])
    published = run("opinion", "honor-publish", red["id"])
    assert published["publish_to"] == str(TODAY + timedelta(days=29))
    assert "请写原因" in refused("opinion", "honor-end", red["id"])
    run("paper", "issue", "honor-board", "--for", "社区")
    edition = run("opinion", "compact-add", "--text", "文明养犬\n邻里互助")
    assert edition["articles"] == ["文明养犬", "邻里互助"]
    adopted = run("opinion", "compact-adopt", edition["id"], "--how", "居民会议表决通过")
    assert adopted["state"] == "in_force"
    run("paper", "issue", "compact", "--for", "社区")
    ended = run("opinion", "compact-end", edition["id"])
    assert ended["state"] == "ended"
    assert [one["id"] for one in run("opinion", "compact-list", "--over")["compacts"]]
    paper = run("opinion", "bulletin-add", "--name", "试编报", "--editor", "编辑部")
    assert (paper["name"], paper["ordinal"]) == ("试编报", 1)
    drawn = run("opinion", "bulletin-draw", paper["id"])
    assert "好人" in [one["title"] for one in drawn["articles"] if one["kind"] == "red"]
    run("opinion", "bulletin-article", paper["id"], "--title", "道路修好了", "--text", "通车。")
    shown = run("opinion", "bulletin-show", paper["id"])
    assert len(shown["articles"]) == len(drawn["articles"]) + 1
    issued = run("paper", "issue", "bulletin", "--for", f"试编报 {paper['quarter']}")
    assert issued["kind"] == "bulletin"
    out = run("opinion", "bulletin-publish", paper["id"])
    assert out["published_on"] == str(TODAY)
    assert paper["id"] in [one["id"] for one in run("opinion", "bulletin-list")["bulletins"]]
    assert run("opinion", "honor-end", red["id"], "--why", "到期")["state"] == "ended"
    assert red["id"] in [one["id"] for one in run("opinion", "honor-list", "--over")["honors"]]
    run("opinion", "posting-todo")
