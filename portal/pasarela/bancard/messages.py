"""Bancard's codes and error keys, by the sentences for people and in the protocol's outcomes."""

from portal.errors import NoDisponible, NoEncontrado, ResultadoDesconocido
from portal.pasarela.bancard.shapes import ConfirmacionBancard, Operacion, RespuestaBancard
from portal.texts.catalogue import CATALOGUE, say
from portal.texts.named import datos

# The response codes that have a sentence of their own.
CODIGOS = frozenset(case for code, case in CATALOGUE if code == "banco-no-aprobo") - {"demo", "otro"}

# Bancard names some with "Error" at the end and some without, not always the same in its documents.
RECHAZADAS = frozenset(
    {"InvalidJson", "Unauthorized", "ApplicationNotFound", "InvalidPublicKey", "InvalidToken", "InvalidOperation"}
)
NUNCA_PAGADA = "PaymentNotFound"
YA_REVERSADA = "AlreadyRollbacked"
YA_LIQUIDADA = "TransactionAlreadyConfirmed"
DESCONOCIDA = "BuyNotFound"
YA_TOMADA = "already been taken"

# What is kept as evidence. A confirmation also carries its token, and where the customer was: neither is anybody's.
EVIDENCIA = (
    "response",
    "response_code",
    "response_description",
    "extended_response_description",
    "amount",
    "currency",
    "authorization_number",
    "ticket_number",
)
LARGO_VALOR = 100


def motivo(codigo: str, descripcion: str) -> str:
    """Why a purchase was refused: our sentence, and Bancard's own words, which its rules want on the page."""
    frase = say("banco-no-aprobo", datos(caso=codigo if codigo in CODIGOS else "otro"))
    palabras = _legible(descripcion)
    return f"{frase} {say('bancard-dice', datos(palabras=palabras))}" if palabras else frase


def dicho(operacion: str, respuesta: RespuestaBancard) -> str:
    """An answer in Bancard's own terms, for the staff and for a claim."""
    if respuesta.confirmation is not None:
        return f"{operacion}: {detalle(respuesta.confirmation)}"
    return f"{operacion}: {_legible(f'{respuesta.status} {respuesta.clave} {respuesta.descripcion}')}"


def detalle(desenlace: ConfirmacionBancard | Operacion) -> str:
    """What became of a purchase, field by field."""
    valores = ((campo, getattr(desenlace, campo)) for campo in EVIDENCIA)
    return "; ".join(f"{campo}={_legible(str(valor))}" for campo, valor in valores if isinstance(valor, str | int))


def _legible(texto: str) -> str:
    return "".join(letra for letra in texto if letra.isprintable()).strip()[:LARGO_VALOR]


def nombre(clave: str) -> str:
    """An error's key by its one name."""
    return clave.removesuffix("Error")


def error(operacion: str, respuesta: RespuestaBancard) -> Exception:
    """What an error key means where it is no answer of its own: a definite no that did nothing, an order never taken,
    or nothing that can be relied on (PosCommunicationError, and keys that nobody documented)."""
    clave = nombre(respuesta.clave)
    if clave in RECHAZADAS:
        return NoDisponible("pasarela-rechaza", (), 300)
    if clave == DESCONOCIDA:
        return NoEncontrado("orden-desconocida", datos(caso="bancard"))
    return ResultadoDesconocido("Bancard's answer settles nothing", dicho=dicho(operacion, respuesta))
