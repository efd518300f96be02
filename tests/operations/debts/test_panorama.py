from decimal import Decimal

from portal.operations.debts import carrito, consultas, panorama
from portal.operations.debts.panorama import Panorama
from portal.operations.portal import Portal
from tests import datos, journeys
from tests.conftest import Casa


def _ver(casa: Casa, documento: str, *elegidas: str) -> Panorama:
    clienta = casa.actor(documento)

    async def pedir(portal: Portal) -> Panorama:
        consulta, _ = await carrito.mis_deudas(portal, clienta, 1)
        consulta, _ = await carrito.elegir(portal, clienta, consulta.idsession, frozenset(elegidas))
        visto = await panorama.ver(portal, consulta, ())
        # Nothing of it stays.
        assert await portal.repo.read(lambda tx: consultas.propia(tx, clienta, consulta.idsession)) == consulta
        assert await carrito.ver(portal, clienta, consulta.idsession) is not None
        return visto

    return casa.operar(pedir)


def test_the_package_tells_the_price_of_what_is_offered_whatever_its_cart_has(casa: Casa) -> None:
    for elegidas in ((), ("A1",), ("A1", "A2", "A3", "A4", "AGUA-9"), ("A1", "A2", "AGUA-9")):
        visto = _ver(casa, datos.TRES_Y_AGUA, *elegidas)
        assert [cada.comision for cada in visto.ofrecidas] == [Decimal(26_475), Decimal(39_225)]
        assert [cada.importe for cada in visto.ofrecidas] == [Decimal(1_791_475), Decimal(2_654_225)]


def test_what_the_package_does_not_price_is_offered_without_its_commission(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)

    async def pedir(portal: Portal) -> Panorama:
        consulta, _ = await carrito.mis_deudas(portal, clienta, 1)
        return await panorama.ver(portal, consulta, ())

    async def ajena(portal: Portal) -> Panorama:
        consulta, _ = await carrito.mis_deudas(portal, clienta, 1)
        # Meanwhile the company took a debt away: the package refuses it.
        journeys.a_mano(casa, "DELETE FROM erp_deuda WHERE codmovimiento = 'A2'")
        return await panorama.ver(portal, consulta, ())

    assert all(cada.comision is not None for cada in casa.operar(pedir).ofrecidas)
    visto = casa.operar(ajena)
    assert [(cada.comision, cada.importe) for cada in visto.ofrecidas] == [
        (None, Decimal(1_765_000)),
        (None, Decimal(2_615_000)),
    ]


def test_what_is_owed_in_the_other_currency_is_told(casa: Casa) -> None:
    assert _ver(casa, datos.DOLARES).otras[2].vencido == Decimal("251.00")
    assert _ver(casa, datos.AL_DIA).otras[2].total == 0
