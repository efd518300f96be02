"""Every cell of what happens next to a payment: each combination of what may be known, and each way a step may end."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise, product

import pytest
from msgspec import structs

from portal.operations.payment.engine import RONDAS
from portal.rules.payment.decide import anulacion_hecha, decide, pago_registrado
from portal.rules.payment.dudas import caben, la_termina_una_persona
from portal.rules.payment.estados import FINALES, TRANSICIONES, retiene
from portal.rules.payment.seguimiento import PASO_DEL_BANCO, primera
from portal.structs.dudas import Desenlace, DichoDelErp
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.pasos import (
    Abrir,
    Anotar,
    Anular,
    Corte,
    DelBanco,
    DelPaquete,
    Devolver,
    Esperar,
    Guardia,
    Pagar,
    Pasar,
    Paso,
    Preguntar,
    Responder,
    Sabido,
    Salida,
    Suceso,
)
from tests import datos

AHORA = datos.AHORA
UN_RATO = timedelta(minutes=3)
REVERSAS = (DelBanco.NO_COBRADO, DelBanco.COBRADO, DelBanco.NO_LA_CONOCE, DelBanco.SILENCIO)
LO_CALLAN = (None, *Desenlace)


def un_pago(estado: Estado, **campos: object) -> Pago:
    base = Pago(
        id=1,
        emisor="X",
        cod_transaccion="T-1",
        usuario="u",
        documento="1",
        cliente="c",
        idsession=1,
        moneda=1,
        subtotal=Decimal(1),
        comision=Decimal(0),
        total=Decimal(1),
        estado=estado,
        intento=1,
        creado=AHORA - UN_RATO,
        cambiado=AHORA - UN_RATO,
        vence=AHORA,
        verificador="v",
        saldo_restante=Decimal(0),
    )
    return structs.replace(base, **campos)  # type: ignore[arg-type]


def posible(pago: Pago) -> bool:
    """What no history makes is left out: a canal's attempt has no order, and only what ended is owed back."""
    if pago.pasarela is None:
        return pago.referencia is None and pago.devolucion is None and pago.estado not in DE_PASARELA
    if pago.referencia is None and pago.estado not in SIN_REFERENCIA:
        return False
    return pago.devolucion is None or (pago.estado in FINALES and pago.referencia is not None)


DE_PASARELA = {Estado.POR_VERIFICAR, Estado.VENCIDO, Estado.DESCONOCIDO}
SIN_REFERENCIA = {Estado.POR_VERIFICAR, Estado.RECHAZADO, Estado.VENCIDO}


def comienzos() -> Iterator[tuple[Pago, Sabido]]:
    """Every attempt, and every way to come to it."""
    for estado, devolucion, pasarela, referencia, tarde, miradas, intento, mirar in product(
        Estado,
        (None, *Devolucion),
        (None, "banco"),
        (None, "R-1"),
        (-UN_RATO, timedelta(0), UN_RATO),
        (0, 2),
        (1, 4),
        (None, -UN_RATO, UN_RATO),
    ):
        pago = un_pago(
            estado,
            devolucion=devolucion,
            pasarela=pasarela,
            referencia=referencia,
            vence=AHORA + tarde,
            miradas=miradas,
            intento=intento,
            mirar=None if mirar is None else AHORA + mirar,
        )
        if not posible(pago):
            continue
        for suceso, con_pasarela, desenlace in product(Suceso, (False, True), LO_CALLAN):
            if (con_pasarela and pasarela is None) or (desenlace is None) is (suceso is Suceso.RESPONDEN):
                continue
            sabe = Sabido(suceso=suceso, desde=estado, con_pasarela=con_pasarela, desenlace=desenlace)
            yield pago, sabe
            if estado is Estado.EN_PROCESO and suceso is Suceso.CANAL_PAGA and pasarela is None:
                yield pago, structs.replace(sabe, nuestro=True, hecho=True)


def tras_pasar(pago: Pago, paso: Pasar) -> Pago:
    nuevo = structs.replace(
        pago,
        estado=paso.a,
        miradas=0,
        cambiado=AHORA,
        intento=pago.intento + paso.otro_intento,
        vence=paso.vence or pago.vence,
        devolucion=paso.devolucion or pago.devolucion,
        pagado=paso.pagado or pago.pagado,
    )
    return structs.replace(nuevo, mirar=primera(nuevo, AHORA))


def cortes(pago: Pago, sabe: Sabido) -> Iterator[tuple[Pago, Sabido]]:
    """Somebody was first, or the database failed; and how the attempt is by then."""
    yield pago, structs.replace(sabe, corte=Corte.FALLA)
    for de, a in TRANSICIONES:
        if de is pago.estado:
            otro = structs.replace(pago, estado=a, intento=pago.intento + 1)
            yield otro, structs.replace(sabe, corte=Corte.CARRERA)
            yield otro, structs.replace(sabe, corte=Corte.PERDIDA)
    yield pago, structs.replace(sabe, corte=Corte.CARRERA)


def finales(pago: Pago, sabe: Sabido, paso: Paso) -> Iterator[tuple[Pago, Sabido]]:  # noqa: C901 - one kind of step each
    """Every way that a step may end."""
    match paso:
        case Preguntar():
            a_mano = (False, True) if pago.devolucion is Devolucion.HECHA else (False,)
            for banco, mano in product(DelBanco, a_mano):
                yield pago, structs.replace(sabe, banco=banco, a_mano=mano)
        case Devolver():
            for banco in REVERSAS:
                yield pago, structs.replace(sabe, reversa=banco)
        case Abrir():
            abierto = structs.replace(sabe, hecho=True, cambio=True)
            yield structs.replace(pago, referencia="R-1", mirar=AHORA + PASO_DEL_BANCO), abierto
            for fin in (Estado.VENCIDO, Estado.RECHAZADO):
                yield structs.replace(pago, estado=fin, mirar=None), structs.replace(abierto, orden="R-1")
            yield pago, structs.replace(sabe, corte=Corte.FALLA)
        case Pagar() | Anular():
            hecho = pago_registrado(AHORA) if isinstance(paso, Pagar) else anulacion_hecha(pago, AHORA)
            despues = structs.replace(sabe, cambio=True, nuestro=False, paquete=None)
            yield tras_pasar(pago, hecho), despues
            yield pago, structs.replace(sabe, paquete=DelPaquete.REHUSO)
            yield pago, structs.replace(sabe, paquete=DelPaquete.INCIERTO)
            yield tras_pasar(pago, hecho), structs.replace(sabe, paquete=DelPaquete.INCIERTO)
            yield from cortes(pago, sabe)
        case Pasar():
            yield tras_pasar(pago, paso), sabe.tras(paso)
            yield from cortes(pago, sabe)
        case Anotar():
            marcado = structs.replace(pago, devolucion=paso.devolucion, referencia=sabe.orden or pago.referencia)
            yield structs.replace(marcado, mirar=primera(marcado, AHORA), miradas=0), sabe.tras(paso)
            yield from cortes(pago, sabe)
        case Esperar():
            yield pago, structs.replace(sabe, espero=True, corte=None)
            yield pago, structs.replace(sabe, espero=True, corte=Corte.FALLA)
        case Responder():
            return


def lo_niega_el_erp(pago: Pago, sabe: Sabido, paso: Paso) -> bool:
    """Whether the guard refuses that answer, whatever the ERP says."""
    if not isinstance(paso, Pasar) or paso.guardia is not Guardia.ERP:
        return False
    una = tuple(datos.CLIENTES[datos.TRES_Y_AGUA][1][:1])
    dichos = [
        DichoDelErp(en=AHORA, pendientes=pendientes, saldadas=saldadas)
        for pendientes, saldadas in ((una, ()), ((), una), (una, una))
    ]
    return not any(sabe.desenlace in caben(pago, dicho, con_pasarela=sabe.con_pasarela) for dicho in dichos)


def revisar(pago: Pago, sabe: Sabido, paso: Paso) -> None:  # noqa: C901, PLR0912 - one line a rule
    match paso:
        case Pasar():
            camino = (pago.estado, paso.por, paso.a) if paso.por else (pago.estado, paso.a)
            assert all(par in TRANSICIONES for par in pairwise(camino))
            assert not (paso.hecho and sabe.hecho), "what was asked for is done once"
            if paso.a is Estado.ANULADO:
                # Directly after the package reversed it, which is no step of its own; or by the company's hand.
                assert (pago.estado, paso.guardia) == (Estado.PAGADO, Guardia.RECLAMADAS)
                assert sabe.suceso is Suceso.ANULARON
            if paso.a is Estado.PAGADO:
                # Only the package's transaction pays, or the ERP's word; or it is back, since it was never reversed.
                vuelve = pago.estado is Estado.ANULANDO and sabe.paquete is DelPaquete.REHUSO
                assert vuelve or (paso.guardia is Guardia.ERP and sabe.suceso is Suceso.RESPONDEN)
            if paso.a is Estado.EN_PROCESO and not pago.pasarela:
                assert paso.guardia is Guardia.CARRITO
            if paso.a is Estado.EN_PROCESO and pago.pasarela:
                assert sabe.banco in (DelBanco.COBRADO, DelBanco.OTRO_IMPORTE)
            if paso.a is Estado.ANULANDO:
                assert paso.guardia is Guardia.REGLA_7
            if paso.a in FINALES and pago.referencia and sabe.banco is not DelBanco.NO_COBRADO:
                assert paso.devolucion is not None, "nobody would have the order undone"
            if pago.estado is Estado.EN_PROCESO and not sabe.nuestro:
                assert paso.a is Estado.NO_EJECUTADO and pago.vence < AHORA and paso.otro_intento  # noqa: PT018
        case Pagar():
            assert pago.estado is Estado.EN_PROCESO
            assert sabe.nuestro
            assert pago.pasarela is None or sabe.banco is DelBanco.COBRADO
        case Anular():
            assert pago.estado is Estado.ANULANDO
            assert sabe.nuestro or pago.vence < AHORA
        case Devolver():
            assert pago.devolucion is Devolucion.PENDIENTE
            assert not retiene(pago), "somebody may still apply what the bank gives back"
            assert sabe.con_pasarela
            assert pago.referencia
        case Preguntar():
            assert sabe.con_pasarela
            assert pago.referencia
        case Anotar() if paso.devolucion is Devolucion.HECHA:
            assert sabe.reversa in (DelBanco.NO_COBRADO, DelBanco.NO_LA_CONOCE) or sabe.suceso is Suceso.DEVOLVIERON
        case _:
            pass


@cache
def largo(pago: Pago, sabe: Sabido) -> int:
    """The longest run from there, in steps; a circle never ends, and Python tells."""
    paso = decide(pago, AHORA, sabe)
    if isinstance(paso, Responder) or lo_niega_el_erp(pago, sabe, paso):
        return 0
    revisar(pago, sabe, paso)
    return 1 + max(largo(*fin) for fin in finales(pago, sabe, paso))


def test_every_run_ends_and_no_step_is_illegal() -> None:
    cuantos = sum(1 for _ in comienzos())
    mas_largo = max(largo(*comienzo) for comienzo in comienzos())
    assert cuantos > 10_000
    assert mas_largo < RONDAS


@pytest.mark.parametrize("estado", Estado)
def test_whoever_looks_at_what_waits_for_nobody_asks_nobody(estado: Estado) -> None:
    """It costs no trip to look at most payments."""
    pago = un_pago(estado, pasarela="banco", referencia="R-1", mirar=None)
    sabe = Sabido(suceso=Suceso.MIRADA, desde=estado, con_pasarela=True)
    assert decide(pago, AHORA, sabe) == Responder(Salida.COMO_ESTA)


def test_a_person_ends_only_what_the_portal_could_not() -> None:
    for pago, sabe in comienzos():
        if sabe.suceso is Suceso.RESPONDEN:
            paso = decide(pago, AHORA, sabe)
            assert isinstance(paso, Pasar) == la_termina_una_persona(pago, AHORA)


def test_what_a_bank_may_have_charged_never_ends_without_asking_for_it() -> None:
    """A gateway's attempt with an order that ends is owed back, or the bank itself said that it did not charge."""
    for pago, sabe in comienzos():
        paso = decide(pago, AHORA, sabe)
        if isinstance(paso, Pasar) and paso.a in FINALES and pago.referencia:
            assert paso.devolucion is not None
