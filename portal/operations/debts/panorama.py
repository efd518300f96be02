"""What a customer's page of debts tells besides them: what is offered, with its price, and what is owed in the other
currency."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from portal.clock import dia
from portal.money import MONEDAS
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.debts.carrito import Deudas
from portal.rules.debts.opciones import Opcion, ofrecer
from portal.rules.debts.saldo import Saldo, resumir
from portal.rules.debts.series import cambios
from portal.structs.deudas import Consulta


class Ofrecida(Struct, frozen=True):
    """A choice, and the commission that the package asks for it; None where it does not say."""

    opcion: Opcion
    comision: Decimal | None

    @property
    def importe(self) -> Decimal:
        """What would be charged, or the subtotal alone."""
        return self.opcion.subtotal + (self.comision or 0)


class Panorama(Struct, frozen=True):
    """otras: the balance of each other currency."""

    ofrecidas: tuple[Ofrecida, ...] = ()
    otras: Mapping[int, Saldo] = {}


async def ver(portal: Portal, consulta: Consulta, tomadas: Collection[str]) -> Panorama:
    """Asked of the package itself, and undone: the cart stays as it is. tomadas: what other payments have."""
    hoy = dia(portal.clock())
    opciones = ofrecer(Deudas(consulta.deudas, hoy), tomadas)

    async def cuerpo(tx: Transaccion) -> Panorama:
        """Not confirmed."""
        otras: dict[int, Saldo] = {}
        for moneda in MONEDAS:
            if moneda != consulta.moneda:
                respuesta = await tx.paquete.consultar(consulta.documento, moneda, consulta.usuario)
                otras[moneda] = resumir(respuesta.deudas if respuesta.codresp == "0" else (), hoy)
        comisiones = await _tasar(tx, consulta, opciones)
        return Panorama(tuple(map(Ofrecida, opciones, comisiones)), otras)

    return await portal.repo.write(cuerpo)


async def _tasar(tx: Transaccion, consulta: Consulta, opciones: Sequence[Opcion]) -> list[Decimal | None]:
    """The commission of each, as the package answers it when its cart holds just that."""
    comisiones: list[Decimal | None] = []
    en_carrito, comision = consulta.en_carrito, consulta.comision
    for opcion in opciones:
        for codigo, agrega in cambios(consulta.deudas, en_carrito, opcion.elegidas):
            indicador = "S" if agrega else "N"
            respuesta = await tx.paquete.agregar_al_carrito(consulta.idsession, indicador, codigo, consulta.usuario)
            if respuesta.codresp != "0":
                return [*comisiones, *(None for _ in opciones[len(comisiones) :])]
            comision = respuesta.comision
        en_carrito = opcion.elegidas
        comisiones.append(comision)
    return comisiones
