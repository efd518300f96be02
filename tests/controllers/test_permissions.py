"""Who is let in on every route of the router, by its policy: a route that nobody meant for anybody fails."""

import re
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
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
from portal.rules.access.permisos import Acto
from portal.structs.finanzas import Extracto
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor, Rol, Sesion
from portal.web import auth, policies
from portal.web.policies import Apertura, Politica
from tests import datos, journeys
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.controllers.api.channel import abrir, agregar, pagar
from tests.operations.desk import late
from tests.operations.desk.extracts import subir
from tests.operations.desk.requests import pedida, toda_suma_pide_dos
from tests.rules.access.test_permisos import TABLA as PUEDEN

# Who asks; of the operadores, one of each level.
GENTE = {
    "cliente": datos.TRES_Y_AGUA,
    "canal": "canal-uno",
    "mirar": "mirona",
    "operador": "operadora",
    "administrar": "jefa",
}
LETRAS = {"cliente": "c", "canal": "k", "mirar": "1", "operador": "2", "administrar": "3"}
PUERTAS = {"api": {"cliente", "canal"}, "pagina": {"cliente", "mirar", "operador", "administrar"}}
PARAMETROS = {
    "/consulta/deuda-cliente": {"documento": "{documento}", "moneda": "1"},
    "/carrito/agregar": {"idsession": "{idsession}", "indicador": "S", "codmovimiento": "A1", "usuario": "x"},
    "/pago": {"session": "{idsession}", "user": "x", "cod_transaccion": "T-NO"},
    "/anulacion": {"cod_transaccion": "{cod}"},
}
CUERPOS = {"/pagar/{idsession:int}": b"total=1"}
FORMULARIO = "application/x-www-form-urlencoded"
TIPOS = dict.fromkeys(
    ("/operador/extractos", "/operador/empresa", "/operador/invitaciones"), "multipart/form-data; boundary=x"
)
TODOS, SESION, SIN_FACTOR = Apertura.TODOS, Apertura.CON_SESION, Apertura.SIN_FACTOR
# What each route is for, as it was meant: it is read again by whoever adds one.
POLITICAS: dict[str, Politica] = {
    "POST /token": TODOS,
    "GET /consulta/deuda-cliente": Acto.CONSULTAR,
    "POST /carrito/agregar": Acto.CARRITO,
    "GET /carrito/{idsession:int}": Acto.CARRITO,
    "GET /pagos": Acto.VER_PAGOS,
    "POST /pago": Acto.PAGAR_CANAL,
    "GET /pago/{cod_transaccion:str}": Acto.VER_PAGOS,
    "POST /anulacion": Acto.ANULAR,
    "GET /salud/lista": TODOS,
    "GET /salud": TODOS,
    "GET /": SESION,
    "POST /ingreso": TODOS,
    "GET /ingreso": TODOS,
    "GET /sesion": SIN_FACTOR,
    "POST /salir": SIN_FACTOR,
    "GET /ingreso/paso": TODOS,
    "POST /ingreso/paso": TODOS,
    "GET /ingreso/llave/opciones": TODOS,
    "POST /ingreso/llave": TODOS,
    "GET /confirmar": SIN_FACTOR,
    "POST /confirmar": SIN_FACTOR,
    "POST /confirmar/pedido": SIN_FACTOR,
    "GET /confirmar/opciones": SIN_FACTOR,
    "GET /cuenta/factores": SIN_FACTOR,
    "GET /cuenta/factores/aplicacion": SIN_FACTOR,
    "POST /cuenta/factores/aplicacion": SIN_FACTOR,
    "GET /cuenta/factores/passkey/opciones": SIN_FACTOR,
    "POST /cuenta/factores/passkey": SIN_FACTOR,
    "POST /cuenta/factores/respaldos": SIN_FACTOR,
    "POST /cuenta/factores/{numero:int}/nombre": SIN_FACTOR,
    "POST /cuenta/factores/{numero:int}/quitar": SIN_FACTOR,
    "GET /primer-acceso": TODOS,
    "POST /primer-acceso": TODOS,
    "GET /primer-acceso/{token:str}": TODOS,
    "POST /primer-acceso/{token:str}": TODOS,
    "GET /alta/{token:str}": TODOS,
    "POST /alta/{token:str}": TODOS,
    "GET /clave": TODOS,
    "POST /clave": TODOS,
    "GET /clave/{token:str}": TODOS,
    "POST /clave/{token:str}": TODOS,
    "GET /correo/{token:str}": TODOS,
    "POST /correo/{token:str}": TODOS,
    "GET /deudas/carrito": Acto.CARRITO,
    "POST /deudas/carrito": Acto.CARRITO,
    "POST /deudas/listado": Acto.CARRITO,
    "GET /deudas/listado": Acto.CARRITO,
    "GET /deudas/revisar": Acto.CARRITO,
    "POST /deudas/revisar": Acto.CARRITO,
    "GET /deudas": Acto.LO_PROPIO,
    "GET /pagar/{idsession:int}": Acto.PAGAR_PASARELA,
    "POST /pagar/{idsession:int}": Acto.PAGAR_PASARELA,
    "POST /pagar/{idsession:int}/enlace": Acto.PAGAR_PASARELA,
    "POST /cuenta/enlaces/{enlace:int}/terminar": Acto.PAGAR_PASARELA,
    "GET /por-enlace/{token:str}": TODOS,
    "POST /por-enlace/{token:str}": TODOS,
    "GET /pago-por-enlace/{pagador:str}": TODOS,
    "GET /pago-por-enlace/{pagador:str}/estado": TODOS,
    "POST /pago-por-enlace/{pagador:str}/liberar": TODOS,
    "GET /pago-por-enlace/{pagador:str}/pdf": TODOS,
    "GET /pago-por-enlace/{pagador:str}/qr.svg": TODOS,
    "GET /comprobantes/{cod:str}/estado": Acto.VER_PAGOS,
    "POST /comprobantes/{cod:str}/liberar": Acto.PAGAR_PASARELA,
    "GET /comprobantes/{cod:str}/pdf": Acto.VER_PAGOS,
    "POST /comprobantes/{cod:str}/pedir-anulacion": Acto.PEDIR_ANULACION,
    "GET /comprobantes/{cod:str}/qr.svg": Acto.VER_PAGOS,
    "GET /comprobantes/{cod:str}": Acto.VER_PAGOS,
    "GET /verificar/{verificador:str}": TODOS,
    "GET /lote": Acto.LO_PROPIO,
    "GET /historial": Acto.LO_PROPIO,
    "GET /estado-de-cuenta": Acto.LO_PROPIO,
    "GET /estado-de-cuenta.pdf": Acto.LO_PROPIO,
    "GET /estado-de-cuenta.csv": Acto.LO_PROPIO,
    "GET /estado-de-cuenta.xlsx": Acto.LO_PROPIO,
    "GET /deudas.csv": Acto.LO_PROPIO,
    "GET /deudas.xlsx": Acto.LO_PROPIO,
    "GET /historial.csv": Acto.LO_PROPIO,
    "GET /historial.xlsx": Acto.LO_PROPIO,
    "POST /cuenta/sesiones/{sid:str}/cerrar": SESION,
    "POST /cuenta/sesiones/cerrar-otras": SESION,
    "POST /cuenta/clave": SESION,
    "GET /cuenta": SESION,
    "GET /cuenta/quien-miro": Acto.LO_PROPIO,
    "GET /cuenta/autorizaciones": Acto.LO_PROPIO,
    "POST /cuenta/autorizaciones/pedir": Acto.LO_PROPIO,
    "POST /cuenta/autorizaciones/pedidos/{numero:int}": Acto.LO_PROPIO,
    "POST /cuenta/autorizaciones/{numero:int}/quitar": Acto.LO_PROPIO,
    "POST /cuenta/autorizaciones/invitar": Acto.LO_PROPIO,
    "POST /cuenta/autorizaciones/invitaciones/{numero:int}/anular": Acto.LO_PROPIO,
    "GET /invitado/{token:str}": Acto.LO_PROPIO,
    "POST /invitado/{token:str}": Acto.LO_PROPIO,
    "POST /cuenta/documento": Acto.LO_PROPIO,
    "GET /autorizar/{token:str}": Acto.LO_PROPIO,
    "POST /cuenta/correo": SESION,
    "POST /cuenta/telefono": SESION,
    "POST /cuenta/tema": SESION,
    "POST /operador/pagos/{numero:int}/anular": Acto.ANULAR,
    "POST /operador": Acto.VER_TODOS,
    "GET /operador": Acto.VER_TODOS,
    "GET /operador/pagos": Acto.VER_TODOS,
    "POST /operador/pagos": Acto.VER_TODOS,
    "POST /operador/pagos/exportar": Acto.VER_TODOS,
    "GET /operador/pagos/{numero:int}": Acto.VER_TODOS,
    "POST /operador/pagos/{numero:int}/resolver": Acto.RESOLVER,
    "POST /operador/pagos/{numero:int}/solicitudes/{solicitud:int}/aprobar": Acto.RESOLVER,
    "POST /operador/pagos/{numero:int}/solicitudes/{solicitud:int}/rechazar": Acto.RESOLVER,
    "POST /operador/dia/{fecha:date}/cerrar": Acto.FINANZAS,
    "POST /operador/dia/{fecha:date}/exportar": Acto.VER_FINANZAS,
    "GET /operador/dia": Acto.VER_FINANZAS,
    "GET /operador/dia/mes": Acto.VER_FINANZAS,
    "POST /operador/extractos": Acto.FINANZAS,
    "GET /operador/extractos": Acto.VER_FINANZAS,
    "POST /operador/extractos/{numero:int}/comparar": Acto.FINANZAS,
    "POST /operador/extractos/{numero:int}/explicar": Acto.FINANZAS,
    "POST /operador/extractos/{numero:int}/exportar": Acto.VER_FINANZAS,
    "GET /operador/extractos/{numero:int}": Acto.VER_FINANZAS,
    "POST /operador/extractos/pendiente/{llave:str}/aceptar": Acto.FINANZAS,
    "POST /operador/extractos/pendiente/{llave:str}/columnas": Acto.FINANZAS,
    "GET /operador/extractos/pendiente/{llave:str}/columnas": Acto.FINANZAS,
    "POST /operador/extractos/pendiente/{llave:str}/descartar": Acto.FINANZAS,
    "GET /operador/extractos/columnas": Acto.VER_FINANZAS,
    "GET /operador/extractos/pendiente/{llave:str}": Acto.FINANZAS,
    "POST /operador/extractos/columnas/olvidar": Acto.FINANZAS,
    "GET /operador/bandeja": Acto.VER_TODOS,
    "POST /operador/pagos/{numero:int}/devuelto": Acto.RESOLVER,
    "POST /operador/pagos/{numero:int}/negar": Acto.RESOLVER,
    "GET /operador/canales": Acto.ADMINISTRAR,
    "POST /operador/canales": Acto.ADMINISTRAR,
    "GET /operador/canales/{usuario:str}": Acto.ADMINISTRAR,
    "POST /operador/canales/{usuario:str}/limites": Acto.ADMINISTRAR,
    "POST /operador/canales/{usuario:str}/credenciales": Acto.ADMINISTRAR,
    "POST /operador/canales/credenciales/{cliente:str}/rotar": Acto.ADMINISTRAR,
    "POST /operador/canales/credenciales/{cliente:str}/retirar": Acto.ADMINISTRAR,
    "POST /operador/canales/credenciales/{cliente:str}/revocar": Acto.ADMINISTRAR,
    "GET /operador/clientes": Acto.VER_TODOS,
    "POST /operador/clientes/deudas": Acto.VER_TODOS,
    "POST /operador/clientes": Acto.VER_TODOS,
    "GET /operador/clientes/{numero:int}": Acto.VER_TODOS,
    "POST /operador/clientes/{numero:int}/deudas": Acto.VER_TODOS,
    "POST /operador/clientes/{numero:int}/invitar": Acto.ADMINISTRAR,
    "POST /operador/clientes/{numero:int}/cuenta": Acto.ADMINISTRAR,
    "POST /operador/clientes/{numero:int}/autorizar": Acto.ADMINISTRAR,
    "POST /operador/clientes/{numero:int}/desautorizar": Acto.ADMINISTRAR,
    "GET /operador/casos": Acto.VER_TODOS,
    "GET /operador/casos/{numero:int}": Acto.VER_TODOS,
    "POST /operador/casos/{numero:int}/tomar": Acto.RESOLVER,
    "POST /operador/casos/{numero:int}/anotar": Acto.RESOLVER,
    "POST /operador/casos/{numero:int}/rechazar": Acto.RESOLVER,
    "POST /operador/casos/{numero:int}/anulado": Acto.RESOLVER,
    "GET /operador/auditoria": Acto.ADMINISTRAR,
    "POST /operador/auditoria": Acto.ADMINISTRAR,
    "POST /operador/auditoria/exportar": Acto.ADMINISTRAR,
    "POST /operador/auditoria/verificar": Acto.ADMINISTRAR,
    "GET /operador/empresa": Acto.ADMINISTRAR,
    "POST /operador/empresa": Acto.ADMINISTRAR,
    "GET /empresa/logo/{huella:str}": TODOS,
    "GET /operador/invitaciones": Acto.ADMINISTRAR,
    "POST /operador/invitaciones": Acto.ADMINISTRAR,
    "GET /ayuda": TODOS,
    "GET /privacidad": TODOS,
    "POST /idioma": TODOS,
    "GET /componentes": TODOS,
    "GET /correos": TODOS,
    "GET /correos/{carta:int}/texto": TODOS,
    "GET /correos/{carta:int}/html": TODOS,
    "GET /correos/{carta:int}/adjunto": TODOS,
    "GET /cuenta/avisos": SESION,
    "POST /cuenta/avisos": SESION,
    "GET /baja/{token:str}": TODOS,
    "POST /baja/{token:str}": TODOS,
    "GET /operador/correos": Acto.VER_TODOS,
    "POST /operador/correos/rebotes": Acto.RESOLVER,
    "POST /operador/correos/{carta:int}/mandar": Acto.RESOLVER,
    "POST /operador/correos/rebotes/olvidar": Acto.RESOLVER,
    "GET /componentes/{nombre:str}": TODOS,
    "GET /banco-demo/{referencia:str}": TODOS,
    "POST /banco-demo/{referencia:str}": TODOS,
    "GET /static/{file_path:path}": TODOS,
    "GET /static/banco-demo.css": TODOS,
    "GET /static/lote.css": TODOS,
    "GET /static/mesa.css": TODOS,
    "GET /static/portal.css": TODOS,
    "GET /openapi.json": TODOS,
    "GET /redoc": TODOS,
    "GET /favicon.ico": TODOS,
    "GET /robots.txt": TODOS,
    "GET /manifest.webmanifest": TODOS,
    "GET /sw.js": TODOS,
    "GET /sin-conexion": TODOS,
    "GET /.well-known/security.txt": TODOS,
    "GET /docs": TODOS,
    "GET /docs/openapi.json": TODOS,
    "GET /docs/{path:str}": TODOS,
    "GET /docs/oauth2-redirect.html": TODOS,
}


# Whose number it is, where it is not a payment's.
NUMERO_DE = {"/operador/extractos/": "extracto", "/operador/casos/": "caso"}


def rutas(app: Litestar) -> Iterator[tuple[str, str, bool]]:
    """Method, path as declared, and whether it is the API's."""
    for metodo, ruta, handler in policies.rutas(app):
        if metodo != "HEAD":
            yield metodo, ruta, handler.opt.get("puerta") == "api"


def _concreta(ruta: str, objetos: Mapping[str, str] = {}) -> str:
    """The path with each parameter as `objetos` has it; what they do not name does not exist."""
    tramos = [tramo.strip("{}").partition(":") for tramo in ruta.split("/")]
    ninguno = {"int": "999999", "str": "INEXISTENTE", "path": "nada.css", "date": "2026-11-23"}
    objetos = _con_numero(ruta, objetos)
    return "/".join(objetos.get(nombre, ninguno[tipo]) if tipo else nombre for nombre, _, tipo in tramos)


def _con_numero(ruta: str, objetos: Mapping[str, str]) -> Mapping[str, str]:
    de_quien = next((que for prefijo, que in NUMERO_DE.items() if ruta.startswith(prefijo)), "numero")
    return {**objetos, "numero": objetos[de_quien]} if de_quien in objetos else objetos


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
                    fichas[rol, puerta] = auth.emitir(casa.settings, sesion)
            await tx.confirmar()

        await portal.repo.write(hacer)
        return fichas

    return casa.operar(abrir)


def _pedir(
    cliente: TestClient[Litestar],
    casa: Casa,
    metodo: str,
    ruta: str,
    ficha: str,
    *,
    api: bool,
    objetos: Mapping[str, str] = {},
) -> Response:
    cabeceras = {"accept": "application/json"} if api else dict(PAGINA)
    if ficha and api:
        cabeceras["authorization"] = f"Bearer {ficha}"
    elif ficha:
        cabeceras["cookie"] = f"{auth.nombre_cookie(casa.settings)}={ficha}"
    nadie = {"idsession": "999999", "cod": "T-NO", "documento": datos.TRES_Y_AGUA}
    respuesta = cliente.request(
        metodo,
        _concreta(ruta, objetos),
        params={nombre: valor.format_map(nadie | {**objetos}) for nombre, valor in PARAMETROS.get(ruta, {}).items()},
        headers=cabeceras | ({"content-type": TIPOS.get(ruta, FORMULARIO)} if metodo == "POST" else {}),
        content=CUERPOS.get(ruta, b"") if metodo == "POST" else None,
        follow_redirects=False,
    )
    cliente.cookies.clear()
    return respuesta


def test_every_route_is_for_whom_it_was_meant(casa: Casa) -> None:
    declaradas = {
        f"{metodo} {ruta}": policies.politica(handler) for metodo, ruta, handler in policies.rutas(casa.app())
    }
    assert {ruta: suya for ruta, suya in declaradas.items() if not ruta.startswith("HEAD")} == POLITICAS


def _se_espera(politica: Politica, api: bool, quien: str, puerta: str) -> str:
    """What becomes of a request, from DOMAIN's table alone: `pasa` to its handler, `negado`, or `sin-sesion`."""
    propia = puerta == ("api" if api else "pagina")
    if politica is TODOS:
        # Whoever comes by another's door is told so, also where anybody may come.
        return "negado" if quien == "canal" and puerta == "pagina" and not api else "pasa"
    if quien == "anonimo" or not propia:
        return "sin-sesion"
    if quien not in PUERTAS[puerta]:
        return "negado"
    if politica in (SESION, SIN_FACTOR):
        return "pasa"
    return "pasa" if LETRAS[quien] in PUEDEN[Acto(politica)] else "negado"


def _que_fue(respuesta: Response, *, api: bool) -> str:
    assert respuesta.status_code < 500, respuesta.text
    if respuesta.status_code == 403:
        return "negado"
    ingreso = respuesta.status_code == 303 and respuesta.headers["location"].startswith("/ingreso")
    return "sin-sesion" if (respuesta.status_code == 401 if api else ingreso) else "pasa"


# Two end sessions that others are asked with; one sends whoever has not given the password to where it is given.
APARTE = {"POST /salir", "POST /cuenta/sesiones/cerrar-otras", "GET /ingreso/paso"}


def test_every_route_lets_in_each_role_and_level_as_its_policy_says_at_both_doors(casa: Casa) -> None:
    app, fichas = casa.app(), _fichas(casa)
    quienes = [("anonimo", puerta) for puerta in PUERTAS] + [*fichas]
    visto, esperado = {}, {}
    with TestClient(app, raise_server_exceptions=False) as cliente:
        for metodo, ruta, api in rutas(app):
            nombre = f"{metodo} {ruta}"
            if nombre in APARTE or _sin_puerta(app, nombre):
                continue
            for quien, puerta in quienes:
                respuesta = _pedir(cliente, casa, metodo, ruta, fichas.get((quien, puerta), ""), api=api)
                visto[nombre, quien, puerta] = _que_fue(respuesta, api=api)
                esperado[nombre, quien, puerta] = _se_espera(POLITICAS[nombre], api, quien, puerta)
    assert len(visto) > 500
    assert visto == esperado


def _sin_puerta(app: Litestar, nombre: str) -> bool:
    """Files and documentation, the same for everybody: nobody is asked who they are."""
    return any(
        f"{metodo} {ruta}" == nombre and handler.opt.get("puerta") is None
        for metodo, ruta, handler in policies.rutas(app)
    )


def _objetos(casa: Casa, con_token: Callable[[str], ClienteApi]) -> dict[tuple[str, str], dict[str, str]]:
    """What is each one's own, and what is somebody else's: attempts, consultations, sessions, files that wait."""
    del_cliente = journeys.pagado(casa, datos.TRES_Y_AGUA)
    suyos = {}
    for canal, documento, codigo, deudas in (
        ("canal-uno", datos.CINCO_Y_JARDIN, "T-UNO", ("B1", "B2", "B3", "B4", "JARDIN-7")),
        ("canal-dos", datos.AL_DIA, "T-DOS", ("E1",)),
    ):
        api = con_token(canal)
        idsession = abrir(api, documento)
        agregar(api, idsession, *deudas)
        assert api.post("/pago", session=idsession, user="x", cod_transaccion=codigo).status_code == 200
        suyos[canal] = {"idsession": str(idsession), "cod": codigo, "cod_transaccion": codigo}
    cliente = {"cod": del_cliente.cod_transaccion, "cod_transaccion": del_cliente.cod_transaccion}
    cliente["idsession"] = str(del_cliente.idsession)
    cliente["enlace"] = str(journeys.enlace(casa, datos.TRES_Y_AGUA, frozenset({"A3"}))[1].id)
    suyos["canal-dos"]["enlace"] = str(journeys.enlace(casa, datos.DOS_PLANES)[1].id)
    alguno = {"numero": str(del_cliente.id), **cliente} | _de_la_mesa(casa, del_cliente)
    return {
        ("cliente", "propio"): cliente,
        ("cliente", "ajeno"): suyos["canal-dos"],
        ("canal", "propio"): suyos["canal-uno"],
        ("canal", "ajeno"): suyos["canal-dos"],
    } | {(nivel, "propio"): alguno for nivel in ("mirar", "operador", "administrar")}


def _de_la_mesa(casa: Casa, pago: Pago) -> dict[str, str]:
    """What the staff's pages name beside that payment: what waits for a second person, a late reversal, and extracts,
    one of which waits to be confirmed."""
    toda_suma_pide_dos(casa)
    pedida_hoy = pedida(casa, pago)
    casa.clock.adelantar(-late.UN_DIA)
    de_ayer = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.SIN_CUOTAS, frozenset({"EXP-3"})), "aprobar")
    casa.clock.adelantar(late.UN_DIA)
    late.pedir(casa, de_ayer)
    cargado = subir(casa, b"codigo;fecha;importe;moneda\nBD-1;23/11/2026;850.000;1\n")
    assert isinstance(cargado, Extracto)
    return {"solicitud": str(pedida_hoy.id), "caso": str(de_ayer.id), "extracto": str(cargado.id)}


def _por_aceptar(casa: Casa, nro: int) -> str:
    """The key of a file that the operadora brought and has not accepted: one that was, or was thrown away, is gone."""
    llave = subir(casa, f"codigo;fecha;importe;moneda\nBD-{nro};23/11/2062;850.000;1\n".encode())
    assert isinstance(llave, str)
    return llave


CON_OBJETO = {"idsession", "cod", "cod_transaccion", "numero", "enlace", "solicitud", "llave"}
# Whoever has a second factor comes in otherwise, and an authorization has two sides: those rooms' own tests have them.
DE_OTRA_PRUEBA = ("/cuenta/factores", "/cuenta/autorizaciones")


def test_what_is_of_another_is_as_what_is_not_and_what_is_one_s_own_is_there(
    casa: Casa, con_token: Callable[[str], ClienteApi]
) -> None:
    """Of each route that names an object, for each who may do that: own, another's, and none."""
    app, fichas, objetos = casa.app(), _fichas(casa), _objetos(casa, con_token)
    probadas = set()
    with TestClient(app, raise_server_exceptions=False) as cliente:
        for metodo, ruta, api in rutas(app):
            nombre, puerta = f"{metodo} {ruta}", "api" if api else "pagina"
            nombrados = set(re.findall(r"{(\w+)", ruta + "".join(PARAMETROS.get(ruta, {}).values())))
            if not nombrados & CON_OBJETO or ruta.startswith(DE_OTRA_PRUEBA):
                continue
            for quien in GENTE:
                if _se_espera(POLITICAS[nombre], api, quien, puerta) != "pasa":
                    continue

                def pedir(cual: dict[str, str], quien: str = quien) -> Response:
                    return _pedir(cliente, casa, metodo, ruta, fichas[quien, puerta], api=api, objetos=cual)  # noqa: B023

                ninguno = pedir({})
                assert ninguno.status_code == 404, (nombre, quien)
                suyos = {cual: objetos.get((quien, cual)) for cual in ("propio", "ajeno")}
                if "llave" in nombrados:
                    suyos["propio" if quien == "operador" else "ajeno"] = {"llave": _por_aceptar(casa, len(probadas))}
                if (ajeno := suyos["ajeno"]) is not None:
                    respuesta = pedir(ajeno)
                    assert (respuesta.status_code, respuesta.content) == (404, ninguno.content), (nombre, quien)
                if (mio := suyos["propio"]) is not None and ("llave" in mio) == ("llave" in nombrados):
                    propio = pedir(mio)
                    assert propio.status_code not in (401, 403, 404), (nombre, quien, propio.text)
                probadas.add((nombre, quien))
    assert len(probadas) > 70


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
    await operaciones.cambiar_mi_clave(
        portal, await ingreso.actor(portal, otra.sid), datos.CLAVE, "otra clave larga 9", idioma="es"
    )


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
