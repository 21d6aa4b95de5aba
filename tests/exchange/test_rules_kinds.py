import pytest

from gridhall.exchange.rules.headings import Mapping, SheetTable, guess_mapping
from gridhall.exchange.rules.kinds import kind_doubt
from gridhall.registry.sheets.columns import RESIDENT_COLUMNS

RESIDENT = ["户号", "姓名", "身份证号", "与户主关系", "联系电话", "住址"]


def doubt(headings: list[str], name: str = "Sheet1", title: str = "居民") -> str:
    table = SheetTable(name, [headings, ["x"] * len(headings)])
    return kind_doubt(table, guess_mapping([table], RESIDENT_COLUMNS), title)


@pytest.mark.parametrize(
    ("headings", "name", "kind"),
    [
        (["姓名", "身份证号", "手机", "报到单位", "特长", "可服务时段"], "Sheet1", "志愿者"),
        (["姓名", "身份证号", "手机", "特长（可多选）"], "志愿者名册", "志愿者"),
        (["姓名", "手机", "党组织名称", "书记", "党员人数"], "Sheet1", "党组织"),
        (["姓名", "联系电话", "单位名称", "统一社会信用代码"], "Sheet1", "单位"),
        (["姓名", "联系电话", "事项", "申请人", "受理时间"], "Sheet1", "工单"),
    ],
)
def test_another_kind_of_sheet_is_named_with_its_signs(
    headings: list[str], name: str, kind: str
) -> None:
    said = doubt(headings, name)
    assert said.startswith(f"这张表像是{kind}的，不像居民的")
    assert any(heading in said for heading in headings)


@pytest.mark.parametrize("more", [[], ["特长"], ["书记"], ["单位名称", "备用"], ["网格", "楼长"]])
def test_a_ledger_with_an_odd_column_is_not_doubted(more: list[str]) -> None:
    assert doubt([*RESIDENT, *more]) == ""


def test_a_sheet_of_the_kind_that_is_meant_is_not_doubted() -> None:
    headings = ["姓名", "身份证号", "特长", "可服务时段"]
    assert doubt(headings, title="志愿者") == ""
    assert kind_doubt(SheetTable("空表", []), Mapping(), "居民") == ""
