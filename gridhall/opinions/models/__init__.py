"""Tables of what residents think."""

from gridhall.opinions.models.peace import (
    Hazard,
    Inspection,
    Mediation,
    MediationParty,
    ThemeEntry,
    ThemeRegister,
)
from gridhall.opinions.models.postings import (
    Bulletin,
    BulletinArticle,
    Compact,
    HonorEntry,
    Objection,
    PublicNotice,
)
from gridhall.opinions.models.surveys import (
    DemandSurvey,
    SurveyAnswer,
    SurveyOption,
    SurveyOutcome,
    SurveyQuestion,
    SurveyVisit,
)
from gridhall.opinions.models.talks import AutonomyTopic, ReceptionDay, ReceptionVisit, TopicVote

__all__ = [
    "AutonomyTopic",
    "Bulletin",
    "BulletinArticle",
    "Compact",
    "DemandSurvey",
    "Hazard",
    "HonorEntry",
    "Inspection",
    "Mediation",
    "MediationParty",
    "Objection",
    "PublicNotice",
    "ReceptionDay",
    "ReceptionVisit",
    "SurveyAnswer",
    "SurveyOption",
    "SurveyOutcome",
    "SurveyQuestion",
    "SurveyVisit",
    "ThemeEntry",
    "ThemeRegister",
    "TopicVote",
]
