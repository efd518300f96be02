"""A company that has told everything of itself, and the pictures that it may bring."""

from io import BytesIO

from PIL import Image

from portal.structs.empresa import Empresa

RUC = "80028061-0"
LLENA = Empresa(
    nombre="Ñandutí Lotes S.A.",
    ruc=RUC,
    telefono="021 555 000",
    whatsapp="0981 555 000",
    direccion="Avda. Ñu Guasu 1234\nAsunción",
    horario="Lunes a viernes, de 8 a 17",
    banco="Banco <Ejemplo>\nCuenta 12-345678",
    privacidad="datos@ejemplo.com.py",
)
TEXTOS = ("nombre", "ruc", "telefono", "whatsapp", "direccion", "horario", "banco", "privacidad")


def dibujo(formato: str = "PNG", tamano: tuple[int, int] = (400, 100)) -> bytes:
    """A picture of one colour."""
    salida = BytesIO()
    Image.new("RGB", tamano, (10, 90, 70)).save(salida, formato)
    return salida.getvalue()
