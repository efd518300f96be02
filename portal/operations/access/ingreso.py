"""Signing in and out."""

from datetime import timedelta

from msgspec import structs

from portal import passwords
from portal.errors import NoAutenticado, NoDisponible, NoPermitido
from portal.inputs import identity
from portal.inputs.identity import usuario as normalizar
from portal.operations.access import sesiones, throttle
from portal.operations.access.gate import de_a_pocos
from portal.operations.access.sesiones import anotar_cierre, numero_nuevo
from portal.operations.access.throttle import Prueba
from portal.operations.mail import notices
from portal.operations.portal import Portal
from portal.passwords import Cotejo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import actores, auditoria, factores, usuarios
from portal.repo.tables.canales import canales
from portal.repo.tables.debts import consultas
from portal.rules.access.inactividad import SESION_PAGINA
from portal.rules.access.permisos import puerta_permitida
from portal.rules.access.throttle import Balde
from portal.rules.canales import networks
from portal.structs.usuarios import Actor, Equipo, Rol, Sesion, Usuario
from portal.texts.catalogue import say

MEMORIA_CONSULTAS = timedelta(days=2)
# The hash may be another by the time it was compared (a new password, or the same one in today's form): once more.
VUELTAS = 2


@de_a_pocos
async def entrar(
    portal: Portal,
    usuario: str,
    clave: str,
    *,
    puerta: str,
    agente: str,
    ip: str,
    equipo: Equipo | None = None,
    reemplaza: Actor | None = None,
) -> tuple[Usuario, Sesion | None]:
    """A session for who knows the password and is accepted by the ERP (VALIDAR_USURAIO); none yet for who has a second
    factor, still to be proved. `equipo`: the browser, where somebody signed in on it before; `reemplaza`: whose session
    it still has, which ends.

    Raises NoAutenticado with one message for every cause, DemasiadosIntentos where a try has to wait, NoPermitido at
    another role's door or from where a channel may not call, NoDisponible in production while the demonstration's users
    are there.
    """
    await exigir_habilitado(portal)
    prueba = await throttle.admitir(portal, usuario, puerta=puerta, ip=ip, equipo=equipo)
    for vuelta in range(VUELTAS):
        hallado = await _hallar(portal, usuario)
        cotejo = await passwords.verificar(hallado.clave if hallado else None, clave)
        abierta = await _abrir(portal, prueba, hallado, cotejo, puerta, agente, reemplaza, ultima=vuelta + 1 == VUELTAS)
        if abierta is not None:
            if reemplaza is not None:
                portal.vistas.olvidar()
            return abierta
    raise AssertionError("unreachable: the last round answers")


async def _abrir(
    portal: Portal,
    prueba: Prueba,
    hallado: Usuario | None,
    cotejo: Cotejo,
    puerta: str,
    agente: str,
    reemplaza: Actor | None,
    *,
    ultima: bool,
) -> tuple[Usuario, Sesion | None] | None:
    """The user of a password that was compared, with a session unless a second factor is to be proved; None where it is
    another by now, unless this try is the last."""

    async def abrir(tx: Transaccion) -> tuple[Usuario, Sesion | None] | None:
        # Read again: while the hash was computed the user may have been disabled, or changed the password.
        vigente = await usuarios.por_id(tx.sql, hallado.id if hallado else 0)
        if not ultima and hallado and vigente and vigente.clave != hallado.clave:
            return None
        if hallado is None or vigente != hallado or not cotejo.coincide or not await vale(tx, hallado):
            await _rechazar(portal, tx, prueba, puerta, hallado)
            raise NoAutenticado("ingreso-rechazado")
        await _exigir_puerta(portal, tx, hallado, puerta, prueba)
        ahora = portal.clock()
        if cotejo.renovada:
            await usuarios.cambiar_clave(tx.sql, hallado.id, cotejo.renovada)
        await throttle.anotar_acierto(tx, prueba, ahora)
        if await factores.cuantos(tx.sql, hallado.id):
            await auditoria.anotar(
                tx.sql, ahora, None, "ingreso", hallado.usuario, "falta-segundo-paso", puerta, direccion=prueba.ip
            )
            await tx.confirmar()
            return structs.replace(hallado, clave=cotejo.renovada or hallado.clave), None
        conocido = puerta == "api" or Balde.EQUIPO in prueba.baldes.values()
        sesion = await abrir_sesion(
            portal, tx, hallado, puerta, agente, ip=prueba.ip, conocido=conocido, reemplaza=reemplaza
        )
        await tx.confirmar()
        return hallado, sesion

    return await portal.repo.write(abrir)


async def abrir_sesion(
    portal: Portal,
    tx: Transaccion,
    usuario: Usuario,
    puerta: str,
    agente: str,
    *,
    ip: str,
    conocido: bool,
    reemplaza: Actor | None = None,
    paso: str = "",
) -> Sesion:
    """Opens it for who proved to be that user, and ends the one that the browser had; the caller confirms. conocido:
    whether that user signed in there before, or else is told of it; paso: what proved it beside a password, for the
    audit."""
    sesion = _sesion(portal, usuario, puerta, agente)
    await usuarios.abrir_sesion(tx.sql, sesion)
    await consultas.olvidar(tx.sql, sesion.creada - MEMORIA_CONSULTAS)
    if reemplaza is not None:
        await usuarios.cerrar_sesion(tx.sql, reemplaza.usuario_id, reemplaza.sid)
        await anotar_cierre(portal, tx, reemplaza, reemplaza.sid, say("sesion-reemplazada", ()))
    if not conocido:
        await notices.de_equipo_nuevo(tx, usuario, sesion, ip)
    como = f"{puerta} {paso}".strip()
    await auditoria.anotar(tx.sql, sesion.creada, None, "ingreso", usuario.usuario, "ok", como, direccion=ip)
    return sesion


async def _hallar(portal: Portal, usuario: str) -> Usuario | None:
    nombres = normalizar(usuario), identity.usuario_de_antes(usuario)
    return await portal.repo.read(lambda tx: usuarios.por_nombres(tx.sql, *nombres))


async def vale(tx: Transaccion, usuario: Usuario) -> bool:
    """Whether that user may sign in: neither the company nor the ERP turned it off."""
    return usuario.activo and (await tx.paquete.validar_usuario(usuario.usuario)).codresp == "0"


async def _rechazar(portal: Portal, tx: Transaccion, prueba: Prueba, puerta: str, usuario: Usuario | None) -> None:
    ahora, nombre = portal.clock(), throttle.nombre_en_auditoria(prueba, usuario)
    await throttle.anotar_falla(tx, prueba, ahora, usuario)
    await auditoria.anotar(tx.sql, ahora, None, "ingreso", nombre, "rechazado", puerta, direccion=prueba.ip)
    await tx.confirmar()


async def _exigir_puerta(portal: Portal, tx: Transaccion, usuario: Usuario, puerta: str, prueba: Prueba) -> None:
    """The password was right: it is no failure, and worth a row, since whoever typed it knows it."""
    try:
        puerta_permitida(usuario.rol, puerta)
        if usuario.rol is Rol.CANAL and (canal := await canales.por_nombre(tx.sql, usuario.usuario)):
            networks.exigir(canal.redes, prueba.ip)
    except NoPermitido as error:
        await throttle.soltar(tx, prueba)
        await auditoria.anotar(
            tx.sql, portal.clock(), None, "ingreso", usuario.usuario, error.codigo, puerta, direccion=prueba.ip
        )
        await tx.confirmar()
        raise


def _sesion(portal: Portal, usuario: Usuario, puerta: str, agente: str) -> Sesion:
    ahora = portal.clock()
    duracion = SESION_PAGINA if puerta == "pagina" else timedelta(minutes=portal.settings.access_token_expire_minutes)
    return Sesion(
        sid=numero_nuevo(),
        usuario_id=usuario.id,
        creada=ahora,
        vence=ahora + duracion,
        puerta=puerta,
        agente=agente[:200],
    )


async def exigir_habilitado(portal: Portal) -> None:
    """Raises NoDisponible in production while the demonstration's users are there: everybody knows their passwords."""
    if portal.settings.produccion and await hay_cuentas_de_demo(portal):
        raise NoDisponible("cuentas-de-demostracion", (), 3600)


async def hay_cuentas_de_demo(portal: Portal) -> bool:
    """Whether somebody can sign in with a password of the demonstration."""
    return await portal.repo.read(lambda tx: usuarios.cuantos_de_demo(tx.sql)) > 0


async def actor(portal: Portal, sid: str, *, basta_vista: bool = False) -> Actor:
    """Who acts under that session. `basta_vista`: one that was open a moment ago will do. Raises NoAutenticado where it
    ended, also by nobody using it."""
    ahora, olvidos = portal.clock(), portal.vistas.olvidos
    if basta_vista and (visto := portal.vistas.actor(sid, ahora)):
        return visto
    hallado = await portal.repo.read(lambda tx: actores.de_sesion(tx.sql, sid, ahora))
    if hallado is None:
        raise NoAutenticado("sesion-terminada")
    await sesiones.seguir(portal, hallado, ahora)
    portal.vistas.anotar(hallado, ahora, olvidos)
    return hallado


async def salir(portal: Portal, quien: Actor) -> None:
    """Ends the session; its token is worth nothing from then on, on every instance."""

    async def cerrar(tx: Transaccion) -> None:
        await usuarios.cerrar_sesion(tx.sql, quien.usuario_id, quien.sid)
        await auditoria.anotar(tx.sql, portal.clock(), quien, "salir", quien.usuario)
        await tx.confirmar()

    await portal.repo.write(cerrar)
    portal.vistas.olvidar()
