"""NUMBER: base 100 floating point.

First byte: 192 + the number of base 100 digits before the point; then each digit + 1. Of a negative value the first
byte is complemented, digits are 101 - digit, and 102 closes while there are fewer than 20. Zero is the byte 0x80.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

ZERO = b"\x80"
CONTEXT = Context(prec=38, rounding=ROUND_HALF_UP)


def _pack(negative: bool, digits: str, exponent: int) -> bytes:
    digits = digits.lstrip("0")
    exponent += len(digits) - len(digits.rstrip("0"))
    digits = digits.rstrip("0")
    if not digits:
        return ZERO
    if exponent & 1:
        digits += "0"
        exponent -= 1
    if len(digits) & 1:
        digits = "0" + digits
    pairs = len(digits) // 2
    lead = pairs + exponent // 2
    if lead > 63:
        raise OverflowError("numeric overflow")
    if lead < -64:
        return ZERO
    body = [int(digits[i : i + 2]) for i in range(0, len(digits), 2)]
    if not negative:
        return bytes([192 + lead, *(digit + 1 for digit in body)])
    return bytes([63 - lead, *(101 - digit for digit in body)]) + (b"\x66" if pairs < 20 else b"")


def encode_number(value: object) -> bytes:
    """NUMBER bytes, without the length in front. Raises as Decimal does where it is no number."""
    if isinstance(value, float):
        value = repr(value)
    if not isinstance(value, (str, int, Decimal)):
        raise TypeError(f"cannot convert {type(value).__name__} to NUMBER")
    number = Decimal(value.strip() if isinstance(value, str) else value)
    if not number.is_finite():
        raise InvalidOperation("not a finite number")
    sign, digits, exponent = CONTEXT.plus(number).as_tuple()
    return _pack(bool(sign), "".join(map(str, digits)), int(exponent))


def decode_number(raw: bytes) -> int | Decimal:
    """An int where it is whole, else a Decimal."""
    if raw == ZERO:
        return 0
    negative = not raw[0] & 0x80
    if negative:
        lead = 63 - raw[0]
        body = [101 - byte for byte in (raw[1:-1] if raw[-1] == 102 else raw[1:])]
    else:
        lead = raw[0] - 192
        body = [byte - 1 for byte in raw[1:]]
    total = 0
    for digit in body:
        total = total * 100 + digit
    total = -total if negative else total
    if lead >= len(body):
        return total * 100 ** (lead - len(body))
    return Decimal(total).scaleb(2 * (lead - len(body)), CONTEXT).normalize(CONTEXT)
