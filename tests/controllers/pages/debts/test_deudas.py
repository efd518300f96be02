"""The page of debts without JavaScript: what it lists, what it chooses, and what it says where that cannot be."""

from collections.abc import Callable
from datetime import timedelta

from litestar import Litestar
from litestar.testing import TestClient

from tests import datos, journeys
from tests.conftest import Casa
from tests.forms import elegidas, enviar, idsession, razones
from tests.pages import acciones, enlaces, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
Entrar = Callable[[str], Navegador]


def test_the_root_leads_each_role_to_its_page(entrar: Entrar) -> None:
    destinos = [
        entrar(usuario).get("/", follow_redirects=False).headers["location"] for usuario in (datos.AL_DIA, "operadora")
    ]
    assert destinos == ["/deudas", "/operador"]


def test_the_root_asks_a_stranger_to_sign_in(anonimo: Navegador) -> None:
    assert anonimo.get("/", follow_redirects=False).headers["location"] == "/ingreso"


def test_it_tells_what_is_owed_and_since_when(web: Navegador) -> None:
    leido = texto(pagina(web.get("/deudas")))
    for parte in (
        "Ana Ñandutí Benítez",
        "Gs. 2.615.000 vencido de 4.315.000",
        "Vencidas 4",
        "Próximas 2Gs. 1.700.000",
        "10/09/2026 · hace 74 días",
        "10/12/2026 · en 17 días",
        "mora 4.000",
        "ImporteGs. 61.000InterésGs. 1.500GastosGs. 2.500",
    ):
        assert parte in leido, parte


def test_catching_up_picks_the_minimum_of_three_and_the_water(web: Navegador) -> None:
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), ayuda="minimo"))
    assert elegidas(arbol) == {"A1", "A2", "AGUA-9"}
    assert razones(arbol) == {}
    mas = pagina(enviar(web, arbol, elegir=("A3",)))
    assert elegidas(mas) == {"A1", "A2", "A3", "AGUA-9"}
    assert razones(mas) == {}


def test_catching_up_picks_the_four_oldest_of_five_and_the_gardening(entrar: Entrar) -> None:
    web = entrar(datos.CINCO_Y_JARDIN)
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), ayuda="minimo"))
    assert elegidas(arbol) == {"B1", "B2", "B3", "B4", "JARDIN-7"}
    sin_jardin = pagina(enviar(web, arbol, sacar=("JARDIN-7",)))
    assert set(razones(sin_jardin)) == {"B1", "B2", "B3", "B4"}
    assert "Jardinería de 07/2026" in razones(sin_jardin)["B1"]


def test_without_instalments_a_service_goes_alone_and_a_later_one_with_it(entrar: Entrar) -> None:
    web = entrar(datos.SIN_CUOTAS)
    inicio = pagina(web.get("/deudas"))
    sola = pagina(enviar(web, inicio, elegir=("EXP-3",)))
    assert (elegidas(sola), razones(sola)) == ({"EXP-3"}, {})
    salteada = pagina(enviar(web, sola, elegir=("EXP-4",), sacar=("EXP-3",)), 409)
    assert elegidas(salteada) == {"EXP-4"}
    assert set(razones(salteada)) == {"EXP-4"}
    assert titulo(salteada) == "Tus deudas"


def test_page_and_api_refuse_with_the_same_sentence(entrar: Entrar, con_token: Callable[[str], object]) -> None:
    web = entrar(datos.SIN_CUOTAS)
    razon = razones(pagina(enviar(web, pagina(web.get("/deudas")), elegir=("EXP-4",)), 409))["EXP-4"]
    api = con_token(datos.SIN_CUOTAS)
    consulta = api.get("/consulta/deuda-cliente/", documento=datos.SIN_CUOTAS, moneda=1, usuario="x").json()  # type: ignore[attr-defined]
    numero = consulta["idsession"]
    problema = api.post("/carrito/agregar", idsession=numero, indicador="S", codmovimiento="EXP-4", usuario="x").json()  # type: ignore[attr-defined]
    assert problema["detail"] in razon
    assert problema["faltan"] == ["EXP-3"]


def test_what_is_missing_is_added_by_a_button(entrar: Entrar) -> None:
    web = entrar(datos.SIN_CUOTAS)
    salteada = pagina(enviar(web, pagina(web.get("/deudas")), elegir=("EXP-4",)), 409)
    assert "Agregar lo que falta" in razones(salteada)["EXP-4"]
    assert elegidas(pagina(enviar(web, salteada, ayuda="completar"))) == {"EXP-3", "EXP-4"}


def test_paying_up_to_an_instalment_leaves_other_plans_as_they_were(entrar: Entrar) -> None:
    web = entrar(datos.DOS_PLANES)
    primera = pagina(enviar(web, pagina(web.get("/deudas")), ayuda="hasta:H3"))
    assert elegidas(primera) == {"H1", "H2", "H3"}
    segunda = pagina(enviar(web, primera, ayuda="hasta:G1"))
    assert elegidas(segunda) == {"G1", "H1", "H2", "H3"}
    menos = pagina(enviar(web, segunda, ayuda="hasta:H2"))
    assert elegidas(menos) == {"G1", "H1", "H2"}
    assert elegidas(pagina(enviar(web, menos, ayuda="vaciar"))) == set()


def test_a_filter_keeps_what_it_hides(entrar: Entrar) -> None:
    web = entrar(datos.DOS_PLANES)
    todo = pagina(web.get("/deudas"))
    filtrada = pagina(enviar(web, todo, elegir=("H1", "H2"), lugar="L7"))
    assert "2 deudas elegidas quedan fuera de este filtro" in texto(filtrada)
    assert elegidas(filtrada) == {"H1", "H2"}
    con_otra = pagina(enviar(web, filtrada, elegir=("G1",)))
    assert elegidas(con_otra) == {"G1", "H1", "H2"}
    assert elegidas(pagina(web.get("/deudas"))) == {"G1", "H1", "H2"}


def test_a_filter_is_an_address_too(web: Navegador) -> None:
    for filtro, esperadas in (("tipo=AGUA", {"AGUA-9"}), ("vencidas=1", {"A1", "A2", "A3", "AGUA-9"})):
        arbol = pagina(web.get(f"/deudas?moneda=1&{filtro}"))
        assert {casilla.get("value") for casilla in arbol.iter("input") if casilla.get("name") == "sel"} == esperadas
    assert "Ninguna deuda coincide" in texto(pagina(web.get("/deudas?lugar=<b>no</b>")))


def test_a_pay_off_is_explained_and_asks_for_what_is_overdue(entrar: Entrar) -> None:
    web = entrar(datos.CANCELACION)
    inicio = pagina(web.get("/deudas"))
    assert "Paga de una vez todas las cuotas que faltan" in texto(inicio)
    elegida = pagina(enviar(web, inicio, elegir=("CANC-9",)))
    assert "se paga todo lo vencido" in razones(elegida)["CANC-9"]
    doble = pagina(enviar(web, elegida, elegir=("I1", "I2")))
    assert "pagar dos veces" in razones(doble)["I2"]
    assert "Sacar" in razones(doble)["I2"]
    assert elegidas(pagina(enviar(web, doble, ayuda="completar"))) == {"CANC-9", "I1"}


def test_a_held_debt_tells_until_when_and_by_which_payment(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    casa.clock.adelantar(timedelta(minutes=4))
    arbol = pagina(web.get("/deudas"))
    leido = texto(arbol)
    assert "Tenés un pago sin terminar Cuota 1 de 60 y 2 más · Gs. 1.791.475" in leido
    assert "6 minutos para terminarlo, hasta las 10:10" in leido
    assert pago.url_pasarela in enlaces(arbol)
    assert f"/comprobantes/{pago.cod_transaccion}/liberar" in acciones(arbol)
    assert "En un pago sin terminar 3 deudas" in leido
    assert {str(caja.get("value")) for caja in arbol.iter("input") if caja.get("name") == "sel"} == {"A3", "A4", "A5"}


def test_what_a_payment_under_way_has_is_not_owed_now_nor_offered(casa: Casa, web: Navegador) -> None:
    journeys.iniciar(casa)
    leido = texto(pagina(web.get("/deudas")))
    assert "Gs. 850.000 vencido de 2.550.000" in leido
    # What is left is not payable before the rest of its plan.
    assert "Lo mínimo" not in leido


def test_a_held_debt_posted_by_force_is_refused(casa: Casa, web: Navegador) -> None:
    journeys.iniciar(casa)
    arbol = pagina(web.get("/deudas"))
    forzada = pagina(web.post("/deudas/carrito", data={"idsession": idsession(arbol), "sel": ["A1"]}), 409)
    assert "“Cuota 1 de 60” tiene otro pago en curso, hasta las" in texto(forzada)


def test_a_blocked_customer_sees_debts_reason_and_no_way_to_pay(entrar: Entrar) -> None:
    arbol = pagina(entrar(datos.BLOQUEADO).get("/deudas"))
    leido = texto(arbol)
    assert "6 cuotas vencidas" in leido
    assert "acercate a nuestras oficinas" in leido
    assert leido.count("Cuota ") >= 6
    assert "Revisar y pagar" not in leido
    assert [caja for caja in arbol.iter("input") if caja.get("name") == "sel"] == []
    assert "Imprimir el resumen" in leido


def test_owing_nothing_is_said_plainly(entrar: Entrar) -> None:
    web = entrar(datos.SIN_DEUDAS)
    for moneda, nombre in ((1, "guaraníes"), (2, "dólares")):
        leido = texto(pagina(web.get(f"/deudas?moneda={moneda}")))
        assert f"No debés nada en {nombre}" in leido
        assert "Revisar y pagar" not in leido


def test_dollars_have_their_own_page(entrar: Entrar) -> None:
    assert "USD 251,00" in texto(pagina(entrar(datos.DOLARES).get("/deudas?moneda=2")))


def test_a_made_up_currency_or_consultation_is_refused(web: Navegador) -> None:
    pagina(web.get("/deudas?moneda=7"), 404)
    pagina(web.post("/deudas/carrito", data={"idsession": "999999999"}), 404)
    pagina(web.post("/deudas/carrito", data={"idsession": "<b>"}), 422)
    pagina(web.post("/deudas/revisar", data={}), 422)


def test_anothers_consultation_does_not_exist(entrar: Entrar) -> None:
    ajena = idsession(pagina(entrar(datos.AL_DIA).get("/deudas")))
    pagina(entrar(datos.TRES_Y_AGUA).post("/deudas/carrito", data={"idsession": ajena, "sel": ["E1"]}), 404)


def test_the_forms_addresses_opened_by_hand_lead_to_the_page(web: Navegador) -> None:
    for ruta in ("carrito", "listado", "revisar"):
        assert web.get(f"/deudas/{ruta}", follow_redirects=False).headers["location"] == "/deudas"


def test_what_is_offered_tells_its_price_and_what_it_leaves_before_the_tap(web: Navegador) -> None:
    leido = texto(pagina(web.get("/deudas")))
    assert "Lo mínimo Gs. 1.791.475 3 deudas, con comisión. Queda la cuota 3." in leido
    assert "Todo lo vencido Gs. 2.654.225 4 deudas, con comisión. Quedás al día." in leido
    # The prices were asked of the package, and its cart is as it was.
    assert "Nada elegido todavía" in leido


def test_a_choice_that_cannot_be_paid_yet_is_there_after_a_reload_and_a_new_session(
    web: Navegador, entrar: Entrar
) -> None:
    pagina(enviar(web, pagina(web.get("/deudas")), elegir=("A2", "A4")), 409)
    for otra in (web, entrar(datos.TRES_Y_AGUA)):
        arbol = pagina(otra.get("/deudas"))
        assert elegidas(arbol) == {"A2", "A4"}
        assert "primero va" in razones(arbol)["A2"]
    completa = pagina(enviar(web, pagina(web.get("/deudas")), ayuda="completar"))
    assert elegidas(completa) == {"A1", "A2", "A3", "A4", "AGUA-9"}
    vacia = pagina(enviar(web, completa, ayuda="vaciar"))
    assert elegidas(vacia) == elegidas(pagina(web.get("/deudas"))) == set()


def test_one_message_and_one_cure_and_the_links_go_to_what_is_missing(web: Navegador) -> None:
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), "/deudas/revisar", elegir=("A3",)), 409)
    mensaje = "Faltan la cuota 1, “Agua de 09/2026” y la cuota 2"
    resumen = next(caja for caja in arbol.iter("div") if caja.get("class") == "errores")
    assert mensaje in texto(resumen)
    assert [texto(enlace) for enlace in resumen.iter("a")] == ["Cuota 1 de 60", "Agua de 09/2026", "Cuota 2 de 60"]
    cajas = {caja.get("id"): caja.get("value") for caja in arbol.iter("input") if caja.get("name") == "sel"}
    assert [cajas[str(enlace.get("href"))[1:]] for enlace in resumen.iter("a")] == ["A1", "AGUA-9", "A2"]
    assert texto(por_id(arbol, "barra")) == f"{mensaje} Gs. 850.000 Agregar"
    assert mensaje in texto(por_id(arbol, "carrito"))


def test_it_opens_in_the_currency_in_which_something_is_overdue_and_leads_to_the_other(
    casa: Casa, entrar: Entrar
) -> None:
    web = entrar(datos.DOLARES)
    arbol = pagina(web.get("/deudas"))
    assert "USD 251,00 vencido de 376,50" in texto(arbol)
    assert not [cada for cada in enlaces(arbol) if "moneda=" in cada]
    journeys.a_mano(
        casa,
        """INSERT INTO erp_deuda (codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi,
        fech_venc, tipo, lote)
        VALUES ('GS', 1, '4000002', 'Tasa', 480000, 480000, 1, '2027-01-31', 'IMPUESTO', 'L6')""",
    )
    assert "También debés Gs. 480.000" in texto(pagina(web.get("/deudas")))
    # Whoever goes to the other one stays there, until nothing is owed in it.
    assert "También debés USD 376,50" in texto(pagina(web.get("/deudas?moneda=1")))
    assert "También debés USD 376,50" in texto(pagina(web.get("/deudas")))
    journeys.a_mano(casa, "DELETE FROM erp_deuda WHERE codmovimiento = 'GS'")
    assert "USD 251,00 vencido" in texto(pagina(web.get("/deudas")))


def test_paying_up_to_what_a_pay_off_covers_says_that_nothing_changes(entrar: Entrar) -> None:
    web = entrar(datos.CANCELACION)
    elegida = pagina(enviar(web, pagina(web.get("/deudas")), elegir=("CANC-9", "I1")))
    sin_cambio = web.post(
        "/deudas/listado",
        data={"idsession": idsession(elegida), "sel": ["CANC-9", "I1"], "ayuda": "hasta:I3"},
        headers={"hx-request": "true"},
    )
    assert "No cambia nada: la cancelación anticipada" in sin_cambio.text
