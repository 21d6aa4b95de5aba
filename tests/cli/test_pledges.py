from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from tests.cli.conftest import Run

Refused = Callable[..., str]
TODAY = date.today()


def test_a_need_goes_its_whole_way_at_a_terminal(run: Run, refused: Refused) -> None:
    made = run(
        "pledge", "add", "demand", "量血压", "--quantity", 3, "--measure", "场", "--category",
        "健康义诊", "--due", TODAY + timedelta(days=9), "--request-key", "k1",
    )  # fmt: skip
    number = made["number"]
    again = run("pledge", "add", "demand", "量血压", "--request-key", "k1")
    assert again["number"] == number
    assert (made["state"], made["left"], made["category"]) == ("open", 3, "健康义诊")
    taken = run("pledge", "claim", number, "--unit", "市二院", "--quantity", 2, "--meeting")
    assert (taken["who"], taken["state"], taken["direction"]) == ("市二院", "claimed", "unit")
    assert "还剩 1 场，不能认领 5 场" in refused(
        "pledge", "claim", number, "--unit", "市司法局", "--quantity", 5
    )
    assert "没有单位“月球分行”" in refused("pledge", "claim", number, "--unit", "月球分行")
    planned = run("pledge", "post", taken["id"], "--on", TODAY + timedelta(days=4))
    assert (planned["post"], planned["state"]) == ("量血压", "doing")
    run("pledge", "undo", planned["action"])
    run("pledge", "undo", planned["plan_action"])
    done = run("pledge", "deliver", taken["id"], "--people", 3, "--served", 40, "--money", "1.5万")
    assert (done["served"], done["money_fen"]) == (40, 1_500_000)
    assert run("pledge", "confirm", taken["id"], "--stars", 9)["state"] == "confirmed"
    shown = run("pledge", "show", number)
    assert (shown["taken"], shown["done"], len(shown["claims"])) == (2, 2, 1)
    assert "已经认领 2 场，不能撤下" in refused("pledge", "withdraw", number, "--reason", "x")
    listed = run("pledge", "list", "--kind", "demand", "--find", "量血压")["items"]
    assert number in [row["number"] for row in listed]
    assert "清单里没有“需〔1999〕001”" in refused("pledge", "show", "需〔1999〕001")
    assert "不是金额" in refused("pledge", "deliver", taken["id"], "--money", "很多")


def test_resources_are_matched_and_claimed_by_the_community(run: Run) -> None:
    offer = run(
        "pledge", "add", "resource", "空竹老师", "--unit", "文化馆", "--quantity", 4
    )["number"]  # fmt: skip
    need = run("pledge", "add", "demand", "想学抖空竹", "--quantity", 2)["number"]
    (found,) = run("pledge", "matches", need)["matches"]
    assert (found["number"], found["why"]) == (offer, "都写着“空竹”，够 2 次")
    met = run("pledge", "claim", need, "--match", offer)
    assert (met["who"], met["matched"], met["quantity"]) == ("文化馆", "空竹老师", 2)
    mine = run("pledge", "claim", offer, "--organisation", "龙腾社区党委", "--quantity", 1)
    assert mine["direction"] == "community"
    assert run("pledge", "show", offer)["left"] == 1


def test_the_year_of_units_and_a_months_list(run: Run, tmp_path: Path) -> None:
    told = run("pledge", "units", "--year", TODAY.year)
    assert told["totals"]["practical"] == sum(one["practical"] for one in told["units"])
    lacking = [one["short_name"] for one in told["units"] if not one["practical"]]
    assert lacking
    assert all(
        "本年还没有惠民实事" in one["flags"] for one in told["units"] if not one["practical"]
    )
    month = f"{TODAY:%Y-%m}"
    assert run("pledge", "month")["list"] is None
    posted = run("pledge", "month", month, "--post")
    assert posted["list"] is not None
    assert run("pledge", "month", month, "--post")["list"] == posted["list"]
    out = tmp_path / "m.pdf"
    paper = run("paper", "issue", "monthly-list", "--for", month, "--out", out)
    assert (paper["title"], out.exists()) == ("月服务清单", True)
    report = run("paper", "issue", "unit-report", "--for", "全部", "--out", tmp_path / "r.pdf")
    assert report["title"] == "双报到季度报告"
    one = run(
        "paper", "issue", "unit-report", "--for", "市二院：2026Q1", "--out", tmp_path / "1.pdf"
    )
    assert one["number"] != report["number"]


def test_the_lists_go_out_and_come_in_as_a_workbook(run: Run, tmp_path: Path) -> None:
    before = run("pledge", "list")["total"]
    out = tmp_path / "lists.xlsx"
    assert run("export", "pledges", out)["rows"] == before
    again = run("import", "pledges", out)
    assert (again["stored"], again["errors"]) == (0, 0)
    assert again["warnings"] == before


def test_a_benefit_project_at_a_terminal(run: Run, refused: Refused, tmp_path: Path) -> None:
    number = run("pledge", "add", "project", "小区北门道路硬化", "--practical")["number"]
    run("pledge", "project", "money", number, "planned", "11万", "街道财政")
    run("pledge", "project", "money", number, "raised", "110000", "街道财政")
    assert "支出会比到位的经费多 10,000 元" in refused(
        "pledge", "project", "money", number, "spent", "12万", "水泥"
    )
    told = run("pledge", "project", "money", number, "spent", "12万", "水泥", "--confirmed")
    assert told["left_fen"] == -1_000_000
    wrong = told["money"][-1]["id"]
    told = run("pledge", "project", "counter", wrong, "--reason", "写错了")
    assert told["left_fen"] == 11_000_000
    assert "进度要在 0 到 100" in refused("pledge", "project", "step", number, 120, "完工")
    run("pledge", "project", "step", number, 60, "路基完成")
    assert run("pledge", "project", "show", number)["percent"] == 60
    assert number in [one["number"] for one in run("pledge", "project", "list")["projects"]]
    picture, out = tmp_path / "before.jpg", tmp_path / "report.pdf"
    Image.new("RGB", (320, 240), (120, 120, 120)).save(picture)
    told = run("pledge", "project", "photo", number, picture, "--stage", "before")
    assert told["before"] == 1
    run("paper", "issue", "project-report", "--for", number, "--out", out)
    assert out.read_bytes().startswith(b"%PDF")
