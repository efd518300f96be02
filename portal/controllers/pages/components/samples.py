"""One customer and her payments as they could be, for the page of components: debts of every kind, every fault of a
choice as the rules themselves find it, and an attempt in each state."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from portal.clock import dia
from portal.operations.debts.panorama import Ofrecida, Panorama
from portal.operations.portal import Portal
from portal.rules.debts.carrito import Deudas, lo_minimo, revisar, todo_lo_vencido
from portal.rules.debts.opciones import ofrecer
from portal.rules.debts.saldo import Saldo
from portal.rules.payment.estados import HECHOS
from portal.structs.deudas import Carrito, Consulta, Deuda, Tipo
from portal.structs.finanzas import RenglonCierre
from portal.structs.pagos import Comprobante, Estado, EstadoPedido, Evento, Pago, Pedido

COMISION = Decimal(11000)
HOUSE, LAND = {"plan": "P-1", "lote": "M3-L12", "barrio": "Las Golondrinas"}, {"plan": "P-2", "lote": "M1-L04"}
# Code, words, kind, days from today, amount, place and whatever else the ERP knows of it.
OWED: tuple[tuple[str, str, Tipo, int, int, dict[str, str]], ...] = (
    ("A1", "Cuota 4 de 60", Tipo.CUOTA, -75, 861_500, HOUSE),
    ("A2", "Cuota 5 de 60", Tipo.CUOTA, -45, 856_000, HOUSE),
    ("A3", "Cuota 6 de 60", Tipo.CUOTA, -15, 850_000, HOUSE),
    ("W1", "Agua de septiembre", Tipo.AGUA, -20, 95_500, HOUSE),
    ("J1", "Jardinería de octubre", Tipo.JARDINERIA, 4, 60_000, HOUSE),
    ("I1", "Impuesto inmobiliario", Tipo.IMPUESTO, 0, 412_300, HOUSE),
    ("E1", "Expensas de octubre", Tipo.EXPENSAS, 30, 120_000, HOUSE),
    ("A4", "Cuota 7 de 60", Tipo.CUOTA, 15, 850_000, HOUSE),
    ("B1", "Cuota 1 de 24", Tipo.CUOTA, 6, 1_250_000, LAND),
    ("B2", "Cuota 2 de 24", Tipo.CUOTA, 36, 1_250_000, LAND),
    ("C1", "Cancelación anticipada", Tipo.CANCELACION, 2, 27_900_000, LAND),
)
# What is chosen, by the name of the page that shows it.
CHOICES: dict[str, frozenset[str]] = {
    "nada-elegido": frozenset(),
    "falta-lo-mas-viejo": frozenset({"A2"}),
    "falta-el-minimo": frozenset({"A1", "W1"}),
    "falta-la-cuota": frozenset({"W1"}),
    "falta-el-servicio": frozenset({"A1", "A2", "A3"}),
    "sobra-lo-incluido": frozenset({"C1", "B1"}),
    "falta-lo-vencido": frozenset({"C1"}),
    "faltan-varias": frozenset({"A3", "B2", "J1"}),
}


def owed(today: date, overdue: int = 3) -> tuple[Deuda, ...]:
    """Her debts, with that many instalments overdue in a plan: from six on nothing is paid on the web."""
    more = tuple(
        (f"A0{n}", f"Cuota {n} de 60", Tipo.CUOTA, -105 - 30 * (3 - n), 860_000, HOUSE) for n in range(1, overdue - 2)
    )
    return tuple(
        Deuda(
            codmovimiento=code,
            seq=place,
            descripcion=words,
            importe=Decimal(amount),
            importe_maximo=Decimal(amount),
            moneda=1,
            vencimiento=today + timedelta(days=days),
            tipo=kind,
            interes=Decimal(11_500) if days < -60 else None,  # noqa: PLR2004 - the oldest
            gastos=Decimal(5_000) if days < -90 else None,  # noqa: PLR2004 - and older
            plan=where.get("plan"),
            lote=where.get("lote"),
            barrio=where.get("barrio"),
        )
        for place, (code, words, kind, days, amount, where) in enumerate(more + OWED)
    )


def asked(portal: Portal, debts: tuple[Deuda, ...]) -> Consulta:
    """The consultation that she opened just now."""
    return Consulta(
        idsession=1,
        usuario="4123456",
        documento="4123456",
        moneda=1,
        cliente="María Esperanza Benítez de Villalba",
        creada=portal.clock(),
        deudas=debts,
    )


def chosen(debts: tuple[Deuda, ...], codes: frozenset[str], today: date) -> Carrito:
    """That choice as the rules judge it; priced where it can be paid."""
    items = tuple(debt for debt in debts if debt.codmovimiento in codes)
    faults = revisar(debts, codes, today) if codes else ()
    subtotal = sum((debt.importe for debt in items), Decimal(0))
    priced = not faults
    fee = COMISION if items else Decimal(0)
    return Carrito(
        idsession=1,
        moneda=1,
        items=items,
        subtotal=subtotal,
        comision=fee if priced else None,
        total=subtotal + fee if priced else None,
        faltas=faults,
    )


def around(debts: tuple[Deuda, ...], today: date) -> Panorama:
    """What is offered to her, and what she owes in dollars."""
    offered = tuple(Ofrecida(each, COMISION) for each in ofrecer(Deudas(debts, today), ()))
    other = Saldo(total=Decimal("442.63"), vencido=Decimal(0), atrasadas=0, proximo=today)
    return Panorama(offered, {2: other})


def choice(name: str, debts: tuple[Deuda, ...], today: date) -> frozenset[str]:
    """The codes of the page of that name."""
    helped = {"lo-minimo": lo_minimo, "todo-lo-vencido": todo_lo_vencido}
    return helped[name](debts, today) if name in helped else CHOICES[name]


def attempt(state: Estado, now: datetime, debts: tuple[Deuda, ...]) -> Pago:
    """A payment of those debts in that state, as it would be a few minutes after it began."""
    began = now - timedelta(minutes=4)
    subtotal = sum((debt.importe for debt in debts), Decimal(0))
    made = state in HECHOS
    return Pago(
        id=1284,
        emisor="PORTAL",
        cod_transaccion="EC-K7M2Q-9XV4T",
        usuario="4123456",
        documento="4123456",
        cliente="María Esperanza Benítez de Villalba",
        idsession=1,
        moneda=1,
        subtotal=subtotal,
        comision=COMISION,
        total=subtotal + COMISION,
        estado=state,
        intento=1,
        creado=began,
        vence=began + timedelta(minutes=15),
        pagado=began + timedelta(minutes=1) if made else None,
        anulado=now if state is Estado.ANULADO else None,
        pasarela="banco-demo",
        url_pasarela="/componentes" if state is Estado.POR_VERIFICAR else None,
        verificador="muestra",
        saldo_restante=Decimal(4_687_300),
        proximo_vencimiento=dia(now) + timedelta(days=4),
    )


def receipt(state: Estado, now: datetime, request: EstadoPedido | None = None) -> Comprobante:
    """All that its page shows; `request`: what became of her asking to reverse it."""
    debts = owed(dia(now))
    paid = tuple(debt for debt in debts if debt.codmovimiento in lo_minimo(debts, dia(now)))
    began = attempt(state, now, paid)
    reserved = Evento(
        en=began.creado,
        de=None,
        a=Estado.POR_VERIFICAR,
        actor="4123456",
        motivo="Se reservaron las deudas del carrito.",
    )
    then = Evento(en=now, de=Estado.POR_VERIFICAR, a=state, actor="portal", motivo="El banco informó el resultado.")
    return Comprobante(
        pago=began,
        items=paid,
        eventos=(reserved,) if state is Estado.POR_VERIFICAR else (reserved, then),
        pedido=None if request is None else _asked_back(request, now),
    )


def _asked_back(state: EstadoPedido, now: datetime) -> Pedido:
    answered = state is not EstadoPedido.PEDIDA
    return Pedido(
        pago_id=1284,
        usuario="4123456",
        motivo="Pagué el lote que no era.",
        pedido=now,
        estado=state,
        respondido=now if answered else None,
        actor="operadora" if answered else None,
        respuesta="Hablamos por teléfono y quedó aclarado." if answered else None,
    )


def day() -> tuple[RenglonCierre, ...]:
    """The figures of a day of two channels in both currencies."""
    rows = (
        ("Portal", 1, 18, 31_400_500, 1, 861_500),
        ("Banco del Sur", 1, 42, 70_115_000, 0, 0),
        ("Portal", 2, 1, 350, 0, 0),
    )
    return tuple(
        RenglonCierre(
            canal=channel,
            moneda=currency,
            pagados=paid,
            bruto=Decimal(gross),
            anulados=reversed_,
            total_anulado=Decimal(back),
            subtotal=Decimal(gross - back) - COMISION // (1 if currency == 1 else 1000),
            comision=COMISION // (1 if currency == 1 else 1000),
        )
        for channel, currency, paid, gross, reversed_, back in rows
    )
