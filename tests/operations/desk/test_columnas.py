import pytest

from portal.errors import DatoInvalido, NoEncontrado
from portal.imports import extracto as lector
from portal.operations.desk import columnas
from portal.operations.portal import Portal
from portal.structs.finanzas import Columnas, Extracto
from tests.conftest import Casa
from tests.operations.desk.extracts import MOTIVO, subir

ELEGIDAS = Columnas(codigo="OPERACION", fecha="DIA", importe="MONTO", moneda_fija=1)


def _archivo(*codigos: str) -> bytes:
    return "\n".join(["operacion;dia;monto", *(f"{codigo};23/11/2026;1000" for codigo in codigos)]).encode()


def _elegir(casa: Casa, llave: Extracto | str, elegidas: Columnas = ELEGIDAS) -> Extracto | str:
    assert isinstance(llave, str)
    operadora = casa.actor("operadora")
    return casa.operar(lambda portal: columnas.elegir(portal, operadora, lector, llave, elegidas))


def test_they_are_chosen_once_and_the_channel_s_next_file_is_read_by_them(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    assert isinstance(_elegir(casa, subir(casa, _archivo("BD-1"))), Extracto)
    assert isinstance(subir(casa, _archivo("BD-2")), Extracto)
    assert casa.operar(lambda portal: columnas.elegidas(portal, operadora)) == [("banco-demo", ELEGIDAS)]


def test_the_question_shows_the_titles_and_an_example_of_each(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    llave = subir(casa, _archivo("BD-1"))
    assert isinstance(llave, str)
    pregunta = casa.operar(lambda portal: columnas.pregunta(portal, operadora, lector, llave))
    assert [(titulo.nombre, titulo.ejemplo) for titulo in pregunta.titulos] == [
        ("OPERACION", "BD-1"),
        ("DIA", "23/11/2026"),
        ("MONTO", "1000"),
    ]
    assert pregunta.linea == 1


@pytest.mark.parametrize(
    ("elegidas", "codigo"),
    [
        (Columnas(codigo="", fecha="DIA", importe="MONTO", moneda_fija=1), "faltan-columnas"),
        (Columnas(codigo="DIA", fecha="DIA", importe="MONTO", moneda_fija=1), "columnas-repetidas"),
        (Columnas(codigo="OTRA", fecha="DIA", importe="MONTO", moneda_fija=1), "columnas-ajenas"),
    ],
)
def test_a_wrong_choice_is_told_and_not_kept(casa: Casa, elegidas: Columnas, codigo: str) -> None:
    operadora = casa.actor("operadora")
    llave = subir(casa, _archivo("BD-1"))
    with pytest.raises(DatoInvalido) as rehusada:
        _elegir(casa, llave, elegidas)
    assert rehusada.value.codigo == codigo
    assert casa.operar(lambda portal: columnas.elegidas(portal, operadora)) == []


def test_they_can_be_forgotten_and_are_asked_about_again(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    _elegir(casa, subir(casa, _archivo("BD-1")))

    async def olvidar(portal: Portal) -> None:
        await columnas.olvidar(portal, operadora, "banco-demo", MOTIVO)

    casa.operar(olvidar)
    assert isinstance(subir(casa, _archivo("BD-3")), str)
    with pytest.raises(NoEncontrado) as otra_vez:
        casa.operar(olvidar)
    assert (otra_vez.value.codigo, otra_vez.value.mensaje) == (
        "columnas-desconocidas",
        "Ese canal no tiene columnas elegidas.",
    )
