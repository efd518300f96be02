import pytest
from msgspec import structs

from portal.errors import DatoInvalido
from portal.operations.access import clave_nueva, contacto, usuarios
from portal.operations.desk import empresas
from portal.operations.portal import Portal
from portal.structs.empresa import Empresa
from portal.structs.usuarios import Nivel, Rol
from tests import datos
from tests.conftest import Casa
from tests.enrolled import STAFF, application_of, staff
from tests.operations.access.newcomers import reachable
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA
LARGA = "cinco gatos de la siesta"


def _refusal(casa: Casa, clave: str, usuario: str = ANA) -> str:
    """The code by which that user may not choose it; '' where they may."""

    async def cuerpo(portal: Portal) -> str:
        try:
            await usuarios.cambiar_clave(portal, usuario, clave)
        except DatoInvalido as error:
            return error.codigo
        return ""

    return casa.operar(cuerpo)


@pytest.mark.parametrize("clave", ["Lotes Guaraní 1", "loteguarani.lotes", "80140360-0 zxqw"])
def test_none_is_made_of_the_company_s_name_or_ruc(casa: Casa, clave: str) -> None:
    jefa = casa.actor("jefa")

    async def written(portal: Portal) -> None:
        escrita = Empresa(nombre="Lote Guaraní S.A.", ruc="80140360-0")
        await empresas.cambiar(portal, jefa, escrita, "Para empezar")

    assert _refusal(casa, clave) == ""
    casa.operar(written)
    assert _refusal(casa, clave) == "clave-propia"
    assert _refusal(casa, LARGA) == ""


def test_none_is_made_of_one_s_own_address_nor_of_what_one_is_called(casa: Casa) -> None:
    reachable(casa, ANA, "pitufina.azul@ejemplo.com.py")
    assert _refusal(casa, "pitufina azul 12") == "clave-propia"
    quien = casa.actor(ANA)
    ana = casa.operar(lambda portal: contacto.mio(portal, quien))
    assert clave_nueva.palabras_de(ana) == (ANA, ana.nombre, ANA, "pitufina.azul")
    assert clave_nueva.palabras_de(structs.replace(ana, correo=None))[-1] == ""


def test_a_second_factor_beside_it_lets_staff_s_be_shorter(casa: Casa) -> None:
    staff(casa)
    assert _refusal(casa, "gatos 19", STAFF) == "clave-corta"
    application_of(casa, STAFF)
    assert _refusal(casa, "gatos 19", STAFF) == ""
    assert _refusal(casa, "gatos 1", STAFF) == "clave-corta"


def test_the_page_says_how_long_it_has_to_be(casa: Casa) -> None:
    staff(casa)

    async def asked(portal: Portal) -> int:
        (flora,) = [cada for cada in await usuarios.todos(portal) if cada.usuario == STAFF]
        return await clave_nueva.minimo_de(portal, flora)

    assert casa.operar(asked) == 15
    application_of(casa, STAFF)
    assert casa.operar(asked) == 8


def test_whoever_has_no_account_yet_has_no_factor(casa: Casa) -> None:
    make = lambda portal: usuarios.crear(  # noqa: E731
        portal, "nueva", Rol.OPERADOR, "Nueva", None, "gatos 19", nivel=Nivel.MIRAR
    )
    assert refused(casa, DatoInvalido, make)[0] == "clave-corta"
