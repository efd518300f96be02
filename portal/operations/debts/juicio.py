"""Whether a cart may be paid as it is: asked by whoever shows it, and once more by whoever pays it."""

from collections.abc import Iterable
from datetime import datetime

from portal.clock import dia
from portal.errors import Rechazo
from portal.money import moneda
from portal.operations.portal import Portal
from portal.rules.debts.carrito import bloqueo, revisar
from portal.rules.payment.disponibilidad import impedimento, no_disponibles
from portal.structs.deudas import Consulta, Falta
from portal.structs.pagos import Situacion
from portal.structs.usuarios import Actor, Rol
from portal.texts.named import datos


def juzgar(
    portal: Portal, actor: Actor, consulta: Consulta, seleccion: frozenset[str], situacion: Situacion
) -> tuple[Falta, ...]:
    """Every reason why that choice cannot be paid now, the one that comes first to whoever tries it first.

    None means that it can, once the cart holds it. An empty choice lacks nothing but debts, unless nothing would help.
    """
    ahora = portal.clock()
    if (impedida := impedimento(consulta, situacion, ahora)) is not None:
        return (impedida,)
    if not seleccion:
        bloqueada = bloqueo(consulta.deudas, dia(ahora))
        return (bloqueada,) if bloqueada else ()
    if faltantes := no_disponibles(consulta, seleccion, situacion, actor, ahora):
        return faltantes
    propias = revisar(consulta.deudas, seleccion, dia(ahora))
    return (*_de_pasarela(portal, actor, consulta), *asequibles(propias, consulta, situacion, actor, ahora))


def asequibles(
    faltas: tuple[Falta, ...], consulta: Consulta, situacion: Situacion, actor: Actor, ahora: datetime
) -> tuple[Falta, ...]:
    """Those reasons; or where they ask for what somebody else paid, or is paying, that it cannot be chosen."""
    pedidas = frozenset(codigo for falta in faltas for codigo in falta.faltan)
    return no_disponibles(consulta, pedidas, situacion, actor, ahora) or faltas


def negar(faltas: Iterable[Falta]) -> None:
    """Raises the Rechazo that says the first reason and everything that is missing, or has to leave."""
    todas = tuple(faltas)
    if todas:
        raise Rechazo(
            todas[0].codigo,
            todas[0].dice,
            faltan=tuple(dict.fromkeys(codigo for falta in todas for codigo in falta.faltan)),
            sobran=tuple(dict.fromkeys(codigo for falta in todas for codigo in falta.sobran)),
            hasta=todas[0].hasta,
        )


def _de_pasarela(portal: Portal, actor: Actor, consulta: Consulta) -> tuple[Falta, ...]:
    if actor.rol is not Rol.CLIENTE or portal.pasarela is None or consulta.moneda in portal.pasarela.monedas:
        return ()
    cual = moneda(consulta.moneda).nombre.lower()
    return (Falta("moneda-sin-pasarela", datos(moneda=cual)),)
