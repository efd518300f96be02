"""Cartas of a test, whoever gets them, and what became of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

from msgspec import structs

from portal.assembly import armar_portal
from portal.clock import en_micros
from portal.operations.mail import outbox
from portal.operations.portal import Portal
from portal.repo.protocol import Fila, Transaccion
from portal.repo.tables.mail import cartas
from portal.structs.cartas import Carta, ClaseDeCarta, EstadoDeCarta
from tests.conftest import Casa
from tests.mail.server import Buzon, serving

DATOS = {"agente": "Mozilla (X11; Linux) Firefox/1", "direccion": "192.0.2.7"}
UN_RATO = timedelta(hours=1)
CON_CORREO = "UPDATE portal_usuario SET correo = :correo, correo_confirmado = :ahora WHERE usuario = :usuario"
TODAS = "SELECT id, suceso, clase, para, estado, intentos, proxima, causa, datos FROM portal_carta ORDER BY id"


def carta(n: int = 1, *, para: str = "ana@ejemplo.com", **cambios: object) -> Carta:
    una = Carta(clase=ClaseDeCarta.EQUIPO_NUEVO, para=para, suceso=f"equipo:{n}", datos=DATOS)
    return structs.replace(una, **cambios)


def encolar(casa: Casa, *cuales: Carta) -> None:
    async def cuerpo(tx: Transaccion) -> None:
        for cual in cuales:
            await outbox.encolar(tx, casa.clock(), cual)
        await tx.confirmar()

    casa.operar(lambda portal: portal.repo.write(cuerpo))


def fallar(casa: Casa, numero: int) -> None:
    """That one could not be sent, and was given up."""

    async def cuerpo(tx: Transaccion) -> None:
        envio = await cartas.por_id(tx.sql, numero)
        assert envio is not None
        assert await cartas.terminar(tx.sql, envio, EstadoDeCarta.FALLIDA, casa.clock(), "550")
        await tx.confirmar()

    casa.operar(lambda portal: portal.repo.write(cuerpo))


def con_correo(casa: Casa, usuario: str, correo: str = "ana@ejemplo.com") -> None:
    async def cuerpo(tx: Transaccion) -> None:
        await tx.sql.ejecutar(CON_CORREO, usuario=usuario, correo=correo, ahora=en_micros(casa.clock()))
        await tx.confirmar()

    casa.operar(lambda portal: portal.repo.write(cuerpo))


def filas(casa: Casa) -> list[Fila]:
    return casa.operar(lambda portal: portal.repo.read(lambda tx: tx.sql.todas(TODAS)))


def estados(casa: Casa) -> list[tuple[object, object]]:
    return [(fila["estado"], fila["intentos"]) for fila in filas(casa)]


@asynccontextmanager
async def con_servidor(casa: Casa, puerto: int) -> AsyncIterator[Portal]:
    """A portal that sends by the server at that port."""
    ajustes = structs.replace(
        casa.settings,
        smtp_host="127.0.0.1",
        smtp_port=puerto,
        smtp_tls="ninguno",
        smtp_remitente="avisos@ejemplo.com.py",
    )
    portal = armar_portal(ajustes, casa.clock)
    try:
        yield portal
    finally:
        await portal.cerrar()


def de(buzon: Buzon) -> Callable[[], AbstractAsyncContextManager[int]]:
    return lambda: serving(buzon)
