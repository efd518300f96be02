"""Using a passkey: the question to the browser, and whose its answer is."""

import hmac
from datetime import datetime
from urllib.parse import urlsplit

from msgspec import Struct

from portal.errors import DatoInvalido, NoAutenticado
from portal.factors import challenges, passkeys
from portal.factors.passkeys import Answered, InvalidPasskey, Site
from portal.operations.access import ingreso, throttle
from portal.operations.access.gate import de_a_pocos
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import factores, pruebas, usuarios
from portal.rules.access.permisos import puerta_permitida
from portal.settings import Settings
from portal.settings.values import is_address
from portal.structs.factores import Factor
from portal.structs.usuarios import Actor, Equipo, Sesion, Usuario

NOMBRE = "Espacio Clientes"
DE_INGRESO = "ingreso"


class Comprobada(Struct, frozen=True):
    """A passkey whose answer holds: how often it signed by now, and the challenge, still to be used up."""

    factor: Factor
    firmas: int
    reto: bytes
    vence: datetime


def rp_id(settings: Settings) -> str:
    """The host's name that passkeys are bound to; empty where the portal's address is a number."""
    nombre = urlsplit(settings.url_publica).hostname or ""
    return "" if is_address(nombre) else nombre


def sitio(settings: Settings) -> Site:
    """For whom passkeys are. Raises DatoInvalido where the portal's address is a number: a passkey needs a name."""
    if not rp_id(settings):
        raise DatoInvalido("sin-passkeys")
    return Site(rp_id(settings), settings.url_publica.removesuffix("/"), NOMBRE)


def pregunta_de_ingreso(portal: Portal) -> str:
    """What the browser is asked to sign in: any passkey of this site, whoever's."""
    reto = challenges.new(portal.settings.secret_key, DE_INGRESO, portal.clock())
    return passkeys.to_use(sitio(portal.settings), reto)


@de_a_pocos
async def entrar(
    portal: Portal,
    respuesta: str,
    *,
    agente: str,
    ip: str,
    equipo: Equipo | None = None,
    reemplaza: Actor | None = None,
) -> tuple[Usuario, Sesion]:
    """The session of who brings a passkey, alone. Raises NoAutenticado with one message for every cause."""
    await ingreso.exigir_habilitado(portal)
    try:
        comprobada = await comprobar(portal, DE_INGRESO, respuesta, con_duenio=True)
    except InvalidPasskey as error:
        raise NoAutenticado("passkey-rechazada") from error

    async def abrir(tx: Transaccion) -> tuple[Usuario, Sesion]:
        usuario = await usuarios.por_id(tx.sql, comprobada.factor.usuario_id)
        sirve = usuario is not None and await ingreso.vale(tx, usuario) and await gastar(portal, tx, comprobada)
        if usuario is None or not sirve:
            raise NoAutenticado("passkey-rechazada")
        puerta_permitida(usuario.rol, "pagina")
        sesion = await ingreso.abrir_sesion(
            portal,
            tx,
            usuario,
            "pagina",
            agente,
            ip=ip,
            conocido=throttle.conoce(portal.settings, equipo, usuario.usuario),
            reemplaza=reemplaza,
            paso="con llave de acceso",
        )
        await tx.confirmar()
        return usuario, sesion

    abierta = await portal.repo.write(abrir)
    if reemplaza is not None:
        portal.vistas.olvidar()
    return abierta


async def comprobar(
    portal: Portal, proposito: str, respuesta: str, *, con_duenio: bool = False, de: Actor | None = None
) -> Comprobada:
    """Whether an answer to a question of that purpose holds, and whose it is. con_duenio: it has to say so itself; de:
    it has to be theirs. Raises InvalidPasskey."""
    dicho = passkeys.read(respuesta)
    vence = challenges.until(portal.settings.secret_key, proposito, dicho.challenge, portal.clock())
    factor = await portal.repo.read(lambda tx: factores.por_passkey(tx.sql, dicho.passkey_id))
    if vence is None or factor is None or not _es_de(dicho, factor, con_duenio=con_duenio):
        raise InvalidPasskey
    if de is not None and factor.usuario_id != de.usuario_id:
        raise InvalidPasskey
    firmas = passkeys.used(
        sitio(portal.settings),
        dicho.challenge,
        respuesta,
        public_key=factor.publica or "",
        signatures=factor.firmas or 0,
    )
    return Comprobada(factor, firmas, dicho.challenge, vence)


def _es_de(dicho: Answered, factor: Factor, *, con_duenio: bool) -> bool:
    if dicho.handle is None:
        return not con_duenio
    return hmac.compare_digest(dicho.handle, passkeys.handle(factor.usuario_id))


async def gastar(portal: Portal, tx: Transaccion, comprobada: Comprobada) -> bool:
    """Uses the answer up; False where it was used before, or the passkey went meanwhile. The caller confirms."""
    numero, ahora = comprobada.factor.id, portal.clock()
    if await factores.por_passkey(tx.sql, comprobada.factor.passkey_id or "") is None:
        return False
    if not await pruebas.gastar(tx.sql, comprobada.reto.hex(), comprobada.vence):
        return False
    await factores.firmar(tx.sql, numero, comprobada.firmas, ahora)
    return True
