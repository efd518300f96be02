import pytest

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido, Rechazo
from portal.operations import payment
from portal.operations.canales import canales
from portal.operations.canales.canales import LimitesDeCanal
from portal.operations.debts import consultas
from portal.structs.canales import Quota
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.canales.canal import limitar, pagado
from tests.refusals import reasons, refused

POR = "Alta del convenio"


def test_only_the_company_keeps_channels(casa: Casa) -> None:
    for usuario in ("canal-uno", datos.TRES_Y_AGUA):
        quien = casa.actor(usuario)
        for acto in (
            lambda portal, quien=quien: canales.listar(portal, quien),
            lambda portal, quien=quien: canales.ver(portal, quien, "canal-uno"),
            lambda portal, quien=quien: canales.registrar(portal, quien, "otro", "Otro", POR),
            lambda portal, quien=quien: canales.cambiar(portal, quien, "canal-uno", LimitesDeCanal(), POR),
        ):
            codigo, frase = refused(casa, NoPermitido, acto)
            assert codigo == "no-permitido"
            assert "la empresa" in frase


def test_a_channel_is_registered_with_a_reason_and_a_password_that_nobody_has(casa: Casa) -> None:
    olga = casa.actor("jefa")
    codigo, _ = refused(casa, DatoInvalido, lambda portal: canales.registrar(portal, olga, "red-tres", "Red", "x"))
    assert codigo == "motivo-requerido"
    casa.operar(lambda portal: canales.registrar(portal, olga, "Red-Tres", "Red Tres", POR))
    todos, frenos = casa.operar(lambda portal: canales.listar(portal, olga))
    assert [(cada.usuario, cada.nombre, cada.activo) for cada in todos] == [
        ("canal-dos", "Canal Dos", True),
        ("canal-uno", "Canal Uno", True),
        ("red-tres", "Red Tres", True),
    ]
    assert frenos == []
    assert POR in reasons(casa, "usuario-crear")


def test_who_is_no_channel_is_not_found(casa: Casa) -> None:
    for usuario in ("nadie", "operadora"):
        for acto in (
            lambda portal, usuario=usuario: canales.ver(portal, None, usuario),
            lambda portal, usuario=usuario: canales.cambiar(portal, None, usuario, LimitesDeCanal()),
        ):
            assert refused(casa, NoEncontrado, acto) == ("canal-desconocido", "No existe ese canal.")


def test_its_limits_are_its_own_or_the_portal_s(casa: Casa) -> None:
    olga = casa.actor("jefa")
    limites = LimitesDeCanal(prefijo="bco-", redes="10.0.0.0/8 192.0.2.7", por_minuto="12", por_hora="")
    casa.operar(lambda portal: canales.cambiar(portal, olga, "canal-uno", limites, POR))
    visto = casa.operar(lambda portal: canales.ver(portal, olga, "canal-uno"))
    assert (visto.canal.prefijo, visto.canal.redes) == ("BCO-", ("10.0.0.0/8", "192.0.2.7/32"))
    assert [(cada.quota, cada.tope, cada.quedan) for cada in visto.consumos] == [
        (Quota.PEDIDOS, 12, 12),
        (Quota.DOCUMENTOS, 300, 300),
    ]
    assert reasons(casa, "canal-cambiar") == [
        "Alta del convenio — prefijo BCO-, redes 10.0.0.0/8 192.0.2.7/32, pedidos por minuto 12, documentos por hora -"
    ]


@pytest.mark.parametrize(
    ("limites", "codigo"),
    [
        ({"prefijo": "?"}, "prefijo-invalido"),
        ({"prefijo": "EC"}, "prefijo-ocupado"),
        ({"prefijo": "RED"}, "prefijo-ocupado"),
        ({"redes": "0.0.0.0/0"}, "red-invalida"),
        ({"redes": " ".join(f"10.{nro}.0.0/16" for nro in range(21))}, "redes-de-mas"),
        ({"por_minuto": "0"}, "quota-invalida"),
        ({"por_hora": "muchos"}, "quota-invalida"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(casa: Casa, limites: dict[str, str], codigo: str) -> None:
    limitar(casa, "canal-dos", prefijo="RED-")
    pedidos = LimitesDeCanal(**limites)
    dicho, _ = refused(casa, DatoInvalido, lambda portal: canales.cambiar(portal, None, "canal-uno", pedidos))
    assert dicho == codigo
    visto = casa.operar(lambda portal: canales.ver(portal, None, "canal-uno"))
    assert (visto.canal.prefijo, visto.canal.redes, visto.canal.por_minuto) == ("", (), None)


def test_a_prefix_with_which_others_paid_is_not_given_away(casa: Casa) -> None:
    pagado(casa, casa.actor("canal-uno"), "RED-1")
    dicho = refused(
        casa, DatoInvalido, lambda portal: canales.cambiar(portal, None, "canal-dos", LimitesDeCanal(prefijo="RED-"))
    )
    assert dicho == ("prefijo-usado", "Hay pagos de otros con códigos que empiezan así.")
    limitar(casa, "canal-uno", prefijo="RED-")


def test_nobody_else_uses_or_learns_about_codes_of_a_prefix(casa: Casa) -> None:
    limitar(casa, "canal-dos", prefijo="RED-")
    uno, dos = casa.actor("canal-uno"), casa.actor("canal-dos")
    pagado(casa, dos, "RED-1")
    idsession = casa.operar(lambda portal: consultas.consultar(portal, uno, datos.CINCO_Y_JARDIN, 1)).idsession
    # A code that was used and one that was not are told alike, and so is their reversal.
    for codigo in ("RED-1", "RED-2", "red-2"):
        pago = refused(casa, Rechazo, lambda portal, codigo=codigo: payment.pagar_canal(portal, uno, idsession, codigo))
        assert pago == ("codigo-de-otro-canal", "Ese código empieza como los de otro canal: usá uno tuyo.")
        anulacion = refused(
            casa, NoEncontrado, lambda portal, codigo=codigo: payment.anular_por_canal(portal, uno, codigo)
        )
        assert anulacion[0] == "transaccion-desconocida"
    # Nor did asking burn any of them.
    anulado = casa.operar(lambda portal: payment.anular_por_canal(portal, dos, "RED-1"))
    assert anulado.codresp == "0"
    pagado(casa, dos, "RED-2")


def test_its_own_payments_of_before_stay_a_channel_s(casa: Casa) -> None:
    uno = casa.actor("canal-uno")
    pagado(casa, uno, "RED-1")
    # Somebody gave the prefix away by hand: what is asked for first is whose the payment is.
    journeys.a_mano(
        casa,
        "INSERT INTO portal_canal (usuario_id, prefijo) "
        "SELECT id, 'RED-' FROM portal_usuario WHERE usuario = 'canal-dos'",
    )
    assert casa.operar(lambda portal: payment.anular_por_canal(portal, uno, "RED-1")).codresp == "0"
