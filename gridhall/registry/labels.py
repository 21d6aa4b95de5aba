"""The Chinese words of the register: hukou, events, kinds of household."""

FIELDS = {
    "id_number": "证件号",
    "id_kind": "证件类型",
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "phone": "电话",
    "address": "住址",
    "relation": "与户主关系",
    "hukou_kind": "户籍状态",
    "hukou_address": "户籍地址",
    "former_name": "曾用名",
    "ethnicity": "民族",
    "education": "文化程度",
    "marital_status": "婚姻状况",
    "political_status": "政治面貌",
    "workplace": "服务处所",
    "occupation": "职业",
    "military_service": "兵役状况",
    "birth_place": "出生地",
    "native_place": "籍贯",
    "other_address": "本市其他住址",
    "came_to_city": "何时由何地迁来本市",
    "came_here": "何时由何地迁来本址",
    "note": "备注",
}

HUKOU_KINDS = {"local": "本地户籍", "outside": "外地户籍", "unknown": "户籍待核"}

HOUSEHOLD_KINDS = {"family": "家庭户", "collective": "集体户"}

EVENTS = {
    "registered": "登记",
    "imported": "导入名册",
    "born": "出生",
    "adopted": "收养",
    "married_in": "婚迁",
    "moved_in": "迁入",
    "joined": "入户",
    "died": "去世",
    "moved_out": "迁出",
    "left": "离户",
    "moved_inside": "社区内迁移",
    "moved": "整户搬迁",
    "split": "分户",
    "merged": "并户",
    "head_changed": "换户主",
    "corrected": "更正",
    "name_changed": "改名",
    "hukou_changed": "户籍变更",
    "place_changed": "居住或房产变更",
    "people_merged": "并档",
    "tagged": "加标签",
    "untagged": "去标签",
    "guardian_set": "登记监护人",
    "guardian_ended": "监护结束",
    "repaired": "修复",
    "consent_given": "同意",
    "consent_withdrawn": "撤回同意",
    "frozen": "停止使用",
    "kept": "继续保存",
    "anonymised": "匿名处理",
    "undone": "撤回",
}

STATUSES = {
    "present": "在册",
    "left": "已迁出",
    "died": "已去世",
    "unsettled": "待落户",
    "merged": "已并档",
    "void": "登记作废",
}

SEPARATIONS = {
    "consistent": "人户一致",
    "resident_no_hukou": "人在户不在",
    "hukou_not_resident": "户在人不在",
    "property_no_hukou": "房在户不在",
    "property_only": "房在人不在",
    "unknown": "户籍待核",
    "elsewhere": "人户都不在",
    "partly": "部分分离",
}

DOORS = {
    "care": "重点关注",
    "apart": "人户分离",
    "outside": "外地户籍",
    "unchecked": "户籍待核",
    "usual": "常住",
    "vacant": "空置",
}

DIRECTIONS = {"in": "迁入", "out": "迁出", "inside": "社区内迁移", "split": "分户", "merge": "并户"}

TRANSFER_STATES = {
    "consulting": "咨询",
    "received": "已收件",
    "material_notice": "待补材料",
    "accepted": "已受理",
    "checking": "核验中",
    "publicity": "公示中",
    "submitted": "已移交派出所",
    "permit_issued": "准迁证已签发",
    "moved_out": "已开迁移证",
    "settled": "已落户",
    "notified": "已告知",
    "archived": "已归档",
    "rejected": "不予办理",
    "withdrawn": "已撤回",
    "expired": "证件过期",
    "returned": "派出所退回",
}

ASKERS = {"self": "本人", "guardian": "监护人", "agent": "受托人", "relative": "近亲属"}

REQUESTS = {"view": "查阅", "copy": "复制", "correct": "更正", "delete": "删除"}

REQUEST_STATES = {"open": "待答复", "done": "已办", "refused": "已说明不办"}

ACCESS_KINDS = {"reveal": "查看号码", "export": "导出", "print": "打印"}

CARD_KEYS = (
    ("Ctrl+N", "登记新居民"),
    ("Ctrl+E", "修改"),
    ("Ctrl+J", "登记变动"),
    ("Ctrl+M", "户籍迁移"),
    ("Ctrl+H", "全部记录"),
    ("Alt+T", "改标签"),
    ("Alt+G", "监护人"),
    ("Alt+A", "添加成员"),
    ("Alt+D", "看某一天"),
    ("Alt+I", "个人信息"),
)


def event_label(kind: str) -> str:
    """An event as the card shows it; one of a later version shows its code."""
    return EVENTS.get(kind, kind)


def head_title(name: str) -> str:
    """A household named by its head, as the search shows it."""
    return f"{name}户" if name else "无户主的户"


def transfer_state_label(state: str, direction: str) -> str:
    """A transfer's state in words: who leaves is not 落户, and inside nobody comes from outside."""
    if state == "settled":
        return {"in": "已落户", "out": "已迁出"}.get(direction, "已变更")
    return TRANSFER_STATES.get(state, state)


def transfer_told(state: str, direction: str, *, reverses: bool, undone: bool) -> str:
    """A transfer as lists and the search show it: one that takes back, or was, says so."""
    if reverses:
        return "冲回记录"
    return "已冲回" if undone else transfer_state_label(state, direction)
