"""What seldom happens: a package that is invalid for minutes, a bank that loses an order, charges twice, or is gone."""

from datetime import timedelta
from functools import partial

from portal.operations.payment import seguimiento
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from tests.simulator.faults import BancoConFallas
from tests.simulator.people import Gente

OTRO = "otro-banco"
SORPRESAS = ("ninguna", "paquete", "orden", "cambio", "otra vez")
MINUTOS = (1, 4, 12)
A_VECES = 0.5
# An order that nobody has answered: no instance can have seen it paid.
PERDER = "DELETE FROM banco_demo_orden WHERE referencia = :cual AND estado = 'PENDIENTE' AND respuesta IS NULL"
# What was undone, and is still watched for hours; what a person gave back by another way is not asked for again.
COBRAR_OTRA_VEZ = """
UPDATE banco_demo_orden SET estado = 'PAGADO', respuesta = 'PAGADO', responde = NULL
WHERE referencia = :cual AND estado = 'ANULADO' AND EXISTS (
    SELECT 1 FROM portal_pago p JOIN portal_pago_evento e ON e.pago_id = p.id
    WHERE p.referencia = :cual AND p.devolucion = 'HECHA' AND p.mirar < p.cambiado + 25200000000
        AND e.nro = (SELECT max(u.nro) FROM portal_pago_evento u WHERE u.pago_id = p.id) AND e.actor = 'PORTAL'
)"""
DEVUELTAS = "SELECT referencia FROM portal_pago WHERE devolucion = 'HECHA' ORDER BY id"


async def sorpresas(gente: Gente) -> None:
    """One kind in a history. A bank that is replaced does not charge twice: nobody would be there to ask it."""
    azar, clima = gente.azar, gente.mundo.clima
    while gente.sigue:
        await gente.mundo.pausa(azar.randrange(10, 60))
        if clima.sorpresa == "paquete":
            clima.paquete_vuelve = gente.mundo.ahora + timedelta(minutes=azar.choice(MINUTOS))
        elif clima.sorpresa == "cambio":
            clima.banco_nombre = azar.choice((OTRO, BancoConFallas.NOMBRE))
        elif clima.sorpresa == "orden" and gente.ordenes:
            await _en_el_banco(gente, PERDER, azar.choice(gente.ordenes)[0])
        else:
            await cobrar_otra_vez(gente)


async def cobrar_otra_vez(gente: Gente) -> None:
    """The bank charges again for some of what it had undone, and tells of it or not."""
    if gente.mundo.clima.sorpresa != "otra vez":
        return
    for (referencia,) in gente.mundo.oraculo.uno(DEVUELTAS):
        if gente.azar.random() < A_VECES:
            await _en_el_banco(gente, COBRAR_OTRA_VEZ, str(referencia))
            if gente.azar.random() < A_VECES:
                await gente.pedir(f"aviso {referencia}", partial(_avisar, str(referencia)))


async def _avisar(referencia: str, portal: Portal) -> None:
    await seguimiento.recibir_aviso(portal, referencia)


async def _en_el_banco(gente: Gente, sql: str, cual: str) -> None:
    async def hacer(portal: Portal) -> None:
        assert isinstance(portal.pasarela, BancoConFallas)

        async def escribir(tx: Transaccion) -> None:
            await tx.sql.ejecutar(sql, cual=cual)
            await tx.confirmar()

        await portal.pasarela.casa.write(escribir)

    await gente.pedir(f"banco {sql.split(maxsplit=1)[0]} {cual}", hacer, cuenta=0)
