"""What is done about residents and households."""

from gridhall.registry.service.changes import Done, carry_out, reindex, undo
from gridhall.registry.service.homes import (
    correct_relation,
    join_household,
    open_household,
)
from gridhall.registry.service.index import index_home, index_households, index_people
from gridhall.registry.service.people import (
    DuplicatePerson,
    change_person,
    register_person,
    reveal,
)

__all__ = [
    "Done",
    "DuplicatePerson",
    "carry_out",
    "change_person",
    "correct_relation",
    "index_home",
    "index_households",
    "index_people",
    "join_household",
    "open_household",
    "register_person",
    "reindex",
    "reveal",
    "undo",
]
