"""公示: drawn up, posted once its photo is there, taken down in time, withdrawn with a reason."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.taking_back import LEGAL
from gridhall.opinions.models import PublicNotice
from gridhall.opinions.queries.naming import public_numbers
from gridhall.opinions.queries.showing import Shown, shown
from gridhall.opinions.rules.postings import (
    NoticeDraft,
    check_notice,
    check_posting,
    check_take_down,
    refusal,
)
from gridhall.opinions.service import posting_index
from gridhall.organisation.rules.seats import Unconfirmed
from gridhall.papers.service import next_number
from gridhall.photos.queries import photo_counts
from gridhall.places.models import Compound

# Whatever is posted keeps the search in step.
__all__ = ["posting_index"]

_KEPT: Final = (
    "kind", "title", "body", "place", "posted_from", "posted_to", "contact", "phone",
    "compound_id", "about", "about_id",
)  # fmt: skip
_SHOWN: Final = ("title", "body", "place", "contact")
_SILENT: Final = frozenset({"body", "contact", "phone"})

LEGAL["notice_post"] = "贴出去的公示大家都看见了，请用“撤回公示”写明原因，更正后重新拟一份"


def save_notice(session: Session, clerk: Clerk, draft: NoticeDraft, when: When) -> Done:
    """Draw a notice up, or change one that does not hang yet; names and numbers are hidden."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_notice(draft, public_numbers(session))
    refuse_compound(session, kept.compound_id)
    told = settled(shown(session, {name: getattr(kept, name) for name in _SHOWN}), kept.vouched)
    if told.texts["contact"] != kept.contact:
        said = "联系人不写全名，请写岗位或姓，例如 2号窗口、王老师；要写全名请先登记本人同意"
        raise refusal("contact", said)
    values = {name: getattr(kept, name) for name in _KEPT} | told.texts
    values |= {"title": told.texts["title"][:80], "place": told.texts["place"][:60]}
    if kept.notice_id is None:
        return _add(session, clerk, (kept, values, told.hidden), when)
    return _change(session, clerk, (kept, values, told.hidden), when)


Told = tuple[NoticeDraft, dict[str, Any], Counter[str]]


def _add(session: Session, clerk: Clerk, given: Told, when: When) -> Done:
    kept, values, hidden = given
    acts = GovernanceActs(session, clerk, "notice", ("public_notice", None), kept.request_key)
    acts.on(when.on).leads_to("draft")
    year = kept.posted_from.year
    number = f"示〔{year}〕{next_number(session, 'posting', str(year)):03}"
    row = acts.add(PublicNotice(number=number, state="draft", clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    said = {"after": {"number": number, **_said(values), "hidden": dict(hidden)}}
    record(session, clerk, "notice.save", ("public_notice", row.id), said)
    return acts.done(f"拟公示“{row.title}”（{row.posted_from} 至 {row.posted_to}）")


def _change(session: Session, clerk: Clerk, given: Told, when: When) -> Done:
    kept, values, _ = given
    row = standing_notice(session, kept.notice_id or 0)
    refuse_stale(row, kept.version, row.title)
    if row.state != "draft":
        raise UserError(
            f"“{row.title}”已经贴出，单子上的字不能再改。要更正请“撤回公示”，再拟一份新的"
        )
    before = {name: getattr(row, name) for name in _KEPT}
    acts = GovernanceActs(session, clerk, "notice", ("public_notice", row.id), kept.request_key)
    acts.on(when.on).change(row, **values)
    said = changes(_said(before), _said(values))
    record(session, clerk, "notice.save", ("public_notice", row.id), said)
    return acts.done(f"修改公示“{row.title}”")


def post_notice(session: Session, clerk: Clerk, notice_id: int, when: When) -> Done:
    """It hangs (张贴): counted from the day its sheet says, once a photo shows it hanging."""
    row = standing_notice(session, notice_id)
    if row.state != "draft":
        raise UserError(f"“{row.title}”{_STOOD[row.state]}，不用再登记张贴")
    check_posting(row.posted_from, row.posted_to, when.on)
    if not photo_counts(session, "public_notice", [row.id]).get(row.id):
        raise UserError(
            f"“{row.title}”还没有贴出来的照片，不能算已经公示。"
            "请把公示贴好、拍一张，按 Alt+Z 加照片，再登记张贴"
        )
    acts = GovernanceActs(session, clerk, "notice_post", ("public_notice", row.id))
    acts.on(when.on).leads_to("posted")
    acts.change(row, state="posted", posted_on=when.on)
    return _step(acts, row, f"张贴公示“{row.title}”，贴在{row.place}")


def take_down(session: Session, clerk: Clerk, notice_id: int, when: When) -> Done:
    """It is taken down (撤下), once its last day is over."""
    row = standing_notice(session, notice_id)
    if row.state != "posted":
        raise UserError(f"“{row.title}”{_STOOD[row.state]}，不用撤下")
    check_take_down(row.title, row.posted_to, when.on)
    acts = GovernanceActs(session, clerk, "notice", ("public_notice", row.id))
    acts.on(when.on).leads_to("taken_down")
    acts.change(row, state="taken_down", taken_on=when.on)
    return _step(acts, row, f"撤下公示“{row.title}”")


def withdraw_notice(session: Session, clerk: Clerk, notice_id: int, why: str, when: When) -> Done:
    """It counts no more (撤回公示), with a reason; the sheet comes down at once."""
    row, why = standing_notice(session, notice_id), clean(why)
    if row.state not in ("draft", "posted"):
        raise UserError(f"“{row.title}”{_STOOD[row.state]}，不用撤回")
    if not why:
        raise refusal("why", "请写为什么撤回，例如 名单有误，更正后重新公示")
    if len(why) > 200:
        raise refusal("why", f"最长 200 个字，现在是 {len(why)} 个字")
    acts = GovernanceActs(session, clerk, "notice", ("public_notice", row.id))
    acts.on(when.on).leads_to("withdrawn")
    acts.change(row, state="withdrawn", why=why, taken_on=when.on if row.posted_on else None)
    return _step(acts, row, f"撤回公示“{row.title}”")


_STOOD: Final = {
    "draft": "还没有贴出",
    "posted": "已经贴出",
    "taken_down": "已经撤下",
    "withdrawn": "已经撤回",
}


def _step(acts: GovernanceActs, row: PublicNotice, detail: str) -> Done:
    said = {"after": {"number": row.number, "state": row.state, "why": row.why}}
    record(acts.session, acts.clerk, "notice.step", ("public_notice", row.id), said)
    return acts.done(detail)


def standing_notice(session: Session, notice_id: int) -> PublicNotice:
    """A notice by its id."""
    row = session.get(PublicNotice, notice_id)
    if row is None:
        raise UserError("没有这份公示，可能刚被撤回。请按 F5 看最新内容")
    return row


# What every service of what is posted refuses


def settled(told: Shown, vouched: bool) -> Shown:
    """The same once somebody has said that what may be a name is none; else Unconfirmed."""
    if told.doubts and not vouched:
        raise Unconfirmed((_doubt(told.doubts),))
    return told


def _doubt(words: Sequence[str]) -> str:
    named = "、".join(f"“{word}”" for word in words[:6])
    return f"{named}也是登记在册的姓名。这里如果指人，请改成“某”或征得同意；不是人名可以照旧"


def refuse_stale(row: Any, version: int, name: str) -> None:
    """A form that was opened before somebody else changed the record."""
    if row.version != version:
        raise UserError(f"“{name}”{row.clerk_name}刚改过。请按 F5 看最新内容再改；刚填的还在")


def refuse_compound(session: Session, compound_id: int | None) -> None:
    """A compound that is there no more."""
    if compound_id is not None and session.get(Compound, compound_id) is None:
        raise refusal("compound_id", "没有这个小区，可能刚被撤回。请重新选")


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in _SILENT}
