"""The second step of a sign-in: a code, after the password."""

from portal.errors import NoAutenticado
from portal.operations.access import ingreso, throttle
from portal.operations.access.gate import de_a_pocos
from portal.operations.factors import codes, pending
from portal.operations.factors.pending import Pendiente
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, pruebas, usuarios
from portal.structs.usuarios import Actor, Equipo, Sesion, Usuario


@de_a_pocos
async def entrar(
    portal: Portal,
    pendiente: Pendiente,
    codigo: str,
    *,
    puerta: str,
    agente: str,
    ip: str,
    equipo: Equipo | None = None,
    reemplaza: Actor | None = None,
) -> tuple[Usuario, Sesion]:
    """The session of who brings a code after the password.

    Raises NoAutenticado for a wrong code, and one that was used (`codigo-incorrecto`), and where the first step is no
    longer good (`paso-vencido`); DemasiadosIntentos where a try has to wait.
    """
    usuario = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, pendiente.usuario_id))
    if usuario is None or not pending.vigente(portal, pendiente, usuario):
        raise NoAutenticado("paso-vencido")
    prueba = await throttle.admitir_codigo(portal, usuario.usuario, ip=ip, equipo=equipo)

    async def probar(tx: Transaccion) -> tuple[Usuario, Sesion]:
        ahora = portal.clock()
        ahora_mismo = await usuarios.por_id(tx.sql, usuario.id)
        es_suyo = await codes.gastar(portal.settings, tx, usuario.id, codigo, ahora)
        if not es_suyo:
            await throttle.anotar_falla(tx, prueba, ahora, usuario)
            await auditoria.anotar(
                tx.sql, ahora, None, "segundo-paso", usuario.usuario, "rechazado", puerta, direccion=ip
            )
            await tx.confirmar()
            raise NoAutenticado("codigo-incorrecto")
        await throttle.anotar_acierto(tx, prueba, ahora)
        sirve = pending.vigente(portal, pendiente, ahora_mismo) and await ingreso.vale(tx, usuario)
        if not sirve or not await pruebas.gastar(tx.sql, pendiente.numero, pendiente.hasta):
            await tx.confirmar()
            raise NoAutenticado("paso-vencido")
        conocido = puerta == "api" or throttle.conoce(portal.settings, equipo, usuario.usuario)
        sesion = await ingreso.abrir_sesion(
            portal, tx, usuario, puerta, agente, ip=ip, conocido=conocido, reemplaza=reemplaza, paso="con código"
        )
        await tx.confirmar()
        return usuario, sesion

    abierta = await portal.repo.write(probar)
    if reemplaza is not None:
        portal.vistas.olvidar()
    return abierta


async def entrar_de_una(
    portal: Portal, usuario: str, clave: str, codigo: str, *, agente: str, ip: str
) -> tuple[Usuario, Sesion]:
    """Both steps at once, as a program signs in by the API. Raises as each of them does, and NoAutenticado where a code
    is needed and none came."""
    quien, sesion = await ingreso.entrar(portal, usuario, clave, puerta="api", agente=agente, ip=ip)
    if sesion is not None:
        return quien, sesion
    if not codigo:
        raise NoAutenticado("factor-requerido")
    return await entrar(portal, pending.nuevo(portal, quien), codigo, puerta="api", agente=agente, ip=ip)
