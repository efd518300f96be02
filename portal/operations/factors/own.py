"""The factors that one has: to see, to name, to take away, and their recovery codes."""

from datetime import datetime

from portal.errors import Ajeno, DatoInvalido, NoEncontrado
from portal.factors import recovery_codes
from portal.inputs import identity
from portal.operations.access import sesiones
from portal.operations.mail import notices
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, factores, respaldos, usuarios
from portal.rules.access import factores as reglas
from portal.rules.access import step_up
from portal.structs.factores import Factores
from portal.structs.usuarios import Actor, Sesion
from portal.texts.catalogue import say
from portal.texts.named import datos


async def mios(portal: Portal, actor: Actor) -> Factores:
    """The actor's own."""

    async def leer(tx: Transaccion) -> Factores:
        return await _de(tx, actor.usuario_id)

    return await portal.repo.read(leer)


async def _de(tx: Transaccion, usuario_id: int) -> Factores:
    return Factores(
        todos=tuple(await factores.de_usuario(tx.sql, usuario_id)),
        respaldos=await respaldos.cuantos(tx.sql, usuario_id),
        cortos=await respaldos.cortos(tx.sql, usuario_id),
    )


async def nombrar(portal: Portal, actor: Actor, numero: int, nombre: str) -> None:
    """Calls it otherwise. Raises NoEncontrado where the actor has none of that number."""
    limpio = reglas.nombre_claro(nombre)

    async def guardar(tx: Transaccion) -> None:
        if not await factores.nombrar(tx.sql, actor.usuario_id, numero, limpio):
            raise Ajeno("factor-desconocido", objeto=f"factor {numero}")
        await auditoria.anotar(tx.sql, portal.clock(), actor, "factor-nombrar", actor.usuario, motivo=str(numero))
        await tx.confirmar()

    await portal.repo.write(guardar)


async def quitar(portal: Portal, actor: Actor, numero: int) -> Sesion:
    """Takes it away, with the recovery codes where it was the last, and ends the other sessions; the actor's own as it
    goes on, by another number.

    Raises PruebaVencida where no factor was proved lately, NoEncontrado where the actor has none of that number,
    DatoInvalido where staff would be left without, NoAutenticado where the session ended.
    """
    step_up.exigir(actor, portal.clock())

    async def guardar(tx: Transaccion) -> Sesion:
        ahora = portal.clock()
        suyos = await _de(tx, actor.usuario_id)
        cual = next((uno for uno in suyos.todos if uno.id == numero), None)
        if cual is None:
            raise Ajeno("factor-desconocido", objeto=f"factor {numero}")
        reglas.puede_irse(actor, suyos)
        await factores.quitar(tx.sql, actor.usuario_id, numero)
        if len(suyos.todos) == 1:
            await respaldos.olvidar(tx.sql, actor.usuario_id)
        sesion = await sesiones.renovar(tx, actor, ahora)
        await usuarios.cerrar_todas(tx.sql, actor.usuario_id, menos=sesion.sid)
        await avisar(tx, ahora, actor.usuario_id)
        await auditoria.anotar(tx.sql, ahora, actor, "factor-quitar", actor.usuario, motivo=cual.tipo)
        await tx.confirmar()
        return sesion

    renovada = await portal.repo.write(guardar)
    portal.vistas.olvidar()
    return renovada


async def renovar_respaldos(portal: Portal, actor: Actor) -> tuple[str, ...]:
    """Ten recovery codes, to be shown this once; those of before are none any more. Raises PruebaVencida, and
    DatoInvalido for whoever has no factor that they would stand for."""
    step_up.exigir(actor, portal.clock())

    async def guardar(tx: Transaccion) -> tuple[str, ...]:
        ahora = portal.clock()
        if not await factores.cuantos(tx.sql, actor.usuario_id):
            raise DatoInvalido("sin-factores")
        nuevos = await respaldos_nuevos(portal, tx, actor.usuario_id)
        await avisar(tx, ahora, actor.usuario_id)
        await auditoria.anotar(tx.sql, ahora, actor, "respaldos-renovar", actor.usuario)
        await tx.confirmar()
        return nuevos

    return await portal.repo.write(guardar)


async def avisar(tx: Transaccion, ahora: datetime, usuario_id: int) -> None:
    """Tells the owner that the second factor changed: whoever did it may be somebody else."""
    if usuario := await usuarios.por_id(tx.sql, usuario_id):
        await notices.de_cambio(tx, ahora, usuario, CambioDeCuenta.FACTOR)


async def respaldos_nuevos(portal: Portal, tx: Transaccion, usuario_id: int) -> tuple[str, ...]:
    """Makes them, and keeps only their marks; the caller confirms."""
    nuevos = recovery_codes.new_codes()
    normales = (recovery_codes.normal(codigo) or "" for codigo in nuevos)
    secreta = portal.settings.secret_key
    huellas = [recovery_codes.fingerprint(secreta, usuario_id, codigo) for codigo in normales]
    await respaldos.renovar(tx.sql, usuario_id, huellas, recovery_codes.LENGTH)
    return nuevos


async def quitar_todos(portal: Portal, usuario: str) -> int:
    """For whoever lost the phone, by who runs the portal: no factor is left, nor a recovery code, nor an open session;
    how many factors they were. Raises NoEncontrado."""
    nombres = identity.usuario(usuario), identity.usuario_de_antes(usuario)
    hallado = await portal.repo.read(lambda tx: usuarios.por_nombres(tx.sql, *nombres))
    if hallado is None:
        raise NoEncontrado("usuario-desconocido")

    async def guardar(tx: Transaccion) -> int:
        ahora = portal.clock()
        cuantos = await factores.quitar_todos(tx.sql, hallado.id)
        await respaldos.olvidar(tx.sql, hallado.id)
        await usuarios.cerrar_todas(tx.sql, hallado.id)
        if cuantos:
            await notices.de_cambio(tx, ahora, hallado, CambioDeCuenta.FACTORES_QUITADOS)
        motivo = say("factores-quitados", datos(cuantos=cuantos))
        await auditoria.anotar(tx.sql, ahora, None, "factores-quitar", hallado.usuario, motivo=motivo)
        await tx.confirmar()
        return cuantos

    cuantos = await portal.repo.write(guardar)
    portal.vistas.olvidar()
    return cuantos
