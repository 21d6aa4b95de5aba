"""The hand-over sheet at the end of a shift (工作交接单): what must be on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines

NOTE_LENGTH, WORD_LENGTH = 1000, 200


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """Who takes over, which cases with a word each ("" none), and what else is to be known."""

    to_clerk_id: int
    words: Mapping[int, str]  # case id -> word
    note: str
    request_key: str


def check_handover(draft: HandoverDraft) -> None:
    """UserError unless there is something to hand over, in words of bearable length."""
    if not draft.words and not clean_lines(draft.note):
        raise UserError("没有要交接的：请勾选工单，或写几句要交代的事")
    if len(clean_lines(draft.note)) > NOTE_LENGTH:
        raise UserError(f"交代的事最多 {NOTE_LENGTH} 个字")
    if any(len(clean(word)) > WORD_LENGTH for word in draft.words.values()):
        raise UserError(f"每件工单的话最多 {WORD_LENGTH} 个字")
