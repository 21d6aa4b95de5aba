"""What a workbook of volunteers calls its columns; the export uses the same headings."""

from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.exchange.rules.joining import Part

COLUMNS = (
    ColumnSpec(
        "name", "姓名", ("志愿者", "志愿者姓名", "名字", "参加人", "服务人"), required=True,
        example="张桂花",
    ),
    ColumnSpec(
        "id_number", "公民身份号码",
        (
            "身份证号", "身份证号码", "身份证", "证件号", "证件号码", "公民身份证号",
            "公民身份证号码", "居民身份证号", "身份号码",
        ),
    ),
    ColumnSpec("sex", "性别"),
    ColumnSpec("born_on", "出生日期", ("出生年月日", "生日", "出生年月")),
    ColumnSpec(
        "phone", "联系电话", ("手机", "手机号", "手机号码", "电话", "电话号码", "联系方式")
    ),
    ColumnSpec("unit", "报到单位", ("单位", "所在单位", "工作单位", "单位名称")),
    ColumnSpec("is_party", "是否党员", ("党员", "政治面貌", "是否中共党员")),
    ColumnSpec("skills", "特长", ("专业技能", "技能", "服务特长", "专长")),
    ColumnSpec(
        "times", "可服务时段", ("可服务时间", "服务时间段", "空闲时间", "服务时段", "可参加时间")
    ),
    ColumnSpec("squads", "小分队", ("分队", "所属小分队", "服务队", "志愿服务队", "所属队伍")),
    ColumnSpec("area", "居住区域", ("居住地", "住址", "居住小区", "所在小区")),
    ColumnSpec("category", "服务类别", ("服务类型", "志愿服务类别")),
    ColumnSpec("number", "志愿者编号", ("编号", "注册号", "志愿者证号")),
    ColumnSpec("joined_on", "注册日期", ("注册时间", "登记日期", "加入日期")),
    ColumnSpec("consent_on", "同意记录日期", ("本人同意日期", "同意日期")),
    ColumnSpec("note", "备注", ("说明", "附注")),
    ColumnSpec("activity", "活动", ("活动名称", "服务活动", "项目", "服务项目", "项目名称")),
    ColumnSpec("served_on", "日期", ("服务日期", "活动日期", "服务时间", "活动时间", "时间")),
    ColumnSpec("starts", "开始", ("开始时间", "签到", "签到时间", "起", "上岗时间")),
    ColumnSpec("ends", "结束", ("结束时间", "签退", "签退时间", "止", "下岗时间")),
    ColumnSpec("content", "内容", ("服务内容", "活动内容", "岗位", "服务岗位")),
    ColumnSpec("spot", "地点", ("服务地点", "活动地点", "位置")),
    ColumnSpec("minutes", "时长", ("服务时长", "小时", "小时数", "时长小时", "服务小时")),
    ColumnSpec(
        "organiser", "活动组织单位", ("组织单位", "主办单位", "主办方", "活动主办", "组织方")
    ),
    ColumnSpec("leader", "活动负责人", ("负责人", "带队人")),
)  # fmt: skip
LABELS = {spec.key: spec.label for spec in COLUMNS}
PEOPLE: Part = ("phone", "unit", "is_party", "skills", "times", "squads", "area", "category")
RECORDS: Part = ("activity", "served_on", "starts", "ends", "content", "spot", "minutes")
PARTS = (PEOPLE, RECORDS)

PEOPLE_HEADINGS = tuple(spec.label for spec in COLUMNS[:16])
RECORD_HEADINGS = ("姓名", "公民身份号码", *(spec.label for spec in COLUMNS[16:]))
