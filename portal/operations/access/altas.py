"""Accounts that people open by a link: one is offered by mail, and made by whoever reads that mail."""

from datetime import datetime

from msgspec import Struct

from portal import passwords
from portal.errors import DatoInvalido
from portal.inputs import contact
from portal.operations.access import clave_nueva, enlaces
from portal.operations.mail import outbox
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.repo.tables.desk import clientes
from portal.structs.cartas import Carta, ClaseDeCarta
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Rol
from portal.texts.languages import SOURCE

TIPOS = (TipoDeEnlace.ALTA, TipoDeEnlace.INVITACION)


class SinCuenta(Struct, frozen=True, kw_only=True):
    """A customer who has no account yet. documento: in its normal form."""

    documento: str
    nombre: str
    correo: str = ""


async def ofrecer(
    tx: Transaccion, ahora: datetime, persona: SinCuenta, tipo: TipoDeEnlace, clase: ClaseDeCarta, idioma: str
) -> None:
    """A mail with a link that opens that person's account; the earlier ones of its kind serve no more. The caller
    confirms."""
    await tabla.terminar_de_documento(tx.sql, persona.documento, tipo, ahora)
    sabido = {"nombre": persona.nombre, "correo": persona.correo}
    token = await enlaces.crear(tx, ahora, tipo, documento=persona.documento, datos=sabido)
    await clientes.conocer(tx.sql, persona.documento, persona.nombre, persona.correo)
    await outbox.encolar(
        tx,
        ahora,
        Carta(
            clase=clase,
            para=persona.correo,
            suceso=enlaces.suceso(tipo, token),
            datos={"nombre": persona.nombre, "token": token},
            idioma=idioma,
            vence=ahora + enlaces.DURACION[tipo],
        ),
    )


async def mirar(portal: Portal, token: str) -> Enlace:
    """The link, for the page that asks for a password. Raises NoEncontrado where it may not be used."""
    return await enlaces.mirar(portal, token, *TIPOS)


async def abrir(portal: Portal, token: str, clave: str, telefono: str, *, ip: str, idioma: str = SOURCE) -> str:
    """Makes the account and uses the link up; the name to sign in with. The address is confirmed by that, and is
    written to in that language.

    Raises NoEncontrado where the link may not be used, DatoInvalido for a password or a phone that will not do, or
    where the documento has an account by now.
    """
    enlace = await mirar(portal, token)
    documento, nombre, correo = enlace.documento or "", enlace.datos["nombre"], enlace.datos["correo"]
    numero = contact.telefono(telefono)
    propias = documento, nombre, clave_nueva.parte_propia(correo)
    await clave_nueva.exigir(portal, clave, Rol.CLIENTE, propias=propias)
    cifrada = await passwords.cifrar(clave)
    usuario = documento.casefold()

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await enlaces.usar(tx, ahora, token, *TIPOS)
        try:
            if await usuarios.por_documento(tx.sql, documento):
                raise LlaveDuplicada
            await usuarios.crear(
                tx.sql,
                ahora,
                usuario=usuario,
                rol=Rol.CLIENTE,
                nombre=nombre,
                documento=documento,
                cifrada=cifrada,
                correo=correo,
                telefono=numero,
                idioma=idioma,
            )
        except LlaveDuplicada as error:
            raise DatoInvalido("documento-con-cuenta") from error
        for tipo in (*TIPOS, TipoDeEnlace.PRIMER_ACCESO):
            await tabla.terminar_de_documento(tx.sql, documento, tipo, ahora)
        await auditoria.anotar(tx.sql, ahora, None, "usuario-crear", usuario, motivo=enlace.tipo, direccion=ip)
        await tx.confirmar()

    await portal.repo.write(guardar)
    return usuario
