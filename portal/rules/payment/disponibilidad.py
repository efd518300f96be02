"""Whether a cart may still be changed and paid, for what others did meanwhile: one judgment, whoever asks.

What a choice lacks in itself (rules 1 to 5) is judged in rules.carrito; here it is other attempts to pay, on that cart
or on its debts, and the age of the consultation.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from portal.clock import dia
from portal.rules.access.permisos import concierne
from portal.rules.debts.carrito import cubiertas
from portal.rules.debts.series import codigos
from portal.rules.payment.estados import CON_TERMINO, EN_CURSO, HECHOS, retiene
from portal.structs.deudas import Consulta, Deuda, Falta, Tipo
from portal.structs.pagos import Ocupada, Pago, Situacion
from portal.structs.usuarios import Actor
from portal.texts.named import ComprobanteNombrado, DeudaNombrada, datos

DE_OTRO_DIA = Falta("consulta-vieja")
SIN_PRECIO = Falta("carrito-viejo")


def impedimento(consulta: Consulta, situacion: Situacion, ahora: datetime) -> Falta | None:
    """Why that cart can be neither changed nor paid, whatever it holds; None where it is free.

    A canal's attempt that was not executed leaves it free: its repetition is compared with what the cart holds by then.
    """
    for pago in situacion.intentos:
        if pago.estado in HECHOS:
            return Falta("carrito-pagado")
        if retiene(pago):
            return Falta("carrito-en-pago", hasta=_termino([pago], ahora))
    if dia(consulta.creada) != dia(ahora):
        return DE_OTRO_DIA
    return SIN_PRECIO if consulta.comision is None else None


def no_disponibles(
    consulta: Consulta, seleccion: frozenset[str], situacion: Situacion, actor: Actor, ahora: datetime
) -> tuple[Falta, ...]:
    """What of that choice cannot be chosen: not in the consultation, paid meanwhile, or held by an open attempt."""
    faltas: list[Falta] = []
    if ajenas := tuple(sorted(seleccion.difference(codigos(consulta.deudas)))):
        faltas.append(Falta("deuda-no-disponible", datos(caso="de-otra-consulta"), ajenas, sobran=ajenas))
    pagadas: dict[str, tuple[Deuda, Pago]] = {}
    en_pago: dict[str, tuple[Deuda, Pago]] = {}
    for ocupada in situacion.ocupadas:
        de_ellas = en_pago if ocupada.pago.estado in EN_CURSO else pagadas
        de_ellas.update(
            (deuda.codmovimiento, (deuda, ocupada.pago))
            for deuda in _tomadas(consulta, ocupada, ahora)
            if deuda.codmovimiento in seleccion
        )
    if pagadas:
        faltas.append(_pagadas(pagadas, actor))
    if en_pago:
        faltas.append(_en_pago(en_pago, ahora))
    return tuple(faltas)


def ocupados(consulta: Consulta, situacion: Situacion, ahora: datetime) -> dict[str, Pago]:
    """The codmovimientos of a consultation that live attempts have, each with its attempt."""
    return {
        deuda.codmovimiento: ocupada.pago
        for ocupada in situacion.ocupadas
        for deuda in _tomadas(consulta, ocupada, ahora)
    }


def _tomadas(consulta: Consulta, ocupada: Ocupada, ahora: datetime) -> Iterator[Deuda]:
    """What of the consultation cannot be paid beside that debt: itself, and what a pay-off covers beside the pay-off.

    A pay-off settled what was to come when it was paid; and while what it covers is on its way to be paid, it waits.
    """
    suya, pago = ocupada.deuda, ocupada.pago
    todas = (*consulta.deudas, suya)
    cubre = frozenset[Deuda]()
    if suya.tipo is Tipo.CANCELACION:
        cubre = cubiertas(todas, frozenset({suya.codmovimiento}), dia(pago.pagado or ahora))
    espera = suya.tipo is Tipo.CUOTA and pago.estado in EN_CURSO
    for deuda in consulta.deudas:
        misma = (suya.codmovimiento, suya.seq) == (deuda.codmovimiento, deuda.seq)
        ofrece = espera and deuda.tipo is Tipo.CANCELACION
        if (
            misma
            or deuda in cubre
            or (ofrece and suya in cubiertas(todas, frozenset({deuda.codmovimiento}), dia(ahora)))
        ):
            yield deuda


def _pagadas(cuales: dict[str, tuple[Deuda, Pago]], actor: Actor) -> Falta:
    """The receipt is named to whom it concerns; a canal's payment does not exist for another canal."""
    propios = tuple(ComprobanteNombrado(pago.numero) for _, pago in cuales.values() if concierne(actor, pago))
    nombradas, cuantas = _nombradas(cuales), len(cuales)
    return Falta(
        "deuda-pagada",
        datos(caso="con-comprobante", deudas=nombradas, cuantas=cuantas, comprobantes=propios)
        if propios
        else datos(deudas=nombradas, cuantas=cuantas),
        tuple(cuales),
        sobran=tuple(cuales),
    )


def _en_pago(cuales: dict[str, tuple[Deuda, Pago]], ahora: datetime) -> Falta:
    hasta = _termino([pago for _, pago in cuales.values()], ahora)
    nombradas, cuantas = _nombradas(cuales), len(cuales)
    return Falta(
        "deuda-en-pago",
        datos(caso="con-hora", deudas=nombradas, cuantas=cuantas, hora=hasta)
        if hasta
        else datos(deudas=nombradas, cuantas=cuantas),
        tuple(cuales),
        sobran=tuple(cuales),
        hasta=hasta,
    )


def _nombradas(cuales: dict[str, tuple[Deuda, Pago]]) -> tuple[DeudaNombrada, ...]:
    return tuple(DeudaNombrada(descripcion=deuda.descripcion) for deuda, _ in cuales.values())


def _termino(pagos: Sequence[Pago], ahora: datetime) -> datetime | None:
    """When the last of them ends by itself; None where one waits for somebody, or its term has passed already."""
    con_termino = all(pago.estado in CON_TERMINO and pago.vence > ahora for pago in pagos)
    return max(pago.vence for pago in pagos) if con_termino else None
