"""The company's logo from the file that somebody chose: only a picture, drawn again, small."""

from io import BytesIO

from PIL import Image, ImageOps

from portal.errors import DatoInvalido
from portal.structs.empresa import PNG, Logo
from portal.texts.named import datos

JPEG = b"\xff\xd8\xff"
FORMATOS = {"PNG": PNG, "JPEG": JPEG}
ARCHIVO_MAXIMO = 512 * 1024
# Of each side, in pixels: unpacked it is 16 MB at most, which a few bytes of a file may ask for.
LADO_MAXIMO = 2_000
# As it is kept, in pixels: sharp on a telephone and on paper, and 200 KB whatever it shows.
ANCHO, ALTO = 320, 160


def leer(contenido: bytes) -> Logo:
    """The picture within ANCHO by ALTO, without whatever else the file had: places, comments, a second file behind.

    Takes seconds of no processor, but some milliseconds: not for the loop. Raises DatoInvalido for a file that is too
    large, is no PNG or JPEG whatever its name, or does not unpack.
    """
    if len(contenido) > ARCHIVO_MAXIMO:
        raise DatoInvalido("logo-grande", datos(maximo=ARCHIVO_MAXIMO // 1024), "logo")
    formato = next((nombre for nombre, magia in FORMATOS.items() if contenido.startswith(magia)), None)
    if formato is None:
        raise DatoInvalido("logo-de-otro-tipo", campo="logo")
    try:
        return Logo(_dibujar(contenido, formato))
    except DatoInvalido:
        raise
    except Exception as error:  # a damaged file may raise anything: the library promises nothing
        raise DatoInvalido("logo-danado", campo="logo") from error


def _dibujar(contenido: bytes, formato: str) -> bytes:
    with Image.open(BytesIO(contenido), formats=(formato,)) as archivo:
        if max(archivo.size) > LADO_MAXIMO:
            raise DatoInvalido("logo-de-muchos-puntos", datos(maximo=LADO_MAXIMO), "logo")
        derecha = ImageOps.exif_transpose(archivo)
        imagen = derecha.convert("RGB" if formato == "JPEG" else "RGBA")
    imagen.thumbnail((ANCHO, ALTO))
    limpia = Image.new(imagen.mode, imagen.size)
    limpia.paste(imagen)
    salida = BytesIO()
    limpia.save(salida, formato, optimize=True)
    return salida.getvalue()
