from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, DemasiadosIntentos, NoEncontrado, PruebaVencida
from portal.operations.access import contacto, usuarios
from portal.operations.factors import step_up
from portal.operations.portal import Portal
from portal.rules.access.step_up import VALE
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.enrolled import again, signed_in, with_application
from tests.letters import last, token, waiting
from tests.operations.access.newcomers import RED, reachable
from tests.refusals import reasons, refused

ANA, CORREO, OTRO = datos.TRES_Y_AGUA, "ana@ejemplo.com.py", "ana.b@ejemplo.com.py"


def test_an_address_is_the_user_s_once_its_link_was_pressed(casa: Casa) -> None:
    ana = casa.actor(ANA)
    casa.operar(lambda portal: contacto.pedir_correo(portal, ana, datos.CLAVE, CORREO, idioma="gn"))
    assert [(each.clase, each.para) for each in waiting(casa)] == [(ClaseDeCarta.CORREO_NUEVO, CORREO)]
    assert casa.operar(lambda portal: contacto.mio(portal, ana)).correo is None
    link = token(casa, ClaseDeCarta.CORREO_NUEVO)
    for _ in range(3):
        assert casa.operar(lambda portal: contacto.mirar_correo(portal, link)).datos == {"correo": CORREO}
    assert casa.operar(lambda portal: contacto.confirmar_correo(portal, link, ip=RED)) == CORREO
    mio = casa.operar(lambda portal: contacto.mio(portal, ana))
    assert (mio.correo, mio.correo_confirmado, mio.idioma) == (CORREO, casa.clock(), "gn")
    told = refused(casa, NoEncontrado, lambda portal: contacto.confirmar_correo(portal, link, ip=RED))
    assert told[0] == "enlace-vencido"


def test_the_address_of_before_is_told_that_it_was_asked_for_and_that_it_was_done(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    reachable(casa, ANA, OTRO)
    notices = [each for each in waiting(casa) if each.clase is ClaseDeCarta.CAMBIO_DE_CUENTA]
    assert [(each.para, each.datos["cambio"]) for each in notices] == [(CORREO, "correo-pedido"), (CORREO, "correo")]
    assert last(casa, ClaseDeCarta.CORREO_NUEVO).para == OTRO


def test_who_does_not_know_the_password_changes_nothing(casa: Casa) -> None:
    ana = casa.actor(ANA)
    ask = lambda portal: contacto.pedir_correo(portal, ana, "no es esa", CORREO, idioma="es")  # noqa: E731
    for _ in range(5):
        assert refused(casa, DatoInvalido, ask)[0] == "clave-incorrecta"
    refused(casa, DemasiadosIntentos, ask)
    assert waiting(casa) == []
    assert len(reasons(casa, "correo-pedir")) == 5


def test_who_has_a_factor_proves_it_by_that_and_the_password_is_not_asked(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        app = await with_application(portal, ana)
        casa.clock.adelantar(VALE + timedelta(seconds=1))
        with pytest.raises(PruebaVencida):
            await contacto.pedir_correo(portal, await again(portal, ana), datos.CLAVE, CORREO, idioma="es")
        await step_up.confirmar(portal, await again(portal, ana), app.codes[0], equipo=None)
        await contacto.pedir_correo(portal, await again(portal, ana), "", CORREO, idioma="es")

    casa.operar(cuerpo)
    assert [each.para for each in waiting(casa)] == [CORREO]


@pytest.mark.parametrize(
    "correo",
    [
        "",
        "ana",
        "ana@",
        "@ejemplo.com",
        "ana@ejemplo",
        "ana@@ejemplo.com",
        "ana@ejemplo..com",
        "ana @ejemplo.com",
        "ana@ejemplo.com\r\nBcc: x@y.z",
        "ana@ejemplo.com,b@c.de",
        "<ana@ejemplo.com>",
        "x" * 65 + "@ejemplo.com",
        "a@" + "b" * 63 + "." + "c" * 200 + ".com",
        "ñandú@ejemplo.com",
    ],
)
def test_what_is_no_address_is_told(casa: Casa, correo: str) -> None:
    ana = casa.actor(ANA)
    ask = lambda portal: contacto.pedir_correo(portal, ana, datos.CLAVE, correo, idioma="es")  # noqa: E731
    told = refused(casa, DatoInvalido, ask)
    assert told[0] == "correo-invalido"


def test_the_same_address_again_and_the_sixth_in_a_day_are_told(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    ana = casa.actor(ANA)
    again = lambda portal: contacto.pedir_correo(portal, ana, datos.CLAVE, CORREO, idioma="es")  # noqa: E731
    assert refused(casa, DatoInvalido, again)[0] == "correo-de-siempre"
    for nro in range(4):
        casa.operar(
            lambda portal, nro=nro: contacto.pedir_correo(portal, ana, datos.CLAVE, f"a{nro}@b.com.py", idioma="es")
        )
    sixth = lambda portal: contacto.pedir_correo(portal, ana, datos.CLAVE, OTRO, idioma="es")  # noqa: E731
    assert refused(casa, DatoInvalido, sixth) == (
        "correos-de-mas",
        "Ya te mandamos 5 correos hoy: mirá también en no deseados, o probá mañana.",
    )


def test_an_account_that_was_turned_off_meanwhile_confirms_nothing(casa: Casa) -> None:
    ana = casa.actor(ANA)
    casa.operar(lambda portal: contacto.pedir_correo(portal, ana, datos.CLAVE, CORREO, idioma="es"))
    link = token(casa, ClaseDeCarta.CORREO_NUEVO)
    casa.operar(lambda portal: usuarios.desactivar(portal, ANA))
    told = refused(casa, NoEncontrado, lambda portal: contacto.confirmar_correo(portal, link, ip=RED))
    assert told[0] == "enlace-vencido"


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [("", None), ("  ", None), (" +595 (981) 123-456 ", "+595 (981) 123-456"), ("021 / 123.456", "021 / 123.456")],
)
def test_a_phone_is_kept_as_it_is_written(casa: Casa, escrito: str, queda: str | None) -> None:
    ana = casa.actor(ANA)

    async def change(portal: Portal) -> tuple[str | None, str | None]:
        await contacto.cambiar_telefono(portal, ana, escrito, idioma="gn")
        mio = await contacto.mio(portal, ana)
        return mio.telefono, mio.idioma

    assert casa.operar(change) == (queda, "gn")


@pytest.mark.parametrize("escrito", ["123", "1" * 16, "0981 123 456 int. 4", "x", "0981\n123456789012345678901234"])
def test_what_is_no_phone_is_told(casa: Casa, escrito: str) -> None:
    ana = casa.actor(ANA)
    told = refused(casa, DatoInvalido, lambda portal: contacto.cambiar_telefono(portal, ana, escrito, idioma="es"))
    assert told == ("telefono-invalido", "Escribí un teléfono como 0981 123 456, o dejalo vacío.")


def test_a_row_that_is_gone_is_told_as_such(casa: Casa) -> None:
    nadie = structs.replace(casa.actor(ANA), usuario_id=999_999)
    assert refused(casa, NoEncontrado, lambda portal: contacto.mio(portal, nadie))[0] == "usuario-desconocido"
