"""The text of the 公开信 as the hall keeps it."""

import json
from dataclasses import asdict

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.hall.models import HallSetting
from gridhall.registry.queries.letters import KEPT, draft_key, kept_letter
from gridhall.registry.rules.letters import LetterText, check_letter
from gridhall.registry.rules.merging import EditedMeanwhile


def keep_letter(
    session: Session, clerk: Clerk, letter: LetterText, base: LetterText | None
) -> LetterText:
    """Keep this text for the next letters (存为大厅常用); the trail has the one before.

    `base` is what the hall kept when the form was opened; EditedMeanwhile when it is another now.
    """
    now, wanted = kept_letter(session), check_letter(letter)
    if now != base:
        raise EditedMeanwhile("常用正文刚被别人改过。请关掉重开，看最新的再存；刚填的还在")
    if now == wanted:
        return wanted
    row = session.get(HallSetting, KEPT) or HallSetting(key=KEPT)
    row.value = json.dumps(asdict(wanted), ensure_ascii=False)
    session.add(row)
    session.flush()
    said = {"before": asdict(now) if now else {}, "after": asdict(wanted)}
    record(session, clerk, "letter.text", ("hall_setting", None), said)
    return wanted


def keep_unfinished(session: Session, clerk: Clerk, letter: LetterText | None) -> None:
    """Keep what a clerk wrote without keeping it for the hall (草稿); None drops it.

    Not audited: nothing happened yet.
    """
    key = draft_key(clerk)
    row = session.get(HallSetting, key)
    if letter is None:
        if row is not None:
            session.delete(row)
        return
    row = row or HallSetting(key=key)
    row.value = json.dumps(asdict(letter), ensure_ascii=False)
    session.add(row)
    session.flush()
