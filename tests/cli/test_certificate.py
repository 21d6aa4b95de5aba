"""certificate, verify, keys at a terminal: what cli.md promises, and every refusal."""

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from gridhall.cli.main import main
from gridhall.db import keyring
from gridhall.hall.service import open_hall
from gridhall.volunteering.service.hours import HoursDraft, append
from tests.cli.conftest import PASSWORD, Run
from tests.volunteering.people import volunteer

Refused = Callable[..., str]


def serve(hall: Path, name: str = "顾清明", own: bool = True) -> None:
    """A volunteer with three hours of today."""
    key = keyring.unwrap(keyring.load(keyring.keyring_path(hall)), "demo", PASSWORD)
    opened = open_hall(hall, key, "demo")
    with opened.db.write() as session:
        who = volunteer(session, name, id_number="370686195903120027")
        draft = HoursDraft(
            who, date.today(), 510, 690, "集中服务日", "义诊测压", date.today(),
            organiser="" if own else "市林业志愿服务队",
        )  # fmt: skip
        append(session, opened.clerk, draft)
    opened.close()


@pytest.fixture
def code(demo: Path, run: Run, tmp_path: Path) -> str:
    """The text of a genuine certificate's code, its file at paper.pdf."""
    serve(demo)
    run("certificate", "顾清明", "--out", tmp_path / "paper.pdf")
    with pypdfium2.PdfDocument((tmp_path / "paper.pdf").read_bytes()) as paper:
        (found,) = zxingcpp.read_barcodes(paper[0].render(scale=3).to_numpy())
    return str(found.text)


def test_a_certificate_is_issued_and_verified(demo: Path, run: Run, tmp_path: Path) -> None:
    serve(demo)
    out = tmp_path / "paper.pdf"
    made = run("certificate", "顾清明", "--out", out)
    assert made["number"].endswith("第0001号")
    assert (made["hours"], made["file"]) == (3.0, str(out))
    again = run("certificate", "370686195903120027", "--out", out)
    assert (again["number"], again["sha256"]) == (made["number"], made["sha256"])
    found = run("verify", out)
    assert (found["verdict"], found["number"]) == ("genuine", made["number"])
    assert (found["name"], found["hours"]) == ("顾清明", 3.0)
    run("paper", "void", made["number"], "--reason", "重复")
    assert run("verify", out)["verdict"] == "void"
    assert run("certificate", "顾清明", "--out", out)["number"].endswith("第0002号")


def test_every_text_gets_a_verdict(run: Run, code: str, tmp_path: Path) -> None:
    assert run("verify", code)["verdict"] == "genuine"
    for place in range(0, len(code), 17):
        other = "A" if code[place] != "A" else "B"
        assert run("verify", code[:place] + other + code[place + 1 :])["verdict"] == "forged"
    for odd in ("-", "--", "-X", "--json2", "-h5", "-%69 VD", "", "张", "x" * 5000, "\u0000", ".."):
        if odd not in ("-", "--"):
            assert run("verify", odd)["verdict"] == "forged"
    (tmp_path / "code.txt").write_text(code + "\n", "utf-8")
    assert run("verify", tmp_path / "code.txt")["verdict"] == "genuine"
    (tmp_path / "cut.pdf").write_bytes((tmp_path / "paper.pdf").read_bytes()[:20_000])
    assert run("verify", tmp_path / "cut.pdf")["verdict"] == "forged"
    (tmp_path / "other.pdf").write_bytes(b"not a pdf")
    assert run("verify", tmp_path / "other.pdf")["verdict"] == "forged"


@pytest.mark.parametrize(("end", "verdict"), [("", "genuine"), ("\n", "genuine"), ("X", "forged")])
def test_standard_input_is_read(
    run: Run, code: str, monkeypatch: pytest.MonkeyPatch, end: str, verdict: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(code + end))
    assert run("verify", "-")["verdict"] == verdict


def test_what_cannot_be_issued_or_read_is_said(
    demo: Path, run: Run, refused: Refused, tmp_path: Path
) -> None:
    serve(demo, "别处人", own=False)
    out = tmp_path / "x.pdf"
    assert "谁组织谁记录" in refused("certificate", "别处人", "--out", out)
    assert not out.exists()
    assert "还没有到" in refused("certificate", "别处人", "--to", "2099-01-01", "--out", out)
    assert "没有“身高”这一栏" in refused("certificate", "别处人", "--with", "身高", "--out", out)
    assert refused("certificate", "查无此人", "--out", out)
    assert "找不到文件" in refused("verify", tmp_path / "nothing.pdf")
    serve(demo)
    assert "没有文件夹" in refused("certificate", "顾清明", "--out", tmp_path / "no" / "x.pdf")
    assert "不是文件" in refused("certificate", "顾清明", "--out", tmp_path)
    assert "不是文件" in refused("keys", "export", tmp_path)
    for early in ("0001-01-01", "1899-12-31"):
        assert "太早" in refused("certificate", "顾清明", "--from", early, "--out", out)
    assert run("certificate", "顾清明", "--out", out)["number"].endswith("第0001号")


def test_keys_travel(
    demo: Path,
    run: Run,
    refused: Refused,
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, other = tmp_path / "a.ghkeys", tmp_path / "other.gridhall"
    sent = run("keys", "export", file)
    assert "本厅自己的密钥文件" in refused("keys", "import", file)
    words = ["--name", "清泉社区党群服务中心", "--community", "清泉社区", "--clerk", "demo"]
    assert main(["init", *words, "--hall", str(other), "--quiet"]) == 0

    def there(*said: object) -> int:
        return main([*map(str, said), "--hall", str(other), "--clerk", "demo", "--json"])

    assert there("verify", code) == 0
    assert there("keys", "import", file) == 1
    assert there("keys", "import", file, "--confirm", sent["fingerprint"]) == 0
    assert there("verify", code) == 0
    capsys.readouterr()
    rotated = run("keys", "rotate")
    listed = run("keys", "list")["keys"]
    assert [one["fingerprint"] for one in listed] == [rotated["fingerprint"], sent["fingerprint"]]
    assert run("verify", code)["verdict"] == "genuine"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert "没有导入任何内容" in refused("keys", "import", file)


def test_the_other_hall_says_what_it_knows(
    demo: Path, run: Run, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, file = tmp_path / "other.gridhall", tmp_path / "a.ghkeys"
    sent = run("keys", "export", file)
    words = ["--name", "清泉社区党群服务中心", "--community", "清泉社区", "--clerk", "demo"]
    assert main(["init", *words, "--hall", str(other), "--quiet"]) == 0
    for said, expected in (
        (("verify", code), '"verdict": "unknown-issuer"'),
        (("keys", "import", str(file), "--confirm", sent["fingerprint"]), '"keys": 1'),
        (("verify", code), '"verdict": "genuine"'),
    ):
        capsys.readouterr()
        assert main([*said, "--hall", str(other), "--clerk", "demo", "--json"]) == 0
        assert expected in capsys.readouterr().out
