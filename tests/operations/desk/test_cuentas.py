"""A customer as the staff see them."""

import pytest

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido
from portal.operations.access import ingreso
from portal.operations.access.throttle import cuenta_de
from portal.operations.desk import clientes, cuentas
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import tries
from portal.rules.access.throttle import PARADA, Balde
from portal.structs.clientes import ClienteVisto
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk.late import de_ayer, pedir
from tests.operations.desk.rows import auditadas

MOTIVO = "Llamó para preguntar"


def numero(casa: Casa, documento: str) -> int:
    mirona = casa.actor("mirona")
    return casa.operar(lambda portal: clientes.buscar(portal, mirona, documento)).clientes[0].cliente.id


def _ver(casa: Casa, documento: str) -> ClienteVisto:
    mirona, cual = casa.actor("mirona"), numero(casa, documento)
    return casa.operar(lambda portal: cuentas.ver(portal, mirona, cual))


def test_payments_cases_and_the_account_in_one_look(casa: Casa) -> None:
    pago = de_ayer(casa)
    pedir(casa, pago)
    visto = _ver(casa, pago.documento)
    assert [cada.id for cada in visto.pagos] == [pago.id]
    assert not visto.mas_pagos
    assert [caso.pago_id for caso in visto.casos] == [pago.id]
    assert visto.pedidos == ()
    (cuenta,) = visto.cuentas
    assert (cuenta.usuario, cuenta.activa, cuenta.factores, cuenta.detenida) == (pago.usuario, True, 0, False)
    assert [fila["objeto"] for fila in auditadas(casa, "ver-cliente")] == [pago.documento]


def test_the_last_sign_in_its_sessions_and_a_stop(casa: Casa) -> None:
    assert _ver(casa, datos.AL_DIA).cuentas[0].ingreso is None

    async def entrar_y_detener(portal: Portal) -> None:
        await ingreso.entrar(portal, datos.AL_DIA, datos.CLAVE, puerta="pagina", agente="", ip="192.0.2.7")

        async def detener(tx: Transaccion) -> None:
            llave = f"{Balde.CUENTA}:{cuenta_de(portal.settings, datos.AL_DIA)}"
            await tries.tomar(tx.sql, (llave,), portal.clock())
            await tries.anotar(tx.sql, llave, PARADA, portal.clock())
            await tx.confirmar()

        await portal.repo.write(detener)

    casa.operar(entrar_y_detener)
    (cuenta,) = _ver(casa, datos.AL_DIA).cuentas
    assert (cuenta.ingreso, cuenta.sesiones, cuenta.detenida) == (casa.clock(), 1, True)


def test_what_they_owe_takes_a_reason_and_cannot_be_paid(casa: Casa) -> None:
    mirona, cual = casa.actor("mirona"), numero(casa, datos.BLOQUEADO)
    guaranies, dolares = casa.operar(lambda portal: cuentas.deudas(portal, mirona, cual, MOTIVO))
    assert guaranies.bloqueada is not None
    assert guaranies.saldo.total >= guaranies.saldo.vencido > 0
    assert dolares.consulta.deudas == ()
    assert {fila["motivo"] for fila in auditadas(casa, "consultar")} == {MOTIVO}
    assert {guaranies.consulta.usuario, dolares.consulta.usuario} == {"mirona"}
    with pytest.raises(DatoInvalido, match="motivo"):
        casa.operar(lambda portal: cuentas.deudas(portal, mirona, cual, ""))


def test_nobody_else_and_nobody_made_up(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    for quien in (pago.usuario, "canal-uno"):
        actor = casa.actor(quien)
        with pytest.raises(NoPermitido):
            casa.operar(lambda portal, de=actor: cuentas.ver(portal, de, 1))
        with pytest.raises(NoPermitido):
            casa.operar(lambda portal, de=actor: cuentas.deudas(portal, de, 1, MOTIVO))
    mirona = casa.actor("mirona")
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: cuentas.ver(portal, mirona, 999_999))
