"""The box by which customers are found, and what comes of it."""

from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.formats import dinero
from portal.operations.access import usuarios
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.usuarios import Rol
from tests import authorized, datos, journeys
from tests.conftest import Casa, ClienteApi
from tests.letters import waiting
from tests.operations.desk.rows import auditadas
from tests.pages import acciones, enlaces, pagina, texto
from tests.refusals import reasons

Navegador = TestClient[Litestar]
RUTA = "/operador/clientes"


def test_one_box_finds_them_by_whatever_is_known(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    mirona = entrar("mirona")
    pagina(mirona.get(RUTA))
    importe = dinero(pago.total, pago.moneda)
    for buscado, dicho in {
        "ñandu": "Nombre o correo",
        pago.documento[:-1]: "Documento",
        pago.cod_transaccion.lower(): "Código de una transacción",
        pago.numero: "Número de comprobante",
        importe: "Importe",
    }.items():
        hallada = pagina(mirona.post(RUTA, data={"buscar": buscado}))
        visto = texto(hallada)
        assert "Ana Ñandutí Benítez" in visto, buscado
        assert dicho in visto
        assert (f"/operador/pagos/{pago.id}" in enlaces(hallada)) is (dicho not in {"Nombre o correo", "Documento"})


def test_codes_are_looked_into_further_by_a_button(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    mirona = entrar("mirona")
    hallada = pagina(mirona.post(RUTA, data={"buscar": pago.cod_transaccion[:3]}))
    assert f"del comprobante {pago.numero} para atrás" in texto(hallada)
    sigue = pagina(mirona.post(RUTA, data={"buscar": pago.cod_transaccion[1:4], "hasta": str(pago.id)}))
    assert "Ana Ñandutí Benítez" in texto(sigue)
    assert "para atrás" not in texto(sigue)
    assert "Hay un problema" in texto(pagina(mirona.post(RUTA, data={"buscar": "dos palabras", "hasta": "1"}), 422))


@pytest.mark.parametrize("buscado", ["", "a", "x" * 81, "¿¡"])
def test_what_is_too_short_or_too_long_is_told_in_a_sentence(entrar: Callable[[str], Navegador], buscado: str) -> None:
    assert "Hay un problema" in texto(pagina(entrar("mirona").post(RUTA, data={"buscar": buscado}), 422))


def test_nobody_so_is_told(entrar: Callable[[str], Navegador]) -> None:
    mirona = entrar("mirona")
    for buscado in ("nadie asi", "%_%", "' OR nadie --", datos.TRES_Y_AGUA + "9"):
        assert "No hay ningún cliente así" in texto(pagina(mirona.post(RUTA, data={"buscar": buscado})))


def test_a_documento_that_only_the_company_may_know_is_asked_about(entrar: Callable[[str], Navegador]) -> None:
    hallada = pagina(entrar("mirona").post(RUTA, data={"buscar": "7.654.321"}))
    assert "El portal no conoce el documento 7.654.321" in texto(hallada)
    assert f"{RUTA}/deudas" in acciones(hallada)


def _camino(mirona: Navegador, buscado: str) -> str:
    hallada = pagina(mirona.post(RUTA, data={"buscar": buscado}))
    return next(enlace for enlace in enlaces(hallada) if enlace.startswith(f"{RUTA}/"))


def test_one_is_seen_with_payments_account_and_what_they_owe(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    mirona = entrar("mirona")
    camino = _camino(mirona, "ñandutí")
    visto = pagina(mirona.get(camino))
    assert f"/operador/pagos/{pago.id}" in enlaces(visto)
    assert "puede ingresar" in texto(visto)
    assert pago.documento not in camino
    assert "Escribí el motivo" in texto(pagina(mirona.post(f"{camino}/deudas", data={"motivo": ""}), 422))
    con_deudas = texto(pagina(mirona.post(f"{camino}/deudas", data={"motivo": "Llamó para preguntar"})))
    assert "Vencido" in con_deudas
    assert "No debe nada en esta moneda" in con_deudas
    assert mirona.get(f"{RUTA}/999999").status_code == 404


def test_where_the_company_s_system_refuses_the_rest_is_shown(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    async def abrir_cuenta(portal: Portal) -> None:
        await usuarios.crear(portal, "zoila", Rol.CLIENTE, "Zoila Zarza", "7654321", "una clave larga y rara 42")

    casa.operar(abrir_cuenta)
    mirona = entrar("mirona")
    camino = _camino(mirona, "zarza")
    visto = texto(pagina(mirona.post(f"{camino}/deudas", data={"motivo": "Llamó para preguntar"}), 409))
    assert "zoila" in visto
    assert "No hay pagos para mostrar" in visto


def test_why_one_is_blocked_is_told(entrar: Callable[[str], Navegador]) -> None:
    mirona = entrar("mirona")
    camino = _camino(mirona, datos.BLOQUEADO)
    assert "bloqueado" in texto(pagina(mirona.post(f"{camino}/deudas", data={"motivo": "Llamó hoy"})))


def test_who_runs_the_place_acts_on_an_account_with_a_reason(entrar: Callable[[str], Navegador]) -> None:
    jefa = entrar("jefa")
    camino = _camino(jefa, datos.AL_DIA)
    cual = {"usuario": datos.AL_DIA, "motivo": "Lo pidió en la oficina"}
    apagada = pagina(jefa.post(f"{camino}/cuenta", data=cual | {"acto": "desactivar"}))
    assert "La cuenta quedó desactivada." in texto(apagada)
    assert "desactivada" in texto(apagada)
    sin_acto = jefa.post(f"{camino}/cuenta", data=cual | {"acto": "otro"})
    assert "Elegí qué hacer con esa cuenta." in texto(pagina(sin_acto, 422))
    for mal in ({"acto": ""}, {"acto": "activar", "motivo": ""}, {"acto": "clave"}):
        assert "Hay un problema" in texto(pagina(jefa.post(f"{camino}/cuenta", data=cual | mal), 422))
    assert jefa.post(f"{camino}/cuenta", data=cual | {"acto": "activar", "usuario": "mirona"}).status_code == 404
    invitado = {"correo": "ella@ejemplo.com", "motivo": "Lo pidió"}
    assert "Hay un problema" in texto(pagina(jefa.post(f"{camino}/invitar", data=invitado), 422))


def test_whose_account_it_is_reads_of_each_act_and_never_why(
    casa: Casa, entrar: Callable[[str], Navegador], con_token: Callable[[str], ClienteApi]
) -> None:
    authorized.con_correo(casa, datos.AL_DIA)
    con_token(datos.AL_DIA)
    jefa = entrar("jefa")
    camino = _camino(jefa, datos.AL_DIA)
    for acto in ("sesiones", "desactivar", "activar"):
        cual = {"usuario": datos.AL_DIA, "acto": acto, "motivo": "Dicen que falleció"}
        pagina(jefa.post(f"{camino}/cuenta", data=cual))
    cartas = waiting(casa)
    assert [carta.datos["cambio"] for carta in cartas] == ["sesiones-cerradas", "desactivada", "activada"]
    assert {carta.para for carta in cartas} == {f"{datos.AL_DIA}@ejemplo.com"}
    assert "falleció" not in str(cartas)


def test_who_has_no_account_is_invited(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    async def conocer(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            await tx.sql.ejecutar("UPDATE portal_usuario SET documento = '7654321' WHERE usuario = '4000001'")
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(conocer)
    jefa = entrar("jefa")
    camino = _camino(jefa, datos.AL_DIA)
    assert "No tiene cuenta en el portal" in texto(pagina(jefa.get(camino)))
    mal = {"correo": "no es", "motivo": "Lo pidió"}
    assert "Hay un problema" in texto(pagina(jefa.post(f"{camino}/invitar", data=mal), 422))
    bien = {"correo": "ella@ejemplo.com", "motivo": "Lo pidió"}
    invitada = texto(pagina(jefa.post(f"{camino}/invitar", data=bien)))
    assert "Se le mandó la invitación." in invitada
    assert "Correos que se le escribieron" in invitada
    assert "Por salir" in invitada


def test_who_runs_the_place_gives_another_documento_and_takes_it_away_from_either_side(
    casa: Casa, entrar: Callable[[str], Navegador]
) -> None:
    authorized.con_correo(casa, datos.AL_DIA)
    jefa = entrar("jefa")
    camino, ajeno = _camino(jefa, datos.AL_DIA), _camino(jefa, datos.TRES_Y_AGUA)
    dar = {"usuario": datos.AL_DIA, "documento": "4.567.890", "nombre": "Ana", "motivo": "Trajo un poder"}
    for mal, dicho in (
        ({"documento": "1"}, "documento"),
        ({"documento": datos.AL_DIA}, "Ese es el documento de la misma cuenta"),
        ({"nombre": " "}, "Falta el nombre"),
        ({"motivo": ""}, "Escribí el motivo"),
    ):
        assert dicho in texto(pagina(jefa.post(f"{camino}/autorizar", data=dar | mal), 422))
    assert jefa.post(f"{camino}/autorizar", data=dar | {"usuario": datos.TRES_Y_AGUA}).status_code == 404
    for quitado_en in (camino, ajeno):
        assert "entra también por ese documento" in texto(pagina(jefa.post(f"{camino}/autorizar", data=dar)))
        assert "Entra por Ana" in texto(pagina(jefa.get(camino)))
        suyo = pagina(jefa.get(ajeno))
        assert "Elvio Fariña entra por su documento" in texto(suyo)
        (cual,) = (uno.get("value") for uno in suyo.iter("input") if uno.get("name") == "autorizacion")
        quitar = {"autorizacion": str(cual), "motivo": "Terminó el poder"}
        assert "Escribí el motivo" in texto(
            pagina(jefa.post(f"{ajeno}/desautorizar", data=quitar | {"motivo": ""}), 422)
        )
        for otro, numero in ((_camino(jefa, datos.BLOQUEADO), cual), (camino, ""), (camino, "999")):
            hecho = jefa.post(f"{otro}/desautorizar", data=quitar | {"autorizacion": str(numero)})
            assert "ya se quitó" in texto(pagina(hecho, 404))
        assert "ya no se entra por ahí" in texto(pagina(jefa.post(f"{quitado_en}/desautorizar", data=quitar)))
        assert "nadie más entra por él" in texto(pagina(jefa.get(camino)))
    assert reasons(casa, "autorizacion-quitar") == [f"{datos.AL_DIA}: Terminó el poder"] * 2
    assert {fila["actor"] for fila in auditadas(casa, "autorizacion-dar")} == {"jefa"}
    assert [carta.datos["cambio"] for carta in waiting(casa)][-1] == "documento-quitado"


def test_whoever_only_looks_is_offered_no_act(entrar: Callable[[str], Navegador]) -> None:
    mirona = entrar("mirona")
    camino = _camino(mirona, datos.AL_DIA)
    assert acciones(pagina(mirona.get(camino))) & {f"{camino}/cuenta", f"{camino}/invitar"} == set()
