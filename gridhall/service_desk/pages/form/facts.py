"""What the visitor reads back (请核对): the form in plain words, numbers covered."""

from gridhall.core.mask import mask_phone
from gridhall.registry.queries import ResidentRow
from gridhall.service_desk.labels import AGENTS, GREENS
from gridhall.service_desk.queries.asked import asked_materials
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules.draft import CaseDraftFields

Facts = list[tuple[str, str]]


def read_back(
    draft: CaseDraftFields, matter: MatterRow | None, applicant: ResidentRow | None, promise: str
) -> Facts:
    """Matter, applicant, agent, phone, materials there and lacking, promise; as typed so far."""
    number = f"（证件尾号 {applicant.masked_id[-4:]}）" if applicant and applicant.masked_id else ""
    name = applicant.name if applicant else draft.applicant
    held, lacking = _materials(draft, matter)
    return [
        ("办什么", matter.name if matter else draft.matter),
        ("申请人", f"{name}{number}" if name else ""),
        (AGENTS.get(draft.agent_kind, ""), draft.agent_name if draft.agent_kind else ""),
        ("联系电话", mask_phone(draft.phone or "")),
        ("情况说明", draft.note),
        ("已收材料", held),
        ("还缺", lacking),
        ("绿色通道", GREENS.get(draft.green, "")),
        ("办结时间", "" if draft.consulting else promise),
        ("答复", draft.answer),
    ]


def _materials(draft: CaseDraftFields, matter: MatterRow | None) -> tuple[str, str]:
    if matter is None or draft.consulting:
        return "", ""
    asked = asked_materials(matter, draft.agent_kind)
    held = [one.name for one in asked if one.position in draft.received]
    lacking = [one.name for one in asked if one.required and one.position not in draft.received]
    return "、".join(held), "、".join(lacking)
