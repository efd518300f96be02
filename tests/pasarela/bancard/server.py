"""A server on loopback that speaks the contract of Bancard's vPOS 2.0 as its documents tell it, bad days included.

Its signatures are computed here, from the documents and not from the portal's code.
"""

import hashlib
import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PUBLICA = "p" * 32
PRIVADA = "k" * 32
RUTA = "/vpos/api/0.3/single_buy"


GUION = "/checkout/javascript/dist/bancard-checkout-4.0.0.js"
TIPOS = {GUION: "text/javascript", "/checkout/allowed_styles": "application/json"}
ABIERTO = {"Access-Control-Allow-Origin": "*"}
MARCO = {
    GUION: """
window.Bancard = {Checkout: {createForm(caja, proceso) {
  fetch("BANCARD/checkout/allowed_styles").then((r) => r.json()).then(() => {
    const marco = document.createElement("iframe");
    marco.src = "BANCARD/checkout/new?process_id=" + proceso;
    marco.style.width = marco.style.height = "100%";
    document.getElementById(caja).replaceChildren(marco);
  });
  addEventListener("message", (e) => {
    if (e.origin === "BANCARD") location.replace(e.data.return_url + "?status=payment_success&description=");
  });
}}};""",
    "/checkout/new": '<h1>Marco de prueba</h1><a href="/checkout/pagar?process_id=PROCESO">Pagar</a>',
}


def firma(*partes: object) -> str:
    return hashlib.md5("".join(map(str, (PRIVADA, *partes))).encode()).hexdigest()  # noqa: S324 - the contract's own


@dataclass
class Compra:
    pedido: dict[str, Any]
    proceso: str
    confirmacion: dict[str, Any] | None = None
    reversada: bool = False
    liquidada: bool = False


@dataclass
class BancardDePrueba:
    """The server's memory. `falla` is what it does instead of answering: an error key, or one of FALLAS."""

    url: str = ""
    compras: dict[int, Compra] = field(default_factory=dict)
    pedidos: list[str] = field(default_factory=list)
    cuerpos: list[str] = field(default_factory=list)
    falla: str = ""
    falla_en: str = ""
    soltar: threading.Event = field(default_factory=threading.Event)

    def pagar(self, numero: int, codigo: str = "00", **otros: Any) -> None:
        """The customer ends at the bank's frame."""
        pedido = self.compras[numero].pedido
        aprobado = codigo == "00"
        self.compras[numero].confirmacion = {
            "token": firma(numero, "confirm", pedido["amount"], pedido["currency"]),
            "shop_process_id": numero,
            "response": "S" if aprobado else "N",
            "response_details": "Procesado Satisfactoriamente",
            "amount": pedido["amount"],
            "currency": pedido["currency"],
            "authorization_number": "123456" if aprobado else None,
            "ticket_number": 1_234_567_890_123,
            "response_code": codigo,
            "response_description": "Transaccion aprobada" if aprobado else "Transaccion denegada",
            "extended_response_description": None,
            "security_information": {"customer_ip": "127.0.0.1", "card_source": "L", "risk_index": 0},
        } | otros

    def aviso(self, numero: int) -> dict[str, Any]:
        """What Bancard would send to the shop now."""
        return {"operation": self.compras[numero].confirmacion}

    def responder(self, ruta: str, cuerpo: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0911 - the contract has so many answers
        operacion = cuerpo["operation"]
        numero = operacion["shop_process_id"]
        if cuerpo["public_key"] != PUBLICA:
            return _error("InvalidPublicKeyError")
        if ruta == RUTA:
            return self._comprar(numero, operacion)
        compra = self.compras.get(numero)
        prueba = ("get_confirmation",) if ruta.endswith("/confirmations") else ("rollback", "0.00")
        if operacion["token"] != firma(numero, *prueba):
            return _error("InvalidTokenError")
        if compra is None:
            return _error("BuyNotFoundError")
        if compra.reversada:
            return _error("AlreadyRollbackedError")
        if ruta.endswith("/rollback") and compra.liquidada:
            return _error("TransactionAlreadyConfirmed")
        if compra.confirmacion is None:
            return _error("PaymentNotFoundError")
        if ruta.endswith("/confirmations"):
            return {"status": "success", "confirmation": compra.confirmacion}
        compra.reversada = True
        return {"status": "success", "messages": [{"key": "RollbackSuccessful", "level": "info", "dsc": "Ok"}]}

    def _comprar(self, numero: int, operacion: dict[str, Any]) -> dict[str, Any]:
        if operacion["token"] != firma(numero, operacion["amount"], operacion["currency"]):
            return _error("InvalidTokenError")
        if numero in self.compras:
            return _error("InvalidOperationError", "Shop process has already been taken")
        self.compras[numero] = Compra(operacion, f"proceso{numero:013d}")
        return {"status": "success", "process_id": self.compras[numero].proceso}


def _error(clave: str, dsc: str = "texto de Bancard") -> dict[str, Any]:
    return {"status": "error", "messages": [{"key": clave, "level": "error", "dsc": dsc}]}


@contextmanager
def servir() -> Iterator[BancardDePrueba]:  # noqa: C901 - one server, its two methods
    bancard = BancardDePrueba()

    class Puerta(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_POST(self) -> None:
            cuerpo = self.rfile.read(int(self.headers["content-length"]))
            bancard.pedidos.append(self.path)
            bancard.cuerpos.append(cuerpo.decode())
            falla = bancard.falla if self.path.endswith(bancard.falla_en) else ""
            if falla == "despues":
                bancard.responder(self.path, json.loads(cuerpo))
                falla = "rst"
            if falla.endswith("Error") or falla in ("TransactionAlreadyConfirmed", "ClaveNueva"):
                self._enviar(json.dumps(_error(falla)).encode(), 403 if falla == "UnauthorizedError" else 200)
            elif falla:
                FALLAS[falla](self, bancard)
            else:
                self._enviar(json.dumps(bancard.responder(self.path, json.loads(cuerpo))).encode())

        def do_GET(self) -> None:
            """What the customer's browser asks for: the script, its styles, and the frame with its one button."""
            ruta, _, proceso = self.path.partition("?process_id=")
            if ruta == "/checkout/pagar":
                [numero] = [numero for numero, compra in bancard.compras.items() if compra.proceso == proceso]
                bancard.pagar(numero)
                vuelta = json.dumps({"return_url": bancard.compras[numero].pedido["return_url"]})
                contenido = f"<script>parent.postMessage({vuelta}, '*')</script>"
            else:
                contenido = MARCO.get(ruta, "{}").replace("BANCARD", bancard.url).replace("PROCESO", proceso)
            self._enviar(contenido.encode(), **{"Content-Type": TIPOS.get(ruta, "text/html"), **ABIERTO})

        def _enviar(self, contenido: bytes, estado: int = 200, **cabeceras: str) -> None:
            self.send_response(estado)
            for nombre, valor in cabeceras.items():
                self.send_header(nombre, valor)
            self.send_header("Content-Length", str(len(contenido)))
            self.end_headers()
            self.wfile.write(contenido)

        def log_message(self, *_: object) -> None:
            pass

    class Servidor(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hung up is what some tests are about."""

    servidor = Servidor(("127.0.0.1", 0), Puerta)
    bancard.url = f"http://127.0.0.1:{servidor.server_port}"
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    hilo.start()
    try:
        yield bancard
    finally:
        bancard.soltar.set()
        servidor.shutdown()
        servidor.server_close()
        hilo.join(5)


def _cortar(puerta: Any, _: BancardDePrueba) -> None:
    puerta.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    puerta.close_connection = True
    puerta.connection.close()


def _callar(_: Any, bancard: BancardDePrueba) -> None:
    bancard.soltar.wait(10)


def _gotear(puerta: Any, bancard: BancardDePrueba) -> None:
    puerta.send_response(200)
    puerta.send_header("Content-Length", "1000")
    puerta.end_headers()
    while not bancard.soltar.wait(0.05):
        puerta.wfile.write(b" ")
        puerta.wfile.flush()


FALLAS: dict[str, Any] = {
    "rst": _cortar,
    "callar": _callar,
    "gotear": _gotear,
    "basura": lambda puerta, _: puerta._enviar(b"<html>mantenimiento</html>"),  # noqa: SLF001
    "otra forma": lambda puerta, _: puerta._enviar(b'{"status": 5}'),  # noqa: SLF001
    "no es utf-8": lambda puerta, _: puerta._enviar(b'{"status": "\xff"}'),  # noqa: SLF001
    "hondo": lambda puerta, _: puerta._enviar(b'{"status":"success","x":' + b"[" * 5000 + b"]" * 5000 + b"}"),  # noqa: SLF001
    "exito con 500": lambda puerta, _: puerta._enviar(b'{"status":"success","process_id":"abc"}', 500),  # noqa: SLF001
    "enorme": lambda puerta, _: puerta._enviar(b" " * 200_000),  # noqa: SLF001
    "redirige": lambda puerta, bancard: puerta._enviar(b"", 307, Location=bancard.url + RUTA),  # noqa: SLF001
    "exito vacio": lambda puerta, _: puerta._enviar(b'{"status":"success"}'),  # noqa: SLF001
    "sin proceso": lambda puerta, _: puerta._enviar(b'{"status":"success","process_id":"a/../b"}'),  # noqa: SLF001
}
