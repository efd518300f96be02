"""`python -m tests.rules.payment.table`: what happens next to a payment, as docs/pasos.md has it."""

import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import TypeAlias

from msgspec import structs

from portal.operations.payment.phrases import AJENAS, frase
from portal.operations.sweep import PAUSA_MAXIMA, PAUSA_MINIMA
from portal.rules.payment.decide import COBRADOS, PLAZO, decide
from portal.rules.payment.seguimiento import ALARMA, ESPERAS, PASO_DEL_BANCO, SIN_ORDEN, VIGILIA
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.pasos import (
    Abrir,
    Anotar,
    Anular,
    Corte,
    DelBanco,
    DelPaquete,
    Devolver,
    Esperar,
    Guardia,
    Pagar,
    Pasar,
    Paso,
    Preguntar,
    Responder,
    Sabido,
    Salida,
    Suceso,
)
from tests.rules.payment.test_decide import AHORA, lo_niega_el_erp, posible, un_pago

UN_RATO = timedelta(minutes=3)
Rama: TypeAlias = "str | tuple[tuple[str, Rama], ...] | None"
Campos: TypeAlias = Mapping[str, object]

SUCESOS = {
    Suceso.CANAL_PAGA: "el canal paga",
    Suceso.CLIENTE_PAGA: "el cliente paga",
    Suceso.MIRADA: "alguien mira",
    Suceso.AVISO: "el banco avisa",
    Suceso.BARRIDO: "el barrido",
    Suceso.ANULAN: "piden anular",
    Suceso.LIBERAN: "el cliente lo deja",
    Suceso.RESPONDEN: "una persona responde",
    Suceso.DEVOLVIERON: "una persona lo devolvió",
    Suceso.ANULARON: "la empresa lo anuló a mano",
}
BANCO = {
    None: "no se preguntó",
    DelBanco.COBRADO: "cobró",
    DelBanco.OTRO_IMPORTE: "cobró otro importe",
    DelBanco.NO_COBRADO: "no cobró",
    DelBanco.PENDIENTE: "sigue pendiente",
    DelBanco.NO_LA_CONOCE: "no conoce la orden",
    DelBanco.SILENCIO: "no contesta",
}
REVERSA = {
    None: "no se pidió",
    DelBanco.NO_COBRADO: "hecha",
    DelBanco.COBRADO: "no hecha",
    DelBanco.NO_LA_CONOCE: "no conoce la orden",
    DelBanco.SILENCIO: "no contesta",
}
DE_PERSONAS = (Suceso.RESPONDEN, Suceso.DEVOLVIERON, Suceso.ANULARON)
# What is looked at, the first that tells most; of the attempt (p) or of what is known (s).
CONDICIONES: dict[str, tuple[str, str, dict[object, str]]] = {
    "corte": ("s", "corte", {Corte.CARRERA: "otro fue primero", Corte.FALLA: "falló y está como antes",
                             Corte.PERDIDA: "falló y ya no está como antes"}),
    "de": ("p", "pasarela", {None: "de un canal", "banco": "de una pasarela"}),
    "orden": ("p", "referencia", {None: "sin orden en el banco", "R-1": "con orden en el banco"}),
    "hay": ("s", "con_pasarela", {True: "su pasarela está", False: "su pasarela ya no está"}),
    "nuestro": ("s", "nuestro", {True: "lo reclamó esta vuelta", False: "no lo reclamó esta vuelta"}),
    "paquete": ("s", "paquete", {None: "al paquete no se lo llamó", DelPaquete.REHUSO: "el paquete rehusó",
                                 DelPaquete.INCIERTO: "del paquete no se sabe"}),
    "banco": ("s", "banco", {valor: f"el banco {dicho}" if valor else "al banco no se le preguntó"
                             for valor, dicho in BANCO.items()}),
    "reversa": ("s", "reversa", {valor: f"devolución: {dicho}" for valor, dicho in REVERSA.items()}),
    "a mano": ("s", "a_mano", {False: "nadie lo devolvió a mano", True: "una persona lo devolvió"}),
    "suelta": ("s", "orden", {None: "sin orden suelta", "R-2": "el banco abrió la orden tarde"}),
    "desde": ("s", "desde", {Estado.POR_VERIFICAR: "esperaba al banco", Estado.DESCONOCIDO: "estaba en duda"}),
    "hecho": ("s", "hecho", {False: "lo pedido, sin hacer", True: "lo pedido, hecho"}),
    "suceso": ("s", "suceso", {cual: dicho for cual, dicho in SUCESOS.items() if cual not in DE_PERSONAS}),
    "quien": ("s", "suceso", dict(SUCESOS)),
    "estado": ("p", "estado", {estado: f"está {estado}" for estado in Estado}),
    "devolucion": ("p", "devolucion", {None: "no hay que devolver", Devolucion.PENDIENTE: "hay que devolver",
                                       Devolucion.HECHA: "ya se devolvió"}),
    "desenlace": ("s", "desenlace", {valor: f"dice {valor}" for valor in Desenlace}),
    "tarde": ("p", "vence", {AHORA + UN_RATO: "en término", AHORA - UN_RATO: "vencido"}),
    "toca": ("p", "mirar", {AHORA - UN_RATO: "toca mirarlo", AHORA + UN_RATO: "no toca mirarlo"}),
    "miradas": ("p", "miradas", {0: "sin silencios antes", 2: "descansa tras silencios"}),
}  # fmt: skip
BANCARIO = {"pasarela": "banco"}
DE_TODOS = ("suceso", "tarde", "toca")
# What each section holds fixed, and what it is asked about; people's answers have sections of their own.
SECCIONES: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "POR_VERIFICAR": (
        BANCARIO | {"estado": Estado.POR_VERIFICAR, "mirar": AHORA + UN_RATO},
        ("orden", "hay", "banco", "suceso", "tarde", "miradas"),
    ),
    "EN_PROCESO": ({"estado": Estado.EN_PROCESO}, ("nuestro", "de", "paquete", "banco", *DE_TODOS)),
    "NO_EJECUTADO": ({"estado": Estado.NO_EJECUTADO}, ("de", "hay", "hecho", "banco", "suceso", "toca", "miradas")),
    "PAGADO": ({"estado": Estado.PAGADO}, ("suceso", "hecho")),
    "ANULANDO": ({"estado": Estado.ANULANDO}, ("nuestro", "paquete", *DE_TODOS)),
    "DESCONOCIDO": (BANCARIO | {"estado": Estado.DESCONOCIDO}, ("suceso",)),
    "RECHAZADO, VENCIDO o ANULADO": (
        BANCARIO | {"estado": Estado.VENCIDO},
        ("orden", "suelta", "hay", "banco", "a mano", "suceso", "toca"),
    ),
    "Cuando hay que devolver (RECHAZADO, VENCIDO o ANULADO)": (
        BANCARIO | {"estado": Estado.RECHAZADO, "devolucion": Devolucion.PENDIENTE},
        ("hay", "reversa", "suceso", "toca"),
    ),
    "Una persona dijo que no se pagó, y se pide la devolución": (
        BANCARIO
        | {"estado": Estado.RECHAZADO, "devolucion": Devolucion.PENDIENTE, "mirar": AHORA, "cambio": True}
        | {"suceso": Suceso.RESPONDEN, "hecho": True},
        ("hay", "reversa", "desde"),
    ),
    "Una persona responde cómo terminó": (
        BANCARIO | {"suceso": Suceso.RESPONDEN, "vence": AHORA - UN_RATO},
        ("estado", "hay", "desenlace"),
    ),
    "Una persona dice que el dinero ya volvió": (
        BANCARIO | {"suceso": Suceso.DEVOLVIERON, "estado": Estado.RECHAZADO},
        ("devolucion",),
    ),
    "La empresa lo anuló a mano, después de su día": (
        BANCARIO | {"suceso": Suceso.ANULARON},
        ("estado",),
    ),
    "Un paso no se pudo dar": ({}, ("quien", "hecho", "corte", "nuestro", "de", "estado")),
}
SALIDAS = {
    Salida.COMO_ESTA: "Se muestra como está",
    Salida.EN_VERIFICACION: "Se contesta que se está verificando",
    Salida.SE_ADELANTARON: "Se contesta que otra persona lo resolvió",
    Salida.NO_CORRESPONDE: "Se contesta que ya no corresponde",
    Salida.LO_VE_UNA_PERSONA: "Se contesta que lo revisa una persona",
    Salida.NO_SE_ANULO: "Se contesta por qué no se anuló",
    Salida.FALLO: "Se contesta lo que falló",
}
NADIE_REINTENTA = "Se contesta que eso no puede ser: nadie lo volvería a intentar"
GUARDIAS = {
    Guardia.CARRITO: "si el carrito sigue igual y se puede pagar",
    Guardia.REGLA_7: "si es del día y no hay otro después",
    Guardia.ERP: "si el ERP no lo contradice",
    Guardia.RECLAMADAS: "si el ERP reclama otra vez todas sus deudas",
}
COMIENZO = """# Los pasos de un pago

Qué pasa con un intento de pago según lo que se sabe de él. Lo imprime `python -m tests.rules.payment.table` desde
`portal/rules/payment/decide.py`, y una prueba mira que sea lo mismo: no se edita a mano.

Cada vuelta da un paso, anota cómo salió y vuelve a decidir, hasta que se contesta. *Lo reclamó esta vuelta*: fue ella
quien lo llevó a ese estado, y solo así puede llamar al paquete antes del plazo. PAGADO y ANULADO no se deciden: se
escriben en la misma transacción en la que el paquete pagó o anuló. Una condición que falta no cambia nada. Lo que una
persona responde tiene sus propias secciones: en las demás, su pedido ya se hizo, o no corresponde.
"""


SIEMPRE_IGUAL: dict[type[object], str] = {
    Preguntar: "Se le pregunta al banco",
    Abrir: "Se le pide al banco dónde se paga",
    Devolver: "Se le pide al banco que no quede nada debitado",
    Pagar: "Se llama a PAWEB_PAGO: si paga, **PAGADO**",
    Anular: "Se llama a PA_ANUL: si anula, **ANULADO**; si no es del día o hay otro después, como si rehusara",
}


def en_palabras(paso: Paso) -> str:
    match paso:
        case Pasar():
            return _cambio(paso)
        case Anotar():
            hay = "hay que devolver" if paso.devolucion is Devolucion.PENDIENTE else "nada más por devolver"
            return f"Se anota: {hay}{_dicho(paso)}"
        case Esperar():
            return "Se vuelve a mirar más tarde" if paso.con_novedad else "Se deja descansar, cada vez más"
        case Responder():
            return SALIDAS[paso.salida]
        case _:
            return SIEMPRE_IGUAL[type(paso)]


def _cambio(paso: Pasar) -> str:
    guardia = f", {GUARDIAS[paso.guardia]}" if paso.guardia else ""
    por = f" (por {paso.por})" if paso.por else ""
    debe = {None: "", Devolucion.PENDIENTE: ", y hay que devolver", Devolucion.HECHA: ", y nada por devolver"}
    return f"**{paso.a}**{por}{guardia}{debe[paso.devolucion]}{_dicho(paso)}"


def _dicho(paso: Pasar | Anotar) -> str:
    return "" if paso.razon in AJENAS else f": «{frase(paso.razon, '…')}»"


def rama(fijo: Campos, quedan: tuple[str, ...]) -> Rama:
    """What is decided there: one thing, or by the first condition that makes a difference; None where it cannot be."""
    if not quedan:
        bancario = fijo.get("pasarela") is not None
        todo = {"referencia": "R-1" if bancario else None, "con_pasarela": bancario, "suceso": Suceso.MIRADA, **fijo}
        pago = un_pago(**_de("p", todo))  # type: ignore[arg-type]
        sabe = Sabido(**{"desde": pago.estado, **_de("s", todo)})  # type: ignore[arg-type]
        if not (posible(pago) and _se_puede(pago, sabe)):
            return None
        paso = decide(pago, AHORA, sabe)
        return NADIE_REINTENTA if lo_niega_el_erp(pago, sabe, paso) else en_palabras(paso)
    _, campo, valores = CONDICIONES[quedan[0]]
    grupos: dict[Rama, list[str]] = {}
    for valor, nombre in valores.items():
        abajo = rama({**fijo, campo: valor}, quedan[1:])
        if abajo is not None:
            grupos.setdefault(abajo, []).append(nombre)
    if len(grupos) <= 1:
        return next(iter(grupos), None)
    return tuple((_juntos(nombres, valores), abajo) for abajo, nombres in grupos.items())


def _juntos(nombres: list[str], valores: Mapping[object, str]) -> str:
    faltan = [nombre for nombre in valores.values() if nombre not in nombres]
    return f"todo salvo: {', '.join(faltan)}" if 0 < len(faltan) < len(nombres) - 1 else " o ".join(nombres)


@cache
def _campos() -> frozenset[str]:
    return frozenset(campo.name for campo in structs.fields(Pago))


def _de(de: str, fijo: Campos) -> dict[str, object]:
    propios = {campo: valor for campo, valor in fijo.items() if (campo in _campos()) is (de == "p")}
    return {campo.removeprefix("s."): valor for campo, valor in propios.items()}


def _se_puede(pago: Pago, sabe: Sabido) -> bool:  # noqa: PLR0911 - one line a reason
    """What a run can know of that attempt."""
    en_proceso, anulando = pago.estado is Estado.EN_PROCESO, pago.estado is Estado.ANULANDO
    if sabe.suceso is Suceso.LIBERAN and pago.estado is not Estado.POR_VERIFICAR and sabe.corte is None:
        return False
    if not sabe.con_pasarela and (sabe.banco or sabe.reversa):
        return False
    if sabe.corte is not None:
        return not sabe.nuestro or en_proceso or (anulando and sabe.suceso is Suceso.ANULAN)
    if sabe.paquete is not None and not (sabe.nuestro or anulando):
        return False
    if sabe.nuestro and anulando:
        return sabe.suceso is Suceso.ANULAN
    if en_proceso and sabe.nuestro:
        return sabe.banco in (COBRADOS if pago.pasarela else (None,))
    if en_proceso or pago.referencia is None:
        return sabe.banco is None and (sabe.orden is None or sabe.suceso is Suceso.CLIENTE_PAGA)
    return sabe.orden is None and (not sabe.a_mano or sabe.banco in COBRADOS)


def filas(abajo: Rama, antes: tuple[str, ...] = ()) -> Iterator[str]:
    if abajo is None:
        return
    if isinstance(abajo, str):
        yield f"| {'; '.join(antes) or 'siempre'} | {abajo} |"
        return
    for nombre, otra in abajo:
        yield from filas(otra, (*antes, nombre))


def cuando() -> str:
    """How long each wait is."""
    vigilia = ", ".join(map(_dura, VIGILIA))
    esperas = ", ".join(map(_dura, ESPERAS))
    plazos = {
        "Quien lo reclamó no terminó (EN_PROCESO, ANULANDO)": f"a los {_dura(PLAZO)} del reclamo",
        "El banco no llegó a decir dónde se paga (POR_VERIFICAR, sin orden)": f"a los {_dura(SIN_ORDEN)}",
        "El cliente está en el banco (POR_VERIFICAR, con orden)": f"cada {_dura(PASO_DEL_BANCO)}, hasta su plazo",
        "Nadie contesta (el banco, el paquete, una devolución)": f"a los {esperas}, y así hasta que se sepa",
        "No se hizo y una pasarela cobró (NO_EJECUTADO)": "enseguida la primera vez, después con los mismos descansos",
        "Terminó y tuvo orden (RECHAZADO, VENCIDO, ANULADO)": f"a los {vigilia} de su último cambio o devolución",
        "Lo ve una persona": f"a los {_dura(ALARMA)} de estar en duda, en la bandeja y en el registro",
        "El barrido, en cada instancia": f"cada {_dura(PAUSA_MINIMA)} a {_dura(PAUSA_MAXIMA)}",
    }
    return "\n".join(
        [
            "## Cuándo",
            "",
            "| Qué | Se mira |",
            "|---|---|",
            *(f"| {que} | {dice} |" for que, dice in plazos.items()),
            "",
        ]
    )


def _dura(cuanto: timedelta) -> str:
    segundos = int(cuanto.total_seconds())
    for unidad, largo in (("h", 3600), ("min", 60)):
        if segundos >= largo and segundos % largo == 0:
            return f"{segundos // largo} {unidad}"
    return f"{segundos} s"


def tabla() -> str:
    """The whole page."""
    partes = [COMIENZO, cuando()]
    partes += [_seccion(titulo, fijo, quedan) for titulo, (fijo, quedan) in SECCIONES.items()]
    return "\n".join(partes)


def _seccion(titulo: str, fijo: Campos, quedan: tuple[str, ...]) -> str:
    return "\n".join([f"## {titulo}", "", "| Lo que se sabe | Qué pasa |", "|---|---|", *filas(rama(fijo, quedan)), ""])


if __name__ == "__main__":
    sys.stdout.write(tabla())
