"""Users."""

from msgspec import structs

from portal import passwords
from portal.errors import DatoInvalido, NoEncontrado
from portal.inputs import identity
from portal.inputs.documento import normalizar as normalizar_documento
from portal.inputs.identity import usuario as normalizar
from portal.operations.access import clave_actual, clave_nueva, contacto, sesiones, stops
from portal.operations.mail import notices
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.mail import avisos
from portal.structs.usuarios import Actor, Equipo, Nivel, Rol, Sesion, Usuario
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
    await clave_nueva.exigir(portal, clave, rol, propias=(usuario, nombre, documento))
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
    await clave_nueva.exigir_de(portal, hallado, nueva)
    cifrada = await passwords.cifrar(nueva)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await usuarios.cambiar_clave(tx.sql, hallado.id, cifrada)
        cerradas = await usuarios.cerrar_todas(tx.sql, hallado.id)
        await notices.de_cambio(tx, ahora, hallado, CambioDeCuenta.CLAVE_PUESTA)
        await auditoria.anotar(tx.sql, ahora, None, "clave-cambiar", hallado.usuario, motivo=sesiones.cuantas(cerradas))
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


async def desactivar(portal: Portal, usuario: str, *, por: Actor | None = None, motivo: str = "") -> None:
    """That user cannot sign in any more, and is told, but for the reason. por, motivo: as in crear."""
    hallado = await _hallar(portal, usuario)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if await usuarios.desactivar(tx.sql, hallado.id):
            await notices.de_cambio(tx, ahora, hallado, CambioDeCuenta.DESACTIVADA)
        await auditoria.anotar(tx.sql, ahora, por, "usuario-desactivar", hallado.usuario, motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


async def activar(portal: Portal, usuario: str, *, por: Actor | None = None, motivo: str = "") -> None:
    """That user can sign in again, with the password of before, and is told. por, motivo: as in crear. Raises
    DatoInvalido in production for one of the demonstration: everybody knows its password, and nobody could sign in
    while it is there."""
    hallado = await _hallar(portal, usuario)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if await usuarios.activar(tx.sql, hallado.id):
            await notices.de_cambio(tx, ahora, hallado, CambioDeCuenta.ACTIVADA)
        if portal.settings.produccion and await usuarios.cuantos_de_demo(tx.sql):
            raise DatoInvalido("cuenta-de-demostracion")
        await auditoria.anotar(tx.sql, ahora, por, "usuario-activar", hallado.usuario, motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)


async def todos(portal: Portal) -> list[Usuario]:
    """Every user, for whoever runs the portal."""
    return await portal.repo.read(lambda tx: usuarios.todos(tx.sql))


async def cerrar_las_de(portal: Portal, usuario: str, por: Actor, motivo: str) -> int:
    """Ends every session of that user, of both doors, and tells them if there was any; how many they were."""
    hallado = await _hallar(portal, usuario)

    async def cerrar(tx: Transaccion) -> int:
        ahora = portal.clock()
        cerradas = await usuarios.cerrar_todas(tx.sql, hallado.id)
        if cerradas:
            await notices.de_cambio(tx, ahora, hallado, CambioDeCuenta.SESIONES_CERRADAS)
        await auditoria.anotar(tx.sql, ahora, por, "usuario-cerrar-sesiones", hallado.usuario, motivo=motivo)
        await tx.confirmar()
        return cerradas

    cerradas = await portal.repo.write(cerrar)
    portal.vistas.olvidar()
    return cerradas


async def desbloquear(portal: Portal, usuario: str, *, por: Actor | None = None, motivo: str = "") -> int:
    """Lifts the stop after too many failures, and every wait of that user; how many counts there were. Of a customer
    also those of opening an account, who needs none yet: then `usuario` is the documento. por, motivo: as in crear."""
    nombres = normalizar(usuario), identity.usuario_de_antes(usuario)
    hallado = await portal.repo.read(lambda tx: usuarios.por_nombres(tx.sql, *nombres))
    documento = hallado.documento if hallado else identity.documento(usuario)
    if hallado is None and not identity.es_documento(documento or ""):
        raise NoEncontrado("usuario-desconocido")
    de_quien = hallado.usuario if hallado else documento or ""

    async def perdonar(tx: Transaccion) -> int:
        cuantos = 0
        for nombre in (hallado.usuario if hallado else "", stops.primer_acceso(documento) if documento else ""):
            cuantos += await stops.perdonar(portal, tx, nombre) if nombre else 0
        await auditoria.anotar(tx.sql, portal.clock(), por, "usuario-desbloquear", de_quien, motivo=motivo)
        await tx.confirmar()
        return cuantos

    return await portal.repo.write(perdonar)


async def cambiar_mi_clave(
    portal: Portal, actor: Actor, actual: str, nueva: str, *, idioma: str, equipo: Equipo | None = None
) -> Sesion:
    """A user's own change; the other sessions end, the actor's goes on by another number, and they are written to in
    that language from now on. Raises as
    clave_actual.comprobar, DatoInvalido for a new one that will not do, NoAutenticado where the session ended."""
    await clave_nueva.exigir_de(portal, await contacto.mio(portal, actor), nueva)
    propio = await clave_actual.comprobar(portal, actor, actual, "clave-cambiar", equipo=equipo)
    cifrada = await passwords.cifrar(nueva)

    async def guardar(tx: Transaccion) -> Sesion:
        ahora = portal.clock()
        sesion = await sesiones.renovar(tx, actor, ahora)
        await usuarios.cambiar_clave(tx.sql, actor.usuario_id, cifrada)
        cerradas = await usuarios.cerrar_todas(tx.sql, actor.usuario_id, menos=sesion.sid)
        await avisos.hablar(tx.sql, actor.usuario_id, idioma)
        await notices.de_cambio(tx, ahora, structs.replace(propio, idioma=idioma), CambioDeCuenta.CLAVE)
        await auditoria.anotar(tx.sql, ahora, actor, "clave-cambiar", actor.usuario, motivo=sesiones.cuantas(cerradas))
        await tx.confirmar()
        return sesion

    renovada = await portal.repo.write(guardar)
    portal.vistas.olvidar()
    return renovada
