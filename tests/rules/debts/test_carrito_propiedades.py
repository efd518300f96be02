from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.debts.carrito import completar, lo_minimo, pagar_hasta, revisar, todo_lo_vencido
from portal.structs.deudas import Deuda, Tipo
from tests.rules.debts.clientes import HOY, SERVICIOS, casos, clientes, codigos_de, elecciones, elegidas_de

MINIMO = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3, 5: 4}

Caso = tuple[list[Deuda], frozenset[str]]


def por_plan(deudas: list[Deuda]) -> list[list[Deuda]]:
    cuotas = [deuda for deuda in deudas if deuda.tipo is Tipo.CUOTA]
    return [[deuda for deuda in cuotas if deuda.plan == plan] for plan in {deuda.plan for deuda in cuotas}]


def atrasadas(deudas: list[Deuda]) -> list[Deuda]:
    return [deuda for deuda in deudas if deuda.vencimiento < HOY]


def minimos_pagados(deudas: list[Deuda], pagadas: frozenset[str]) -> bool:
    return all(
        len(elegidas_de(atrasadas(cuotas), pagadas)) >= MINIMO[len(atrasadas(cuotas))] for cuotas in por_plan(deudas)
    )


def al_dia(deudas: list[Deuda], pagadas: frozenset[str]) -> bool:
    return all(deuda.codmovimiento in pagadas for deuda in atrasadas(deudas) if deuda.tipo is not Tipo.CANCELACION)


@given(casos())
def test_rule_1_minimum_of_overdue_per_plan(caso: Caso) -> None:
    deudas, elegidas = caso
    roto = any(
        elegidas_de(cuotas, elegidas) and len(elegidas_de(atrasadas(cuotas), elegidas)) < MINIMO[len(atrasadas(cuotas))]
        for cuotas in por_plan(deudas)
    )
    assert ("minimo-de-cuotas" in codigos_de(revisar(deudas, elegidas, HOY))) == roto


@given(casos(atrasos=7))
def test_rule_1_six_overdue_block(caso: Caso) -> None:
    deudas, elegidas = caso
    bloquea = any(len(atrasadas(cuotas)) >= 6 for cuotas in por_plan(deudas))
    faltas = revisar(deudas, elegidas, HOY)
    assert (codigos_de(faltas) == ["bloqueado"]) == bloquea == ("bloqueado" in codigos_de(faltas))
    if bloquea:
        assert completar(deudas, elegidas, HOY) == lo_minimo(deudas, HOY) == todo_lo_vencido(deudas, HOY) == frozenset()


@given(casos())
def test_rule_2_services_due_go_with_the_instalment(caso: Caso) -> None:
    deudas, elegidas = caso
    con_cuota = {deuda.lote for deuda in elegidas_de(deudas, elegidas) if deuda.tipo is Tipo.CUOTA}
    roto = any(
        deuda.tipo in SERVICIOS
        and deuda.lote in con_cuota
        and deuda.vencimiento <= HOY
        and deuda.codmovimiento not in elegidas
        for deuda in deudas
    )
    assert ("servicios-del-lote" in codigos_de(revisar(deudas, elegidas, HOY))) == roto


@given(casos())
def test_rule_3_no_skipping(caso: Caso) -> None:
    deudas, elegidas = caso
    roto = any(
        deuda.tipo is previa.tipo
        and deuda.tipo is not None
        and deuda.lote == previa.lote
        and (previa.vencimiento, previa.seq) < (deuda.vencimiento, deuda.seq)
        and previa.codmovimiento not in elegidas
        for deuda in elegidas_de(deudas, elegidas)
        for previa in deudas
    )
    assert ("orden" in codigos_de(revisar(deudas, elegidas, HOY))) == roto


@given(casos())
def test_rule_4_services_are_of_choice_where_no_instalment_is_due(caso: Caso) -> None:
    deudas, elegidas = caso
    exigen = {deuda.lote for deuda in deudas if deuda.tipo is Tipo.CUOTA and deuda.vencimiento <= HOY}
    con_cuota = {deuda.lote for deuda in elegidas_de(deudas, elegidas) if deuda.tipo is Tipo.CUOTA}
    roto = any(deuda.tipo in SERVICIOS and deuda.lote in exigen - con_cuota for deuda in elegidas_de(deudas, elegidas))
    assert ("cuotas-del-lote" in codigos_de(revisar(deudas, elegidas, HOY))) == roto


@given(casos(cancelaciones=True))
def test_rule_5_cancelacion_goes_with_everything_overdue(caso: Caso) -> None:
    deudas, elegidas = caso
    cancelados = {deuda.plan for deuda in elegidas_de(deudas, elegidas) if deuda.tipo is Tipo.CANCELACION}
    codigos = codigos_de(revisar(deudas, elegidas, HOY))
    falta_algo = any(
        deuda.tipo is not Tipo.CANCELACION and deuda.codmovimiento not in elegidas for deuda in atrasadas(deudas)
    )
    assert ("cancelacion-con-lo-vencido" in codigos) == (bool(cancelados) and falta_algo)
    dos_veces = any(
        deuda.tipo is Tipo.CUOTA and deuda.plan in cancelados and deuda.vencimiento >= HOY
        for deuda in elegidas_de(deudas, elegidas)
    )
    assert ("cancelacion-incluye" in codigos) == dos_veces


@given(casos(cancelaciones=True), st.data())
def test_rule_5_nothing_has_to_go_before_a_cancelacion(caso: Caso, data: st.DataObject) -> None:
    """Beside the overdue, it may be added to any payable cart that holds nothing it includes."""
    deudas, elegidas = caso
    ofertas = [deuda for deuda in deudas if deuda.tipo is Tipo.CANCELACION]
    if ofertas:
        fin = data.draw(st.sampled_from(ofertas)).codmovimiento
        vencido = {deuda.codmovimiento for deuda in atrasadas(deudas) if deuda.tipo is not Tipo.CANCELACION}
        carrito = completar(deudas, frozenset(vencido), HOY)
        assert "orden" not in codigos_de(revisar(deudas, carrito | {fin}, HOY))
        assert fin in completar(deudas, elegidas | {fin}, HOY)


@given(casos(cancelaciones=True))
def test_each_refusal_says_what_mends_it(caso: Caso) -> None:
    deudas, elegidas = caso
    faltas = revisar(deudas, elegidas, HOY)
    assert not {codigo for falta in faltas for codigo in falta.faltan} & {
        codigo for falta in faltas for codigo in falta.sobran
    }
    for falta in faltas:
        assert set(falta.filas) <= elegidas
        assert set(falta.sobran) <= elegidas
        assert not set(falta.faltan) & elegidas
        despues = (elegidas - set(falta.sobran)) | set(falta.faltan)
        assert despues != elegidas
        assert not any(
            otra.codigo == falta.codigo and set(otra.filas) & set(falta.filas) for otra in revisar(deudas, despues, HOY)
        )


@given(casos(cancelaciones=True))
def test_each_refusal_is_one_sentence_that_names_what_is_missing(caso: Caso) -> None:
    deudas, elegidas = caso
    for falta in revisar(deudas, elegidas, HOY):
        assert falta.motivo.endswith(".")
        assert falta.motivo.count(".") == 1
        assert "None" not in falta.motivo
        assert "  " not in falta.motivo
        nombradas = elegidas_de(deudas, falta.faltan or falta.sobran)
        assert any(deuda.descripcion in falta.motivo for deuda in nombradas)


@given(casos(cancelaciones=True), st.randoms(use_true_random=True))
def test_the_order_of_the_rows_says_nothing(caso: Caso, azar: Random) -> None:
    deudas, elegidas = caso
    barajadas = list(deudas)
    azar.shuffle(barajadas)
    assert revisar(barajadas, elegidas, HOY) == revisar(deudas, elegidas, HOY)


@given(casos(cancelaciones=True))
def test_completar_gives_a_payable_choice_and_leaves_it_alone(caso: Caso) -> None:
    deudas, elegidas = caso
    completas = completar(deudas, elegidas, HOY)
    assert revisar(deudas, completas, HOY) == ()
    assert completar(deudas, completas, HOY) == completas
    sobran = {codigo for falta in revisar(deudas, elegidas, HOY) for codigo in falta.sobran}
    assert elegidas - sobran <= completas


@given(clientes(), st.data())
def test_completar_adds_no_more_than_any_payable_choice_around_has(deudas: list[Deuda], data: st.DataObject) -> None:
    menos = data.draw(elecciones(deudas))
    mas = menos | data.draw(elecciones(deudas))
    assert completar(deudas, menos, HOY) <= completar(deudas, mas, HOY)


@pytest.mark.parametrize(("elegir", "alcanza"), [(lo_minimo, minimos_pagados), (todo_lo_vencido, al_dia)])
@given(deudas=clientes(cancelaciones=True))
def test_what_the_portal_offers_is_payable_enough_and_no_more(
    elegir: Callable[[list[Deuda], date], frozenset[str]],
    alcanza: Callable[[list[Deuda], frozenset[str]], bool],
    deudas: list[Deuda],
) -> None:
    elegidas = elegir(deudas, HOY)
    assert revisar(deudas, elegidas, HOY) == ()
    assert alcanza(deudas, elegidas)
    assert not any(deuda.tipo is Tipo.CANCELACION for deuda in elegidas_de(deudas, elegidas))
    for codigo in elegidas:
        menos = elegidas - {codigo}
        assert revisar(deudas, menos, HOY) or not alcanza(deudas, menos)


@given(clientes(cancelaciones=True), st.data())
def test_pagar_hasta_brings_what_comes_before_and_what_that_needs(deudas: list[Deuda], data: st.DataObject) -> None:
    if deudas:
        hasta = data.draw(st.sampled_from(deudas))
        previas = {
            deuda.codmovimiento
            for deuda in deudas
            if hasta.tipo not in (None, Tipo.CANCELACION)
            and (deuda.tipo, deuda.lote) == (hasta.tipo, hasta.lote)
            and (deuda.vencimiento, deuda.seq) <= (hasta.vencimiento, hasta.seq)
        }
        elegidas = pagar_hasta(deudas, hasta.codmovimiento, HOY)
        assert previas | {hasta.codmovimiento} <= elegidas
        assert elegidas == completar(deudas, frozenset(previas | {hasta.codmovimiento}), HOY)
