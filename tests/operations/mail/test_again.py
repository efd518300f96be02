"""A mail that could not be sent is tried once more, where what it told can be found again."""

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido
from portal.operations.access import usuarios
from portal.operations.mail import again
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.letters import last, waiting
from tests.operations.desk import late
from tests.operations.desk.rows import auditadas
from tests.operations.mail.letters import carta, con_correo, encolar, estados, fallar

MOTIVO = "Arregló su casilla"


def _mandar(casa: Casa, numero: int, motivo: str = MOTIVO, quien: str = "operadora") -> bool:
    actor = casa.actor(quien)
    return casa.operar(lambda portal: again.mandar(portal, actor, numero, motivo))


def test_one_that_failed_is_tried_once_more_with_a_reason(casa: Casa) -> None:
    encolar(casa, carta(1, clase=ClaseDeCarta.RECIBO, datos={}), carta(2))
    assert not _mandar(casa, 1)
    fallar(casa, 1)
    fallar(casa, 2)
    with pytest.raises(DatoInvalido):
        _mandar(casa, 1, "no")
    with pytest.raises(NoPermitido):
        _mandar(casa, 1, quien="mirona")
    with pytest.raises(NoEncontrado) as negado:
        _mandar(casa, 999)
    assert negado.value.codigo == "carta-desconocida"
    assert _mandar(casa, 1)
    assert estados(casa) == [("PENDIENTE", 0), ("FALLIDA", 0)]
    assert [(fila["objeto"], fila["motivo"]) for fila in auditadas(casa, "correo-mandar")] == [("carta 1", MOTIVO)]
    assert (_mandar(casa, 1), _mandar(casa, 2)) == (False, False)


def test_a_change_of_an_account_is_told_again_as_it_was(casa: Casa) -> None:
    con_correo(casa, datos.AL_DIA)
    casa.operar(lambda portal: usuarios.desactivar(portal, datos.AL_DIA))
    (antes,) = waiting(casa)
    fallar(casa, antes.id)
    assert _mandar(casa, antes.id)
    assert waiting(casa) == [antes]


def test_what_happened_to_a_late_reversal_is_told_again_as_it_was(casa: Casa) -> None:
    con_correo(casa, datos.TRES_Y_AGUA)
    late.tomado(casa)
    antes = last(casa, ClaseDeCarta.CASO)
    fallar(casa, antes.id)
    assert _mandar(casa, antes.id)
    assert last(casa, ClaseDeCarta.CASO) == structs.replace(antes, proxima=casa.clock())
