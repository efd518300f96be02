"""Bancard's codes and error keys, in words for people and in the protocol's outcomes."""

from portal.errors import NoDisponible, NoEncontrado, ResultadoDesconocido
from portal.pasarela.bancard.shapes import ConfirmacionBancard, Operacion, RespuestaBancard

NADA = "no se debitó nada."
CODIGOS = {
    "05": "El banco emisor no aprobó el pago",
    "12": "El banco no aceptó la transacción",
    "14": "El número de tarjeta no es válido",
    "15": "El banco no reconoce esa tarjeta",
    "17": "Cancelaste el pago en la página de Bancard",
    "33": "La tarjeta está vencida",
    "36": "La tarjeta está bloqueada",
    "51": "La tarjeta no tiene fondos suficientes",
    "54": "La tarjeta está vencida",
    "55": "La clave no es la correcta",
    "57": "La tarjeta no permite este tipo de pago",
    "58": "La tarjeta no permite este tipo de pago",
    "61": "El importe pasa el límite de la tarjeta",
    "65": "La tarjeta pasó la cantidad de pagos permitida",
    "70": "El comercio no puede cobrar en este momento",
    "71": "Bancard dejó la transacción sin efecto",
    "91": "El banco emisor no responde, probá más tarde",
    "92": "El banco emisor no responde, probá más tarde",
    "94": "El banco la tomó como una transacción repetida",
    "96": "El sistema del banco no está funcionando, probá más tarde",
    "98": "El sistema del banco no está funcionando, probá más tarde",
    "99": "Bancard dejó la transacción sin efecto",
    "9G": "La tarjeta está bloqueada",
}
OTRO_CODIGO = "El banco no aprobó el pago"

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
    frase = f"{CODIGOS.get(codigo, OTRO_CODIGO)}: {NADA}"
    palabras = _legible(descripcion)
    return f"{frase} Bancard dice: «{palabras}»." if palabras else frase


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
        return NoDisponible(
            "pasarela-rechaza",
            f"El pago por internet no está disponible en este momento: {NADA} Si se repite, avisanos.",
            300,
        )
    if clave == DESCONOCIDA:
        return NoEncontrado("orden-desconocida", "Bancard no conoce ese pago.")
    return ResultadoDesconocido("Bancard's answer settles nothing", dicho=dicho(operacion, respuesta))
