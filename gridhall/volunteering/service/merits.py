"""Writing trainings and awards (培训、表彰): added, and voided with a reason, never deleted."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.volunteering.models import Merit
from gridhall.volunteering.queries.hours import names_of
from gridhall.volunteering.service.acts import ServiceActs

KINDS = {"training": "培训", "award": "表彰奖励"}
_LENGTHS = {"name": 60, "content": 200, "given_by": 100}
_WORDS = {"name": "名称", "content": "内容", "given_by": "组织或授予单位"}
_LONGEST_TRAINING = 1000 * 60  # minutes


@dataclass(frozen=True, slots=True)
class MeritDraft:
    """§8: name, content, length, organiser, day of a training; §9: name, day, who awarded."""

    volunteer_id: int
    kind: str
    name: str
    happened_on: date
    content: str = ""
    minutes: int | None = None
    given_by: str = ""


def add_merit(session: Session, clerk: Clerk, draft: MeritDraft, today: date) -> int:
    """Note a training or an award; the act's id."""
    who = names_of(session, [draft.volunteer_id]).get(draft.volunteer_id)
    if who is None:
        raise UserError("没有这位志愿者，请先登记")
    kept = _checked(draft, today)
    acts = ServiceActs(session, clerk, "merit_add", ("volunteer_merit", None))
    moment = {"recorded_at": datetime.now(UTC), "clerk_name": clerk.name}
    row = acts.add(Merit(**asdict(kept), **moment))
    acts.is_about(row.id)
    said = {"volunteer": kept.volunteer_id, "name": kept.name, "happened_on": kept.happened_on}
    record(session, clerk, "merit.add", ("volunteer_merit", row.id), {"after": said})
    return acts.close(f"{who}：{KINDS[kept.kind]}“{kept.name}”")


def void_merit(session: Session, clerk: Clerk, merit_id: int, why: str) -> int:
    """A wrong one counts no more; the act's id."""
    require(clerk, Role.SUPERVISOR, "作废培训、表彰记录")
    reason = clean(why)
    if not reason:
        raise UserError("请写明作废的原因，以后查得到")
    row = session.get(Merit, merit_id)
    if row is None or row.void_reason is not None:
        raise UserError("这一条已经作废，不用再办")
    acts = ServiceActs(session, clerk, "merit_void", ("volunteer_merit", merit_id))
    acts.change(row, void_reason=reason[:100])
    said = {"before": {"name": row.name}, "after": {"reason": reason}}
    record(session, clerk, "merit.void", ("volunteer_merit", merit_id), said)
    return acts.close(f"作废“{row.name}”：{reason}")


def _checked(draft: MeritDraft, today: date) -> MeritDraft:
    texts = {key: clean(getattr(draft, key)) for key in _LENGTHS}
    for key, longest in _LENGTHS.items():
        if len(texts[key]) > longest:
            raise UserError(f"{_WORDS[key]}最长 {longest} 个字，请写短一些")
    if draft.kind not in KINDS:
        raise UserError("请选培训或表彰奖励")
    if not texts["name"]:
        raise UserError(f"请写{KINDS[draft.kind]}的名称")
    if draft.happened_on > today:
        raise UserError(f"{draft.happened_on} 还没有到，请核对日期")
    if draft.minutes is not None and not 0 < draft.minutes <= _LONGEST_TRAINING:
        raise UserError("培训学时要大于 0、不超过 1000 小时")
    minutes = draft.minutes if draft.kind == "training" else None
    return MeritDraft(
        draft.volunteer_id, draft.kind, texts["name"], draft.happened_on,
        texts["content"], minutes, texts["given_by"],
    )  # fmt: skip
