"""A customer's account that may open another's documento beside its own."""

import sqlite3
from contextlib import closing

from msgspec import structs

from portal.operations.autorizaciones import grants
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import autorizaciones
from portal.structs.usuarios import Actor
from tests import datos
from tests.conftest import Casa
from tests.operations.mail import letters


def autorizar(casa: Casa, usuario: str, documento: str) -> int:
    """As the company does it; the authorization's number."""
    nombre = datos.CLIENTES[documento][0]
    casa.operar(lambda portal: grants.autorizar(portal, usuario, documento, nombre, "Trajo un poder"))
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        (numero,) = base.execute("SELECT max(id) FROM portal_autorizacion").fetchone()
        return int(numero)


def con_autorizaciones(casa: Casa, usuario: str, elegido: str = "") -> Actor:
    """The user as signed in, with all that they may open now, and one of those documentos chosen."""
    actor = casa.actor(usuario)

    async def leer(portal: Portal) -> Actor:
        async def cuerpo(tx: Transaccion) -> Actor:
            suyas = tuple(await autorizaciones.de_usuario(tx.sql, actor.usuario_id))
            completo = structs.replace(actor, autorizaciones=suyas)
            return next((completo.por(una) for una in suyas if una.documento == elegido), completo)

        return await portal.repo.read(cuerpo)

    return casa.operar(leer)


def con_correo(casa: Casa, *usuarios: str) -> None:
    """Each gets mail at an address of their own, which answered."""

    for usuario in usuarios:
        letters.con_correo(casa, usuario, f"{usuario}@ejemplo.com")
