"""Signing in and out."""

import re
import secrets
import unicodedata
from datetime import timedelta

from portal import claves
from portal.errors import DemasiadosIntentos, NoAutenticado, NoDisponible
from portal.operations.gate import de_a_pocos
from portal.operations.portal import Portal
from portal.repo.tablas import auditoria, consultas, intentos, usuarios
from portal.rules.permisos import puerta_permitida
from portal.structs.usuarios import Actor, Sesion, Usuario

VENTANA = timedelta(minutes=15)
INTENTOS_USUARIO = 5
INTENTOS_IP = 60
# A page is left open while somebody looks for the money; a program asks for a new token.
SESION_PAGINA = timedelta(hours=2)
MEMORIA_CONSULTAS = timedelta(days=2)


def normalizar(usuario: str) -> str:
    """The name under which a user is kept: cédulas are typed with dots and spaces, and names in any case."""
    limpio = unicodedata.normalize("NFKC", usuario).strip()
    sin_puntos = re.sub(r"[.\s]", "", limpio)
    return sin_puntos if sin_puntos.isdecimal() else limpio.casefold()


@de_a_pocos
async def entrar(
    portal: Portal, usuario: str, clave: str, *, puerta: str, agente: str, ip: str
) -> tuple[Usuario, Sesion]:
    """A session for who knows the password and is accepted by the ERP (VALIDAR_USURAIO).

    Raises NoAutenticado with one message for every cause, DemasiadosIntentos after five failures in fifteen minutes,
    NoDisponible in production while the demonstration's users are there: everybody knows their passwords.
    """
    nombre = normalizar(usuario)
    if portal.settings.produccion and await hay_cuentas_de_demo(portal):
        raise NoDisponible("cuentas-de-demostracion", "El ingreso no está habilitado: avisá a la empresa.", 3600)
    await _contar(portal, nombre, ip)
    async with portal.repo.lectura() as tx:
        hallado = await usuarios.por_nombre(tx.sql, nombre)
    coincide = await claves.verificar(hallado.clave if hallado else None, clave[: claves.LARGO_MAXIMO + 1])
    async with portal.repo.escritura() as tx:
        ahora = portal.reloj()
        # The row is read again: while the hash was computed the user may have been disabled, or changed the password.
        vigente = await usuarios.por_nombre(tx.sql, nombre)
        valido = coincide and hallado is not None and vigente == hallado and hallado.activo
        if valido and hallado is not None:
            valido = (await tx.paquete.validar_usuario(hallado.usuario)).codresp == "0"
        if not valido or hallado is None:
            await auditoria.anotar(tx.sql, ahora, None, "ingreso", nombre[:35], "rechazado", puerta)
            await tx.confirmar()
            raise NoAutenticado("ingreso-rechazado", "El usuario o la clave no son correctos.")
        puerta_permitida(hallado.rol, puerta)
        duracion = (
            SESION_PAGINA if puerta == "pagina" else timedelta(minutes=portal.settings.access_token_expire_minutes)
        )
        sesion = Sesion(
            sid=secrets.token_urlsafe(18),
            usuario_id=hallado.id,
            creada=ahora,
            vence=ahora + duracion,
            puerta=puerta,
            agente=agente[:200],
        )
        await usuarios.abrir_sesion(tx.sql, sesion)
        await intentos.olvidar(tx.sql, _clave_usuario(nombre, ip))
        await intentos.descontar(tx.sql, _clave_ip(ip))
        await consultas.olvidar(tx.sql, ahora - MEMORIA_CONSULTAS)
        await auditoria.anotar(tx.sql, ahora, None, "ingreso", hallado.usuario, "ok", puerta)
        await tx.confirmar()
    return hallado, sesion


async def hay_cuentas_de_demo(portal: Portal) -> bool:
    """Whether somebody can sign in with a password of the demonstration."""
    async with portal.repo.lectura() as tx:
        return await usuarios.cuantos_de_demo(tx.sql) > 0


def _clave_usuario(nombre: str, ip: str) -> str:
    # With the address in the key nobody can lock a customer out from elsewhere.
    return f"usuario:{nombre[:60]}:{ip}"


def _clave_ip(ip: str) -> str:
    return f"ip:{ip}"


async def _contar(portal: Portal, nombre: str, ip: str) -> None:
    """Counted before the hash is computed, so that parallel guesses do not pass."""
    async with portal.repo.escritura() as tx:
        ahora = portal.reloj()
        for clave, tope in ((_clave_usuario(nombre, ip), INTENTOS_USUARIO), (_clave_ip(ip), INTENTOS_IP)):
            cuenta, hasta = await intentos.contar(tx.sql, clave, ahora, VENTANA)
            if cuenta > tope:
                espera = max(1, int((hasta - ahora).total_seconds()))
                raise DemasiadosIntentos(
                    "demasiados-intentos",
                    f"Hubo demasiados intentos de ingreso: probá de nuevo en {-(-espera // 60)} minutos.",
                    espera,
                )
        await tx.confirmar()


async def actor(portal: Portal, sid: str, *, basta_vista: bool = False) -> Actor:
    """Who acts under that session. `basta_vista`: one that was open a moment ago will do. Raises NoAutenticado where it
    ended."""
    ahora, olvidos = portal.reloj(), portal.vistas.olvidos
    if basta_vista and (visto := portal.vistas.actor(sid, ahora)):
        return visto
    async with portal.repo.lectura() as tx:
        hallado = await usuarios.actor(tx.sql, sid, ahora)
    if hallado is None:
        raise NoAutenticado("sesion-terminada", "Tu sesión terminó: volvé a ingresar.")
    portal.vistas.anotar(hallado, ahora, olvidos)
    return hallado


async def salir(portal: Portal, quien: Actor) -> None:
    """Ends the session; its token is worth nothing from then on, on every instance."""
    async with portal.repo.escritura() as tx:
        await usuarios.cerrar_sesion(tx.sql, quien.usuario_id, quien.sid)
        await tx.confirmar()
    portal.vistas.olvidar()
