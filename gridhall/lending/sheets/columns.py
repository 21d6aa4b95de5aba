"""What a workbook of things may call its columns; exports use the same headings."""

from gridhall.exchange.rules.headings import ColumnSpec

COLUMNS = (
    ColumnSpec("kind", "种类", ("物品种类", "类别", "物品类别", "类型"), carry_down=True),
    ColumnSpec("code", "编号", ("条码", "物品编号", "资产编号", "条形码"), example="YS-001"),
    ColumnSpec("name", "名称", ("物品名称", "品名", "书名", "型号")),
    ColumnSpec("quantity", "数量", ("库存", "数目", "件数"), example="1"),
    ColumnSpec("spot", "存放处", ("存放地点", "位置", "地点")),
    ColumnSpec("worth", "价值", ("单价", "金额", "原值", "价格")),
    ColumnSpec("got_on", "购入日期", ("购置日期", "入库日期", "日期")),
    ColumnSpec("state", "状态", ("现状", "使用情况", "情况")),
    ColumnSpec("note", "备注", ("说明", "描述")),
)  # fmt: skip
HEADINGS = tuple(one.label for one in COLUMNS)
