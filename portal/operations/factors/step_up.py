"""Proving again to be oneself, in an open session: by a second factor where there is one, else by the password. The
session goes on by another number (ASVS 7.2.4)."""

from portal import passwords
from portal.errors import DatoInvalido, NoAutenticado
from portal.factors import challenges, passkeys
from portal.factors.passkeys import InvalidPasskey
from portal.operations.access import sesiones, throttle
from portal.operations.factors import codes
from portal.operations.factors.passkeys import comprobar, gastar, sitio
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, factores, usuarios
from portal.rules.access import step_up
from portal.structs.factores import TipoDeFactor
from portal.structs.usuarios import Actor, Equipo, Sesion


async def confirmar(portal: Portal, actor: Actor, dicho: str, *, equipo: Equipo | None) -> Sesion | None:
    """By what was typed: a code of whoever has a second factor, the password of whoever has none; the session as it
    goes on. Who knows only the password of an account with factors proves nothing. Where the last proof is recent
    nothing is asked, and the session is the same (None).

    Raises DatoInvalido where it is wrong, DemasiadosIntentos where a try has to wait, NoAutenticado where the session
    ended or another request renewed it first.
    """
    if step_up.reciente(actor.probada, portal.clock()):
        return None
    sesion = await (_con_codigo if actor.factores else _con_clave)(portal, actor, dicho, equipo)
    portal.vistas.olvidar()
    return sesion


async def _con_codigo(portal: Portal, actor: Actor, codigo: str, equipo: Equipo | None) -> Sesion:
    prueba = await throttle.admitir_codigo(portal, actor.usuario, ip=actor.direccion, equipo=equipo)

    async def probar(tx: Transaccion) -> Sesion:
        es_suyo = await codes.gastar(portal.settings, tx, actor.usuario_id, codigo, portal.clock())
        return await _asentar(portal, tx, actor, prueba, "codigo-incorrecto", es_suyo=es_suyo)

    return await portal.repo.write(probar)


async def _con_clave(portal: Portal, actor: Actor, clave: str, equipo: Equipo | None) -> Sesion:
    prueba = await throttle.admitir(portal, actor.usuario, puerta="pagina", ip=actor.direccion, equipo=equipo)
    propio = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, actor.usuario_id))
    cotejo = await passwords.verificar(propio.clave if propio else None, clave)

    async def probar(tx: Transaccion) -> Sesion:
        # A factor that was added meanwhile is what has to be proved.
        es_suya = cotejo.coincide and not await factores.cuantos(tx.sql, actor.usuario_id)
        return await _asentar(portal, tx, actor, prueba, "clave-incorrecta", es_suyo=es_suya)

    return await portal.repo.write(probar)


async def _asentar(
    portal: Portal, tx: Transaccion, actor: Actor, prueba: throttle.Prueba, falla: str, *, es_suyo: bool
) -> Sesion:
    ahora = portal.clock()
    if not es_suyo:
        await throttle.anotar_falla(tx, prueba, ahora, None)
        await auditoria.anotar(tx.sql, ahora, actor, "confirmar", actor.usuario, falla)
        await tx.confirmar()
        raise DatoInvalido(falla, campo="confirmacion")
    await throttle.anotar_acierto(tx, prueba, ahora)
    try:
        sesion = await sesiones.renovar(tx, actor, ahora)
    except NoAutenticado:
        await tx.confirmar()  # what was said was right, and is no failure
        raise
    await auditoria.anotar(tx.sql, ahora, actor, "confirmar", actor.usuario)
    await tx.confirmar()
    return sesion


async def pregunta(portal: Portal, actor: Actor) -> str:
    """What the browser is asked, to confirm by a passkey: one of the actor's own."""
    reto = challenges.new(portal.settings.secret_key, _de(actor), portal.clock())
    suyos = await portal.repo.read(lambda tx: factores.de_usuario(tx.sql, actor.usuario_id))
    mias = [uno.passkey_id for uno in suyos if uno.tipo is TipoDeFactor.PASSKEY and uno.passkey_id]
    return passkeys.to_use(sitio(portal.settings), reto, mias)


async def confirmar_con_passkey(portal: Portal, actor: Actor, respuesta: str) -> Sesion | None:
    """By a passkey's answer; the session as it goes on, None as in confirmar. Raises DatoInvalido where it proves
    nothing, NoAutenticado as confirmar does."""
    if step_up.reciente(actor.probada, portal.clock()):
        return None
    try:
        comprobada = await comprobar(portal, _de(actor), respuesta, de=actor)
    except InvalidPasskey as error:
        raise DatoInvalido("passkey-rechazada", campo="confirmacion") from error

    async def probar(tx: Transaccion) -> Sesion:
        if not await gastar(portal, tx, comprobada):
            raise DatoInvalido("passkey-rechazada", campo="confirmacion")
        sesion = await sesiones.renovar(tx, actor, portal.clock())
        await auditoria.anotar(tx.sql, portal.clock(), actor, "confirmar", actor.usuario, motivo="con llave de acceso")
        await tx.confirmar()
        return sesion

    renovada = await portal.repo.write(probar)
    portal.vistas.olvidar()
    return renovada


def _de(actor: Actor) -> str:
    return f"confirmar:{actor.sid}"
