"""The long work behind 公开信: the households found, their letters issued. No screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.qt.context import Context
from gridhall.registry.queries.letters import Addressee, Reach, reached
from gridhall.registry.rules.letters import LetterText

if TYPE_CHECKING:
    from gridhall.papers.queries import PaperRow


@dataclass(frozen=True, slots=True)
class Found:
    """Who would get a letter, and what the clerk has to know before."""

    homes: tuple[Addressee, ...]
    unknown: tuple[str, ...]  # typed entries that fit no household
    unnamed: tuple[str, ...]  # heads whose names no font has
    refusal: str = ""  # why the letter as it is cannot be printed


def find(context: Context, reach: Reach, letter: LetterText) -> Found:
    """The households of this choice; characters that no font has are looked for at once."""
    from gridhall.registry.documents.letters import printable

    with context.db.read() as session:
        found = reached(session, reach, context.today())
    try:
        fit = printable(letter, found.homes, context.hall)
    except UserError as error:
        return Found(found.homes, found.unknown, (), str(error))
    return Found(fit.homes, found.unknown, fit.unnamed)


def issue(
    context: Context, reach: Reach, said: tuple[LetterText, str, str], progress: Progress
) -> "PaperRow":
    """Find them again and issue their letters; `said`: letter, choice in words, request key."""
    from gridhall.registry.documents.letters import Mailing, issue_letters
    from gridhall.registry.documents.transfer_issue import At

    letter, scope, key = said
    found = find(context, reach, letter)
    if found.refusal:
        raise UserError(found.refusal)
    at = At(context.db, context.clerk, context.hall, context.today())
    return issue_letters(at, Mailing(letter, found.homes, scope, key), progress)
