"""Proving again to be oneself, in an open session: by a second factor where there is one, else by the password."""

from portal import passwords
from portal.errors import DatoInvalido
from portal.factors import challenges, passkeys
from portal.factors.passkeys import InvalidPasskey
from portal.operations.access import throttle
from portal.operations.factors import codes
from portal.operations.factors.passkeys import comprobar, gastar, sitio
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, factores, usuarios
from portal.rules.access import step_up
from portal.structs.factores import TipoDeFactor
from portal.structs.usuarios import Actor, Equipo


async def confirmar(portal: Portal, actor: Actor, dicho: str, *, equipo: Equipo | None) -> None:
    """By what was typed: a code of whoever has a second factor, the password of whoever has none. Who knows only the
    password of an account with factors proves nothing. Where the last proof is recent nothing is asked.

    Raises DatoInvalido where it is wrong, DemasiadosIntentos where a try has to wait.
    """
    if step_up.reciente(actor.probada, portal.clock()):
        return
    if actor.factores:
        await _con_codigo(portal, actor, dicho, equipo)
    else:
        await _con_clave(portal, actor, dicho, equipo)
    portal.vistas.olvidar()


async def _con_codigo(portal: Portal, actor: Actor, codigo: str, equipo: Equipo | None) -> None:
    prueba = await throttle.admitir_codigo(portal, actor.usuario, ip=actor.direccion, equipo=equipo)

    async def probar(tx: Transaccion) -> None:
        es_suyo = await codes.gastar(portal.settings, tx, actor.usuario_id, codigo, portal.clock())
        await _asentar(portal, tx, actor, prueba, "codigo-incorrecto", es_suyo=es_suyo)

    await portal.repo.write(probar)


async def _con_clave(portal: Portal, actor: Actor, clave: str, equipo: Equipo | None) -> None:
    prueba = await throttle.admitir(portal, actor.usuario, puerta="pagina", ip=actor.direccion, equipo=equipo)
    propio = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, actor.usuario_id))
    cotejo = await passwords.verificar(propio.clave if propio else None, clave)

    async def probar(tx: Transaccion) -> None:
        # A factor that was added meanwhile is what has to be proved.
        es_suya = cotejo.coincide and not await factores.cuantos(tx.sql, actor.usuario_id)
        await _asentar(portal, tx, actor, prueba, "clave-incorrecta", es_suyo=es_suya)

    await portal.repo.write(probar)


async def _asentar(
    portal: Portal, tx: Transaccion, actor: Actor, prueba: throttle.Prueba, falla: str, *, es_suyo: bool
) -> None:
    ahora = portal.clock()
    if not es_suyo:
        await throttle.anotar_falla(tx, prueba, ahora, None)
        await auditoria.anotar(tx.sql, ahora, actor, "confirmar", actor.usuario, falla)
        await tx.confirmar()
        raise DatoInvalido(falla, campo="confirmacion")
    await throttle.anotar_acierto(tx, prueba, ahora)
    await usuarios.probar(tx.sql, actor.usuario_id, actor.sid, ahora)
    await auditoria.anotar(tx.sql, ahora, actor, "confirmar", actor.usuario)
    await tx.confirmar()


async def pregunta(portal: Portal, actor: Actor) -> str:
    """What the browser is asked, to confirm by a passkey: one of the actor's own."""
    reto = challenges.new(portal.settings.secret_key, _de(actor), portal.clock())
    suyos = await portal.repo.read(lambda tx: factores.de_usuario(tx.sql, actor.usuario_id))
    mias = [uno.passkey_id for uno in suyos if uno.tipo is TipoDeFactor.PASSKEY and uno.passkey_id]
    return passkeys.to_use(sitio(portal.settings), reto, mias)


async def confirmar_con_passkey(portal: Portal, actor: Actor, respuesta: str) -> None:
    """By a passkey's answer. Raises DatoInvalido where it proves nothing."""
    try:
        comprobada = await comprobar(portal, _de(actor), respuesta, de=actor)
    except InvalidPasskey as error:
        raise DatoInvalido("passkey-rechazada", campo="confirmacion") from error

    async def probar(tx: Transaccion) -> None:
        if not await gastar(portal, tx, comprobada):
            raise DatoInvalido("passkey-rechazada", campo="confirmacion")
        await usuarios.probar(tx.sql, actor.usuario_id, actor.sid, portal.clock())
        await auditoria.anotar(tx.sql, portal.clock(), actor, "confirmar", actor.usuario, motivo="con llave de acceso")
        await tx.confirmar()

    await portal.repo.write(probar)
    portal.vistas.olvidar()


def _de(actor: Actor) -> str:
    return f"confirmar:{actor.sid}"
