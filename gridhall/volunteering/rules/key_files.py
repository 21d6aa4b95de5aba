"""The small file in which a hall's public keys and its revocation list travel (.ghkeys).

CBOR in its one canonical form: [mark, content, signatures]; every listed key signs the content, so
nobody can claim another hall's key, and a changed byte is refused. It holds nothing secret.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import cbor2

from gridhall.core.errors import UserError
from gridhall.volunteering.rules.codes import canonical, is_signed_by, key_id, signed

MARK: Final = "gridhall-keys-1"
SUFFIX: Final = ".ghkeys"
LARGEST: Final = 4_000_000  # bytes; 100,000 revoked numbers are three megabytes
_TAMPERED = "这个密钥文件被改动过或没有拷完整，没有导入任何内容。请向发来的单位重新要一份"
_OTHER = "这不是网格厅的密钥文件，没有导入任何内容。请选择以 .ghkeys 结尾的文件"
_LAST_DAY = date(2199, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class ListedKey:
    """A public key in the file; `valid_to` None: it is in use."""

    public: bytes
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A hall's public keys and what it declared void: (key id, number, day)."""

    issuer: str
    made_on: date
    keys: tuple[ListedKey, ...]
    revoked: tuple[tuple[bytes, str, date], ...]


def fingerprint(public: bytes) -> str:
    """How people compare a key over the telephone: ten groups of four hex digits."""
    digits = hashlib.sha256(public).hexdigest()[:40].upper()
    return " ".join(digits[n : n + 4] for n in range(0, 40, 4))


def write_key_file(content: KeyFile, private: Sequence[bytes]) -> bytes:
    """The file's bytes; `private` are the halves of `content.keys` in their order."""
    said = canonical(_plain(content))
    return canonical([MARK, said, [signed(key, said) for key in private]])


def read_key_file(data: bytes) -> KeyFile:
    """What a file says, every signature checked; UserError for any other file."""
    if len(data) > LARGEST:
        raise UserError(_OTHER)
    outer = _decoded(data)
    if type(outer) is not list or len(outer) != 3 or outer[0] != MARK:
        raise UserError(_OTHER)
    said, signatures = outer[1], outer[2]
    if type(said) is not bytes or type(signatures) is not list:
        raise UserError(_TAMPERED)
    content = _content(_decoded(said))
    whole = len(signatures) == len(content.keys) > 0
    proven = whole and all(
        type(signature) is bytes and is_signed_by(key.public, signature, said)
        for key, signature in zip(content.keys, signatures, strict=True)
    )
    if not proven or canonical([MARK, canonical(_plain(content)), signatures]) != data:
        raise UserError(_TAMPERED)
    return content


def _plain(content: KeyFile) -> dict[int, Any]:
    return {
        1: content.issuer,
        2: content.made_on.toordinal(),
        3: [
            [key.public, key.valid_from.toordinal(), key.valid_to and key.valid_to.toordinal()]
            for key in content.keys
        ],
        4: [[key, number, day.toordinal()] for key, number, day in content.revoked],
    }


def _decoded(data: bytes) -> Any:
    try:
        return cbor2.loads(data)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UserError(_OTHER) from error


def _content(value: Any) -> KeyFile:
    if type(value) is not dict or list(value) != [1, 2, 3, 4]:
        raise UserError(_TAMPERED)
    listed, revoked = value[3], value[4]
    if type(listed) is not list or type(revoked) is not list:
        raise UserError(_TAMPERED)
    keys = tuple(_key(row) for row in listed)
    own = {key_id(key.public) for key in keys}
    return KeyFile(
        _text(value[1], 100), _day(value[2]), keys, tuple(_revoked(row, own) for row in revoked)
    )


def _key(row: Any) -> ListedKey:
    if type(row) is not list or len(row) != 3 or type(row[0]) is not bytes or len(row[0]) != 32:
        raise UserError(_TAMPERED)
    return ListedKey(row[0], _day(row[1]), None if row[2] is None else _day(row[2]))


def _revoked(row: Any, own: set[bytes]) -> tuple[bytes, str, date]:
    """A hall may only declare void what its own keys signed."""
    if type(row) is not list or len(row) != 3 or type(row[0]) is not bytes or row[0] not in own:
        raise UserError(_TAMPERED)
    return row[0], _text(row[1], 80), _day(row[2])


def _text(value: Any, longest: int) -> str:
    if type(value) is not str or not 0 < len(value) <= longest or not value.isprintable():
        raise UserError(_TAMPERED)
    return value


def _day(value: Any) -> date:
    if type(value) is not int or not 1 <= value <= _LAST_DAY:
        raise UserError(_TAMPERED)
    return date.fromordinal(value)
