"""The Chinese words of the queue: states, priorities, fields."""

STATES = {
    "waiting": "等候",
    "called": "已叫号",
    "serving": "办理中",
    "served": "已办完",
    "no_show": "过号",
    "left": "已离开",
}

# Who is called before others (优先), with the codes of the desk's 绿色通道.
PRIORITIES = {
    "veteran": "军人优先",
    "elderly": "老年人优先",
    "disabled": "残疾人优先",
    "pregnant": "孕妇优先",
}

# The key of each at the taking of a number, and its word on a narrow list.
PRIORITY_KEYS = {"1": "veteran", "2": "elderly", "3": "disabled", "4": "pregnant"}
PRIORITY_WORDS = {"veteran": "军人", "elderly": "老年", "disabled": "残疾", "pregnant": "孕妇"}

NO_COUNTER = "服务台"  # where a clerk without a counter of their own sits

FIELDS = {
    "prefix": "字母",
    "name": "名称",
    "counters": "办理窗口",
    "categories": "办理哪些事项",
}
