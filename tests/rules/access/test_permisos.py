from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido
from portal.rules.access.permisos import (
    ROLES,
    Acto,
    concierne,
    consulta_visible,
    documento_elegido,
    documento_propio,
    documento_visible,
    exigir,
    motivo_exigido,
    pago_visible,
    puede,
    puerta_permitida,
)
from portal.structs.deudas import Consulta
from portal.structs.usuarios import Actor, Autorizacion, Nivel, Rol
from portal.texts.catalogue import CATALOGUE
from tests import datos
from tests.rules.payment.pagos import pago


def actor(rol: Rol, usuario: str, documento: str | None = None, nivel: Nivel | None = None) -> Actor:
    return Actor(
        usuario_id=1, usuario=usuario, rol=rol, nombre=usuario.title(), documento=documento, nivel=nivel, sid="s"
    )


ANA = actor(Rol.CLIENTE, "ana", "4567890")
LUIS = actor(Rol.CLIENTE, "luis", "A-1234567")
RED = actor(Rol.CANAL, "red")
BANCO = actor(Rol.CANAL, "banco")
OPERADOR = actor(Rol.OPERADOR, "olga", nivel=Nivel.RESOLVER)
MIRONA = actor(Rol.OPERADOR, "mirta", nivel=Nivel.MIRAR)
JEFA = actor(Rol.OPERADOR, "josefa", nivel=Nivel.ADMINISTRAR)

# DOMAIN: who may do what. One letter a role, c is cliente and k canal; one number a level of operador, 1 mirar, 2
# resolver, 3 administrar.
TABLA = {
    Acto.CONSULTAR: "ck123",
    Acto.LO_PROPIO: "c",
    Acto.CARRITO: "ck",
    Acto.PAGAR_PASARELA: "c",
    Acto.PAGAR_CANAL: "k",
    Acto.ANULAR: "k23",
    Acto.PEDIR_ANULACION: "c",
    Acto.VER_PAGOS: "ck123",
    Acto.VER_TODOS: "123",
    Acto.RESOLVER: "23",
    Acto.VER_FINANZAS: "123",
    Acto.FINANZAS: "23",
    Acto.ADMINISTRAR: "3",
}
LETRAS = {"c": ANA, "k": RED, "1": MIRONA, "2": OPERADOR, "3": JEFA}


@pytest.mark.parametrize(("acto", "letra"), list(product(Acto, LETRAS)))
def test_exigir(acto: Acto, letra: str) -> None:
    assert puede(LETRAS[letra], acto) == (letra in TABLA[acto])
    if letra in TABLA[acto]:
        exigir(LETRAS[letra], acto)
    else:
        with pytest.raises(NoPermitido) as error:
            exigir(LETRAS[letra], acto)
        assert error.value.mensaje.endswith(".")


@pytest.mark.parametrize("acto", [acto for acto in Acto if Rol.OPERADOR in ROLES[acto]])
def test_an_operador_without_a_level_may_do_nothing(acto: Acto) -> None:
    with pytest.raises(NoPermitido):
        exigir(actor(Rol.OPERADOR, "nadie"), acto)


def test_a_level_that_is_short_is_told_which_one_it_takes() -> None:
    with pytest.raises(NoPermitido, match=r"^Eso lo hace un operador de nivel administrar: ") as error:
        exigir(OPERADOR, Acto.ADMINISTRAR)
    assert error.value.codigo == "nivel-insuficiente"


def test_there_is_a_sentence_for_each_no_and_none_for_a_yes() -> None:
    negadas = {f"{acto}-{rol.lower()}" for acto, rol in product(Acto, Rol) if rol not in ROLES[acto]}
    assert {caso for codigo, caso in CATALOGUE if codigo == "no-permitido"} == negadas | {"sin-documento"}


def test_a_customer_cannot_pay_with_a_code_typed_by_hand() -> None:
    with pytest.raises(NoPermitido, match=r"^Tu pago se hace por la pasarela: un código escrito a mano no vale"):
        exigir(ANA, Acto.PAGAR_CANAL)


@pytest.mark.parametrize("documento", ["4567890", "4.567.890", " 4567890 "])
def test_a_customer_sees_the_own_documento_however_typed(documento: str) -> None:
    documento_visible(ANA, documento)


@pytest.mark.parametrize("documento", ["4567891", "456789-0", "", "A-1234567"])
def test_a_customer_sees_no_other_documento(documento: str) -> None:
    with pytest.raises(NoEncontrado) as error:
        documento_visible(ANA, documento)
    assert error.value.codigo == "cliente-desconocido"


def test_letters_of_a_documento_are_the_same_in_lower_case() -> None:
    documento_visible(LUIS, "a-1234567")


def test_canal_and_operador_see_any_documento() -> None:
    documento_visible(RED, "4567890")
    documento_visible(OPERADOR, "4567890")


def _por(quien: Actor, documento: str) -> Actor:
    ajena = Autorizacion(id=7, usuario_id=1, documento=documento, nombre="Otra", creada=datos.AHORA)
    return structs.replace(quien, autorizaciones=(ajena,)).por(ajena)


def test_only_a_customer_has_a_documento_and_the_own_stays_so_whichever_is_chosen() -> None:
    assert documento_elegido(ANA) == documento_propio(ANA) == "4567890"
    por_luis = _por(ANA, "A-1234567")
    assert (documento_elegido(por_luis), documento_propio(por_luis)) == ("A-1234567", "4567890")
    assert documento_propio(_por(por_luis, "4000001")) == "4567890"
    for cual in (documento_elegido, documento_propio):
        with pytest.raises(NoPermitido):
            cual(RED)


DOCUMENTOS = st.sampled_from(("4567890", "A-1234567", "4000001"))


@given(propio=DOCUMENTOS, elegido=st.none() | DOCUMENTOS, pedido=DOCUMENTOS, abrio=st.sampled_from(("ana", "luis")))
def test_a_customer_sees_the_documento_that_is_chosen_and_no_other(
    propio: str, elegido: str | None, pedido: str, abrio: str
) -> None:
    """One at a time: neither what the customer paid nor what they opened while another was chosen is seen meanwhile."""
    ana = structs.replace(ANA, documento=propio)
    quien = ana if elegido is None else _por(ana, elegido)
    se_ve = pedido == (elegido or propio)
    consulta = Consulta(
        idsession=1, usuario=abrio, documento=pedido, moneda=1, cliente="Ana", creada=datos.AHORA, deudas=()
    )
    suyo = pago(usuario=abrio, documento=pedido)
    assert concierne(quien, suyo) is se_ve
    assert _visto(lambda: documento_visible(quien, pedido)) == ("" if se_ve else "cliente-desconocido")
    de_otro = "consulta-de-otro-documento" if abrio == "ana" else "consulta-desconocida"
    assert _visto(lambda: consulta_visible(quien, consulta)) == ("" if se_ve and abrio == "ana" else de_otro)
    de_otro = "pago-de-otro-documento" if abrio == "ana" else "pago-desconocido"
    assert _visto(lambda: pago_visible(quien, suyo)) == ("" if se_ve else de_otro)


def _visto(mirar: Callable[[], object]) -> str:
    try:
        mirar()
    except NoEncontrado as error:
        return error.codigo
    return ""


def test_a_customer_without_one_has_none_to_see() -> None:
    with pytest.raises(NoPermitido) as negado:
        documento_elegido(structs.replace(ANA, documento=None))
    assert negado.value.codigo == "no-permitido"


@pytest.mark.parametrize("quien", [ANA, BANCO, OPERADOR])
def test_a_consultation_is_only_of_who_opened_it(quien: Actor) -> None:
    consulta = Consulta(
        idsession=1, usuario="red", documento="4567890", moneda=1, cliente="Ana", creada=datos.AHORA, deudas=()
    )
    assert consulta_visible(RED, consulta) is consulta
    with pytest.raises(NoEncontrado) as ajena:
        consulta_visible(quien, consulta)
    with pytest.raises(NoEncontrado) as ninguna:
        consulta_visible(quien, None)
    assert ajena.value.args == ninguna.value.args
    assert ajena.value.codigo == ninguna.value.codigo


DEL_CANAL = pago()
DE_ANA = pago(emisor="PORTAL", usuario="ana", pasarela="demo")
DE_LUIS = pago(emisor="PORTAL", usuario="luis", documento="A-1234567", pasarela="demo")
# Made when his documento was still another.
VIEJO_DE_LUIS = pago(emisor="PORTAL", usuario="luis", documento="7654321", pasarela="demo")


@pytest.mark.parametrize(
    ("quien", "ve"),
    [
        (ANA, [DEL_CANAL, DE_ANA]),
        (LUIS, [DE_LUIS]),
        (RED, [DEL_CANAL]),
        (BANCO, []),
        (OPERADOR, [DEL_CANAL, DE_ANA, DE_LUIS, VIEJO_DE_LUIS]),
    ],
)
def test_pago_visible(quien: Actor, ve: list[object]) -> None:
    for uno in (DEL_CANAL, DE_ANA, DE_LUIS, VIEJO_DE_LUIS):
        if uno in ve:
            assert pago_visible(quien, uno) is uno
        else:
            como_si_no_hubiera = _visto(lambda: pago_visible(quien, None))
            de_otro = quien is LUIS and uno is VIEJO_DE_LUIS
            dicho = _visto(lambda uno=uno: pago_visible(quien, uno))  # type: ignore[misc]
            assert dicho == ("pago-de-otro-documento" if de_otro else como_si_no_hubiera)


def test_an_operador_gives_a_reason_that_says_something() -> None:
    assert motivo_exigido(OPERADOR, "  reclamo ") == "reclamo"
    for vacio in ("", "    ", "ver  "):
        with pytest.raises(DatoInvalido) as error:
            motivo_exigido(OPERADOR, vacio)
        assert error.value.campo == "motivo"
    with pytest.raises(DatoInvalido):
        motivo_exigido(OPERADOR, "x" * 501)
    assert motivo_exigido(ANA, "") == motivo_exigido(RED, "") == ""


@pytest.mark.parametrize(("rol", "puerta"), list(product(Rol, ("api", "pagina"))))
def test_a_canal_has_one_door_an_operador_the_other_and_a_cliente_both(rol: Rol, puerta: str) -> None:
    if (rol, puerta) in {(Rol.CANAL, "pagina"), (Rol.OPERADOR, "api")}:
        with pytest.raises(NoPermitido) as error:
            puerta_permitida(rol, puerta)
        assert error.value.codigo == "puerta-equivocada"
    else:
        puerta_permitida(rol, puerta)
