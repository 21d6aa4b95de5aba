"""What the register's lists show, by subject: people; transfers, places ... in files beside."""

from gridhall.registry.columns.people import (
    HUKOU_TONES,
    hukou_words,
    member_columns,
    resident_chips,
    resident_choice,
    sex_and_age,
)

__all__ = [
    "HUKOU_TONES",
    "hukou_words",
    "member_columns",
    "resident_chips",
    "resident_choice",
    "sex_and_age",
]
