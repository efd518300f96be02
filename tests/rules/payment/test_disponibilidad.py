from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.rules.payment.disponibilidad import DE_OTRO_DIA, SIN_PRECIO, impedimento, no_disponibles, ocupados
from portal.rules.payment.estados import EN_CURSO
from portal.structs.deudas import Consulta, Deuda, Tipo
from portal.structs.pagos import Estado, Ocupada, Pago, Situacion
from portal.structs.usuarios import Actor, Rol
from tests.rules.debts.clientes import cuotas, deuda
from tests.rules.payment.pagos import pago

AHORA = datetime(2026, 8, 3, 15, tzinfo=UTC)
LUEGO = AHORA + timedelta(minutes=10)
FIN = deuda("FIN", Tipo.CANCELACION, date(2026, 12, 31))
DEUDAS = (*cuotas(10, desde=2), FIN)
RED = Actor(usuario_id=1, usuario="red", rol=Rol.CANAL, nombre="Red", documento=None, sid="s")
OTRA = structs.replace(RED, usuario="otra")


def _consulta(**otros: datetime | Decimal | None) -> Consulta:
    basica = Consulta(
        idsession=1,
        usuario="red",
        documento="4567890",
        cliente="Ana Benítez",
        moneda=1,
        creada=AHORA,
        deudas=DEUDAS,
        comision=Decimal("0.015"),
    )
    return structs.replace(basica, **otros)


def _con(*intentos: Pago, ocupadas: tuple[tuple[Deuda, Pago], ...] = ()) -> Situacion:
    return Situacion(intentos, tuple(Ocupada(*cada) for cada in ocupadas))


@pytest.mark.parametrize(
    ("intento", "codigo", "hasta"),
    [
        (pago(Estado.PAGADO), "carrito-pagado", None),
        (pago(Estado.ANULADO), "carrito-pagado", None),
        (pago(Estado.POR_VERIFICAR, vence=LUEGO), "carrito-en-pago", LUEGO),
        (pago(Estado.EN_PROCESO, vence=AHORA), "carrito-en-pago", None),
        (pago(Estado.DESCONOCIDO, vence=LUEGO), "carrito-en-pago", None),
        (pago(Estado.NO_EJECUTADO, pasarela="demo"), "carrito-en-pago", None),
    ],
)
def test_a_cart_that_an_attempt_has_is_locked(intento: Pago, codigo: str, hasta: datetime | None) -> None:
    falta = impedimento(_consulta(), _con(intento), AHORA)
    assert falta is not None
    assert (falta.codigo, falta.hasta) == (codigo, hasta)


@pytest.mark.parametrize("estado", [Estado.RECHAZADO, Estado.VENCIDO, Estado.NO_EJECUTADO])
def test_an_attempt_that_came_to_nothing_leaves_the_cart_free(estado: Estado) -> None:
    assert impedimento(_consulta(), _con(pago(estado)), AHORA) is None


def test_a_consultation_of_another_day_or_without_a_price_is_old() -> None:
    assert impedimento(_consulta(creada=AHORA - timedelta(days=1)), _con(), AHORA) is DE_OTRO_DIA
    assert impedimento(_consulta(comision=None), _con(), AHORA) is SIN_PRECIO


def test_what_is_not_of_the_consultation_has_to_leave() -> None:
    (falta,) = no_disponibles(_consulta(), frozenset({"C3", "X"}), _con(), RED, AHORA)
    assert (falta.codigo, falta.filas, falta.sobran) == ("deuda-no-disponible", ("X",), ("X",))


def test_a_receipt_is_named_only_to_whom_it_concerns() -> None:
    ya = _con(ocupadas=((DEUDAS[0], pago(Estado.PAGADO)),))
    (suya,) = no_disponibles(_consulta(), frozenset({"C3"}), ya, RED, AHORA)
    (ajena,) = no_disponibles(_consulta(), frozenset({"C3"}), ya, OTRA, AHORA)
    assert suya.codigo == ajena.codigo == "deuda-pagada"
    assert "00000012" in suya.motivo
    assert "00000012" not in ajena.motivo


@pytest.mark.parametrize("estado", sorted(EN_CURSO))
def test_a_debt_on_its_way_is_told_with_its_term_where_it_has_one(estado: Estado) -> None:
    en_pago = _con(ocupadas=((DEUDAS[0], pago(estado, vence=LUEGO)),))
    (falta,) = no_disponibles(_consulta(), frozenset({"C3"}), en_pago, RED, AHORA)
    con_termino = estado in (Estado.POR_VERIFICAR, Estado.EN_PROCESO)
    assert (falta.codigo, falta.sobran, falta.hasta) == ("deuda-en-pago", ("C3",), LUEGO if con_termino else None)


def test_a_pay_off_that_was_paid_settled_what_was_to_come() -> None:
    pagada = pago(Estado.PAGADO, pagado=AHORA)
    assert set(ocupados(_consulta(), _con(ocupadas=((FIN, pagada),)), AHORA)) == {
        "FIN",
        *(fila.codmovimiento for fila in DEUDAS if fila.tipo is Tipo.CUOTA and fila.vencimiento >= AHORA.date()),
    }


def test_a_pay_off_waits_while_what_it_covers_is_on_its_way() -> None:
    futura = next(fila for fila in DEUDAS if fila.codmovimiento == "C9")
    assert set(ocupados(_consulta(), _con(ocupadas=((futura, pago(Estado.POR_VERIFICAR)),)), AHORA)) == {"C9", "FIN"}
    assert set(ocupados(_consulta(), _con(ocupadas=((futura, pago(Estado.PAGADO)),)), AHORA)) == {"C9"}
