"""The head of a paper: whose it is, by name, RUC and logo."""

from io import BytesIO

from portal.documents.paper import ANCHO, BLANCO, MARCA, MARGEN, TENUE, VERDE_MENTA, Hoja
from portal.structs.empresa import Empresa
from portal.texts.es import papel
from portal.texts.es.nombre import PORTAL

# Room for a logo.
LOGO = (34.0, 17.0)
HASTA = 118.0
SIN_DATOS = Empresa()


def membrete(hoja: Hoja, empresa: Empresa) -> None:
    """At the top and on the left; what the paper is goes beside it."""
    hoja.set_fill_color(*MARCA)
    hoja.rect(0, 0, ANCHO, 3, style="F")
    x = MARGEN + _dibujo(hoja, empresa) + 3.5
    nombre = empresa.nombre or hoja.t.gettext(PORTAL)
    ancho = MARGEN + HASTA - x
    hoja.texto(x, 13.5 if empresa.ruc else 16, ancho, nombre, cuerpo=14, negrita=True)
    if empresa.ruc:
        hoja.texto(x, 21, ancho, f"{hoja.t.gettext(papel.RUC)} {empresa.ruc}", cuerpo=9.5, color=TENUE)


def _dibujo(hoja: Hoja, empresa: Empresa) -> float:
    """The company's logo, or the portal's mark; how wide it is."""
    if empresa.logo is None:
        hoja.caja(MARGEN, 14, 11, 11, MARCA)
        hoja.texto(MARGEN, 16, 11, "P", cuerpo=15, color=BLANCO, negrita=True, lado="C")
        hoja.set_fill_color(*VERDE_MENTA)
        hoja.circle(MARGEN + 8.4, 21.6, 0.7, style="F")
        return 11
    puesto = hoja.image(
        BytesIO(empresa.logo.bytes),
        x=MARGEN,
        y=11,
        w=LOGO[0],
        h=LOGO[1],
        keep_aspect_ratio=True,
        alt_text=empresa.nombre or hoja.t.gettext(papel.LOGO),
    )
    return float(puesto.rendered_width)
