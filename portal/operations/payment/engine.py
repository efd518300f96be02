"""The one engine of a payment: decide, act, and decide again, until there is an answer."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import TypeVar

import structlog
from msgspec import structs

from portal.errors import EnVerificacion, NoDisponible, PortalError, Rechazo, ResultadoDesconocido
from portal.operations.payment.acts import Actos
from portal.operations.payment.errand import Encargo
from portal.operations.payment.transitions import OtroFuePrimero
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import pagos
from portal.rules.payment.decide import decide
from portal.structs.pagos import Pago
from portal.structs.pasos import Anular, Corte, DelPaquete, Pagar, Paso, PasoPorDar, Responder, Sabido, Salida, Suceso

# The longest run that there is has nine steps. One that goes on is a bug: it is told, and the sweep looks again.
RONDAS = 16

T = TypeVar("T")
log = structlog.get_logger()


async def correr(portal: Portal, pago: Pago, sabe: Sabido, encargo: Encargo | None = None) -> tuple[Pago, Salida]:
    """Takes the attempt as far as what is known allows, and tells how it is by then.

    Raises what its event's own act raises: Rechazo, NoDisponible, ResultadoDesconocido, EnVerificacion. A caller that
    goes away does not interrupt it.
    """
    actos = Actos(portal, pago, sabe, encargo or Encargo())
    paso = decide(pago, portal.clock(), sabe)
    if isinstance(paso, Responder):  # as it is almost always: nothing was asked of anybody
        return pago, paso.salida
    return await sin_corte(_seguir(actos, paso))


async def _seguir(actos: Actos, paso: Paso) -> tuple[Pago, Salida]:
    for _ in range(RONDAS):
        if isinstance(paso, Responder):
            return _responder(actos, paso.salida)
        log.debug("paso", pago=actos.pago.id, estado=actos.pago.estado, paso=paso, sabe=actos.sabe)
        await _dar(actos, paso)
        paso = decide(actos.pago, actos.portal.clock(), actos.sabe)
    log.error("pago_sin_fin", pago=actos.pago.id, estado=actos.pago.estado)
    return actos.pago, Salida.COMO_ESTA


def _responder(actos: Actos, salida: Salida) -> tuple[Pago, Salida]:
    if salida is Salida.EN_VERIFICACION:
        raise EnVerificacion(actos.pago.cod_transaccion) from actos.error
    if salida is Salida.FALLO and actos.error is not None:
        raise actos.error
    if salida is Salida.NO_SE_ANULO and actos.rehusada is not None:
        raise Rechazo("anulacion-rechazada", actos.rehusada.descresp, codresp=actos.rehusada.codresp)
    if actos.error is not None and actos.sabe.suceso is Suceso.BARRIDO:
        log.warning(
            "pago_sin_novedad",
            pago=actos.pago.id,
            estado=actos.pago.estado,
            causa=type(actos.error).__name__,
        )
    return actos.pago, salida


async def _dar(actos: Actos, paso: PasoPorDar) -> None:
    """Whatever keeps a step from being taken becomes something that is known, and the attempt is read again.

    Ocupado is among it: another transaction holds the attempt's row, at the fence or before, and its Corte says only
    whether the attempt has changed by now.
    """
    try:
        await actos.dar(paso)
    except OtroFuePrimero:
        await _ver_quien_fue(actos)
    except Rechazo:  # under the lock it was not as whoever asked believed
        raise
    except Exception as error:  # of the package too, which anybody may change
        if not isinstance(error, (PortalError, ResultadoDesconocido)):
            log.exception(_nombre(actos, paso), pago=actos.pago.id, estado=actos.pago.estado)
        actos.error = error
        antes = actos.pago
        with suppress(NoDisponible, ResultadoDesconocido):
            actos.pago = await releer(actos.portal, antes)
        if isinstance(paso, (Pagar, Anular)):  # it may have been sent: nobody is told that it failed
            actos.sabe = structs.replace(actos.sabe, paquete=DelPaquete.INCIERTO)
        else:
            igual = (antes.estado, antes.intento, antes.devolucion, antes.referencia) == (
                actos.pago.estado,
                actos.pago.intento,
                actos.pago.devolucion,
                actos.pago.referencia,
            )
            actos.sabe = structs.replace(actos.sabe, corte=Corte.FALLA if igual else Corte.PERDIDA)


async def _ver_quien_fue(actos: Actos) -> None:
    corte = Corte.CARRERA
    try:
        actos.pago = await releer(actos.portal, actos.pago)
    except (NoDisponible, ResultadoDesconocido) as error:
        actos.error, corte = error, Corte.FALLA
    actos.sabe = structs.replace(actos.sabe, corte=corte)


def _nombre(actos: Actos, paso: PasoPorDar) -> str:
    if isinstance(paso, Pagar):
        return "pago_interrumpido"
    return "anulacion_interrumpida" if actos.sabe.nuestro else "pago_no_se_pudo_mirar"


async def sin_corte(trabajo: Coroutine[object, object, T]) -> T:
    """Runs it to its end even where whoever waits goes away; how it ended is then in the database alone."""
    tarea = asyncio.ensure_future(trabajo)
    tarea.add_done_callback(lambda hecha: hecha.cancelled() or hecha.exception())  # nobody may be left to retrieve it
    return await asyncio.shield(tarea)


async def releer(portal: Portal, pago: Pago) -> Pago:
    """The attempt as it is in the database now."""

    async def cuerpo(tx: Transaccion) -> Pago:
        return await pagos.ahora(tx.sql, pago)

    return await portal.repo.read(cuerpo)
