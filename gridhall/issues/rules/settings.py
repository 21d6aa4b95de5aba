"""What a hall sets for its governance; kept as one JSON value among the hall's settings."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from gridhall.core.errors import UserError

KEY: Final = "governance"  # of the hall's settings
RHYTHMS: Final = {"month": "每月一次", "quarter": "每季度一次"}
MOST_DAYS: Final = 250  # working days
SCORES: Final = {  # 量化考核: points by what happened
    "reported": 2,  # reported in on time
    "report_late": -2,
    "solved": 5,  # solved in time
    "solved_late": 1,
    "overdue": -3,  # open past its deadline
    "supervised": -5,  # for each 督办函
    "satisfied": 2,
    "unsatisfied": -3,
    "accountable": -10,
    "project": 5,  # 惠民实事 done
}
SCORE_WORDS: Final = {
    "reported": "按时报到",
    "report_late": "报到超期",
    "solved": "按期解决",
    "solved_late": "超期解决",
    "overdue": "超期未解决",
    "supervised": "被督办",
    "satisfied": "群众满意",
    "unsatisfied": "群众不满意",
    "accountable": "责任追究",
    "project": "完成惠民实事",
}


def _route_days() -> dict[int, int]:
    return {0: 3, 1: 7, 2: 10, 3: 15, 4: 30}


@dataclass(frozen=True, slots=True)
class Governance:
    """The hall's choices; days are working days."""

    rhythm: str = "month"  # how often the joint meeting is held
    route_days: Mapping[int, int] = field(default_factory=_route_days)  # 0: 就地办理
    report_days: int = 1  # to report in, where the whistle matrix says nothing
    reply_days: int = 5  # to answer a supervision letter
    rectify_days: int = 7  # to mend a hazard
    objection_days: int = 5  # to answer an objection
    notice_days: int = 7  # a posting lasts, calendar days
    manners: tuple[str, ...] = ("大事共议", "要事共决", "实事共办", "急事共商", "难事共助")
    scores: Mapping[str, int] = field(default_factory=lambda: dict(SCORES))


def parse(kept: str) -> Governance:
    """The choices as they were kept; what is missing or of a later version is as usual."""
    said: dict[str, Any] = json.loads(kept) if kept else {}
    known = {one.name for one in fields(Governance)}
    values = {key: value for key, value in said.items() if key in known}
    if "route_days" in values:
        values["route_days"] = _route_days() | {int(k): v for k, v in values["route_days"].items()}
    if "scores" in values:
        values["scores"] = SCORES | values["scores"]
    if "manners" in values:
        values["manners"] = tuple(values["manners"])
    return Governance(**values)


def spell(chosen: Governance) -> str:
    """The choices as they are kept."""
    return json.dumps(asdict(chosen), ensure_ascii=False, sort_keys=True)


def check(chosen: Governance) -> Governance:
    """Refuse what no hall can mean."""
    if chosen.rhythm not in RHYTHMS:
        raise UserError("联席会议的频率请选每月一次或每季度一次")
    days = {"响应期限": chosen.route_days.values(), "报到期限": (chosen.report_days,)}
    days |= {"督办回复期限": (chosen.reply_days,), "隐患整改期限": (chosen.rectify_days,)}
    days |= {"异议答复期限": (chosen.objection_days,), "公示天数": (chosen.notice_days,)}
    for words, values in days.items():
        if not all(1 <= value <= MOST_DAYS for value in values):
            raise UserError(f"{words}要在 1 到 {MOST_DAYS} 天之间，请核对")
    if not chosen.manners or len(set(chosen.manners)) != len(chosen.manners):
        raise UserError("议事规则至少写一条，不能有重复的")
    if any(not 1 <= len(one) <= 12 for one in chosen.manners):
        raise UserError("议事规则每条 1 到 12 个字，例如 大事共议")
    if any(not -100 <= points <= 100 for points in chosen.scores.values()):
        raise UserError("考核分值要在 -100 到 100 之间")
    return chosen
