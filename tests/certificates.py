"""A certificate of this machine, which vouches for itself, and its key."""

import ipaddress
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def hacer(contrasena: str = "") -> tuple[bytes, bytes]:
    """Both in PEM, of 127.0.0.1 and ::1; the key under a password where one is given."""
    llave = ec.generate_private_key(ec.SECP256R1())
    nombre = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    direcciones = [x509.IPAddress(ipaddress.ip_address(cual)) for cual in ("127.0.0.1", "::1")]
    ahora = datetime.now(UTC)
    hecho = (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ahora - timedelta(days=1))
        .not_valid_after(ahora + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(direcciones), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(llave, hashes.SHA256())
    )
    cifrado: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(contrasena.encode()) if contrasena else serialization.NoEncryption()
    )
    return (
        hecho.public_bytes(serialization.Encoding.PEM),
        llave.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, cifrado),
    )
