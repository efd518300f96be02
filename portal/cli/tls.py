"""TLS by the server itself, for whoever has no proxy before it."""

import ssl
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from uvicorn import Config

from portal.cli.language import told
from portal.settings import AjusteInvalido
from portal.texts.es import consola

# Of TLS 1.2 (all of 1.3 are such): a key for each conversation, and encryption that also tells what was altered.
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"


class Pair(Struct, frozen=True):
    """A certificate with those that vouch for it, and its key, both in PEM."""

    certificate: Path
    key: Path


def pair(certificate: Path | None, key: Path | None) -> Pair | None:
    """The two files, once they serve together; None where neither was given. Raises AjusteInvalido."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise AjusteInvalido(told(consola.VAN_JUNTOS))
    if b"-----BEGIN CERTIFICATE-----" not in _read(certificate):
        raise AjusteInvalido(told(consola.NO_ES_CERTIFICADO, archivo=certificate))
    secret = _read(key)
    if b"PRIVATE KEY-----" not in secret:
        raise AjusteInvalido(told(consola.NO_ES_CLAVE, archivo=key))
    if b"ENCRYPTED" in secret:
        raise AjusteInvalido(told(consola.CLAVE_CON_CLAVE, archivo=key))
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise AjusteInvalido(told(consola.CLAVE_AJENA, clave=key, certificado=certificate)) from error
        raise AjusteInvalido(told(consola.TLS_DANADO, certificado=certificate, clave=key)) from error
    return Pair(certificate, key)


def context(_: Config, make: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """The server's own, never older than TLS 1.2 nor weaker than its strong ciphers, whatever the machine's OpenSSL
    allows."""
    made = make()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers(CIPHERS)
    return made


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise AjusteInvalido(told(consola.NO_SE_LEE, archivo=file)) from error
