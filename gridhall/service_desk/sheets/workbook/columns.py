"""The columns of 事项目录.xlsx: sheets 事项 and 材料, told apart by what only one of them has."""

from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.service_desk.rules.catalogue import MATTER

CODE = ColumnSpec("code", "事项编号", ("编号", "事项编码"), required=True, example="MZ01")
_ALIASES = {
    "name": ("名称",),
    "category": ("事项类别",),
    "limit_days": ("承诺办结时限", "承诺期限", "承诺时限（工作日）"),
    "legal_days": ("法定办结时限", "法定期限", "法定时限（工作日）"),
    "limit_note": ("时限说明",),
    "basis": ("依据", "办理依据"),
    "authority": ("实施机关", "办理机构"),
    "authority_code": ("信用代码",),
    "fee": ("是否收费", "收费标准"),
    "result": ("结果名称",),
    "conditions": ("办理条件", "申请条件"),
    "steps": ("流程",),
    "place": ("办公地点", "地址"),
    "hours": ("办公时间",),
    "phone": ("联系电话",),
    "complaint_phone": ("投诉电话",),
    "questions": ("问答",),
}
_LABELS = {"name": "事项名称", "active": "状态"}
_ORDER = (
    "name", "category", "kind", "limit_days", "legal_days", "limit_note", "item_type", "level",
    "basic_code", "implementation_code", "authority", "authority_code", "partners", "audience",
    "ways", "basis", "conditions", "steps", "special", "quota", "scope", "fee", "fee_basis",
    "result", "delivery", "place", "hours", "phone", "complaint_phone", "questions", "active",
)  # fmt: skip
MATTER_COLUMNS = tuple(
    ColumnSpec(key, _LABELS.get(key, MATTER[key].label), _ALIASES.get(key, ())) for key in _ORDER
)
OF_MATTER = ColumnSpec("of_matter", "所属事项")  # for people who read it; the code counts
MATERIAL_COLUMNS = (
    ColumnSpec("material", "材料名称", ("申请材料",)),
    ColumnSpec("originals", "原件份数", ("原件",)),
    ColumnSpec("copies", "复印件份数", ("复印件",)),
    ColumnSpec("required", "必备", ("是否必备",)),
    ColumnSpec("deferrable", "可容缺", ("是否可容缺",)),
    ColumnSpec("issuer", "出具机构", ("来源渠道",)),
    ColumnSpec("issued_within", "出具时间要求"),
    ColumnSpec("note", "材料说明", ("材料要求",)),
)
COLUMNS = (CODE, *MATTER_COLUMNS, OF_MATTER, *MATERIAL_COLUMNS)
PARTS = (
    tuple(spec.key for spec in MATTER_COLUMNS),
    tuple(spec.key for spec in MATERIAL_COLUMNS),
)
LABELS = {spec.key: spec.label for spec in COLUMNS}
MATTERS, MATERIALS, GUIDE = "事项", "材料", "说明"
YES, NO = "是", "否"
ACTIVE, RETIRED = "在办", "停用"
