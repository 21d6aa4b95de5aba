"""Two secretaries at one item: what one typed, what the other wrote meanwhile, put together."""

from dataclasses import dataclass, fields
from datetime import date

from gridhall.issues.rules.orders import Owner
from gridhall.meetings.queries.agenda import AgendaRow

Mark = tuple[str, int | None]  # a decision, and the route of one that is routed


@dataclass(frozen=True, slots=True)
class Notes:
    """What the screen holds of an item."""

    said: str = ""
    mark: Mark | None = None
    owner: Owner | None = None
    due_on: date | None = None
    refusal: str = ""
    duplicate_of: int | None = None
    words: str = ""
    votes: str = ""  # as typed


def notes_of(row: AgendaRow) -> Notes:
    """What is written down of an item so far."""
    declined = row.row if row.decision == "decline" else None
    return Notes(
        row.said,
        (row.decision, row.route) if row.decision else None,
        row.owner,
        row.due_on,
        declined.decline_kind if declined else "",
        declined.duplicate_of if declined else None,
        row.decision_words,
        "" if row.votes is None else "-".join(map(str, row.votes)),
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """What to show, and where both wrote something different."""

    notes: Notes
    clashes: tuple[str, ...]  # names of the fields; there `notes` has what was typed here


def merge(base: Notes, mine: Notes, theirs: Notes) -> Merged:
    """Whoever changed a field has it; both texts are kept, else what was typed here is on show."""
    kept, clashes = {}, []
    for name in (one.name for one in fields(Notes)):
        was, here, there = (getattr(one, name) for one in (base, mine, theirs))
        kept[name] = there if here == was else here
        if here != was and there not in (was, here):
            clashes.append(name)
    if "said" in clashes:
        kept["said"] = join_said(base.said, mine.said, theirs.said)
    return Merged(Notes(**kept), tuple(clashes))


def join_said(base: str, mine: str, theirs: str) -> str:
    """Both texts: the other secretary's, then what was added here; what both have stands once."""
    begun = base if theirs.startswith(base) and mine.startswith(base) else ""
    known = set(theirs[len(begun) :].splitlines()) if begun else set(theirs.splitlines())
    added = [line for line in mine[len(begun) :].splitlines() if line.strip() and line not in known]
    return "\n".join(filter(None, (theirs.rstrip(), *added)))
