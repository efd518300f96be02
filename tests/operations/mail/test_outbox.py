import pytest
from msgspec import structs

from portal.operations.mail import outbox
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.mail import cartas
from portal.structs.cartas import Carta, ClaseDeCarta
from tests.conftest import Casa

CARTA = Carta(clase=ClaseDeCarta.EQUIPO_NUEVO, para="ana@ejemplo.com", suceso="equipo:1", datos={"equipo": "Firefox"})


def _sucesos(casa: Casa) -> list[str]:
    async def leer(portal: Portal) -> list[str]:
        return [envio.suceso for envio in await portal.repo.read(lambda tx: cartas.pendientes(tx.sql, casa.clock(), 9))]

    return casa.operar(leer)


@pytest.mark.parametrize("confirma", [True, False])
def test_it_is_queued_with_what_it_tells_or_not_at_all(casa: Casa, confirma: bool) -> None:
    async def escribir(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            await outbox.encolar(tx, portal.clock(), CARTA)
            if confirma:
                await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(escribir)
    assert _sucesos(casa) == ([CARTA.suceso] if confirma else [])


@pytest.mark.parametrize(
    "carta",
    [
        structs.replace(CARTA, suceso=""),
        structs.replace(CARTA, suceso="x" * 121),
        structs.replace(CARTA, datos={"equipo": "ñ" * 2000}),
    ],
    ids=["no event", "long event", "many data"],
)
def test_one_that_no_outbox_holds_is_its_writers_mistake(casa: Casa, carta: Carta) -> None:
    async def escribir(portal: Portal) -> None:
        await portal.repo.write(lambda tx: outbox.encolar(tx, portal.clock(), carta))

    with pytest.raises(ValueError, match="too long for the outbox: equipo_nuevo"):
        casa.operar(escribir)
    assert _sucesos(casa) == []
