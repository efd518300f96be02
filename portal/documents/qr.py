"""An address as a QR: a receipt's public check, or what an application reads to give codes."""

from io import BytesIO

import segno

# A printed receipt gets folded and smudged: a quarter of the code may be lost and it still reads.
CORRECCION = "q"


def svg(url: str) -> bytes:
    """An image that scales to its <img>: no inline style, no script, and white behind the code in dark mode too."""
    salida = BytesIO()
    segno.make_qr(url, error=CORRECCION).save(
        salida, kind="svg", light="#fff", dark="#000", omitsize=True, svgclass=None, lineclass=None, nl=False
    )
    return salida.getvalue()


def inline(direccion: str) -> str:
    """A drawing that stands in the page itself, as no other address may show it: no inline style, white behind it."""
    return segno.make_qr(direccion, error="m").svg_inline(
        light="#fff", dark="#000", omitsize=True, svgclass=None, lineclass=None
    )


def png(url: str) -> BytesIO:
    """An address as a QR for paper: ten dots a module, without the quiet border that paper has around it."""
    salida = BytesIO()
    segno.make_qr(url, error=CORRECCION).save(salida, kind="png", scale=10, border=0)
    salida.seek(0)
    return salida
