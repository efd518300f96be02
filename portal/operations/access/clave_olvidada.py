"""A password that somebody forgot: a link to the address that is known to be theirs, and another password by it.

What is asked for is answered in the same words and time whoever there is.
"""

from datetime import datetime

from msgspec import structs

from portal import passwords
from portal.errors import DatoInvalido, NoEncontrado
from portal.inputs import identity
from portal.inputs.identity import usuario as normalizar
from portal.operations.access import clave_nueva, enlaces, sesiones, throttle
from portal.operations.access.enlaces import CARTAS_AL_DIA, UN_DIA
from portal.operations.access.even import parejo
from portal.operations.access.gate import de_a_pocos
from portal.operations.mail import notices, outbox
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.repo.tables.mail import avisos
from portal.structs.cartas import Carta, ClaseDeCarta
from portal.structs.enlaces import TipoDeEnlace
from portal.structs.usuarios import Actor, Usuario
from portal.texts.languages import SOURCE
from portal.texts.named import datos


@de_a_pocos
async def pedir(portal: Portal, usuario: str, *, idioma: str, ip: str) -> None:
    """Sends the link where that user is active and has an address that was confirmed, five a day at most. Raises
    DemasiadosIntentos where that network asked too often, and nothing else: nobody learns who has an account."""
    await throttle.contar(portal, "clave", ip)
    nombres = normalizar(usuario), identity.usuario_de_antes(usuario)

    async def enviar(tx: Transaccion) -> None:
        ahora = portal.clock()
        hallado = await usuarios.por_nombres(tx.sql, *nombres)
        if hallado is None or not hallado.activo or not hallado.correo or not hallado.correo_confirmado:
            return
        if not await _enviar(tx, ahora, hallado, hallado.correo, idioma):
            return
        await auditoria.anotar(tx.sql, ahora, None, "clave-pedir", hallado.usuario, direccion=ip)
        await tx.confirmar()

    async with parejo():
        await portal.repo.write(enviar)


async def mandar(portal: Portal, usuario: str, por: Actor, motivo: str) -> None:
    """The staff send that user the link. Raises NoEncontrado for nobody, DatoInvalido where it would reach nobody or
    five went out in a day."""
    nombres = normalizar(usuario), identity.usuario_de_antes(usuario)

    async def enviar(tx: Transaccion) -> None:
        ahora = portal.clock()
        hallado = await usuarios.por_nombres(tx.sql, *nombres)
        if hallado is None:
            raise NoEncontrado("usuario-desconocido")
        if not hallado.activo or not hallado.correo or not hallado.correo_confirmado:
            raise DatoInvalido("cuenta-sin-correo", campo="acto")
        if not await _enviar(tx, ahora, hallado, hallado.correo, hallado.idioma or SOURCE):
            raise DatoInvalido("correos-de-mas", datos(maximo=CARTAS_AL_DIA), "acto")
        await auditoria.anotar(tx.sql, ahora, por, "clave-mandar", hallado.usuario, motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(enviar)


async def _enviar(tx: Transaccion, ahora: datetime, a_quien: Usuario, correo: str, idioma: str) -> bool:
    """Queues the link; False after five in a day. The caller confirms."""
    if await tabla.cuantos_de_usuario(tx.sql, a_quien.id, TipoDeEnlace.CLAVE, ahora - UN_DIA) >= CARTAS_AL_DIA:
        return False
    token = await enlaces.crear(tx, ahora, TipoDeEnlace.CLAVE, usuario_id=a_quien.id)
    carta = Carta(
        clase=ClaseDeCarta.CLAVE_NUEVA,
        para=correo,
        suceso=enlaces.suceso(TipoDeEnlace.CLAVE, token),
        datos={"nombre": a_quien.nombre, "token": token},
        idioma=idioma,
        usuario_id=a_quien.id,
        vence=ahora + enlaces.DURACION[TipoDeEnlace.CLAVE],
    )
    await outbox.encolar(tx, ahora, carta)
    return True


async def mirar(portal: Portal, token: str) -> Usuario:
    """Whose password the link changes, for the page that asks for it. Raises NoEncontrado where it may not be used."""
    enlace = await enlaces.mirar(portal, token, TipoDeEnlace.CLAVE)
    hallado = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, enlace.usuario_id or 0))
    if hallado is None or not hallado.activo:
        raise NoEncontrado("enlace-vencido")
    return hallado


async def cambiar(portal: Portal, token: str, nueva: str, *, ip: str, idioma: str = SOURCE) -> None:
    """Another password: every session ends, none begins, factors stay, and the address is told, from now on in that
    language. Raises NoEncontrado where the link may not be used, DatoInvalido for a password that will not do."""
    hallado = await mirar(portal, token)
    await clave_nueva.exigir_de(portal, hallado, nueva)
    cifrada = await passwords.cifrar(nueva)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await enlaces.usar(tx, ahora, token, TipoDeEnlace.CLAVE)
        await usuarios.cambiar_clave(tx.sql, hallado.id, cifrada)
        await avisos.hablar(tx.sql, hallado.id, idioma)
        cerradas = await usuarios.cerrar_todas(tx.sql, hallado.id)
        await tabla.terminar_de_usuario(tx.sql, hallado.id, TipoDeEnlace.CLAVE, ahora)
        await notices.de_cambio(tx, ahora, structs.replace(hallado, idioma=idioma), CambioDeCuenta.CLAVE)
        motivo = sesiones.cuantas(cerradas)
        await auditoria.anotar(tx.sql, ahora, None, "clave-cambiar", hallado.usuario, motivo=motivo, direccion=ip)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
