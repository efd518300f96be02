"""What a customer is written to about, in the transaction of what it tells."""

import pytest

from portal.operations.access import ingreso, usuarios
from portal.operations.access.throttle import cuenta_de
from portal.operations.mail import notices
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios as tabla
from portal.structs.usuarios import Equipo
from tests import datos
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import pagar
from tests.enrolled import signed_in
from tests.journeys import anulado, iniciar, pagado
from tests.letters import waiting
from tests.operations.mail.letters import con_correo, filas

ANA = datos.TRES_Y_AGUA


def _clases(casa: Casa) -> list[object]:
    return [fila["clase"] for fila in filas(casa)]


def _entrar(casa: Casa, puerta: str = "pagina", equipo: Equipo | None = None) -> None:
    async def entrar(portal: Portal) -> None:
        await ingreso.entrar(portal, ANA, datos.CLAVE, puerta=puerta, agente="Firefox/1", ip="192.0.2.7", equipo=equipo)

    casa.operar(entrar)


def test_who_paid_gets_the_receipt_once(casa: Casa) -> None:
    con_correo(casa, ANA)
    pago = pagado(casa)
    (fila,) = filas(casa)
    assert (fila["clase"], fila["para"], fila["estado"]) == ("recibo", "ana@ejemplo.com", "PENDIENTE")
    assert str(fila["suceso"]).startswith(f"recibo:{pago.id}:")


def test_a_reversal_is_told_too(casa: Casa) -> None:
    con_correo(casa, ANA)
    anulado(casa)
    assert _clases(casa) == ["recibo", "anulacion"]


def test_a_payment_by_a_canal_is_told_to_the_customer_and_not_to_the_canal(casa: Casa, canal_api: ClienteApi) -> None:
    con_correo(casa, ANA)
    con_correo(casa, "canal-uno", "canal@ejemplo.com")
    pagar(canal_api)
    assert [(fila["clase"], fila["para"]) for fila in filas(casa)] == [("recibo", "ana@ejemplo.com")]


def test_an_attempt_that_paid_nothing_is_not_told(casa: Casa) -> None:
    con_correo(casa, ANA)
    iniciar(casa)
    assert filas(casa) == []


@pytest.mark.parametrize("cambio", ["correo = NULL", "correo_confirmado = NULL", "activo = 0"])
def test_who_has_no_confirmed_address_is_not_written_to(casa: Casa, cambio: str) -> None:
    con_correo(casa, ANA)
    con_correo(casa, datos.AL_DIA, "otro@ejemplo.com")
    pago = iniciar(casa)

    async def cambiar(tx: Transaccion) -> None:
        await tx.sql.ejecutar(f"UPDATE portal_usuario SET {cambio} WHERE usuario = :usuario", usuario=ANA)  # noqa: S608
        await tx.confirmar()

    casa.operar(lambda portal: portal.repo.write(cambiar))
    assert pago.usuario == ANA
    assert filas(casa) == []


def test_a_sign_in_from_a_new_device_is_told_and_from_a_known_one_is_not(casa: Casa) -> None:
    con_correo(casa, ANA)
    _entrar(casa)
    (fila,) = filas(casa)
    assert (fila["clase"], fila["datos"]) == ("equipo_nuevo", '{"agente":"Firefox/1","direccion":"192.0.2.7"}')
    _entrar(casa, equipo=Equipo(numero="n", cuentas=(cuenta_de(casa.settings, ANA),)))
    _entrar(casa, puerta="api")
    assert len(filas(casa)) == 1
    _entrar(casa, equipo=Equipo(numero="n", cuentas=("de otra",)))
    assert len(filas(casa)) == 2


def test_a_changed_password_is_told(casa: Casa) -> None:
    actor = casa.operar(lambda portal: signed_in(portal, ANA))
    con_correo(casa, ANA)

    async def cambiar(portal: Portal) -> None:
        await usuarios.cambiar_mi_clave(portal, actor, datos.CLAVE, "otra clave bien larga de prueba", idioma="gn")

    casa.operar(cambiar)
    assert [(fila["clase"], fila["datos"]) for fila in filas(casa)] == [("cambio_de_cuenta", '{"cambio":"clave"}')]
    assert waiting(casa)[0].idioma == "gn"


def test_another_address_may_be_told_as_well(casa: Casa) -> None:
    con_correo(casa, ANA, "nueva@ejemplo.com")

    async def cambiar(tx: Transaccion) -> None:
        usuario = await tabla.por_nombre(tx.sql, ANA)
        assert usuario is not None
        await notices.de_cambio(tx, casa.clock(), usuario, CambioDeCuenta.CORREO, para="vieja@ejemplo.com")
        await tx.confirmar()

    casa.operar(lambda portal: portal.repo.write(cambiar))
    assert [fila["para"] for fila in filas(casa)] == ["vieja@ejemplo.com"]
