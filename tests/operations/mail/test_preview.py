import pytest

from portal.errors import NoEncontrado
from portal.operations.mail import preview
from tests.conftest import Casa
from tests.operations.mail.letters import carta, encolar


def test_what_waits_is_read_from_the_newest_down(casa: Casa) -> None:
    encolar(casa, carta(1), carta(2))
    primera, segunda = casa.operar(preview.bandeja)
    assert (primera.suceso, segunda.suceso) == ("equipo:2", "equipo:1")
    redactada = casa.operar(lambda portal: preview.redactada(portal, segunda.id))
    assert redactada.asunto == "Ingreso desde un dispositivo nuevo"


def test_what_is_not_there_is_not_found(casa: Casa) -> None:
    with pytest.raises(NoEncontrado) as negado:
        casa.operar(lambda portal: preview.redactada(portal, 9))
    assert negado.value.codigo == "carta-desconocida"


def test_what_nobody_would_get_is_not_found(casa: Casa) -> None:
    encolar(casa, carta(adjunto=None, suceso="r", clase="recordatorio", usuario_id=None, datos={"deudas": ""}))
    (envio,) = casa.operar(preview.bandeja)
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: preview.redactada(portal, envio.id))
