"""The Chinese words for roles and for actions in the audit trail."""

from gridhall.core.clerk import Role

ROLES = {Role.COUNTER: "窗口", Role.SUPERVISOR: "主管", Role.ADMINISTRATOR: "管理员"}

ACTIONS = {
    "hall.create": "建大厅",
    "hall.change": "改大厅设置",
    "hall.restore": "从备份恢复",
    "hall.repair": "修复",
    "clerk.add": "加操作员",
    "clerk.change": "改操作员",
    "clerk.sign_in": "登录",
    "clerk.password": "换密码",
    "clerk.recover": "用恢复码换密码",
    "person.register": "登记居民",
    "person.change": "修改居民",
    "person.reveal": "查看证件号",
    "household.register": "立户",
    "import.store": "导入",
    "import.undo": "撤销导入",
    "case.accept": "受理",
    "case.finish": "办结",
    "case.undo_finish": "撤销办结",
    "case.revoke": "撤销受理",
    "paper.issue": "出文书",
    "paper.print": "打印",
    "paper.void": "作废文书",
    "catalogue.change": "改事项目录",
}


def action_label(action: str) -> str:
    """The action as the list shows it; an action of a later version shows its code."""
    return ACTIONS.get(action, action)
