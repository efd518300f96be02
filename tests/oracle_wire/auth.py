"""The server's side of the password logon (12c verifier).

The client proves that it knows the password, and the server that it knew the verifier, without the password crossing
the wire in clear.
"""

import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

VERIFIER_12C = 0x4815
PASSWORD_ROUNDS = 4096  # 12c's default
SESSION_ROUNDS = 3


def _cbc(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(key), modes.CBC(bytes(16)))


def encrypt(key: bytes, data: bytes) -> bytes:
    cipher = _cbc(key).encryptor()
    return cipher.update(data) + cipher.finalize()


def decrypt(key: bytes, data: bytes) -> bytes:
    cipher = _cbc(key).decryptor()
    return cipher.update(data) + cipher.finalize()


class Verifier:
    """What a database stores for a user. Unknown users get a random one, so that they fail the same way."""

    def __init__(self, password: str | None) -> None:
        self.salt = secrets.token_bytes(16)
        self.password = None if password is None else password.encode()
        secret = self.password or secrets.token_bytes(24)
        key = hashlib.pbkdf2_hmac("sha512", secret, self.salt + b"AUTH_PBKDF2_SPEEDY_KEY", PASSWORD_ROUNDS, 64)
        self.hash = hashlib.sha512(key + self.salt).digest()[:32]


class Logon:
    """One exchange."""

    def __init__(self, verifier: Verifier) -> None:
        self.verifier = verifier
        self.server_part = secrets.token_bytes(32)
        self.salt = secrets.token_bytes(16)

    def challenge(self) -> list[tuple[str, str, int]]:
        """Key, value and flags of the reply to phase one."""
        return [
            ("AUTH_SESSKEY", encrypt(self.verifier.hash, self.server_part).hex().upper(), 0),
            ("AUTH_VFR_DATA", self.verifier.salt.hex().upper(), VERIFIER_12C),
            ("AUTH_PBKDF2_CSK_SALT", self.salt.hex().upper(), 0),
            ("AUTH_PBKDF2_VGEN_COUNT", str(PASSWORD_ROUNDS), 0),
            ("AUTH_PBKDF2_SDER_COUNT", str(SESSION_ROUNDS), 0),
        ]

    def verify(self, params: dict[str, str]) -> str | None:
        """AUTH_SVR_RESPONSE where the password is right, else None."""
        client_part = decrypt(self.verifier.hash, bytes.fromhex(params["AUTH_SESSKEY"]))
        both = (client_part[:32] + self.server_part).hex().upper().encode()
        key = hashlib.pbkdf2_hmac("sha512", both, self.salt, SESSION_ROUNDS, 32)
        clear = decrypt(key, bytes.fromhex(params["AUTH_PASSWORD"]))
        given = clear[16 : -clear[-1]]
        if self.verifier.password is None or not secrets.compare_digest(given, self.verifier.password):
            return None
        return encrypt(key, secrets.token_bytes(16) + b"SERVER_TO_CLIENT" + b"\x10" * 16).hex().upper()
