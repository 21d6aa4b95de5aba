"""Acts on joint meetings and debriefs; loading it registers what must hold and what follows."""

from gridhall.meetings.service import index, taking_back

__all__ = ["index", "taking_back"]
