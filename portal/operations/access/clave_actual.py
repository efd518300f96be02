"""Asking once more for the password of whoever is signed in, before what an open session alone must not do."""

from portal import passwords
from portal.errors import DatoInvalido
from portal.operations.access import throttle
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.structs.usuarios import Actor, Equipo, Usuario


async def comprobar(portal: Portal, actor: Actor, clave: str, accion: str, *, equipo: Equipo | None = None) -> Usuario:
    """The actor's own row, for whoever does `accion` and knows the present password, tried under the same counts as to
    sign in.

    Raises DatoInvalido where it is another, DemasiadosIntentos where a try has to wait.
    """
    prueba = await throttle.admitir(portal, actor.usuario, puerta="pagina", ip=actor.direccion, equipo=equipo)
    propio = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, actor.usuario_id))
    cotejo = await passwords.verificar(propio.clave if propio else None, clave)

    async def anotar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if cotejo.coincide:
            await throttle.anotar_acierto(tx, prueba, ahora)
            if cotejo.renovada:
                await usuarios.cambiar_clave(tx.sql, actor.usuario_id, cotejo.renovada)
        else:
            await throttle.anotar_falla(tx, prueba, ahora, propio)
            await auditoria.anotar(tx.sql, ahora, actor, accion, actor.usuario, "clave-incorrecta")
        await tx.confirmar()

    await portal.repo.write(anotar)
    if propio is None or not cotejo.coincide:
        raise DatoInvalido("clave-incorrecta", campo="actual")
    return propio
