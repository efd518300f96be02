"""The installer over the real driver; no database compiles anything here."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from portal import clock
from portal.repo.oracle.schema.blocking import InstalacionCortada
from portal.repo.oracle.schema.installation import instalar
from portal.repo.oracle.schema.script import CREA, DEL_ERP, DEL_PORTAL, LIBROS, leer
from portal.settings import Settings
from portal.texts.catalogue import say
from portal.texts.named import datos
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO, OracleWire
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.values import Valor

LIMITE_S = 30
PROPIOS = [paso for nombre in DEL_PORTAL for paso in leer(nombre)]
TODOS = [paso for nombre in DEL_PORTAL + DEL_ERP for paso in leer(nombre)]
DE_LIBROS = [paso.sql for nombre in LIBROS for paso in leer(nombre)]
Instalar: TypeAlias = Callable[..., Awaitable[list[str]]]
Cuerpo: TypeAlias = "Callable[[Catalogo, OracleWire, Instalar], Awaitable[None]]"
Con: TypeAlias = Callable[[Cuerpo], None]


class Catalogo(BaseSqlite):
    """A database that is empty at first; `errores`: what does not compile, `ajenos`: packages of somebody else's."""

    def __init__(self, ruta: Path) -> None:
        super().__init__(ruta, clock.ahora)
        self.errores: dict[tuple[str, str], str] = {}
        self.ajenos = 0
        self.recibidas: list[str] = []

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        if "FROM user_errors" in sql:
            texto = self.errores.get((str(binds[1]), str(binds[0])))
            return ResultSet([Column("LINE", "NUMBER"), Column("TEXT")], [(7, texto)] if texto else [])
        if "FROM all_objects" in sql and self.ajenos:
            return ResultSet([Column("COUNT(*)", "NUMBER")], [(self.ajenos,)])
        hecho = await super().query(session, sql, binds)
        if isinstance(hecho, ResultSet) and "status FROM user_objects" in sql:
            filas = [
                (tipo, nombre, "INVALID" if (tipo, nombre) in self.errores else "VALID")
                for tipo, nombre, _ in hecho.rows
            ]
            return ResultSet(hecho.columns, filas)
        if CREA.match(sql) and sql not in DE_LIBROS:
            self.recibidas.append(sql)
        return hecho


@pytest.fixture
def con(tmp_path: Path) -> Con:
    async def correr(cuerpo: Cuerpo) -> None:
        catalogo = Catalogo(tmp_path / "oracle.sqlite3")
        async with OracleWire(catalogo) as servidor:
            settings = Settings(
                db_host=servidor.host, db_port=servidor.port, db_user=USUARIO, db_password=CLAVE, db_service=SERVICIO
            )

            async def pedir(*, con_erp: bool = True) -> list[str]:
                dicho: list[str] = []
                await asyncio.to_thread(instalar, settings, con_erp=con_erp, avisar=dicho.append)
                return dicho

            await asyncio.wait_for(cuerpo(catalogo, servidor, pedir), LIMITE_S)

    return lambda cuerpo: asyncio.run(correr(cuerpo))


def test_everything_is_created_once_and_said(con: Con) -> None:
    async def cuerpo(catalogo: Catalogo, _: OracleWire, pedir: Instalar) -> None:
        assert await pedir(con_erp=False) == [f"{paso.frase}: {paso.hecho}" for paso in PROPIOS]
        dicho = await pedir()
        assert catalogo.recibidas == [paso.sql for paso in TODOS]
        assert sum(frase.endswith("ya estaba") for frase in dicho) == len(PROPIOS)
        assert await pedir() == [f"{paso.frase}: ya estaba" for paso in TODOS]
        assert len(catalogo.recibidas) == len(TODOS)

    con(cuerpo)


@pytest.mark.parametrize("donde", range(0, len(TODOS), 5))
def test_it_goes_on_where_it_stopped(con: Con, donde: int) -> None:
    async def cuerpo(catalogo: Catalogo, servidor: OracleWire, pedir: Instalar) -> None:
        servidor.inject(
            "error", "^CREATE ", code=1031, skip=donde + len(DE_LIBROS), message="insufficient privileges for SECRETO"
        )
        with pytest.raises(InstalacionCortada) as corte:
            await pedir()
        frase = str(corte.value)
        assert f"«{TODOS[donde].frase}» (ORA-01031)" in frase
        creados = say("objetos-creados", datos(cuantos=donde)) if donde else "No se creó nada"
        assert f"). {creados}; al repetirla sigue desde ahí." in frase
        assert "SECRETO" not in frase
        assert len(catalogo.recibidas) == donde
        await pedir()
        assert catalogo.recibidas == [paso.sql for paso in TODOS]

    con(cuerpo)


@pytest.mark.parametrize("como", ["drop_before", "drop_after"])
def test_a_lost_connection_loses_nothing(con: Con, como: str) -> None:
    async def cuerpo(catalogo: Catalogo, servidor: OracleWire, pedir: Instalar) -> None:
        servidor.inject(como, "^CREATE TABLE portal_pago ")
        with pytest.raises(InstalacionCortada, match="«tabla portal_pago» "):
            await pedir()
        await pedir()
        assert catalogo.recibidas == [paso.sql for paso in TODOS]

    con(cuerpo)


def test_a_package_that_does_not_compile_stops_it_each_time(con: Con) -> None:
    async def cuerpo(catalogo: Catalogo, _: OracleWire, pedir: Instalar) -> None:
        cual = ("PACKAGE BODY", "PACK_PAGO_COBRO")
        catalogo.errores[cual] = "PLS-00201: identifier 'X' must be declared\nmás"
        for _vez in range(2):
            with pytest.raises(
                InstalacionCortada, match=r"«cuerpo del paquete pack_pago_cobro» \(no compila, línea 7: PLS"
            ):
                await pedir()
        del catalogo.errores[cual]
        await pedir()
        assert len(catalogo.recibidas) == len(TODOS)

    con(cuerpo)


def test_the_erps_own_package_is_never_touched(con: Con) -> None:
    async def cuerpo(catalogo: Catalogo, _: OracleWire, pedir: Instalar) -> None:
        catalogo.ajenos = 1
        with pytest.raises(InstalacionCortada, match="ya tiene un PACK_PAGO_WS"):
            await pedir()
        assert catalogo.recibidas == []
        await pedir(con_erp=False)
        assert len(catalogo.recibidas) == len(PROPIOS)

    con(cuerpo)


def test_a_database_that_is_not_there_is_one_sentence() -> None:
    settings = Settings(db_host="127.0.0.1", db_port=1, db_user="u", db_password="secreta", db_service="S")
    with pytest.raises(InstalacionCortada, match=r"No se puede entrar .*\(DPY-6005\)\.") as corte:
        instalar(settings, con_erp=False, avisar=print)
    assert "secreta" not in str(corte.value)
