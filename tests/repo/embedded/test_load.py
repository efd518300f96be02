"""A company's list goes in whole or not at all, whenever it is interrupted, and takes nothing that a payment holds."""

import os
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from portal.errors import Rechazo
from portal.operations.debts import carrito
from portal.operations.portal import Portal
from portal.repo.embedded import invariants
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.books.test_invariantes import rotas
from tests.repo.embedded.loads import Lista, cargar, comparar, en_base, entera, vista

NUEVO = "5123456"
LARGAS = os.environ.get("PRUEBAS_LARGAS") == "1"
# How often the import dies: at each row by option.
TANDA = 1 if LARGAS else 9


class Corte(Exception):
    """The import dies here."""


def otra_lista() -> Lista:
    """Amounts grown, a customer renamed, a debt that changes hands, one more, and AGUA-9 and EXP-4 not named."""
    lista = [
        (documento, nombre.upper(), structs.replace(deuda, importe=deuda.importe + 1, importe_maximo=deuda.importe + 1))
        for documento, nombre, deuda in entera()
        if deuda.codmovimiento not in ("AGUA-9", "EXP-4")
    ]
    dueno = next(lugar for lugar, cada in enumerate(lista) if cada[2].codmovimiento == "E2")
    lista[dueno] = (datos.SIN_DEUDAS, datos.CLIENTES[datos.SIN_DEUDAS][0].upper(), lista[dueno][2])
    return [*lista, (NUEVO, "Zunilda Zárate", structs.replace(entera()[0][2], codmovimiento="Z1"))]


def filas(casa: Casa, tabla: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return base.execute(f"SELECT * FROM {tabla} ORDER BY 1").fetchall()  # noqa: S608 - a constant


def test_a_whole_list_withdraws_what_it_does_not_name_and_never_deletes(casa: Casa) -> None:
    antes = filas(casa, "erp_deuda")
    hecho = cargar(casa, [cada for cada in entera() if cada[2].codmovimiento != "AGUA-9"], completa=True)
    assert (hecho["RETIRADA"], hecho["NUEVA"], hecho["VUELVE"]) == (1, 0, 0)
    assert hecho["ACTUALIZADA"] == len(antes) - 1
    assert "AGUA-9" not in vista(casa)[datos.TRES_Y_AGUA][1]
    assert filas(casa, "erp_deuda") == antes
    assert filas(casa, "erp_carga_deuda") == filas(casa, "erp_carga") == []


def test_a_later_list_that_names_it_brings_it_back(casa: Casa) -> None:
    al_principio = vista(casa)
    cargar(casa, [cada for cada in entera() if cada[2].codmovimiento != "AGUA-9"], completa=True)
    hecho = cargar(casa, entera())
    assert (hecho["VUELVE"], hecho["RETIRADA"]) == (1, 0)
    assert vista(casa) == al_principio
    assert filas(casa, "erp_retirada") == []


def test_a_list_that_is_not_whole_withdraws_nothing(casa: Casa) -> None:
    al_principio = vista(casa)
    assert cargar(casa, entera()[:3])["RETIRADA"] == 0
    assert vista(casa) == al_principio


@pytest.mark.parametrize("fin", ["abierto", "pagado"])
def test_what_a_payment_holds_is_not_withdrawn_and_its_payer_pays_what_was_seen(casa: Casa, fin: str) -> None:
    pago = journeys.iniciar(casa)
    if fin == "pagado":
        journeys.en_el_banco(casa, pago, "aprobar")
    suyas = {"A1", "A2", "AGUA-9"}
    lista = [cada for cada in otra_lista() if cada[2].codmovimiento not in suyas]
    hecho = cargar(casa, lista, completa=True)
    assert hecho["RETENIDA"] == (3 if fin == "abierto" else 0)
    assert not suyas & {str(fila[0]) for fila in filas(casa, "erp_retirada")}
    # A list that names them leaves them as their payer saw them.
    assert cargar(casa, otra_lista())["INTACTA"] == 2
    pagado = journeys.en_el_banco(casa, pago, "aprobar") if fin == "abierto" else pago
    assert pagado.subtotal == pago.subtotal
    assert rotas(casa) == ()


def test_a_reversal_leaves_them_pending_until_the_next_whole_list(casa: Casa) -> None:
    journeys.anulado(casa)
    lista = [cada for cada in entera() if cada[2].codmovimiento != "A1"]
    assert cargar(casa, lista, completa=True)["RETIRADA"] == 1
    assert "A1" not in vista(casa)[datos.TRES_Y_AGUA][1]


def test_what_was_withdrawn_cannot_be_chosen_nor_paid_in_an_older_cart(casa: Casa) -> None:
    actor = casa.actor(datos.SIN_CUOTAS)

    async def elegir(portal: Portal) -> int:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        await carrito.elegir(portal, actor, consulta.idsession, frozenset({"EXP-3", "EXP-4"}))
        return consulta.idsession

    idsession = casa.operar(elegir)
    cargar(casa, [cada for cada in entera() if cada[2].codmovimiento != "EXP-4"], completa=True)

    pagado = en_base(casa, lambda repo: repo.write(lambda tx: tx.paquete.pagar(idsession, actor.usuario, "T-1")))
    assert pagado.codresp == "12"


def test_a_pay_off_does_not_settle_what_was_withdrawn(casa: Casa) -> None:
    cargar(casa, [cada for cada in entera() if cada[2].codmovimiento != "I3"], completa=True)
    journeys.en_el_banco(casa, journeys.iniciar(casa, datos.CANCELACION, frozenset({"I1", "CANC-9"})), "aprobar")
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        saldada = dict(base.execute("SELECT codmovimiento, codtransaccion IS NOT NULL FROM erp_deuda").fetchall())
    assert (saldada["I1"], saldada["I2"], saldada["I3"]) == (1, 1, 0)
    assert rotas(casa) == ()


def test_wherever_it_dies_everybody_sees_all_of_it_or_nothing(casa: Casa) -> None:
    documentos = (*datos.CLIENTES, NUEVO)
    lista = otra_lista()
    estados: list[str] = []
    for golpe in range(1, 200):
        antes = vista(casa, documentos)
        veces = 0

        def cortar(_: int, golpe: int = golpe) -> None:
            nonlocal veces
            veces += 1
            if veces == golpe:
                raise Corte

        try:
            cargar(casa, lista, completa=True, avanzar=cortar, tanda=TANDA)
        except Corte:
            estado = str(filas(casa, "erp_carga")[0][2])
            estados.append(estado)
            ahora = vista(casa, documentos)
            if estado == "JUNTANDO":
                assert ahora == antes
                continue
            assert {documento: set(deudas) for documento, (_, deudas) in ahora.items()} == _codigos(lista, documentos)
            assert all(nombre == nombre.upper() or documento == NUEVO for documento, (nombre, _) in ahora.items())
            # The next one carries it over first; to begin again from the old list, so that each blow falls alike.
            assert cargar(casa, entera(), completa=True)["RETIRADA"] == 1
            assert {cual: deudas for cual, (_, deudas) in vista(casa).items()} == {
                cual: antes[cual][1] for cual in datos.CLIENTES
            }
        else:
            break
    assert {"JUNTANDO", "VIGENTE"} == set(estados)
    assert filas(casa, "erp_carga_deuda") == filas(casa, "erp_carga") == []


def _codigos(lista: Lista, documentos: tuple[str, ...]) -> dict[str, set[str]]:
    return {
        documento: {deuda.codmovimiento for suyo, _, deuda in lista if suyo == documento} for documento in documentos
    }


def test_nobody_pays_another_amount_than_the_one_that_was_told(casa: Casa) -> None:
    actor = casa.actor(datos.SIN_CUOTAS)

    async def con_una(tx: Transaccion) -> int:
        dicho = await tx.paquete.consultar(datos.SIN_CUOTAS, 1, actor.usuario)
        assert (await tx.paquete.agregar_al_carrito(dicho.idsession, "S", "EXP-3", actor.usuario)).codresp == "0"
        await tx.confirmar()
        return dicho.idsession

    async def abrir(repo: EmbeddedRepo) -> int:
        return await repo.write(con_una)

    async def intentar(repo: EmbeddedRepo, idsession: int) -> tuple[str, str]:
        async def cuerpo(tx: Transaccion) -> tuple[str, str]:
            mas = await tx.paquete.agregar_al_carrito(idsession, "S", "EXP-4", actor.usuario)
            return mas.codresp, (await tx.paquete.pagar(idsession, actor.usuario, "T-1")).codresp

        return await repo.write(cuerpo)

    vieja, sana = en_base(casa, abrir), en_base(casa, abrir)
    cargar(casa, entera(), completa=True)
    assert en_base(casa, lambda repo: intentar(repo, sana)) == ("0", "0")
    cargar(casa, otra_lista())
    assert en_base(casa, lambda repo: intentar(repo, vieja)) == ("13", "13")
    nueva = en_base(casa, abrir)
    assert en_base(casa, lambda repo: intentar(repo, nueva)) == ("0", "0")


def test_a_payment_in_the_middle_is_kept_and_pays_what_the_new_list_says(casa: Casa) -> None:
    veces = 0

    def cortar(_: int) -> None:
        nonlocal veces
        veces += 1
        if filas(casa, "erp_carga")[0][2] == "VIGENTE":
            raise Corte

    with pytest.raises(Corte):
        cargar(casa, otra_lista(), completa=True, avanzar=cortar, tanda=1)
    pago = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "aprobar")
    e1 = next(deuda for _, _, deuda in otra_lista() if deuda.codmovimiento == "E1")
    assert pago.subtotal == e1.importe
    hecho = cargar(casa, otra_lista(), completa=True)
    assert (hecho["INTACTA"], hecho["RETIRADA"]) == (1, 0)
    assert rotas(casa) == ()


def test_two_at_once_the_newer_goes_on_and_the_older_loads_nothing(casa: Casa) -> None:
    antes = vista(casa)
    otras = [("4999999", "Otra Gente", structs.replace(entera()[0][2], codmovimiento="OTRA-1"))]
    veces = 0

    def empezar_otra(_: int) -> None:
        nonlocal veces
        veces += 1
        if veces == 2:
            with closing(sqlite3.connect(casa.settings.sqlite_path)) as base, base:
                base.execute("UPDATE erp_carga SET ficha = 'otra'")

    with pytest.raises(Rechazo) as error:
        cargar(casa, otra_lista(), completa=True, avanzar=empezar_otra)
    assert error.value.codigo == "otra-importacion"
    assert vista(casa) == antes
    assert cargar(casa, otras)["NUEVA"] == 1
    assert vista(casa) == antes


def test_what_would_happen_is_what_happens_and_asking_changes_nothing(casa: Casa) -> None:
    journeys.pagado(casa)
    journeys.iniciar(casa, datos.SIN_CUOTAS, frozenset({"EXP-3", "EXP-4"}))
    cargar(casa, [cada for cada in entera() if cada[2].codmovimiento != "JARDIN-7"], completa=True)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        antes = list(base.iterdump())
    lista = [cada for cada in otra_lista() if cada[2].codmovimiento not in ("B1", "D1", "EXP-3")]
    dicho = comparar(casa, lista)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        assert list(base.iterdump()) == antes
    assert dicho.dichas == ("B1", "D1")
    hecho = cargar(casa, lista, completa=True)
    assert (dicho.nuevas, dicho.actualizadas, dicho.intactas) == (
        hecho["NUEVA"],
        hecho["ACTUALIZADA"],
        hecho["INTACTA"],
    )
    assert (dicho.vuelven, dicho.retira, dicho.retenidas) == (hecho["VUELVE"], hecho["RETIRADA"], hecho["RETENIDA"])
    assert (dicho.vuelven, dicho.retira, dicho.retenidas) == (1, 2, 2)


@settings(max_examples=60 if LARGAS else 5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from([cada[2].codmovimiento for cada in entera()])), min_size=1, max_size=3))
def test_after_any_whole_lists_what_is_owed_is_the_last_one(casa: Casa, listas: list[set[str]]) -> None:
    for nombradas in listas:
        cargar(casa, [cada for cada in entera() if cada[2].codmovimiento in nombradas], completa=True, tanda=7)
        assert {codigo for _, deudas in vista(casa).values() for codigo in deudas} == nombradas
    assert len(filas(casa, "erp_deuda")) == len(entera())
    assert en_base(casa, _rotas) == []


async def _rotas(repo: EmbeddedRepo) -> list[tuple[str, str]]:
    return await repo.read(lambda tx: invariants.rotas(tx.sql))
