"""One small company on a real embedded database, copied for each test, and clients of both doors on the real app."""

import asyncio
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal import passwords
from portal.app import create_app
from portal.assembly import armar_portal
from portal.clock import Clock
from portal.mail.correo import CorreoSmtp
from portal.operations.portal import Portal
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.settings import Settings
from portal.settings import cargar as cargar_ajustes
from portal.structs.usuarios import Actor, Rol
from tests import datos
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire

# Whatever the machine speaks, the command line says here what the catalogue does.
os.environ["LANGUAGE"] = "es"
# No test asserts how long anything takes: a busy machine is no failure.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

T = TypeVar("T")
MOTOR = os.environ.get("PORTAL_TEST_MOTOR", "embebida")
PAGINA = {"sec-fetch-site": "same-origin", "accept": "text/html"}


@dataclass
class _Prestada:
    """An application that one test after another has, and its portal."""

    app: Litestar
    portal: Portal


# By settings, those that a test may have at once, and how many it has.
_prestadas: defaultdict[Settings, list[_Prestada]] = defaultdict(list)
_tomadas: Counter[Settings] = Counter()
PRESTADAS = 2


@dataclass
class Casa:
    """A company, its settings and its clock."""

    settings: Settings
    clock: datos.RelojDePrueba = field(default_factory=datos.RelojDePrueba)

    def app(self) -> Litestar:
        """An application of its own each time. Registering its routes takes longer than most tests and is done once a
        process: what an application remembers is in its portal, whose parts are made anew."""
        # Where the database is, only the portal's own parts know.
        clase = structs.replace(self.settings, sqlite_path="", db_port=0)
        turno = _tomadas[clase]
        _tomadas[clase] += 1
        if turno < len(_prestadas[clase]):
            prestada = _prestadas[clase][turno]
            _estrenar(prestada.portal, self.settings, self.clock)
            return prestada.app
        portal = armar_portal(self.settings, self.clock)

        def hora() -> datetime:
            return portal.clock()

        app = create_app(self.settings, hora, barrido=False, armar=lambda _, __: portal)
        if turno < PRESTADAS:
            _prestadas[clase].append(_Prestada(app, portal))
        return app

    def operar(self, accion: Callable[[Portal], Awaitable[T]]) -> T:
        """Runs an operation on a portal of its own, beside any server that is open on the same database."""

        async def con_portal() -> T:
            portal = armar_portal(self.settings, self.clock)
            try:
                return await accion(portal)
            finally:
                await portal.cerrar()

        return asyncio.run(con_portal())

    def actor(self, usuario: str) -> Actor:
        """The user as signed in, for operations called without a door."""

        async def leer(portal: Portal) -> Actor:
            hallado = await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, usuario))
            assert hallado is not None
            return hallado.como_actor("prueba")

        return self.operar(leer)


def _estrenar(portal: Portal, settings: Settings, clock: Clock) -> None:
    """Each part new but for its letterhead, which the templates keep: it is as it was before anybody read it."""
    propio = armar_portal(settings, clock)
    portal.membrete.empresa = propio.membrete.empresa
    partes = {parte.name: getattr(propio, parte.name) for parte in fields(Portal)}
    partes |= {"membrete": portal.membrete, "correo": CorreoSmtp(settings, clock, portal.membrete)}
    for nombre, parte in partes.items():
        object.__setattr__(portal, nombre, parte)


async def _construir(ruta: Path) -> None:
    repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), Decimal("0.015"))
    await repo.crear_esquema()
    cifrada = await passwords.cifrar(datos.CLAVE)

    async def hacer(tx: Transaccion) -> None:
        await datos.cargar(tx)
        gente = [(documento, Rol.CLIENTE, nombre, documento) for documento, (nombre, _) in datos.CLIENTES.items()]
        gente += [("canal-uno", Rol.CANAL, "Canal Uno", None), ("canal-dos", Rol.CANAL, "Canal Dos", None)]
        gente += [(usuario, Rol.OPERADOR, nombre, None) for usuario, nombre in datos.OPERADORES.items()]
        for usuario, rol, nombre, documento in gente:
            await usuarios.crear(
                tx.sql,
                datos.AHORA,
                usuario=usuario,
                rol=rol,
                nombre=nombre,
                documento=documento,
                cifrada=cifrada,
                # Of the demonstration, so that no test but those of factors needs a second one to sign in.
                es_demo=rol is Rol.OPERADOR,
                nivel=datos.NIVELES.get(usuario),
            )
        await tx.confirmar()

    await repo.write(hacer)
    await repo.cerrar()


@pytest.fixture(scope="session")
def plantilla(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ruta = tmp_path_factory.mktemp("plantilla") / "casa.sqlite3"
    asyncio.run(_construir(ruta))
    return ruta


@pytest.fixture
def casa(plantilla: Path, tmp_path: Path) -> Iterator[Casa]:
    """With PORTAL_TEST_MOTOR=hilo (or hilo-23ai) the engine is Oracle's, on the stand-in over the same file."""
    _tomadas.clear()
    ruta = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    casa = Casa(cargar_ajustes({"SQLITE_PATH": str(ruta)}))
    if MOTOR == "embebida":
        yield casa
        return
    perfil = MOTOR.removeprefix("hilo").removeprefix("-") or "19c"
    with EnHilo(OracleWire(BaseSqlite(ruta, casa.clock), profile=perfil)) as hilo:
        casa.settings = structs.replace(ajustes(hilo.servidor.port), sqlite_path=str(ruta))
        yield casa


@pytest.fixture
def anonimo(casa: Casa) -> Iterator[TestClient[Litestar]]:
    with TestClient(casa.app(), raise_server_exceptions=False) as cliente:
        yield cliente


@pytest.fixture
def entrar(anonimo: TestClient[Litestar]) -> Callable[[str], TestClient[Litestar]]:
    """Signs the browser in as that user."""

    def ingresar(usuario: str) -> TestClient[Litestar]:
        anonimo.headers.update(PAGINA)
        respuesta = anonimo.post("/ingreso", data={"usuario": usuario, "clave": datos.CLAVE}, follow_redirects=False)
        assert respuesta.status_code == 303, respuesta.text
        return anonimo

    return ingresar


@pytest.fixture
def web(entrar: Callable[[str], TestClient[Litestar]]) -> TestClient[Litestar]:
    return entrar(datos.TRES_Y_AGUA)


@pytest.fixture
def operador_web(entrar: Callable[[str], TestClient[Litestar]]) -> TestClient[Litestar]:
    return entrar("operadora")


class ClienteApi:
    """One user's requests to a server that others use too."""

    def __init__(self, servidor: TestClient[Litestar], token: str) -> None:
        self._servidor = servidor
        self.cabeceras = {"authorization": f"Bearer {token}"}

    def get(self, ruta: str, **parametros: str | int) -> Response:
        return self._servidor.get(ruta, params=parametros, headers=self.cabeceras)

    def post(self, ruta: str, **parametros: str | int) -> Response:
        return self._servidor.post(ruta, params=parametros, headers=self.cabeceras)


@pytest.fixture
def con_token(anonimo: TestClient[Litestar]) -> Callable[[str], ClienteApi]:
    def ingresar(usuario: str) -> ClienteApi:
        respuesta = anonimo.post("/token", data={"username": usuario, "password": datos.CLAVE})
        assert respuesta.status_code == 200, respuesta.text
        return ClienteApi(anonimo, respuesta.json()["access_token"])

    return ingresar


@pytest.fixture
def canal_api(con_token: Callable[[str], ClienteApi]) -> ClienteApi:
    return con_token("canal-uno")
