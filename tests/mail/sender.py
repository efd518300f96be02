"""A process that only empties an outbox, until it is killed; its clock runs so much ahead."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from portal.assembly import armar_portal
from portal.operations.mail.delivery import repartir
from portal.settings import cargar
from tests import datos


def enviar(ruta: str, puerto: int, adelanto_s: float, registro: str) -> NoReturn:
    """Whatever it says goes to `registro`."""
    salida = os.open(registro, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(salida, 1)
    os.dup2(salida, 2)
    asyncio.run(_enviar(ruta, puerto, timedelta(seconds=adelanto_s)))
    raise AssertionError("unreachable: it is killed")


async def _enviar(ruta: str, puerto: int, adelanto: timedelta) -> None:
    comienzo = datetime.now(UTC)
    portal = armar_portal(
        cargar(
            {
                "SQLITE_PATH": ruta,
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(puerto),
                "SMTP_TLS": "ninguno",
                "SMTP_REMITENTE": "avisos@ejemplo.com.py",
            }
        ),
        lambda: datos.AHORA + adelanto + (datetime.now(UTC) - comienzo),
    )
    while True:
        if not await repartir(portal):
            await asyncio.sleep(0.01)
