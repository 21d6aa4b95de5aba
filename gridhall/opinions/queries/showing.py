"""Words on their way into public, as they would be shown: read anew each time they go out."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gridhall.opinions.queries.naming import names_near, public_numbers
from gridhall.opinions.rules.publishing import NOTICE, Names, Way, is_personal, publish, say_hidden


@dataclass(frozen=True, slots=True)
class Shown:
    """Texts by their fields as they may be shown, what was hidden, what may be a name."""

    texts: dict[str, str]
    hidden: Counter[str]
    doubts: tuple[str, ...]

    @property
    def words(self) -> str:
        """已遮住：姓名 2 处; "" for nothing."""
        return say_hidden(self.hidden)


@dataclass(frozen=True, slots=True)
class Whose:
    """Names that are somebody's here whatever the register says, and whether they agreed.

    Of those who `signed` (an author, an editor) the register's consents say so.
    """

    known: Collection[str] = ()
    agreed: Collection[str] = ()
    signed: Collection[str] = ()


def shown(
    session: Session, texts: Mapping[str, str], way: Way = NOTICE, whose: Whose = Whose()
) -> Shown:
    """What would stand there: names, numbers, doors and plates hidden as the way says."""
    near = names_near(session, texts.values(), (*whose.known, *whose.agreed))
    meant = frozenset(filter(None, (*whose.known, *whose.agreed, *whose.signed)))
    names = Names(near.known | meant, near.agreed | frozenset(whose.agreed), meant)
    public = public_numbers(session)
    told: dict[str, str] = {}
    hidden, doubts = Counter[str](), list[str]()
    for field, text in texts.items():
        one = publish(text, names, public, way)
        told[field] = one.text
        hidden += one.hidden
        doubts += one.doubts
    return Shown(told, hidden, tuple(dict.fromkeys(doubts)))


def shown_name(session: Session, name: str) -> str:
    """Somebody's name as it may stand in public: whole only with consent."""
    signed = (name,) if is_personal(name) else ()
    return shown(session, {"name": name}, NOTICE, Whose(signed=signed)).texts["name"]
