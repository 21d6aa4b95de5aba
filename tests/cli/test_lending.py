from collections.abc import Callable

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
