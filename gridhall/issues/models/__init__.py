"""Tables of the issue ledger, and of the acts on all that governs (issues, meetings, opinions)."""

from gridhall.issues.models.acts import GovernanceAction
from gridhall.issues.models.ledger import Issue, IssueMeasure, IssuePerson, IssueResponse
from gridhall.issues.models.settings import IssueCategory, ScoreNote, WhistleRule

__all__ = [
    "GovernanceAction",
    "Issue",
    "IssueCategory",
    "IssueMeasure",
    "IssuePerson",
    "IssueResponse",
    "ScoreNote",
    "WhistleRule",
]
