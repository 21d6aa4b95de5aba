"""Why a matter is not accepted, as a case's step keeps it: reason, basis, where to apply."""

from typing import NamedTuple

_LABELS = ("理由", "依据", "应到")


class Refusal(NamedTuple):
    """What 不予受理 tells the applicant; basis and where may be empty."""

    reason: str
    basis: str = ""
    where: str = ""


def refusal_words(refusal: Refusal) -> str:
    """A step's detail: a line each, 理由：…… 依据：…… 应到：……."""
    said = zip(_LABELS, refusal, strict=True)
    return "\n".join(f"{label}：{' '.join(words.split())}" for label, words in said if words)


def read_refusal(detail: str) -> Refusal:
    """The refusal in a step's detail; words without labels are the reason."""
    found = dict.fromkeys(_LABELS, "")
    plain = []
    for line in detail.splitlines():
        label, colon, words = line.partition("：")
        if colon and label in found:
            found[label] = words
        else:
            plain.append(line)
    reason, basis, where = (found[label] for label in _LABELS)
    return Refusal(reason or " ".join(plain), basis, where)
