"""Acts on benefit projects (惠民实事): money and progress; money is countered, never changed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.core.money import say_money
from gridhall.core.text import clean
from gridhall.db.acts import Touched
from gridhall.pledges.labels import MONEY
from gridhall.pledges.models import ListItem, ProjectMoney, ProjectStep
from gridhall.pledges.queries.projects import COUNTER, balance, last_percent
from gridhall.pledges.rules.drafts import refusal
from gridhall.pledges.rules.projects import (
    MoneyDraft,
    StepDraft,
    check_money,
    check_step,
    doubt_money,
    doubt_step,
)
from gridhall.pledges.service.items import Done, done_again, standing_item
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.taking_back import CHECKS


def note_money(session: Session, clerk: Clerk, draft: MoneyDraft, today: date) -> Done:
    """An amount is planned, has come in, or was spent; Unconfirmed where more is spent than in."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    item = _project(session, draft.item_id)
    kept = check_money(draft, item.opened_on, today)
    doubt_money(kept, balance(session, item.id))
    acts = ServiceActs(session, clerk, "project_money", ("list_item", item.id), kept.request_key)
    assert kept.fen is not None
    row = acts.add(
        ProjectMoney(
            item_id=item.id, kind=kept.kind, day=kept.day, fen=kept.fen, source=kept.source,
            note=kept.note, clerk_name=clerk.name,
        )
    )  # fmt: skip
    return _closed(acts, item, row)


def counter_money(session: Session, clerk: Clerk, money_id: int, why: str, today: date) -> Done:
    """A row against one that was wrong (冲正), with the reason; both stay to be seen."""
    wrong = session.get(ProjectMoney, money_id)
    if wrong is None:
        raise UserError("没有这一笔经费。请按 F5 看最新内容")
    said = clean(why)
    if not said:
        raise refusal("why", "请写为什么冲正，例如 金额多写了一个 0")
    if len(said) > 80:
        raise refusal("why", f"原因最长 80 个字，现在是 {len(said)} 个字，请写短一些")
    _refuse_countered(session, wrong)
    item = standing_item(session, wrong.item_id)
    acts = ServiceActs(session, clerk, "project_money", ("list_item", item.id))
    row = acts.add(
        ProjectMoney(
            item_id=item.id, kind=wrong.kind, day=today, fen=-wrong.fen, source=wrong.source,
            note=COUNTER.format(wrong.id, said), clerk_name=clerk.name,
        )
    )  # fmt: skip
    return _closed(acts, item, row)


def _refuse_countered(session: Session, wrong: ProjectMoney) -> None:
    if wrong.fen < 0:
        raise UserError("这一笔本身就是冲正，不能再冲正；请重新记一笔")
    mine = (ProjectMoney.item_id == wrong.item_id, ProjectMoney.fen < 0)
    known = ProjectMoney.note.startswith(COUNTER.format(wrong.id, ""), autoescape=True)
    if session.scalar(select(ProjectMoney.id).where(*mine, known)) is not None:
        raise UserError(f"第 {wrong.id} 笔已经冲正过，不用再冲")


def _closed(acts: ServiceActs, item: ListItem, row: ProjectMoney) -> Done:
    said = {"kind": row.kind, "fen": row.fen, "day": row.day, "row": row.id}
    record(acts.session, acts.clerk, "project.money", ("project_money", row.id), {"after": said})
    amount = f"{MONEY[row.kind]} {'-' if row.fen < 0 else ''}{say_money(abs(row.fen))}"
    return Done(acts.close(f"“{mask_numbers(item.title)}”{amount}"), item.id)


def note_step(session: Session, clerk: Clerk, draft: StepDraft, today: date) -> Done:
    """How far it is; Unconfirmed where it went backwards."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    item = _project(session, draft.item_id)
    kept = check_step(draft, item.opened_on, today)
    doubt_step(kept, last_percent(session, item.id, kept.day))
    acts = ServiceActs(session, clerk, "project_step", ("list_item", item.id), kept.request_key)
    row = acts.add(
        ProjectStep(
            item_id=item.id, day=kept.day, percent=kept.percent, words=kept.words,
            clerk_name=clerk.name,
        )
    )  # fmt: skip
    said = {"day": row.day, "percent": row.percent}
    record(session, clerk, "project.step", ("project_step", row.id), {"after": said})
    return Done(acts.close(f"“{mask_numbers(item.title)}”进度 {row.percent}%"), item.id)


def _project(session: Session, item_id: int) -> ListItem:
    item = standing_item(session, item_id)
    if item.kind != "project":
        raise UserError(f"“{item.title}”不是项目。经费和进展记在项目清单里的惠民实事上")
    if item.state == "withdrawn":
        raise UserError(f"“{item.title}”已经撤下，只能查看。要再办，请先恢复")
    return item


def _never_taken_back(_session: Session, action: ServiceAction, _touched: Touched) -> None:
    """Money is only ever added."""
    if action.kind == "project_money":
        raise UserError("经费只增不删。记错了，请在经费里选中那一笔，按“冲正”")


CHECKS.append(_never_taken_back)
