"""The code on a certificate (志愿服务证明的二维码): a COSE_Sign1 with integer keys, in base45.

`GH1:` + base45(COSE + four bytes of its SHA-256). The check bytes tell an altered text, even where
the key's own number was altered, from a whole one of a key that is not known here. RFC 9052 for
COSE, RFC 8032 for Ed25519, RFC 9285 for base45, RFC 8949 (4.2.1) for the one canonical form.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PREFIX: Final = "GH1:"
LONGEST: Final = 1200  # characters; what is longer no hall printed
KEY_ID: Final = 8  # bytes
HEAD: Final = 4  # bytes of the audit trail's head
_CHECK, _SIGNATURE, _EPOCH = 4, 64, date(1970, 1, 1).toordinal()
_LAST_DAY = date(2199, 12, 31).toordinal() - _EPOCH
_MOST_MINUTES, _MOST_ROWS = 100 * 366 * 1440, 2**40
_LONGEST_NUMBER, _LONGEST_NAME = 80, 100
_EDDSA, _ALGORITHM, _KEY = -8, 1, 4  # COSE: EdDSA, and the header labels alg and kid
_NUMBER, _NAME, _MINUTES, _SINCE, _UNTIL, _ISSUED, _ANCHOR = range(1, 8)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_LINE_ENDS = re.compile(r"[\x00-\x1f\x7f]")


class NotACode(ValueError):
    """The text is no certificate's code, or not as its issuer wrote it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a certificate says and its hall signed."""

    number: str
    name: str
    minutes: int
    since: date | None  # None: from the first service on
    until: date
    issued_on: date
    anchor_seq: int  # the audit trail when it was issued
    anchor_head: bytes  # the first four bytes of its head


@dataclass(frozen=True, slots=True)
class Code:
    """A code as read: what it says, whose key is said to have signed it, and the signature."""

    key_id: bytes
    claims: Claims
    protected: bytes
    payload: bytes
    signature: bytes


def base45(data: bytes) -> str:
    """Bytes as the 45 characters that a QR code packs best (RFC 9285)."""
    pairs = [data[n : n + 2] for n in range(0, len(data), 2)]
    return "".join(_digits(int.from_bytes(pair), 2 if len(pair) == 1 else 3) for pair in pairs)


def _digits(value: int, count: int) -> str:
    return "".join(_ALPHABET[value // 45**place % 45] for place in range(count))


def from_base45(text: str) -> bytes:
    """The bytes of a base45 text; NotACode for any text that `base45` does not write."""
    found = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        if len(group) == 1 or any(one not in _VALUES for one in group):
            raise NotACode("not base45")
        value = sum(_VALUES[one] * 45**place for place, one in enumerate(group))
        size = len(group) - 1
        if value >= 256**size:
            raise NotACode("not base45")
        found += value.to_bytes(size)
    return bytes(found)


def key_id(public: bytes) -> bytes:
    """How codes name a key: the first eight bytes of its SHA-256."""
    return hashlib.sha256(public).digest()[:KEY_ID]


def public_half(private: bytes) -> bytes:
    """The public key of a private one, 32 bytes each."""
    key = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def signed(private: bytes, message: bytes) -> bytes:
    """An Ed25519 signature."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def write_code(claims: Claims, private: bytes) -> str:
    """The text of the QR code: these claims, signed."""
    key = key_id(public_half(private))
    protected = canonical({_ALGORITHM: _EDDSA, _KEY: key})
    payload = canonical(_plain(claims))
    signature = signed(private, _to_be_signed(protected, payload))
    text = _framed(canonical([protected, {}, payload, signature]))
    read_code(text)  # what a reader would refuse is never printed
    return text


def read_code(text: str) -> Code:
    """What a code says, its signature not yet checked; NotACode for anything no hall wrote."""
    if len(text) > LONGEST or not text.startswith(PREFIX):
        raise NotACode("not a certificate's code")
    framed = from_base45(text[len(PREFIX) :])
    message, check = framed[:-_CHECK], framed[-_CHECK:]
    if hashlib.sha256(message).digest()[:_CHECK] != check:
        raise NotACode("the check bytes do not fit")
    protected, payload, signature = _message(_decoded(message))
    key, claims = _header(_decoded(protected)), _claims(_decoded(payload))
    again = canonical([protected, {}, canonical(_plain(claims)), signature])
    if again != message or canonical({_ALGORITHM: _EDDSA, _KEY: key}) != protected:
        raise NotACode("not the canonical form")
    return Code(key, claims, protected, payload, signature)


def holds(code: Code, public: bytes) -> bool:
    """Whether the code was signed with this key."""
    return is_signed_by(public, code.signature, _to_be_signed(code.protected, code.payload))


def canonical(value: object) -> bytes:
    """The one CBOR form of a value (RFC 8949, 4.2.1)."""
    return cbor2.dumps(value, canonical=True)


def _framed(message: bytes) -> str:
    return PREFIX + base45(message + hashlib.sha256(message).digest()[:_CHECK])


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return canonical(["Signature1", protected, b"", payload])


def _plain(claims: Claims) -> dict[int, Any]:
    since = None if claims.since is None else claims.since.toordinal() - _EPOCH
    return {
        _NUMBER: claims.number,
        _NAME: claims.name,
        _MINUTES: claims.minutes,
        _SINCE: since,
        _UNTIL: claims.until.toordinal() - _EPOCH,
        _ISSUED: claims.issued_on.toordinal() - _EPOCH,
        _ANCHOR: [claims.anchor_seq, claims.anchor_head],
    }


def _decoded(data: bytes) -> Any:
    try:
        return cbor2.loads(data)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise NotACode("not CBOR") from error


def _message(value: Any) -> tuple[bytes, bytes, bytes]:
    if type(value) is not list or len(value) != 4:
        raise NotACode("not a COSE_Sign1")
    protected, unprotected, payload, signature = value
    if type(unprotected) is not dict or unprotected:
        raise NotACode("not a COSE_Sign1")
    return (_bytes(protected, None), _bytes(payload, None), _bytes(signature, _SIGNATURE))


def _header(value: Any) -> bytes:
    if type(value) is not dict or set(map(_label, value)) != {_ALGORITHM, _KEY}:
        raise NotACode("not our header")
    if _whole(value[_ALGORITHM], _EDDSA, _EDDSA) != _EDDSA:
        raise NotACode("another algorithm")
    return _bytes(value[_KEY], KEY_ID)


def _claims(value: Any) -> Claims:
    if type(value) is not dict or set(map(_label, value)) != set(range(_NUMBER, _ANCHOR + 1)):
        raise NotACode("not our claims")
    anchor = value[_ANCHOR]
    if type(anchor) is not list or len(anchor) != 2:
        raise NotACode("no anchor")
    since = value[_SINCE]
    return Claims(
        _words(value[_NUMBER], _LONGEST_NUMBER),
        _words(value[_NAME], _LONGEST_NAME),
        _whole(value[_MINUTES], 1, _MOST_MINUTES),
        None if since is None else _day(since),
        _day(value[_UNTIL]),
        _day(value[_ISSUED]),
        _whole(anchor[0], 0, _MOST_ROWS),
        _bytes(anchor[1], HEAD),
    )


def _label(key: Any) -> int:
    return _whole(key, 0, _ANCHOR)


def _whole(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise NotACode("a number out of place")
    return value


def _day(value: Any) -> date:
    return date.fromordinal(_EPOCH + _whole(value, 0, _LAST_DAY))


def _bytes(value: Any, size: int | None) -> bytes:
    if type(value) is not bytes or (size is not None and len(value) != size):
        raise NotACode("bytes out of place")
    return value


def _words(value: Any, longest: int) -> str:
    if type(value) is not str or not value or len(value) > longest or _LINE_ENDS.search(value):
        raise NotACode("words out of place")
    return value
