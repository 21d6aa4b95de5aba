"""--set 项=值 of resident event: a name, a correction, a hukou, by a field's key or its title."""

from collections.abc import Sequence

from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.registry.labels import FIELDS, HUKOU_KINDS
from gridhall.registry.queries import ResidentCard
from gridhall.registry.rules.facts import CODED, CORRECTED, corrected, registered, renamed

_HUKOU = ("hukou_kind", "hukou_address")
_FIELDS = {"name_changed": ("name",), "corrected": CORRECTED, "hukou_changed": _HUKOU}


def facts_said(kind: str, said: Sequence[tuple[str, str]], card: ResidentCard) -> dict[str, str]:
    """What the fields say from that day on; raises UserError."""
    fields = _FIELDS[kind]
    told = {_field(word, fields): value for word, value in said}
    if not told:
        raise UserError(f"请写 --set 项=值，例如 --set {FIELDS[fields[0]]}=…")
    if kind == "name_changed":
        return renamed(told["name"], card.person.name, card.former_name)
    if kind == "hukou_changed":
        named = {name: _hukou(name, value) for name, value in told.items()}
        return registered(named, {name: _old(card, name) for name in _HUKOU})
    facts: dict[str, str] = {}
    for field, value in told.items():
        facts |= corrected(field, _code(field, value), _old(card, field))
    return facts


def _field(word: str, fields: Sequence[str]) -> str:
    found = next((one for one in fields if word in (one, FIELDS[one])), None)
    if found is None:
        known = "、".join(FIELDS[one] for one in fields)
        raise UserError(f"--set 里没有“{word}”这一项，可写：{known}")
    return found


def _code(field: str, value: str) -> str:
    """A code, whether typed as one or as a word; what is neither is refused by the rule."""
    return table(CODED[field]).code_of(value) or value if field in CODED else value


def _hukou(name: str, value: str) -> str:
    words = {word: code for code, word in HUKOU_KINDS.items()}
    return words.get(value, value) if name == "hukou_kind" else value


def _old(card: ResidentCard, field: str) -> str:
    """What the card says now."""
    if field in ("name", "hukou_kind", "political_status"):
        return str(getattr(card.person, field))
    return card.card_texts.get(field, "") or str(getattr(card, field, ""))
