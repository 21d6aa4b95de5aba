"""What fictional residents raise: title, category, size, where, and how it was put right."""

from typing import NamedTuple


class Trouble(NamedTuple):
    """A problem as it is told, and what ended it."""

    title: str
    category: str  # IssueCategory.code
    size: str
    spot: str
    path: int
    channel: str
    route: int
    result: str


def _trouble(said: str) -> Trouble:
    title, category, size, spot, path, channel, route, result = said.split("|")
    return Trouble(title, category, size, spot, int(path), channel, int(route), result)


_SAID = (
    "北门路灯三盏不亮|0302|minor|北门|3|patrol|1|供电所换了三盏灯，夜里都亮了",
    "下水道堵了往外冒水|0205|minor|楼前|3|phone|1|物业疏通了 40 米管道",
    "大门滑轮声音扰民|0104|minor|南门|3|sms|1|换了滑轮和静音垫，夜里听不见了",
    "监控坏了四处|0705|major|小区四角|3|sms|1|修好四处，另补装两处，派出所已验看",
    "电动车进楼充电|0703|minor|电梯厅|3|patrol|1|加装电梯阻车系统，充电棚加了 20 个口",
    "遛狗不牵绳|0605|trivial|花坛边|3|wechat|1|逐户上门劝导，两户承诺牵绳",
    "路面有坑绊倒老人|0301|minor|健身广场旁|3|visit|1|铺平 12 平方米，补划了标线",
    "垃圾清运不及时有异味|0401|trivial|垃圾分类点|2|meeting|1|清运改为早晚各一次",
    "广场舞音响太响|0602|trivial|健身广场|3|wechat|1|领队签了公约，九点前收音响",
    "楼顶漏水|0101|major|顶层|3|reception_day|1|动用维修资金重做防水 260 平方米",
    "消防通道停了车|0701|minor|东侧通道|1|12345|1|划了黄线，装了两根升降桩",
    "楼道堆放杂物|0403|trivial|楼道|3|patrol|1|清走三车，楼长每周看一次",
    "快递柜占了人行道|0507|minor|西门|3|survey|1|快递柜挪到物业楼旁",
    "没有晾衣服的地方|0505|minor|2 号楼前|3|survey|1|装了 6 组晾衣架",
    "自来水压力小|0201|minor|高层|3|phone|2|自来水公司换了加压泵",
    "暖气不热|0204|minor|西单元|1|12345|2|供热公司排气、调平衡，室温到 20 度",
    "飞线垂到头顶|0207|minor|楼间|3|patrol|1|三家通信公司归并入管",
    "外墙皮脱落|0102|major|北墙|3|visit|3|拉了警戒，铲除空鼓 90 平方米重做",
    "学校门口早晚堵车|0306|major|实验小学门口|2|meeting|3|错峰放学，交警设了单行",
    "油烟直排进住户|0604|minor|底商|1|12345|2|加装净化器，烟道抬到楼顶",
    "井盖松动响声大|0307|trivial|主路中间|3|patrol|1|换了井圈和防响垫",
    "楼上楼下漏水起争执|1001|trivial|中单元|3|visit|1|调解达成协议，楼上负责修",
    "物业费收支没有公示|0802|minor||2|meeting|1|半年收支已张榜，业委会每季审一次",
    "老旧电梯常停|0103|major|1 单元|3|reception_day|2|换了主板和曳引绳，挂了检验牌",
    "房产证办不下来|0806|major|安置楼|1|meeting|4|市里召集四家单位补齐手续，分批发证",
    "独居老人没人送饭|0902|trivial||3|visit|1|志愿者每天送午饭，网格员每周看望",
    "毁绿种菜|0502|trivial|东围墙下|3|patrol|1|清了菜地，补种麦冬",
    "健身器材断了|0503|trivial|健身广场|3|wechat|1|厂家换了两件，其余都紧了一遍",
)
TROUBLES = tuple(map(_trouble, _SAID))
LEFT_OUT = (  # why an issue is not admitted
    ("not_ours", "属住户室内维修，已告知找物业"),
    ("done", "反映前一天物业已经修好"),
    ("no_basis", "到现场两次没有发现"),
    ("petition", "涉及历史信访事项，已告知信访渠道"),
)
