from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.cli.conftest import Run

Refused = Callable[..., str]


def test_an_umbrella_goes_out_and_comes_back(run: Run, refused: Refused) -> None:
    code = run("lend", "add", "雨伞")["things"][0]["code"]
    out = run("lend", "out", code, "--name", "李四", "--phone", "13812345678")
    assert (out["code"], out["masked_phone"], out["closed_on"]) == (code, "138****5678", None)
    assert "已经借给李四" in refused(
        "lend", "out", code, "--name", "王五", "--phone", "13900001111"
    )
    assert code in [one["code"] for one in run("lend", "list")["loans"]]
    run("lend", "call", code, "--answer", "promised")
    back = run("lend", "in", code, "--condition", "damaged", "--note", "断了一根")
    assert (back["trouble"], back["out"]) == ("damaged", 0)
    settled = run("lend", "settle", back["number"], "--how", "repaired")
    assert settled["settled"] == "repaired"
    run("lend", "undo", settled["action"])
    run("lend", "undo", back["action"])
    assert run("lend", "in", out["number"])["closed_on"] is not None
    assert "第十五条" in refused(
        "lend", "out", code, "--name", "李四", "--phone", "13812345678", "--pledge", "身份证"
    )


def test_parcels_lost_property_and_stock(run: Run, refused: Refused) -> None:
    kept = run("lend", "keep", "快递 1 件", "--name", "李四", "--phone", "13812345678")
    assert kept["number"] in [one["number"] for one in run("lend", "kept")["deposits"]]
    run("lend", "pick-up", kept["code"])
    assert "可能已经取走" in refused("lend", "pick-up", kept["code"])
    found = run("lend", "found", "钥匙一串", "--spot", "大厅门口")
    run("lend", "claim", found["number"], "--state", "police", "--proof", "翠屏路派出所 老赵")
    assert found["number"] in [
        one["number"] for one in run("lend", "lost-property", "--all")["found"]
    ]
    run("lend", "add", "口罩", "--quantity", 50)
    run("lend", "out", "KZ", "--quantity", 20)
    masks = next(one for one in run("lend", "stock")["kinds"] if one["code"] == "KZ")
    assert masks["left"] >= 30
    assert {"buildings", "total"} <= run("lend", "overdue").keys()
    assert "todos" in run("lend", "todo")


def test_stock_is_taken_at_a_terminal(run: Run) -> None:
    code = run("lend", "add", "TZ")["things"][0]["code"]
    told = run("lend", "take-stock", code, "HTTP999", "--kind", "TZ")
    assert (code in told["seen"], told["unknown"]) == (True, ["HTTP999"])
    assert run("lend", "take-stock", "--close")["closed"] is True


def test_a_result_alone_writes_nothing_off(run: Run) -> None:
    code = run("lend", "add", "TZ")["things"][0]["code"]
    other = run("lend", "add", "TZ")["things"][0]["code"]
    told = run("lend", "take-stock", code, "--kind", "TZ", "--result-only")
    assert (other in told["missing"], told["closed"]) == (True, True)
    name = ("--name", "李四", "--phone", "13812345678", "--address", "北村 1 号")
    assert run("lend", "out", other, *name)["address"] == "北村 1 号"


def test_lost_property_comes_with_its_photo(run: Run, refused: Refused, tmp_path: Path) -> None:
    good, bad = tmp_path / "bag.png", tmp_path / "bag.txt"
    Image.new("RGB", (30, 20)).save(good)
    bad.write_text("no picture")
    assert run("lend", "found", "背包", "--spot", "北门", "--photo", good)["photos"] == 1
    many = len(run("lend", "lost-property")["found"])
    assert "不是照片" in refused("lend", "found", "伞", "--spot", "北门", "--photo", bad)
    assert len(run("lend", "lost-property")["found"]) == many


def test_what_cannot_be_is_refused(run: Run, refused: Refused) -> None:
    code = run("lend", "add", "雨伞")["things"][0]["code"]
    who = ("--name", "李四", "--phone", "13812345678")
    assert "借出日期不能晚于今天" in refused("lend", "out", code, *who, "--on", "2099-01-01")
    run("lend", "out", code, *who)
    assert "才借出" in refused("lend", "in", code, "--on", "2020-01-01")
    assert "归还日期不能晚于今天" in refused("lend", "in", code, "--on", "2099-01-01")
    assert "是别的大厅出的" in refused("lend", "in", "JY-0000-1")
    assert "没有编号" in refused("lend", "out", "ZZ-999", *who)
    assert "看不懂" in refused("lend", "take-stock", "MJ-ZY=²")
    run("lend", "add", "MJ-ZY", "--quantity", 3)
    assert "只剩" in refused("lend", "out", "MJ-ZY", *who, "--quantity", 9000)
