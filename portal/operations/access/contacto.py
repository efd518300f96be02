"""How the portal reaches a user: the address, which is theirs once a link sent there was pressed, and the phone."""

from portal.errors import DatoInvalido, NoEncontrado
from portal.inputs import contact
from portal.operations.access import clave_actual, enlaces
from portal.operations.access.enlaces import CARTAS_AL_DIA, UN_DIA
from portal.operations.mail import notices, outbox
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.repo.tables.mail import avisos
from portal.rules.access import step_up
from portal.structs.cartas import Carta, ClaseDeCarta
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor, Equipo, Usuario
from portal.texts.named import datos


async def mio(portal: Portal, actor: Actor) -> Usuario:
    """The actor's own row, with address and phone. Raises NoEncontrado where it is gone."""
    hallado = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, actor.usuario_id))
    if hallado is None:
        raise NoEncontrado("usuario-desconocido")
    return hallado


async def pedir_correo(
    portal: Portal, actor: Actor, clave: str, correo: str, *, idioma: str, equipo: Equipo | None = None
) -> str:
    """Sends a link to that address, which is the user's once it is pressed; the address of before is told at once.

    clave: the present one, of whoever has no second factor; of whoever has one it would prove too little, and is not
    asked. Raises DatoInvalido for what is no address, is theirs already, a wrong password or after five in a day,
    DemasiadosIntentos where a try of the password has to wait, PruebaVencida where no factor was proved lately.
    """
    direccion = contact.correo(correo)
    if actor.factores:
        step_up.exigir(actor, portal.clock())
    else:
        await clave_actual.comprobar(portal, actor, clave, "correo-pedir", equipo=equipo)

    async def enviar(tx: Transaccion) -> None:
        ahora, propio = portal.clock(), await usuarios.por_id(tx.sql, actor.usuario_id)
        if propio is None or (direccion == propio.correo and propio.correo_confirmado):
            raise DatoInvalido("correo-de-siempre", campo="correo")
        if await tabla.cuantos_de_usuario(tx.sql, propio.id, TipoDeEnlace.CORREO, ahora - UN_DIA) >= CARTAS_AL_DIA:
            raise DatoInvalido("correos-de-mas", datos(maximo=CARTAS_AL_DIA), "correo")
        await tabla.terminar_de_usuario(tx.sql, propio.id, TipoDeEnlace.CORREO, ahora)
        token = await enlaces.crear(tx, ahora, TipoDeEnlace.CORREO, usuario_id=propio.id, datos={"correo": direccion})
        carta = Carta(
            clase=ClaseDeCarta.CORREO_NUEVO,
            para=direccion,
            suceso=enlaces.suceso(TipoDeEnlace.CORREO, token),
            datos={"nombre": propio.nombre, "token": token},
            idioma=idioma,
            usuario_id=propio.id,
            vence=ahora + enlaces.DURACION[TipoDeEnlace.CORREO],
        )
        await outbox.encolar(tx, ahora, carta)
        await notices.de_cambio(tx, ahora, propio, CambioDeCuenta.CORREO_PEDIDO)
        await avisos.hablar(tx.sql, propio.id, idioma)
        await auditoria.anotar(tx.sql, ahora, actor, "correo-pedir", actor.usuario)
        await tx.confirmar()

    await portal.repo.write(enviar)
    return direccion


async def mirar_correo(portal: Portal, token: str) -> Enlace:
    """The link that confirms an address, for its page. Raises NoEncontrado where it may not be used."""
    return await enlaces.mirar(portal, token, TipoDeEnlace.CORREO)


async def confirmar_correo(portal: Portal, token: str, *, ip: str) -> str:
    """The address that the link was sent to is the user's from now on, and that of before is told; the address.
    Raises NoEncontrado where the link may not be used."""

    async def guardar(tx: Transaccion) -> str:
        ahora = portal.clock()
        enlace = await enlaces.usar(tx, ahora, token, TipoDeEnlace.CORREO)
        propio = await usuarios.por_id(tx.sql, enlace.usuario_id or 0)
        if propio is None or not propio.activo:
            raise NoEncontrado("enlace-vencido")
        await usuarios.cambiar_correo(tx.sql, propio.id, enlace.datos["correo"], ahora)
        # A link to another password went to the address of before.
        await tabla.terminar_de_usuario(tx.sql, propio.id, TipoDeEnlace.CLAVE, ahora)
        await notices.de_cambio(tx, ahora, propio, CambioDeCuenta.CORREO)
        await auditoria.anotar(tx.sql, ahora, None, "correo-cambiar", propio.usuario, direccion=ip)
        await tx.confirmar()
        return enlace.datos["correo"]

    return await portal.repo.write(guardar)


async def cambiar_telefono(portal: Portal, actor: Actor, telefono: str, *, idioma: str) -> None:
    """Another phone, or none; they are written to in that language from now on. Raises DatoInvalido for what is no
    number."""
    numero = contact.telefono(telefono)

    async def guardar(tx: Transaccion) -> None:
        await usuarios.cambiar_telefono(tx.sql, actor.usuario_id, numero)
        await avisos.hablar(tx.sql, actor.usuario_id, idioma)
        await auditoria.anotar(tx.sql, portal.clock(), actor, "telefono-cambiar", actor.usuario)
        await tx.confirmar()

    await portal.repo.write(guardar)
