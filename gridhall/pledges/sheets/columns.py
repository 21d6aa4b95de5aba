"""What workbooks of the three lists may call their columns; exports use the same headings."""

from gridhall.exchange.rules.headings import ColumnSpec

PLEDGE_COLUMNS = (
    ColumnSpec("number", "编号", ("序列号", "清单编号", "项目编号")),
    ColumnSpec(
        "kind",
        "清单",
        ("清单类别", "清单类型", "清单名称", "三张清单", "类型", "性质"),
        carry_down=True,
        example="需求",
    ),
    ColumnSpec(
        "title",
        "名称",
        (
            "需求", "资源", "项目", "需求名称", "资源名称", "项目名称", "事项", "事项名称",
            "服务事项", "服务项目", "需求事项", "承诺事项", "履诺项目", "标题",
        ),
        required=True,
        example="为独居老人量血压",
    ),
    ColumnSpec("content", "内容", ("具体内容", "服务内容", "需求内容", "说明", "描述", "备注")),
    ColumnSpec("category", "服务类别", ("类别", "服务大类", "事项类别", "大类", "服务类型")),
    ColumnSpec("quantity", "数量", ("次数", "需求数量", "人数"), example="3 场"),
    ColumnSpec("measure", "量词", ("计量单位",)),
    ColumnSpec(
        "unit",
        "单位",
        ("提供单位", "报到单位", "双报到单位", "责任单位", "申报单位", "所属单位", "单位名称"),
        example="区税务局",
    ),
    ColumnSpec("organisation", "所属组织", ("社区", "所属社区", "社区党委", "党组织")),
    ColumnSpec("proposer", "提出人", ("申请人", "需求人", "反映人", "联系人", "提出")),
    ColumnSpec("compound", "小区", ("所属小区", "小区名称")),
    ColumnSpec("grid", "网格", ("所属网格", "网格编号", "网格名称")),
    ColumnSpec("spot", "地点", ("服务地点", "位置", "地址")),
    ColumnSpec("practical", "惠民实事", ("是否惠民实事", "实事", "是否实事")),
    ColumnSpec("money", "金额", ("资金", "金额（元）", "投入资金", "经费")),
    ColumnSpec("opened_on", "收集日期", ("登记日期", "提出日期", "收集时间", "日期", "登记时间")),
    ColumnSpec("due_on", "希望完成", ("完成期限", "期限", "完成时限", "计划完成", "截止日期")),
    ColumnSpec(
        "claimed",
        "认领",
        ("认领单位", "认领情况", "承办单位", "对接单位", "认领方"),
        example="市二院 2、区税务局 1",
    ),
    ColumnSpec("state", "完成情况", ("状态", "进度", "办理情况", "进展", "是否完成")),
    ColumnSpec("done_on", "完成日期", ("交付日期", "办结日期", "完成时间", "确认日期")),
    ColumnSpec("served", "服务人次", ("服务群众", "受益人数", "服务人数", "受益人次")),
    ColumnSpec("stars", "满意度", ("星级", "评价", "满意度（1-10）")),
)  # fmt: skip
