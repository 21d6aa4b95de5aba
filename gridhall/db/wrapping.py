"""The ciphers behind the keyring: argon2id, AES-256-GCM, HKDF-SHA-256."""

import hashlib

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(key: bytes, nonce: bytes, secret: bytes, bound: bytes) -> bytes:
    """`secret` under AES-256-GCM; `bound` (the slot's owner) is part of the seal."""
    return AESGCM(key).encrypt(nonce, secret, bound)


def unseal(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """What was sealed; None when key, owner or bytes are not the ones it was sealed with."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound)
    except InvalidTag:
        return None


def stretch(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    """32 bytes by argon2id (RFC 9106); `cost` is passes, KiB of memory, lanes."""
    passes, memory_kib, lanes = cost
    secret = password.encode("utf-8", "surrogatepass")
    return hash_secret_raw(secret, salt, passes, memory_kib, lanes, 32, Type.ID)


def derive(raw: bytes, salt: bytes, purpose: bytes) -> bytes:
    """32 bytes by HKDF-SHA-256 (RFC 5869) from key material that is random already."""
    return HKDF(hashes.SHA256(), 32, salt, purpose).derive(raw)


def checksum(raw: bytes) -> bytes:
    """Two bytes that give a slip of typing away."""
    return hashlib.sha256(raw).digest()[:2]
