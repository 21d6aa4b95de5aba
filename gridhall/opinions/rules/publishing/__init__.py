"""What may be shown in public (个人信息保护法 §25): numbers, names, doors found and hidden."""

from gridhall.opinions.rules.publishing.hiding import (
    ANONYMOUS,
    HIDDEN_WORDS,
    NOTICE,
    Published,
    Way,
    publish,
    say_hidden,
)
from gridhall.opinions.rules.publishing.names import NOBODY, Names, candidates, is_personal
from gridhall.opinions.rules.publishing.numbers import digits_of, number_in

__all__ = [
    "ANONYMOUS",
    "HIDDEN_WORDS",
    "NOBODY",
    "NOTICE",
    "Names",
    "Published",
    "Way",
    "candidates",
    "digits_of",
    "is_personal",
    "number_in",
    "publish",
    "say_hidden",
]
