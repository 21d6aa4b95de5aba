"""What proves that an issue was solved: a photo of after, an attachment, a paper."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from gridhall.papers.models import Paper
from gridhall.photos.models import Attachment, Photo

# Letters that ask for something prove nothing.
_ASKING = (
    "whistle-letter", "supervision-letter", "consultation-letter", "forwarding-letter",
    "accountability-letter", "assignment-slip",
)  # fmt: skip


def has_proof(session: Session, issue_id: int) -> bool:
    """Whether there is a standing photo of after, an attachment, or a paper that asks nothing."""
    mine = {"subject": "issue", "subject_id": issue_id}
    photo = select(Photo.id).filter_by(**mine, stage="after", void_reason=None)
    attachment = select(Attachment.id).filter_by(**mine, void_reason=None)
    paper = select(Paper.id).filter_by(**mine, voided_at=None).where(Paper.kind.not_in(_ASKING))
    proofs = (exists(one) for one in (photo, attachment, paper))
    return any(session.scalar(select(one)) for one in proofs)


def kept_with(session: Session, issue_id: int) -> str:
    """What stands beside an issue in words: 2 张照片、1 份文书; "" nothing."""
    mine = {"subject": "issue", "subject_id": issue_id}
    counts = {
        "张照片": select(func.count(Photo.id)).filter_by(**mine, void_reason=None),
        "份附件": select(func.count(Attachment.id)).filter_by(**mine, void_reason=None),
        "份文书": select(func.count(Paper.id)).filter_by(**mine, voided_at=None),
    }
    found = {words: session.scalar(query) or 0 for words, query in counts.items()}
    return "、".join(f"{count} {words}" for words, count in found.items() if count)
