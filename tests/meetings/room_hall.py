"""A joint committee with its members, units, and twelve problems: what the page's tests meet."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, Outsider, PartnerUnit, Seat, Tenure
from gridhall.places.models import Compound
from tests.factories import TODAY
from tests.meetings.halls import Office

OCTOBER = date(2026, 10, 21)
NAMES = (
    ("first_secretary", "第一书记", "张志国", "市税务局"),
    ("secretary", "书记", "柳建平", ""),
    ("member", "兼职委员", "于海涛", "御景物业公司"),
    ("member", "兼职委员", "韩冰", "市司法局"),
    ("member", "兼职委员", "周丽华", "龙腾小学"),
)
TROUBLES = (
    ("御景小区", "3号楼地下室积水，一下雨电梯就停", "3号楼"),
    ("御景小区", "南门消防通道被私家车堵住", "南门"),
    ("御景小区", "5号楼二单元楼道灯坏了三盏", "5号楼二单元"),
    ("东风小区", "垃圾清运不及时，气味进屋", "垃圾房"),
    ("东风小区", "电动车进楼充电", "2号楼"),
    ("东风小区", "小广场夜里跳舞声音太大，影响孩子写作业", "小广场"),
    ("柏林花园", "断头路没有路灯，晚上学生走路不安全", "北侧规划路"),
    ("柏林花园", "物业公共收益没有公示", ""),
    ("柏林花园", "外墙瓷砖脱落砸到车棚", "7号楼东山墙"),
    ("柏林花园", "暖气不热", "9号楼一单元"),
)
CARRIED = (
    ("供水管网老化，三天两头停水", "主管道"),
    ("农贸市场占道经营", "市场西口"),
)


@dataclass
class RoomHall:
    """The hall and what is in it."""

    office: Office
    meeting: int = 0
    issues: dict[str, int] = field(default_factory=dict)


def build(db: Database, *, opened: bool = True) -> RoomHall:
    """A meeting of October left two problems; that of today is open (or arranged)."""
    with db.write() as session:
        tree = Organisation(kind="joint_committee", name="龙腾社区大党委")
        units = {
            name: PartnerUnit(name=name, kind="resident", contact=contact)
            for name, contact in (
                ("市税务局", "赵敏"),
                ("御景物业公司", "于海涛"),
                ("市供水公司", "孙涛"),
                ("市司法局", ""),
                ("龙腾小学", ""),
            )
        }
        compounds = {name: Compound(name=name) for name in ("御景小区", "东风小区", "柏林花园")}
        session.add_all((tree, *units.values(), *compounds.values()))
        session.flush()
        for place, (title, name, who, unit) in enumerate(NAMES):
            known = units.get(unit)
            outsider = Outsider(name=who, unit_id=known.id if known else None)
            seat = Seat(organisation_id=tree.id, title=title, name=name, place=place)
            session.add_all((outsider, seat))
            session.flush()
            session.add(
                Tenure(
                    seat_id=seat.id,
                    outsider_id=outsider.id,
                    since=date(2026, 1, 1),
                    source=unit,
                    recorded_at=datetime.now(UTC),
                    clerk_name="王芳",
                )
            )
        where = {name: one.id for name, one in compounds.items()}
    hall = RoomHall(Office(db))
    for title, spot in CARRIED:
        said = {
            "spot": spot,
            "compound_id": where["东风小区"],
            "content": f"{title}，居民多次反映。",
        }
        hall.issues[title] = hall.office.issue(title, date(2026, 10, 9), **said)
    first = hall.office.begin(OCTOBER, place="社区二楼会议室")
    hall.office.end(first, OCTOBER)
    for compound, title, spot in TROUBLES:
        said = {"spot": spot, "compound_id": where[compound], "channel": "sms"}
        hall.issues[title] = hall.office.issue(title, date(2026, 11, 12), **said)
    begin = hall.office.begin if opened else hall.office.plan
    hall.meeting = begin(TODAY, starts="09:30")
    return hall
