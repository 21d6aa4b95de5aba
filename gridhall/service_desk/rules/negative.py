"""The twenty certificates that a community does not issue (民发〔2020〕20号), and who does."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from gridhall.core.pinyin import name_keys
from gridhall.core.resources import resource
from gridhall.core.text import search_key


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate asked for at the desk by mistake: who issues it, and what to do instead."""

    name: str
    aliases: tuple[str, ...]
    issuer: str
    advice: str
    basis: str


@cache
def negative_list() -> tuple[Certificate, ...]:
    """The built-in list; it ships with the program and cannot be edited at a desk."""
    stored = json.loads(resource("catalogue", "negative_list.json").read_text("utf-8"))
    return tuple(
        Certificate(c["name"], tuple(c["aliases"]), c["issuer"], c["advice"], stored["basis"])
        for c in stored["certificates"]
    )


def blocked_by(name: str) -> Certificate | None:
    """The certificate of the list that a matter's name means, e.g. 开具亲属关系证明."""
    wanted = search_key(name)
    return _first(lambda known: known in wanted)


def asked_for(typed: str) -> Certificate | None:
    """The certificate a clerk is typing: as `blocked_by`, or its beginning or initials."""
    wanted = search_key(typed)
    found = blocked_by(typed)
    if found or len(wanted) < 3:
        return found
    if wanted.isascii():
        return _first(lambda known: any(key.startswith(wanted) for key in _initials(known)))
    return _first(lambda known: known.startswith(wanted))


def _first(fits: Callable[[str], bool]) -> Certificate | None:
    """The first certificate of which a name fits."""
    return next((one for one in negative_list() if any(map(fits, _names(one)))), None)


def _names(one: Certificate) -> list[str]:
    return [search_key(name) for name in (one.name, *one.aliases)]


@cache
def _initials(name: str) -> tuple[str, ...]:
    return name_keys(name).initials


def sentence(certificate: Certificate) -> str:
    """What the clerk can read out: who issues it and how to get it."""
    return (
        f"社区不出具“{certificate.name}”（{certificate.basis}）。"
        f"可以请办事人到：{certificate.issuer}。{certificate.advice}。"
    )
