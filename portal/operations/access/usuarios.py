"""Users and their sessions."""

from portal import passwords
from portal.errors import Ajeno, DatoInvalido, NoEncontrado
from portal.inputs import identity
from portal.inputs.documento import normalizar as normalizar_documento
from portal.inputs.identity import usuario as normalizar
from portal.inputs.password import normal
from portal.operations.access import clave_actual, throttle
from portal.operations.access.ingreso import anotar_cierre
from portal.operations.mail import notices
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria, tries, usuarios
from portal.rules.access.passwords import exigir
from portal.rules.access.throttle import Balde
from portal.structs.usuarios import Actor, Equipo, Nivel, Rol, Sesion, Usuario
from portal.texts.catalogue import say
from portal.texts.named import datos

LARGO_USUARIO = 35


async def crear(
    portal: Portal,
    usuario: str,
    rol: Rol,
    nombre: str,
    documento: str | None,
    clave: str,
    *,
    nivel: Nivel | None = None,
    es_demo: bool = False,
    por: Actor | None = None,
    motivo: str = "",
) -> None:
    """A new user. por: who makes it, None from the command line; motivo: why, for the audit. Raises DatoInvalido with
    the field to mend."""
    llave = normalizar(usuario)
    if not 1 <= len(llave) <= LARGO_USUARIO:
        raise DatoInvalido("usuario-invalido", datos(maximo=LARGO_USUARIO), "usuario")
    if not nombre.strip():
        raise DatoInvalido("nombre-vacio", campo="nombre")
    if (documento is None) == (rol is Rol.CLIENTE):
        raise DatoInvalido("documento-invalido", datos(caso="de-otro-rol"), "documento")
    if (nivel is None) == (rol is Rol.OPERADOR):
        raise DatoInvalido("nivel-invalido", datos(caso="de-otro-rol" if nivel else "falta"), "nivel")
    exigir(normal(clave), rol, propias=(usuario, nombre, documento))
    cifrada = await passwords.cifrar(clave)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        try:
            if await usuarios.por_nombres(tx.sql, llave, identity.usuario_de_antes(usuario)):
                raise LlaveDuplicada
            await usuarios.crear(
                tx.sql,
                ahora,
                usuario=llave,
                rol=rol,
                nombre=nombre.strip(),
                documento=None if documento is None else normalizar_documento(documento),
                cifrada=cifrada,
                nivel=nivel,
                es_demo=es_demo,
            )
        except LlaveDuplicada as error:
            raise DatoInvalido("usuario-repetido", datos(usuario=llave), "usuario") from error
        await auditoria.anotar(
            tx.sql, ahora, por, "usuario-crear", llave, motivo=motivo or (f"{rol} {nivel}" if nivel else rol)
        )
        await tx.confirmar()

    await portal.repo.write(guardar)


async def _hallar(portal: Portal, usuario: str) -> Usuario:
    nombres = normalizar(usuario), identity.usuario_de_antes(usuario)
    hallado = await portal.repo.read(lambda tx: usuarios.por_nombres(tx.sql, *nombres))
    if hallado is None:
        raise NoEncontrado("usuario-desconocido")
    return hallado


async def cambiar_clave(portal: Portal, usuario: str, nueva: str) -> Usuario:
    """Sets a password from the command line, and ends every session of that user; whose it is."""
    hallado = await _hallar(portal, usuario)
    exigir(normal(nueva), hallado.rol, propias=(hallado.usuario, hallado.nombre, hallado.documento))
    cifrada = await passwords.cifrar(nueva)

    async def guardar(tx: Transaccion) -> None:
        await usuarios.cambiar_clave(tx.sql, hallado.id, cifrada)
        cerradas = await usuarios.cerrar_todas(tx.sql, hallado.id)
        await auditoria.anotar(
            tx.sql, portal.clock(), None, "clave-cambiar", hallado.usuario, motivo=_cuantas(cerradas)
        )
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
    return hallado


async def cambiar_nivel(portal: Portal, usuario: str, nivel: Nivel) -> None:
    """An operador's other level, from that moment on. Raises DatoInvalido for a user of another role."""
    hallado = await _hallar(portal, usuario)
    if hallado.rol is not Rol.OPERADOR:
        raise DatoInvalido("nivel-invalido", datos(caso="de-otro-rol"), "nivel")

    async def guardar(tx: Transaccion) -> None:
        await usuarios.cambiar_nivel(tx.sql, hallado.id, nivel)
        await auditoria.anotar(tx.sql, portal.clock(), None, "usuario-nivel", hallado.usuario, motivo=nivel)
        await tx.confirmar()

    await portal.repo.write(guardar)


async def desactivar(portal: Portal, usuario: str) -> None:
    """That user cannot sign in any more."""
    hallado = await _hallar(portal, usuario)

    async def guardar(tx: Transaccion) -> None:
        await usuarios.desactivar(tx.sql, hallado.id)
        await auditoria.anotar(tx.sql, portal.clock(), None, "usuario-desactivar", hallado.usuario)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


async def activar(portal: Portal, usuario: str) -> None:
    """That user can sign in again, with the password of before. Raises DatoInvalido in production for one of the
    demonstration: everybody knows its password, and nobody could sign in while it is there."""
    hallado = await _hallar(portal, usuario)

    async def guardar(tx: Transaccion) -> None:
        await usuarios.activar(tx.sql, hallado.id)
        if portal.settings.produccion and await usuarios.cuantos_de_demo(tx.sql):
            raise DatoInvalido("cuenta-de-demostracion")
        await auditoria.anotar(tx.sql, portal.clock(), None, "usuario-activar", hallado.usuario)
        await tx.confirmar()

    await portal.repo.write(guardar)


async def todos(portal: Portal) -> list[Usuario]:
    """Every user, for whoever runs the portal."""
    return await portal.repo.read(lambda tx: usuarios.todos(tx.sql))


async def desbloquear(portal: Portal, usuario: str) -> int:
    """Lifts the stop after too many failures, and every wait of that user; how many counts there were."""
    hallado = await _hallar(portal, usuario)
    cuenta = throttle.cuenta_de(portal.settings, hallado.usuario)

    async def perdonar(tx: Transaccion) -> int:
        cuantos = 0
        for balde in (Balde.CUENTA, Balde.EQUIPO, Balde.LUGAR, *throttle.DE_CODIGOS):
            cuantos += await tries.perdonar(tx.sql, f"{balde}:{cuenta}")
        await auditoria.anotar(tx.sql, portal.clock(), None, "usuario-desbloquear", hallado.usuario)
        await tx.confirmar()
        return cuantos

    return await portal.repo.write(perdonar)


async def cambiar_mi_clave(
    portal: Portal, actor: Actor, actual: str, nueva: str, *, equipo: Equipo | None = None
) -> None:
    """A user's own change; the other sessions end. Raises as clave_actual.comprobar, and DatoInvalido for a new
    one that will not do."""
    exigir(normal(nueva), actor.rol, propias=(actor.usuario, actor.nombre, actor.documento))
    propio = await clave_actual.comprobar(portal, actor, actual, "clave-cambiar", equipo=equipo)
    cifrada = await passwords.cifrar(nueva)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await usuarios.cambiar_clave(tx.sql, actor.usuario_id, cifrada)
        cerradas = await usuarios.cerrar_todas(tx.sql, actor.usuario_id, menos=actor.sid)
        await notices.de_cambio(tx, ahora, propio, CambioDeCuenta.CLAVE)
        await auditoria.anotar(tx.sql, ahora, actor, "clave-cambiar", actor.usuario, motivo=_cuantas(cerradas))
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


def _cuantas(cerradas: int) -> str:
    return say("sesiones-cerradas", datos(cuantas=cerradas)) if cerradas else ""


async def sesiones(portal: Portal, actor: Actor) -> list[Sesion]:
    """The actor's open sessions."""
    return await portal.repo.read(lambda tx: usuarios.sesiones(tx.sql, actor.usuario_id, portal.clock()))


async def cerrar_sesion(portal: Portal, actor: Actor, sid: str) -> None:
    """Ends one of the actor's own sessions."""

    async def cerrar(tx: Transaccion) -> None:
        if not await usuarios.cerrar_sesion(tx.sql, actor.usuario_id, sid):
            if await usuarios.hay_sesion(tx.sql, sid):
                raise Ajeno("sesion-desconocida", objeto=f"sesion {sid[:8]}")
            raise NoEncontrado("sesion-desconocida")
        await anotar_cierre(portal, tx, actor, sid)
        await tx.confirmar()

    await portal.repo.write(cerrar)
    portal.vistas.olvidar()


async def cerrar_otras(portal: Portal, actor: Actor) -> int:
    """Ends every session of the actor but the one that asks, of both doors; how many they were."""

    async def cerrar(tx: Transaccion) -> int:
        cerradas = await usuarios.cerrar_todas(tx.sql, actor.usuario_id, menos=actor.sid)
        if cerradas:
            await anotar_cierre(portal, tx, actor, "otras", _cuantas(cerradas))
        await tx.confirmar()
        return cerradas

    cerradas = await portal.repo.write(cerrar)
    portal.vistas.olvidar()
    return cerradas
