"""Adding a second factor: an application that gives codes, or a passkey. The first one brings recovery codes."""

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from portal.clock import de_micros, en_micros
from portal.errors import DatoInvalido
from portal.factors import challenges, passkeys, sealing, totp
from portal.factors.passkeys import InvalidPasskey
from portal.operations.access import sesiones
from portal.operations.factors import codes
from portal.operations.factors.own import avisar, respaldos_nuevos
from portal.operations.factors.passkeys import NOMBRE, sitio
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria, factores, pruebas, usuarios
from portal.rules.access import factores as reglas
from portal.rules.access import step_up
from portal.structs.factores import Factor, Factores, TipoDeFactor
from portal.structs.usuarios import Actor, Sesion

DURA = timedelta(minutes=15)
PROPOSITO = "alta"


class Alta(Struct, frozen=True, kw_only=True):
    """An application that is being added: its seed to type by hand, the address that its QR says, and both sealed."""

    semilla: str
    direccion: str
    sellada: str


class Agregado(Struct, frozen=True, kw_only=True):
    """What came of adding one: the recovery codes where it is the first, and the session as it goes on, by another
    number."""

    codigos: tuple[str, ...]
    sesion: Sesion


class _Sellada(Struct, frozen=True):
    semilla: str
    vence: int


def empezar_aplicacion(portal: Portal, actor: Actor) -> Alta:
    """A new seed, of which nothing is kept before a code shows that the application has it."""
    step_up.exigir(actor, portal.clock())
    return _alta(portal, actor, _Sellada(totp.new_seed(), en_micros(portal.clock() + DURA)))


def seguir_aplicacion(portal: Portal, actor: Actor, sellada: str) -> Alta:
    """The one that was begun, to show it again beside an error. Raises DatoInvalido where it ended."""
    return _alta(portal, actor, _abrir(portal, actor, sellada))


def _alta(portal: Portal, actor: Actor, alta: _Sellada) -> Alta:
    return Alta(
        semilla=alta.semilla,
        direccion=totp.address(alta.semilla, actor.usuario, NOMBRE),
        sellada=sealing.seal(portal.settings.secret_key, PROPOSITO, _de(actor), msgspec.json.encode(alta)),
    )


async def agregar_aplicacion(portal: Portal, actor: Actor, sellada: str, codigo: str, nombre: str) -> Agregado:
    """The application whose code shows that it has the seed.

    Raises DatoInvalido for a wrong code, or a seed that ended or was added already.
    """
    ahora = portal.clock()
    step_up.exigir(actor, ahora)
    alta = _abrir(portal, actor, sellada)
    paso = totp.accepted_step(alta.semilla, "".join(codigo.split()), 0, ahora)
    if paso is None:
        raise DatoInvalido("codigo-incorrecto", campo="codigo")
    nuevo = Factor(
        id=0,
        usuario_id=actor.usuario_id,
        tipo=TipoDeFactor.TOTP,
        nombre=reglas.nombre_claro(nombre),
        creado=ahora,
        semilla=codes.sellada(portal.settings, actor.usuario_id, alta.semilla),
        paso=paso,
    )
    return await _agregar(portal, actor, nuevo, alta.semilla, de_micros(alta.vence), "alta-vencida")


async def pregunta(portal: Portal, actor: Actor) -> str:
    """What the browser is asked, to make a passkey."""
    step_up.exigir(actor, portal.clock())
    suyos = await portal.repo.read(lambda tx: factores.de_usuario(tx.sql, actor.usuario_id))
    return passkeys.to_register(
        sitio(portal.settings),
        challenges.new(portal.settings.secret_key, _de(actor), portal.clock()),
        user_id=actor.usuario_id,
        user=actor.usuario,
        display_name=actor.nombre,
        mine=[uno.passkey_id for uno in suyos if uno.passkey_id],
    )


async def agregar_passkey(portal: Portal, actor: Actor, respuesta: str, nombre: str) -> Agregado:
    """The passkey that a browser made. Raises DatoInvalido for an answer that proves nothing."""
    ahora = portal.clock()
    step_up.exigir(actor, ahora)
    try:
        reto = passkeys.read(respuesta).challenge
        vence = challenges.until(portal.settings.secret_key, _de(actor), reto, ahora)
        if vence is None:
            raise InvalidPasskey
        hecha = passkeys.registered(sitio(portal.settings), reto, respuesta)
    except InvalidPasskey as error:
        raise DatoInvalido("passkey-rechazada", campo="passkey") from error
    nuevo = Factor(
        id=0,
        usuario_id=actor.usuario_id,
        tipo=TipoDeFactor.PASSKEY,
        nombre=reglas.nombre_claro(nombre),
        creado=ahora,
        passkey_id=hecha.passkey_id,
        publica=hecha.public_key,
        firmas=hecha.signatures,
    )
    return await _agregar(portal, actor, nuevo, reto.hex(), vence, "passkey-rechazada")


async def _agregar(
    portal: Portal, actor: Actor, nuevo: Factor, prueba: str, vence: datetime, repetida: str
) -> Agregado:
    """Keeps it, ends the other sessions, which did without it, and counts as a proof. prueba: what may add one only."""

    async def guardar(tx: Transaccion) -> Agregado:
        ahora = portal.clock()
        suyos = Factores(todos=tuple(await factores.de_usuario(tx.sql, actor.usuario_id)))
        reglas.cabe_otro(suyos)
        if not await pruebas.gastar(tx.sql, prueba, vence):
            raise DatoInvalido(repetida)
        try:
            await factores.crear(tx.sql, nuevo)
        except LlaveDuplicada as error:
            raise DatoInvalido("passkey-repetida") from error
        nuevos = () if suyos.todos else await respaldos_nuevos(portal, tx, actor.usuario_id)
        sesion = await sesiones.renovar(tx, actor, ahora)
        await usuarios.cerrar_todas(tx.sql, actor.usuario_id, menos=sesion.sid)
        await avisar(tx, ahora, actor.usuario_id)
        await auditoria.anotar(tx.sql, ahora, actor, "factor-agregar", actor.usuario, motivo=nuevo.tipo)
        await tx.confirmar()
        return Agregado(codigos=nuevos, sesion=sesion)

    nuevos = await portal.repo.write(guardar)
    portal.vistas.olvidar()
    return nuevos


def _abrir(portal: Portal, actor: Actor, sellada: str) -> _Sellada:
    cruda = sealing.unseal(portal.settings.secret_key, PROPOSITO, _de(actor), sellada)
    alta = None if cruda is None else msgspec.json.decode(cruda, type=_Sellada)
    if alta is None or de_micros(alta.vence) <= portal.clock():
        raise DatoInvalido("alta-vencida")
    return alta


def _de(actor: Actor) -> str:
    return f"alta:{actor.usuario_id}:{actor.sid}"
