"""What is done to issues: each act kept with its images, one line of the story."""

from gridhall.issues.queries import owed  # told before an owner ends
from gridhall.issues.service import checks, index  # they follow every act, whoever acts

__all__ = ["checks", "index", "owed"]
