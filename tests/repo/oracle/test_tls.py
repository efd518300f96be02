"""tcps, by the driver: the wallet's ewallet.pem knows the stand-in's certificate, or does not."""

import asyncio
import ssl
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec import structs

from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from tests import certificates
from tests.oracle_wire.ajustes import ajustes, by_tls
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import leer
from tests.repo.oracle.test_without_database import mudo

LIMITE_S = 30
CLAVE = "la de la llave"


def _certificado(carpeta: Path, clave: str = "") -> Path:
    """Certificate and key of 127.0.0.1 in one file, as a wallet exported to PEM has them."""
    carpeta.mkdir()
    ruta = carpeta / "ewallet.pem"
    ruta.write_bytes(b"".join(certificates.hacer(clave)))
    return ruta


def _context(certificate: Path, clave: str = "") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, password=clave)
    return context


@pytest.mark.parametrize("conocido", [True, False])
def test_a_session_by_tls_where_the_certificate_is_known(tmp_path: Path, *, conocido: bool) -> None:
    async def correr() -> None:
        suyo, otro = _certificado(tmp_path / "suyo"), _certificado(tmp_path / "otro")
        async with OracleWire(Empresa(), tls=_context(suyo)) as servidor:
            repo = OracleRepo(by_tls(ajustes(servidor.port), (suyo if conocido else otro).parent))
            async with asyncio.timeout(LIMITE_S):
                if conocido:
                    assert await leer(repo) == 7
                else:
                    with pytest.raises(NoDisponible):
                        await leer(repo)
                    assert servidor.counts.total() == 0
                await repo.cerrar()

    asyncio.run(correr())


@pytest.mark.parametrize("clave", [CLAVE, "otra", ""])
def test_a_wallet_whose_key_has_a_password_shows_who_we_are_with_the_right_one(tmp_path: Path, clave: str) -> None:
    async def correr() -> None:
        suyo = _certificado(tmp_path / "suyo", CLAVE)
        contexto = _context(suyo, CLAVE)
        contexto.verify_mode = ssl.CERT_REQUIRED
        contexto.load_verify_locations(suyo)
        async with OracleWire(Empresa(), tls=contexto) as servidor:
            settings = structs.replace(by_tls(ajustes(servidor.port), suyo.parent), db_wallet_password=clave)
            repo = OracleRepo(settings)
            async with asyncio.timeout(LIMITE_S):
                if clave == CLAVE:
                    assert await leer(repo) == 7
                else:
                    with pytest.raises(NoDisponible):
                        await leer(repo)
                await repo.cerrar()

    asyncio.run(correr())


def test_a_listener_that_stays_silent_under_tls_is_given_up(tmp_path: Path) -> None:
    async def correr(pila: ExitStack) -> None:
        repo = OracleRepo(by_tls(ajustes(mudo(pila)), _certificado(tmp_path / "suyo").parent))
        with pytest.raises(NoDisponible):
            await leer(repo)
        async with asyncio.timeout(LIMITE_S):
            await repo.cerrar()

    with ExitStack() as pila:
        asyncio.run(correr(pila))
