from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.exchange.workbooks import make_xlsx
from tests.factories import TODAY, id_number

Run = Callable[..., dict[str, Any]]
Refused = Callable[..., str]
MAN = id_number(TODAY.replace(year=1990), "1", 77)
HEADINGS = ["户号", "姓名", "与户主关系", "身份证号", "小区", "楼栋", "单元", "室", "手机", "备注"]
DOOR = ["御景小区", "88", "1", "101"]


def person(phone: str, note: str) -> list[str]:
    return ["900", "赵六", "户主", MAN, *DOOR, phone, note]


def test_known_people_keep_what_the_hall_says_but_for_the_fields_named(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    first = make_xlsx(tmp_path / "1.xlsx", [HEADINGS, person("13700000001", "独居")])
    again = make_xlsx(tmp_path / "2.xlsx", [HEADINGS, person("13800000002", "电 13800000003")])
    run("import", "residents", first)
    told = run("import", "residents", again, "--dry-run", "--update", "phone")
    assert [(d["field"], d["known"], d["told"], d["taken"]) for d in told["differences"]] == [
        ("phone", "137****0001", "138****0002", True),
        ("note", "独居", "电 138****0003", False),
    ]
    assert (told["updated"], told["stored"], told["batch"]) == (0, 0, "")
    untouched = run("import", "residents", again)
    assert (untouched["updated"], untouched["batch"]) == (0, "")
    done = run("import", "residents", again, "--update", "电话")
    assert (done["updated"], done["stored"]) == (1, 1)
    left = run("import", "residents", again, "--dry-run")["differences"]
    assert [one["field"] for one in left] == ["note"]
    assert run("undo-import", done["batch"]) == {"removed": 1}
    assert len(run("import", "residents", again, "--dry-run")["differences"]) == 2
    assert "没有“电信”这一项可以更新" in refused("import", "residents", again, "--update", "电信")


def test_a_ledger_of_moves_comes_in_and_is_taken_back(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    sound = run("check")
    headings = ["变动类别", "发生日期", "姓名", "身份证号", "新住址", "新户主"]
    ledger = make_xlsx(
        tmp_path / "moves.xlsx",
        [
            headings,
            ["迁入", "2026-01-05", "赵六", MAN, "御景小区 88-1-101", ""],
            ["死亡", "2026-02-05", "赵六", MAN, "", ""],
            ["飞升", "2026-02-05", "赵六", MAN, "", ""],
        ],
    )
    trial = run("import", "moves", ledger, "--dry-run")
    assert (trial["rows"], trial["ready"], trial["errors"], trial["stored"]) == (3, 2, 1, 0)
    (problem,) = trial["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (4, "变动类别", "飞升")
    assert problem["problem"] == "没有“飞升”这种变动"
    done = run("import", "moves", ledger)
    assert done["stored"] == 2
    kinds = [one["kind"] for one in run("resident", "history", MAN)["actions"]]
    assert {"moved_in", "died"} <= set(kinds)
    assert run("undo-import", done["batch"]) == {"removed": 2}
    assert "没有找到这位居民" in refused("resident", "history", MAN)
    assert run("check") == sound
