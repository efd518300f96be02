"""One A4 sheet with the portal's letters and colours. Measures are millimetres; sizes of letters are points."""

from collections.abc import Container
from datetime import datetime
from gettext import NullTranslations
from importlib.resources import as_file, files
from typing import Literal, TypeAlias

from fpdf import FPDF
from fpdf.fonts import TTFFont

from portal.documents.letters import legible, partir
from portal.texts.es.nombre import PORTAL
from portal.texts.languages import SPANISH, locale

Color: TypeAlias = tuple[int, int, int]
Lado: TypeAlias = Literal["L", "C", "R"]
Estilo: TypeAlias = Literal["", "B"]

ANCHO, ALTO, MARGEN = 210.0, 297.0, 18.0
UTIL = ANCHO - 2 * MARGEN
DERECHA = ANCHO - MARGEN

# The tokens of portal.css, in their light value: paper is white.
TINTA: Color = (20, 32, 27)
TENUE: Color = (74, 88, 81)
LINEA: Color = (220, 225, 216)
FONDO: Color = (238, 241, 234)
MARCA: Color = (11, 93, 71)
MARCA_SUAVE: Color = (226, 240, 233)
VERDE_MENTA: Color = (127, 224, 180)
BLANCO: Color = (255, 255, 255)
ROJO: Color = (163, 33, 26)
ROJO_SUAVE: Color = (252, 233, 230)

# Of a line, in millimetres for each point of its letters.
INTERLINEA = 0.5
MINIMO = 6.0
PASO = 0.25


class Hoja(FPDF):
    """A document that never takes a second page. Its bytes depend on what is drawn and on `fechada`, not on when.

    t: the language of what is written on it.
    """

    def __init__(self, titulo: str, fechada: datetime, t: NullTranslations = SPANISH) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.t = t
        self.set_auto_page_break(auto=False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_title(titulo)
        self.set_author(t.gettext(PORTAL))
        self.set_lang("es-PY" if t is SPANISH else locale(t))
        self.set_creation_date(fechada)
        for estilo, archivo in (("", "NotoSans-Regular.ttf"), ("B", "NotoSans-Bold.ttf")):
            with as_file(files("portal.documents") / "fonts" / archivo) as ruta:
                self.add_font("Noto", estilo, ruta)
        self.add_page()

    def texto(
        self,
        x: float,
        y: float,
        ancho: float,
        texto: str,
        *,
        cuerpo: float,
        color: Color = TINTA,
        negrita: bool = False,
        lado: Lado = "L",
        lineas: int = 1,
    ) -> float:
        """In a box that begins at (x, y), on `lineas` lines at most; the height that it took. Too long a text gets
        smaller letters, and in the end an ellipsis."""
        estilo: Estilo = "B" if negrita else ""
        partes = self._acomodar(legible(texto, self._dibujables(estilo)), ancho, cuerpo, estilo, lineas)
        self.set_text_color(*color)
        alto = self.font_size_pt * INTERLINEA if len(partes) > 1 else cuerpo * INTERLINEA
        for numero, parte in enumerate(partes):
            self.set_xy(x, y + alto * numero)
            self.cell(ancho, alto, parte, align=lado)
        return alto * len(partes)

    def en_fila(
        self,
        x: float,
        y: float,
        ancho: float,
        alto: float,
        texto: str,
        *,
        cuerpo: float,
        color: Color = TINTA,
        negrita: bool = False,
        lado: Lado = "L",
    ) -> None:
        """In the middle of a row of that height; a second line where one is too short and the row has room for two."""
        estilo: Estilo = "B" if negrita else ""
        dos = self._medir(legible(texto, self._dibujables(estilo)), cuerpo, estilo) > ancho
        dos = dos and alto >= 2 * MINIMO * INTERLINEA
        entra = min(cuerpo, alto / (2 * INTERLINEA)) if dos else cuerpo
        arriba = y + (alto - entra * INTERLINEA * (1 + dos)) / 2
        self.texto(
            x, arriba, ancho, texto, cuerpo=entra, color=color, negrita=negrita, lado=lado, lineas=2 if dos else 1
        )

    def caja(self, x: float, y: float, ancho: float, alto: float, color: Color) -> None:
        """A filled box with round corners."""
        self.set_fill_color(*color)
        self.rect(x, y, ancho, alto, style="F", round_corners=True, corner_radius=2.5)

    def raya(self, y: float, color: Color = LINEA, grosor: float = 0.2) -> None:
        """A rule from margin to margin."""
        self.set_draw_color(*color)
        self.set_line_width(grosor)
        self.line(MARGEN, y, DERECHA, y)

    def _dibujables(self, estilo: Estilo) -> Container[int]:
        fuente = self.fonts[f"noto{estilo}"]
        return fuente.cmap if isinstance(fuente, TTFFont) else ()

    def _medir(self, texto: str, cuerpo: float, estilo: Estilo) -> float:
        self.set_font("Noto", estilo, cuerpo)
        return float(self.get_string_width(texto))

    def _acomodar(self, texto: str, ancho: float, cuerpo: float, estilo: Estilo, lineas: int) -> list[str]:
        """The lines, with the font set to the size at which they fit."""
        medida = cuerpo
        while True:
            self.set_font("Noto", estilo, medida)
            partes = partir(texto, ancho, self.get_string_width)
            if len(partes) <= lineas:
                return partes
            if medida <= MINIMO:
                break
            medida = max(MINIMO, medida - PASO)
        ultima = partes[lineas - 1]
        while ultima and self.get_string_width(f"{ultima}…") > ancho:
            ultima = ultima[:-1].rstrip()
        return [*partes[: lineas - 1], f"{ultima}…"]
