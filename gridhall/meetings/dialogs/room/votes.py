"""A vote in one field: 12 or 12-1-0."""

import re

from PySide6.QtWidgets import QLineEdit

from gridhall.meetings.rules.decisions import Votes
from gridhall.meetings.rules.drafts import refusal

_VOTES = re.compile(r"\D*(\d{1,4})(?:\D+(\d{1,4}))?(?:\D+(\d{1,4}))?\D*")
_LONGEST = 40


class VotesEdit(QLineEdit):
    """For, against, abstaining; what is left out is nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText("赞成-反对-弃权，如 12-1-0")
        self.setAccessibleName("表决，赞成、反对、弃权，例如 12-1-0")

    def votes(self) -> Votes | None:
        """The vote; None for nothing typed. Refused: what is no vote."""
        typed = self.text().strip()
        if not typed:
            return None
        found = _VOTES.fullmatch(typed)
        if found is None:
            raise refusal("votes", "票数看不懂，请写 赞成-反对-弃权，例如 12-1-0；都赞成写 12")
        return Votes(*(int(one or 0) for one in found.groups()))
