"""What workbooks of the organisation may call their columns; exports use the same headings."""

from collections.abc import Sequence

from gridhall.exchange.rules.headings import ColumnSpec

_PHONES = ("联系电话", "办公电话", "手机", "手机号", "手机号码", "联系方式", "电话号码")
_NUMBERS = (
    "证件号码", "身份证号", "身份证号码", "身份证", "公民身份证号", "公民身份证号码", "证件号",
    "居民身份证号", "身份号码",
)  # fmt: skip

ORGANISATION_COLUMNS = (
    ColumnSpec(
        "name",
        "组织名称",
        (
            "名称", "党组织名称", "党组织全称", "组织全称", "全称", "党组织", "组织", "机构名称",
            "支部名称", "党支部名称",
        ),
        required=True,
        example="御景小区党支部",
    ),
    ColumnSpec(
        "parent",
        "上级组织",
        (
            "上级", "上级党组织", "上级名称", "上级组织名称", "上级党组织名称", "隶属", "隶属组织",
            "隶属关系", "所属上级", "所属党组织", "所属党委", "上级编号", "上级代码",
        ),
        example="翠屏街道党工委/龙腾社区党委",
    ),
    ColumnSpec("code", "编号", ("组织编号", "代码", "组织代码", "党组织代码", "编码", "组织编码")),
    ColumnSpec("short_name", "简称", ("组织简称", "党组织简称"), example="御景支部"),
    ColumnSpec("kind", "类别", ("组织类别", "组织类型", "类型", "党组织类别", "党组织类型")),
    ColumnSpec("level", "层级", ("级别", "组织层级", "组织级别", "所在层级")),
    ColumnSpec(
        "founded_on",
        "成立日期",
        ("成立时间", "建立日期", "建立时间", "组建时间", "批准成立日期", "成立年月日"),
        example="2018-03-20",
    ),
    ColumnSpec(
        "term_until", "本届届满", ("届满日期", "届满时间", "本届届满日期", "换届日期", "换届时间")
    ),
    ColumnSpec("phone", "电话", _PHONES),
    ColumnSpec("address", "地址", ("办公地址", "详细地址", "组织地址", "所在地址", "活动场所")),
    ColumnSpec("compound", "小区", ("所属小区", "所在小区", "小区名称")),
    ColumnSpec("building", "楼栋", ("楼号", "栋", "楼", "所在楼栋")),
    ColumnSpec("door", "住址", ("中心户住址", "楼单元室", "户址", "家庭住址"), example="3-2-501"),
    ColumnSpec("seats", "席位", ("班子席位",)),
    ColumnSpec("note", "备注", ("说明", "附注")),
)  # fmt: skip

SEAT_COLUMNS = (
    ColumnSpec(
        "organisation",
        "所属组织",
        (
            "组织", "组织名称", "党组织", "党组织名称", "所在组织", "所在党组织", "所属党组织",
            "单位名称", "支部名称",
        ),
        carry_down=True,
        example="龙腾社区党委/御景小区党支部",
    ),
    ColumnSpec("grid", "所属网格", ("网格", "网格编号", "网格名称"), carry_down=True),
    ColumnSpec(
        "title",
        "职务",
        ("席位", "岗位", "职位", "党内职务", "任职", "担任职务", "现任职务"),
        required=True,
        example="书记",
    ),
    ColumnSpec("name", "席位名称", ("岗位名称", "职务名称", "分工")),
    ColumnSpec("place", "序号", ("排序", "顺序", "次序")),
    ColumnSpec("holder", "任职人", ("姓名", "任职人姓名", "人员姓名", "现任"), example="李建军"),
    ColumnSpec("id_number", "公民身份号码", _NUMBERS),
    ColumnSpec("phone", "联系电话", ("电话", *_PHONES[1:])),
    ColumnSpec("door", "住址", ("家庭住址", "现住址", "居住地址", "楼单元室")),
    ColumnSpec("sex", "性别"),
    ColumnSpec("workplace", "工作单位", ("单位", "所在单位", "单位及职务")),
    ColumnSpec("is_party", "是否党员", ("党员", "政治面貌")),
    ColumnSpec("source", "来自", ("人员来源", "来源", "身份")),
    ColumnSpec("since", "任职日期", ("任职时间", "任职起始", "上任时间", "当选日期", "起始日期")),
    ColumnSpec("term_until", "任期至", ("届满日期", "任期届满", "任期截止", "届满时间")),
    ColumnSpec("until", "离任日期", ("离任时间", "轮值至", "结束日期")),
    ColumnSpec("compound", "小区", ("所属小区", "小区名称")),
    ColumnSpec("building", "楼栋", ("楼号", "栋", "楼")),
    ColumnSpec("entrance", "单元", ("单元号", "门洞")),
    ColumnSpec("lane", "街巷", ("街巷名称", "巷")),
    ColumnSpec("created_on", "设立日期", ("设立时间", "设席日期")),
)  # fmt: skip

GRID_COLUMNS = (
    ColumnSpec(
        "code",
        "网格编号",
        ("编号", "网格代码", "代码", "网格编码", "网格号"),
        required=True,
        carry_down=True,
        example="G01",
    ),
    ColumnSpec("name", "网格名称", ("名称", "网格", "网格名"), example="第1网格"),
    ColumnSpec("target", "目标户数", ("户数", "应管户数", "标准户数")),
    ColumnSpec("area", "四至范围", ("范围", "网格范围", "四至", "管辖范围")),
    ColumnSpec("supervision_phone", "监督电话", ("举报电话", "监督举报电话")),
    ColumnSpec("active_from", "启用日期", ("启用时间", "划分日期", "成立日期", "设立日期")),
    ColumnSpec(
        "organisation",
        "所属组织",
        ("组织", "所属党组织", "党组织", "网格党组织", "网格党支部", "所属社区", "社区"),
    ),
    ColumnSpec("held_since", "归属日期", ("归属时间",)),
    ColumnSpec(
        "entrances",
        "所辖单元",
        ("单元", "楼栋单元", "所辖楼栋", "楼栋", "包含楼栋", "管辖楼栋", "包含单元"),
        example="御景小区 3-1、3-2、4号楼",
    ),
)  # fmt: skip

UNIT_COLUMNS = (
    ColumnSpec(
        "name",
        "单位名称",
        ("名称", "单位", "单位全称", "驻区单位", "双报到单位", "共建单位", "企业名称"),
        required=True,
        example="区税务局",
    ),
    ColumnSpec("short_name", "简称", ("单位简称",)),
    ColumnSpec("kind", "性质", ("类型", "类别", "单位类别", "单位类型", "共建类型", "单位性质")),
    ColumnSpec(
        "credit_code",
        "统一社会信用代码",
        ("信用代码", "社会信用代码", "统一信用代码", "机构代码", "组织机构代码"),
        example="91350100M000100Y43",
    ),
    ColumnSpec(
        "organisation",
        "所属组织",
        ("所属社区", "社区", "报到社区", "所属社区党委", "报到党组织", "社区党委"),
    ),
    ColumnSpec("address", "地址", ("单位地址", "办公地址", "详细地址")),
    ColumnSpec("contact", "联系人", ("单位联系人", "联络员", "负责人", "联系人姓名")),
    ColumnSpec("phone", "联系电话", ("电话", "联系人电话", *_PHONES[1:])),
    ColumnSpec("resources", "可提供的资源", ("资源", "资源清单", "共享资源", "可共享资源")),
    ColumnSpec("active_from", "开始共建", ("报到日期", "报到时间", "共建日期", "开始日期")),
    ColumnSpec("note", "备注", ("说明", "附注")),
)  # fmt: skip


def labels(columns: Sequence[ColumnSpec]) -> dict[str, str]:
    """Key -> the column's heading."""
    return {spec.key: spec.label for spec in columns}


def headings(columns: Sequence[ColumnSpec]) -> tuple[str, ...]:
    """The headings of an export, which an import knows again."""
    return tuple(spec.label for spec in columns)
