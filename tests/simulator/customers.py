"""Customers at the pages, and the bank where they pay."""

import asyncio
from functools import partial

from portal.operations.debts import carrito
from portal.operations.desk import pedidos
from portal.operations.payment import comprobantes, liberaciones, pagos, seguimiento
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import BancoDemo
from portal.structs.pagos import Pago
from tests import datos
from tests.simulator.faults import BancoConFallas
from tests.simulator.oracle import Roto
from tests.simulator.people import Gente
from tests.simulator.world import actor


async def clienta(gente: Gente, documento: str) -> None:
    """A customer at the pages: chooses, pays at the bank, looks, gives up, asks to have it back."""
    yo = actor(documento)
    azar = gente.azar
    mios: list[str] = []
    while gente.sigue:
        que = azar.choices(("comprar", "ver", "liberar", "pedir"), (5, 4, 2, 1))[0]
        if que == "comprar" or not mios:
            pago = await _comprar(gente, documento)
            if pago:
                mios.append(pago.cod_transaccion)
            continue
        codigo = azar.choice(mios[-3:])
        if que == "ver":
            comprobante = await gente.pedir(f"ver {codigo}", lambda p, c=codigo: comprobantes.ver(p, yo, c))  # type: ignore[misc]
            gente.visto(comprobante.pago if comprobante else None)
        elif que == "liberar":
            gente.visto(await gente.pedir(f"liberar {codigo}", lambda p, c=codigo: liberaciones.liberar(p, yo, c)))  # type: ignore[misc]
        else:
            await gente.pedir(f"pedir {codigo}", lambda p, c=codigo: pedidos.pedir(p, yo, c, "Elegí mal las cuotas"))  # type: ignore[misc]


async def _comprar(gente: Gente, documento: str) -> Pago | None:
    yo = actor(documento)
    moneda = 2 if documento == datos.DOLARES else 1
    hecha = await gente.pedir(f"mis deudas {documento}", lambda p: carrito.mis_deudas(p, yo, moneda))
    if hecha is None:
        return None
    consulta, _ = hecha
    seleccion = gente.elegir(consulta)
    elegido = await gente.pedir(
        f"elegir {sorted(seleccion)}", lambda p: carrito.elegir(p, yo, consulta.idsession, seleccion)
    )
    total = elegido[1].total if elegido else None
    if total is None:
        return None
    clics = 2 if gente.azar.random() < 0.3 else 1

    async def clic() -> Pago | None:
        return await gente.pedir(
            f"iniciar {consulta.idsession}", lambda p: pagos.iniciar(p, yo, consulta.idsession, total)
        )

    hallados = [gente.visto(pago) for pago in await asyncio.gather(*(clic() for _ in range(clics)))]
    pago = next((cada for cada in hallados if cada), None)
    if pago and pago.total != total:
        raise Roto(f"I2: {pago.id} charges {pago.total} where the page said {total}")
    if pago and pago.referencia and gente.azar.random() < 0.7:
        await gente.mundo.pausa(gente.azar.randrange(6))
        await _responder(gente, pago.referencia)
    return pago


async def banco(gente: Gente) -> None:
    """The bank: it tells again what it told, and customers answer orders that they had left."""
    azar = gente.azar
    while gente.sigue:
        await gente.mundo.pausa(azar.randrange(1, 25))
        if not gente.ordenes:
            continue
        referencia, _ = azar.choice(gente.ordenes[-3:])
        if azar.random() < 0.6:
            await gente.pedir(f"aviso {referencia}", lambda p, r=referencia: seguimiento.recibir_aviso(p, r))  # type: ignore[misc]
        else:
            await _responder(gente, referencia)


async def _responder(gente: Gente, referencia: str) -> None:
    accion = gente.azar.choices(("aprobar", "rechazar", "demorar", "dos_veces", "tarde"), (8, 2, 2, 2, 2))[0]
    avisa = gente.azar.random() < 0.6

    async def responder(portal: Portal) -> None:
        assert isinstance(portal.pasarela, BancoConFallas)
        assert isinstance(portal.pasarela.real, BancoDemo)
        aviso = partial(seguimiento.recibir_aviso, portal) if avisa else None
        await portal.pasarela.real.responder(referencia, accion, aviso)  # type: ignore[arg-type]

    await gente.pedir(f"banco {accion} {referencia}", responder)
