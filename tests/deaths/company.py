"""A company with as many customers as deaths: each owes three instalments of one plan."""

import time
from decimal import Decimal
from pathlib import Path

from portal import passwords
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.structs.usuarios import Rol
from tests import datos

CUOTAS = 3
COMISION = Decimal("0.015")


def documento(numero: int) -> str:
    return str(6_000_000 + numero)


def deudas(numero: int) -> list[str]:
    """The codmovimiento of what that customer owes, the oldest first."""
    return [f"C{numero}-{nro}" for nro in range(1, CUOTAS + 1)]


async def fundar(ruta: Path, cuantos: int) -> float:
    """Builds it at `ruta`, and the instant where its Monday begins, in seconds since the epoch."""
    repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
    await repo.crear_esquema()
    cifrada = await passwords.cifrar(datos.CLAVE)
    clientes = {
        documento(n): (
            f"Cliente {n}",
            datos.cuotas(f"C{n}-", datos.mensuales(9, 10, 11), plan=f"P{n}", lote=f"L{n}"),
        )
        for n in range(cuantos)
    }
    gente = [(doc, Rol.CLIENTE, doc) for doc in clientes]
    otros = [("canal-uno", Rol.CANAL, None), ("operadora", Rol.OPERADOR, None)]

    async def hacer(tx: Transaccion) -> None:
        await datos.cargar(tx, clientes)
        for usuario, rol, propio in (*gente, *otros):
            await usuarios.crear(
                tx.sql,
                datos.AHORA,
                usuario=usuario,
                rol=rol,
                nombre=usuario,
                documento=propio,
                nivel=datos.NIVELES.get(usuario),
                cifrada=cifrada,
                # Of the demonstration, so that who dies here needs no second factor to come back.
                es_demo=rol is Rol.OPERADOR,
            )
        await tx.confirmar()

    await repo.write(hacer)
    await repo.cerrar()
    return time.time()
