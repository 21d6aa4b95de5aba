"""Whose name stands in words that are to be shown, and which telephones are offices'."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.core.pinyin import sort_key
from gridhall.hall.queries import hall
from gridhall.opinions.rules.publishing import Names, candidates, digits_of
from gridhall.organisation.models import Agency, Outsider
from gridhall.places.queries import chunks
from gridhall.registry.models import Consent, Person

PURPOSE = "publication"  # of registry.rules.privacy.PURPOSES


def names_near(session: Session, texts: Iterable[str], known: Collection[str] = ()) -> Names:
    """Names of residents, outsiders and clerks in the texts, with those in `known`.

    A name may be shown whole only if everybody who is called so has agreed (公开姓名或照片).
    """
    pieces = frozenset[str]().union(*map(candidates, texts))
    bearers: dict[str, set[int]] = {}
    for some in chunks(sorted(pieces)):
        for person_id, name in _people(session, some):
            bearers.setdefault(name, set()).add(person_id)
    others = _others(session, pieces) | {name for name in known if name}
    agreed = consenting(session, {one for ids in bearers.values() for one in ids})
    whole = {name for name, ids in bearers.items() if ids <= agreed and name not in others}
    return Names(frozenset(bearers) | others, frozenset(whole))


def consenting(session: Session, person_ids: Collection[int]) -> set[int]:
    """Of these residents those whose consent to being named in public stands."""
    found: set[int] = set()
    for some in chunks(sorted(person_ids)):
        query = select(Consent.person_id).where(
            Consent.person_id.in_(some),
            Consent.purpose == PURPOSE,
            Consent.withdrawn_on.is_(None),
        )
        found |= set(session.scalars(query))
    return found


def public_numbers(session: Session) -> frozenset[str]:
    """The digits of the hall's own telephones and of the agencies' in the directory."""
    own = hall(session)
    listed = session.scalars(select(Agency.phone).where(Agency.phone != ""))
    told = [own.phone, own.supervision_phone, *listed]
    return frozenset(filter(None, map(digits_of, told)))


def _people(session: Session, names: Collection[str]) -> Iterable[tuple[int, str]]:
    """By the column that lists are sorted by: the name itself has no index."""
    keys = [sort_key(name) for name in names]
    unsorted: ColumnElement[bool] = Person.name_sort.is_(None)
    query = select(Person.id, Person.name).where(
        or_(Person.name_sort.in_(keys), unsorted),
        Person.name.in_(names),
        Person.status.not_in(("void", "merged")),
    )
    return ((row.id, row.name) for row in session.execute(query))


def _others(session: Session, pieces: Collection[str]) -> set[str]:
    found: set[str] = set()
    for column in (Outsider.name, ClerkAccount.name):
        found |= set(session.scalars(select(column)))
    return found & set(pieces)
