"""Which documento a session has open."""

from datetime import timedelta

from portal.errors import NoEncontrado
from portal.operations.access import ingreso
from portal.operations.autorizaciones import choice, grants
from portal.operations.books import looks
from portal.operations.debts import carrito, consultas
from portal.operations.payment import comprobantes, pagos
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.structs.usuarios import Actor, Sesion
from tests import authorized, datos, journeys
from tests.conftest import Casa
from tests.refusals import reasons, refused

ANA, BERNARDO = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN
SID = "sesion-de-ana"


def _sesion(casa: Casa) -> None:
    ana, ahora = casa.actor(ANA), casa.clock()
    suya = Sesion(
        sid=SID, usuario_id=ana.usuario_id, creada=ahora, vence=ahora + timedelta(hours=1), puerta="pagina", agente=""
    )

    async def abrir(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            await usuarios.abrir_sesion(tx.sql, suya)
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(abrir)


def _actor(casa: Casa) -> Actor:
    return casa.operar(lambda portal: ingreso.actor(portal, SID))


def test_a_session_opens_one_at_a_time_and_what_was_withdrawn_at_once_no_more(casa: Casa) -> None:
    _sesion(casa)
    numero = authorized.autorizar(casa, ANA, BERNARDO)
    ana = _actor(casa)
    assert (ana.documento, ana.documento_propio, ana.ajena) == (ANA, ANA, None)
    casa.operar(lambda portal: choice.elegir(portal, ana, numero))
    por_bernardo = _actor(casa)
    assert (por_bernardo.documento, por_bernardo.documento_propio) == (BERNARDO, ANA)
    assert por_bernardo.ajena is not None
    assert por_bernardo.ajena.nombre == datos.CLIENTES[BERNARDO][0]
    casa.operar(lambda portal: choice.elegir(portal, por_bernardo, None))
    assert _actor(casa).documento == ANA
    casa.operar(lambda portal: choice.elegir(portal, ana, numero))
    casa.operar(lambda portal: grants.quitar(portal, ana, numero))
    quitada = _actor(casa)
    assert (quitada.documento, quitada.autorizaciones) == (ANA, ())
    authorized.autorizar(casa, ANA, BERNARDO)
    assert _actor(casa).documento == ANA


def test_an_authorization_of_others_is_none_to_choose(casa: Casa) -> None:
    numero = authorized.autorizar(casa, BERNARDO, ANA)
    ana = authorized.con_autorizaciones(casa, ANA)
    codigo, _ = refused(casa, NoEncontrado, lambda portal: choice.elegir(portal, ana, numero))
    assert codigo == "autorizacion-desconocida"


def test_each_look_by_another_s_documento_is_told_to_whose_it_is(casa: Casa) -> None:
    authorized.autorizar(casa, BERNARDO, ANA)
    por_ana = authorized.con_autorizaciones(casa, BERNARDO, ANA)
    ana = casa.actor(ANA)
    pago = journeys.pagado(casa, ANA)

    async def mirar(portal: Portal) -> None:
        await carrito.mis_deudas(portal, por_ana, 1)
        await consultas.consultar(portal, por_ana, ANA, 1)
        await pagos.listar(portal, por_ana)
        await comprobantes.ver(portal, por_ana, pago.cod_transaccion)

    casa.operar(mirar)
    assert reasons(casa, "mirar-por-otro") == [None, None, "listar-pagos", f"ver-pago PORTAL/{pago.cod_transaccion}"]
    pagina = casa.operar(lambda portal: looks.a_lo_mio(portal, ana))
    assert {(una.nombre, una.accion) for una in pagina.filas} == {(datos.CLIENTES[BERNARDO][0], "mirar-por-otro")}
    assert len(pagina.filas) == 4
    assert casa.operar(lambda portal: looks.a_lo_mio(portal, por_ana)).filas == ()
