import pytest

from portal.errors import DatoInvalido, NoEncontrado, Rechazo
from portal.imports import extracto as lector
from portal.operations.desk import columnas, conciliaciones, extractos
from portal.operations.portal import Portal
from portal.structs.finanzas import Columnas, Extracto
from tests import journeys
from tests.conftest import Casa
from tests.operations.desk.extracts import subir

AJENOS = b"operacion;dia;monto\nBD-1;23/11/2026;1000\n"


def _cargados(casa: Casa) -> int:
    operadora = casa.actor("operadora")
    return len(casa.operar(lambda portal: conciliaciones.listar(portal, operadora)))


def test_an_extract_is_loaded_once(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    contenido = f"codigo;fecha;importe;moneda\n{pago.referencia};23/11/2026;{pago.total};1\n".encode()
    assert isinstance(subir(casa, contenido), Extracto)
    with pytest.raises(Rechazo) as otra_vez:
        subir(casa, contenido)
    assert (otra_vez.value.codigo, otra_vez.value.mensaje) == (
        "extracto-repetido",
        "Ese archivo ya se cargó: buscalo en la lista de extractos.",
    )
    assert _cargados(casa) == 1


def test_unknown_titles_are_asked_about_and_nothing_is_loaded_meanwhile(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    llave = subir(casa, AJENOS)
    assert isinstance(llave, str)
    assert _cargados(casa) == 0
    assert casa.operar(lambda portal: extractos.pregunta_fechas(portal, operadora, lector, llave)) is None
    with pytest.raises(DatoInvalido) as sin_elegir:
        casa.operar(lambda portal: extractos.aceptar(portal, operadora, lector, llave))
    assert sin_elegir.value.codigo == "faltan-columnas"
    elegidas = Columnas(codigo="OPERACION", fecha="DIA", importe="MONTO", moneda_fija=1)
    assert isinstance(casa.operar(lambda portal: columnas.elegir(portal, operadora, lector, llave, elegidas)), Extracto)
    assert _cargados(casa) == 1


def test_dates_far_off_are_asked_about_and_taken_as_they_are_once_somebody_says_so(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    llave = subir(casa, b"codigo;fecha;importe;moneda\nBD-1;23/11/2006;1000;1\n")
    assert isinstance(llave, str)
    pregunta = casa.operar(lambda portal: extractos.pregunta_fechas(portal, operadora, lector, llave))
    assert pregunta is not None
    assert (pregunta.lineas, pregunta.cuantas) == (1, 1)
    assert _cargados(casa) == 0
    assert casa.operar(lambda portal: extractos.aceptar(portal, operadora, lector, llave)).lineas == 1
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: extractos.aceptar(portal, operadora, lector, llave))


def test_a_file_that_is_not_to_be_loaded_is_forgotten(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    llave = subir(casa, AJENOS)
    assert isinstance(llave, str)

    async def dos_veces(portal: Portal) -> None:
        await extractos.descartar(portal, operadora, llave)
        await extractos.descartar(portal, operadora, llave)

    with pytest.raises(NoEncontrado):
        casa.operar(dos_veces)
    assert _cargados(casa) == 0


def test_a_channel_that_cannot_be_is_asked_for(casa: Casa) -> None:
    with pytest.raises(DatoInvalido) as rehusado:
        subir(casa, AJENOS, canal="x" * 36)
    assert (rehusado.value.codigo, rehusado.value.campo) == ("falta-canal", "canal")
