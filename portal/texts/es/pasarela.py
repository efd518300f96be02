"""What a gateway says of an order: why a card was not charged, and what is wrong with the order."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("pasarela-no-responde", "Bancard no responde en este momento: no se debitó nada."),
    sentence(
        "pasarela-rechaza",
        "El pago por internet no está disponible en este momento: no se debitó nada. Si se repite, avisanos.",
    ),
    sentence("orden-desconocida", "No existe esa orden de pago."),
    sentence("orden-desconocida", "Bancard no conoce ese pago.", case="bancard"),
    sentence(
        "orden-ya-tomada",
        "Ese pago ya se había abierto en Bancard y no se puede abrir de nuevo: no se debitó nada. En menos de un "
        "minuto vas a poder empezar otro.",
    ),
    sentence("orden-distinta", "El banco ya tiene otra orden con ese número y otro importe."),
    sentence("orden-ya-respondida", "Esta orden ya se respondió o se anuló: no se puede cambiar."),
    sentence("orden-anulada", "El banco anuló la orden: no quedó nada debitado."),
    sentence("orden-anulada", "Bancard anuló la orden: no quedó nada debitado.", case="bancard"),
    sentence("bancard-dice", "Bancard dice: «%(palabras)s»."),
    sentence("banco-no-aprobo", "El banco rechazó el pago por falta de fondos: no se debitó nada.", case="demo"),
    sentence("banco-no-aprobo", "El banco no aprobó el pago: no se debitó nada.", case="otro"),
    sentence("banco-no-aprobo", "El banco emisor no aprobó el pago: no se debitó nada.", case="05"),
    sentence("banco-no-aprobo", "El banco no aceptó la transacción: no se debitó nada.", case="12"),
    sentence("banco-no-aprobo", "El número de tarjeta no es válido: no se debitó nada.", case="14"),
    sentence("banco-no-aprobo", "El banco no reconoce esa tarjeta: no se debitó nada.", case="15"),
    sentence("banco-no-aprobo", "Cancelaste el pago en la página de Bancard: no se debitó nada.", case="17"),
    sentence("banco-no-aprobo", "La tarjeta está vencida: no se debitó nada.", case="33"),
    sentence("banco-no-aprobo", "La tarjeta está bloqueada: no se debitó nada.", case="36"),
    sentence("banco-no-aprobo", "La tarjeta no tiene fondos suficientes: no se debitó nada.", case="51"),
    sentence("banco-no-aprobo", "La tarjeta está vencida: no se debitó nada.", case="54"),
    sentence("banco-no-aprobo", "La clave no es la correcta: no se debitó nada.", case="55"),
    sentence("banco-no-aprobo", "La tarjeta no permite este tipo de pago: no se debitó nada.", case="57"),
    sentence("banco-no-aprobo", "La tarjeta no permite este tipo de pago: no se debitó nada.", case="58"),
    sentence("banco-no-aprobo", "El importe pasa el límite de la tarjeta: no se debitó nada.", case="61"),
    sentence("banco-no-aprobo", "La tarjeta pasó la cantidad de pagos permitida: no se debitó nada.", case="65"),
    sentence("banco-no-aprobo", "El comercio no puede cobrar en este momento: no se debitó nada.", case="70"),
    sentence("banco-no-aprobo", "Bancard dejó la transacción sin efecto: no se debitó nada.", case="71"),
    sentence("banco-no-aprobo", "El banco emisor no responde, probá más tarde: no se debitó nada.", case="91"),
    sentence("banco-no-aprobo", "El banco emisor no responde, probá más tarde: no se debitó nada.", case="92"),
    sentence("banco-no-aprobo", "El banco la tomó como una transacción repetida: no se debitó nada.", case="94"),
    sentence(
        "banco-no-aprobo", "El sistema del banco no está funcionando, probá más tarde: no se debitó nada.", case="96"
    ),
    sentence(
        "banco-no-aprobo", "El sistema del banco no está funcionando, probá más tarde: no se debitó nada.", case="98"
    ),
    sentence("banco-no-aprobo", "Bancard dejó la transacción sin efecto: no se debitó nada.", case="99"),
    sentence("banco-no-aprobo", "La tarjeta está bloqueada: no se debitó nada.", case="9G"),
)
