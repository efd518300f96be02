from datetime import date, timedelta

import pytest

from portal.errors import DatoInvalido, NoPermitido
from portal.operations.books import auditoria as libro
from portal.operations.debts import consultas
from portal.operations.desk import auditorias
from portal.operations.portal import Portal
from portal.structs.auditoria import FiltroDeAuditoria
from tests import datos
from tests.conftest import Casa
from tests.refusals import refused

TODO = FiltroDeAuditoria()


def _trabajar(casa: Casa, veces: int, quien: str = "canal-uno") -> None:
    actor = casa.actor(quien)

    async def consultar(portal: Portal) -> None:
        for _ in range(veces):
            await consultas.consultar(portal, actor, datos.AL_DIA, 1, "Control de prueba")

    casa.operar(consultar)


def test_each_question_finds_its_own_newest_first(casa: Casa) -> None:
    jefa = casa.actor("jefa")
    _trabajar(casa, 2)
    casa.clock.adelantar(timedelta(days=1))
    _trabajar(casa, 1, "operadora")

    def ver(**filtro: object) -> list[tuple[int, str]]:
        pedido = FiltroDeAuditoria(**filtro)  # type: ignore[arg-type]
        pagina = casa.operar(lambda portal: auditorias.ver(portal, jefa, pedido))
        return [(fila.id, fila.actor) for fila in pagina.filas if fila.actor != "jefa"]

    todas = [(3, "operadora"), (2, "canal-uno"), (1, "canal-uno")]
    manana = datos.HOY + timedelta(days=1)
    assert ver() == todas
    assert ver(actor="Canal-UNO ") == todas[1:]
    assert ver(accion=" Consultar") == todas
    assert ver(actor="operadora", accion="consultar") == todas[:1]
    assert ver(accion="pagar") == []
    assert ver(desde=manana) == todas[:1]
    assert ver(hasta=datos.HOY) == todas[1:]
    assert ver(desde=datos.HOY, hasta=manana, actor="canal-uno") == todas[1:]
    assert ver(desde=manana + timedelta(days=1)) == []
    assert ver(hasta=datos.HOY - timedelta(days=1)) == []


def test_a_page_ends_and_the_next_goes_on(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditorias, "POR_PAGINA", 2)
    jefa = casa.actor("jefa")
    _trabajar(casa, 3)
    canal = FiltroDeAuditoria(actor="canal-uno")
    primera = casa.operar(lambda portal: auditorias.ver(portal, jefa, canal))
    segunda = casa.operar(lambda portal: auditorias.ver(portal, jefa, canal, primera.siguiente))
    assert [[fila.id for fila in pagina.filas] for pagina in (primera, segunda)] == [[3, 2], [1]]
    assert (primera.siguiente, segunda.siguiente) == (2, None)


def test_looking_and_taking_away_are_rows_too(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    jefa = casa.actor("jefa")
    _trabajar(casa, 1)
    canal = FiltroDeAuditoria(actor="canal-uno")
    casa.operar(lambda portal: auditorias.ver(portal, jefa, canal))
    (fila,) = casa.operar(lambda portal: auditorias.exportar(portal, jefa, canal, "Lo pide el contador"))
    assert (fila.accion, fila.objeto) == ("consultar", datos.AL_DIA)
    suyas = casa.operar(lambda portal: auditorias.ver(portal, jefa, FiltroDeAuditoria(actor="jefa"))).filas
    assert [(suya.accion, suya.objeto, suya.motivo) for suya in suyas] == [
        ("exportar-auditoria", "canal-uno", "Lo pide el contador"),
        ("ver-auditoria", "canal-uno", ""),
    ]
    monkeypatch.setattr(auditorias, "EXPORTACION_MAXIMA", 1)
    with pytest.raises(DatoInvalido) as larga:
        casa.operar(lambda portal: auditorias.exportar(portal, jefa, TODO, "Lo pide el contador"))
    assert larga.value.codigo == "auditoria-larga"
    with pytest.raises(DatoInvalido):
        casa.operar(lambda portal: auditorias.exportar(portal, jefa, TODO, " "))


@pytest.mark.parametrize(
    ("filtro", "codigo"),
    [
        (FiltroDeAuditoria(desde=date(1999, 12, 31)), "auditoria-sin-dia"),
        (FiltroDeAuditoria(hasta=date.max), "auditoria-sin-dia"),
        (FiltroDeAuditoria(desde=date(2026, 2, 2), hasta=date(2026, 2, 1)), "auditoria-al-reves"),
    ],
)
def test_days_that_no_row_has_are_refused(casa: Casa, filtro: FiltroDeAuditoria, codigo: str) -> None:
    jefa = casa.actor("jefa")
    assert refused(casa, DatoInvalido, lambda portal: auditorias.ver(portal, jefa, filtro))[0] == codigo


def test_the_chain_is_verified_stretch_by_stretch(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libro, "POR_VEZ", 2)
    jefa = casa.actor("jefa")
    vacia = casa.operar(lambda portal: auditorias.verificar(portal, jefa, 0))
    assert (vacia.termina, vacia.rota_en) == (True, None)
    _trabajar(casa, 3)
    primera = casa.operar(lambda portal: auditorias.verificar(portal, jefa, 0))
    assert (primera.primera, primera.ultima, primera.filas, primera.termina) == (1, 2, 3, False)
    ultima = casa.operar(lambda portal: auditorias.verificar(portal, jefa, primera.ultima))
    assert (ultima.ultima, ultima.termina, ultima.rota_en) == (3, True, None)
    assert ultima.huella == casa.operar(libro.verificar_auditoria).huella
    with pytest.raises(DatoInvalido):
        casa.operar(lambda portal: auditorias.verificar(portal, jefa, 4))


@pytest.mark.parametrize("quien", ["operadora", "mirona", datos.AL_DIA, "canal-uno"])
def test_it_is_for_who_runs_the_place(casa: Casa, quien: str) -> None:
    actor = casa.actor(quien)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: auditorias.ver(portal, actor, TODO))
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: auditorias.exportar(portal, actor, TODO, "Lo pide el contador"))
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: auditorias.verificar(portal, actor, 0))
