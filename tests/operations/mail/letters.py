"""Cartas of a test, and what became of them."""

from datetime import timedelta

from portal.operations.mail import outbox
from portal.operations.portal import Portal
from portal.repo.protocol import Fila, Transaccion
from portal.structs.cartas import Carta, ClaseDeCarta
from tests.conftest import Casa

DATOS = {"equipo": "Firefox", "direccion": "192.0.2.7"}


def carta(n: int = 1, *, para: str = "ana@ejemplo.com", **cambios: object) -> Carta:
    return Carta(  # type: ignore[arg-type]  # the struct's own fields
        **{"clase": ClaseDeCarta.EQUIPO_NUEVO, "para": para, "suceso": f"equipo:{n}", "datos": DATOS, **cambios}
    )


def encolar(casa: Casa, *cuales: Carta) -> None:
    async def escribir(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            for cual in cuales:
                await outbox.encolar(tx, portal.clock(), cual)
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(escribir)


def filas(casa: Casa) -> list[Fila]:
    return casa.operar(
        lambda portal: portal.repo.read(
            lambda tx: tx.sql.todas(
                "SELECT id, suceso, para, estado, intentos, proxima, causa, datos FROM portal_carta ORDER BY id"
            )
        )
    )


def estados(casa: Casa) -> list[tuple[object, object]]:
    return [(fila["estado"], fila["intentos"]) for fila in filas(casa)]


UN_RATO = timedelta(hours=1)
