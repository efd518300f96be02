"""Customers whom the company knows and who have no account yet."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from portal.operations.access import altas, contacto, primer_acceso
from portal.operations.portal import Portal
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.rules.access.primer_acceso import LoSabido
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.letters import token

NUEVA = "5123456"
MOVIMIENTO = "NUEVA-1"
CORREO = "noelia@ejemplo.com.py"
CLAVE = "tres tristes tigres"
RED = "190.104.1.1"


async def load(portal: Portal) -> None:
    async def body(tx: Transaccion) -> None:
        deudas = datos.cuotas("NUEVA-", datos.mensuales(10, 11), plan="P77", lote="L77")
        await datos.cargar(tx, {NUEVA: ("Noelia Ñamandú", deudas)})
        await tx.confirmar()

    await portal.repo.write(body)


async def load_all(ruta: Path, documentos: Iterable[str]) -> None:
    """Several more, into a company's file that nobody has open yet; the debts of each are named by its documento."""
    repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), Decimal(0))

    async def body(tx: Transaccion) -> None:
        for each in documentos:
            await datos.cargar(tx, {each: ("Noelia Ñamandú", datos.cuotas(f"{each}-", datos.mensuales(10, 11)))})
        await tx.confirmar()

    await repo.write(body)
    await repo.cerrar()


async def prove(portal: Portal, documento: str = NUEVA, movimiento: str = MOVIMIENTO, ip: str = RED) -> str:
    return await primer_acceso.comprobar(portal, documento, LoSabido(movimiento=movimiento), ip=ip)


def opened(casa: Casa, correo: str = CORREO) -> None:
    """The whole way of a customer who opens the own account."""

    async def ask(portal: Portal) -> None:
        await load(portal)
        proof = await prove(portal)
        await primer_acceso.escribir(portal, proof, correo, idioma="es", ip=RED)

    casa.operar(ask)
    link = token(casa, ClaseDeCarta.ALTA)
    casa.operar(lambda portal: altas.abrir(portal, link, CLAVE, "", ip=RED))


def reachable(casa: Casa, usuario: str, correo: str) -> None:
    """Gives somebody who has an account an address, confirmed by its link."""
    quien = casa.actor(usuario)
    casa.operar(lambda portal: contacto.pedir_correo(portal, quien, datos.CLAVE, correo, idioma="es"))
    link = token(casa, ClaseDeCarta.CORREO_NUEVO)
    casa.operar(lambda portal: contacto.confirmar_correo(portal, link, ip=RED))
