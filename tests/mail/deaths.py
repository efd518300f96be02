"""kill -9 of whoever sends, wherever it is: nothing is lost, and what comes twice is one message, whose answer died.

`python -m tests.mail.deaths [--muertes 200] [--semilla N]` prints what happened.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from decimal import Decimal
from multiprocessing.process import BaseProcess
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.mail import cartas
from portal.rules.mail.retries import TURNO
from portal.structs.cartas import Carta, ClaseDeCarta
from tests import datos
from tests.conftest import _construir
from tests.mail import sender
from tests.mail.server import serving

# Where it dies: before the server has anything, at its address, with the whole message taken and no answer given, or at
# any moment.
LUGARES = ("RCPT", "DATA", "respuesta", "cualquiera")
A_LA_VEZ = 2
ANTES_S = 0.04
ESPERA_S = 60.0
RAIZ = Path(__file__).parents[2]
HECHAS = "SELECT id FROM portal_carta WHERE estado <> 'PENDIENTE'"
FALTAN = "SELECT count(*) FROM portal_carta WHERE estado = 'PENDIENTE'"

_partera = multiprocessing.get_context("forkserver")
_partera.set_forkserver_preload(["tests.mail.sender"])


@dataclass
class Trampa:
    """A server that kills whoever sends at the place that is set. tomadas: the number of each carta, as often as the
    server took it."""

    lugar: str = ""
    proceso: BaseProcess | None = None
    llegaron: int = 0
    tomadas: list[int] = field(default_factory=list)
    mensajes: dict[int, set[str]] = field(default_factory=dict)

    def matar(self) -> None:
        if self.proceso is not None and self.proceso.pid is not None and self.proceso.is_alive():
            os.kill(self.proceso.pid, signal.SIGKILL)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        del server, session, rcpt_options
        self.llegaron += 1
        if self.lugar == "RCPT":
            self.matar()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its own name
        del server, session
        if self.lugar == "DATA":
            self.matar()
            return "451 died"
        mensaje = (envelope.content or b"").partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
        numero = int(mensaje.split(".")[1])
        self.tomadas.append(numero)
        self.mensajes.setdefault(numero, set()).add(mensaje)
        if self.lugar == "respuesta":
            self.matar()
        return "250 OK"


@dataclass
class Cuenta:
    """What happened: answers that died with whoever waited for them, by carta, and all that the server took."""

    muertes: int
    encoladas: int
    trampa: Trampa
    perdidas: Counter[int]
    segundos: float

    @property
    def dobles(self) -> Counter[int]:
        """How often more than once each was taken."""
        return Counter({numero: veces - 1 for numero, veces in Counter(self.trampa.tomadas).items() if veces > 1})

    def revisar(self) -> None:
        """Raises AssertionError where one was lost, or came twice without a lost answer or as another message."""
        assert set(self.trampa.tomadas) == set(range(1, self.encoladas + 1))
        assert all(len(mensajes) == 1 for mensajes in self.trampa.mensajes.values())
        assert not self.dobles - self.perdidas

    def __str__(self) -> str:
        return (
            f"{self.muertes} muertes, {self.encoladas} cartas: 0 perdidas, {self.dobles.total()} dobles, todas con su "
            f"mismo Message-ID y de las {self.perdidas.total()} respuestas que se perdieron. {self.segundos:.0f} s"
        )


async def morir(carpeta: Path, muertes: int, azar: random.Random) -> Cuenta:
    """So many lives of whoever sends, one after the other, and a last one that is left in peace."""
    ruta, trampa, perdidas = carpeta / "casa.sqlite3", Trampa(), Counter[int]()
    comienzo = time.monotonic()
    await _construir(ruta)
    async with serving(trampa) as puerto:  # type: ignore[arg-type]  # it answers as a Buzon does
        for vida in range(muertes):
            await _encolar(ruta, vida)
            trampa.lugar = LUGARES[vida % len(LUGARES)]
            async with _vivo(ruta, puerto, vida, trampa) as proceso:
                antes, desde = trampa.llegaron, len(trampa.tomadas)
                await _hasta(lambda antes=antes, proceso=proceso: trampa.llegaron > antes or not proceso.is_alive())
                if trampa.lugar == "cualquiera":
                    await asyncio.sleep(azar.uniform(0, ANTES_S))
                    trampa.matar()
                await _hasta(lambda proceso=proceso: not proceso.is_alive())
            await asyncio.sleep(0)
            perdidas.update(set(trampa.tomadas[desde:]) - _hechas(ruta))
        trampa.lugar = ""
        async with _vivo(ruta, puerto, muertes, trampa):
            while quedan := _faltan(ruta):
                await _hasta(lambda quedan=quedan: _faltan(ruta) < quedan)
    return Cuenta(muertes, muertes * A_LA_VEZ, trampa, perdidas, time.monotonic() - comienzo)


@asynccontextmanager
async def _vivo(ruta: Path, puerto: int, vida: int, trampa: Trampa) -> AsyncIterator[BaseProcess]:
    """A process that sends; each begins so late that whatever the one before it had taken is free again."""
    if str(RAIZ) not in sys.path:
        sys.path.insert(0, str(RAIZ))
    adelanto = (vida + 1) * 2 * TURNO.total_seconds()
    proceso = _partera.Process(target=sender.enviar, args=(str(ruta), puerto, adelanto, f"{ruta}.log"))
    proceso.start()
    trampa.proceso = proceso
    try:
        yield proceso
    finally:
        trampa.matar()
        await asyncio.to_thread(proceso.join, ESPERA_S)


async def _encolar(ruta: Path, vida: int) -> None:
    repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), Decimal(0))

    async def cuerpo(tx: Transaccion) -> None:
        for cual in range(A_LA_VEZ):
            carta = Carta(
                clase=ClaseDeCarta.CAMBIO_DE_CUENTA,
                para=f"c{vida}-{cual}@ejemplo.com",
                suceso=f"{vida}:{cual}",
                datos={"cambio": "clave"},
            )
            await cartas.encolar(tx.sql, datos.AHORA, carta)
        await tx.confirmar()

    await repo.write(cuerpo)
    await repo.cerrar()


def _hechas(ruta: Path) -> set[int]:
    with closing(sqlite3.connect(ruta)) as base:
        return {int(numero) for (numero,) in base.execute(HECHAS)}


def _faltan(ruta: Path) -> int:
    with closing(sqlite3.connect(ruta)) as base:
        return int(base.execute(FALTAN).fetchone()[0])


async def _hasta(cumple: Callable[[], bool]) -> None:
    limite = time.monotonic() + ESPERA_S
    while not cumple():
        assert time.monotonic() < limite, "it did not come to that"
        await asyncio.sleep(0.002)


def main() -> None:
    pide = argparse.ArgumentParser(description=__doc__)
    pide.add_argument("--muertes", type=int, default=200)
    pide.add_argument("--semilla", type=int, default=None)
    dado = pide.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        cuenta = asyncio.run(morir(Path(carpeta), dado.muertes, random.Random(dado.semilla)))  # noqa: S311 - when to die
        cuenta.revisar()
        print(cuenta)  # noqa: T201 - what was asked for


if __name__ == "__main__":
    main()
