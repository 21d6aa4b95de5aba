"""How an issue ends: solved, judged by the resident, closed (销号), or opened again."""

from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.labels import WORDS
from gridhall.issues.models import Issue
from gridhall.issues.queries.proofs import has_proof
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.drafts import check_words, short
from gridhall.issues.rules.orders import Word, check_word
from gridhall.issues.rules.states import CLOSED
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.steps.step import Step, begin


def resolve(session: Session, clerk: Clerk, issue_id: int, result: str, when: When) -> Done:
    """The owner says it is solved, and how (登记解决)."""
    step = begin(session, clerk, issue_id, "resolve", when)
    said = check_words(result, "怎么解决的", "已换灯泡，两盏都亮了", 1000)
    _response(step, resolved_on=when.on)
    return step.done(f"登记解决：{said}", resolved_on=when.on, result=said)


def reject(session: Session, clerk: Clerk, issue_id: int, why: str, when: When) -> Done:
    """Not solved after all: back to work with the reason (退回再办)."""
    step = begin(session, clerk, issue_id, "reject", when)
    said = check_words(why, "退回的原因", "居民说晚上还是不亮")
    _response(step, resolved_on=None)
    return step.done(f"退回再办：{said}", resolved_on=None, verified_on=None)


def verify(session: Session, clerk: Clerk, issue_id: int, word: Word, when: When) -> Done:
    """Ask the resident, and write down the word (核实)."""
    step = begin(session, clerk, issue_id, "verify", when)
    kept = check_word(word)
    return step.done(
        f"核实：群众{WORDS[kept.word]}",
        verified_on=when.on,
        word=kept.word,
        word_by=kept.by,
        word_said=kept.said,
    )


def close_issue(session: Session, clerk: Clerk, issue_id: int, when: When) -> Done:
    """Strike it off the ledger (销号); needs a proof and the word of a satisfied resident."""
    step = begin(session, clerk, issue_id, "close", when)
    _refuse_unproved(session, step.issue)
    return step.done("销号", closed_on=when.on)


def _refuse_unproved(session: Session, issue: Issue) -> None:
    if issue.word not in WORDS or not issue.word_by:
        raise UserError(f"{issue.number} 还没有群众评价，不能销号。请先核实群众满意不满意")
    if issue.word == "unsatisfied":
        raise UserError(f"{issue.number} 群众不满意，不能销号。请先退回再办，办好再核实")
    if not has_proof(session, issue.id):
        raise UserError(
            f"{issue.number} 没有办结的凭据，不能销号。请先加一张整改后的照片或一份附件，再销号"
        )


def reopen(session: Session, clerk: Clerk, issue_id: int, why: str, when: When) -> Done:
    """Open it again (重新打开): a closed one with its owner and a new deadline."""
    step = begin(session, clerk, issue_id, "reopen", when)
    said = short(why, "重新打开的原因")
    words = f"重新打开：{said}" if said else "重新打开"
    count = step.issue.reopened + 1
    if step.issue.state == CLOSED:
        values = _once_more(step)
        words = f"{words}，{values['due_on']} 前办完"
        return step.done(words, reopened=count, **values)
    kept: dict[str, Any] = {"declined_on": None, "decline_kind": "", "why": ""}
    kept["duplicate_of"] = None
    return step.done(words, reopened=count, **kept)


def _once_more(step: Step) -> dict[str, Any]:
    """The same owner owes it again, by the usual days from now."""
    days = governance(step.session).route_days[step.issue.route or 0]
    usual = step.when.calendar.add_working_days(step.when.on, days)
    _response(step, resolved_on=None, due_on=usual.day)
    done = {"closed_on": None, "verified_on": None, "resolved_on": None}
    return {"due_on": usual.day, "provisional": usual.provisional, **done}


def note_down(session: Session, clerk: Clerk, issue_id: int, words: str, when: When) -> Done:
    """Write a line into its story (记事)."""
    step = begin(session, clerk, issue_id, "note", when)
    said = check_words(words, "记什么", "已和物业约好周三上门")
    return step.done(said)


def _response(step: Step, **values: Any) -> None:
    response = step.response()
    if response is not None:
        step.acts.change(response, **values)
