"""What the staff do about a customer's access."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido, PortalError, PruebaVencida
from portal.operations.access import stops, throttle
from portal.operations.desk import accesos, clientes, cuentas
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import tries, usuarios
from portal.repo.tables.desk import clientes as tabla
from portal.rules.access.throttle import PARADA, Balde
from portal.structs.cartas import ClaseDeCarta
from portal.structs.clientes import ActoDeCuenta, ClienteVisto
from tests import datos
from tests.conftest import Casa
from tests.operations.desk.rows import auditadas

MOTIVO = "Lo pidió en la oficina"
CUAL = datos.AL_DIA
ACCIONES = {
    ActoDeCuenta.CLAVE: "clave-mandar",
    ActoDeCuenta.SESIONES: "usuario-cerrar-sesiones",
    ActoDeCuenta.DESACTIVAR: "usuario-desactivar",
    ActoDeCuenta.ACTIVAR: "usuario-activar",
    ActoDeCuenta.DESBLOQUEAR: "usuario-desbloquear",
}


def _numero(casa: Casa, documento: str = CUAL) -> int:
    jefa = casa.actor("jefa")
    return casa.operar(lambda portal: clientes.buscar(portal, jefa, documento)).clientes[0].cliente.id


def _con_correo(casa: Casa) -> None:
    async def poner(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            suya = await usuarios.por_nombre(tx.sql, CUAL)
            assert suya is not None
            await usuarios.cambiar_correo(tx.sql, suya.id, "ella@ejemplo.com", portal.clock())
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(poner)


def _hacer(casa: Casa, acto: ActoDeCuenta, *, usuario: str = CUAL, quien: str = "jefa", motivo: str = MOTIVO) -> None:
    actor, numero = casa.actor(quien), _numero(casa)
    casa.operar(lambda portal: accesos.hacer(portal, actor, numero, usuario, acto, motivo))


def _ver(casa: Casa, numero: int) -> ClienteVisto:
    jefa = casa.actor("jefa")
    return casa.operar(lambda portal: cuentas.ver(portal, jefa, numero))


def _detener(casa: Casa, nombre: str) -> None:
    async def detener(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            llave = f"{Balde.CUENTA}:{throttle.cuenta_de(portal.settings, nombre)}"
            await tries.tomar(tx.sql, (llave,), portal.clock())
            await tries.anotar(tx.sql, llave, PARADA, portal.clock())
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(detener)


@pytest.mark.parametrize("acto", ActoDeCuenta)
def test_each_act_leaves_its_row_with_the_reason(casa: Casa, acto: ActoDeCuenta) -> None:
    _con_correo(casa)
    _hacer(casa, acto)
    (fila,) = auditadas(casa, ACCIONES[acto])
    assert (fila["actor"], fila["objeto"], fila["motivo"]) == ("jefa", CUAL, MOTIVO)


def test_an_account_is_turned_off_and_on(casa: Casa) -> None:
    numero = _numero(casa)
    _hacer(casa, ActoDeCuenta.DESACTIVAR)
    assert not _ver(casa, numero).cuentas[0].activa
    _hacer(casa, ActoDeCuenta.ACTIVAR)
    assert _ver(casa, numero).cuentas[0].activa


def test_a_link_to_another_password_goes_where_it_was_confirmed(casa: Casa) -> None:
    with pytest.raises(DatoInvalido) as negado:
        _hacer(casa, ActoDeCuenta.CLAVE)
    assert negado.value.codigo == "cuenta-sin-correo"
    _con_correo(casa)
    _hacer(casa, ActoDeCuenta.CLAVE)
    (carta,) = _ver(casa, _numero(casa)).cuentas[0].cartas
    assert (carta.clase, carta.para) == (ClaseDeCarta.CLAVE_NUEVA, "ella@ejemplo.com")


def test_a_stop_is_lifted_of_signing_in_and_of_opening_an_account(casa: Casa) -> None:
    numero = _numero(casa)
    for nombre in (CUAL, stops.primer_acceso(CUAL)):
        _detener(casa, nombre)
    assert _ver(casa, numero).cuentas[0].detenida
    assert _ver(casa, numero).detenido
    _hacer(casa, ActoDeCuenta.DESBLOQUEAR)
    assert not _ver(casa, numero).cuentas[0].detenida
    assert not _ver(casa, numero).detenido


def _sin_cuenta(casa: Casa, documento: str) -> int:
    async def conocer(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            await tabla.conocer(tx.sql, documento, "Zoila Zarza")
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(conocer)
    return _numero(casa, documento)


def test_of_who_has_no_account_only_the_stop_is_lifted(casa: Casa) -> None:
    numero, jefa = _sin_cuenta(casa, "7654321"), casa.actor("jefa")
    _detener(casa, stops.primer_acceso("7654321"))
    casa.operar(lambda portal: accesos.hacer(portal, jefa, numero, "", ActoDeCuenta.DESBLOQUEAR, MOTIVO))
    assert not _ver(casa, numero).detenido
    assert auditadas(casa, "usuario-desbloquear")[0]["objeto"] == "7654321"
    for usuario, acto in (("", ActoDeCuenta.DESACTIVAR), (CUAL, ActoDeCuenta.DESACTIVAR)):
        with pytest.raises(NoEncontrado):
            casa.operar(
                lambda portal, usuario=usuario, acto=acto: accesos.hacer(portal, jefa, numero, usuario, acto, MOTIVO)
            )


def test_who_has_none_is_invited_and_who_has_one_is_not(casa: Casa) -> None:
    jefa = casa.actor("jefa")

    def invitar(numero: int, correo: str) -> None:
        casa.operar(lambda portal: accesos.invitar(portal, jefa, numero, correo, MOTIVO))

    with pytest.raises(DatoInvalido) as negado:
        invitar(_numero(casa), "ella@ejemplo.com")
    assert (negado.value.codigo, negado.value.campo) == ("documento-con-cuenta", "correo")
    desconocido = _sin_cuenta(casa, "7654321")
    with pytest.raises(DatoInvalido):
        invitar(desconocido, "no es")
    with pytest.raises(NoEncontrado):
        invitar(desconocido, "ella@ejemplo.com")


@pytest.mark.parametrize(
    ("quien", "usuario", "motivo", "error"),
    [
        ("mirona", CUAL, MOTIVO, NoPermitido),
        ("operadora", CUAL, MOTIVO, NoPermitido),
        ("canal-uno", CUAL, MOTIVO, NoPermitido),
        (CUAL, CUAL, MOTIVO, NoPermitido),
        ("jefa", "mirona", MOTIVO, NoEncontrado),
        ("jefa", datos.TRES_Y_AGUA, MOTIVO, NoEncontrado),
        ("jefa", "", MOTIVO, NoEncontrado),
        ("jefa", CUAL, "", DatoInvalido),
        ("jefa", CUAL, "x" * 501, DatoInvalido),
    ],
)
def test_it_is_refused_and_nothing_is_done(
    casa: Casa, quien: str, usuario: str, motivo: str, error: type[PortalError]
) -> None:
    with pytest.raises(error):
        _hacer(casa, ActoDeCuenta.DESACTIVAR, usuario=usuario, quien=quien, motivo=motivo)
    assert auditadas(casa, "usuario-desactivar") == []


def test_an_old_proof_is_not_enough(casa: Casa) -> None:
    numero = _numero(casa)
    vieja = structs.replace(casa.actor("jefa"), puerta="pagina", probada=casa.clock() - timedelta(hours=1))
    with pytest.raises(PruebaVencida):
        casa.operar(lambda portal: accesos.invitar(portal, vieja, numero, "ella@ejemplo.com", MOTIVO))
