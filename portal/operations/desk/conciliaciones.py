"""Holding a bank's or gateway's extract against the portal's payments and the ERP's debts (operador)."""

import asyncio
from collections.abc import Sequence
from hashlib import sha256

from portal.clock import limites
from portal.errors import NoEncontrado, Rechazo
from portal.operations.books import looks
from portal.operations.desk.aplicacion import aplicados
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import diferencias, extractos
from portal.repo.tables.payments import listados, named
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import conciliacion as reglas
from portal.rules.desk.cierre import canal as canal_de
from portal.structs.extractos import Leido
from portal.structs.finanzas import Borrador, ConciliacionVista, Desacuerdo, Extracto, Movimiento
from portal.structs.pagos import EMISOR_PORTAL, Pago
from portal.structs.usuarios import Actor


async def cargar(portal: Portal, actor: Actor, traido: Borrador, leido: Leido) -> Extracto:
    """Loads what was read of a file, and compares it. Raises Rechazo for a file that was loaded before."""
    permisos.exigir(actor, Acto.FINANZAS)
    dias = [movimiento.fecha for movimiento in leido.movimientos]

    async def guardar(tx: Transaccion) -> Extracto:
        ahora = portal.clock()
        nuevo = Extracto(
            id=0,
            canal=traido.canal,
            archivo=traido.archivo,
            desde=min(dias),
            hasta=max(dias),
            lineas=len(leido.movimientos),
            en=ahora,
            por=actor.usuario,
            motivo=traido.motivo,
        )
        try:
            huella = sha256(traido.contenido).hexdigest()
            cargado = await extractos.crear(tx.sql, nuevo, huella, leido.movimientos, leido.avisos)
        except LlaveDuplicada as error:
            raise Rechazo("extracto-repetido") from error
        await auditoria.anotar(tx.sql, ahora, actor, "extracto", f"{cargado.id}/{cargado.canal}", motivo=traido.motivo)
        await tx.confirmar()
        return cargado

    cargado = await portal.repo.write(guardar)
    await comparar(portal, actor, cargado.id)
    return cargado


async def comparar(portal: Portal, actor: Actor, numero: int) -> None:
    """The three-way match as of now; what was explained and is still there stays explained. Raises NoEncontrado."""
    permisos.exigir(actor, Acto.FINANZAS)

    async def leer(tx: Transaccion) -> tuple[Extracto, Sequence[Movimiento], list[Pago]]:
        extracto = (await _vista(tx, numero)).extracto
        movimientos = await extractos.movimientos(tx.sql, numero)
        return extracto, movimientos, await _candidatos(tx, extracto, movimientos)

    extracto, movimientos, candidatos = await portal.repo.read(leer)
    del_erp = await aplicados(portal, actor, [pago for pago in candidatos if canal_de(pago) == extracto.canal])
    resultado = await asyncio.to_thread(reglas.comparar, movimientos, candidatos, del_erp, extracto.canal)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await diferencias.reemplazar(tx.sql, numero, resultado.diferencias)
        await extractos.anotar_comparacion(tx.sql, numero, ahora, resultado.coinciden)
        await auditoria.anotar(tx.sql, ahora, actor, "conciliar", f"{numero}/{extracto.canal}", motivo=extracto.motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)


async def ver(portal: Portal, actor: Actor, numero: int) -> ConciliacionVista:
    """The last match of an extract. Raises NoEncontrado."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    vista = await portal.repo.read(lambda tx: _vista(tx, numero))
    await looks.anotar(portal, actor, "ver-extracto", f"{numero}/{vista.extracto.canal}")
    return vista


async def listar(portal: Portal, actor: Actor) -> list[Extracto]:
    """The newest extracts."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    return await portal.repo.read(lambda tx: extractos.ultimos(tx.sql))


async def canales(portal: Portal, actor: Actor) -> list[str]:
    """The channels that ever had a payment: those whose extracts may come."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    return await portal.repo.read(lambda tx: listados.canales(tx.sql))


async def explicar(portal: Portal, actor: Actor, numero: int, tipo: Desacuerdo, codigo: str, explicacion: str) -> None:
    """Somebody found out why. Raises Rechazo where it was explained before, or is no difference any more."""
    permisos.exigir(actor, Acto.FINANZAS)
    limpia = permisos.motivo_exigido(actor, explicacion)

    async def guardar(tx: Transaccion) -> None:
        await _vista(tx, numero)
        if not await diferencias.explicar(tx.sql, numero, tipo, codigo, limpia, actor.usuario):
            raise Rechazo("diferencia-cerrada")
        await auditoria.anotar(
            tx.sql, portal.clock(), actor, "explicar-diferencia", f"{numero}/{tipo}/{codigo}", motivo=limpia
        )
        await tx.confirmar()

    await portal.repo.write(guardar)


async def exportar(portal: Portal, actor: Actor, numero: int, motivo: str) -> ConciliacionVista:
    """The list of differences to take away; written down with the reason."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    limpio = permisos.motivo_exigido(actor, motivo)

    async def llevar(tx: Transaccion) -> ConciliacionVista:
        vista = await _vista(tx, numero)
        await auditoria.anotar(tx.sql, portal.clock(), actor, "exportar-diferencias", str(numero), motivo=limpio)
        await tx.confirmar()
        return vista

    return await portal.repo.write(llevar)


async def _vista(tx: Transaccion, numero: int) -> ConciliacionVista:
    hallado = await extractos.por_id(tx.sql, numero)
    if hallado is None:
        raise NoEncontrado("extracto-desconocido")
    extracto, comparado, coinciden = hallado
    return ConciliacionVista(
        extracto=extracto,
        en=comparado,
        coinciden=coinciden,
        diferencias=await diferencias.de_extracto(tx.sql, numero),
        avisos=await extractos.avisos(tx.sql, numero),
    )


async def _candidatos(tx: Transaccion, extracto: Extracto, movimientos: Sequence[Movimiento]) -> list[Pago]:
    """The payments of those days, and whichever the extract names: a charge may come days after its attempt."""
    desde, _ = limites(extracto.desde)
    _, hasta = limites(extracto.hasta)
    hallados = {pago.id: pago for pago in await listados.pagados_entre(tx.sql, desde, hasta)}
    conocidos = {llave for pago in hallados.values() for llave in reglas.llaves(pago)}
    nombrados = {movimiento.codigo for movimiento in movimientos} - conocidos
    return list((hallados | await named.nombrados(tx.sql, extracto.canal, EMISOR_PORTAL, sorted(nombrados))).values())
