"""公开信: the hall's text with its two placeholders, and what may stand in it."""

import re
from dataclasses import dataclass

from gridhall.core.errors import UserError
from gridhall.core.text import clean

HEAD_MARK, PLACE_MARK = "【户主】", "【住址】"
NOBODY = "住户"  # a household without a head, or whose head's name no font has
LONGEST_TITLE, LONGEST_TEXT = 40, 4000  # characters
_MARK = re.compile(r"【[^【】\n]*】")


@dataclass(frozen=True, slots=True)
class LetterText:
    """What the hall writes to the households of a list; a line is a paragraph."""

    title: str
    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's paragraphs, empty lines left out."""
        return tuple(filter(None, map(clean, self.text.splitlines())))


def check_title(title: str) -> str:
    """The title, tidied; UserError for one that no letter can bear."""
    said = clean(title)
    if not said:
        raise UserError("请填写公开信的标题")
    if len(said) > LONGEST_TITLE:
        raise UserError(f"标题最多 {LONGEST_TITLE} 个字，现在是 {len(said)} 个")
    return said


def check_text(text: str) -> str:
    """The text; UserError for an empty one, a long one, a placeholder nobody can fill in."""
    if not clean(text):
        raise UserError("请填写公开信的正文")
    if len(text) > LONGEST_TEXT:
        raise UserError(f"正文最多 {LONGEST_TEXT} 个字，现在是 {len(text)} 个")
    strange = [mark for mark in _MARK.findall(text) if mark not in (HEAD_MARK, PLACE_MARK)]
    if strange:
        raise UserError(
            f"正文里的“{strange[0]}”没有内容可填，只能用{HEAD_MARK}和{PLACE_MARK}；"
            "要印方括号请改用〔〕"
        )
    return text


def check_letter(letter: LetterText) -> LetterText:
    """A letter that can go out; UserError with the first thing that is wrong."""
    return LetterText(check_title(letter.title), check_text(letter.text))


def filled(text: str, head: str, address: str) -> str:
    """The text as one household reads it; what is filled in is never read for placeholders."""
    said = {HEAD_MARK: head or NOBODY, PLACE_MARK: address}
    return _MARK.sub(lambda found: said.get(found[0], found[0]), text)


def greeting(head: str, address: str) -> str:
    """御景小区 3-2-501　张桂花及家人：."""
    name = f"{head}及家人" if head else NOBODY
    return f"{address}　{name}：".strip()
