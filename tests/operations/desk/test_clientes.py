"""Finding a customer by whatever is known of them."""

import pytest

from portal.errors import DatoInvalido, NoPermitido
from portal.formats import documento
from portal.operations.access import usuarios
from portal.operations.debts import consultas
from portal.operations.desk import clientes
from portal.operations.portal import Portal
from portal.rules.desk import busqueda
from portal.structs.clientes import Hallados, ImporteBuscado, Por
from portal.structs.usuarios import Rol
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk.rows import auditadas


def _buscar(casa: Casa, texto: str, *importes: ImporteBuscado, quien: str = "mirona") -> Hallados:
    actor = casa.actor(quien)
    return casa.operar(lambda portal: clientes.buscar(portal, actor, texto, importes))


def _por(hallados: Hallados, documento: str) -> list[Por]:
    return [cada.por for uno in hallados.clientes if uno.cliente.documento == documento for cada in uno.coincide]


@pytest.mark.parametrize(
    ("texto", "por"),
    [
        ("ñandutí", Por.PALABRAS),
        ("BENITEZ nan", Por.PALABRAS),
        (datos.TRES_Y_AGUA[:5], Por.DOCUMENTO),
        (documento(datos.TRES_Y_AGUA), Por.DOCUMENTO),
    ],
)
def test_part_of_a_name_and_of_a_documento(casa: Casa, texto: str, por: Por) -> None:
    assert _por(_buscar(casa, texto), datos.TRES_Y_AGUA) == [por]


def test_a_payment_by_its_code_its_receipt_and_its_total(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    codigo = pago.cod_transaccion
    for texto in (codigo, codigo.lower(), codigo[:6].lower(), codigo[-4:].lower()):
        assert _por(_buscar(casa, texto), pago.documento) == [Por.CODIGO], texto
    for texto in (pago.numero, pago.numero[-4:]):
        assert _por(_buscar(casa, texto), pago.documento) == [Por.COMPROBANTE], texto
    assert _por(_buscar(casa, pago.numero[:7]), pago.documento) in ([], [Por.COMPROBANTE])
    total = ImporteBuscado(pago.moneda, int(pago.total))
    (hallado,) = _buscar(casa, "Gs. 1", total).clientes
    assert [cada.por for cada in hallado.coincide] == [Por.IMPORTE]
    assert hallado.coincide[0].pago is not None
    assert hallado.coincide[0].pago.total == pago.total


def _recorrer(casa: Casa, texto: str, hasta: int, quien: str = "mirona") -> Hallados:
    actor = casa.actor(quien)
    return casa.operar(lambda portal: clientes.recorrer(portal, actor, texto, hasta))


def test_codes_are_looked_into_a_stretch_at_a_time(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    pago = journeys.pagado(casa)
    journeys.iniciar(casa, datos.SIN_CUOTAS, frozenset({"EXP-3"}))
    journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"}))
    monkeypatch.setattr(busqueda, "TRAMO", 2)
    parte = pago.cod_transaccion[3:-1]
    hallados = _recorrer(casa, parte, 10**15)
    assert (_por(hallados, pago.documento), hallados.sin_recorrer) == ([], 1)
    hallados = _recorrer(casa, parte.lower(), hallados.sin_recorrer)
    assert (_por(hallados, pago.documento), hallados.sin_recorrer) == ([Por.CODIGO], 0)


def test_what_is_found_too_often_goes_on_from_the_last_of_them(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    journeys.iniciar(casa, datos.SIN_CUOTAS, frozenset({"EXP-3"}))
    journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"}))
    monkeypatch.setattr(clientes, "PAGOS", 1)
    assert _recorrer(casa, "ec-", 10**15).sin_recorrer == 1


def test_letters_alone_are_looked_for_inside_codes_only_when_asked(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    assert _buscar(casa, pago.cod_transaccion[:3]).sin_recorrer == pago.id
    assert _recorrer(casa, pago.cod_transaccion[:3], pago.id).sin_recorrer == 0


def test_what_is_part_of_no_code_is_not_looked_for_in_them(casa: Casa) -> None:
    with pytest.raises(DatoInvalido) as negado:
        _recorrer(casa, "con espacios", 5)
    assert negado.value.codigo == "busqueda-sin-codigo"
    with pytest.raises(NoPermitido):
        _recorrer(casa, "C-1", 5, quien="canal-uno")


def test_a_whole_documento_of_nobody_known_is_told(casa: Casa) -> None:
    assert _buscar(casa, "7.654.321").documento == "7654321"
    assert _buscar(casa, datos.TRES_Y_AGUA).documento == ""
    assert _buscar(casa, "76543").documento == ""


def test_there_are_more_than_are_shown(casa: Casa) -> None:
    async def muchos(portal: Portal) -> None:
        for nro in range(clientes.A_LA_VISTA + 1):
            await usuarios.crear(portal, f"zz{nro}", Rol.CLIENTE, "Zacarías Zarza", f"90000{nro:02}", datos.CLAVE)

    casa.operar(muchos)
    hallados = _buscar(casa, "zarza")
    assert (len(hallados.clientes), hallados.hay_mas) == (clientes.A_LA_VISTA, True)
    assert not _buscar(casa, "ñanduti").hay_mas


def test_a_search_is_written_down_under_who_was_found(casa: Casa) -> None:
    _buscar(casa, "ñandutí")
    _buscar(casa, "nadie-asi")
    assert [(fila["objeto"], fila["motivo"]) for fila in auditadas(casa, "buscar-clientes")] == [
        (datos.TRES_Y_AGUA, "ñandutí"),
        ("nadie-asi", None),
    ]


def test_what_cannot_be_looked_for_leaves_no_row(casa: Casa) -> None:
    with pytest.raises(DatoInvalido):
        _buscar(casa, "a")
    assert auditadas(casa, "buscar-clientes") == []


def test_nobody_else_looks_for_customers(casa: Casa) -> None:
    for quien in (datos.TRES_Y_AGUA, "canal-uno"):
        with pytest.raises(NoPermitido):
            _buscar(casa, "ñandutí", quien=quien)


def test_whom_only_a_channel_asked_about_is_not_known(casa: Casa) -> None:
    """Who pays is; whoever is only looked at leaves nothing to be found by."""
    actor = casa.actor("canal-uno")
    antes = _buscar(casa, datos.TRES_Y_AGUA)
    casa.operar(lambda portal: consultas.consultar(portal, actor, datos.TRES_Y_AGUA, 1))
    assert _buscar(casa, datos.TRES_Y_AGUA) == antes
