"""verify: is a certificate genuine, forged, void, or of an unknown issuer; offline."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.core.clock import say_hours
from gridhall.core.errors import UserError
from gridhall.volunteering.documents.certificate_reading import page_contradicts, read_pages
from gridhall.volunteering.queries.certificates import Verdict, verify
from gridhall.volunteering.rules.codes import LONGEST

_MOST_BYTES = 200_000_000
_NO_CODE = Verdict("forged", "伪：这份文件里没有读到证明的二维码，或文件已损坏。请用原件重扫")
_ALTERED = "伪：二维码是真的，但纸上的编号、姓名、时长或日期与二维码不一致"
_ORDER = ("forged", "unknown-issuer", "void", "genuine")  # the worst of several pages is told


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    one = commands.add_parser("verify", parents=[options], help="核验志愿服务证明")
    one.add_argument("what", metavar="文件.pdf|码|-", help="PDF、码的文字，或 - 从标准输入读")
    one.set_defaults(run=run_verify)
    one.parse_known_args = _keeping_codes(one)


def _keeping_codes(parser: ArgumentParser) -> Any:
    """A text that begins with - is a text all the same, unless it is one of our options."""
    parse, known = parser.parse_known_args, set(parser._option_string_actions)

    def parse_known_args(args: Sequence[str] | None = None, namespace: Any = None) -> Any:
        given = list(args or ())
        odd = [
            word
            for word in given
            if word.startswith("-") and word not in {"-", "--"} and word.split("=")[0] not in known
        ]
        if odd and "--" not in given:
            given.remove(odd[0])
            given += ["--", odd[0]]
        return parse(given, namespace)

    return parse_known_args


def run_verify(args: Namespace) -> Answer:
    """Say the verdict; whatever it is, the command did its work."""
    given = str(args.what)
    with opened(args) as hall, hall.db.read() as session:
        if given == "-":
            return _answer(verify(session, _piped()))
        data = _bytes_of(given)
        if data is None:
            return _answer(verify(session, given))
        if data.lstrip()[:4] == b"%PDF" or given.lower().endswith(".pdf"):
            return _file(session, data)
        return _answer(verify(session, data[: 4 * LONGEST].decode("utf-8", "replace").strip()))


def _piped() -> str:
    """What came in on standard input, without the line end that a scanner or a shell adds."""
    return sys.stdin.read(4 * LONGEST).rstrip("\r\n")


def _bytes_of(given: str) -> bytes | None:
    """The file's bytes; None where the words are a code's text and no file."""
    try:
        path = Path(given).expanduser()
        if path.is_file():
            if path.stat().st_size > _MOST_BYTES:
                raise UserError(f"“{given}”太大，不是证明。请选择一份证明的 PDF")
            return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, PermissionError):
            raise UserError(f"“{given}”读不了，请检查权限") from error
        return None
    if given.lower().endswith(".pdf") and len(given) < LONGEST:
        raise UserError(f"找不到文件“{given}”，请核对路径")
    return None


def _file(session: Session, pdf: bytes) -> Answer:
    """Every page that bears a code; the worst verdict stands for the file."""
    verdicts = []
    for page in read_pages(pdf):
        found = verify(session, page.code)
        if found.verdict in ("genuine", "void") and page_contradicts(page.words, found):
            found = replace(found, verdict="forged", sentence=_ALTERED)
        verdicts.append(found)
    if not verdicts:
        return _answer(_NO_CODE)
    worst = min(verdicts, key=lambda one: _ORDER.index(one.verdict))
    if len(verdicts) == 1:
        return _answer(worst)
    answer = _answer(worst)
    pages = [dict(_answer(one).data) for one in verdicts]
    return Answer({**answer.data, "certificates": pages}, _lines(verdicts))


def _lines(verdicts: Sequence[Verdict]) -> list[str]:
    return [f"{one.number}\t{one.name}\t{one.sentence}" for one in verdicts]


def _answer(found: Verdict) -> Answer:
    data = {
        "verdict": found.verdict,
        "number": found.number or None,
        "name": found.name or None,
        "hours": None if found.minutes is None else found.minutes / 60,
        "from": found.since,
        "to": found.until,
        "issued_on": found.issued_on,
        "issuer": found.issuer or None,
        "sentence": found.sentence,
    }
    told = [found.sentence]
    if found.minutes is not None:
        told.append(f"{found.number}\t{found.name}\t{say_hours(found.minutes)}\t{found.issuer}")
    return Answer(data, told)
