"""tcps, by the driver: TLS ends at a relay before the stand-in, whose certificate the wallet's ewallet.pem knows."""

import asyncio
import ssl
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec import structs

from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from portal.settings import Settings
from tests import certificates
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.listener import SERVICIO, OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import leer
from tests.repo.oracle.test_without_database import mudo

LIMITE_S = 30


def _certificado(carpeta: Path) -> Path:
    """Certificate and key of 127.0.0.1 in one file, as a wallet exported to PEM has them."""
    carpeta.mkdir()
    ruta = carpeta / "ewallet.pem"
    ruta.write_bytes(b"".join(certificates.hacer()))
    return ruta


async def _relevar(certificado: Path, puerto: int) -> asyncio.Server:
    async def pasar(de: asyncio.StreamReader, a: asyncio.StreamWriter) -> None:
        try:
            while trozo := await de.read(65536):
                a.write(trozo)
        except OSError:
            pass
        finally:
            a.close()

    async def atender(de: asyncio.StreamReader, a: asyncio.StreamWriter) -> None:
        desde, hacia = await asyncio.open_connection("127.0.0.1", puerto)
        await asyncio.gather(pasar(de, hacia), pasar(desde, a))

    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    contexto.load_cert_chain(certificado)
    return await asyncio.start_server(atender, "127.0.0.1", 0, ssl=contexto)


def _por_tls(puerto: int, billetera: Path) -> Settings:
    direccion = f"(ADDRESS=(PROTOCOL=tcps)(HOST=127.0.0.1)(PORT={puerto}))"
    dsn = f"(DESCRIPTION={direccion}(CONNECT_DATA=(SERVICE_NAME={SERVICIO})))"
    return structs.replace(ajustes(1), db_host="", db_service="", db_dsn=dsn, db_wallet=str(billetera))


@pytest.mark.parametrize("conocido", [True, False])
def test_a_session_by_tls_where_the_certificate_is_known(tmp_path: Path, *, conocido: bool) -> None:
    async def correr() -> None:
        suyo, otro = _certificado(tmp_path / "suyo"), _certificado(tmp_path / "otro")
        async with OracleWire(Empresa()) as servidor:
            relevo = await _relevar(suyo, servidor.port)
            billetera = (suyo if conocido else otro).parent
            repo = OracleRepo(_por_tls(relevo.sockets[0].getsockname()[1], billetera))
            async with asyncio.timeout(LIMITE_S):
                if conocido:
                    assert await leer(repo) == 7
                else:
                    with pytest.raises(NoDisponible):
                        await leer(repo)
                    assert servidor.counts.total() == 0
                await repo.cerrar()
            relevo.close()

    asyncio.run(correr())


def test_a_listener_that_stays_silent_under_tls_is_given_up(tmp_path: Path) -> None:
    async def correr(pila: ExitStack) -> None:
        repo = OracleRepo(_por_tls(mudo(pila), _certificado(tmp_path / "suyo").parent))
        with pytest.raises(NoDisponible):
            await leer(repo)
        async with asyncio.timeout(LIMITE_S):
            await repo.cerrar()

    with ExitStack() as pila:
        asyncio.run(correr(pila))
