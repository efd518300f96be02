"""A customer's attempts, month by month."""

from datetime import UTC, date, datetime, timedelta

from portal.clock import dia, limites
from portal.operations.books import looks
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import historia as tabla
from portal.rules.access import permisos
from portal.rules.historia import meses
from portal.structs.historia import FiltroHistoria, Historia, PagoDetallado
from portal.structs.usuarios import Actor

CABEN = 24
# Where what was read is sifted, so that a page is not left with next to nothing.
CERNIDOS = 240
PRINCIPIO = datetime(2000, 1, 1, tzinfo=UTC)


async def leer(portal: Portal, actor: Actor, filtro: FiltroHistoria) -> Historia:
    """Own attempts of every state, newest first, as many whole months as a page holds."""
    documento = permisos.documento_elegido(actor)
    caben = CERNIDOS if filtro.lugar or filtro.suerte else CABEN
    hasta = limites(filtro.hasta or dia(portal.clock()))[1]
    pedido = limites(filtro.desde)[0] if filtro.desde else PRINCIPIO

    async def cuerpo(tx: Transaccion) -> tuple[list[PagoDetallado], date | None, bool]:
        nuevos = await tabla.hasta(tx.sql, documento, hasta, caben + 1)
        mes = meses.desde_mes_entero(nuevos, caben)
        desde = max(pedido, limites(mes)[0]) if mes else pedido
        hallados = await tabla.entre(tx.sql, documento, desde, hasta) if nuevos else []
        antes = await tabla.hasta(tx.sql, documento, desde, 1) if mes else []
        sigue = any((pago.pagado or pago.creado) >= pedido for pago in antes)
        hay = bool(nuevos) or bool(await tabla.hasta(tx.sql, documento, limites(dia(portal.clock()))[1], 1))
        return hallados, mes - timedelta(days=1) if mes and sigue else None, not hay

    hallados, anterior, vacia = await portal.repo.read(cuerpo)
    await looks.anotar(portal, actor, "listar-pagos", documento)
    dejados = [cada for cada in hallados if meses.deja(filtro, cada)]
    pagados = [cada for cada in dejados if meses.cuenta(cada)]
    return Historia(
        meses=meses.por_mes(dejados, filtro.lugar),
        sumas=meses.sumar(dejados, filtro.lugar),
        pagados=len(pagados),
        desde=meses.dia_de(dejados[-1].pago) if dejados else None,
        lugares=meses.lugares(hallados),
        anterior=anterior,
        vacia=vacia,
    )
