"""Secrets that leave our hands or are kept to be read again: encrypted, or marked, under a key made from SECRET_KEY.

AES-256-GCM, with a key of its own for each purpose (HKDF-SHA256): what was sealed for one is nothing to another. A new
SECRET_KEY opens nothing of before.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


def key(secret_key: str, purpose: str) -> bytes:
    """32 bytes for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret_key.encode())


def seal(secret_key: str, purpose: str, owner: str, secret: bytes) -> str:
    """Encrypted, in base64url. It opens only for the same owner."""
    nonce = secrets.token_bytes(NONCE)
    return urlsafe_b64encode(nonce + AESGCM(key(secret_key, purpose)).encrypt(nonce, secret, owner.encode())).decode()


def unseal(secret_key: str, purpose: str, owner: str, sealed: str) -> bytes | None:
    """What was sealed; None for what is not ours, was altered, or belongs to another."""
    try:
        raw = urlsafe_b64decode(sealed.encode("ascii"))
        return AESGCM(key(secret_key, purpose)).decrypt(raw[:NONCE], raw[NONCE:], owner.encode())
    except (InvalidTag, NoBase64, ValueError):  # UnicodeEncodeError is a ValueError
        return None


def mark(secret_key: str, purpose: str, text: bytes) -> bytes:
    """HMAC-SHA256 of it: nobody else can make it, and who reads it learns nothing."""
    return hmac.digest(key(secret_key, purpose), text, sha256)
