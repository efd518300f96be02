"""The portal chooses for the customer, and tells what stands in the way."""

from collections.abc import Mapping
from enum import StrEnum

from portal.clock import dia
from portal.operations.debts import carrito, consultas
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import listados, situaciones
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.debts import carrito as reglas
from portal.rules.payment.disponibilidad import ocupados
from portal.rules.payment.estados import EN_CURSO, SIN_EFECTO, retiene
from portal.structs.deudas import Carrito, Consulta
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor


class Ayuda(StrEnum):
    """What the customer asks the portal to choose."""

    MINIMO = "minimo"
    VENCIDO = "vencido"
    HASTA = "hasta"
    COMPLETAR = "completar"
    VACIAR = "vaciar"


async def ayudar(
    portal: Portal, actor: Actor, idsession: int, seleccion: frozenset[str], ayuda: Ayuda, hasta: str = ""
) -> tuple[Consulta, Carrito]:
    """The cart as that help leaves it, without what other payments have. hasta: the codmovimiento to pay up to."""
    permisos.exigir(actor, Acto.CARRITO)
    consulta, situacion = await consultas.situada(portal, actor, idsession)
    hoy = dia(portal.clock())
    tomadas = ocupados(consulta, situacion, portal.clock())
    posibles = frozenset(deuda.codmovimiento for deuda in consulta.deudas) - tomadas.keys()
    match ayuda:
        case Ayuda.MINIMO:
            elegidas = reglas.lo_minimo(consulta.deudas, hoy)
        case Ayuda.VENCIDO:
            elegidas = reglas.todo_lo_vencido(consulta.deudas, hoy)
        case Ayuda.HASTA:
            elegidas = reglas.elegir_hasta(consulta.deudas, seleccion & posibles, hasta, hoy)
        case Ayuda.COMPLETAR:
            elegidas = reglas.completar(consulta.deudas, seleccion & posibles, hoy)
        case Ayuda.VACIAR:
            elegidas = frozenset()
    return await carrito.elegir(portal, actor, idsession, elegidas & posibles)


async def retenciones(portal: Portal, actor: Actor, consulta: Consulta) -> Mapping[str, Pago]:
    """Which open payment holds each debt, among those that concern the actor."""
    situacion = await portal.repo.read(lambda tx: situaciones.leer(tx.sql, consulta))
    return {
        codigo: pago
        for codigo, pago in ocupados(consulta, situacion, portal.clock()).items()
        if pago.estado in EN_CURSO and permisos.concierne(actor, pago)
    }


async def intento(portal: Portal, actor: Actor, idsession: int) -> Pago | None:
    """The attempt that is paying, or paid, that cart; None while it may still be paid."""
    permisos.exigir(actor, Acto.CARRITO)

    async def leer(tx: Transaccion) -> list[Pago]:
        await consultas.propia(tx, actor, idsession)
        return await listados.de_sesion(tx.sql, idsession)

    de_este = await portal.repo.read(leer)
    vivos = [pago for pago in de_este if pago.estado not in SIN_EFECTO]
    return next((pago for pago in reversed(vivos) if pago.estado not in EN_CURSO or retiene(pago)), None)
