"""Which papers fit a case in each of its states (文书), the natural one first."""

from typing import Final

ACCEPTANCE, COMPLETION, NOTICE = "acceptance", "completion", "one-time-notice"
DEFERRAL, ATTORNEY = "deferral-promise", "case-power-of-attorney"
SLIP, REFERRAL, NEGATIVE = "visitor-slip", "referral-slip", "negative-slip"
EXTENSION, SPECIAL, REFUSED = "extension-notice", "special-procedure", "not-accepted"
COLLECTION, RECEIPT, RATING = "collection-slip", "delivery-receipt", "rating-form"
FORWARDING, HANDOVER = "forwarding-slip", "case-handover-list"

_BY_STATE: Final[dict[str, tuple[str, ...]]] = {
    "consulting": (SLIP,),
    "received": (SLIP,),
    "supplement": (NOTICE, SLIP, RECEIPT),
    "accepted": (ACCEPTANCE, SLIP),
    "suspended": (SPECIAL, SLIP),
    "decided": (ACCEPTANCE, SLIP),
    "finished": (COMPLETION, COLLECTION, RECEIPT, RATING),
    "delivered": (RECEIPT, COMPLETION, COLLECTION, RATING),
    "archived": (COMPLETION, RECEIPT, COLLECTION),
    "not_accepted": (REFUSED, RECEIPT),
    "passed_on": (REFERRAL, FORWARDING),
}


def papers_in(state: str, *, accepted: bool) -> tuple[str, ...]:
    """The papers that belong to a state; `accepted`: the case was taken in before.

    Passed on, a case of ours goes with its materials and a mere visitor with an address.
    """
    found = _BY_STATE.get(state, ())
    return found[::-1] if state == "passed_on" and accepted else found


def natural_paper(state: str, *, accepted: bool) -> str:
    """The paper that a case's state calls for; '' if none does."""
    return next(iter(papers_in(state, accepted=accepted)), "")
