"""Pictures of every page, on a phone and on a desk, light and dark: to look at before a change of style is committed.

`python -m tests.e2e.screens CARPETA` needs Chromium; it builds the tests' company in a database of its own.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pyotp
from msgspec import structs
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from portal.operations.access import clave_olvidada, contacto, primer_acceso
from portal.operations.desk import casos
from portal.operations.portal import Portal
from portal.settings import cargar
from portal.structs.cartas import ClaseDeCarta
from tests import datos, journeys, letters
from tests.company import LLENA, dibujo
from tests.conftest import Casa, _construir
from tests.e2e.browser import abrir
from tests.e2e.server import clock, servir
from tests.operations.access import newcomers
from tests.operations.access.newcomers import NUEVA
from tests.operations.desk import late

ANCHOS = {360: 740, 390: 844, 1280: 900}
EXTRACTOS = "/operador/extractos"
EMPRESA = "/operador/empresa"
TEMAS: dict[str, Literal["light", "dark"]] = {"claro": "light", "oscuro": "dark"}


def ingresar(hoja: Page, usuario: str) -> None:
    """Signs in and waits for the whole page that answers: a script run at once would find half of it."""
    hoja.goto("/ingreso")
    hoja.get_by_label("Usuario").fill(usuario)
    hoja.get_by_label("Clave").fill(datos.CLAVE)
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Ingresar").click()


def salir(hoja: Page) -> None:
    """By the header's menu."""
    hoja.locator("#yo summary").click()
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Salir").click()


def elegir_lo_minimo(hoja: Page) -> None:
    """From the debts to their review."""
    hoja.get_by_role("button", name="Lo mínimo").click()
    hoja.locator("#carrito dt", has_text="Total a pagar").wait_for()
    hoja.locator("#barra, #carrito").get_by_role("button", name="Revisar y pagar").locator("visible=true").first.click()
    hoja.wait_for_url("**/pagar/*")


def al_banco(hoja: Page) -> str:
    """Chooses the minimum and goes to the bank; the address of the attempt."""
    hoja.goto("/deudas")
    elegir_lo_minimo(hoja)
    hoja.get_by_role("button", name="Pagar").click()
    hoja.wait_for_url("**/banco-demo/**")
    return hoja.get_by_role("link", name="Volver al comercio").get_attribute("href") or ""


def visitar(navegador: Browser, direccion: str, preparadas: dict[str, str]) -> Iterator[tuple[str, Page]]:
    """Each page open, with its name, once what it shows has happened. preparadas: as `preparar` told them."""
    for usuario, rutas in (("", preparadas), *RECORRIDO):
        contexto = navegador.new_context(base_url=direccion)
        hoja = contexto.new_page()
        if usuario:
            ingresar(hoja, usuario)
        for nombre, ruta in (rutas(hoja) if callable(rutas) else rutas).items():
            hoja.goto(ruta)
            yield nombre, hoja
        contexto.close()
    for usuario, pasos in PASO_A_PASO:
        contexto = navegador.new_context(base_url=direccion)
        hoja = contexto.new_page()
        ingresar(hoja, usuario)
        for nombre in pasos(hoja):
            yield nombre, hoja
        contexto.close()


def _de_quien_paga(hoja: Page) -> dict[str, str]:
    recibo = al_banco(hoja)
    hoja.get_by_role("button", name="Aprobar").click()
    hoja.wait_for_url("**/comprobantes/**")
    verificar = hoja.get_by_role("link", name="verificar el comprobante").get_attribute("href") or ""
    return {
        "comprobante": recibo,
        "historial": "/historial",
        "lote": "/lote",
        "cuenta": "/cuenta",
        "verificar": verificar,
        "estado-de-cuenta": "/estado-de-cuenta",
        "avisos": "/cuenta/avisos",
        "quien-miro": "/cuenta/quien-miro",
        "baja": "/baja/1-no",
    }


def _de_quien_no_puede(hoja: Page) -> dict[str, str]:
    rechazado = al_banco(hoja)
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Rechazar").click()
    hoja.goto("/deudas")
    elegir_lo_minimo(hoja)
    revisar = hoja.url
    hoja.goto("/deudas")
    return {"sin-efecto": rechazado, "deudas": "/deudas", "revisar": revisar}


def _de_quien_manda_un_enlace(hoja: Page) -> Iterator[str]:
    """The page of a new link has no address to come back to: it is seen as it was made. Then the payer's, in a browser
    without a session."""
    hoja.goto("/deudas")
    elegir_lo_minimo(hoja)
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Que lo pague otra persona").click()
    enlace = hoja.get_by_label("Copialo y mandáselo a quien va a pagar").input_value()
    yield "enlace-de-pago"
    hoja.goto("/cuenta")
    yield "cuenta-con-enlaces"
    hoja.context.clear_cookies()
    hoja.goto(enlace)
    yield "por-enlace"
    hoja.get_by_role("button", name="Pagar").click()
    hoja.wait_for_url("**/banco-demo/**")
    banco = hoja.url
    hoja.goto(enlace)
    yield "pago-por-enlace-espera"
    hoja.goto(banco)
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Aprobar").click()
    yield "pago-por-enlace"


def _de_quien_entra_por_otro(hoja: Page) -> Iterator[str]:
    """Both sides of a documento that somebody else may open, and its chooser open over the debts."""
    entrar_por_otro(hoja, datos.CANCELACION, datos.DOS_PLANES)
    hoja.locator("#yo summary").click()
    yield "deudas-de-otro"
    hoja.goto("/cuenta/autorizaciones")
    yield "autorizaciones"
    _pedir_documento(hoja, datos.SIN_DEUDAS, datos.DOS_PLANES)
    hoja.context.clear_cookies()
    ingresar(hoja, datos.DOS_PLANES)
    hoja.goto("/cuenta/autorizaciones")
    yield "autorizaciones-pedidas"
    hoja.goto("/cuenta/quien-miro")
    yield "quien-miro-por-otro"


def entrar_por_otro(hoja: Page, quien: str, por: str) -> None:
    """One customer asks another, who accepts, and chooses that documento: its debts."""
    _pedir_documento(hoja, quien, por)
    hoja.context.clear_cookies()
    ingresar(hoja, por)
    hoja.goto("/cuenta/autorizaciones")
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Aceptar").click()
    hoja.context.clear_cookies()
    ingresar(hoja, quien)
    hoja.locator("#yo summary").click()
    with hoja.expect_event("load"):
        hoja.locator("#titular button").nth(1).click()


def _pedir_documento(hoja: Page, quien: str, por: str) -> None:
    hoja.context.clear_cookies()
    ingresar(hoja, quien)
    hoja.goto("/cuenta/autorizaciones")
    hoja.get_by_label("Documento de la otra persona").fill(por)
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Pedir permiso").click()


def _de_quien_espera(hoja: Page) -> dict[str, str]:
    espera = al_banco(hoja)
    return {"banco-demo": hoja.url, "verificacion": espera, "retenidas": "/deudas"}


def _de_la_mesa(hoja: Page) -> dict[str, str]:
    ajeno = "Banco del Sur S.A.\n\nNro. Operación;Día;Monto;Detalle\nBD-AJENA;23/11/2026;1.791.475;Cuota\n"
    cargado = _subir(hoja, "codigo;fecha;importe;moneda;nota\nBD-OTRA;23/11/2026;-850.000;1;x\n")
    return {
        "operador": "/operador",
        "operador-clientes": "/operador/clientes",
        "operador-cliente": "/operador/clientes/1",
        "operador-pagos": "/operador/pagos",
        "operador-pago": "/operador/pagos/1",
        "bandeja": "/operador/bandeja",
        "operador-correos": "/operador/correos",
        "correos": "/correos",
        "casos": "/operador/casos",
        "caso-tomado": "/operador/casos/1",
        "caso-sin-tomar": "/operador/casos/2",
        "dia": "/operador/dia",
        "mes": "/operador/dia/mes",
        "extractos": "/operador/extractos",
        "extracto": cargado,
        # One file of a person waits at a time: the last one takes the other's place.
        "extracto-columnas": _subir(hoja, ajeno),
        "columnas-por-canal": "/operador/extractos/columnas",
    }


def _de_la_mesa_con_columnas(hoja: Page) -> dict[str, str]:
    elegir = _subir(hoja, "Nro. Operación;Día;Monto\nBD-AJENA;23/11/2026;1.791.475\n")
    hoja.goto(elegir)
    for rotulo, titulo in (("Código", "NRO_OPERACION"), ("Fecha", "DIA"), ("Importe", "MONTO"), ("Moneda", "=1")):
        hoja.get_by_label(rotulo, exact=True).select_option(titulo)
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Guardar las columnas y cargar").click()
    fechas = _subir(hoja, "codigo;fecha;importe;moneda\nBD-1;23/11/2062;850.000;1\nBD-2;23/11/2020;125,50;2\n")
    return {"extracto-fechas": fechas, "columnas-elegidas": "/operador/extractos/columnas", "extractos-2": EXTRACTOS}


def _de_la_empresa(hoja: Page) -> dict[str, str]:
    """What everybody else's pages tell from here on."""
    hoja.goto(EMPRESA)
    for campo, escrito in structs.asdict(LLENA).items():
        if isinstance(escrito, str):
            hoja.locator(f"#{campo}").fill(escrito)
    hoja.locator("#logo").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": dibujo()})
    hoja.get_by_label("Motivo", exact=True).fill("Datos de la empresa")
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Guardar").click()
    return {"empresa": EMPRESA, "auditoria": "/operador/auditoria", "operador-jefa": "/operador"}


def _subir(hoja: Page, contenido: str) -> str:
    """Brings an extract; where that leads."""
    hoja.goto(EXTRACTOS)
    hoja.get_by_label("Canal", exact=True).select_option(index=1)
    archivo: FilePayload = {"name": "banco del sur.csv", "mimeType": "text/csv", "buffer": contenido.encode()}
    hoja.get_by_label("Archivo", exact=True).set_input_files(archivo)
    hoja.get_by_label("Motivo", exact=True).fill("Control diario")
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Cargar y comparar").click()
    return hoja.url


def _de_quien_invita(hoja: Page) -> Iterator[str]:
    """What came of a list is shown where it was brought, and kept nowhere."""
    hoja.goto("/operador/invitaciones")
    yield "invitaciones"
    lista = f"documento;correo\n{NUEVA};otra@ejemplo.com.py\n{datos.AL_DIA};elvio@ejemplo.com.py\n1;z\n"
    archivo: FilePayload = {"name": "clientes.csv", "mimeType": "text/csv", "buffer": lista.encode()}
    hoja.get_by_label("Archivo", exact=True).set_input_files(archivo)
    hoja.get_by_label("Motivo", exact=True).fill("Lanzamiento del portal")
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Invitar").click()
    yield "invitados"


def _de_quien_agrega_un_segundo_paso(hoja: Page) -> Iterator[str]:
    """The recovery codes are shown once: they are looked at where they are."""
    hoja.goto("/cuenta/factores/aplicacion")
    yield "aplicacion"
    con_aplicacion(hoja)
    yield "respaldos"
    for nombre, ruta in {"factores": "/cuenta/factores", "confirmar": "/confirmar"}.items():
        hoja.goto(ruta)
        yield nombre
    salir(hoja)
    ingresar(hoja, datos.AL_DIA)
    yield "segundo-paso"


def con_aplicacion(hoja: Page) -> str:
    """Adds an application of codes; its seed."""
    hoja.goto("/cuenta/factores/aplicacion")
    semilla = hoja.locator("code.semilla").inner_text().replace(" ", "")
    hoja.get_by_label("Código", exact=True).fill(pyotp.TOTP(semilla).generate_otp(int(clock().timestamp()) // 30 - 1))
    hoja.get_by_label("Nombre").fill("Teléfono")
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name="Agregar").click()
    return semilla


# Whose pages, and what has to happen before: the operadora comes last, when there are payments to see.
RECORRIDO: tuple[tuple[str, dict[str, str] | Callable[[Page], dict[str, str]]], ...] = (
    ("jefa", _de_la_empresa),
    ("", {"ingreso": "/ingreso", "ayuda": "/ayuda", "privacidad": "/privacidad", "error": "/no-existe"}),
    (datos.BLOQUEADO, {"bloqueado": "/deudas"}),
    (datos.SIN_DEUDAS, {"sin-deudas": "/deudas", "historial-vacio": "/historial"}),
    (datos.CANCELACION, {"cancelacion": "/deudas"}),
    (datos.TRES_Y_AGUA, _de_quien_paga),
    (datos.CINCO_Y_JARDIN, _de_quien_no_puede),
    (datos.DOS_PLANES, _de_quien_espera),
    ("operadora", _de_la_mesa),
    ("operadora", _de_la_mesa_con_columnas),
    ("jefa", {"canales": "/operador/canales", "canal": "/operador/canales/canal-uno"}),
)
# Whose pages have no address to come back to: each is seen as it was come to.
PASO_A_PASO: tuple[tuple[str, Callable[[Page], Iterator[str]]], ...] = (
    (datos.CINCO_Y_JARDIN, _de_quien_manda_un_enlace),
    (datos.CANCELACION, _de_quien_entra_por_otro),
    (datos.AL_DIA, _de_quien_agrega_un_segundo_paso),
    ("jefa", _de_quien_invita),
)


def preparar(base: Path) -> dict[str, str]:
    """What has to have happened before in a company that nobody serves yet: late reversals, and links by mail; the
    pages that these lead to. Not to be called where a browser is open: both need the thread's loop."""
    casa = Casa(cargar({"SQLITE_PATH": str(base)}))
    casa.clock.adelantar(-late.UN_DIA)
    de_ayer = [
        journeys.en_el_banco(casa, journeys.iniciar(casa, datos.SIN_CUOTAS, frozenset({cual})), "aprobar")
        for cual in ("EXP-3", "EXP-4")
    ]
    casa.clock.adelantar(late.UN_DIA)
    for pago in de_ayer:
        late.pedir(casa, pago)
    operadora, suya = casa.actor("operadora"), casa.actor(datos.AL_DIA)
    casa.operar(lambda portal: casos.tomar(portal, operadora, de_ayer[0].id))
    late.pedir_anulado(casa, de_ayer[0])
    newcomers.reachable(casa, datos.AL_DIA, "elvio@ejemplo.com.py")

    async def pedir(portal: Portal) -> str:
        await contacto.pedir_correo(portal, suya, datos.CLAVE, "otro@ejemplo.com.py", idioma="es")
        await clave_olvidada.pedir(portal, suya.usuario, idioma="es", ip=newcomers.RED)
        await newcomers.load(portal)
        prueba = await newcomers.prove(portal)
        await primer_acceso.escribir(portal, prueba, newcomers.CORREO, idioma="es", ip=newcomers.RED)
        return prueba

    prueba = casa.operar(pedir)
    enlaces = {"alta": "/alta", "clave_nueva": "/clave", "correo_nuevo": "/correo"}
    return {
        "primer-acceso": "/primer-acceso",
        "primer-acceso-correo": f"/primer-acceso/{prueba}",
        "clave-olvidada": "/clave",
        "clave-pedida": "/clave?hecho=pedida",
        "carta": f"/correos/{letters.last(casa, ClaseDeCarta.ALTA).id}/html",
    } | {clase: f"{ruta}/{letters.token(casa, ClaseDeCarta(clase))}" for clase, ruta in enlaces.items()}


def retratar(carpeta: Path) -> None:
    """Every page in each width and theme."""
    carpeta.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as lugar:
        base = Path(lugar) / "casa.sqlite3"
        asyncio.run(_construir(base))
        preparadas = preparar(base)
        with sync_playwright() as motor, servir(base) as direccion, abrir(motor) as navegador:
            for nombre, hoja in visitar(navegador, direccion, preparadas):
                for ancho, alto in ANCHOS.items():
                    hoja.set_viewport_size({"width": ancho, "height": alto})
                    for tema, esquema in TEMAS.items():
                        hoja.emulate_media(color_scheme=esquema)
                        hoja.screenshot(path=carpeta / f"{nombre}-{ancho}-{tema}.png", full_page=True)


if __name__ == "__main__":
    retratar(Path(sys.argv[1]))
