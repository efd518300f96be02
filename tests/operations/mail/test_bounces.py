import pytest

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido
from portal.operations.mail import bounces
from portal.structs.cartas import EstadoDeCarta
from tests import datos
from tests.conftest import Casa
from tests.operations.mail.letters import carta, encolar

MOTIVO = "Volvió dos veces"


def test_an_address_is_marked_once_and_restored_once(casa: Casa) -> None:
    quien = casa.actor("operadora")
    for correo in (" Ana@Ejemplo.com", "ana@ejemplo.com"):
        casa.operar(lambda portal, correo=correo: bounces.rebotar(portal, quien, correo, MOTIVO))
    _, rebotes = casa.operar(lambda portal: bounces.salida(portal, quien))
    assert [(rebote.correo, rebote.por, rebote.motivo) for rebote in rebotes] == [
        ("ana@ejemplo.com", "operadora", MOTIVO)
    ]
    casa.operar(lambda portal: bounces.olvidar(portal, quien, "ana@ejemplo.com"))
    with pytest.raises(NoEncontrado) as negado:
        casa.operar(lambda portal: bounces.olvidar(portal, quien, "ana@ejemplo.com"))
    assert negado.value.codigo == "rebote-desconocido"


@pytest.mark.parametrize(
    ("correo", "motivo", "codigo", "campo"),
    [("ana", MOTIVO, "correo-sin-forma", "correo"), ("ana@ejemplo.com", "no", "motivo-requerido", "motivo")],
)
def test_what_is_no_address_or_no_reason_is_refused(
    casa: Casa, correo: str, motivo: str, codigo: str, campo: str
) -> None:
    quien = casa.actor("operadora")
    with pytest.raises(DatoInvalido) as negado:
        casa.operar(lambda portal: bounces.rebotar(portal, quien, correo, motivo))
    assert (negado.value.codigo, negado.value.campo) == (codigo, campo)


def test_what_was_written_is_seen_from_the_newest_down_and_by_state(casa: Casa) -> None:
    encolar(casa, carta(1), carta(2))
    quien = casa.actor("operadora")
    todas, _ = casa.operar(lambda portal: bounces.salida(portal, quien))
    assert [envio.suceso for envio in todas] == ["equipo:2", "equipo:1"]
    anteriores, _ = casa.operar(lambda portal: bounces.salida(portal, quien, antes=todas[0].id))
    assert [envio.suceso for envio in anteriores] == ["equipo:1"]
    assert casa.operar(lambda portal: bounces.salida(portal, quien, EstadoDeCarta.FALLIDA))[0] == []


def test_only_the_staff_may(casa: Casa) -> None:
    quien = casa.actor(datos.AL_DIA)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: bounces.salida(portal, quien))
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: bounces.rebotar(portal, quien, "ana@ejemplo.com", MOTIVO))
