"""Everybody's payments as a table (operador): what was asked for, added up and page by page."""

from collections.abc import Sequence

from portal.errors import DatoInvalido
from portal.operations.books import looks
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import liquidaciones
from portal.repo.tables.payments import listados, named, pagos, tabla
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import tabla as reglas
from portal.rules.desk.conciliacion import llaves
from portal.structs.finanzas import Liquidacion
from portal.structs.pagos import Pago
from portal.structs.tabla import FiltroDeTabla, Tabla
from portal.structs.usuarios import Actor
from portal.texts.named import datos

POR_PAGINA = 25
# As many as a sheet is made of at once.
EXPORTABLES = 20_000


async def ver(portal: Portal, actor: Actor, filtro: FiltroDeTabla, sigue: int | None = None) -> Tabla:
    """A page, the one after that payment, with the totals of all that was asked for. Raises DatoInvalido for more days
    than one answer is made of."""
    permisos.exigir(actor, Acto.VER_TODOS)
    reglas.revisar(filtro)
    await looks.anotar(portal, actor, "listar-pagos", filtro.estado or "todos", dicho(filtro))

    async def cuerpo(tx: Transaccion) -> Tabla:
        ultimo = await pagos.por_id(tx.sql, sigue) if sigue else None
        hallados = await tabla.numeros(tx.sql, filtro, POR_PAGINA + 1, ultimo)
        vistos = await _en_orden(tx, hallados[:POR_PAGINA])
        return Tabla(
            pagos=vistos,
            liquidados=reglas.liquidados(vistos, await _lineas(tx, vistos)),
            totales=reglas.totales(await tabla.sumar(tx.sql, filtro)),
            sigue=vistos[-1].id if len(hallados) > POR_PAGINA else None,
        )

    return await portal.repo.read(cuerpo)


async def canales(portal: Portal, actor: Actor) -> list[str]:
    """By whom payments ever came."""
    permisos.exigir(actor, Acto.VER_TODOS)
    return await portal.repo.read(lambda tx: listados.canales(tx.sql))


async def exportar(portal: Portal, actor: Actor, filtro: FiltroDeTabla, motivo: str) -> Tabla:
    """All of it to take away, written down with the reason. Raises DatoInvalido without one, and where it is more than
    a sheet is made of."""
    permisos.exigir(actor, Acto.VER_TODOS)
    limpio = permisos.motivo_exigido(actor, motivo)
    reglas.revisar(filtro)

    async def llevar(tx: Transaccion) -> Tabla:
        hallados = await tabla.numeros(tx.sql, filtro, EXPORTABLES + 1)
        if len(hallados) > EXPORTABLES:
            raise DatoInvalido("exportacion-larga", datos(maximo=EXPORTABLES), "desde")
        vistos = await _en_orden(tx, hallados)
        await auditoria.anotar(tx.sql, portal.clock(), actor, "exportar-pagos", dicho(filtro), motivo=limpio)
        await tx.confirmar()
        return Tabla(
            pagos=vistos, liquidados=reglas.liquidados(vistos, await _lineas(tx, vistos)), totales=(), sigue=None
        )

    return await portal.repo.write(llevar)


def dicho(filtro: FiltroDeTabla) -> str:
    """As it is written down: what was looked at."""
    otros = (filtro.canal, filtro.estado, filtro.moneda, filtro.minimo, filtro.maximo)
    return " ".join((f"{filtro.desde}..{filtro.hasta}", *(str(cada) for cada in otros if cada)))


async def _en_orden(tx: Transaccion, numeros: list[int]) -> tuple[Pago, ...]:
    hallados = await named.numerados(tx.sql, numeros)
    return tuple(hallados[numero] for numero in numeros)


async def _lineas(tx: Transaccion, vistos: Sequence[Pago]) -> list[Liquidacion]:
    return await liquidaciones.nombrados(tx.sql, [llave for pago in vistos for llave in llaves(pago)])
