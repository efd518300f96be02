"""The company's own data, on every engine."""

import pytest
from msgspec import structs

from portal.imports.logo import leer
from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.desk import empresas
from portal.structs.empresa import Empresa
from tests import datos
from tests.company import LLENA, dibujo
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
LOGO = leer(dibujo("JPEG"))


def test_versions_and_their_logos(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await empresas.cambios(tx.sql, 5) == []
            primera = structs.replace(LLENA, version=1, logo=LOGO)
            await empresas.anotar(tx.sql, AHORA, primera, "jefa", "porque sí")
            with pytest.raises(LlaveDuplicada):
                await empresas.anotar(tx.sql, AHORA, primera, "otra", "a la vez")
            await empresas.anotar(tx.sql, AHORA, structs.replace(primera, version=2), "jefa", "mismo logo")
            await empresas.anotar(tx.sql, AHORA, Empresa(version=3), "jefa", "nada")
            tercera, segunda, primero = await empresas.cambios(tx.sql, 5)
            assert (tercera.empresa, tercera.huella_logo) == (Empresa(version=3), "")
            assert (segunda.empresa, segunda.huella_logo) == (structs.replace(LLENA, version=2), LOGO.huella)
            assert (primero.en, primero.por, primero.motivo) == (AHORA, "jefa", "porque sí")
            assert [cambio.empresa.version for cambio in await empresas.cambios(tx.sql, 1)] == [3]
            assert await empresas.logo(tx.sql, LOGO.huella) == LOGO
            assert await empresas.logo(tx.sql, "0" * 64) is None

        await repo.write(hacer)

    con(cuerpo)
