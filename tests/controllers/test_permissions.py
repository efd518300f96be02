"""Who gets what on every route of the router, in one table: a route that is not in it fails the test."""

import secrets
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import jwt
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import NoAutenticado
from portal.operations.access import ingreso
from portal.operations.access import usuarios as operaciones
from portal.operations.portal import Portal, recent_sessions
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.structs.usuarios import Actor, Rol, Sesion
from portal.web import auth
from tests import datos
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.controllers.api.channel import pagar

ROLES = ("anonimo", "cliente", "canal", "operador")
GENTE = {"cliente": datos.TRES_Y_AGUA, "canal": "canal-uno", "operador": "operadora"}
PARAMETROS = {
    "/consulta/deuda-cliente": {"documento": datos.TRES_Y_AGUA, "moneda": "1"},
    "/carrito/agregar": {"idsession": "999999", "indicador": "S", "codmovimiento": "A1", "usuario": "x"},
    "/pago": {"session": "999999", "user": "x", "cod_transaccion": "T-NO"},
    "/anulacion": {"cod_transaccion": "T-NO"},
}
FORMULARIO = "application/x-www-form-urlencoded"
TIPOS = {"/operador/extractos": "multipart/form-data; boundary=x"}
# Status for: anonimo, cliente, canal, operador. Objects asked for do not exist; forms come empty.
TABLA = {
    "POST /token": (400, 400, 400, 400),
    "GET /consulta/deuda-cliente": (401, 200, 200, 403),
    "POST /carrito/agregar": (401, 404, 404, 403),
    "GET /carrito/{idsession:int}": (401, 404, 404, 403),
    "GET /pagos": (401, 200, 200, 403),
    "POST /pago": (401, 403, 404, 403),
    "GET /pago/{cod_transaccion:str}": (401, 404, 404, 403),
    "POST /anulacion": (401, 403, 404, 403),
    "POST /ingreso": (401, 401, 403, 401),
    "GET /ingreso": (200, 200, 403, 200),
    "POST /salir": (303, 303, 403, 303),
    "GET /comprobantes/{cod:str}/estado": (303, 404, 403, 404),
    "GET /comprobantes/{cod:str}/pdf": (303, 404, 403, 404),
    "GET /comprobantes/{cod:str}/qr.svg": (303, 404, 403, 404),
    "GET /comprobantes/{cod:str}": (303, 404, 403, 404),
    "POST /comprobantes/{cod:str}/liberar": (303, 404, 403, 403),
    "POST /comprobantes/{cod:str}/pedir-anulacion": (303, 404, 403, 403),
    "GET /verificar/{verificador:str}": (404, 404, 403, 404),
    "GET /historial": (303, 200, 403, 200),
    "GET /": (303, 303, 403, 303),
    "GET /deudas/carrito": (303, 303, 403, 303),
    "POST /deudas/carrito": (303, 422, 403, 422),
    "POST /deudas/listado": (303, 422, 403, 422),
    "GET /deudas/listado": (303, 303, 403, 303),
    "POST /deudas/revisar": (303, 422, 403, 422),
    "GET /deudas/revisar": (303, 303, 403, 303),
    "GET /deudas": (303, 200, 403, 403),
    "POST /pagar/{idsession:int}": (303, 422, 403, 422),
    "GET /pagar/{idsession:int}": (303, 404, 403, 403),
    "GET /deudas.csv": (303, 200, 403, 403),
    "GET /deudas.xlsx": (303, 200, 403, 403),
    "GET /historial.csv": (303, 200, 403, 403),
    "GET /historial.xlsx": (303, 200, 403, 403),
    "POST /cuenta/sesiones/{sid:str}/cerrar": (303, 404, 403, 404),
    "POST /cuenta/clave": (303, 422, 403, 422),
    "GET /cuenta": (303, 200, 403, 200),
    "POST /cuenta/tema": (303, 400, 403, 400),
    "POST /operador/pagos/{numero:int}/anular": (303, 403, 403, 404),
    "GET /operador/bandeja": (303, 403, 403, 200),
    "POST /operador/pagos/{numero:int}/devuelto": (303, 403, 403, 404),
    "POST /operador/pagos/{numero:int}/negar": (303, 403, 403, 404),
    "GET /operador": (303, 403, 403, 200),
    "POST /operador": (303, 403, 403, 422),
    "GET /operador/pagos": (303, 403, 403, 200),
    "POST /operador/pagos": (303, 403, 403, 200),
    "GET /operador/pagos/{numero:int}": (303, 403, 403, 404),
    "POST /operador/pagos/{numero:int}/resolver": (303, 403, 403, 404),
    "POST /operador/dia/{fecha:date}/cerrar": (303, 403, 403, 422),
    "POST /operador/dia/{fecha:date}/exportar": (303, 403, 403, 422),
    "GET /operador/dia": (303, 403, 403, 200),
    "POST /operador/extractos": (303, 400, 403, 400),
    "GET /operador/extractos": (303, 403, 403, 200),
    "POST /operador/extractos/{numero:int}/comparar": (303, 403, 403, 404),
    "POST /operador/extractos/{numero:int}/explicar": (303, 403, 403, 404),
    "POST /operador/extractos/{numero:int}/exportar": (303, 403, 403, 404),
    "GET /operador/extractos/columnas": (303, 403, 403, 200),
    "POST /operador/extractos/columnas/olvidar": (303, 403, 403, 422),
    "GET /operador/extractos/pendiente/{clave:str}": (303, 403, 403, 404),
    "POST /operador/extractos/pendiente/{clave:str}/aceptar": (303, 403, 403, 404),
    "POST /operador/extractos/pendiente/{clave:str}/descartar": (303, 403, 403, 404),
    "GET /operador/extractos/pendiente/{clave:str}/columnas": (303, 403, 403, 404),
    "POST /operador/extractos/pendiente/{clave:str}/columnas": (303, 403, 403, 404),
    "GET /operador/extractos/{numero:int}": (303, 403, 403, 404),
    "GET /ayuda": (200, 200, 403, 200),
    "GET /privacidad": (200, 200, 403, 200),
    "GET /componentes": (200, 200, 403, 200),
    "GET /componentes/{nombre:str}": (404, 404, 403, 404),
    "GET /banco-demo/{referencia:str}": (404, 404, 403, 404),
    "POST /banco-demo/{referencia:str}": (400, 400, 403, 400),
    "GET /static/{file_path:path}": (404, 404, 404, 404),
    "GET /static/banco-demo.css": (200, 200, 200, 200),
    "GET /static/portal.css": (200, 200, 200, 200),
    "GET /salud": (200, 200, 200, 200),
    "GET /salud/lista": (200, 200, 200, 200),
    "GET /favicon.ico": (200, 200, 200, 200),
    "GET /robots.txt": (200, 200, 200, 200),
    "GET /.well-known/security.txt": (404, 404, 404, 404),
    "GET /redoc": (200, 200, 200, 200),
    "GET /openapi.json": (200, 200, 200, 200),
    "GET /docs": (200, 200, 200, 200),
    "GET /docs/openapi.json": (200, 200, 200, 200),
    "GET /docs/{path:str}": (404, 404, 404, 404),
    "GET /docs/oauth2-redirect.html": (200, 200, 200, 200),
}


def rutas(app: Litestar) -> Iterator[tuple[str, str, bool]]:
    """Method, path as declared, and whether it is the API's."""
    for ruta in app.routes:
        for handler in getattr(ruta, "route_handlers", ()):
            for metodo in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                yield metodo, ruta.path, handler.opt.get("puerta") == "api"


def _concreta(ruta: str) -> str:
    tramos = [tramo.strip("{}").partition(":") for tramo in ruta.split("/")]
    return "/".join(
        {"int": "999999", "str": "INEXISTENTE", "path": "nada.css", "date": "2026-11-23"}.get(t, n)
        for n, _, t in tramos
    )


def _fichas(casa: Casa) -> dict[tuple[str, str], str]:
    """A session's token for each role at each door: also at the one that would not let it in, as after a new role."""

    async def abrir(portal: Portal) -> dict[tuple[str, str], str]:
        fichas = {}

        async def hacer(tx: Transaccion) -> None:
            for rol, nombre in GENTE.items():
                usuario = await usuarios.por_nombre(tx.sql, nombre)
                assert usuario is not None
                for puerta in ("api", "pagina"):
                    ahora = casa.clock()
                    sesion = Sesion(
                        sid=secrets.token_urlsafe(18),
                        usuario_id=usuario.id,
                        creada=ahora,
                        vence=ahora + timedelta(hours=1),
                        puerta=puerta,
                        agente="",
                    )
                    await usuarios.abrir_sesion(tx.sql, sesion)
                    fichas[rol, puerta] = auth.emitir(casa.settings, sesion, usuario)
            await tx.confirmar()

        await portal.repo.write(hacer)
        return fichas

    return casa.operar(abrir)


def _pedir(cliente: TestClient[Litestar], casa: Casa, metodo: str, ruta: str, ficha: str, *, api: bool) -> Response:
    cabeceras = {"accept": "application/json"} if api else dict(PAGINA)
    if ficha and api:
        cabeceras["authorization"] = f"Bearer {ficha}"
    elif ficha:
        cabeceras["cookie"] = f"{auth.nombre_cookie(casa.settings)}={ficha}"
    return cliente.request(
        metodo,
        _concreta(ruta),
        params=PARAMETROS.get(ruta, {}),
        headers=cabeceras | ({"content-type": TIPOS.get(ruta, FORMULARIO)} if metodo == "POST" else {}),
        content=b"" if metodo == "POST" else None,
        follow_redirects=False,
    )


def test_every_route_answers_each_role_as_the_table_says(casa: Casa) -> None:
    app, fichas = casa.app(), _fichas(casa)
    visto: dict[str, tuple[int, ...]] = {}
    with TestClient(app, raise_server_exceptions=False) as cliente:
        for metodo, ruta, api in sorted(rutas(app), key=lambda cada: cada[1] == "/salir"):  # which ends the session
            puerta = "api" if api else "pagina"
            respuestas = [_pedir(cliente, casa, metodo, ruta, fichas.get((rol, puerta), ""), api=api) for rol in ROLES]
            visto[f"{metodo} {ruta}"] = tuple(respuesta.status_code for respuesta in respuestas)
            cliente.cookies.clear()
    assert visto == TABLA


@pytest.fixture
def ajenos(con_token: Callable[[str], ClienteApi]) -> ClienteApi:
    """A payment T-1 of canal-uno exists; the answer is canal-dos, to whom it must not."""
    pagar(con_token("canal-uno"))
    return con_token("canal-dos")


def test_what_is_somebody_else_s_is_answered_byte_for_byte_as_what_is_not(
    ajenos: ClienteApi, entrar: Callable[[str], TestClient[Litestar]]
) -> None:
    assert ajenos.get("/pago/T-1").content == ajenos.get("/pago/T-0").content
    assert ajenos.get("/carrito/1").content == ajenos.get("/carrito/2").content
    assert ajenos.post("/anulacion", cod_transaccion="T-1").content == (
        ajenos.post("/anulacion", cod_transaccion="T-0").content
    )
    web = entrar(datos.AL_DIA)
    for ruta in ("/comprobantes/{}", "/comprobantes/{}/pdf", "/comprobantes/{}/estado", "/comprobantes/{}/qr.svg"):
        ajeno, ninguno = web.get(ruta.format("T-1")), web.get(ruta.format("T-0"))
        assert ajeno.status_code == ninguno.status_code == 404
        assert ajeno.content == ninguno.content


def _falsas(casa: Casa, buena: str) -> dict[str, str]:
    clave = casa.settings.secret_key
    cabeza, cuerpo, firma = buena.split(".")
    reclamos = jwt.decode(buena, options={"verify_signature": False})
    pasado = int((casa.clock.instante - timedelta(minutes=1)).timestamp())

    def firmar(cambios: dict[str, object], secreto: str = clave, alg: str = "HS256", **cabeceras: object) -> str:
        quedan = {nombre: valor for nombre, valor in (reclamos | cambios).items() if valor is not None}
        return jwt.encode(quedan, secreto, algorithm=alg, headers={"typ": auth.TIPO} | cabeceras)

    return {
        "alg none": jwt.encode(reclamos, None, algorithm="none", headers={"typ": auth.TIPO}),
        "another key": firmar({}, "x" * 32),
        "another algorithm": firmar({}, clave + "x" * 32, "HS512"),
        "no signature": f"{cabeza}.{cuerpo}.",
        "another signature": f"{cabeza}.{cuerpo}.{firma[:-4]}AAAA",
        "expired": firmar({"exp": pasado}),
        "another audience": firmar({"aud": "otros"}),
        "another issuer": firmar({"iss": "otro"}),
        "a session that is not": firmar({"sid": "inventada"}),
        "a session that is SQL": firmar({"sid": "' OR 1=1 --"}),
        "a session that is a number": firmar({"sid": 1}),
        "a session that is a list": firmar({"sid": ["x"]}),
        "an end that is a text": firmar({"exp": "nunca"}),
        **{f"without {reclamo}": firmar({reclamo: None}) for reclamo in auth.RECLAMOS},
        "typ JWT": firmar({}, typ="JWT"),
        "typ none": firmar({}, typ=None),
        "kid path and no typ": firmar({}, kid="../../dev/null", typ="JWT"),
        "crit": firmar({}, crit=["x"], x=1),
        "empty": "",
        "no token": "x",
        "dots": "...",
        "no base64": "á.é.í",
        "huge": "a" * 7000,
        "NUL": "a\x00b",
    }


def test_a_forged_token_opens_neither_door(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    fichas = _fichas(casa)
    assert _pedir(anonimo, casa, "GET", "/pagos", fichas["cliente", "api"], api=True).status_code == 200
    assert _pedir(anonimo, casa, "GET", "/cuenta", fichas["cliente", "pagina"], api=False).status_code == 200
    estados = {
        nombre: anonimo.get("/pagos", headers={"authorization": f"Bearer {ficha}".encode()}).status_code
        for nombre, ficha in _falsas(casa, fichas["cliente", "api"]).items()
    }
    assert set(estados.values()) == {401}, estados
    estados = {
        nombre: anonimo.get(
            "/cuenta", headers=PAGINA | {"cookie": f"sesion={ficha}".encode()}, follow_redirects=False
        ).status_code
        for nombre, ficha in _falsas(casa, fichas["cliente", "pagina"]).items()
    }
    assert set(estados.values()) == {303}, estados


def test_a_token_of_one_door_is_refused_at_the_other(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    fichas = _fichas(casa)
    assert _pedir(anonimo, casa, "GET", "/pagos", fichas["cliente", "pagina"], api=True).status_code == 401
    pagina = _pedir(anonimo, casa, "GET", "/cuenta", fichas["cliente", "api"], api=False)
    assert (pagina.status_code, pagina.headers["location"]) == (303, "/ingreso?siguiente=%2Fcuenta")
    for rol in ("canal", "operador"):  # nor is the door's name told to whoever brings the other's
        assert _pedir(anonimo, casa, "GET", "/pagos", fichas[rol, "pagina"], api=True).status_code == 401
        assert _pedir(anonimo, casa, "GET", "/cuenta", fichas[rol, "api"], api=False).status_code == 303


@pytest.mark.parametrize("esquema", ["Basic", "Token", "", "bearer\tx"])
def test_another_scheme_is_no_token(casa: Casa, anonimo: TestClient[Litestar], esquema: str) -> None:
    ficha = _fichas(casa)["canal", "api"]
    assert anonimo.get("/pagos", headers={"authorization": f"{esquema} {ficha}"}).status_code == 401


async def _salir(portal: Portal, sid: str) -> None:
    await ingreso.salir(portal, await ingreso.actor(portal, sid))


async def _cambiar_clave(portal: Portal, sid: str) -> None:
    # From another session of the same person: the one at hand stays.
    _, otra = await ingreso.entrar(portal, datos.TRES_Y_AGUA, datos.CLAVE, puerta="pagina", agente="", ip="127.0.0.1")
    assert otra.sid != sid
    await operaciones.cambiar_mi_clave(portal, await ingreso.actor(portal, otra.sid), datos.CLAVE, "otra clave larga 9")


async def _desactivar(portal: Portal, sid: str) -> None:
    quien = await ingreso.actor(portal, sid)

    async def hacer(tx: Transaccion) -> None:
        await usuarios.desactivar(tx.sql, quien.usuario_id)
        await tx.confirmar()

    await portal.repo.write(hacer)


async def _desactivar_por_nombre(portal: Portal, sid: str) -> None:
    await operaciones.desactivar(portal, (await ingreso.actor(portal, sid)).usuario)


async def _cambiar_rol(portal: Portal, sid: str) -> None:
    quien = await ingreso.actor(portal, sid)

    async def hacer(tx: Transaccion) -> None:
        await tx.sql.ejecutar(
            "UPDATE portal_usuario SET rol = 'canal', documento = NULL WHERE id = :id", id=quien.usuario_id
        )
        await tx.confirmar()

    await portal.repo.write(hacer)


def test_a_role_that_ends_is_over_on_every_instance_within_a_second(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    ficha = _fichas(casa)["cliente", "pagina"]
    sid = jwt.decode(ficha, options={"verify_signature": False})["sid"]
    with TestClient(casa.app(), raise_server_exceptions=False) as otra:
        for instancia in (anonimo, otra):
            assert _pedir(instancia, casa, "GET", "/deudas", ficha, api=False).status_code == 200
        casa.operar(lambda portal: _cambiar_rol(portal, sid))
        assert _pedir(anonimo, casa, "POST", "/cuenta/tema", ficha, api=False).status_code == 403
        casa.clock.adelantar(recent_sessions.VALE)
        for instancia in (anonimo, otra):
            assert _pedir(instancia, casa, "GET", "/deudas", ficha, api=False).status_code == 403


ACTOS = [_salir, _cambiar_clave, _desactivar]


@pytest.mark.parametrize("acto", ACTOS)
def test_a_revoked_token_is_over_on_every_instance_within_a_second(
    casa: Casa, anonimo: TestClient[Litestar], acto: Callable[[Portal, str], object]
) -> None:
    ficha = _fichas(casa)["cliente", "api"]
    sid = jwt.decode(ficha, options={"verify_signature": False})["sid"]
    with TestClient(casa.app(), raise_server_exceptions=False) as otra:
        for instancia in (anonimo, otra):
            assert _pedir(instancia, casa, "GET", "/pagos", ficha, api=True).status_code == 200
        casa.operar(lambda portal: acto(portal, sid))  # type: ignore[arg-type,return-value]
        assert _pedir(anonimo, casa, "POST", "/carrito/agregar", ficha, api=True).status_code == 401
        casa.clock.adelantar(recent_sessions.VALE)
        for instancia in (anonimo, otra):
            assert _pedir(instancia, casa, "GET", "/pagos", ficha, api=True).status_code == 401


@pytest.mark.parametrize("acto", ACTOS)
def test_a_revoked_page_session_is_over_on_every_instance_within_a_second(
    casa: Casa, anonimo: TestClient[Litestar], acto: Callable[[Portal, str], object]
) -> None:
    ficha = _fichas(casa)["cliente", "pagina"]
    sid = jwt.decode(ficha, options={"verify_signature": False})["sid"]
    with TestClient(casa.app(), raise_server_exceptions=False) as otra:
        for instancia in (anonimo, otra):
            assert _pedir(instancia, casa, "GET", "/cuenta", ficha, api=False).status_code == 200
        casa.operar(lambda portal: acto(portal, sid))  # type: ignore[arg-type,return-value]
        assert _pedir(anonimo, casa, "POST", "/cuenta/tema", ficha, api=False).status_code == 303
        casa.clock.adelantar(recent_sessions.VALE)
        for instancia in (anonimo, otra):
            assert _pedir(instancia, casa, "GET", "/cuenta", ficha, api=False).status_code == 303


@pytest.mark.parametrize("acto", [_salir, _cambiar_clave, _desactivar_por_nombre])
def test_a_session_that_ends_here_is_over_here_at_once(
    casa: Casa, acto: Callable[[Portal, str], Awaitable[None]]
) -> None:
    sid = jwt.decode(_fichas(casa)["cliente", "api"], options={"verify_signature": False})["sid"]

    async def cuerpo(portal: Portal) -> None:
        await ingreso.actor(portal, sid, basta_vista=True)
        await acto(portal, sid)
        with pytest.raises(NoAutenticado):
            await ingreso.actor(portal, sid, basta_vista=True)

    casa.operar(cuerpo)


def test_an_answer_that_crossed_an_ending_is_not_kept(casa: Casa) -> None:
    quien = Actor(usuario_id=1, usuario="ana", rol=Rol.CLIENTE, nombre="Ana", documento="1", sid="s")
    vista = recent_sessions.Vistas()
    olvidos = vista.olvidos
    vista.olvidar()
    vista.anotar(quien, casa.clock(), olvidos)
    assert vista.actor("s", casa.clock()) is None
    vista.anotar(quien, casa.clock(), vista.olvidos)
    assert vista.actor("s", casa.clock()) == quien
    assert vista.actor("s", casa.clock() - timedelta(microseconds=1)) is None
    assert vista.actor("s", casa.clock() + recent_sessions.VALE) is None


def test_an_operador_is_asked_for_every_time(casa: Casa) -> None:
    quien = Actor(usuario_id=1, usuario="op", rol=Rol.OPERADOR, nombre="Op", documento=None, sid="s")
    vista = recent_sessions.Vistas()
    vista.anotar(quien, casa.clock(), vista.olvidos)
    assert vista.actor("s", casa.clock()) is None


def test_each_door_reads_only_its_own_means(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    fichas = _fichas(casa)
    assert anonimo.get("/pagos", headers={"cookie": f"sesion={fichas['cliente', 'api']}"}).status_code == 401
    portador = {"authorization": f"Bearer {fichas['cliente', 'pagina']}"}
    assert anonimo.get("/cuenta", headers=PAGINA | portador, follow_redirects=False).status_code == 303


AJENOS = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": "https://ajeno.example"},
    {"origin": "null"},
    {"origin": "http://testserver.local.ajeno.example"},
    {},
]


@pytest.mark.parametrize("cabeceras", AJENOS)
def test_no_post_with_the_cookie_comes_from_elsewhere(
    casa: Casa, anonimo: TestClient[Litestar], cabeceras: dict[str, str]
) -> None:
    galleta = {"cookie": f"sesion={_fichas(casa)['cliente', 'pagina']}", "accept": "text/html"}
    posts = [ruta for metodo, ruta, api in rutas(casa.app()) if metodo == "POST" and not api]
    assert len(posts) > 5
    for ruta in posts:
        respuesta = anonimo.post(_concreta(ruta), data={"x": "1"}, headers=galleta | cabeceras, follow_redirects=False)
        assert respuesta.status_code == 403, ruta
    assert anonimo.get("/cuenta", headers=galleta).status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(anonimo: TestClient[Litestar]) -> None:
    credenciales = {"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE}
    entra = anonimo.post("/ingreso", data=credenciales, headers=PAGINA, follow_redirects=False)
    sesion, equipo = sorted(entra.headers.get_list("set-cookie"), reverse=True)
    assert sesion.startswith("sesion=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(sesion.split("; "))
    assert equipo.startswith("disp=")
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Max-Age=15552000"} <= set(equipo.split("; "))
    assert "Domain" not in sesion + equipo


def test_a_canal_s_consultations_are_counted_and_audited(casa: Casa, canal_api: ClienteApi) -> None:
    for documento in (datos.TRES_Y_AGUA, datos.AL_DIA):
        canal_api.get("/consulta/deuda-cliente/", documento=documento, moneda=1)

    async def leer(portal: Portal) -> list[tuple[object, object, object]]:
        filas = await portal.repo.read(
            lambda tx: tx.sql.todas(
                "SELECT actor, rol, objeto FROM portal_auditoria WHERE accion = 'consultar' ORDER BY id"
            )
        )
        return [(fila["actor"], fila["rol"], fila["objeto"]) for fila in filas]

    assert casa.operar(leer) == [("canal-uno", Rol.CANAL, datos.TRES_Y_AGUA), ("canal-uno", Rol.CANAL, datos.AL_DIA)]
