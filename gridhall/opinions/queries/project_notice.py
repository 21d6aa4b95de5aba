"""A 公示 drawn up from a benefit project (惠民实事): its money, progress and who does it."""

from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.money import say_money
from gridhall.issues.queries.settings import governance
from gridhall.opinions.rules.postings import NoticeDraft, last_day
from gridhall.organisation.models import PartnerUnit
from gridhall.pledges.queries.claims import ClaimRow, claims_on
from gridhall.pledges.queries.items import ItemRow, item
from gridhall.pledges.queries.projects import SUBJECT, ProjectRow, project


def project_notice(session: Session, item_id: int, today: date) -> NoticeDraft:
    """The notice as it stands today, to be read and kept by a clerk."""
    row, told = item(session, item_id, today), project(session, item_id)
    if row.kind != "project":
        raise UserError(f"“{row.title}”不是项目，不出惠民实事公示")
    taken = [one for one in claims_on(session, item_id, today) if one.state != "given_up"]
    lines = [*_what(session, row, taken), *_money(told), *_progress(told)]
    return NoticeDraft(
        "project",
        f"关于惠民实事“{row.title}”的公示"[:80],
        "\n".join([*lines, "对以上内容有异议的，请在公示期内向社区提出。"]),
        "",
        today,
        last_day(today, governance(session).notice_days),
        compound_id=row.compound_id,
        about=SUBJECT,
        about_id=row.id,
    )


def _what(session: Session, row: ItemRow, taken: list[ClaimRow]) -> list[str]:
    place = f"，地点：{row.place}" if row.place else ""
    found = [f"项目：{row.title}（{row.number}）{place}。"]
    if row.content:
        found.append(f"内容：{row.content}")
    units = [session.get_one(PartnerUnit, one.unit_id).name for one in taken if one.unit_id]
    names = list(dict.fromkeys(units)) or ([row.unit] if row.unit else [])
    if names:
        found.append(f"承办：{'、'.join(names)}。")
    return found


def _money(told: ProjectRow) -> list[str]:
    sums, found = told.balance, []
    if sums.planned:
        found.append(f"计划经费：{say_money(sums.planned)}。")
    for kind, words, total in (("raised", "到位", sums.raised), ("spent", "支出", sums.spent)):
        parts = [f"{source} {say_money(fen)}" for source, fen in told.by_source(kind) if fen > 0]
        if parts:
            found.append(f"{words}经费：{say_money(total)}，其中{'，'.join(parts)}。")
    if sums.spent:
        left = sums.left
        found.append(f"{'超支' if left < 0 else '结余'}：{say_money(abs(left))}。")
    return found


def _progress(told: ProjectRow) -> list[str]:
    if not told.steps:
        return []
    last = told.steps[0]
    return [f"进展：{last.day.month}月{last.day.day}日，{last.percent}%，{last.words}"]
