"""The Chinese words for roles, and for the audit trail: actions, records, fields, values."""

import re
from collections.abc import Mapping
from typing import Any

from gridhall.core.clerk import Role
from gridhall.core.codes import table
from gridhall.core.mask import mask_id_number, mask_phone

ROLES = {Role.COUNTER: "窗口", Role.SUPERVISOR: "主管", Role.ADMINISTRATOR: "管理员"}

ACTIONS = {
    "hall.create": "建大厅",
    "day.open": "开始安排服务日",
    "day.activity": "新建活动",
    "day.change": "改服务日",
    "day.move": "服务日改期",
    "day.policy": "改服务日规则",
    "plan.set": "改岗位和班次",
    "plan.post": "加岗位",
    "plan.template": "改模板",
    "duty.change": "改岗位目录",
    "hall.change": "改大厅设置",
    "hall.restore": "从备份恢复",
    "hall.repair": "修复",
    "clerk.add": "加操作员",
    "clerk.change": "改操作员",
    "clerk.sign_in": "登录",
    "clerk.password": "换密码",
    "clerk.recover": "用恢复码换密码",
    "clerk.recovery_code": "另制恢复码",
    "person.register": "登记居民",
    "person.change": "修改居民",
    "person.reveal": "查看证件号",
    "person.tag": "改标签",
    "person.guardian": "改监护人",
    "tag_kind.change": "改标签种类",
    "person.merge": "并档",
    "person.told_apart": "认定不是同一人",
    "person.ask_again": "撤销“不是同一人”",
    "register.change": "登记变动",
    "register.undo": "撤回变动",
    "register.repair": "修复登记",
    "household.register": "立户",
    "household.join": "入户",
    "household.leave": "离户",
    "household.head": "换户主",
    "household.relation": "改与户主关系",
    "dwelling.add": "添房屋",
    "grid.add": "加网格",
    "grid.entrances": "划网格",
    "grid.change": "改网格",
    "grid.hold": "定网格归属",
    "grid.move": "下网格调整令",
    "grid.split": "拆分网格",
    "grid.merge": "合并网格",
    "import.store": "导入",
    "import.undo": "撤销导入",
    "export": "导出",
    "list.save": "存常用名单",
    "list.remove": "删常用名单",
    "list.print": "打印名册",
    "case.accept": "受理",
    "case.receive": "收材料",
    "case.finish": "办结",
    "case.undo_finish": "撤销办结",
    "case.revoke": "撤销受理",
    "paper.issue": "出文书",
    "paper.print": "打印",
    "paper.void": "作废文书",
    "catalogue.change": "改事项目录",
    "transfer.open": "迁移收件",
    "transfer.change": "改迁移内容",
    "transfer.step": "登记迁移进度",
    "transfer.receive": "收迁移材料",
    "transfer.settle": "办结落户",
    "transfer.reverse": "撤回迁移",
    "transfer.category": "改迁移类别",
    "letter.text": "改公开信正文",
    "letter.print": "打印公开信",
    "privacy.copy": "导出本人信息",
    "privacy.notice": "出告知书",
    "privacy.consent": "登记同意",
    "privacy.withdraw": "撤回同意",
    "privacy.request": "登记个人信息申请",
    "privacy.answer": "答复个人信息申请",
    "privacy.freeze": "停止使用",
    "privacy.keep": "继续保存",
    "privacy.anonymise": "匿名处理",
    "privacy.discard": "清除到期记录",
    "organisation.found": "成立组织",
    "organisation.change": "修改组织",
    "organisation.move": "移动组织",
    "organisation.merge": "合并组织",
    "organisation.dissolve": "撤销组织",
    "organisation.undo": "撤回组织变动",
    "organisation.compound": "改小区情况",
    "organisation.levels": "改组织层级",
    "organisation.arrange": "排组织顺序",
    "seat.add": "设席位",
    "seat.change": "修改席位",
    "seat.end": "撤席位",
    "seat.appoint": "登记任职",
    "seat.relieve": "登记离任",
    "seat.keep": "办理留任",
    "seat.elect": "办理换届",
    "seat.rotate": "排轮值",
    "outsider.change": "改外部人员",
    "party.member_add": "登记党员",
    "party.change": "改党员信息",
    "party.move": "调整党员支部",
    "party.member_end": "登记党员减员",
    "party.transfer_in": "组织关系转入",
    "party.transfer_out": "组织关系转出",
    "party.receipt": "登记回执",
    "party.report": "登记党员报到",
    "party.report_end": "结束党员报到",
    "unit.save": "登记单位",
    "unit.end": "停止共建",
    "volunteer.register": "登记志愿者",
    "volunteer.change": "修改志愿者",
    "volunteer.state": "改志愿者状态",
    "volunteer.skills": "改专业技能",
    "volunteer.squads": "改小分队",
    "volunteer.times": "改可服务时段",
    "volunteer.wishes": "改志愿者意愿",
    "volunteer.pair": "改搭档",
    "squad.save": "改小分队名单",
    "skill.save": "改专业技能名单",
    "service.undo": "撤回服务日变动",
    "hours.append": "记服务时长",
    "hours.reverse": "冲正时长",
    "hours.correct": "更正时长",
    "roster.assign": "排人",
    "roster.remove": "移除排班",
    "roster.call_off": "登记请假",
    "roster.replace": "安排顶岗",
    "roster.accept": "采用排班建议",
    "roster.drop": "放弃排班建议",
    "roster.publish": "发布排班",
    "pledge.add": "登记清单项目",
    "pledge.change": "修改清单项目",
    "pledge.withdraw": "撤下或恢复清单项目",
    "pledge.claim": "登记认领",
    "pledge.step": "登记认领进展",
    "pledge.post": "把认领排成岗位",
    "pledge.month": "公布月服务清单",
    "pledge.category": "改服务类别",
}

SUBJECTS = {
    "person": "居民",
    "tag_kind": "标签种类",
    "household": "户",
    "register_action": "登记变动",
    "dwelling": "房屋",
    "grid": "网格",
    "service_case": "工单",
    "service_item": "事项",
    "paper": "文书",
    "import_batch": "导入批次",
    "saved_list": "常用名单",
    "clerk": "操作员",
    "hall_setting": "大厅设置",
    "number_pattern": "编号规则",
    "holiday_notice": "放假安排",
    "search_entry": "搜索索引",
    "residents": "居民名册",
    "cases": "工单台账",
    "hukou_transfer": "户籍迁移",
    "transfer_category": "迁移类别",
    "privacy_request": "个人信息申请",
    "consent": "同意书",
    "access_log": "个人信息查看记录",
    "organisation": "组织",
    "list_item": "清单项目",
    "claim": "认领",
    "monthly_list": "月服务清单",
    "item_category": "服务类别",
    "organisation_action": "组织变动",
    "organisation_level": "组织层级",
    "seat": "席位",
    "tenure": "任职",
    "outsider": "外部人员",
    "party_member": "党员",
    "party_relation": "组织关系",
    "partner_unit": "共建单位",
    "compound": "小区",
    "hours_entry": "时长台账",
    "volunteer": "志愿者",
    "squad": "小分队",
    "skill": "专业技能",
    "service_action": "服务日变动",
}

FIELDS = {
    "name": "名称",
    "id_number": "证件号",
    "id_kind": "证件种类",
    "sex": "性别",
    "birth_date": "出生日期",
    "phone": "电话",
    "address": "住址",
    "at": "地址",
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
    "tag": "标签",
    "guardian": "监护人",
    "since": "从",
    "until": "到",
    "note": "备注",
    "fields": "看了",
    "reason": "原因",
    "whole": "带完整号码",
    "number": "编号",
    "item": "事项",
    "promised_on": "承诺办结",
    "received": "收到材料",
    "state": "状态",
    "role": "角色",
    "counter": "窗口",
    "active": "在用",
    "clerk": "操作员",
    "community": "社区",
    "short_name": "机关代字",
    "supervision_phone": "监督电话",
    "mask_level": "名单里的号码",
    "privacy_contact": "个人信息保护负责人",
    "privacy_phone": "负责人电话",
    "purpose": "用途",
    "signed_by": "签字人",
    "signed_on": "签字日期",
    "withdrawn_on": "撤回日期",
    "text_version": "文本版本",
    "asker": "申请人身份",
    "asked_by": "申请人",
    "paper": "凭证",
    "answer": "答复",
    "separation_months": "人户分离满几个月计入",
    "ordinal": "第几次",
    "copies": "份数",
    "printer": "打印机",
    "outcome": "结果",
    "file": "文件",
    "filters": "条件",
    "rows": "行数",
    "stored": "存入",
    "errors": "有错",
    "removed": "撤下",
    "kind": "种类",
    "backup": "备份",
    "off": "放假",
    "work": "上班",
    "code": "编号",
    "household_target": "户数目标",
    "category": "类别",
    "limit_days": "时限（工作日）",
    "basis": "依据",
    "authority": "办理机关",
    "fee": "收费",
    "result": "结果文书",
    "materials": "材料",
    "direction": "类型",
    "permit": "凭准迁证",
    "place": "迁往",
    "settled_on": "入户日期",
    "reverses": "撤回的迁移",
    "acceptance": "受理通知书",
    "completion": "办结通知书",
    "one-time-notice": "一次性告知书",
    "transfer-receipt": "收件回执",
    "transfer-notice": "迁移一次性告知书",
    "handover-list": "移交清单",
    "settlement-notice": "落户办结告知",
    "level": "层级",
    "levels": "各级",
    "founded_on": "成立日期",
    "ended_on": "撤销日期",
    "term_until": "本届届满",
    "parent": "上级",
    "into": "并入",
    "on": "生效日期",
    "act": "事项",
    "what": "内容",
    "governing_body": "自治组织",
    "property_company": "物业公司",
    "property_phone": "物业电话",
    "built_year": "建成年份",
    "power-of-attorney": "委托书",
    "open-letter": "公开信",
    "hotlines": "便民热线",
    "seat": "席位",
    "holder": "任职人",
    "title": "职务",
    "lane": "街巷",
    "created_on": "设立日期",
    "seats": "席位数",
    "to": "到",
    "came_from": "转自",
    "went_to": "转往",
    "letter_in": "转入介绍信",
    "letter_out": "转出介绍信",
    "receipt_on": "收到回执",
    "joined_on": "入党日期",
    "full_on": "转正日期",
    "credit_code": "信用代码",
    "contact": "联系人",
    "resources": "可提供的资源",
    "active_from": "开始共建",
    "is_party": "党员",
    "volunteer": "志愿者号",
    "served_on": "服务日期",
    "span": "起止时间",
    "hours": "小时",
    "content": "服务内容",
    "head": "台账末行",
    "seq": "台账第几条",
    "reverses_seq": "冲正第几条",
}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {role.value: word for role, word in ROLES.items()},
    "kind": {"residents": "居民", "cases": "工单", "access": "查看记录"},
    "state": {"accepted": "已受理", "finished": "已办结", "revoked": "已撤销"},
    "outcome": {"asked": "未确认", "came_out": "已出纸", "did_not": "没出纸"},
    "hukou_kind": {"local": "本地户籍", "outside": "外地户籍", "unknown": "户籍待核"},
    "mask_level": {"list": "前六后四", "none": "全部遮住"},
}
_CODES: Mapping[str, Any] = {
    "sex": "sex",
    "relation": "relation",
    "ethnicity": "ethnicity",
    "education": "education",
    "marital_status": "marital",
    "political_status": "political",
}
_ORDER = {field: place for place, field in enumerate(FIELDS)}
# What a list never says: keys of other rows and sums that only the program reads.
_SILENT = frozenset({"people", "sha256", "person_id", "applicant_id", "head_id", "dwelling_id"})
_NUMBER = re.compile(r"(?<!\d)\d{15}(?:\d{2}[\dXx])?(?!\d)")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")


def action_label(action: str) -> str:
    """The action as the list shows it; an action of a later version shows its code."""
    return ACTIONS.get(action, action)


def subject_label(subject: str) -> str:
    """What kind of record it is; one of a later version shows its table."""
    return SUBJECTS.get(subject, subject)


def changes_in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """电话：137****5521 → 139****2200, one line a field; numbers are masked."""
    fields = [field for field in {**before, **after} if field not in _SILENT]
    fields.sort(key=lambda field: _ORDER.get(field, len(_ORDER)))
    return [_change(field, before, after) for field in fields]


def _change(field: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    words = FIELDS.get(field, field)
    if field not in before:
        return f"{words}：{_said(field, after[field])}"
    if field not in after:
        return f"{words}：{_said(field, before[field])} → （不再有）"
    return f"{words}：{_said(field, before[field])} → {_said(field, after[field])}"


def _said(field: str, value: object) -> str:
    """One value as the list shows it."""
    if value is None or value == "" or value == []:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_said(field, one) for one in value)
    if isinstance(value, Mapping):
        return "，".join(_said(key, one) for key, one in value.items())
    return _text(field, str(value))


def _text(field: str, text: str) -> str:
    if field in _WORDS:
        return _WORDS[field].get(text, text)
    if field in _CODES:
        return table(_CODES[field]).label(text) or text
    if field == "fields":
        return FIELDS.get(text, text)
    if field == "id_number":
        return mask_id_number(text)
    if field == "phone":
        return mask_phone(text)
    masked = _NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), masked)
