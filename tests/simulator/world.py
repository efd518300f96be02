"""The company of a history: one real file, several processes on it, and the people that the actors are."""

import asyncio
import os
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from portal.assembly import armar_portal
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import BancoDemo
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.settings import Settings, cargar
from portal.structs.usuarios import Actor, Rol
from tests import datos
from tests.simulator.engine import EnLinea
from tests.simulator.faults import TASA, BancoConFallas, Clima, RepoConFallas
from tests.simulator.oracle import Oraculo
from tests.simulator.turns import Turnos, Vida

RAPIDA = Path("/dev/shm")  # noqa: S108 - a disk would only make the same histories slower
DESFASES = (timedelta(), timedelta(), timedelta(hours=1), timedelta(hours=-1))
CANALES = ("canal-uno", "canal-dos")


def carpeta() -> Path:
    """Where to keep the files of a run."""
    return Path(tempfile.mkdtemp(prefix="simulador-", dir=RAPIDA if os.access(RAPIDA, os.W_OK) else None))


def plantilla(ruta: Path) -> None:
    """The company before anything happens, whose copy each history gets."""
    asyncio.run(_construir(ruta))


async def _construir(ruta: Path) -> None:
    repo = EmbeddedRepo(ruta, lambda: datos.AHORA, TASA)
    await repo.crear_esquema()
    gente = [(documento, Rol.CLIENTE, documento) for documento in datos.CLIENTES]
    gente += [(canal, Rol.CANAL, None) for canal in CANALES]
    gente += [("operadora", Rol.OPERADOR, None)]

    async def fundar(tx: Transaccion) -> None:
        await datos.cargar(tx)
        for usuario, rol, documento in gente:
            await usuarios.crear(
                tx.sql,
                datos.AHORA,
                usuario=usuario,
                rol=rol,
                nombre=usuario,
                documento=documento,
                nivel=datos.NIVELES.get(usuario),
                cifrada="-",
            )
        await tx.confirmar()

    await repo.write(fundar)
    await repo.cerrar()


def actor(usuario: str) -> Actor:
    """Whoever signed in as that user."""
    rol = Rol.CANAL if usuario in CANALES else Rol.OPERADOR if usuario == "operadora" else Rol.CLIENTE
    documento = usuario if rol is Rol.CLIENTE else None
    return Actor(
        usuario_id=1,
        usuario=usuario,
        rol=rol,
        nombre=usuario,
        documento=documento,
        nivel=datos.NIVELES.get(usuario),
        sid="simulador",
    )


class Mundo(Turnos):
    """Processes that live and die, and the clock of each."""

    def __init__(self, azar: Random, ruta: Path, cuantas: int, clima: Clima) -> None:
        super().__init__(azar)
        self.clima = clima
        self.oraculo = Oraculo(ruta)
        self.settings: Settings = cargar({"SQLITE_PATH": str(ruta)})
        self._repos: list[EnLinea] = []
        desfases = [azar.choice(DESFASES) for _ in range(cuantas)]
        self.instancias = [self._nacer(f"i{nro}", desfase) for nro, desfase in enumerate(desfases)]

    def _nacer(self, nombre: str, desfase: timedelta) -> tuple[Vida, Portal]:
        vida = Vida(nombre, self, desfase)
        armado = armar_portal(self.settings, vida.clock)
        real = EnLinea(Path(self.settings.sqlite_path), vida.clock, TASA, self.oraculo.cambio)
        self._repos.append(real)
        repo = RepoConFallas(real, self, vida, self.clima)
        # The bank is another house: its clock is right, and its own database does not fail with ours.
        casa = RepoConFallas(real, self, vida, Clima())
        banco = BancoDemo(casa, lambda: self.ahora, self.settings)
        return vida, replace(armado, repo=repo, pasarela=BancoConFallas(banco, repo, casa))

    def alguna(self) -> tuple[Vida, Portal]:
        """An instance that answers: one that died was started again, and remembers nothing."""
        nro = self.azar.randrange(len(self.instancias))
        vida, _ = self.instancias[nro]
        if vida.muerta:
            self.instancias[nro] = self._nacer(vida.nombre, vida.desfase)
        return self.instancias[nro]

    def amanecer(self) -> None:
        """Everybody up, and all the clocks right."""
        self.clima.calmar()
        for nro, (vida, _) in enumerate(self.instancias):
            vida.desfase = timedelta()
            if vida.muerta:
                self.instancias[nro] = self._nacer(vida.nombre, timedelta())

    async def cerrar(self) -> None:
        for repo in self._repos:
            repo.cerrar()
        self.oraculo.cerrar()
