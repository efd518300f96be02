from datetime import date, timedelta

import pytest

from portal.errors import Rechazo
from portal.rules.payment.dudas import caben, cotejar, exigir_que_quepa, exigir_reclamadas, la_termina_una_persona
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.deudas import Deuda
from portal.structs.dudas import Desenlace, DichoDelErp
from portal.structs.pagos import Estado
from portal.structs.paquete import RespuestaConsulta
from tests import datos
from tests.rules.payment.pagos import pago

ITEMS = tuple(datos.cuota(codigo, nro, date(2026, 9, 10)) for nro, codigo in enumerate(("A1", "A2"), 1))
OTRA = datos.cuota("A3", 3, date(2026, 10, 10))
POR_PASARELA = {"pasarela": "banco-demo", "referencia": "BD-1"}
PAGADO, RECHAZADO, OTRA_VEZ, OTRO = Desenlace


def segun(*debidas: Deuda, codresp: str = "0", descresp: str = "OK") -> DichoDelErp:
    return cotejar(ITEMS, RespuestaConsulta(codresp, descresp, 1, "Ana", debidas), datos.AHORA)


@pytest.mark.parametrize(
    ("erp", "esperadas"),
    [
        (segun(*ITEMS, OTRA), (RECHAZADO, OTRA_VEZ)),
        (segun(OTRA), (PAGADO, OTRO)),
        (segun(), (PAGADO, OTRO)),
        (segun(ITEMS[1], OTRA), (OTRO,)),
        (segun(codresp="7", descresp="Fuera de horario"), ()),
        (segun(codresp="7", descresp=""), ()),
    ],
)
def test_only_what_agrees_with_the_erp_may_be_answered(erp: DichoDelErp, esperadas: tuple[Desenlace, ...]) -> None:
    dudoso = pago(Estado.DESCONOCIDO, **POR_PASARELA)
    assert caben(dudoso, erp, con_pasarela=True) == esperadas
    for desenlace in Desenlace:
        if desenlace in esperadas:
            exigir_que_quepa(desenlace, dudoso, erp, con_pasarela=True)
            continue
        with pytest.raises(Rechazo) as rechazo:
            exigir_que_quepa(desenlace, dudoso, erp, con_pasarela=True)
        assert rechazo.value.mensaje.endswith(".")


@pytest.mark.parametrize(
    ("erp", "codigo"),
    [
        (segun(*ITEMS, OTRA), None),
        (segun(ITEMS[1]), "sin-anular-en-el-erp"),
        (segun(codresp="7", descresp="Fuera de horario"), "erp-no-dice"),
    ],
)
def test_what_the_company_took_back_is_pending_again_to_the_last_debt(erp: DichoDelErp, codigo: str | None) -> None:
    if codigo is None:
        exigir_reclamadas(erp)
        return
    with pytest.raises(Rechazo) as rechazo:
        exigir_reclamadas(erp)
    assert rechazo.value.codigo == codigo


def test_a_debt_of_another_row_with_the_same_code_is_another_debt() -> None:
    dos = datos.cuota("A1", 1, date(2026, 9, 10))
    otra_fila = type(dos)(**{campo: getattr(dos, campo) for campo in dos.__struct_fields__} | {"seq": dos.seq + 1})
    assert segun(otra_fila).pendientes == ()


@pytest.mark.parametrize(
    ("estado", "con_pasarela", "otros", "otra_vez"),
    [
        (Estado.DESCONOCIDO, True, POR_PASARELA, True),
        (Estado.DESCONOCIDO, False, POR_PASARELA, False),  # nobody would ask
        (Estado.DESCONOCIDO, False, {}, True),  # a canal sends it again
        (Estado.NO_EJECUTADO, True, POR_PASARELA, False),  # it is being tried again
        (Estado.POR_VERIFICAR, True, POR_PASARELA, False),
    ],
)
def test_to_try_again_somebody_must_be_there(
    estado: Estado, con_pasarela: bool, otros: dict[str, str], otra_vez: bool
) -> None:
    este = pago(estado, **otros)
    assert (OTRA_VEZ in caben(este, segun(*ITEMS), con_pasarela=con_pasarela)) == otra_vez
    if not otra_vez:
        with pytest.raises(Rechazo, match="elegí cómo terminó"):
            exigir_que_quepa(OTRA_VEZ, este, segun(*ITEMS), con_pasarela=con_pasarela)


EN_EL_ERP = "En el sistema de la empresa "
NO_DICE = "El sistema de la empresa no dice cómo están esas deudas («{}»): sin eso no se puede resolver."


@pytest.mark.parametrize(
    ("erp", "desenlace", "codigo", "dicho"),
    [
        (
            segun(codresp="7", descresp="Fuera de horario"),
            PAGADO,
            "erp-no-dice",
            NO_DICE.format("Fuera de horario"),
        ),
        (
            segun(codresp="7", descresp=""),
            PAGADO,
            "erp-no-dice",
            NO_DICE.format("Contestó con el código 7"),
        ),
        (
            segun(*ITEMS),
            OTRA_VEZ,
            "sin-reintento",
            "Nadie va a volver a intentar este pago: elegí cómo terminó.",
        ),
        (
            segun(*ITEMS),
            PAGADO,
            "deudas-pendientes",
            f"{EN_EL_ERP}siguen pendientes A1 y A2: este pago no se aplicó ahí.",
        ),
        (
            segun(),
            RECHAZADO,
            "deudas-saldadas",
            (
                f"{EN_EL_ERP}ya no están pendientes A1 y A2: si las saldó este pago, se aplicó; si fue otro, elegí «Se "
                "pagaron de otra manera»."
            ),
        ),
        (
            segun(ITEMS[1]),
            PAGADO,
            "deudas-a-medias",
            (
                f"{EN_EL_ERP}siguen pendientes A2, y A1 no: un pago no se aplica a medias. Si las saldó este, primero "
                "hay que corregirlo ahí."
            ),
        ),
    ],
)
def test_an_answer_that_contradicts_the_erp_is_told_what_the_erp_says(
    erp: DichoDelErp, desenlace: Desenlace, codigo: str, dicho: str
) -> None:
    with pytest.raises(Rechazo) as rechazo:
        exigir_que_quepa(desenlace, pago(Estado.DESCONOCIDO, **POR_PASARELA), erp, con_pasarela=False)
    assert (rechazo.value.codigo, rechazo.value.mensaje) == (codigo, dicho)


@pytest.mark.parametrize("estado", Estado)
def test_a_person_ends_what_the_portal_could_not(estado: Estado) -> None:
    tarde = pago().vence + ALARMA + timedelta(seconds=1)
    por_banco = estado in (Estado.DESCONOCIDO, Estado.NO_EJECUTADO, Estado.POR_VERIFICAR)
    assert la_termina_una_persona(pago(estado, **POR_PASARELA), tarde) == por_banco
    assert la_termina_una_persona(pago(estado), tarde) == (estado is Estado.DESCONOCIDO)
    a_tiempo = estado in (Estado.DESCONOCIDO, Estado.NO_EJECUTADO)
    assert la_termina_una_persona(pago(estado, **POR_PASARELA), pago().vence + ALARMA) == a_tiempo
