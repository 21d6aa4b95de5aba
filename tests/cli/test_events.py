from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

Run = Callable[..., dict[str, Any]]
Refused = Callable[..., str]


@pytest.fixture
def family(run: Run) -> dict[str, Any]:
    """A household of three or more, found in the demonstration hall."""
    for number in range(1, 60):
        home = run("household", "show", number)
        if len(home["members"]) >= 3:
            return home
    raise AssertionError("the demonstration hall has families")


def test_a_member_moves_out_and_it_is_taken_back(run: Run, family: dict[str, Any]) -> None:
    who = family["members"][-1]["id"]
    done = run("resident", "event", who, "moved_out", "--reason", "去外地上学")
    assert done["kind"] == "moved_out"
    assert len(run("household", "show", family["number"])["members"]) == len(family["members"]) - 1
    history = run("resident", "history", who)["actions"]
    assert (history[0]["kind"], history[0]["reason"]) == ("moved_out", "去外地上学")
    run("resident", "undo", done["action"], "--reason", "没有走")
    assert run("household", "show", family["number"])["members"] == family["members"]
    assert [row["undone"] for row in run("resident", "history", who)["actions"]][:2] == [
        False, True,
    ]  # fmt: skip


def test_the_head_dies_and_an_heir_is_named(
    run: Run, refused: Refused, family: dict[str, Any]
) -> None:
    head, *others = (one["id"] for one in family["members"])
    told = refused("resident", "event", head, "died", "--paper", "死亡证明")
    assert f"本户还剩 {len(others)} 人，请选新户主" in told
    said = [word for who in others[1:] for word in ("--relation-of", f"{who}=非亲属")]
    run("resident", "event", head, "died", "--heir", others[0], *said)
    now = run("household", "show", family["number"])["members"]
    assert (now[0]["id"], now[0]["relation"]) == (others[0], "户主")
    yesterday = str(date.today() - timedelta(days=1))
    then = run("household", "show", family["number"], "--as-at", yesterday)["members"]
    assert head not in [one["id"] for one in now]
    assert (then[0]["id"], then[0]["relation"]) == (head, "户主")
    assert "档案已冻结" in refused("resident", "event", head, "moved_in", "--to", family["number"])


def test_a_household_splits_merges_and_moves(run: Run, family: dict[str, Any]) -> None:
    last = family["members"][-1]["id"]
    split = run(
        "household", "split", family["number"], "--members", last, "--head", last,
        "--address", "紫荆公寓 9-9-909",
    )  # fmt: skip
    new = split["household_number"]
    assert run("household", "show", new)["address"] == "紫荆公寓 9-9-909"
    moved = run("household", "move", new, "紫荆公寓 9-9-910")
    assert run("household", "show", new)["address"] == "紫荆公寓 9-9-910"
    assert moved["household_number"] in ("", new)
    run("household", "merge", new, "--into", family["number"], "--relation-of", f"{last}=其他亲属")
    assert len(run("household", "show", family["number"])["members"]) == len(family["members"])
    assert run("household", "show", new)["members"] == []


def test_a_child_is_registered_born_into_the_family_and_registered_once(
    run: Run, refused: Refused, family: dict[str, Any]
) -> None:
    words = ("resident", "register", "--name", "新生儿", "--sex", "女", "--request-key", "k")
    assert "请填写证件号" in refused(*words)
    child = run(*words, "--birth", date.today().isoformat())
    assert run(*words, "--birth", date.today().isoformat())["id"] == child["id"]
    assert child["household_number"] == ""
    born = run(
        "resident", "event", child["id"], "born", "--to", family["number"], "--relation", "孙女",
        "--paper", "出生医学证明",
    )  # fmt: skip
    assert born["household_number"] == family["number"]
    home = run(
        "resident", "register", "--name", "周新", "--birth", "1990-05-06", "--sex", "男",
        "--address", "紫荆公寓 9-9-901",
    )  # fmt: skip
    assert (home["address"], bool(home["household_number"])) == ("紫荆公寓 9-9-901", True)


def test_another_head(run: Run, refused: Refused, family: dict[str, Any]) -> None:
    heir, *others = [one["id"] for one in family["members"]][1:]
    said = [word for who in others for word in ("--relation-of", f"{who}=其他亲属")]
    head = family["members"][0]["id"]
    run(
        "household", "head", family["number"], "--heir", heir,
        "--relation-of", f"{head}=其他亲属", *said,
    )  # fmt: skip
    assert run("household", "show", family["number"])["members"][0]["id"] == heir
    assert "请写 --heir" in refused("household", "head", family["number"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("moved_in", "--to", "000001"), "请办社区内迁移"),
        (("moved_inside", "--to", "new"), "新户要写 --address"),
        (("moved_inside", "--to", "000001", "--relation", "师傅"), "没有“师傅”这种关系"),
        (("moved_out", "--on", "2999-01-01"), "还没有到"),
        (("moved_out", "--on", "1850-01-01"), "发生日期不能更早"),
        (("moved_out", "--heir", "999999"), "没有找到这位居民"),
        (("name_changed",), "请写 --set 项=值，例如 --set 姓名=…"),
        (("name_changed", "--set", "证件号=1"), "没有“证件号”这一项，可写：姓名"),
        (("name_changed", "--set", "姓名=王2"), "姓名里有数字"),
        (("corrected", "--set", "姓名= "), "请填写姓名改成什么"),
        (("corrected", "--set", "民族=火星"), "没有这种民族"),
        (("corrected", "--set", "职业=" + "农" * 61), "职业最多 60 个字，现在是 61 个"),
        (("hukou_changed", "--set", "户籍状态=月球"), "请选户籍状态"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    run: Run, refused: Refused, family: dict[str, Any], words: tuple[str, ...], sentence: str
) -> None:
    who = family["members"][-1]["id"]
    told = refused("resident", "event", who, *words)
    assert sentence in told
    assert "\n" not in told
    assert run("resident", "show", who)["events"] is not None
    assert date.today().isoformat() not in told


def test_a_day_to_come_shows_nobody(refused: Refused, family: dict[str, Any]) -> None:
    for words in (("resident", "show", "1"), ("household", "show", family["number"])):
        said = refused(*words, "--as-at", "2999-01-01")
        assert "日期 2999-01-01 还没有到，请改成今天或以前" in str(said)


def test_a_relation_without_a_home_is_refused(refused: Refused) -> None:
    told = refused(
        "resident", "register", "--name", "周新", "--birth", "1990-05-06", "--sex", "男",
        "--relation", "户主",
    )  # fmt: skip
    assert "就要写 --address" in told


def test_a_split_names_members_of_the_household(
    run: Run, refused: Refused, family: dict[str, Any]
) -> None:
    ids = [one["id"] for one in family["members"]]
    stranger = next(one for one in range(1, 99) if one not in ids)
    for members, head in ((stranger, stranger), (ids[1], stranger)):
        told = refused("household", "split", family["number"], "--members", members, "--head", head)
        assert f"都要是户号 {family['number']} 的成员" in told
    told = refused("household", "split", family["number"], "--members", ids[1], "--head", ids[2])
    assert "新户主要在分出去的人里" in told
    told = refused("household", "head", family["number"], "--heir", stranger)
    assert f"新户主要是户号 {family['number']} 留下来的成员" in told
    told = refused("resident", "event", ids[0], "moved_out", "--heir", ids[0])
    assert "留下来的成员，请另选一位" in told
    assert run("household", "show", family["number"])["members"] == family["members"]


def test_a_name_a_correction_and_a_hukou(
    run: Run, refused: Refused, family: dict[str, Any]
) -> None:
    who = family["members"][-1]["id"]
    name = family["members"][-1]["name"]
    done = run("resident", "event", who, "name_changed", "--set", "姓名=周改名")
    assert done["people"] == [who]
    assert run("resident", "show", who)["name"] == "周改名"
    assert run("find", name)["hits"][0]["id"] == who
    run("resident", "event", who, "corrected", "--set", "民族=回族", "--set", "workplace=龙腾小学")
    run(
        "resident",
        "event",
        who,
        "hukou_changed",
        "--set",
        "户籍状态=外地户籍",
        "--reason",
        "迁走了",
    )
    assert run("resident", "show", who)["hukou"] == "outside"
    assert "和现在一样" in refused("resident", "event", who, "name_changed", "--set", "name=周改名")
    kinds = [one["kind"] for one in run("resident", "history", who)["actions"]]
    assert kinds[:3] == ["hukou_changed", "corrected", "name_changed"]


def test_a_reason_and_a_sex_that_say_nothing(
    run: Run, refused: Refused, family: dict[str, Any]
) -> None:
    who = family["members"][-1]["id"]
    action = run("resident", "event", who, "moved_out", "--reason", "上学")["action"]
    assert "请写明撤回的原因" in refused("resident", "undo", action, "--reason", " ")
    told = refused("resident", "register", "--name", "周新", "--sex", "外星")
    assert "没有“外星”这种性别，请写 男 或 女" in told
    assert "请填写姓名" in refused("resident", "register", "--name", " ", "--sex", "男")


def test_somebody_without_a_paper_gets_the_halls_number(run: Run) -> None:
    words = ("resident", "register", "--name", "丁", "--birth", "1990-02-01", "--sex", "男")
    assert run(*words)["id_number"].startswith("临")
