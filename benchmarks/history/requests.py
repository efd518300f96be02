"""What a customer, a canal and an operador ask, and what anybody may."""

import json
import re
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from msgspec import Struct

from benchmarks.history.base import CLAVE, Size
from benchmarks.history.visitor import Visitor
from portal.clock import ahora, dia

MINIMUM = ("P{}-1", "A{}-1", "A{}-2")
REASON = "Lo pidió por teléfono"


class Asked(Struct, frozen=True):
    """About whom, and about what, in this round. Rounds have customers of their own, since whoever pays owes less."""

    size: Size
    round: int

    @property
    def documento(self) -> str:
        """Of a customer for whom a canal pays, and has it reversed."""
        return str(4_000_005 + self.round * 2)

    @property
    def customer(self) -> int:
        """The number of one who pays by the bank, an instalment in each run, and holds no payment in doubt."""
        return 46 + self.round

    def payment(self, *, gateway: bool) -> int:
        """A paid one, of the middle of the history: twenty in a row came by the same door."""
        block = self.size.payments // 2 // 100 * 100
        return block + (0 if gateway else 60) + 8 + self.round % 3

    def code(self, *, gateway: bool) -> str:
        """That payment's."""
        number = self.payment(gateway=gateway)
        return f"{'EC-' if gateway else 'C'}{number // 100_000:05}-{number % 100_000:05}"


def anybody(visitor: Visitor, asked: Asked) -> None:
    """Without a session, or before there is one."""
    visitor.get("GET /salud/lista", "/salud/lista")
    visitor.get("GET /ayuda", "/ayuda")
    visitor.get("GET /verificar/…", f"/verificar/verificador-{asked.payment(gateway=True):012}")
    visitor.post("POST /token", "/token", username="canal-1", password=CLAVE)
    visitor.post("POST /ingreso", "/ingreso", usuario="4000002", clave=CLAVE)


def canal(visitor: Visitor, asked: Asked) -> None:
    """From the consultation to the reversal, and its lists."""
    who, code = asked.documento, f"R{asked.round}-{ahora().timestamp():.0f}"
    consulted = visitor.get(
        "GET /consulta/deuda-cliente/", f"/consulta/deuda-cliente/?{urlencode({'documento': who, 'moneda': 1})}"
    )
    session = json.loads(consulted.text)["idsession"]
    for debt in MINIMUM:
        chosen = {"idsession": session, "indicador": "S", "codmovimiento": debt.format(who), "usuario": "x"}
        visitor.post("POST /carrito/agregar", f"/carrito/agregar?{urlencode(chosen)}")
    visitor.get("GET /carrito/…", f"/carrito/{session}")
    paid = {"session": session, "user": "x", "cod_transaccion": code}
    visitor.post("POST /pago", f"/pago?{urlencode(paid)}")
    visitor.get("GET /pago/…", f"/pago/{code}")
    visitor.post("POST /anulacion", f"/anulacion?cod_transaccion={code}")
    visitor.get("GET /pagos", "/pagos")
    visitor.get("GET /pagos?desde=", f"/pagos?desde={asked.size.payments // 2}")


def customer(visitor: Visitor, _: Asked) -> None:
    """Every page, and a payment by the bank."""
    page = visitor.get("GET /deudas", "/deudas").text
    visitor.get("GET /deudas.csv", "/deudas.csv")
    visitor.get("GET /deudas.xlsx", "/deudas.xlsx")
    session = _found(r'name="idsession"[^>]*value="(\d+)"', page)
    chosen = _oldest(re.findall(r'name="sel" value="([^"]+)"', page))
    visitor.post("POST /deudas/listado", "/deudas/listado", idsession=session, sel=chosen)
    visitor.post("POST /deudas/carrito", "/deudas/carrito", idsession=session, sel=chosen)
    review = visitor.post("POST /deudas/revisar", "/deudas/revisar", idsession=session, sel=chosen).location
    page = visitor.get("GET /pagar/…", review).text
    total = _found(r'name="total"[^>]*value="([0-9.]+)"', page)
    bank = urlsplit(visitor.post("POST /pagar/…", review, total=total).location).path
    visitor.get("GET /banco-demo/…", bank)
    receipt = urlsplit(visitor.post("POST /banco-demo/…", bank, accion="aprobar").location).path
    visitor.get("GET /comprobantes/…", receipt)
    visitor.get("GET /comprobantes/…/estado", f"{receipt}/estado")
    visitor.get("GET /comprobantes/…/pdf", f"{receipt}/pdf")
    visitor.get("GET /comprobantes/…/qr.svg", f"{receipt}/qr.svg")
    visitor.post("POST /comprobantes/…/pedir-anulacion", f"{receipt}/pedir-anulacion", motivo=REASON)
    visitor.get("GET /historial", "/historial")
    visitor.get("GET /historial.csv", "/historial.csv")
    visitor.get("GET /historial.xlsx", "/historial.xlsx")
    visitor.get("GET /cuenta", "/cuenta")


def operador(visitor: Visitor, asked: Asked) -> None:
    """The desk: who, what, the trays, the day, the extracts."""
    visitor.get("GET /operador", "/operador")
    found = {"documento": asked.documento, "motivo": REASON}
    visitor.post("POST /operador/clientes/deudas", "/operador/clientes/deudas", **found)
    visitor.get("GET /operador/clientes", "/operador/clientes")
    for name, sought in {
        "nombre": f"cliente num {asked.round + 5}",
        "documento": asked.documento[:5],
        "código, por su final": asked.code(gateway=True)[3:].lower(),
        "código, por el medio": asked.code(gateway=True)[4:-1].lower(),
        "comprobante": f"{asked.payment(gateway=True):08}",
        "importe": "Gs. 355.250",
        "que no está": "NO-ESTA",
    }.items():
        visitor.post(f"POST /operador/clientes: {name}", "/operador/clientes", buscar=sought)
    older = {"buscar": "NO-ESTA", "hasta": str(asked.size.payments // 2)}
    visitor.post("POST /operador/clientes: dentro de los códigos de antes", "/operador/clientes", **older)
    visitor.get("GET /operador/clientes/…", f"/operador/clientes/{asked.round + 5}")
    visitor.get("GET /operador/pagos", "/operador/pagos")
    visitor.get("GET /operador/pagos?estado=DESCONOCIDO", "/operador/pagos?estado=DESCONOCIDO")
    half = str(asked.size.payments // 2)
    for name, form in {
        "ANULADO": {"estado": "ANULADO"},
        "VENCIDO, ninguno": {"estado": "VENCIDO"},
        "desde la mitad": {"desde": half},
        "por código": {"buscar": asked.code(gateway=True)},
        "por documento": {"buscar": asked.documento},
        "por número": {"buscar": str(asked.payment(gateway=False))},
        "por documento y estado": {"buscar": asked.documento, "estado": "RECHAZADO"},
        "que no está": {"buscar": "NO-ESTA"},
    }.items():
        visitor.post(f"POST /operador/pagos: {name}", "/operador/pagos", **form)
    visitor.get("GET /operador/pagos/…", f"/operador/pagos/{asked.payment(gateway=True)}")
    visitor.get("GET /operador/bandeja", "/operador/bandeja")
    today = dia(ahora())
    visitor.get("GET /operador/dia", "/operador/dia")
    yesterday = today - timedelta(days=1)
    visitor.get("GET /operador/dia?fecha=", f"/operador/dia?fecha={yesterday}")
    visitor.post("POST /operador/dia/…/exportar", f"/operador/dia/{yesterday}/exportar", motivo=REASON)
    extract = asked.size.payments // 20 - 1
    visitor.get("GET /operador/extractos", "/operador/extractos")
    visitor.get("GET /operador/extractos/…", f"/operador/extractos/{extract}")
    visitor.post("POST /operador/extractos/…/comparar", f"/operador/extractos/{extract}/comparar")
    visitor.post("POST /operador/extractos/…/exportar", f"/operador/extractos/{extract}/exportar", motivo=REASON)
    lines = f"CODIGO;FECHA;IMPORTE;MONEDA\n{asked.code(gateway=True)};{yesterday};{1000 + asked.round};1\n"
    lines += f"R-{ahora().timestamp()};{yesterday};2000;1\n"
    visitor.upload("POST /operador/extractos", "/operador/extractos", lines, canal="banco-demo", motivo=REASON)
    visitor.get("GET /operador/extractos/columnas", "/operador/extractos/columnas")


def _oldest(debts: list[str]) -> list[str]:
    """The first instalment that is still owed, with the water up to its month."""
    instalment = min(debt for debt in debts if debt.startswith("P"))
    month = max(instalment.rpartition("-")[2], "2")
    return [instalment, *(debt for debt in debts if debt.startswith("A") and debt.rpartition("-")[2] <= month)]


def _found(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    if found is None:
        raise RuntimeError(f"no {pattern} in the page")
    return found[1]
