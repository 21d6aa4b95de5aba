"""The Chinese words of the hall's check: what each rule means to the person who must act."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

# Every subject's rules: the words stand beside what to do about them, and nowhere else.
PROBLEMS: Mapping[str, str] = {
    "file.pages": "大厅文件里有读坏的页",
    "file.structure": "大厅文件的表或索引不完整",
    "file.references": "有记录指向不存在的记录",
    "household.no_head": "在册的户没有户主",
    "household.two_heads": "一户有两位户主",
    "household.empty": "在册的户没有成员",
    "membership.overlap": "同一个人同时在两户",
    "membership.order": "离户早于入户",
    "dwelling.no_grid": "住着人的房屋没有划进网格",
    "person.number": "证件号校验不过",
    "person.birth": "出生日期与证件号不一致",
    "person.sex": "性别与证件号不一致",
    "relation.sex": "与户主关系和性别对不上",
    "relation.age": "与户主关系和年龄对不上",
    "household.crowd": "家庭户超过 20 人",
    "household.minors": "户里只有未成年人",
    "household.no_address": "在册的户没有住址",
    "household.ended_with_members": "已销户却还有成员",
    "household.order": "销户早于立户",
    "household.two_spouses": "户主有两位配偶",
    "membership.future": "入户或离户日期还没有到",
    "membership.before_birth": "入户早于出生",
    "membership.relation": "与户主关系不在代码表里",
    "person.no_birth": "在册的人没有出生日期",
    "person.no_sex": "在册的人没有性别",
    "person.future": "出生或去世日期还没有到",
    "person.very_old": "在册的人超过 115 岁",
    "person.died_before_birth": "去世早于出生",
    "person.code": "民族、学历、婚姻或政治面貌不在代码表里",
    "person.status": "在册状态与户内登记不一致",
    "person.dead_in_household": "已去世却还在户里",
    "person.merged": "并入的档案自己也已并走或作废",
    "person.unsettled": "待落户超过 90 天",
    "person.child_married": "不满 16 岁却登记为已婚或配偶",
    "person.young_party_member": "不满 18 岁却登记为党员",
    "person.spouse_unmarried": "登记为配偶却写着未婚",
    "person.shared_phone": "一个电话登记在 6 人以上名下",
    "person.no_guardian": "不满 14 岁没有登记监护人",
    "guardian.unfit": "监护人已去世、未成年或是本人",
    "tag.dead": "已去世的人还有标签",
    "tag.order": "标签的止日早于起日",
    "place.order": "居住或房产的止日早于起日",
    "place.nowhere": "居住或房产没有写地址",
    "place.two_residences": "同一个人有两处现住地",
    "transfer.stuck": "迁移事项半年没有办完",
    "transfer.permit": "准迁证已过期却没有处理",
    "transfer.settled_without_event": "已落户却没有变动记录",
    "month.unproved": "月报期初、增减和期末对不上",
    "notice.no_photo": "已贴出的公示没有张贴照片",
    "notice.days": "公示的起止或张贴日期对不上",
    "objection.answer": "异议的答复和答复日期对不上",
    "honor.approval": "黑榜没有由另一位主管审批",
    "honor.consent": "没有同意记录却写着本人姓名",
    "honor.black": "黑榜写得比楼栋还细",
    "compact.two": "同一个小区有两版现行公约",
    "bulletin.honor": "邻里报引用了没有通过的红黑榜",
    "posting.number": "对外张贴的文字里有证件号或电话",
    "search.postings": "搜索里的公示、红黑榜、公约或邻里报与登记不一致",
    "search.residents": "搜索里的居民与登记不一致",
    "search.households": "搜索里的户与登记不一致",
    "search.transfers": "搜索里的迁移与登记不一致",
    "organisation.circle": "组织的上下级绕成了一个圈",
    "organisation.parent_ended": "上级已撤销，组织还挂在下面",
    "organisation.before_parent": "组织的成立早于它的上级",
    "organisation.days": "组织的撤销或届满早于成立",
    "seat.two_holders": "一个席位同一天有两个人",
    "seat.held_after_end": "席位、组织或网格已撤销，席位上还有人",
    "seat.days": "任期或离任早于任职",
    "member.branch_ended": "支部已撤销，党员的组织关系还在里面",
    "member.two_branches": "党员同一天在两个支部",
    "member.no_branch_kind": "党员编在不是支部或党小组的组织里",
    "grid.holder_ended": "网格归属的组织已撤销",
    "grid.two_owners": "一个网格同一天归两个组织",
    "grid.ended_with_entrances": "网格已撤销，里面还有单元",
    "grid.past_order": "单元划网格的经过有重复的日子",
    "unit.organisation_ended": "共建单位所属的组织已撤销",
    "claim.nobody": "有认领没有写谁来认领",
    "meeting.carried": "问题的结转次数与各次会议的记录对不上",
    "meeting.survived": "议题上写的结转次数与以前的会议对不上",
    "meeting.left_out": "已开的会议漏了当时没有办结的问题",
    "meeting.frozen": "会议的状态与开始、结束时间对不上",
    "meeting.two_open": "有两次会议同时没有结束",
    "meeting.decision": "议定事项没有写明由谁办、什么时候办完，或没有落到台账",
    "meeting.deadline": "议定事项的期限早于开会的日子",
    "search.meetings": "搜索里的联席会议与登记不一致",
    "claim.days": "认领、交付、确认的日期先后不对",
    "claim.unconfirmed": "认领的状态和日期对不上",
    "claim.met_by_no_resource": "对接的不是资源",
    "pledge.ended": "清单项目的状态和结束日期对不上",
    "pledge.too_much": "清单项目认领的超过了数量",
    "pledge.state": "清单项目的状态和认领情况对不上",
    "search.pledges": "搜索里的清单项目与登记不一致",
    "loan.open": "借用的数量和了结日期对不上",
    "loan.days": "归还或了结早于借出",
    "loan.gone": "借出的东西登记成在修、丢失或停用",
    "loan.nobody": "有借用没有写借用人",
    "deposit.taken": "寄存的取走日期和取走人对不上",
    "found.closed": "失物的状态和办结日期对不上",
    "kit.nowhere": "停用的药箱里还有内容",
    "stock.over": "借出的数量超过了库存",
    "search.things": "搜索里的物品与登记不一致",
    "survey.state": "诉求调查的状态和日期对不上",
    "survey.draft": "没有开始的诉求调查里有录过的户",
    "survey.answers": "已答的户没有答案，或没答的户有答案",
    "survey.most": "调查表的一题选得比规定多",
    "survey.foreign": "调查表的答案是别的题的选项",
    "survey.outcome": "诉求的处理和它的问题、项目对不上",
    "search.surveys": "搜索里的诉求调查与登记不一致",
    "topic.stage": "议题的阶段和日期对不上",
    "topic.votes": "议题的票数超过总户数，或没有开始表决就有票",
    "topic.count": "议题的票数和逐户录的票对不上",
    "topic.passed": "议题通过与否和票数对不上",
    "search.topics": "搜索里的议题与登记不一致",
    "reception.cancelled": "取消的接待日里有来访",
    "reception.hours": "接待日的结束早于开始",
    "mediation.state": "调解的状态和协议、履行或原因对不上",
    "mediation.days": "调解的受理、达成、履行日期先后不对",
    "mediation.parties": "调解的当事人不到两方",
    "hazard.days": "隐患的整改期限或复查早于排查",
    "hazard.photo": "复查过的隐患没有整改后的照片",
    "hazard.unit": "没有整改的隐患，责任单位已经停用",
    "theme.status": "专项台账里有这本台账没有的情况",
    "search.peace": "搜索里的调解、排查或专项台账与登记不一致",
    "volunteer.state": "志愿者的状态和退出日期对不上",
    "volunteer.twice": "并档以后同一人还有两份志愿者档案",
    "volunteer.number": "两位志愿者用了同一个编号",
    "volunteer.times": "可服务时段的日期或星期不对",
    "volunteer.wishes": "志愿者的意愿写了已经没有的小分队或网格",
    "search.volunteers": "搜索里的志愿者与登记不一致",
    "search.organisations": "搜索里的组织与登记不一致",
    "search.units": "搜索里的单位与登记不一致",
    "hours.edited": "时长台账有行被改过",
    "hours.gap": "时长台账中间缺行",
    "hours.anchor": "时长台账和操作记录里记下的对不上",
    "hours.overlap": "同一个人同一时间记了两次时长",
    "hours.reversal": "冲正的时长和原来那一条对不上",
    "certificate.code": "志愿服务证明的码和存底对不上",
    "certificate.total": "志愿服务证明的时长和台账对不上",
    "ticket.counter": "一个窗口同时有两个号",
    "ticket.called": "已叫的号没有叫号时间",
    "ticket.times": "号的取号、叫号、办完时间前后颠倒",
    "ticket.number": "号码和顺序对不上",
    "ticket.put_back": "号放回队列多于一次",
    "report.days": "已报报表的起止日期颠倒",
    "report.nth": "更正的报表没有原因，或缺前一次",
    "report.frozen": "已报报表的文件和当时的校验值不一致",
    "report.mapping": "报表模板的对应关系读不出来",
    "case.closing": "工单的结束、办结、送达或归档时间与状态不一致",
    "case.due": "工单的期限与状态不一致",
    "case.extended_twice": "工单延期多于一次",
    "case.no_acceptance": "工单没有受理记录",
    "case.pause": "特别程序与工单状态不一致",
    "case.pause_overlap": "同一工单的两次特别程序重叠",
    "case.number_gap": "工单编号中间有缺号",
    "search_index": "搜索索引",
    "search.cases": "搜索里的工单与登记不一致",
    "search.matters": "搜索里的事项与目录不一致",
    "issue.state": "问题的状态和日期对不上",
    "issue.owner": "已分派的问题没有责任单位或期限",
    "issue.response": "问题的责任单位和分派记录对不上",
    "issue.days": "问题各步的日期前后颠倒",
    "issue.deadline": "期限早于定期限的日子",
    "issue.unproved": "已销号的问题没有群众评价",
    "issue.duplicate": "并入别处的问题还开着，或者并入了自己",
    "issue.carried": "结转次数和结转记录对不上",
    "issue.level": "问题的层级不在五级里",
    "issue.measure": "措施的回复早于发出",
    "issue.consulting": "写着会商中却没有会商记录",
    "issue.category": "问题归在大类里，没有选小类",
    "issue.owner_gone": "责任单位已经停止共建、撤销或停用，问题还欠着答复",
    "issue.story": "问题的状态和办理经过不一致",
    "search.issues": "搜索里的问题与台账不一致",
    "case.state_against_events": "工单状态与办理记录不一致",
    "paper.number_gap": "文书编号中间有缺号",
    "paper.bytes_changed": "存档的文书和出具时不一样",
}

# What to do about it where the rule itself says so.
_OWN_REMEDIES: Mapping[str, str] = {
    "household.no_head": "打开居民卡，按 Ctrl+J 换户主；只有一人的，按 Ctrl+E 改关系",
    "household.no_address": "打开居民卡，按 Ctrl+J 办整户搬迁，填写住址",
    "person.no_guardian": "打开居民卡，按 Alt+G 登记监护人",
    "person.unsettled": "打开居民卡，按 Ctrl+E 填写住址和关系",
    "person.very_old": "请上门或电话核实；已去世的按 Ctrl+J 登记",
    "person.shared_phone": "请向本人核实电话，打开居民卡更正",
    "transfer.permit": "打开这件迁移，记为过期",
    "organisation.circle": "在组织架构里把其中一个移到正确的上级下面",
    "organisation.parent_ended": "在组织架构里把这些组织移到还在的上级下面",
    "seat.two_holders": "打开席位，按 Alt+L 给先任的人登记离任，错开日期",
    "seat.held_after_end": "打开席位的经过，按 Alt+L 登记离任",
    "member.branch_ended": "把这些党员调整到还在的支部",
    "member.two_branches": "打开党员的经过，撤回多出来的一次转接",
    "member.no_branch_kind": "把这些党员调整到支部或党小组",
    "unit.organisation_ended": "打开单位，改选还在的组织",
    "hazard.photo": "在调解排查里选这处隐患，按 Alt+Z 补照片",
    "hazard.unit": "在调解排查里选这处隐患，按 Alt+W 转吹哨台账另派单位",
    "issue.owner_gone": "打开这些问题，按 Alt+F 重新分派",
    "issue.category": "打开这些问题，按 Ctrl+E 选小类",
    "issue.story": "请把这一屏告诉维护人员",
    "hours.overlap": "打开志愿者的时长台账，冲正多记的那一条",
    "certificate.code": "作废这份证明，重新出一份",
    "certificate.total": "作废这份证明，重新出一份",
}

# The rest, by the rule's first word.
_REMEDIES: Mapping[str, str] = {
    "file": "请退出，从最近一份完好的备份恢复；恢复前不要再办件",
    "household": "到居民登记里核对这些户",
    "membership": "到居民登记里核对这些户",
    "dwelling": "请在网格里划入这些房屋",
    "person": "请对照证件原件更正",
    "relation": "请对照户口簿更正",
    "guardian": "请在居民卡上更正监护人",
    "tag": "请在居民卡上更正标签",
    "place": "请在居民卡上更正居住和房产",
    "transfer": "请到户籍迁移里处理",
    "ticket": "请到叫号里核对这些号",
    "report": "请到统计报表里核对模板和已报记录",
    "month": "请把这一屏告诉维护人员",
    "organisation": "请在组织架构里核对成立、撤销和届满日期",
    "seat": "请在组织架构的席位里核对任职日期",
    "member": "请在党员名册里核对",
    "grid": "请在网格里调整这些网格和单元",
    "unit": "请在单位名册里核对",
    "volunteer": "请在志愿者里核对这几位",
    "claim": "请在双报到认领里核对这几项认领",
    "meeting": "请在联席会议里核对这几次会议",
    "pledge": "请在双报到认领里核对这几项",
    "loan": "请在便民借用里核对这几笔",
    "deposit": "请在便民借用的寄存里核对",
    "found": "请在便民借用的失物里核对",
    "kit": "请在便民借用里取出药箱内容",
    "stock": "请在便民借用里盘点这几种",
    "issue": "请在吹哨台账里核对这几件",
    "survey": "请在诉求民意里核对这几次调查",
    "topic": "请在诉求民意里核对这几个议题",
    "reception": "请在诉求民意里核对这几个接待日",
    "notice": "请在公示红黑榜里核对这几份公示",
    "objection": "请在公示红黑榜的异议里核对",
    "honor": "请在公示红黑榜里核对这几条，先下榜再改",
    "compact": "请在公示红黑榜的公约里废止旧的一版",
    "bulletin": "请在公示红黑榜的邻里报里核对这几篇",
    "posting": "请在公示红黑榜里撤回或改掉这几份，贴出去的先撕下",
    "search": "请管理员到“核对数据”里按“重建搜索”",
    "case": "请把这一屏告诉维护人员",
    "paper": "请把这一屏告诉维护人员，先不要恢复旧备份",
    "hours": "请把这一屏告诉维护人员，先不要开志愿服务证明",
}


def problem_label(rule: str) -> str:
    """What a rule says when it is broken; a rule of a later version shows its code."""
    return PROBLEMS.get(rule, rule)


def remedy(rule: str) -> str:
    """What the clerk can do about it; empty when nothing is known."""
    return _OWN_REMEDIES.get(rule) or _REMEDIES.get(rule.partition(".")[0], "")


def audit_label(broken_at: int | None) -> str:
    """The trail in a sentence: intact, or from where it is broken."""
    if broken_at is None:
        return "操作记录完整，从第一条起没有改过、没有缺少"
    return f"操作记录从第 {broken_at} 条起对不上：有人改过、删过，或用旧文件换过"


def size_label(size: int) -> str:
    """A file's size as people say it: 820 KB, 12.4 MB."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f} MB"


def days_in_words(days: Iterable[date]) -> str:
    """Days run together: 1月1日—3日，2月15日—23日, with the year where it changes."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return "，".join(_span(span[0], span[-1]) for span in spans)


def _span(first: date, last: date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return f"{start}（周{'一二三四五六日'[first.weekday()]}）"
    month = "" if last.month == first.month else f"{last.month}月"
    return f"{start}—{month}{last.day}日（{(last - first).days + 1} 天）"
