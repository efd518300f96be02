from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from portal.errors import DatoInvalido
from portal.imports.logo import ALTO, ANCHO, ARCHIVO_MAXIMO, LADO_MAXIMO, leer
from tests.company import dibujo


@pytest.mark.parametrize(("formato", "tipo"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_is_drawn_again_small(formato: str, tipo: str) -> None:
    logo = leer(dibujo(formato, (1600, 400)))
    assert logo.tipo == tipo
    assert len(logo.huella) == 64
    with Image.open(BytesIO(logo.bytes)) as leida:
        assert (leida.format, leida.size) == (formato, (ANCHO, ANCHO // 4))


def test_a_small_one_is_not_stretched() -> None:
    with Image.open(BytesIO(leer(dibujo(tamano=(8, 9))).bytes)) as leida:
        assert leida.size == (8, 9)


def test_what_came_along_stays_behind() -> None:
    nota = PngImagePlugin.PngInfo()
    nota.add_text("Author", "secreto-de-alguien")
    salida = BytesIO()
    Image.new("RGBA", (20, 20)).save(salida, "PNG", pnginfo=nota)
    contenido = salida.getvalue() + b"<script>secreto-detras</script>"
    assert b"secreto" in contenido
    assert b"secreto" not in leer(contenido).bytes


def test_the_side_that_a_camera_says_is_up_is_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    salida = BytesIO()
    Image.new("RGB", (40, 10)).save(salida, "JPEG", exif=exif)
    with Image.open(BytesIO(leer(salida.getvalue()).bytes)) as leida:
        assert leida.size == (10, 40)
        assert not leida.getexif()


def test_the_worst_picture_is_bounded() -> None:
    ruido = Image.effect_noise((LADO_MAXIMO // 2, LADO_MAXIMO // 2), 255).convert("RGBA")
    salida = BytesIO()
    ruido.resize((ANCHO, ALTO)).save(salida, "PNG")
    assert len(leer(salida.getvalue()).bytes) < ANCHO * ALTO * 4 + 1024


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [
        (b"", "logo-de-otro-tipo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo-de-otro-tipo"),
        (dibujo("GIF"), "logo-de-otro-tipo"),
        (dibujo("BMP"), "logo-de-otro-tipo"),
        (dibujo()[:60], "logo-danado"),
        (b"\x89PNG\r\n\x1a\n" + dibujo("JPEG"), "logo-danado"),
        (b"\xff\xd8\xff", "logo-danado"),
        (dibujo("JPEG")[:-200], "logo-danado"),
        (dibujo(tamano=(LADO_MAXIMO + 1, 1)), "logo-de-muchos-puntos"),
        (dibujo() + b"\0" * ARCHIVO_MAXIMO, "logo-grande"),
    ],
    ids=["nothing", "svg", "gif", "bmp", "cut png", "two heads", "head alone", "cut jpeg", "many points", "heavy"],
)
def test_nothing_else_is_a_logo(contenido: bytes, codigo: str) -> None:
    with pytest.raises(DatoInvalido) as dicho:
        leer(contenido)
    assert (dicho.value.codigo, dicho.value.campo) == (codigo, "logo")
