"""What neighbours of the fictional community quarrel about, and what its inspectors find."""

from typing import Final, NamedTuple


class Quarrel(NamedTuple):
    """A dispute and how it was settled."""

    kind: str
    title: str
    dispute: str
    agreement: str
    way: str


class Danger(NamedTuple):
    """A hazard: the kind of round that finds it, what, where, whose."""

    kind: str
    what: str
    spot: str
    owner: str
    serious: bool = False


QUARRELS: Final = (
    Quarrel(
        "neighbour",
        "楼上漏水赔偿",
        "乙方卫生间渗水，甲方吊顶和墙面损坏，对赔多少有争议。",
        "乙方赔偿甲方吊顶修复费 1200 元\n乙方十日内重做卫生间防水",
        "现金一次付清",
    ),
    Quarrel(
        "neighbour",
        "夜里装修扰民",
        "乙方装修到晚上十点，甲方有学生要休息，多次劝说没有改。",
        "乙方每天 18 点以后和中午 12 点到 14 点不施工\n乙方当面向甲方道歉",
        "当面赔礼道歉",
    ),
    Quarrel(
        "neighbour",
        "楼道堆物占道",
        "乙方在楼道放鞋柜和纸箱，甲方轮椅过不去。",
        "乙方三日内搬走全部物品\n以后楼道不再放东西",
        "限期清理",
    ),
    Quarrel(
        "neighbour",
        "遛狗不牵绳吓到孩子",
        "乙方遛狗没有牵绳，狗扑向甲方的孩子，孩子受惊。",
        "乙方赔偿检查费 260 元\n乙方今后出门牵绳",
        "现金一次付清",
    ),
    Quarrel(
        "family",
        "老人赡养轮流照顾",
        "两位子女对由谁照顾母亲、费用怎么分有争议。",
        "双方按月轮流照顾\n医药费各出一半",
        "按月履行",
    ),
    Quarrel(
        "property",
        "物业费和服务质量",
        "甲方以楼道长期不打扫为由拒交物业费，物业要求补交。",
        "物业每天打扫楼道并公示\n甲方补交上一年物业费，免收滞纳金",
        "转账一次付清",
    ),
    Quarrel(
        "housing",
        "共用院墙修缮",
        "院墙开裂，两家对修缮费怎么分有争议。",
        "修缮费 3000 元两家各出一半\n由甲方找人施工，乙方监督",
        "现金一次付清",
    ),
    Quarrel(
        "damage",
        "电动车剐蹭赔偿",
        "乙方推车时剐蹭甲方停放的轿车，双方对赔偿数额有争议。",
        "乙方赔偿甲方补漆费 600 元",
        "现金一次付清",
    ),
    Quarrel(
        "labour",
        "保洁员工资拖欠",
        "保洁公司两个月没有发工资，保洁员要求补发。",
        "保洁公司五日内补发工资 4800 元",
        "转账一次付清",
    ),
    Quarrel(
        "consumer",
        "理发店预付卡退款",
        "店铺停业，甲方卡里还有余额，要求退还。",
        "店铺退还余额 380 元",
        "转账一次付清",
    ),
)
DANGERS: Final = (
    Danger("fire", "灭火器过期", "楼道消防箱", "物业服务企业"),
    Danger("fire", "消防通道停车", "小区北门", "物业服务企业", True),
    Danger("fire", "疏散指示灯不亮", "2单元楼道", "物业服务企业"),
    Danger("fire", "店里住人、电线乱拉", "沿街商铺", "商铺经营者", True),
    Danger("electric", "电动车在楼道充电", "1单元门厅", "车主"),
    Danger("electric", "飞线充电", "楼前", "住户"),
    Danger("electric", "配电箱没有锁", "地下室", "物业服务企业"),
    Danger("gas", "燃气软管老化", "住户厨房", "住户"),
    Danger("gas", "小饭店没有报警器", "沿街商铺", "商铺经营者", True),
    Danger("building", "外墙瓷砖松动", "北侧外墙", "物业服务企业", True),
    Danger("building", "井盖破损", "楼前路面", "物业服务企业"),
    Danger("lift", "电梯维保逾期", "1单元电梯", "电梯维保单位"),
    Danger("flood", "雨水箅子堵塞", "小区南路", "物业服务企业"),
)
PLACES: Final = {
    "fire": "楼道和沿街商铺", "electric": "车棚和楼道", "gas": "住户和小饭店",
    "building": "外墙和路面", "lift": "电梯", "flood": "低洼处和雨水口",
}  # fmt: skip
MEDIATORS: Final = ("宋永东、孙桂兰", "孙桂兰、刘志强", "宋永东、赵秀英")
INSPECTORS: Final = ("宋永东、李强", "刘志强、王建国", "李强、赵秀英")
DOGS: Final = (
    "泰迪一只，已打疫苗",
    "金毛一只，已登记",
    "比熊一只",
    "土狗一只，没有登记",
    "博美两只",
)
BIKES: Final = ("车放楼道", "从窗户拉线充电", "电池拿上楼充电", "老人代步车")
