"""What fictional residents want, propose and come with on reception days; what was answered."""

from typing import Final, NamedTuple

# How often each of the usual demands is chosen in the survey that is over: S3's outcome.
WANTED: Final = (30, 26, 16, 14, 7, 5, 4, 3, 2, 2, 2, 1)
# And in the one that is going on.
WANTED_NEXT: Final = (4, 6, 9, 8, 22, 12, 10, 3, 5, 4, 6, 1)
SAID: Final = (
    "大门滑轮响，夜里睡不好",
    "前年丢过电动车，监控早该修",
    "楼下的路下雨就积水",
    "楼道墙皮掉了，盼着粉一粉",
    "希望多开几次接待日",
    "物业电话有时打不通",
)
RESULTS: Final = (
    "换了新大门，滑轮加静音垫，门禁按户发卡",
    "四角补装监控 8 处，物业值班室和网格都能看",
)


class Told(NamedTuple):
    """What somebody came with, what was answered; `category` if an issue came of it."""

    words: str
    answer: str
    category: str = ""


VISITS: Final = (
    Told("3号楼东头的路灯晚上不亮", "已约供电所本周来看"),
    Told("快递车停在单元门口，出不去", "物业当天和站点说好，停到西门"),
    Told("想给老人报社区食堂的午餐", "已登记，下周一开始送"),
    Told("楼顶渗水，去年修过又漏", "", "0101"),
    Told("地下车库排风口声音大", "约了物业工程部周四上门测"),
    Told("门禁卡要再配一张怎么办", "带户口簿到 2 号窗口办，当场取"),
    Told("健身器材松了，孩子玩着不放心", "", "0301"),
    Told("问加装电梯要哪些户签字", "把流程单交给了本人，楼长下周开会"),
    Told("垃圾桶旁边夏天有味", "清运改成早晚各一次"),
    Told("消防栓箱门坏了", "物业当天换了锁扣"),
    Told("西门路面有坑，老人差点绊倒", "", "0301"),
    Told("想当志愿者，周末有空", "请加双报到的群，集中服务日先来帮忙"),
)
