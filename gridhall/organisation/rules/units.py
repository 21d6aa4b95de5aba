"""What the desk writes about partner units (驻区单位, 双报到单位)."""

from dataclasses import dataclass
from datetime import date

UNIT_KINDS = {"resident": "驻区单位", "reporting": "双报到单位", "both": "驻区并双报到单位"}


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A partner unit as typed; `resources` a line each."""

    name: str
    kind: str  # UNIT_KINDS
    credit_code: str = ""
    organisation_id: int | None = None
    short_name: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    resources: str = ""
    note: str = ""
    active_from: date | None = None
    unit_id: int | None = None  # None: a new one
    version: int = 0
    request_key: str = ""
