import pytest
from msgspec import structs

from portal.assembly import armar_portal
from portal.errors import DatoInvalido, NoEncontrado, NoPermitido, Rechazo
from portal.imports.logo import leer
from portal.operations.desk import empresas
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.structs.empresa import Empresa
from tests import datos
from tests.company import LLENA, dibujo
from tests.conftest import Casa

MOTIVO = "Nos mudamos"
LOGO = leer(dibujo())


def _anotadas(casa: Casa) -> list[tuple[object, ...]]:
    async def leer_todo(tx: Transaccion) -> list[tuple[object, ...]]:
        filas = await auditoria.tramo(tx.sql, 0, 1000)
        return [
            (fila["actor"], fila["objeto"], fila["motivo"]) for fila in filas if fila["accion"] == "cambiar-empresa"
        ]

    return casa.operar(lambda portal: portal.repo.read(leer_todo))


def test_each_change_is_a_version_with_its_reason_and_is_told_at_once(casa: Casa) -> None:
    jefa = casa.actor("jefa")

    async def cambiar(portal: Portal) -> None:
        primera = await empresas.cambiar(portal, jefa, LLENA, MOTIVO, logo=LOGO)
        assert primera == portal.membrete() == structs.replace(LLENA, version=1, logo=LOGO)
        segunda = await empresas.cambiar(portal, jefa, structs.replace(primera, banco=""), MOTIVO)
        assert segunda == structs.replace(primera, banco="", version=2)
        tercera = await empresas.cambiar(portal, jefa, segunda, MOTIVO, sin_logo=True)
        assert tercera == portal.membrete() == structs.replace(segunda, logo=None, version=3)
        cuarta = await empresas.cambiar(portal, jefa, tercera, MOTIVO, logo=LOGO)
        assert cuarta.logo == LOGO
        hechos = await empresas.cambios(portal, jefa)
        assert [cambio.empresa.version for cambio in hechos] == [4, 3, 2, 1]
        assert [cambio.huella_logo for cambio in hechos] == [LOGO.huella, "", LOGO.huella, LOGO.huella]
        assert (hechos[0].por, hechos[0].motivo, hechos[0].en) == ("jefa", MOTIVO, datos.AHORA)

    casa.operar(cambiar)
    assert [objeto for _, objeto, _ in _anotadas(casa)] == [
        "version 1: nombre, ruc, telefono, whatsapp, direccion, horario, banco, privacidad, logo",
        "version 2: banco",
        "version 3: logo",
        "version 4: logo",
    ]
    assert {(actor, motivo) for actor, _, motivo in _anotadas(casa)} == {("jefa", MOTIVO)}


def test_another_process_follows(casa: Casa) -> None:
    jefa = casa.actor("jefa")

    async def seguir(portal: Portal) -> None:
        otro = armar_portal(casa.settings, casa.clock)
        await empresas.seguir(portal)
        assert portal.membrete() == Empresa()
        primera = await empresas.cambiar(otro, jefa, LLENA, MOTIVO, logo=LOGO)
        await empresas.seguir(portal)
        assert portal.membrete() == primera
        tenido = portal.membrete().logo
        await empresas.cambiar(otro, jefa, structs.replace(primera, ruc=""), MOTIVO)
        await empresas.seguir(portal)
        assert portal.membrete().ruc == ""
        assert portal.membrete().logo is tenido
        await otro.cerrar()

    casa.operar(seguir)


def test_who_wrote_over_an_older_version_is_told(casa: Casa) -> None:
    jefa = casa.actor("jefa")
    casa.operar(lambda portal: empresas.cambiar(portal, jefa, LLENA, MOTIVO))
    for version in (0, 2, -1):
        with pytest.raises(Rechazo) as dicho:
            casa.operar(
                lambda portal, version=version: empresas.cambiar(
                    portal, jefa, structs.replace(LLENA, ruc="", version=version), MOTIVO
                )
            )
        assert dicho.value.codigo == "empresa-cambiada"
    assert len(_anotadas(casa)) == 1


@pytest.mark.parametrize(
    ("escrita", "motivo", "codigo"),
    [
        (LLENA, " ", "motivo-requerido"),
        (Empresa(), MOTIVO, "empresa-igual"),
        (Empresa(ruc="80028061-1"), MOTIVO, "ruc-invalido"),
    ],
)
def test_what_is_refused_changes_nothing(casa: Casa, escrita: Empresa, motivo: str, codigo: str) -> None:
    jefa = casa.actor("jefa")
    with pytest.raises(DatoInvalido) as dicho:
        casa.operar(lambda portal: empresas.cambiar(portal, jefa, escrita, motivo))
    assert dicho.value.codigo == codigo
    assert _anotadas(casa) == []


@pytest.mark.parametrize("quien", ["operadora", "mirona", datos.AL_DIA, "canal-uno"])
def test_only_who_runs_the_place_changes_it_or_reads_its_story(casa: Casa, quien: str) -> None:
    actor = casa.actor(quien)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: empresas.cambiar(portal, actor, LLENA, MOTIVO))
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: empresas.cambios(portal, actor))


def test_an_older_logo_is_still_found_and_another_is_not(casa: Casa) -> None:
    jefa, nueva = casa.actor("jefa"), leer(dibujo(tamano=(10, 10)))
    primera = casa.operar(lambda portal: empresas.cambiar(portal, jefa, LLENA, MOTIVO, logo=LOGO))
    casa.operar(lambda portal: empresas.cambiar(portal, jefa, primera, MOTIVO, logo=nueva))
    assert casa.operar(lambda portal: empresas.logo(portal, LOGO.huella)) == LOGO
    assert casa.operar(lambda portal: empresas.logo(portal, nueva.huella)) == nueva
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: empresas.logo(portal, "0" * 64))
