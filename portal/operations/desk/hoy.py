"""What the staff find when they come in: what waits for a person, and what the last days brought."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from portal.clock import dia, limites
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.desk import casos, cierres, diferencias, solicitudes
from portal.repo.tables.payments import named, pedidos, seguimiento, sumas
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import cierre as reglas
from portal.rules.desk.montos import sumar
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.casos import CasoTardio
from portal.structs.finanzas import Abierta
from portal.structs.hoy import Contados, DiaSumado, Hoy, Montos, Pendientes
from portal.structs.pagos import Pago, Pedido
from portal.structs.solicitudes import Solicitud
from portal.structs.usuarios import Actor

# Of each list: more than that is told as more.
TOPE = 99
DIAS = 7


class _Listas(Struct, frozen=True, kw_only=True):
    """One more than the limit of each, which tells that there are others."""

    dudosos: list[Pago]
    segundas: list[Solicitud]
    pedidos: list[Pedido]
    casos: list[CasoTardio]
    diferencias: list[Abierta]


async def contar(portal: Portal, actor: Actor) -> Contados:
    """How much of it there is, for the menu of whichever page."""
    permisos.exigir(actor, Acto.VER_TODOS)
    halladas = await portal.repo.read(lambda tx: _leer(portal, tx))
    largos = [len(una) for una in (halladas.dudosos, halladas.segundas, halladas.pedidos, halladas.casos)]
    largos.append(len(halladas.diferencias))
    return Contados(cuantos=sum(min(largo, TOPE) for largo in largos), hay_mas=max(largos) > TOPE)


async def ver(portal: Portal, actor: Actor) -> Hoy:
    """Sums and numbers of it, of nobody, and the last days."""
    permisos.exigir(actor, Acto.VER_TODOS)

    async def cuerpo(tx: Transaccion) -> Hoy:
        ahora = portal.clock()
        halladas = await _leer(portal, tx)
        numeros = [cada.pago_id for lista in (halladas.segundas, halladas.pedidos, halladas.casos) for cada in lista]
        pagos = await named.numerados(tx.sql, sorted(set(numeros)))
        hoy = dia(ahora)
        return Hoy(
            ahora=ahora,
            pendientes=Pendientes(
                dudosos=_montos(halladas.dudosos),
                segundas=_montos(pagos[una.pago_id] for una in halladas.segundas),
                pedidos=_montos(pagos[uno.pago_id] for uno in halladas.pedidos),
                casos=_montos(pagos[uno.pago_id] for uno in halladas.casos),
                diferencias=sumar([reglas.de_diferencia(cada) for cada in halladas.diferencias], TOPE),
            ),
            mas_viejo=min((pago.creado for pago in halladas.dudosos), default=None),
            urgente=halladas.casos[0] if halladas.casos else None,
            tipos=tuple(Counter(cada.tipo for cada in halladas.diferencias[:TOPE]).items()),
            dias=tuple([await sumado(tx, hoy - timedelta(days=hace), halladas.diferencias) for hace in _atras()]),
        )

    return await portal.repo.read(cuerpo)


async def sumado(tx: Transaccion, cual: date, abiertas: Iterable[Abierta]) -> DiaSumado:
    """One day, and which of those differences are its."""
    renglones = reglas.renglones(await sumas.del_dia(tx.sql, *limites(cual)))
    firmado = await cierres.firmado(tx.sql, cual)
    return DiaSumado(
        dia=cual,
        renglones=renglones,
        sumas=reglas.por_moneda(renglones),
        cerrado=firmado is not None,
        cambio=firmado is not None and firmado.renglones != renglones,
        diferencias=sum(reglas.de_que_dia(cada) == cual for cada in abiertas),
    )


def _atras() -> range:
    return range(DIAS - 1, -1, -1)


def _montos(pagos: Iterable[Pago]) -> Montos:
    return sumar([(pago.moneda, pago.total) for pago in pagos], TOPE)


async def _leer(portal: Portal, tx: Transaccion) -> _Listas:
    return _Listas(
        dudosos=await seguimiento.primeros_demorados(tx.sql, portal.clock(), ALARMA, TOPE + 1),
        segundas=await solicitudes.pendientes(tx.sql, TOPE + 1),
        pedidos=await pedidos.primeros_sin_respuesta(tx.sql, TOPE + 1),
        casos=await casos.vivos(tx.sql, TOPE + 1),
        diferencias=await diferencias.abiertas(tx.sql, TOPE + 1),
    )
